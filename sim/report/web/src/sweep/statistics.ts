// SPDX-License-Identifier: Apache-2.0
// What many cases come to: extremes, quantiles, and how a quantity goes with another.

export interface Spread {
  count: number;
  least: number;
  greatest: number;
  /** cases of the extremes, the first of each, and how many have the same value */
  leastAt: number;
  greatestAt: number;
  leastTies: number;
  greatestTies: number;
  low: number;
  median: number;
  high: number;
}

/** A quantile of sorted numbers, straight between neighbours (Hyndman and Fan 1996, definition 7). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return NaN;
  const place = share * (sorted.length - 1), i = Math.floor(place);
  const a = sorted[i] ?? NaN, b = sorted[Math.min(sorted.length - 1, i + 1)] ?? a;
  return a + (b - a) * (place - i);
}

/** Over the numbers there are; 5 and 95 % and the median. */
export function spreadOf(values: ArrayLike<number>): Spread {
  const there: number[] = [];
  let leastAt = -1, greatestAt = -1, least = Infinity, greatest = -Infinity, leastTies = 0, greatestTies = 0;
  for (let i = 0; i < values.length; ++i) {
    const v = values[i] ?? NaN;
    if (!Number.isFinite(v)) continue;
    there.push(v);
    if (v < least) [least, leastAt, leastTies] = [v, i, 0]; else if (v === least) ++leastTies;
    if (v > greatest) [greatest, greatestAt, greatestTies] = [v, i, 0]; else if (v === greatest) ++greatestTies;
  }
  const sorted = Float64Array.from(there).sort();
  return {count: there.length, least, greatest, leastAt, greatestAt, leastTies, greatestTies,
          low: quantile(sorted, 0.05), median: quantile(sorted, 0.5), high: quantile(sorted, 0.95)};
}

const leastInBin = 14, leastBins = 4;

/** Fewer points have no trend. */
export const leastPoints = leastInBin * leastBins;

export interface Trend {x: number[]; low: number[]; median: number[]; high: number[]; bins: number}

/** Median and 5 to 95 % in bins of equal count along x; null where there are too few for that. */
export function trendOf(x: ArrayLike<number>, y: ArrayLike<number>): Trend | null {
  const there: number[] = [];
  for (let i = 0; i < x.length; ++i) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) there.push(i);
  const bins = Math.min(20, Math.floor(there.length / leastInBin));
  if (bins < leastBins) return null;
  there.sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
  const trend: Trend = {x: [], low: [], median: [], high: [], bins};
  for (let k = 0; k < bins; ++k) {
    const part = there.slice(Math.round(k * there.length / bins), Math.round((k + 1) * there.length / bins));
    const values = Float64Array.from(part, (i) => y[i] ?? NaN).sort(), places = Float64Array.from(part, (i) => x[i] ?? NaN).sort();
    trend.x.push(quantile(places, 0.5));
    trend.low.push(quantile(values, 0.05));
    trend.median.push(quantile(values, 0.5));
    trend.high.push(quantile(values, 0.95));
  }
  return trend;
}
