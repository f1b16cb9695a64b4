// SPDX-License-Identifier: Apache-2.0
// The table of a suite's cases, with what was expected of each and by how much it holds.
import {labelledSelect} from '../controls';
import {el} from '../dom';
import {fixed, minus, short, withUnit} from '../format';
import {number, table, type Cell} from '../parts';
import {isBad, measured, seconds, type Expectation, type SuiteCase, type SuiteData, words} from './data';

function margin(e: Expectation): string {
  return e.margin === null ? '' : `, margin ${withUnit(short(e.margin), e.unit)}`;
}

function expectation(e: Expectation): HTMLElement {
  // a bound that the sentence has is not said again
  return el('li', {class: e.holds ? 'holds' : 'fails'},
    el('span', {class: 'sign'}, e.holds ? '\u2713' : '\u2717'), el('span', {class: 'unseen'}, e.holds ? 'holds: ' : 'fails: '),
    `${minus(e.text)}: `, el('b', {}, measured(e)), `${margin(e)}${e.never ? '' : ` at ${seconds(e.time)}`}`);
}

function expectations(c: SuiteCase): HTMLElement {
  return el('ul', {class: 'expectations'}, ...c.expectations.map(expectation),
    ...(c.expectations.length > 0 ? [] : c.expected.map((text) => el('li', {}, `${text}: not judged`))));
}

function verdictCell(c: SuiteCase, look: (c: SuiteCase) => void): HTMLElement {
  const word = el('span', {class: `word ${isBad(c) ? 'bad' : c.status === 'pass' ? 'good' : ''}`}, words[c.status]);
  if (c.second === null) return word;
  const button = el('button', {type: 'button', class: 'quiet', 'aria-label': `show the failing second of ${c.name}`}, 'show');
  button.addEventListener('click', () => look(c));
  return el('span', {class: 'pair'}, word, button);
}

export class CaseList {
  readonly box = el('div', {});
  private readonly place = el('div', {});
  private shown: string;

  constructor(private readonly data: SuiteData, private readonly look: (c: SuiteCase) => void) {
    this.shown = 'all';
    const count = (f: (c: SuiteCase) => boolean) => data.cases.filter(f).length;
    const options = [{value: 'all', text: `all ${data.cases.length}`}, {value: 'bad', text: `that do not hold, ${count(isBad)}`},
                     {value: 'good', text: `that hold, ${count((c) => c.status === 'pass')}`}];
    if (count((c) => c.status === 'skip') > 0) options.push({value: 'skip', text: `left out, ${count((c) => c.status === 'skip')}`});
    const controllers = [...new Set(data.cases.map((c) => c.controller))];
    if (controllers.length > 1) options.push(...controllers.map((name) => ({value: `by ${name}`, text: `of ${name}`})));
    this.box.append(el('div', {class: 'controls'}, labelledSelect('choose-cases', 'Cases', options, this.shown, (value) => {
      this.shown = value;
      this.build();
    })), this.place);
    this.build();
  }

  private wanted(c: SuiteCase): boolean {
    switch (this.shown) {
      case 'all': return true;
      case 'bad': return isBad(c);
      case 'good': return c.status === 'pass';
      case 'skip': return c.status === 'skip';
      default: return this.shown === `by ${c.controller}`;
    }
  }

  private build(): void {
    const cases = this.data.cases.filter((c) => this.wanted(c));
    const several = new Set(this.data.cases.map((c) => c.controller)).size > 1;
    const rows = cases.map((c): Cell[] => [
      verdictCell(c, this.look), el('span', {}, el('b', {}, c.name), el('br'), el('span', {class: 'soft'}, `${c.scenario}${several ? `, ${c.controller}` : ''}`)),
      c.faults.length === 0 ? 'none' : c.faults.join('; '),
      el('div', {}, c.message === '' ? null : el('p', {}, c.message), expectations(c)), number(fixed(c.simulated, 1)),
    ]);
    this.place.replaceChildren(table('cases', ['verdict', 'case', 'fault', 'expected, measured', 'simulated, s'], rows));
    if (cases.length === 0) this.place.replaceChildren(el('p', {class: 'hint'}, 'No case.'));
  }
}

