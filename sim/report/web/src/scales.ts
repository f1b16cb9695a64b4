// SPDX-License-Identifier: Apache-2.0
// Ranges, ticks and straight scales of plots.

export type Range = readonly [low: number, high: number];

/** A round step that gives about so many over a span; from the choices if one is large enough. */
export function step(span: number, wanted: number, choices: readonly number[] = []): number {
  const raw = span / wanted;
  for (const c of choices) if (c >= raw) return c;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * ([1, 2, 5, 10].find((f) => f * power >= raw * 0.999) ?? 10);
}

/** Whole steps within a range. */
export function ticks(low: number, high: number, by: number): number[] {
  const all: number[] = [];
  for (let i = Math.ceil(low / by - 1e-9); i * by <= high + by * 1e-9; ++i) all.push(i * by);
  return all;
}

/** Decimals that a step needs. */
export function places(by: number): number {
  return Math.max(0, -Math.floor(Math.log10(by) + 1e-9));
}

/** Least and greatest of all numbers; -1 .. 1 where there is none. */
export function extent(lists: Iterable<Iterable<number | null>>): Range {
  let low = Infinity, high = -Infinity;
  for (const list of lists) {
    for (const v of list) {
      if (v === null || Number.isNaN(v)) continue;
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return low > high ? [-1, 1] : [low, high];
}

/** Room around a range; a quantity that does not move gets a range of its own size. */
export function roomy([low, high]: Range): Range {
  let span = high - low;
  const least = 0.02 * Math.max(Math.abs(low), Math.abs(high));
  if (span < least) {
    low -= least / 2;
    high += least / 2;
    span = high - low;
  }
  return span === 0 ? [low - 1, high + 1] : [low - 0.05 * span, high + 0.05 * span];
}

export function withZero([low, high]: Range): Range {
  return [Math.min(low, 0), Math.max(high, 0)];
}

/** A straight map of a range onto pixels. */
export function linear([low, high]: Range, from: number, to: number): (v: number) => number {
  const slope = (to - from) / (high - low);
  return (v) => from + (v - low) * slope;
}

/** Place of the last number that is not above `at`, in an ascending list; 0 before the first. */
export function placeBefore(list: ArrayLike<number>, at: number): number {
  let low = 0, high = list.length - 1;
  while (high > low) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle] ?? Infinity) <= at) low = middle; else high = middle - 1;
  }
  return low;
}

/** Place of the number nearest to `at`, in an ascending list. */
export function nearest(list: ArrayLike<number>, at: number): number {
  const before = placeBefore(list, at);
  const a = list[before], b = list[before + 1];
  return a !== undefined && b !== undefined && b - at < at - a ? before + 1 : before;
}
