// SPDX-License-Identifier: Apache-2.0
// Two results beside each other: what each answers, and what the key figures differ by.
import {el} from '../dom';
import {minus, none, withUnit} from '../format';
import {number, table, type Cell} from '../parts';
import {figureText, type Session} from './data';

/** What one session has that the other has not, in words: who, on what, settings, files, program. */
function peculiar(one: Session, other: Session): string {
  const row = (s: Session, key: string) => s.provenance.rows.find((r) => r.key === key)?.value ?? '';
  const settings = (s: Session) => row(s, 'overrides').split('\n').filter((line) => line !== '');
  const words = [
    ...(one.subject === other.subject ? [] : [one.subject]),
    ...(one.table === other.table ? [] : [one.table]),
    ...settings(one).filter((line) => !settings(other).includes(line)),
  ];
  if (words.length > 0) return words.join(', ');
  if (settings(one).length < settings(other).length) return 'without those settings';
  const file = one.provenance.sources.find((s) => !other.provenance.sources.some((o) => o.role === s.role && o.hash === s.hash));
  if (file !== undefined) return `${file.role} ${file.hash.slice(-8)}`;
  const version = row(one, 'git_revision');
  return version === row(other, 'git_revision') ? 'the same inputs' : `program ${version}`;
}

/** What to call both: their titles, and what tells them apart where these are the same. */
export function bothNames(a: Session, b: Session): readonly [string, string] {
  return a.title === b.title ? [`${a.title} (${peculiar(a, b)})`, `${b.title} (${peculiar(b, a)})`] : [a.title, b.title];
}

/** The answers of both in one table, for the first screen. */
export function bothAnswers(a: Session, b: Session): HTMLElement {
  const cell = (session: Session, id: string): Cell => {
    const one = session.answers.find((x) => x.id === id);
    return one === undefined || one.mood === 'absent' ? none :
      {class: `both ${one.mood}`, text: withUnit(minus(one.value), one.unit)};
  };
  const [nameA, nameB] = bothNames(a, b);
  const box = table('both', ['', 'A', 'B'], a.answers.map((x) => [x.label, cell(a, x.id), cell(b, x.id)]));
  box.id = 'answers';
  return el('div', {}, el('p', {class: 'names'}, el('b', {}, 'A '), nameA, el('br'), el('b', {}, 'B '), nameB), box);
}

/** Key figures of both, with the difference. */
export function bothFigures(a: Session, b: Session): HTMLElement {
  return table('differences', ['figure', 'A', 'B', 'B \u2212 A', 'unit'], a.figures.map((f) => {
    const other = b.figures.find((g) => g.name === f.name && g.unit === f.unit);
    const difference = other !== undefined && f.value !== null && other.value !== null ? other.value - f.value : null;
    return [f.name, number(figureText(f)), number(other === undefined ? none : figureText(other)), number(figureText({value: difference, unit: f.unit}, 3)), f.unit];
  }));
}
