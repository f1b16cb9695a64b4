// SPDX-License-Identifier: Apache-2.0
// What the program puts into the page of a validation (sim/report/validation_data.cpp).
import type {Answer, PageData, Provenance} from '../data';

export type RowOutcome = 'inside' | 'outside' | 'known' | 'not_run' | 'reported';
export type Role = 'tested' | 'calibrated' | 'reported';

export interface ValidationRow {
  row: string;
  set: string;
  study: string;
  what: string;
  role: Role;
  scenario: string;
  unit: string;
  measured: number | null;
  low: number | null;
  high: number | null;
  simulated: number | null;
  inside: boolean;
  failure: string;
  status: string;
  source: string;
  known_miss: string;
  note: string;
  outcome: RowOutcome;
}

export interface ValidationData extends PageData {
  kind: 'validation';
  parameters: string;
  answers: Answer[];
  rows: ValidationRow[];
  provenance: Provenance;
}
