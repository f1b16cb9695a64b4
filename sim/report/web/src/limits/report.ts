// SPDX-License-Identifier: Apache-2.0
// The rest of a test report: its points, commands, unverified figures, texts, and the signatures.
import {el} from '../dom';
import {minus} from '../format';
import {cell, stackedTable} from '../stacked';
import {criterionLink, inUnit, verdictWords} from './criteria';
import type {LimitsData, ReportPoint} from './data';

const places: Record<string, [address: string, text: string]> = {
  torque: ['#plot-torque', 'Moment to be held over the bed angle'],
  tipping: ['#plot-tipping', 'Tipping margin over the bed angle'],
  bars: ['#bands', 'Margins with each unverified figure at either end'],
};

function pointTable(data: LimitsData, point: ReportPoint): HTMLElement | null {
  if (point.criteria.length === 0) return null;
  return el('table', {class: 'plain'}, el('thead', {}, el('tr', {}, ...['criterion', 'demand', 'margin', 'verdict'].map((h) => el('th', {scope: 'col'}, h)))),
    el('tbody', {}, ...point.criteria.map((k) => {
      const c = data.criteria[k];
      return el('tr', {}, el('td', {}, criterionLink(data, k)), el('td', {class: 'number'}, inUnit(c?.demand, c?.unit ?? '')),
                el('td', {class: 'number'}, inUnit(c?.margin, c?.unit ?? '')),
                el('td', {}, c === undefined ? '' : verdictWords(c)));
    })));
}

/** One of the 11 points: what was found, and what is not simulated and why. */
export function reportPoint(data: LimitsData, point: ReportPoint): HTMLElement {
  const place = point.plot === null ? undefined : places[point.plot];
  const drawn = place !== undefined && (point.plot === 'bars' ? data.bars.length > 0 : data[point.plot as 'torque' | 'tipping'] !== null);
  return el('section', {class: 'report-point', id: `point-${point.number}`, 'aria-labelledby': `point-${point.number}-title`},
    el('h3', {id: `point-${point.number}-title`}, `${point.number}. ${point.title}`),
    point.rows.length === 0 ? null : el('table', {class: 'plain', id: `point-${point.number}-rows`}, el('tbody', {},
      ...point.rows.map((r) => el('tr', {}, el('th', {scope: 'row'}, r.name), el('td', {}, r.value))))),
    pointTable(data, point),
    drawn ? el('p', {}, el('a', {href: place[0]}, place[1])) : null,
    ...point.told.map((t) => el('p', {}, t)),
    ...point.not_simulated.map((t) => el('p', {class: 'missing'}, el('b', {}, 'Not simulated: '), t)));
}

/** Every worst case with its command. */
export function replays(data: LimitsData): HTMLElement {
  const rows = data.criteria.flatMap((c, i) => [
    ...(c.replay ? [[criterionLink(data, i), c.replay] as const] : []),
    ...(c.endurance ? [[el('span', {}, criterionLink(data, i), ', a stop of its use cycle'), c.endurance.replay] as const] : []),
  ]);
  return stackedTable('worst-cases', ['criterion', 'command'], rows.map(([name, command]) => (
    {cells: [cell('lead', name), cell('code command', el('code', {}, command))]})), 'Commands that run the worst cases again');
}

export function figuresTable(data: LimitsData): HTMLElement {
  const number = (v: number) => minus(String(Number(v.toPrecision(6))));
  return stackedTable('unverified', ['figure', 'value', 'low', 'high', 'unit', 'how it is known', 'source'], data.figures.map((f) => ({
    cells: [cell('code lead', f.path), cell('number', number(f.nominal)), cell('number', number(f.low)), cell('number', number(f.high)),
            cell('', f.unit), cell('', f.status), cell('', f.source, f.remark === '' ? null : el('small', {}, `(${f.remark})`))],
  })), 'Unverified figures with their ranges');
}

/** The texts that decide, folded. */
export function sourceTexts(data: LimitsData): HTMLElement[] {
  return data.provenance.texts.map((t) => el('details', {}, el('summary', {}, t.path), el('pre', {class: 'code', tabindex: 0}, t.text)));
}

/** On paper nothing is folded: what is filed has the parameters. */
export function unfoldOnPaper(): void {
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const one of closed) one.open = true;
  });
  addEventListener('afterprint', () => { for (const one of closed) one.open = false; });
}

/** Lines to sign on. */
export function signatures(data: LimitsData): HTMLElement {
  const line = (what: string) => el('div', {class: 'sign-here'}, el('span', {}, what));
  return el('div', {id: 'signatures'}, ...['simulated by', 'checked by', 'released by'].map((who) => el('div', {class: 'signer'},
    el('h3', {}, who), line('name'), line('date'), line('signature'))),
    el('p', {class: 'hint'}, `For ${data.title.replace(/^Limits/, 'limits')}: ${data.answers.map((a) => `${a.label.toLowerCase()}: ${a.value} ${a.unit}`.trim()).join('; ')}.`));
}
