// SPDX-License-Identifier: Apache-2.0
// The page of a sweep: what it comes to, maps or points, lines, failed cases, the table of cases, provenance.
import type {PageData} from '../data';
import {el} from '../dom';
import type {Page} from '../page';
import {provenanceTables, table} from '../parts';
import {answer, cards, designName, spreadTable} from '../sweep/answer';
import {CaseTable, failedCases} from '../sweep/cases';
import {CloudView} from '../sweep/cloud';
import {Sweep, type SweepData} from '../sweep/data';
import {GridView} from '../sweep/grid';
import {capital} from '../words';

function axesTable(sweep: Sweep): HTMLElement {
  return table('axes', ['axis', 'values', 'unit', 'paths of the scenario'], sweep.axes.map((a) => {
    const all = a.texts ?? (sweep.data.grid ? a.names() : null);
    const from = Math.min(...a.values), to = Math.max(...a.values);
    const values = all === null ? `${Number(from.toPrecision(4))} to ${Number(to.toPrecision(4))}` :
      all.length > 40 ? `${all.slice(0, 40).join(', ')} and ${all.length - 40} more` : all.join(', ');
    return [capital(a.label), values, a.unit, {class: 'code', text: a.given.paths.split(' ').join('\n')}];
  }));
}

function views(page: Page, sweep: Sweep): void {
  const first = sweep.main[0];
  const top = el('div', {id: 'top', class: 'sweep'}, cards(sweep));
  page.main.append(answer(sweep), top, el('p', {class: 'caution'},
    'These are results of a model, not medical advice. A mark names the weakest figure that a result rests on; the ',
    el('a', {href: '#metrics-section'}, 'table of quantities'), ' has them all.'));
  if (first === undefined || sweep.cases === 0) return;
  const hook = (view: GridView | CloudView) => Object.assign(globalThis, {inversim: {state: () => view.state()}});
  if (!sweep.data.grid) {
    const view = new CloudView(page, sweep, first);
    top.append(el('div', {class: 'beside'}, view.controls, view.place), view.trendPlace);
    hook(view);
    return;
  }
  const view = new GridView(page, sweep, first);
  top.append(el('div', {class: 'beside'}, view.controls, view.hasMap ? view.mapPlace : view.linePlace), view.hasMap ? view.linePlace : '');
  hook(view);
}

export function sweepPage(page: Page, given: PageData): void {
  const data = given as SweepData, sweep = new Sweep(data);
  const moving = sweep.axes.map((a) => a.label).join(' \u00d7 ');
  page.subtitle([`Sweep of ${data.scenario === '' ? 'a scenario' : data.scenario}`, `${designName(data.design)}: ${moving}`, `${data.cases} cases`],
                data.description);
  views(page, sweep);
  if (sweep.failed.size > 0) {
    page.section('failed-section', 'Failed cases', 'They have no value anywhere, and are left out of maps, means and ranges.', ...failedCases(sweep));
  }
  page.section('metrics-section', 'Quantities over all cases', null, ...spreadTable(sweep));
  page.section('axes-section', 'What differs between the cases', data.description === '' ? null : data.description, axesTable(sweep));
  page.section('cases-section', 'Cases', null, new CaseTable(sweep).box);
  if (data.traces.length > 0) {
    page.section('traces-section', 'Kept over time', null, el('p', {},
      `${data.file} also has ${data.traces.join(', ')} of each case over time, which this page does not draw.`));
  }
  page.section('provenance-section', 'Where this comes from', null, ...provenanceTables(data.provenance));
}
