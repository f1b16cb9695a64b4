// SPDX-License-Identifier: Apache-2.0
// Risk flags and expectations of a session, from its events.
import {el} from '../dom';
import {clock, minus} from '../format';
import type {Instant} from '../time';
import type {Session} from './data';

/** "text (source)" into both; the last bracket that closes at the end. */
function apart(text: string): [string, string] {
  let depth = 0;
  for (let i = text.length - 1; i >= 0 && text.endsWith(')'); --i) {
    if (text[i] === ')') ++depth;
    if (text[i] === '(' && --depth === 0) return [text.slice(0, i).trim(), text.slice(i + 1, -1)];
  }
  return [text, ''];
}

export function riskFlags(session: Session, instant: Instant): HTMLElement | null {
  const flags = session.events.filter((e) => e.kind.startsWith('risk_') || e.kind === 'contraindication');
  if (flags.length === 0) return null;
  const list = el('ul', {class: 'flags', id: 'flags'});
  for (const flag of flags) {
    const level = flag.kind === 'risk_amber' ? 'amber' : 'red';
    const [what, source] = apart(flag.text.replace(/^(amber|red): /, ''));
    const go = el('button', {type: 'button', title: 'Show this instant'}, clock(flag.time));
    go.addEventListener('click', () => instant.seek(flag.time ?? instant.begin));
    list.append(el('li', {class: level}, el('span', {class: 'word'}, flag.kind === 'contraindication' ? 'Advice' : level === 'red' ? 'Red' : 'Amber'), go,
      el('span', {}, minus(what), source === '' ? null : el('span', {class: 'source'}, ` ${minus(source.replaceAll('+-', '\u00b1'))}`))));
  }
  return list;
}

/** The session in a sentence: what it was to show, the brake, the flags. */
export function verdict(session: Session, name = ''): HTMLElement {
  const fails = session.events.filter((e) => e.kind === 'expectation_fails');
  const holds = session.events.filter((e) => e.kind === 'expectation_holds');
  const answer = (id: string) => session.answers.find((a) => a.id === id);
  const bad = session.answers.filter((a) => a.mood === 'bad').map((a) => `${a.label.toLowerCase()}: ${a.value}`);
  const isBad = fails.length > 0 || bad.length > 0;
  const first = fails[0];
  const head = !session.finished ? 'Cut short.' :
    fails.length > 0 ? `${fails.length} of ${fails.length + holds.length} expectations fail.` :
    holds.length > 0 ? (holds.length === 1 ? 'The expectation holds.' : `All ${holds.length} expectations hold.`) :
    bad.length > 0 ? 'Look at what is marked.' : 'Nothing failed.';
  const rest: string[] = [];
  if (first !== undefined) rest.push(`First: ${first.text}.`);
  else if (holds[0] !== undefined) rest.push(`${holds[0].text.replace(/^./, (c) => c.toUpperCase())}.`);
  const brake = answer('brake'), risk = answer('risk');
  if (bad.length > 0) rest.push(`Marked: ${bad.join('; ')}.`);
  else if (brake && brake.mood === 'good') rest.push('The brake held.');
  if (risk && risk.mood !== 'absent' && risk.mood !== 'bad') rest.push(`${risk.value} flags.`);
  return el('p', {class: `verdict ${isBad ? 'bad' : session.finished ? 'good' : ''}`, id: name === '' || name === 'A' ? 'verdict' : `verdict-${name.toLowerCase()}`}, el('b', {}, name === '' ? head : `${name}: ${head}`), ` ${rest.join(' ')}`);
}
