// SPDX-License-Identifier: Apache-2.0
// The criteria of a limits run: the table of them, and how much of what is allowed each takes.
import {el, type Child} from '../dom';
import {fixed, minus, none, withUnit} from '../format';
import {DotPlot, type DotRow} from '../plot/dots';
import {circle, diamond} from '../plot/marks';
import {cell, stackedTable, type StackedCell} from '../stacked';
import type {Criterion, LimitsData, Outcome} from './data';

const signs: Record<Outcome, string> = {holds: '\u2713', nominally: '\u2248', fails: '\u2717', reported: '\u00b7', not_applicable: '\u2013'};

/** A figure of a criterion in its unit, to as many digits as matter. */
export function inUnit(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  return withUnit(fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3), unit);
}

export const criterionId = (place: number): string => `criterion-${place + 1}`;

/** A link to the full row of a criterion. */
export function criterionLink(data: LimitsData, place: number): HTMLElement {
  return el('a', {href: `#${criterionId(place)}`}, `${place + 1} ${data.criteria[place]?.name ?? ''}`);
}

/** The verdict of one criterion, told by sign and word and not by colour alone. */
export function verdictWords(c: Criterion): HTMLElement {
  const silent = !c.judged && (c.outcome === 'holds' || c.outcome === 'nominally' || c.outcome === 'fails');
  return el('span', {class: `outcome ${c.outcome}`}, `${signs[c.outcome]}\u00a0${c.verdict}`,
            silent ? el('small', {}, ' reported only') : null);
}

const small = (...children: Child[]): HTMLElement => el('small', {}, ...children);

/** The mark of a clause's figures: read in the source, or not. */
function mark(status: string): string {
  return status === 'seen' ? 'verified: seen in the source' : `not verified: ${status}`;
}

function figures(c: Criterion): StackedCell[] {
  if (c.failure !== '') return [{span: 5, children: [`not computed: ${c.failure}`]}];
  if (!c.compared) {
    return [cell('number', inUnit(c.demand, c.unit)), cell('number absent', none), cell('number absent', none), cell('number absent', none),
            cell('where', minus(c.worst_case ?? ''))];
  }
  const least = c.capacity_is_least === true ? '\u2265 ' : '';
  return [
    cell('number', inUnit(c.demand, c.unit)),
    cell('number', `\u00d7 ${c.factor ?? 1}`),
    cell('number', `${least}${inUnit(c.capacity, c.unit)}`, small(c.compared_with ?? '')),
    cell('number', inUnit(c.margin, c.unit), small('all unfavourable: ', c.unfavourable_failure ? `not computed, ${c.unfavourable_failure}` :
      inUnit(c.margin_unfavourable, c.unit))),
    cell('where', minus(c.worst_case ?? ''), ...(c.endurance?.told ?? []).map((t) => small(t))),
  ];
}

function lead(c: Criterion, place: number): StackedCell {
  return cell('lead', el('b', {}, `${place + 1} ${c.name}`), ' ', c.what, small(`${c.clause === 'none' ? 'no clause' : c.clause} (${mark(c.status)}): ${c.source}`));
}

const applies = (c: Criterion): boolean => c.not_applicable === '';

export function criteriaTable(data: LimitsData): HTMLElement {
  const heads = ['criterion', 'verdict', 'demand', 'factor', 'capacity or limit', 'margin', 'worst case'];
  return stackedTable('criteria', heads, data.criteria.flatMap((c, i) => applies(c) ? [{
    id: criterionId(i), class: c.judged ? '' : 'silent', cells: [lead(c, i), cell('verdict-cell', verdictWords(c)), ...figures(c)],
  }] : []), 'Criteria with demand, capacity, margin, worst case and verdict');
}

/** What asks for something that this equipment has not, folded; null where all applies. */
export function notApplicable(data: LimitsData): HTMLElement | null {
  const rows = data.criteria.flatMap((c, i) => applies(c) ? [] : [
    {id: criterionId(i), cells: [lead(c, i), cell('', verdictWords(c)), cell('', c.not_applicable)]}]);
  if (rows.length === 0) return null;
  return el('details', {}, el('summary', {}, `${rows.length} ${rows.length === 1 ? 'criterion does' : 'criteria do'} not apply to this kind of equipment`),
    stackedTable('not-applicable', ['criterion', 'verdict', 'reason'], rows, 'Criteria that are not applicable'));
}

const percent = (share: number): string => `${fixed(100 * share, 0)}\u00a0%`;

/** How much of what is allowed each compared criterion takes; null where no such share exists. */
export function takenPlot(data: LimitsData): DotPlot | null {
  const rows: DotRow[] = [], without: string[] = [];
  data.criteria.forEach((c, i) => {
    if (!c.compared || c.demand === undefined) return;
    const {taken, taken_unfavourable: worse} = c;
    if (typeof taken !== 'number') {
      without.push(`${i + 1} ${c.name} (margin ${inUnit(c.margin, c.unit)})`);
      return;
    }
    rows.push({
      label: `${i + 1} ${c.name}${c.judged ? '' : ' (reported)'}`, brief: `${i + 1} ${c.name}`, href: `#${criterionId(i)}`,
      value: percent(taken),
      dots: [...(typeof worse === 'number' ? [{at: worse, shape: diamond, style: 1, text: `all unfavourable: ${percent(worse)}`}] : []),
             {at: taken, shape: circle, style: 0, text: `figures of the file: ${percent(taken)}`}],
    });
  });
  if (rows.length === 0) return null;
  return new DotPlot({
    id: 'plot-taken', title: 'Share of what is allowed that the worst case takes', axis: 'demand times factor over capacity; breaks at 100 %',
    notes: without.length === 0 ? [] : [`Not drawn, as their limit is 0: ${without.join(', ')}.`],
    legend: [{text: 'figures of the file', shape: circle, style: 0}, {text: 'all unverified figures at their worse ends', shape: diamond, style: 1},
             {text: 'beyond the scale', shape: (x, y) => `M${x - 5} ${y - 5}l9 5l-9 5z`, style: 1}],
    range: [0, 1.5],
    ticks: [{at: 0, text: '0'}, {at: 0.5, text: '50 %'}, {at: 1, text: '100 %', strong: true}, {at: 1.5, text: '150 %'}],
  }, rows);
}
