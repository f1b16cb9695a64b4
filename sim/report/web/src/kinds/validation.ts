// SPDX-License-Identifier: Apache-2.0
// The page of a validation: how many rows lie within their bands, the first that does not, and every row.
import type {PageData} from '../data';
import {byId, el} from '../dom';
import type {Page} from '../page';
import {answerCards, provenanceTables} from '../parts';
import type {Role, ValidationData} from '../validation/data';
import {bandPlot, dotRow, drawable, rowId} from '../validation/plot';
import {type Choice, chosen, filterBar, rowsTable} from '../validation/rows';

const roles: readonly [role: Role, heading: string, hint: string][] = [
  ['tested', 'Tested: predictions', 'No parameter was chosen by these.'],
  ['calibrated', 'Calibrated: parameters were chosen by these', 'They show that the choice was possible, and prove nothing.'],
  ['reported', 'Reported: without a verdict', 'Shown for comparison.'],
];

export function validationPage(page: Page, given: PageData): void {
  const data = given as ValidationData;
  document.body.classList.add('study');
  page.subtitle([`One set of parameters, hash ${data.parameters}`, `${data.rows.length} rows`]);
  page.main.append(answerCards(data.answers, 'answer-validation'),
    el('p', {class: 'caution'}, 'Published measurements against simulations of their own protocols. A modelling comparison, not medical advice.'));

  const told = el('p', {id: 'shown', role: 'status'});
  const plot = bandPlot([]), none = el('p', {class: 'hint', id: 'none-drawn'}, 'No row with a band is among those chosen.');
  const sections: HTMLElement[] = [];
  const show = (choice: Choice): void => {
    const rows = data.rows.filter((r) => chosen(r, choice));
    data.rows.forEach((r, i) => { byId(rowId(i)).hidden = !rows.includes(r); });
    for (const s of sections) s.hidden = s.querySelector('tbody tr:not([hidden])') === null;
    const drawn = rows.filter(drawable);
    none.hidden = drawn.length > 0;
    plot.figure.hidden = drawn.length === 0;
    plot.show(drawn.map((r) => dotRow(data, r)));
    told.textContent = `${rows.length} of ${data.rows.length} rows shown${choice.set === 'all' ? '' : `, set ${choice.set}`}` +
      `${choice.outcome === 'all' ? '' : `, ${byId('filter-outcome').querySelector('option:checked')?.textContent ?? ''}`}.`;
  };
  page.section('rows', 'Rows', null, filterBar(data, show), told, plot.figure, none);
  for (const [role, heading, hint] of roles) {
    if (data.rows.some((r) => r.role === role)) sections.push(page.section(`section-${role}`, heading, hint, rowsTable(data, role)));
  }
  page.section('provenance-section', 'Where this comes from', null, ...provenanceTables(data.provenance));
  page.onRedraw((w) => plot.draw(w));
  show({set: 'all', outcome: 'all'});
}
