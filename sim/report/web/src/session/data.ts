// SPDX-License-Identifier: Apache-2.0
// What the program puts into the page of a session (sim/report/page_data.cpp).
import type {Answer, PageData, Provenance} from '../data';
import {fixed, short} from '../format';
import type {ReplayData} from '../replay/data';

export interface TimePlot {
  id: string;
  title: string;
  unit: string;
  status: string;
  note?: string;
  lines: {legend: string; points?: boolean; t: number[]; y: (number | null)[]}[];
  marks: {line: number; t: number; up: boolean}[];
  crossings: number;
  missing: string[];
}

export interface AnglePlot {
  title: string;
  unit: string;
  status?: string;
  lines: {legend: string; a: number[]; y: number[]}[];
  bands: {a: number[]; least: number[]; greatest: number[]}[];
  runs_in_band?: number;
}

export interface Profile {
  title: string;
  time: number;
  angle: number;
  levels: string[];
  forces: {legend: string; y: (number | null)[]}[];
  heights: {legend: string; y: (number | null)[]}[];
  missing: string[];
}

/** One result: the page's own, or the one beside it. */
export interface Session {
  title: string;
  description: string;
  subject: string;
  table: string;
  finished: boolean;
  rows: number;
  begin: number;
  end: number;
  columns: number;
  answers: Answer[];
  plots: TimePlot[];
  profile: Profile | null;
  traction: AnglePlot | null;
  ladder: AnglePlot | null;
  replay: ReplayData | null;
  left_out: {title: string; missing: string[]}[];
  events: {time: number | null; kind: string; text: string}[];
  figures: {name: string; value: number | null; unit: string; meaning: string; status: string}[];
  provenance: Provenance;
}

export interface SessionData extends PageData, Session {
  kind: 'session';
  /** a second result to compare with */
  beside?: Session;
}

/** A key figure's value in so many digits, a count whole. */
export function figureText({value, unit}: {value: number | null; unit: string}, digits = 4): string {
  return unit === '' && Number.isInteger(value) ? fixed(value, 0) : short(value, digits);
}
