// SPDX-License-Identifier: Apache-2.0
// A grid of cases: a map of a quantity over two axes and its lines along one; other axes stand at a value or are averaged.
import {labelledSelect} from '../controls';
import {el} from '../dom';
import {short, withUnit} from '../format';
import type {Page} from '../page';
import {type Cell, HeatMap} from '../plot/heat';
import {type Cursor, LinePlot} from '../plot/lines';
import {extent} from '../scales';
import {capital} from '../words';
import type {Axis, Quantity, Sweep} from './data';

const mean = -1;
const mostLines = 6;

/** Where the lines' cursor is: at the column of the cell that is chosen. */
class ColumnCursor implements Cursor {
  private readonly listeners: (() => void)[] = [];
  constructor(private readonly places: readonly number[], private column: number, private readonly choose: (column: number) => void) {}
  get value(): number { return this.places[this.column] ?? 0; }
  onChange(tell: () => void): void { this.listeners.push(tell); }
  seek(value: number): void {
    let best = 0;
    this.places.forEach((p, i) => { if (Math.abs(p - value) < Math.abs((this.places[best] ?? 0) - value)) best = i; });
    this.choose(best);
  }
  goTo(column: number): void {
    this.column = column;
    for (const tell of this.listeners) tell();
  }
}

interface Averaged {value: number; of: number; cases: number}

export class GridView {
  readonly controls = el('div', {class: 'controls', id: 'map-controls'});
  readonly mapPlace = el('div', {id: 'map-place'});
  readonly linePlace = el('div', {class: 'along'});
  private quantity: Quantity;
  private x: Axis;
  private y: Axis | null;
  private readonly fixed = new Map<Axis, number>();
  private cell: Cell = {column: 0, row: 0};
  private map: HeatMap | null = null;
  private lines: LinePlot | null = null;
  private cursor: ColumnCursor | null = null;
  private readonly free: Axis[];

  constructor(page: Page, private readonly sweep: Sweep, first: Quantity) {
    this.quantity = first;
    this.free = sweep.axes.filter((a) => a.size > 1);
    this.x = this.free[0] ?? sweep.axes[0] as Axis;
    this.y = this.free[1] ?? null;
    for (const axis of sweep.axes) this.fixed.set(axis, Math.floor(axis.size / 2));
    page.onRedraw((w) => { this.map?.draw(w); this.lines?.draw(w); });
    this.cell = this.greatestCell();
    this.build();
  }

  /** Of what is shown first: there one begins to read. */
  private greatestCell(): Cell {
    let best: Cell = {column: 0, row: 0}, greatest = -Infinity;
    for (let column = 0; column < this.x.size; ++column) {
      for (let row = 0; row < (this.y?.size ?? 1); ++row) {
        const {value} = this.average(column, row);
        if (value > greatest) [best, greatest] = [{column, row}, value];
      }
    }
    return best;
  }

  get hasMap(): boolean { return this.y !== null; }

  /** All cases of a column and a row; the other axes as chosen. */
  average(column: number, row: number): Averaged {
    const {sweep, x, y, quantity} = this;
    let sum = 0, of = 0, cases = 0;
    const walk = (k: number, index: number): void => {
      const axis = sweep.axes[k];
      if (axis === undefined) {
        ++cases;
        const v = quantity.values[index] ?? NaN;
        if (Number.isFinite(v)) { sum += v; ++of; }
        return;
      }
      const at = axis === x ? column : axis === y ? row : this.fixed.get(axis) ?? 0;
      if (at !== mean) return walk(k + 1, index + at * axis.step);
      for (let i = 0; i < axis.size; ++i) walk(k + 1, index + i * axis.step);
    };
    walk(0, 0);
    return {value: of > 0 ? sum / of : NaN, of, cases};
  }

  private build(): void {
    this.buildControls();
    this.buildMap();
    this.buildLines();
  }

  private rebuild(): void {
    this.buildMap();
    this.buildLines();
    this.map?.draw();
    this.lines?.draw();
  }

  private buildControls(): void {
    const {sweep, free} = this;
    const parts = [labelledSelect('choose-metric', 'Quantity', sweep.quantities.map((q) => ({value: q.key, text: capital(q.heading)})), this.quantity.key,
      (key) => { this.quantity = sweep.quantities.find((q) => q.key === key) ?? this.quantity; this.rebuild(); })];
    const axes = free.map((a, i) => ({value: String(i), text: a.label}));
    const place = (a: Axis | null): string => String(a === null ? -1 : free.indexOf(a));
    if (free.length > 1) {
      parts.push(labelledSelect('choose-x', 'Across', axes, place(this.x), (i) => this.chooseAxes(free[Number(i)] ?? this.x, this.y)));
      parts.push(labelledSelect('choose-y', 'Up', axes, place(this.y), (i) => this.chooseAxes(this.x, free[Number(i)] ?? null, true)));
    }
    for (const axis of sweep.axes) {
      if (axis === this.x || axis === this.y || axis.size < 2) continue;
      const options = [{value: String(mean), text: `mean of all ${axis.size}`},
        ...axis.names().map((name, i) => ({value: String(i), text: axis.texts === null ? withUnit(name, axis.unit) : name}))];
      parts.push(labelledSelect(`choose-${sweep.axes.indexOf(axis)}`, capital(axis.label), options, String(this.fixed.get(axis) ?? 0),
        (i) => { this.fixed.set(axis, Number(i)); this.rebuild(); }));
    }
    this.controls.replaceChildren(...parts);
  }

  /** The same axis twice changes places with the other one. */
  private chooseAxes(x: Axis, y: Axis | null, upChanged = false): void {
    const {x: oldX, y: oldY} = this;
    this.x = x === y && upChanged ? oldY ?? x : x;
    this.y = x === y && !upChanged ? oldX : y;
    this.cell = {column: 0, row: 0};
    const focused = document.activeElement?.id ?? '';
    this.buildControls();
    document.getElementById(focused)?.focus();
    this.rebuild();
  }

  /** "friction 0.3; mean of the 5 values of preload". */
  private othersTold(): string {
    return this.sweep.axes.filter((a) => a !== this.x && a !== this.y).map((a) => {
      const at = this.fixed.get(a) ?? 0;
      return at === mean ? `mean of the ${a.size} values of ${a.label}` : `${a.label} ${withUnit(a.names()[at] ?? '', a.texts === null ? a.unit : '')}`;
    }).join('; ');
  }

  private told(column: number, row: number): string {
    const {x, y, quantity} = this, found = this.average(column, row);
    const at = (axis: Axis, i: number) => `${axis.label} ${withUnit(axis.names()[i] ?? '', axis.texts === null ? axis.unit : '')}`;
    const where = [at(x, column), ...(y === null ? [] : [at(y, row)])].join(', '), others = this.othersTold();
    const count = found.cases === 1 ? '' : found.of === found.cases ? ` (mean of ${found.of} cases)` : ` (mean of ${found.of} of ${found.cases} cases)`;
    const value = found.of === 0 ? 'no value' : withUnit(short(found.value, 4), quantity.unit);
    return `${where}${others === '' ? '' : `; ${others}`}: ${value}${count}`;
  }

  private buildMap(): void {
    const {x, y, quantity} = this;
    if (y === null) return;
    this.map = new HeatMap({
      id: 'map', title: capital(quantity.label), unit: quantity.unit, status: quantity.status,
      columns: x.names(), rows: y.names(), across: x.heading, up: y.heading,
      value: (column, row) => this.average(column, row).value,
      // of all cases: a colour means the same whatever is chosen for the other axes
      range: extent([Array.from(quantity.values)]),
      told: (column, row) => this.told(column, row),
    }, this.cell, (cell) => {
      this.cell = cell;
      this.cursor?.goTo(cell.column);
    });
    const others = this.othersTold();
    this.mapPlace.replaceChildren(this.map.figure, el('p', {class: 'hint', id: 'map-others'}, others === '' ? '' : `Other axes: ${others}. `,
      'Cells are of one size whatever the distance of the values; crossed out: no value. ',
      el('span', {class: 'pointer'}, 'Point at a cell, or go there with the arrow keys.')));
  }

  private buildLines(): void {
    const {x, y, quantity} = this;
    const places = x.texts === null ? x.given.numbers ?? [] : x.names().map((_, i) => i);
    const rows = y === null ? [0] : spaced(y.size, mostLines);
    this.cursor = new ColumnCursor(places, this.cell.column, (column) => {
      this.cell = {...this.cell, column};
      this.cursor?.goTo(column);
    });
    const [low, high] = extent([places]);
    const others = this.othersTold(), left = y === null ? 0 : y.size - rows.length;
    const notes = [
      ...(others === '' ? [] : [`Other axes: ${others}.`]),
      ...(left > 0 ? [`${rows.length} of the ${y?.size ?? 0} values of ${y?.label ?? ''} are drawn.`] : []),
    ];
    const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    this.lines = new LinePlot({
      id: 'along', title: capital(quantity.label), unit: quantity.unit, status: quantity.status, notes,
      x: {label: x.heading, unit: x.unit, per: 1, range: x.texts === null ? [low, high] : [-0.5, x.size - 0.5],
          names: x.texts === null ? undefined : x.names()},
      lines: rows.map((row) => ({
        legend: y === null ? quantity.label : `${y.label} ${withUnit(y.names()[row] ?? '', y.texts === null ? y.unit : '')}`,
        x: order.map((i) => places[i] ?? NaN), y: order.map((i) => this.average(i, row).value),
      })),
      height: (width) => Math.min(330, Math.max(220, width * 0.5)),
    }, this.cursor);
    this.linePlace.replaceChildren(this.lines.figure);
  }

  /** For a look from outside. */
  state(): object {
    return {quantity: this.quantity.key, x: this.x.given.name, y: this.y?.given.name ?? null, cell: this.cell,
            value: this.average(this.cell.column, this.cell.row).value};
  }
}

/** Places spread evenly over a list, its ends among them. */
function spaced(size: number, most: number): number[] {
  if (size <= most) return Array.from({length: size}, (_, i) => i);
  return Array.from({length: most}, (_, i) => Math.round(i * (size - 1) / (most - 1)));
}
