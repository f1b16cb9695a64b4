// SPDX-License-Identifier: Apache-2.0
// How lines and points are told apart: colour, and dash or shape, so that no one needs the colours.
import {el, svg, type Attributes} from '../dom';

const dashes = ['', '7 3', '2 3', '9 3 2 3', '', '5 2'];

/** Class and dash of the i-th line, or of another with a dash of its own. */
export function lineStyle(i: number, own?: string): Attributes {
  const dash = own ?? dashes[i % 6] ?? '';
  return {class: `line c${i % 6}`, ...(dash === '' ? {} : {'stroke-dasharray': dash})};
}

/** Dashes of a second round of styles. */
const moreDashes = ['10 2', '1 4', '10 2 1 2 1 2', '5 5', '3 1'];

/** Style and dash of the i-th of more lines than there are colours, from the first style on. */
export function manyStyles(i: number, colours: number, first = 0): {style: number; dash: string | undefined} {
  return {style: first + i % colours, dash: i < colours ? undefined : moreDashes[i % moreDashes.length]};
}

export type Shape = (x: number, y: number) => string;
export const circle: Shape = (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`;
export const diamond: Shape = (x, y) => `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;
export const bar: Shape = (x, y) => `M${x - 1.5} ${y - 5.5}h3v11h-3z`;
export const dot: Shape = (x, y) => `M${(x - 1.5).toFixed(1)} ${y.toFixed(1)}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z`;
export const shapes: readonly Shape[] = [circle, diamond, bar];
export const shapeOf = (i: number): Shape => shapes[i % shapes.length] ?? circle;

export interface LegendEntry {
  text: string;
  shape?: Shape | undefined;
  /** number of the style, when not that of its place */
  style?: number | undefined;
  /** dashes of a line, when not those of its style */
  dash?: string | undefined;
  /** drawn thin or hollow: the result that this one is compared with */
  beside?: boolean | undefined;
}

/** A legend, and the place beside each entry where its value at the cursor is shown. */
export function legend(entries: readonly LegendEntry[]): {box: HTMLElement; values: HTMLOutputElement[]} {
  const box = el('div', {class: 'legend'});
  const values = entries.map((entry, i) => {
    const key = svg('svg', {viewBox: '0 0 26 10', 'aria-hidden': 'true'});
    const style = entry.style ?? i;
    if (entry.shape) {
      key.append(svg('path', {d: entry.shape(13, 5), class: entry.beside === true ? `hollow c${style % 6}` : `f${style % 6}`}));
    } else {
      const line = svg('path', {d: 'M1 5H25', ...lineStyle(style, entry.dash)});
      if (entry.beside === true) line.classList.add('beside');
      key.append(line);
    }
    const value = el('output');
    box.append(el('span', entry.text.length > 30 ? {class: 'long'} : {}, key, entry.text, value));
    return value;
  });
  return {box, values};
}
