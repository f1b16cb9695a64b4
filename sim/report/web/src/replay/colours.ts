// SPDX-License-Identifier: Apache-2.0
// Colours of values that have two sides: blue, grey, orange, told apart by colour-blind eyes, and
// lighter towards zero, so that they can be told apart in grey too.

export type Rgb = readonly [number, number, number];

/** From the least to the greatest, even steps; the middle is zero. */
export const diverging: readonly Rgb[] = [
  [12, 60, 122], [44, 110, 180], [120, 170, 214], [214, 216, 218], [240, 170, 96], [214, 104, 22], [132, 48, 4],
];

export class ColourScale {
  /** low < 0: the value of the first colour; high > 0: of the last */
  constructor(readonly low: number, readonly high: number, readonly stops: readonly Rgb[] = diverging) {}

  rgb(value: number): Rgb {
    if (!Number.isFinite(value)) return [128, 128, 128];
    const share = Math.min(1, Math.max(0, 0.5 + value / (2 * (value < 0 ? -this.low : this.high)))) * (this.stops.length - 1);
    const i = Math.min(this.stops.length - 2, Math.floor(share)), f = share - i;
    const a = this.stops[i] ?? [0, 0, 0], b = this.stops[i + 1] ?? a;
    return [Math.round(a[0] + f * (b[0] - a[0])), Math.round(a[1] + f * (b[1] - a[1])), Math.round(a[2] + f * (b[2] - a[2]))];
  }

  css(value: number): string { return `rgb(${this.rgb(value).join(', ')})`; }

  /** Of a bar from the least to the greatest. */
  gradient(): string {
    return `linear-gradient(to right, ${this.stops.map((c) => `rgb(${c.join(' ')})`).join(', ')})`;
  }
}

/** What the levels can be coloured by. */
export interface Quantity {signal: string; label: string; unit: string; low: string; high: string}

export const quantities: readonly Quantity[] = [
  {signal: 'section_axial', label: 'Traction (section force)', unit: 'N', low: 'pressed', high: 'pulled'},
  {signal: 'disc_axial', label: 'Disc force', unit: 'N', low: 'pressed', high: 'pulled'},
  {signal: 'disc_height_change', label: 'Spacing (disc height)', unit: 'mm', low: 'less', high: 'more'},
];
