// SPDX-License-Identifier: Apache-2.0
// Viridis (van der Walt and Smith 2015): even steps for the eye, told apart by colour-blind eyes and in grey.

type Colour = readonly [red: number, green: number, blue: number];

const points: readonly Colour[] = [
  [68, 1, 84], [72, 36, 117], [65, 68, 135], [53, 95, 141], [42, 120, 142], [33, 145, 140], [34, 168, 132], [68, 191, 112],
  [122, 209, 81], [189, 223, 38], [253, 231, 37],
];

function at(share: number): Colour {
  const place = Math.min(1, Math.max(0, share)) * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(place)), rest = place - i;
  const a = points[i] ?? [0, 0, 0], b = points[i + 1] ?? a;
  const mixed = (k: 0 | 1 | 2) => Math.round(a[k] + (b[k] - a[k]) * rest);
  return [mixed(0), mixed(1), mixed(2)];
}

/** The colour of a share from 0 (dark) to 1 (bright). */
export function viridis(share: number): string { return `rgb(${at(share).join(', ')})`; }

/** Black or white, whichever is read on that colour. */
export function inkOn(share: number): string {
  const [r, g, b] = at(share).map((v) => (v / 255) ** 2.2);
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0) > 0.18 ? '#000000' : '#ffffff';
}
