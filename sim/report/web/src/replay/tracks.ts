// SPDX-License-Identifier: Apache-2.0
// Values over time, straight between the instants that the page has.
import {doubles, shorts} from '../codec';
import {extent, placeBefore, type Range} from '../scales';
import type {ReplayData} from './data';

interface Track {unit: string; width: number; values: Float32Array}

/** Place in a list of times and share of the way to the next. */
export function between(times: Float64Array, at: number): {i: number; share: number} {
  const i = Math.min(placeBefore(times, at), Math.max(0, times.length - 2));
  const a = times[i] ?? 0, b = times[i + 1] ?? a;
  return {i, share: b > a ? Math.min(1, Math.max(0, (at - a) / (b - a))) : 0};
}

export class Tracks {
  readonly levels: readonly string[];
  private readonly times: Float64Array;
  private readonly tracks = new Map<string, Track>();

  constructor(data: ReplayData['tracks']) {
    this.levels = data.levels;
    this.times = doubles(data.time);
    for (const [name, packed] of Object.entries(data.values)) {
      this.tracks.set(name, {unit: packed.unit, width: packed.width, values: shorts(packed)});
    }
  }

  has(name: string): boolean { return this.tracks.has(name); }
  unit(name: string): string { return this.tracks.get(name)?.unit ?? ''; }

  /** Value of a signal, at one place of its coordinate; NaN where there is none. */
  value(name: string, time: number, k = 0): number {
    const track = this.tracks.get(name);
    if (track === undefined || k >= track.width) return NaN;
    const {i, share} = between(this.times, time);
    const a = track.values[i * track.width + k] ?? NaN, b = track.values[(i + 1) * track.width + k] ?? a;
    return share === 0 ? a : a + share * (b - a);
  }

  /** Values of all places of a coordinate. */
  row(name: string, time: number): number[] {
    const width = this.tracks.get(name)?.width ?? 0;
    return Array.from({length: width}, (_, k) => this.value(name, time, k));
  }

  /** Least and greatest of the session. */
  range(name: string): Range {
    const track = this.tracks.get(name);
    return track === undefined ? [-1, 1] : extent([track.values]);
  }
}
