// SPDX-License-Identifier: Apache-2.0
// The rows as a table for each role, and which of them are shown.
import {el} from '../dom';
import {none, withUnit} from '../format';
import {cell, stackedTable, type StackedCell} from '../stacked';
import type {Role, RowOutcome, ValidationData, ValidationRow} from './data';
import {rowDrawing, rowId} from './plot';
import {bandWords, beyondBand, four, outcomes, unitOf, valued} from './words';

/** Simulated less measured, and how far beyond the band that is. */
function gap(row: ValidationRow): StackedCell {
  const {simulated, measured} = row, beyond = beyondBand(row);
  const less = simulated !== null && measured !== null ? simulated - measured : null;
  const signed = (v: number) => withUnit(`${v > 0 ? '+' : ''}${four(v)}`, unitOf(row));
  const outside = beyond === null || beyond === 0 ? null : `${signed(beyond)} beyond the band`;
  if (less === null) return outside === null ? cell('number absent', none) : cell('number', el('small', {}, outside));
  return cell('number', signed(less), outside === null ? null : el('small', {}, outside));
}

const figure = (text: string): StackedCell => cell(text === none ? 'number absent' : 'number', text);

function outcome(row: ValidationRow): HTMLElement {
  const {sign, word} = outcomes[row.outcome];
  return el('span', {class: `outcome ${row.outcome}`}, row.outcome === 'reported' ? none : `${sign}\u00a0${word}`,
    row.failure === '' ? null : el('small', {}, row.failure),
    row.outcome === 'inside' && row.known_miss !== '' ? el('small', {}, 'though listed as a miss') : null);
}

export function rowsTable(data: ValidationData, role: Role): HTMLTableElement {
  const heads = ['row', 'what', 'measured', 'simulated', 'band', 'gap', 'drawn', 'outcome'];
  const rows = data.rows.map((row, i) => ({row, i})).filter((one) => one.row.role === role);
  return stackedTable(`rows-${role}`, heads, rows.map(({row, i}) => ({
    id: rowId(i),
    cells: [
      cell('key', el('b', {}, row.row), el('small', {}, row.set)),
      cell('lead', `${row.study}: ${row.what}`, el('small', {}, `${row.source} (${row.status}); ${row.scenario}${row.note === '' ? '' : `; ${row.note}`}`),
           row.known_miss === '' ? null : el('small', {class: 'known'}, el('b', {}, 'known miss: '), row.known_miss)),
      figure(valued(row, row.measured)), figure(valued(row, row.simulated)), figure(withUnit(bandWords(row), unitOf(row))), gap(row),
      cell('drawing', rowDrawing(row)), cell('verdict-cell', outcome(row)),
    ],
  })), `${role} rows`);
}

/** Which rows are shown. */
export interface Choice {set: string; outcome: string}

export function chosen(row: ValidationRow, choice: Choice): boolean {
  const outside = row.outcome === 'outside' || row.outcome === 'known' || row.outcome === 'not_run';
  return (choice.set === 'all' || row.set === choice.set) &&
    (choice.outcome === 'all' || row.outcome === choice.outcome || (choice.outcome === 'not_inside' && outside && row.role !== 'reported'));
}

/** The two choices; `changed` is told each. */
export function filterBar(data: ValidationData, changed: (choice: Choice) => void): HTMLElement {
  const sets = [...new Set(data.rows.map((r) => r.set))], there = new Set(data.rows.map((r) => r.outcome));
  const set = el('select', {id: 'filter-set'}, el('option', {value: 'all'}, 'all sets'), ...sets.map((s) => el('option', {value: s}, s)));
  const result = el('select', {id: 'filter-outcome'}, el('option', {value: 'all'}, 'all outcomes'),
    el('option', {value: 'not_inside'}, 'every row that is not inside'),
    ...(Object.keys(outcomes) as RowOutcome[]).filter((o) => there.has(o)).map((o) => el('option', {value: o}, outcomes[o].text)));
  const tell = () => changed({set: set.value, outcome: result.value});
  set.addEventListener('change', tell);
  result.addEventListener('change', tell);
  return el('div', {class: 'screen filters', id: 'filter', role: 'group', 'aria-label': 'Rows to show'},
    el('label', {}, 'Set ', set), el('label', {}, 'Outcome ', result));
}
