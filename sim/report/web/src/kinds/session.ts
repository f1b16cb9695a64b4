// SPDX-License-Identifier: Apache-2.0
// The page of a session: answers, replay, timeline, profile, events, figures, provenance.
import type {PageData} from '../data';
import {el} from '../dom';
import {clock, duration, none, short} from '../format';
import type {Page} from '../page';
import {answerCards, markLegend, number, provenanceTables, table} from '../parts';
import {bothAnswers, bothFigures, bothNames} from '../session/compare';
import {figureText, type SessionData} from '../session/data';
import {riskFlags, verdict} from '../session/flags';
import {anglePlot, profilePlots, timePlot} from '../session/plots';
import {Replay} from '../session/replay';
import {Instant} from '../time';

function timeline(page: Page, data: SessionData, instant: Instant): void {
  const plots = el('div', {id: 'plots', class: 'columns'});
  page.section('timeline', 'Timeline',
    el('span', {}, `${data.rows} samples, ${data.rows > 2 * data.columns ?
      `drawn as the least and the greatest of each ${((data.end - data.begin) / data.columns).toPrecision(2)} s` : 'all drawn'}. `,
    el('span', {class: 'pointer'}, 'Point at a plot to read values; drag to move the replay.'),
    data.beside === undefined ? null : ' Thin dotted lines: B.'), plots);
  for (const one of data.plots) {
    const beside = data.beside?.plots.find((p) => p.id === one.id) ?? null;
    const plot = timePlot(one, data, instant, beside);
    plots.append(plot.figure);
    page.onRedraw((w) => plot.draw(w));
  }
}

function profile(page: Page, data: SessionData): void {
  if (data.profile === null) return;
  const {angle, time, missing} = data.profile;
  const plots = el('div', {class: 'columns'});
  page.section('profile', 'Spine profile',
    `All levels at the last sample within 0.2 deg of the greatest angle: ${short(angle)} deg at ${clock(time)} min. ` +
    'Forces along the mid-disc normal, tension positive.' +
    (missing.length > 0 ? ` Not recorded: ${missing.join(', ')}.` : '') +
    (data.beside?.profile ? ` Hollow: B, at ${short(data.beside.profile.angle)} deg.` : ''), plots);
  for (const plot of profilePlots(data.profile, data.beside?.profile ?? null)) {
    plots.append(plot.figure);
    page.onRedraw((w) => plot.draw(w));
  }
}

function againstAngle(page: Page, data: SessionData): void {
  if (data.traction !== null) {
    const plot = anglePlot(data.traction, 'traction-angle', data.beside?.traction ?? null);
    const runs = data.traction.runs_in_band ?? 0;
    page.section('traction', 'Traction against angle', 'Means over each degree while the bed turns, tension positive. ' + (runs > 0 ?
      `Shaded: the least and the greatest of this run and ${runs} more of the same session at other friction coefficients.` :
      'The friction of the bed is not known well: results of the same session at other values of settings.friction, given with --band, show how far it matters.'),
    el('div', {class: 'narrow'}, plot.figure));
    page.onRedraw((w) => plot.draw(w));
  }
  if (data.ladder !== null) {
    const plot = anglePlot(data.ladder, 'ladder', data.beside?.ladder ?? null);
    page.section('ladder', 'Pressures against angle',
      'Means over every two degrees of bed angle, of the whole session; at the level of each place.',
      el('div', {class: 'narrow'}, plot.figure));
    page.onRedraw((w) => plot.draw(w));
  }
}

function tables(page: Page, data: SessionData): void {
  if (data.left_out.length > 0) {
    page.section('left-out', 'Left out', null, el('ul', {},
      ...data.left_out.map((one) => el('li', {}, `${one.title}: this result has no ${one.missing.join(', ')}.`))));
  }
  page.section('events-section', 'Events', null, data.events.length === 0 ? el('p', {}, 'None was recorded.') :
    table('events', ['time, min', 'kind', 'what happened'],
          data.events.map((e) => [number(clock(e.time)), e.kind.replaceAll('_', ' '), e.text])));
  page.section('figures-section', 'Key figures', null, data.figures.length === 0 ?
    el('p', {}, 'This result has none: the run was cut short.') :
    table('figures', ['figure', 'value', 'unit', 'mark', 'meaning'],
          data.figures.map((f) => [f.name, number(figureText(f)), f.unit, f.status === '' ? none : f.status, f.meaning])),
    ...markLegend());
  page.section('provenance-section', 'Where this comes from', null, ...provenanceTables(data.provenance));
}

/** Both results as far as they go. */
function spanOf(data: SessionData): Instant {
  const {beside} = data;
  return new Instant(Math.min(data.begin, beside?.begin ?? data.begin), Math.max(data.end, beside?.end ?? data.end));
}

function expose(replay: Replay, instant: Instant): void {
  const hook = {state: () => replay.state(), seek: (time: number) => instant.seek(time),
                play: () => instant.play(), pause: () => instant.pause(), colour: (signal: string) => replay.colouring.choose(signal)};
  Object.assign(globalThis, {inversim: hook});
}

export function sessionPage(page: Page, given: PageData): void {
  const data = given as SessionData, {beside} = data;
  const instant = spanOf(data);
  page.subtitle([data.subject, data.table, `${duration(data.end - data.begin)} simulated`], data.description);
  if (!data.finished) {
    page.warning('The run was cut short: this page shows what was recorded until then, and key figures are missing.', 'cut-short');
  }
  const [nameA, nameB] = beside === undefined ? ['', ''] : bothNames(data, beside);
  const replay = new Replay(page, instant, beside === undefined ? [{name: '', title: '', session: data}] :
    [{name: 'A', title: nameA, session: data}, {name: 'B', title: nameB, session: beside}]);
  const answers = beside === undefined ? answerCards(data.answers) : bothAnswers(data, beside);
  page.main.append(...(beside === undefined ? [verdict(data)] : [verdict(data, 'A'), verdict(beside, 'B')]),
    el('div', {id: 'top', class: beside === undefined ? '' : 'two'}, answers, replay.pictures()),
    el('p', {class: 'caution'}, 'These are results of a model, not medical advice. Many of them rest on parameters that nobody has verified yet; the ',
       el('a', {href: '#figures-section'}, 'table of key figures'), ' marks which.'));
  replay.panels();
  const flags = riskFlags(data, instant);
  if (flags !== null) page.section('flags-section', 'Risk flags', 'Thresholds of a model, each with its source; a flag is raised once a session.', flags);
  const prints = replay.prints();
  if (prints !== null) page.main.append(prints);
  if (beside !== undefined) page.section('compare', 'What differs', `A: ${nameA}. B: ${nameB}.`, bothFigures(data, beside));
  timeline(page, data, instant);
  profile(page, data);
  againstAngle(page, data);
  tables(page, data);
  if (beside !== undefined) page.section('provenance-beside', 'Where B comes from', null, ...provenanceTables(beside.provenance, '-b'));
  const bar = replay.bar();
  if (bar !== null) document.body.append(bar);
  expose(replay, instant);
  // the answer is of the steepest angle: so is the picture that one sees first, shortly before its end
  if (data.profile !== null) instant.seek(data.profile.time - Math.min(2, (data.end - data.begin) / 50));
}
