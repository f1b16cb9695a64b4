// SPDX-License-Identifier: Apache-2.0
// Numbers and times as people read them.

export const none = '\u2014';

/** The minus sign in place of the hyphen. */
export function minus(text: string): string {
  return text.replace(/-(?=[\d.])/g, '\u2212');
}

/** A number in so many significant digits, no more than six decimals; a dash where there is none. */
export function short(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  const places = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return fixed(value, Math.min(places, 6));
}

/** A number among others, with the decimals that the greatest of them has in so many digits. */
export function among(value: number | null | undefined, others: readonly (number | null)[], digits = 3): string {
  const sizes = [value, ...others].map((v) => Math.abs(v ?? 0)).filter(Number.isFinite);
  const size = Math.max(0, ...sizes);
  const places = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return fixed(value, Math.min(places, 6));
}

/** A number with so many decimals, never "-0". */
export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const text = value.toFixed(decimals);
  return minus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
}

/** Minutes and seconds, "3:07.5". */
export function clock(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return none;
  const tenths = Math.round(seconds * 10);
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${((tenths - 600 * minutes) / 10).toFixed(1).padStart(4, '0')}`;
}

/** "12.5 s" or "18:07.3 min". */
export function duration(seconds: number): string {
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${clock(seconds)} min`;
}

/** A number and its unit, with a space that does not break. */
export function withUnit(text: string, unit: string): string {
  return unit === '' || text === none ? text : `${text}\u00a0${unit}`;
}
