// SPDX-License-Identifier: Apache-2.0
// What a sweep comes to, the first thing on its page.
import {el} from '../dom';
import {fixed, short, withUnit} from '../format';
import {table, number, markLegend, type Cell} from '../parts';
import type {Quantity, Sweep} from './data';
import {spreadOf} from './statistics';
import {capital} from '../words';

const designs: Record<string, string> = {
  grid: 'grid', latin_hypercube: 'Latin hypercube', sobol: 'Sobol points', table: 'table of cases',
};

export const designName = (design: string): string => designs[design] ?? design;

function ties(count: number): string { return count === 0 ? '' : ` and ${count} more`; }

/** "0.1 to 1.4 mm". */
function range(q: Quantity): string {
  const s = spreadOf(q.values);
  if (s.count === 0) return 'no value';
  return s.least === s.greatest ? withUnit(short(s.least), q.unit) : `${short(s.least)} to ${withUnit(short(s.greatest), q.unit)}`;
}

/** Cases, failures, and the range of what was asked first with the cases of its ends. */
export function answer(sweep: Sweep): HTMLElement {
  const failed = sweep.failed.size, first = sweep.main[0];
  const head = `${sweep.cases} cases, ${failed === 0 ? 'none failed' : `${failed} failed`}.`;
  const parts: (Node | string)[] = [el('b', {}, head)];
  if (first !== undefined) {
    const s = spreadOf(first.values);
    parts.push(` ${capital(first.label)}: `, el('strong', {}, range(first)));
    if (s.count > 0 && s.least < s.greatest) {
      parts.push(`, least at ${sweep.caseTold(s.leastAt, 4)}${ties(s.leastTies)}, greatest at ${sweep.caseTold(s.greatestAt, 4)}${ties(s.greatestTies)}`);
    }
    parts.push('.');
  }
  if (failed > 0) parts.push(' ', el('a', {href: '#failed-section'}, 'Why cases failed'), '.');
  return el('p', {class: `verdict ${failed > 0 ? 'bad' : 'good'}`, id: 'answer-sweep'}, ...parts);
}

/** A card for each of the main metrics. */
export function cards(sweep: Sweep): HTMLElement {
  const box = el('section', {id: 'answers', class: 'answers', 'aria-label': 'Ranges at a glance'});
  for (const q of sweep.main) {
    const s = spreadOf(q.values), same = s.count > 0 && s.least === s.greatest;
    const note = s.count === 0 ? 'no case has a value' : same ? 'the same in all cases' :
      `least: ${sweep.caseTold(s.leastAt, 3)}; greatest: ${sweep.caseTold(s.greatestAt, 3)}`;
    const mark = q.status === '' ? '' : `; mark: ${q.status}`;
    box.append(el('div', {class: 'answer', id: `answer-${q.key}`},
      el('div', {class: 'label'}, capital(q.label)),
      el('div', {class: 'value'}, el('span', {class: 'figure long'}, same ? short(s.least) : s.count === 0 ? '\u2014' :
        `${short(s.least)} \u2026 ${short(s.greatest)}`), el('wbr'), el('span', {class: 'unit'}, q.unit)),
      el('div', {class: 'note'}, `${note}${mark}`)));
  }
  return box;
}

/** Spread of each quantity over the cases. */
export function spreadTable(sweep: Sweep): HTMLElement[] {
  const most = 120, shown = sweep.quantities.slice(0, most);
  const rows = shown.map((q): Cell[] => {
    const s = spreadOf(q.values);
    const at = (v: number) => number(s.count === 0 ? '\u2014' : short(v, 4));
    return [capital(q.label), at(s.least), at(s.low), at(s.median), at(s.high), at(s.greatest), q.unit,
            number(fixed(s.count, 0)), q.status === '' ? '\u2014' : q.status, q.meaning];
  });
  const rest = sweep.quantities.length - shown.length;
  return [
    table('metrics', ['quantity', 'least', '5 %', 'median', '95 %', 'greatest', 'unit', 'cases', 'mark', 'meaning'], rows),
    ...(rest > 0 ? [el('p', {class: 'hint'}, `${rest} more are in the file.`)] : []),
    ...markLegend().filter((c): c is HTMLElement => c instanceof HTMLElement),
  ];
}
