// SPDX-License-Identifier: Apache-2.0
// What the program puts into a page, as JSON. `kind` says which page it is; a kind without a page
// of its own is refused in words (main.ts).

/** What every kind has. */
export interface PageData {
  kind: string;
  title: string;
}

export type Mood = '' | 'good' | 'amber' | 'bad' | 'absent';

/** One answer at the top of a page: value, unit and what it means. */
export interface Answer {
  id: string;
  label: string;
  value: string;
  unit: string;
  note: string;
  mood: Mood;
}

/** Provenance: rows of key and value, and the files that it was made from. */
export interface Provenance {
  rows: {key: string; value: string}[];
  sources: {role: string; name: string; path: string; hash: string}[];
}

export function readData(): PageData {
  const text = document.getElementById('data')?.textContent ?? 'null';
  return JSON.parse(text) as PageData;
}
