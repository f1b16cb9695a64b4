// SPDX-License-Identifier: Apache-2.0
// What the program puts into the page of a suite (sim/report/suite_data.cpp).
import type {PageData, Provenance} from '../data';
import {among, minus, withUnit} from '../format';

export interface Expectation {
  text: string;
  holds: boolean;
  measured: number | null;
  never: boolean;
  unit: string;
  least: number | null;
  greatest: number | null;
  margin: number | null;
  signal: string;
  label: string;
  time: number;
}

export interface Happening {time: number; kind: string; text: string}

export interface SecondSignal {
  name: string;
  unit: string;
  meaning: string;
  status: string;
  constant?: number;
  values?: {data: string; scale: number; offset: number};
}

/** Every step around a failure. */
export interface Second {
  at: number;
  every: number;
  time: string;
  signals: SecondSignal[];
  events: Happening[];
  states: string[];
}

export type Status = 'pass' | 'fail' | 'died' | 'skip' | 'error';

export interface SuiteCase {
  name: string;
  scenario: string;
  subject: string;
  controller: string;
  status: Status;
  message: string;
  faults: string[];
  expected: string[];
  expectations: Expectation[];
  events: Happening[];
  simulated: number;
  hash: string;
  recording: string;
  failing: string;
  second: Second | null;
}

export interface SuiteData extends PageData {
  kind: 'suite';
  description: string;
  cases: SuiteCase[];
  seconds: number;
  settings: {key: string; value: string}[];
  provenance: Provenance;
}

export const words: Record<Status, string> = {
  pass: 'holds', fail: 'fails', died: 'controller died', skip: 'left out', error: 'could not run',
};

/** Whether a case speaks against the controller or the set-up. */
export const isBad = (c: SuiteCase): boolean => c.status === 'fail' || c.status === 'died' || c.status === 'error';

/** Of the expectations that do not hold the one that failed first. */
export function firstFailing(c: SuiteCase): Expectation | null {
  return c.expectations.filter((e) => !e.holds).sort((a, b) => a.time - b.time)[0] ?? null;
}

/** Four digits, and no finer than those of the bound. */
export function measured(e: Expectation): string {
  if (e.never) return 'never';
  return withUnit(among(e.measured, [e.least, e.greatest], 4), e.unit);
}

/** "at least 59 deg, at most 61 deg"; empty where there is no bound. */
export function bound(e: Expectation): string {
  const told = (v: number | null, word: string) => v === null ? [] : [`${word} ${withUnit(minus(String(Number(v.toPrecision(6)))), e.unit)}`];
  return [...told(e.least, 'at least'), ...told(e.greatest, 'at most')].join(', ');
}

export const seconds = (time: number): string => `${time.toFixed(3)}\u00a0s`;
