// SPDX-License-Identifier: Apache-2.0
// Rows of dots on one axis: where each row's values lie, against marks that all rows share.
import {el, svg} from '../dom';
import {linear, type Range} from '../scales';
import {near, widthOf} from './axes';
import {legend, type LegendEntry, type Shape} from './marks';

export interface Dot {
  at: number;
  shape: Shape;
  style: number;
  text: string;
}

export interface DotRow {
  label: string;
  /** of the label, where there is no room for it */
  brief: string;
  /** at the right: the value in its unit */
  value: string;
  /** where the row stands in full: an address within the page */
  href: string;
  /** shaded; an end that is null reaches to the plot's edge */
  band?: {low: number | null; high: number | null} | undefined;
  dots: readonly Dot[];
}

export interface DotPlotOptions {
  id: string;
  title: string;
  /** of the axis, in words */
  axis: string;
  notes: readonly string[];
  legend: readonly LegendEntry[];
  range: Range;
  ticks: readonly {at: number; text: string; strong?: boolean}[];
}

/** A triangle at the plot's edge: the value lies beyond it. */
const beyond = (right: boolean): Shape => (x, y) => right ? `M${x - 9} ${y - 5}l9 5l-9 5z` : `M${x + 9} ${y - 5}l-9 5l9 5z`;

export class DotPlot {
  readonly figure: HTMLElement;
  private drawn: SVGSVGElement | null = null;
  private wish: number | undefined;

  constructor(private readonly plot: DotPlotOptions, private rows: readonly DotRow[]) {
    this.figure = el('figure', {id: plot.id, class: 'dots'}, el('figcaption', {}, plot.title), legend(plot.legend).box,
      ...plot.notes.map((n) => el('p', {class: 'hint'}, n)));
  }

  get count(): number { return this.rows.length; }

  /** Shows other rows. */
  show(rows: readonly DotRow[]): void {
    this.rows = rows;
    this.draw(this.wish);
  }

  draw(wish?: number): void {
    this.wish = wish;
    const {plot, rows} = this;
    const width = widthOf(this.figure, wish), wide = width > 520, step = 20;
    // as wide as the names are, up to two fifths
    const longest = Math.max(0, ...rows.map((r) => (wide ? r.label : r.brief).length)), letter = 6.8;
    const left = Math.min(Math.round((wide ? 0.4 : 0.42) * width), Math.ceil(letter * longest) + 16);
    const box = {left, right: width - (wide ? 106 : 84), top: 6, bottom: 6 + step * rows.length};
    const height = box.bottom + 36, letters = Math.floor((box.left - 12) / letter);
    const x = linear(plot.range, box.left, box.right), [low, high] = plot.range;
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': plot.title});
    rows.forEach((row, i) => {
      const y = box.top + (i + 0.5) * step;
      if (row.band) {
        const from = x(row.band.low ?? low), to = x(row.band.high ?? high);
        drawing.append(svg('rect', {x: near(from), y: near(y - 7), width: near(to - from), height: 14, class: 'band f0'}));
      }
    });
    const apart = (box.right - box.left) / Math.max(1, plot.ticks.length - 1);
    plot.ticks.forEach((t, i) => {
      const told = apart > 46 || t.strong === true || i % 2 === 0;
      drawing.append(svg('path', {d: `M${near(x(t.at))} ${box.top}V${box.bottom}`, class: t.strong === true ? 'zero' : 'grid'}),
                     svg('text', {x: near(x(t.at)), y: box.bottom + 15, 'text-anchor': 'middle', class: wide ? '' : 'small'}, told ? t.text : ''));
    });
    const middle = Math.min(0.5 * (box.left + box.right), width - 4 - 0.5 * letter * plot.axis.length);
    drawing.append(svg('text', {x: near(middle), y: box.bottom + 31, 'text-anchor': 'middle'}, plot.axis));
    rows.forEach((row, i) => {
      const y = box.top + (i + 0.5) * step, text = wide ? row.label : row.brief;
      const name = text.length > letters ? `${text.slice(0, letters - 1)}\u2026` : text;
      drawing.append(svg('a', {href: row.href},
        svg('title', {}, row.label), svg('text', {x: box.left - 8, y: y + 4, 'text-anchor': 'end'}, name)));
      for (const d of row.dots) {
        const shape = d.at > high ? beyond(true) : d.at < low ? beyond(false) : d.shape;
        const at = Math.min(high, Math.max(low, d.at));
        drawing.append(svg('path', {d: shape(Number(near(x(at))), y), class: `mark f${d.style % 6}`}, svg('title', {}, d.text)));
      }
      drawing.append(svg('text', {x: width - 2, y: y + 4, 'text-anchor': 'end', class: wide ? '' : 'small'}, row.value));
    });
    if (this.drawn) this.drawn.replaceWith(drawing); else this.figure.append(drawing);
    this.drawn = drawing;
  }
}
