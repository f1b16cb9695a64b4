// SPDX-License-Identifier: Apache-2.0
// A plot of lines, bands and points over one axis, with a cursor that reads their values.
import {el, svg} from '../dom';
import {short, withUnit} from '../format';
import {extent, linear, nearest, roomy, withZero, type Range} from '../scales';
import {type Box, gridAcross, gridBelow, namesBelow, near, widthOf} from './axes';
import {dot, legend, lineStyle} from './marks';

export interface PlotLine {
  legend: string;
  x: ArrayLike<number>;
  y: ArrayLike<number | null>;
  /** drawn as points */
  points?: boolean | undefined;
  /** number of its colour and dash, when not that of its place */
  style?: number | undefined;
  /** its dashes, when not those of its style */
  dash?: string | undefined;
  /** of the result beside this one: thin */
  beside?: boolean | undefined;
}

export interface PlotBand {x: number[]; least: number[]; greatest: number[]}

/** A small triangle on the zero line. */
export interface PlotMark {line: number; x: number; up: boolean; text: string}

export interface LinePlotOptions {
  id: string;
  title: string;
  unit: string;
  status?: string | undefined;
  /** sentences under the legend */
  notes?: readonly string[] | undefined;
  lines: readonly PlotLine[];
  bands?: readonly PlotBand[] | undefined;
  marks?: readonly PlotMark[] | undefined;
  /** of the axis across: label, unit of its numbers, and how many of x make one */
  x: {label: string; unit: string; per: number; range: Range; names?: readonly string[] | undefined};
  /** instants with a number above, red where it is bad */
  verticals?: readonly {x: number; text: string; bad: boolean}[] | undefined;
  /** zero belongs to the range of y */
  zero?: boolean | undefined;
  height?: ((width: number) => number) | undefined;
  /** a value at the cursor in words, when not as a number */
  told?: ((value: number) => string) | undefined;
}

/** What moves over an axis: the time of a replay. */
export interface Cursor {
  readonly value: number;
  seek(value: number): void;
  onChange(tell: () => void): void;
}

function drawLine(into: SVGElement, line: PlotLine, i: number, x: (v: number) => number, y: (v: number) => number): void {
  let d = '', pen = 'M';
  const style = line.style ?? i;
  for (let k = 0; k < line.x.length; ++k) {
    const at = line.x[k], v = line.y[k];
    if (at === undefined || v === null || v === undefined || Number.isNaN(v)) {
      pen = 'M';
    } else if (line.points === true) {
      d += dot(x(at), y(v));
    } else {
      d += `${pen}${near(x(at))} ${near(y(v))}`;
      pen = 'L';
    }
  }
  if (d === '') return;
  const path = svg('path', line.points === true ? {d, class: `f${style % 6}`} : {d, ...lineStyle(style, line.dash)});
  if (line.beside === true) path.classList.add('beside');
  into.append(path);
}

export class LinePlot {
  readonly figure: HTMLElement;
  private readonly values: HTMLOutputElement[];
  private drawn: SVGSVGElement | null = null;
  private mark: SVGPathElement | null = null;
  private pointed: number | null = null;
  private box: Box = {left: 0, right: 1, top: 0, bottom: 1};

  constructor(private readonly plot: LinePlotOptions, private readonly cursor: Cursor | null = null) {
    const {box, values} = legend(plot.lines.map((l, i) => (
      {text: l.legend, style: l.style ?? i, shape: l.points === true ? dot : undefined, dash: l.dash, beside: l.beside})));
    this.values = values;
    this.figure = el('figure', {id: `plot-${plot.id}`},
      el('figcaption', {}, plot.unit === '' ? `${plot.title} ` : `${plot.title}, ${plot.unit} `,
         plot.status ? el('span', {class: 'status'}, `(${plot.status})`) : null),
      box, ...(plot.notes ?? []).map((n) => el('p', {class: 'hint'}, n)));
    cursor?.onChange(() => this.show());
  }

  draw(wish?: number): void {
    const {plot} = this;
    const width = widthOf(this.figure, wish);
    const height = Math.round(plot.height?.(width) ?? Math.min(250, Math.max(180, width * 0.4)));
    const box = this.box = {left: 56, right: width - 10, top: (plot.verticals ?? []).length > 0 ? 22 : 10, bottom: height - 36};
    const begin = plot.x.range[0], end = Math.max(plot.x.range[1], begin + 1e-3);
    const bands = plot.bands ?? [], marks = plot.marks ?? [];
    let range = roomy(extent([...plot.lines.map((l) => Array.from(l.y)), ...bands.flatMap((b) => [b.least, b.greatest])]));
    if (plot.zero === true || marks.length > 0) range = withZero(range);
    const x = linear([begin, end], box.left, box.right), y = linear(range, box.bottom, box.top);
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img',
                                'aria-label': `${plot.title} in ${plot.unit}, ${plot.x.label}`});
    gridAcross(drawing, box, range, y, height < 200 ? 4 : 5, plot.unit);
    if (plot.x.names !== undefined) namesBelow(drawing, box, plot.x.names, x, plot.x.label);
    else gridBelow(drawing, box, [begin / plot.x.per, end / plot.x.per], (u) => x(u * plot.x.per), width < 420 ? 5 : 9,
              plot.x.unit, plot.x.label);
    bands.forEach((band, i) => {
      if (band.x.length < 2) return;
      const edge = (v: number[]) => v.map((b, k) => `${near(x(band.x[k] ?? 0))} ${near(y(b))}`);
      drawing.append(svg('path', {d: `M${[...edge(band.greatest), ...edge(band.least).reverse()].join('L')}Z`, class: `band f${i % 6}`}));
    });
    plot.lines.forEach((line, i) => drawLine(drawing, line, i, x, y));
    this.drawVerticals(drawing, x);
    for (const m of marks) {
      const shape = svg('path', {d: `M${near(x(m.x) - 5)} ${near(y(0))}h10l-5 ${m.up ? -9 : 9}z`, class: `mark f${m.line % 6}`});
      shape.append(svg('title', {}, m.text));
      drawing.append(shape);
    }
    if (this.cursor) this.listen(drawing, width, x, begin, end);
    if (this.drawn) this.drawn.replaceWith(drawing); else this.figure.append(drawing);
    this.drawn = drawing;
    this.show();
  }

  /** Instants that matter. Texts that would lie upon each other are written as one: "1, 2". */
  private drawVerticals(drawing: SVGSVGElement, x: (v: number) => number): void {
    const {box} = this, texts: {from: number; to: number; text: string}[] = [];
    for (const v of [...this.plot.verticals ?? []].sort((a, b) => a.x - b.x)) {
      const at = x(v.x), last = texts[texts.length - 1];
      drawing.append(svg('path', {d: `M${near(at)} ${box.top}V${box.bottom}`, class: v.bad ? 'instant bad' : 'instant'}));
      if (last === undefined || at - (last.from + last.to) / 2 > 4 * (last.text.length + v.text.length)) {
        texts.push({from: at, to: at, text: v.text});
      } else {
        last.text += `, ${v.text}`;
        last.to = at;
      }
    }
    for (const t of texts) {
      // within the drawing, however many there are
      const half = 3.5 * t.text.length, middle = Math.min(Math.max((t.from + t.to) / 2, half), box.right + 10 - half);
      drawing.append(svg('text', {x: near(middle), y: box.top - 4, 'text-anchor': 'middle', class: 'small'}, t.text));
    }
  }

  private listen(drawing: SVGSVGElement, width: number, x: (v: number) => number, begin: number, end: number): void {
    drawing.classList.add('scrubs');
    this.mark = svg('path', {class: 'cursor'});
    drawing.append(this.mark);
    this.place = x;
    const {box} = this;
    const under = (event: PointerEvent): number => {
      const frame = drawing.getBoundingClientRect();
      const share = ((event.clientX - frame.left) / frame.width * width - box.left) / (box.right - box.left);
      return begin + Math.min(1, Math.max(0, share)) * (end - begin);
    };
    drawing.addEventListener('pointerdown', (event) => {
      drawing.setPointerCapture(event.pointerId);
      this.pointed = null;
      this.cursor?.seek(under(event));
    });
    drawing.addEventListener('pointermove', (event) => {
      if (drawing.hasPointerCapture(event.pointerId)) {
        this.cursor?.seek(under(event));
      } else if (event.pointerType === 'mouse') {
        this.pointed = under(event);
        this.show();
      }
    });
    drawing.addEventListener('pointerleave', () => {
      this.pointed = null;
      this.show();
    });
  }

  private place: (v: number) => number = () => 0;

  private show(): void {
    if (this.cursor === null || this.mark === null) return;
    const at = this.pointed ?? this.cursor.value;
    this.mark.setAttribute('d', `M${near(this.place(at))} ${this.box.top}V${this.box.bottom}`);
    this.mark.classList.toggle('pointed', this.pointed !== null);
    this.plot.lines.forEach((line, i) => {
      const output = this.values[i];
      const value = line.y[nearest(line.x, at)];
      if (!output) return;
      output.textContent = this.plot.told !== undefined && typeof value === 'number' ? this.plot.told(value) : withUnit(short(value), this.plot.unit);
    });
  }
}
