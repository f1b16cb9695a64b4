// SPDX-License-Identifier: Apache-2.0
// The cases of a sweep as tables: those that failed, and the first of all.
import {labelledSelect} from '../controls';
import {el} from '../dom';
import {short} from '../format';
import {number, table, type Cell} from '../parts';
import {capital} from '../words';
import type {Quantity, Sweep} from './data';

const mostFailed = 100;
const mostShown = 200;

/** Reasons with how many cases each, then the cases. */
export function failedCases(sweep: Sweep): HTMLElement[] {
  const counts = new Map<string, number>();
  for (const reason of sweep.failed.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostFailed);
  const cases = [...sweep.failed].slice(0, mostFailed);
  return [
    table('failed-reasons', ['cases', 'why'], reasons.map(([reason, count]): Cell[] => [number(String(count)), reason])),
    table('failed', ['case', ...sweep.axes.map((a) => a.heading), 'why'],
          cases.map(([index, reason]): Cell[] => [number(String(index)), ...sweep.axes.map((a) => a.told(index)), reason])),
    ...(sweep.failed.size > cases.length ? [el('p', {class: 'hint'}, `The first ${cases.length} of ${sweep.failed.size} are listed.`)] : []),
  ];
}

/** The table of cases in an order of choice. */
export class CaseTable {
  readonly box = el('div', {});
  private readonly place = el('div', {});
  private order = 'file';

  constructor(private readonly sweep: Sweep) {
    const orders = [{value: 'file', text: 'as in the file'},
      ...sweep.main.flatMap((q) => [{value: `up ${q.key}`, text: `least ${q.label} first`}, {value: `down ${q.key}`, text: `greatest ${q.label} first`}])];
    this.box.append(el('div', {class: 'controls'}, labelledSelect('choose-order', 'Order', orders, this.order, (order) => {
      this.order = order;
      this.build();
    })), this.place);
    this.build();
  }

  private sorted(): number[] {
    const all = Array.from({length: this.sweep.cases}, (_, i) => i);
    const [way, ...rest] = this.order.split(' '), q = this.sweep.main.find((m) => m.key === rest.join(' '));
    if (q === undefined) return all;
    const sign = way === 'up' ? 1 : -1;
    const rank = (i: number): number => { const v = q.values[i] ?? NaN; return Number.isFinite(v) ? sign * v : Infinity; };
    return all.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
  }

  private build(): void {
    const {sweep} = this, shown = sweep.quantities.filter((q) => sweep.main.includes(q) || !q.key.includes(' ')).slice(0, 12);
    const rows = this.sorted().slice(0, mostShown).map((i): Cell[] => [
      number(String(i)), ...sweep.axes.map((a): Cell => a.texts === null ? number(a.told(i).split('\u00a0')[0] ?? '') : a.told(i)),
      ...shown.map((q: Quantity): Cell => number(short(q.values[i], 4))),
      ...(sweep.failed.size > 0 ? [sweep.failed.get(i) ?? ''] : []),
    ]);
    const heads = ['case', ...sweep.axes.map((a) => a.heading), ...shown.map((q) => capital(q.heading)), ...(sweep.failed.size > 0 ? ['why it failed'] : [])];
    const untold = sweep.quantities.length - shown.length;
    this.place.replaceChildren(
      el('p', {class: 'hint', id: 'cases-count'}, rows.length < sweep.cases ?
        `The first ${rows.length} of ${sweep.cases} cases in this order; all are in ${sweep.data.file}.` : `All ${sweep.cases} cases.`,
      untold > 0 ? ` ${untold} quantities have no column here.` : ''),
      table('cases', heads, rows));
  }
}
