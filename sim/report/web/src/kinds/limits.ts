// SPDX-License-Identifier: Apache-2.0
// The test report of a limits run: verdict, criteria, users, plots, points, bands, provenance, signatures.
import type {PageData} from '../data';
import {el} from '../dom';
import {criteriaTable, notApplicable, takenPlot} from '../limits/criteria';
import type {LimitsData} from '../limits/data';
import {barPlots, tippingPlot, torquePlot} from '../limits/plots';
import {figuresTable, replays, reportPoint, signatures, sourceTexts, unfoldOnPaper} from '../limits/report';
import {userMap, usersPlot} from '../limits/users';
import type {Page} from '../page';
import {answerCards, provenanceTables} from '../parts';
import {barLegend} from '../plot/bars';

interface Drawn {figure: HTMLElement; draw(width?: number): void}

/** Figures of plots; they are drawn again with the page. */
function drawn(page: Page, plots: readonly (Drawn | null)[]): HTMLElement[] {
  const there = plots.filter((p): p is Drawn => p !== null);
  for (const p of there) page.onRedraw((w) => p.draw(w));
  return there.map((p) => p.figure);
}

export function limitsPage(page: Page, given: PageData): void {
  const data = given as LimitsData;
  document.body.classList.add('study');
  page.subtitle([data.asked, data.equipment, `${data.cases} cases of the simulated table, a rigid user, in ${data.wall_s.toFixed(0)} s`]);
  page.main.append(answerCards(data.answers, 'answer-limits'),
    el('p', {class: 'caution'}, 'A model\u2019s test report: not a test of a product, and not medical advice. Under the bands: every figure that was not read in a source is set to the ends of its range; ',
       el('a', {href: '#point-11'}, 'what the verdicts mean'), ', ', el('a', {href: '#signatures-section'}, 'signatures'), '.'));
  const taken = takenPlot(data), tipping = tippingPlot(data), short = (taken?.count ?? 0) < 10;
  page.section('overview', 'Demand and capacity', 'Of each criterion at its worst case, and over the bed\u2019s angle.', el('div', {class: 'columns'},
    el('div', {class: 'pile'}, ...drawn(page, [taken, short ? tipping : null])),
    el('div', {class: 'pile'}, ...drawn(page, [torquePlot(data), short ? null : tipping]))));
  page.section('criteria-section', 'Criteria', 'Each at its worst case: demand times factor against capacity or limit, with the clause that asks for it and the mark of its figures.',
    criteriaTable(data), notApplicable(data));
  if (data.users.margins.length > 0) {
    page.section('users-section', 'Users', null, el('div', {class: 'columns'}, ...drawn(page, [usersPlot(data)]), userMap(data)));
  }
  page.section('replays-section', 'Worst cases again', 'Each command runs the worst case and prints its figure.', replays(data));
  page.section('points', 'Test report', 'In the order of a test report of an inversion table; what has no figure says why.',
    ...data.points.map((p) => reportPoint(data, p)));
  bands(page, data);
  if (data.failures.count > 0) {
    page.section('failures', 'Cases that failed', `${data.failures.count} cases could not be computed; the search went on without them.`,
      el('ul', {}, ...data.failures.first.map((f) => el('li', {}, f))));
  }
  page.section('provenance-section', 'Where this comes from', null, ...provenanceTables(data.provenance), ...sourceTexts(data));
  page.section('signatures-section', 'Signatures', null, signatures(data));
  unfoldOnPaper();
}

function bands(page: Page, data: LimitsData): void {
  const {plots, untouched} = barPlots(data);
  page.section('bands', 'Bands of unverified figures', 'The longest bars say what to measure first.',
    plots.length === 0 ? null : barLegend(), el('div', {class: 'columns', id: 'bar-plots'}, ...drawn(page, plots)),
    untouched.length === 0 ? null : el('p', {class: 'hint'}, `No unverified figure makes a difference to ${untouched.join(', ')}.`),
    el('h3', {}, 'Unverified figures'), data.figures.length === 0 ? el('p', {}, 'There is none.') : figuresTable(data));
}
