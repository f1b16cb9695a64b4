// SPDX-License-Identifier: Apache-2.0
// Picks the page by the kind of its data. A new kind is one more line here and a module in kinds/.
import {readData, type PageData} from './data';
import {byId, el} from './dom';
import {limitsPage} from './kinds/limits';
import {sessionPage} from './kinds/session';
import {suitePage} from './kinds/suite';
import {sweepPage} from './kinds/sweep';
import {validationPage} from './kinds/validation';
import {Page} from './page';

type Build = (page: Page, data: PageData) => void;

const kinds: Record<string, Build> = {
  limits: limitsPage,
  session: sessionPage,
  suite: suitePage,
  sweep: sweepPage,
  validation: validationPage,
};

const data = readData();
const build = kinds[data.kind];
if (build === undefined) {
  byId('main').append(el('p', {class: 'warning'}, `This page does not know how to show '${data.kind}'.`));
} else {
  const page = new Page();
  build(page, data);
  page.ready();
}
