// SPDX-License-Identifier: Apache-2.0
// Values per level of the spine, head at the top, as a stem to zero or a span between several.
import {el, svg} from '../dom';
import {short} from '../format';
import {extent, linear, roomy, withZero} from '../scales';
import {gridBelow, near, widthOf} from './axes';
import {legend, shapeOf} from './marks';

export interface ProfileColumn {
  legend: string;
  y: (number | null)[];
  /** number of its colour and shape, when not that of its place */
  style?: number | undefined;
  /** of the result beside this one: hollow */
  beside?: boolean | undefined;
}

export interface ProfileOptions {
  id: string;
  title: string;
  unit: string;
  rows: readonly string[];
  columns: readonly ProfileColumn[];
}

export class ProfilePlot {
  readonly figure: HTMLElement;
  private drawn: SVGSVGElement | null = null;

  constructor(private readonly plot: ProfileOptions) {
    const {box} = legend(plot.columns.map((c, i) => (
      {text: c.legend, shape: shapeOf(c.style ?? i), style: c.style ?? i, beside: c.beside})));
    this.figure = el('figure', {id: plot.id}, el('figcaption', {}, `${plot.title}, ${plot.unit}`), box);
  }

  draw(wish?: number): void {
    const {rows, columns, title, unit} = this.plot;
    const width = widthOf(this.figure, wish), row = 17, height = rows.length * row + 44;
    const box = {left: 70, right: width - 14, top: 6, bottom: height - 38};
    const own = columns.filter((c) => c.beside !== true);
    const range = withZero(roomy(extent(columns.map((c) => c.y))));
    const x = linear(range, box.left, box.right);
    const y = (i: number) => box.top + (i + 0.5) * row;
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title} in ${unit} per level`});
    gridBelow(drawing, box, range, x, width < 420 ? 4 : 7, unit, unit, true);
    rows.forEach((level, i) => {
      drawing.append(svg('text', {x: box.left - 8, y: y(i) + 4, 'text-anchor': 'end'}, level));
      const values = own.map((c) => c.y[i]).filter((v): v is number => typeof v === 'number');
      if (values.length === 0) return;
      const [least, greatest] = extent([values]);
      const from = own.length === 1 ? 0 : least;
      drawing.append(svg('path', {d: `M${near(x(from))} ${y(i)}H${near(x(own.length === 1 ? values[0] ?? 0 : greatest))}`, class: 'grid'}));
    });
    columns.forEach((column, c) => {
      const style = column.style ?? c;
      column.y.forEach((v, i) => {
        if (v === null) return;
        const mark = svg('path', {d: shapeOf(style)(Number(near(x(v))), y(i)),
          class: column.beside === true ? `hollow c${style % 6}` : `mark f${style % 6}`});
        mark.append(svg('title', {}, `${rows[i] ?? ''} ${column.legend}: ${short(v)} ${unit}`));
        drawing.append(mark);
      });
    });
    if (this.drawn) this.drawn.replaceWith(drawing); else this.figure.append(drawing);
    this.drawn = drawing;
  }
}
