// SPDX-License-Identifier: Apache-2.0
// Parts that pages of several kinds have: answers, tables, provenance, marks.
import {el, type Child} from './dom';
import type {Answer, Provenance} from './data';
import {minus} from './format';

/** The answers as cards, the first thing on a page. */
export function answerCards(answers: readonly Answer[], id = 'answers'): HTMLElement {
  const box = el('section', {id, class: 'answers', 'aria-label': 'Key figures at a glance'});
  for (const a of answers) {
    box.append(el('div', {class: `answer ${a.mood}`, id: `answer-${a.id}`},
      el('div', {class: 'label'}, a.label),
      el('div', {class: 'value'}, el('span', {class: a.value.length > 11 ? 'figure long' : 'figure'}, minus(a.value)),
         a.unit === '' ? null : el('wbr'), a.unit === '' ? null : el('span', {class: 'unit'}, a.unit)),
      el('div', {class: 'note'}, minus(a.note))));
  }
  return box;
}

/** What a cell of a table holds: text, or a text and a class of its own ("number", "code"). */
export type Cell = string | {text: string; class: string} | HTMLElement;

export const code = (text: string): Cell => ({class: 'code', text});
export const number = (text: string): Cell => ({class: 'number', text});

/** A table that scrolls sideways in its own box, never the page. */
export function table(id: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): HTMLElement {
  const cell = (c: Cell): HTMLElement => {
    if (typeof c === 'string') return el('td', {}, c);
    if (c instanceof HTMLElement) return el('td', {}, c);
    return el('td', {class: c.class}, c.text);
  };
  const head = heads.some((h) => h !== '') ?
    el('thead', {}, el('tr', {}, ...heads.map((h) => el('th', {scope: 'col'}, h)))) : null;
  return el('div', {class: 'wide', tabindex: 0, role: 'region', 'aria-label': id.replaceAll('-', ' ')}, el('table', {id}, head,
    el('tbody', {}, ...rows.map((cells) => el('tr', {}, ...cells.map(cell))))));
}

/** Files that a result was made from, and everything else that tells where it comes from. */
export function provenanceTables(provenance: Provenance, suffix = ''): HTMLElement[] {
  const named = provenance.sources.some((s) => s.name !== '');
  return [
    table(`sources${suffix}`, ['role', ...(named ? ['name'] : []), 'file', 'hash'],
          provenance.sources.map((s) => [s.role.replaceAll('_', ' '), ...(named ? [s.name] : []), code(s.path), code(s.hash)])),
    table(`provenance${suffix}`, ['', ''],
          provenance.rows.map((r) => [r.key.replaceAll('_', ' '), code(r.value)])),
  ];
}

const marks: readonly [string, string][] = [
  ['\u2014', 'no mark: rests on no unverified figure'],
  ['derived', 'rests on figures computed from others'],
  ['recalled', 'rests on a figure known from memory, not verified in a source'],
  ['assumed', 'rests on a figure chosen for this model'],
  ['unknown', 'no recorded signal bears its mark'],
];

/** What the marks of figures mean. */
export function markLegend(): Child[] {
  return [
    el('dl', {class: 'marks'}, ...marks.flatMap(([mark, text]) => [el('dt', {}, mark), el('dd', {}, text)])),
    el('p', {class: 'hint'}, 'A mark names the weakest figure that a result rests on.'),
  ];
}
