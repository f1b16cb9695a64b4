// SPDX-License-Identifier: Apache-2.0
// The page of a suite: verdict and first failure, the table of cases, the failing seconds, settings, provenance.
import type {PageData} from '../data';
import {el} from '../dom';
import type {Page} from '../page';
import {code, provenanceTables, table} from '../parts';
import {CaseList} from '../suite/cases';
import {isBad, type SuiteCase, type SuiteData} from '../suite/data';
import {SecondView} from '../suite/second';
import {suiteAnswer} from '../suite/verdict';

export function suitePage(page: Page, given: PageData): void {
  const data = given as SuiteData;
  const controllers = [...new Set(data.cases.map((c) => c.controller))];
  page.subtitle(['Suite', controllers.length === 1 ? `controller ${controllers[0] ?? ''}` : `${controllers.length} controllers`, `${data.cases.length} cases`],
                data.description);
  const view = new SecondView(page, data.cases);
  page.main.append(el('div', {id: 'top', class: 'suite'}, suiteAnswer(data), view.any ? view.preview : null));
  const look = (c: SuiteCase): void => {
    view.show(c);
    document.getElementById('second-section')?.scrollIntoView();
    document.getElementById('choose-second')?.focus({preventScroll: true});
  };
  page.section('cases-section', 'Cases', data.description === '' ? null : data.description, new CaseList(data, look).box);
  const untold = data.cases.filter((c) => isBad(c) && c.second === null && (c.status === 'fail' || c.status === 'died')).length;
  if (view.any) {
    page.section('second-section', 'The failing second', 'Each failing case ran again, the same to the bit, and every step around its first failure was kept.' +
      (untold > 0 ? ` This page has the first ${data.seconds}; of ${untold} more the option --failing writes the files.` : ''), view.box);
  }
  page.section('settings-section', 'Controller and link', null, table('settings', ['', ''], data.settings.map((s) => [s.key, code(s.value)])));
  page.section('provenance-section', 'Where this comes from', null, ...provenanceTables(data.provenance));
  Object.assign(globalThis, {inversim: {state: () => view.state()}});
}
