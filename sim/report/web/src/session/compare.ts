// SPDX-License-Identifier: Apache-2.0
// Two results beside each other: what each answers, and what the key figures differ by.
import {el} from '../dom';
import {minus, none, short, withUnit} from '../format';
import {number, table, type Cell} from '../parts';
import type {Session} from './data';

/** The answers of both in one table, for the first screen. */
export function bothAnswers(a: Session, b: Session): HTMLElement {
  const cell = (session: Session, id: string): Cell => {
    const one = session.answers.find((x) => x.id === id);
    return one === undefined || one.mood === 'absent' ? none :
      {class: `both ${one.mood}`, text: withUnit(minus(one.value), one.unit)};
  };
  const box = table('both', ['', 'A', 'B'], a.answers.map((x) => [x.label, cell(a, x.id), cell(b, x.id)]));
  box.id = 'answers';
  return el('div', {}, el('p', {class: 'names'}, el('b', {}, 'A '), `${a.title}`, el('br'), el('b', {}, 'B '), `${b.title}`), box);
}

/** Key figures of both, with the difference. */
export function bothFigures(a: Session, b: Session): HTMLElement {
  return table('differences', ['figure', 'A', 'B', 'B \u2212 A', 'unit'], a.figures.map((f) => {
    const other = b.figures.find((g) => g.name === f.name && g.unit === f.unit);
    const difference = other !== undefined && f.value !== null && other.value !== null ? other.value - f.value : null;
    return [f.name, number(short(f.value, 4)), number(short(other?.value ?? null, 4)), number(short(difference, 3)), f.unit];
  }));
}
