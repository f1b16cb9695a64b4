// SPDX-License-Identifier: Apache-2.0
// What the program puts into the page of a sweep (sim/report/sweep_data.cpp), and how it is read.
import {shorts, singles} from '../codec';
import type {PageData, Provenance} from '../data';
import {short, withUnit} from '../format';
import {readable} from '../words';

interface GivenAxis {
  name: string;
  unit: string;
  meaning: string;
  paths: string;
  /** of a grid: its values */
  numbers?: number[];
  texts?: string[];
  /** of any other design: one for each case */
  data?: string;
  codes?: number[];
}

interface GivenMetric {
  name: string;
  unit: string;
  meaning: string;
  status: string;
  singles?: string;
  labels?: string[];
  shorts?: {data: string; scale: number; offset: number};
}

export interface SweepData extends PageData {
  kind: 'sweep';
  description: string;
  scenario: string;
  file: string;
  design: string;
  grid: boolean;
  cases: number;
  axes: GivenAxis[];
  metrics: GivenMetric[];
  main: string[];
  traces: string[];
  failed: {reasons: string[]; cases: number[]; which: number[]};
  provenance: Provenance;
}

/** An axis of the design. */
export class Axis {
  readonly label: string;
  /** numbers of the cases, or the place of a text in `texts` */
  readonly values: Float64Array;
  readonly texts: readonly string[] | null;

  constructor(readonly given: GivenAxis, label: string, cases: number, private readonly stride: number) {
    this.label = label;
    this.texts = given.texts ?? null;
    const own = given.codes ?? given.numbers ?? (given.data === undefined ? null : singles(given.data));
    this.values = Float64Array.from({length: cases}, (_, i) => {
      if (stride === 0) return own?.[i] ?? NaN;
      const place = this.placeOf(i);
      return given.texts === undefined ? given.numbers?.[place] ?? NaN : place;
    });
  }

  get unit(): string { return this.given.unit; }

  /** Of a grid: how many values it has. */
  get size(): number { return this.given.texts?.length ?? this.given.numbers?.length ?? 0; }

  /** Of a grid: which of its values a case has. */
  placeOf(index: number): number { return Math.floor(index / this.stride) % this.size; }

  get step(): number { return this.stride; }

  /** Its values in words, without a unit. */
  names(): string[] {
    return this.given.texts?.slice() ?? (this.given.numbers ?? []).map((v) => exact(v));
  }

  /** Of a case, with the unit. */
  told(index: number): string {
    const value = this.values[index] ?? NaN;
    return this.texts === null ? withUnit(this.given.data === undefined ? exact(value) : short(value, 4), this.unit) : this.texts[value] ?? '';
  }

  get heading(): string { return this.unit === '' ? this.label : `${this.label}, ${this.unit}`; }
}

/** As it stands in a file, no longer than eight digits. */
function exact(value: number): string { return String(Number(value.toPrecision(8))).replace('-', '\u2212'); }

/** A quantity with one number for each case: a metric, or one label of one. */
export class Quantity {
  constructor(readonly key: string, readonly label: string, readonly unit: string, readonly status: string,
              readonly meaning: string, readonly values: ArrayLike<number>) {}

  told(index: number): string { return withUnit(short(this.values[index], 4), this.unit); }
  get heading(): string { return this.unit === '' ? this.label : `${this.label}, ${this.unit}`; }
}

export class Sweep {
  readonly axes: Axis[];
  readonly quantities: Quantity[] = [];
  readonly main: Quantity[];
  /** reason by the number of the case */
  readonly failed = new Map<number, string>();

  constructor(readonly data: SweepData) {
    let stride = data.cases;
    const labels = axisLabels(data.axes);
    this.axes = data.axes.map((given, i) => {
      const size = given.texts?.length ?? given.numbers?.length ?? 1;
      stride = data.grid ? stride / size : 0;
      return new Axis(given, labels[i] ?? given.name, data.cases, stride);
    });
    for (const m of data.metrics) this.addMetric(m);
    const chosen = data.main.map((name) => this.quantities.find((q) => q.key === name)).filter((q): q is Quantity => q !== undefined);
    this.main = chosen.length > 0 ? chosen : this.quantities.slice(0, 1);
    data.failed.cases.forEach((index, i) => this.failed.set(index, data.failed.reasons[data.failed.which[i] ?? 0] ?? ''));
  }

  private addMetric(m: GivenMetric): void {
    if (m.singles !== undefined) {
      this.quantities.push(new Quantity(m.name, readable(m.name, m.unit), m.unit, m.status, m.meaning, singles(m.singles)));
    } else if (m.shorts !== undefined) {
      const all = shorts(m.shorts), labels = m.labels ?? [];
      labels.forEach((label, k) => {
        const values = Float32Array.from({length: this.data.cases}, (_, i) => all[i * labels.length + k] ?? NaN);
        this.quantities.push(new Quantity(`${m.name} ${label}`, `${readable(m.name, m.unit)} at ${label}`, m.unit, m.status, m.meaning, values));
      });
    }
  }

  get cases(): number { return this.data.cases; }

  /** What a case is, in words: "angle 30 deg, hold 60 s". */
  caseTold(index: number, most = 6): string {
    const parts = this.axes.slice(0, most).map((a) => `${a.label} ${a.told(index)}`);
    const rest = this.axes.length - most;
    if (rest > 0) parts.push(`${rest} more`);
    return this.data.grid ? parts.join(', ') : [`case ${index}`, ...parts].join(', ');
  }
}

/** The last word of a path where that is enough. */
function axisLabels(axes: readonly GivenAxis[]): string[] {
  const brief = axes.map((a) => readable(a.name.split('.').pop() ?? a.name, a.unit));
  return axes.map((a, i) => brief.filter((b) => b === brief[i]).length > 1 ? readable(a.name, a.unit) : brief[i] ?? a.name);
}
