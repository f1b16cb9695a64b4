// SPDX-License-Identifier: Apache-2.0
// Frame, grid and numbers of a plot in SVG.
import {svg} from '../dom';
import {fixed} from '../format';
import {places, step, ticks, type Range} from '../scales';

export interface Box {left: number; right: number; top: number; bottom: number}

export const near = (v: number): string => v.toFixed(1);

/** Choices of round steps of some units. */
export function choicesOf(unit: string): readonly number[] {
  if (unit === 'deg') return [1, 2, 5, 10, 15, 30, 45, 90];
  if (unit === 'min') return [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
  return [];
}

/** Width of a figure to draw in [CSS px]. */
export function widthOf(figure: Element, wish?: number): number {
  return wish ?? Math.max(240, Math.round(figure.clientWidth || 600));
}

/** Lines and numbers across, one per step of y. */
export function gridAcross(into: SVGElement, box: Box, range: Range, y: (v: number) => number, wanted: number, unit: string): void {
  const by = step(range[1] - range[0], wanted, choicesOf(unit));
  for (const v of ticks(range[0], range[1], by)) {
    const zero = Math.abs(v) < by * 1e-6;
    into.append(svg('path', {d: `M${box.left} ${near(y(v))}H${box.right}`, class: zero ? 'zero' : 'grid'}),
                svg('text', {x: box.left - 6, y: near(y(v) + 4), 'text-anchor': 'end'}, fixed(zero ? 0 : v, places(by))));
  }
}

/** Ticks and numbers below; `full`: lines over the whole height. */
export function gridBelow(into: SVGElement, box: Box, range: Range, x: (v: number) => number, wanted: number, unit: string,
                          label: string, full = false): void {
  axisBelow(into, box, label);
  const by = step(range[1] - range[0], wanted, choicesOf(unit));
  for (const v of ticks(range[0], range[1], by)) {
    const zero = Math.abs(v) < by * 1e-6;
    into.append(full ?
      svg('path', {d: `M${near(x(v))} ${box.top}V${box.bottom}`, class: zero ? 'zero' : 'grid'}) :
      svg('path', {d: `M${near(x(v))} ${box.bottom}v4`, class: 'zero'}));
    into.append(svg('text', {x: near(x(v)), y: box.bottom + 17, 'text-anchor': 'middle'}, fixed(zero ? 0 : v, places(by))));
  }
}

/** The line below a plot, and what lies along it. */
function axisBelow(into: SVGElement, box: Box, label: string): void {
  into.append(svg('path', {d: `M${box.left} ${box.bottom}H${box.right}`, class: 'zero'}),
              svg('text', {x: box.right, y: box.bottom + 32, 'text-anchor': 'end'}, label));
}

/** Names in place of numbers, at 0, 1, 2 ...; as many as there is room for. */
export function namesBelow(into: SVGElement, box: Box, names: readonly string[], x: (v: number) => number, label: string): void {
  axisBelow(into, box, label);
  const room = Math.max(8, Math.abs(x(1) - x(0)));
  const every = Math.max(1, Math.ceil(textWidth(names) / room));
  names.forEach((name, i) => {
    if (i % every !== 0) return;
    into.append(svg('path', {d: `M${near(x(i))} ${box.bottom}v4`, class: 'zero'}),
                svg('text', {x: near(x(i)), y: box.bottom + 17, 'text-anchor': 'middle'}, shortened(name)));
  });
}

/** A name as long as an axis can bear. */
export const shortened = (name: string): string => name.length > 18 ? `${name.slice(0, 17)}\u2026` : name;

/** About the width of the longest of some texts [CSS px]. */
export function textWidth(texts: readonly string[]): number {
  return 7 * Math.max(1, ...texts.map((t) => shortened(t).length)) + 8;
}
