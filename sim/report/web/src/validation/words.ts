// SPDX-License-Identifier: Apache-2.0
// Values, bands and outcomes of validation rows in words.
import {minus, none, withUnit} from '../format';
import type {RowOutcome, ValidationRow} from './data';

/** Four digits, as the program prints them. */
export function four(value: number | null): string {
  return value === null ? none : minus(String(Number(value.toPrecision(4))));
}

export const unitOf = (row: ValidationRow): string => row.unit === '1' ? '' : row.unit;
export const valued = (row: ValidationRow, value: number | null): string => withUnit(four(value), unitOf(row));

export function bandWords(row: ValidationRow): string {
  if (row.low !== null && row.high !== null) return `${four(row.low)} .. ${four(row.high)}`;
  if (row.low !== null) return `from ${four(row.low)}`;
  return row.high !== null ? `to ${four(row.high)}` : none;
}

/** How far a value is beyond its band; 0 within it. */
export function beyondBand(row: ValidationRow): number | null {
  const {simulated: v, low, high} = row;
  if (v === null || (low === null && high === null)) return null;
  if (low !== null && v < low) return v - low;
  return high !== null && v > high ? v - high : 0;
}

export const outcomes: Record<RowOutcome, {sign: string; text: string; word: string}> = {
  inside: {sign: '\u2713', text: 'within its band', word: 'inside'},
  outside: {sign: '\u2717', text: 'outside its band', word: 'outside'},
  known: {sign: '\u2248', text: 'outside, the reason is known', word: 'outside, known'},
  not_run: {sign: '!', text: 'not run', word: 'not run'},
  reported: {sign: '\u00b7', text: 'reported without a verdict', word: 'reported'},
};
