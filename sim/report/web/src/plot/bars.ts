// SPDX-License-Identifier: Apache-2.0
// Bars from one value to both sides: what each of several figures does to it.
import {el, svg} from '../dom';
import {short, withUnit} from '../format';
import {extent, linear, roomy, withZero} from '../scales';
import {gridBelow, near, widthOf} from './axes';

export interface BarRow {name: string; low: number; high: number}

export interface BarPlotOptions {
  id: string;
  title: string;
  unit: string;
  /** under the axis */
  axis: string;
  nominal: number;
  rows: readonly BarRow[];
}

/** The end of a name, which says most of a path. */
function ending(name: string, letters: number): string {
  return name.length > letters ? `\u2026${name.slice(name.length - letters + 1)}` : name;
}

/** What the two kinds of bars are. */
export function barLegend(): HTMLElement {
  const key = (kind: string) => svg('svg', {viewBox: '0 0 26 10', 'aria-hidden': 'true'},
    svg('rect', {x: 1, y: kind === 'low' ? 0.5 : 5.5, width: 24, height: 4, class: kind === 'low' ? 'f1' : 'f0'}));
  return el('div', {class: 'legend'}, el('span', {}, key('low'), 'figure at its low end (upper bar)'),
            el('span', {}, key('high'), 'at its high end (lower bar)'));
}

export class BarPlot {
  readonly figure: HTMLElement;
  private drawn: SVGSVGElement | null = null;

  constructor(private readonly plot: BarPlotOptions) {
    this.figure = el('figure', {id: plot.id, class: 'bars'}, el('figcaption', {}, plot.title));
  }

  draw(wish?: number): void {
    const {plot} = this;
    const width = widthOf(this.figure, wish), row = 20, wide = width > 420;
    const box = {left: Math.round((wide ? 0.46 : 0.42) * width), right: width - 12, top: 4, bottom: 4 + row * plot.rows.length};
    const range = withZero(roomy(extent([[plot.nominal], plot.rows.map((r) => r.low), plot.rows.map((r) => r.high)])));
    const x = linear(range, box.left, box.right), letters = Math.floor((box.left - 12) / 7.1);
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${box.bottom + 38}`, role: 'img', 'aria-label': `${plot.title}; ${plot.axis}`});
    gridBelow(drawing, box, range, x, wide ? 5 : 3, plot.unit, plot.axis, true);
    plot.rows.forEach((one, i) => {
      const top = box.top + i * row + 3;
      drawing.append(svg('text', {x: box.left - 8, y: top + 11, 'text-anchor': 'end'}, svg('title', {}, one.name), ending(one.name, letters)));
      for (const [end, kind, down] of [[one.low, 'f1', 0], [one.high, 'f0', 7]] as const) {
        const from = x(Math.min(plot.nominal, end)), to = x(Math.max(plot.nominal, end));
        drawing.append(svg('rect', {x: near(from), y: top + down, width: near(Math.max(to - from, 0)), height: 6.5, class: kind},
          svg('title', {}, `${one.name} at its ${kind === 'f1' ? 'low' : 'high'} end: ${withUnit(short(end), plot.unit)}`)));
      }
    });
    drawing.append(svg('path', {d: `M${near(x(plot.nominal))} ${box.top}V${box.bottom}`, class: 'cursor pointed'}));
    if (this.drawn) this.drawn.replaceWith(drawing); else this.figure.append(drawing);
    this.drawn = drawing;
  }
}
