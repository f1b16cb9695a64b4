// SPDX-License-Identifier: Apache-2.0
// What the program puts into the test report of a limits run (sim/report/limits_data.cpp).
import type {Answer, PageData, Provenance} from '../data';

export type Outcome = 'holds' | 'nominally' | 'fails' | 'reported' | 'not_applicable';

/** Figures are in `unit`; there are none where it is not applicable or could not be computed. */
export interface Criterion {
  name: string;
  what: string;
  clause: string;
  status: string;
  source: string;
  unit: string;
  judged: boolean;
  outcome: Outcome;
  verdict: string;
  compared: boolean;
  not_applicable: string;
  failure: string;
  demand?: number | null;
  factor?: number;
  compared_with?: string;
  capacity?: number | null;
  capacity_is_least?: boolean;
  margin?: number | null;
  margin_unfavourable?: number | null;
  unfavourable_failure?: string;
  /** share of what is allowed, 1 where it breaks */
  taken?: number | null;
  taken_unfavourable?: number | null;
  worst_case?: string;
  replay?: string;
  endurance?: {told: string[]; replay: string};
}

export interface Users {
  heights_cm: number[];
  masses_kg: number[];
  largest_kg: number[];
  binding: (number | null)[];
  greatest_kg: number;
  rated_kg: number;
  lines: {criterion: number; largest_kg: number[]}[];
  margins: {criterion: number; by_height_and_mass: (number | null)[][]}[];
}

export interface TorquePlot {
  who: string;
  angles_deg: number[];
  lines: {arms: string; holes: number; hinge: string; y: number[]}[];
  capacities: {legend: string; value: number | null}[];
}

export interface ReportPoint {
  number: number;
  title: string;
  criteria: number[];
  rows: {name: string; value: string}[];
  plot: 'torque' | 'tipping' | 'bars' | null;
  told: string[];
  not_simulated: string[];
}

export interface LimitsData extends PageData {
  kind: 'limits';
  asked: string;
  equipment: string;
  cases: number;
  wall_s: number;
  outcome: Outcome;
  answers: Answer[];
  criteria: Criterion[];
  users: Users;
  torque: TorquePlot | null;
  tipping: {angles_deg: number[]; lines: {legend: string; y: number[]}[]} | null;
  bars: {criterion: number; rows: {figure: string; low: number; high: number}[]}[];
  figures: {path: string; nominal: number; low: number; high: number; unit: string; status: string; source: string; remark: string}[];
  points: ReportPoint[];
  failures: {count: number; first: string[]};
  provenance: Provenance & {texts: {path: string; text: string}[]};
}
