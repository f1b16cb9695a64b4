// SPDX-License-Identifier: Apache-2.0
// The verdict of a suite and its first failure, the first thing on its page.
import {el} from '../dom';
import {minus} from '../format';
import {bound, firstFailing, isBad, measured, seconds, type SuiteCase, type SuiteData} from './data';

function row(label: string, text: string, id = ''): HTMLElement[] {
  return text === '' ? [] : [el('dt', {}, label), el('dd', id === '' ? {} : {id}, minus(text))];
}

/** Case, fault, expectation, value against bound, time. */
function failure(c: SuiteCase, others: readonly SuiteCase[], several: boolean): HTMLElement {
  const e = firstFailing(c);
  const rows = [...row('Case', c.name, 'first-case'), ...(several ? row('Controller', c.controller) : []),
                ...row('Fault', c.faults.length === 0 ? 'none' : c.faults.join('; '), 'first-fault')];
  if (c.message !== '') rows.push(...row(c.status === 'died' ? 'Controller died' : 'Why', c.message));
  if (e !== null) {
    const limit = bound(e);
    rows.push(...row('Expected', e.text, 'first-expectation'),
              ...row('Measured', `${measured(e)}${limit === '' ? '' : `, against ${limit}`}`, 'first-value'),
              ...row(e.never ? 'Looked for until' : 'Time', seconds(e.time), 'first-time'));
  }
  const most = 8, names = others.slice(0, most).map((o) => o.name), left = others.length - names.length;
  rows.push(...row('Others', `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`));
  return el('dl', {class: 'facts'}, ...rows);
}

/** "5 of 12 cases fail." and the first of them, or "All 12 cases hold." */
export function suiteAnswer(data: SuiteData): HTMLElement {
  const {cases} = data, bad = cases.filter(isBad), skipped = cases.filter((c) => c.status === 'skip').length;
  const ran = cases.length - skipped, first = bad[0];
  const several = new Set(cases.map((c) => c.controller)).size > 1;
  const head = first !== undefined ? `${bad.length} of ${cases.length} ${bad.length === 1 && cases.length === 1 ? 'case' : 'cases'} ${bad.length === 1 ? 'does' : 'do'} not hold.` :
    ran === 0 ? 'No case ran.' : ran === 1 ? 'The case holds.' : `All ${ran} cases hold.`;
  const rest = skipped > 0 ? ` ${skipped} left out: the controller refuses the table.` : '';
  const mood = first !== undefined ? 'bad' : ran > 0 ? 'good' : '';
  return el('section', {id: 'answer-suite', class: `verdict ${mood}`, 'aria-label': 'Verdict'},
    el('p', {}, el('b', {}, head), rest, first === undefined ? null : ' The first:'),
    first === undefined ? null : failure(first, bad.slice(1), several));
}
