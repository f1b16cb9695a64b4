// SPDX-License-Identifier: Apache-2.0
// A map of values over two axes, one cell for each pair; read by pointer, arrow keys, and in print.
import {el, svg} from '../dom';
import {among} from '../format';
import type {Range} from '../scales';
import {near, shortened, textWidth, widthOf} from './axes';
import {colourBar, shareOf} from './colour_bar';
import {inkOn, viridis} from './viridis';

export interface HeatOptions {
  id: string;
  title: string;
  unit: string;
  status: string;
  columns: readonly string[];
  /** from below upwards */
  rows: readonly string[];
  across: string;
  up: string;
  value: (column: number, row: number) => number;
  /** of the colours */
  range: Range;
  /** what a cell says when it is looked at */
  told: (column: number, row: number) => string;
}

export interface Cell {column: number; row: number}

export class HeatMap {
  readonly figure: HTMLElement;
  private readonly box: HTMLElement;
  private readonly output = el('output', {class: 'told'});
  private drawn: SVGSVGElement | null = null;
  private ring: SVGRectElement | null = null;
  private cellBox: (cell: Cell) => {x: number; y: number; width: number; height: number} = () => ({x: 0, y: 0, width: 0, height: 0});

  constructor(private readonly map: HeatOptions, private chosen: Cell, private readonly choose: (cell: Cell) => void) {
    this.box = el('div', {class: 'reading', tabindex: 0, role: 'group', id: `${map.id}-box`,
                          'aria-label': `Map of ${map.title}. Arrow keys go from cell to cell.`});
    this.output.id = `${map.id}-value`;
    this.output.setAttribute('aria-live', 'polite');
    this.figure = el('figure', {id: map.id},
      el('figcaption', {}, `${map.title}${map.unit === '' ? '' : `, ${map.unit}`} `,
         map.status === '' ? null : el('span', {class: 'status'}, `(${map.status})`)),
      this.box, this.output);
    this.box.addEventListener('keydown', (event) => this.onKey(event));
  }

  get cell(): Cell { return this.chosen; }

  draw(wish?: number): void {
    const {columns, rows, across, up} = this.map;
    const width = widthOf(this.box, wish);
    const left = Math.min(0.34 * width, textWidth(rows) + 4), right = width - 8, top = 46;
    const wide = (right - left) / columns.length;
    const high = Math.min(46, Math.max(3, Math.min(wide * 0.8, 340 / rows.length), Math.min(26, 300 / rows.length)));
    const bottom = top + 18 + high * rows.length;
    const height = Math.round(bottom + 38);
    const at = (cell: Cell) => ({x: left + cell.column * wide, y: bottom - (cell.row + 1) * high, width: wide, height: high});
    this.cellBox = at;
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img',
                                'aria-label': `${this.map.title} over ${across} and ${up}`});
    colourBar(drawing, left, right, 16, this.map.range, this.map.unit, '');
    drawing.append(svg('text', {x: 2, y: top + 10}, `\u2191 ${shortened(up)}`));
    for (let row = 0; row < rows.length; ++row) {
      for (let column = 0; column < columns.length; ++column) this.drawCell(drawing, {column, row});
    }
    this.names(drawing, left, wide, high, bottom);
    drawing.append(svg('text', {x: right, y: bottom + 32, 'text-anchor': 'end'}, across));
    this.ring = svg('rect', {class: 'ring', fill: 'none'});
    drawing.append(this.ring);
    this.listen(drawing, width, left, wide, bottom, high);
    if (this.drawn) this.drawn.replaceWith(drawing); else this.box.append(drawing);
    this.drawn = drawing;
    this.show(this.chosen);
  }

  private drawCell(into: SVGElement, cell: Cell): void {
    const value = this.map.value(cell.column, cell.row), box = this.cellBox(cell);
    const none = !Number.isFinite(value), share = shareOf(value, this.map.range);
    into.append(svg('rect', {x: near(box.x), y: near(box.y), width: near(box.width + 0.3), height: near(box.height + 0.3),
                             fill: none ? 'none' : viridis(share), class: 'cell'}));
    if (none) {
      const way = `${near(box.width)} `;
      into.append(svg('path', {d: `M${near(box.x)} ${near(box.y)}l${way}${near(box.height)}m0 ${near(-box.height)}l-${way}${near(box.height)}`, class: 'cross'}));
      return;
    }
    const text = among(value, this.map.range);
    if (box.height < 17 || box.width < 7 * text.length + 4) return;
    into.append(svg('text', {x: near(box.x + box.width / 2), y: near(box.y + box.height / 2 + 4), 'text-anchor': 'middle',
                             style: `fill: ${inkOn(share)}`}, text));
  }

  private names(into: SVGElement, left: number, wide: number, high: number, bottom: number): void {
    const {columns, rows} = this.map;
    const everyRow = Math.ceil(14 / high), everyColumn = Math.ceil(textWidth(columns) / wide);
    rows.forEach((name, i) => {
      if (i % everyRow !== 0) return;
      into.append(svg('text', {x: near(left - 6), y: near(bottom - (i + 0.5) * high + 4), 'text-anchor': 'end'}, shortened(name)));
    });
    columns.forEach((name, i) => {
      if (i % everyColumn !== 0) return;
      into.append(svg('text', {x: near(left + (i + 0.5) * wide), y: bottom + 16, 'text-anchor': 'middle'}, shortened(name)));
    });
  }

  private listen(drawing: SVGSVGElement, width: number, left: number, wide: number, bottom: number, high: number): void {
    const under = (event: PointerEvent): Cell | null => {
      const frame = drawing.getBoundingClientRect(), scale = width / frame.width;
      const column = Math.floor(((event.clientX - frame.left) * scale - left) / wide);
      const row = Math.floor((bottom - (event.clientY - frame.top) * scale) / high);
      const inside = column >= 0 && row >= 0 && column < this.map.columns.length && row < this.map.rows.length;
      return inside ? {column, row} : null;
    };
    drawing.addEventListener('pointermove', (event) => this.show(under(event) ?? this.chosen));
    drawing.addEventListener('pointerleave', () => this.show(this.chosen));
    drawing.addEventListener('pointerdown', (event) => {
      const cell = under(event);
      if (cell !== null) this.move(cell);
    });
  }

  private onKey(event: KeyboardEvent): void {
    const {column, row} = this.chosen, columns = this.map.columns.length, rows = this.map.rows.length;
    const next: Record<string, Cell> = {
      ArrowLeft: {column: column - 1, row}, ArrowRight: {column: column + 1, row},
      ArrowUp: {column, row: row + 1}, ArrowDown: {column, row: row - 1},
      Home: {column: 0, row}, End: {column: columns - 1, row},
    };
    const cell = next[event.key];
    if (cell === undefined) return;
    event.preventDefault();
    this.move({column: Math.min(columns - 1, Math.max(0, cell.column)), row: Math.min(rows - 1, Math.max(0, cell.row))});
  }

  private move(cell: Cell): void {
    this.chosen = cell;
    this.show(cell);
    this.choose(cell);
  }

  private show(cell: Cell): void {
    this.output.textContent = this.map.told(cell.column, cell.row);
    const {x, y, width, height} = this.cellBox(cell);
    for (const [key, value] of Object.entries({x: x + 1, y: y + 1, width: Math.max(1, width - 2), height: Math.max(1, height - 2)})) {
      this.ring?.setAttribute(key, near(value));
    }
  }
}
