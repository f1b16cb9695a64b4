// SPDX-License-Identifier: Apache-2.0
// The legend of a colour scale: a bar with the numbers of its ends and between.
import {svg} from '../dom';
import {short, withUnit} from '../format';
import {linear, type Range} from '../scales';
import {near} from './axes';
import {viridis} from './viridis';

const slices = 48;

/** Draws the bar from `left` to `right`, its numbers below, and what they are of above. */
export function colourBar(into: SVGElement, left: number, right: number, top: number, range: Range, unit: string, label: string): void {
  const x = linear([0, slices], left, right);
  into.append(svg('text', {x: left, y: top - 4}, label));
  for (let i = 0; i < slices; ++i) {
    into.append(svg('rect', {x: near(x(i)), y: top, width: near(x(1) - x(0) + 1), height: 11, fill: viridis((i + 0.5) / slices)}));
  }
  const [low, high] = range;
  const numbers: [number, string, string][] = [[low, 'start', short(low)], [high, 'end', withUnit(short(high), unit)]];
  if (right - left > 220) numbers.splice(1, 0, [(low + high) / 2, 'middle', short((low + high) / 2)]);
  for (const [value, anchor, text] of numbers) {
    into.append(svg('text', {x: near(linear([low, high], left, right)(value)), y: top + 25, 'text-anchor': anchor}, text));
  }
}

/** Where a value lies on the scale; half way where the scale has no width. */
export function shareOf(value: number, [low, high]: Range): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}
