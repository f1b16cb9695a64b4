// SPDX-License-Identifier: Apache-2.0
// Points of two quantities, coloured by a third; read by pointer and arrow keys. Ten thousand points are a few
// paths, one for each shade.
import {el, svg} from '../dom';
import {extent, linear, roomy, type Range} from '../scales';
import {type Box, gridAcross, gridBelow, namesBelow, near, widthOf} from './axes';
import {colourBar, shareOf} from './colour_bar';
import {viridis} from './viridis';

export interface ScatterAxis {label: string; unit: string; values: ArrayLike<number>; names?: readonly string[] | undefined}

export interface ScatterOptions {
  id: string;
  title: string;
  x: ScatterAxis;
  y: ScatterAxis;
  colour: ScatterAxis | null;
  told: (point: number) => string;
}

const shades = 32;

export class Scatter {
  readonly figure: HTMLElement;
  readonly left_out: number;
  private readonly box: HTMLElement;
  private readonly output = el('output', {class: 'told'});
  private readonly points: number[] = [];
  private drawn: SVGSVGElement | null = null;
  private ring: SVGPathElement | null = null;
  private place: (point: number) => [number, number] = () => [0, 0];

  constructor(private readonly plot: ScatterOptions, private chosen: number, private readonly choose: (point: number) => void) {
    const {x, y} = plot;
    for (let i = 0; i < x.values.length; ++i) {
      if (Number.isFinite(x.values[i]) && Number.isFinite(y.values[i])) this.points.push(i);
    }
    this.left_out = x.values.length - this.points.length;
    if (!this.points.includes(chosen)) this.chosen = this.points[0] ?? -1;
    this.box = el('div', {class: 'reading', tabindex: 0, role: 'group', id: `${plot.id}-box`,
                          'aria-label': `${plot.title}. Left and right go from point to point along ${x.label}, up and down along ${y.label}.`});
    this.output.id = `${plot.id}-value`;
    this.output.setAttribute('aria-live', 'polite');
    this.figure = el('figure', {id: plot.id}, el('figcaption', {}, plot.title), this.box, this.output);
    this.box.addEventListener('keydown', (event) => this.onKey(event));
  }

  draw(wish?: number): void {
    const {plot} = this;
    const width = widthOf(this.box, wish), height = Math.round(Math.min(430, Math.max(300, width * 0.62)));
    const box: Box = {left: 60, right: width - 10, top: plot.colour === null ? 28 : 74, bottom: height - 38};
    const rangeOf = (axis: ScatterAxis): Range => axis.names === undefined ?
      roomy(extent([this.points.map((i) => axis.values[i] ?? NaN)])) : [-0.5, axis.names.length - 0.5];
    const xs = rangeOf(plot.x), ys = rangeOf(plot.y);
    const x = linear(xs, box.left, box.right), y = linear(ys, box.bottom, box.top);
    this.place = (i) => [x(plot.x.values[i] ?? NaN), y(plot.y.values[i] ?? NaN)];
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${plot.title}, ${this.points.length} points`});
    gridAcross(drawing, box, ys, y, 6, plot.y.unit);
    if (plot.x.names === undefined) gridBelow(drawing, box, xs, x, width < 420 ? 5 : 9, plot.x.unit, plot.x.label);
    else namesBelow(drawing, box, plot.x.names, x, plot.x.label);
    drawing.append(svg('text', {x: 2, y: box.top - 10}, `\u2191 ${plot.y.label}`));
    this.drawPoints(drawing, box);
    this.ring = svg('path', {class: 'ring', fill: 'none'});
    drawing.append(this.ring);
    this.listen(drawing, width);
    if (this.drawn) this.drawn.replaceWith(drawing); else this.box.append(drawing);
    this.drawn = drawing;
    this.show(this.chosen);
  }

  private drawPoints(into: SVGElement, box: Box): void {
    const {colour} = this.plot, size = this.points.length > 3000 ? 1.6 : this.points.length > 300 ? 2.4 : 3.6;
    const range: Range = colour === null ? [0, 1] : extent([this.points.map((i) => colour.values[i] ?? NaN)]);
    const paths = Array.from({length: shades + 1}, () => '');
    for (const i of this.points) {
      const [x, y] = this.place(i), value = colour === null ? NaN : colour.values[i] ?? NaN;
      const shade = Number.isFinite(value) ? Math.min(shades - 1, Math.floor(shareOf(value, range) * shades)) : shades;
      paths[shade] += `M${near(x - size)} ${near(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0z`;
    }
    paths.forEach((d, shade) => {
      if (d === '') return;
      into.append(svg('path', shade === shades ? {d, class: 'f0 point'} : {d, class: 'point', fill: viridis((shade + 0.5) / shades)}));
    });
    if (colour !== null) colourBar(into, box.left, box.right, 16, range, colour.unit, `colour: ${colour.label}`);
  }

  private listen(drawing: SVGSVGElement, width: number): void {
    const under = (event: PointerEvent): number => {
      const frame = drawing.getBoundingClientRect(), scale = width / frame.width;
      const px = (event.clientX - frame.left) * scale, py = (event.clientY - frame.top) * scale;
      let best = -1, least = 24 ** 2;
      for (const i of this.points) {
        const [x, y] = this.place(i), far = (x - px) ** 2 + (y - py) ** 2;
        if (far < least) [best, least] = [i, far];
      }
      return best;
    };
    drawing.addEventListener('pointermove', (event) => {
      const i = under(event);
      this.show(i < 0 ? this.chosen : i);
    });
    drawing.addEventListener('pointerleave', () => this.show(this.chosen));
    drawing.addEventListener('pointerdown', (event) => {
      const i = under(event);
      if (i >= 0) this.move(i);
    });
  }

  private onKey(event: KeyboardEvent): void {
    const {x, y} = this.plot;
    const axis = event.key === 'ArrowLeft' || event.key === 'ArrowRight' || event.key === 'Home' || event.key === 'End' ? x :
      event.key === 'ArrowUp' || event.key === 'ArrowDown' ? y : null;
    if (axis === null || this.points.length === 0) return;
    event.preventDefault();
    const order = [...this.points].sort((a, b) => (axis.values[a] ?? 0) - (axis.values[b] ?? 0) || a - b);
    const now = order.indexOf(this.chosen), last = order.length - 1;
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? last :
      event.key === 'ArrowRight' || event.key === 'ArrowUp' ? Math.min(last, now + 1) : Math.max(0, now - 1);
    this.move(order[next] ?? this.chosen);
  }

  private move(point: number): void {
    this.chosen = point;
    this.show(point);
    this.choose(point);
  }

  private show(point: number): void {
    if (point < 0) return;
    this.output.textContent = this.plot.told(point);
    const [x, y] = this.place(point);
    this.ring?.setAttribute('d', `M${near(x - 6)} ${near(y)}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z`);
  }
}
