// SPDX-License-Identifier: Apache-2.0
// Who is admitted: the largest user over height, and the map of users of a height and a mass.
import {el} from '../dom';
import {fixed, none} from '../format';
import {LinePlot} from '../plot/lines';
import {manyStyles} from '../plot/marks';
import {inUnit} from './criteria';
import type {LimitsData} from './data';

/** What binds at which heights, in a sentence. */
function binds({users, criteria}: LimitsData): string[] {
  const heights = new Map<number, number[]>();
  users.binding.forEach((k, h) => {
    if (k !== null) heights.set(k, [...(heights.get(k) ?? []), users.heights_cm[h] ?? NaN]);
  });
  if (heights.size === 0) return [];
  return [`Binds first: ${[...heights].map(([k, at]) => `${k + 1} ${criteria[k]?.name ?? ''} at ${at.map((h) => fixed(h, 0)).join(', ')} cm`).join('; ')}.`];
}

/** Largest user over height, of all judged criteria and of each that limits; null with one height. */
export function usersPlot(data: LimitsData): LinePlot | null {
  const {users} = data, x = users.heights_cm;
  const first = x[0], last = x[x.length - 1];
  if (first === undefined || last === undefined || x.length < 2 || users.margins.length === 0) return null;
  return new LinePlot({
    id: 'users', title: 'Largest user over height', unit: 'kg', zero: true,
    notes: [...binds(data), ...(users.lines.length === 0 || users.largest_kg.some((m) => m >= users.greatest_kg) ?
      [`Looked for up to ${users.greatest_kg} kg: a line there means no limit was found.`] : [])],
    x: {label: 'user height, cm', unit: 'cm', per: 1, range: [first, last]},
    lines: [
      {legend: 'every judged criterion', x, y: users.largest_kg, style: 0},
      ...users.lines.map((l, i) => ({legend: `${l.criterion + 1} ${data.criteria[l.criterion]?.name ?? ''}`, x, y: l.largest_kg, ...manyStyles(i, 4, 1)})),
      {legend: `rated, ${fixed(users.rated_kg, 0)} kg`, x: [first, last], y: [users.rated_kg, users.rated_kg], style: 5},
    ],
    height: (width) => Math.min(330, Math.max(220, width * 0.5)),
  });
}

/** Those that fail at a height and a mass, by their places among the criteria. */
function failing(data: LimitsData, h: number, m: number): number[] {
  return data.users.margins.filter((one) => !((one.by_height_and_mass[h]?.[m] ?? NaN) >= 0)).map((one) => one.criterion);
}

/** The map, with a choice of the criterion whose margins it shows. */
export function userMap(data: LimitsData): HTMLElement {
  const {users} = data, unit = (k: number) => data.criteria[k]?.unit ?? '';
  const name = (k: number) => `${k + 1} ${data.criteria[k]?.name ?? ''}`;
  const choice = el('select', {id: 'map-of'}, el('option', {value: 'all'}, 'every judged criterion'),
    ...users.margins.map((one) => el('option', {value: one.criterion}, `margin of ${name(one.criterion)}`)));
  const caption = el('p', {class: 'hint', id: 'map-told', role: 'status'});
  const cells = users.masses_kg.map(() => users.heights_cm.map(() => el('td', {class: 'cell'})));
  const table = el('table', {id: 'user-map', class: 'map', 'aria-label': 'Users of a height and a mass'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'kg \\ cm'), ...users.heights_cm.map((h) => el('th', {scope: 'col'}, fixed(h, 0))))),
    el('tbody', {}, ...users.masses_kg.map((mass, m) => el('tr', {}, el('th', {scope: 'row'}, fixed(mass, 0)), ...(cells[m] ?? []))).reverse()));
  const fill = (): void => {
    const all = choice.value === 'all', chosen = users.margins.find((one) => String(one.criterion) === choice.value);
    const named = new Set<number>();
    cells.forEach((row, m) => row.forEach((cell, h) => {
      const broken = failing(data, h, m);
      const margin = chosen?.by_height_and_mass[h]?.[m];
      const holds = all ? broken.length === 0 : (margin ?? NaN) >= 0;
      if (all) broken.forEach((k) => named.add(k));
      cell.className = `cell ${holds ? 'yes' : 'no'}`;
      cell.textContent = !all ? (margin === null || margin === undefined ? none : inUnit(margin, '')) :
        holds ? '\u2713' : `\u2717 ${broken.map((k) => k + 1).join(' ')}`;
      cell.title = all ? (holds ? 'all hold' : `fails: ${broken.map(name).join(', ')}`) : holds ? 'holds' : 'fails';
    }));
    caption.textContent = chosen ? `Margin of ${name(chosen.criterion)}${unit(chosen.criterion) === '' ? '' : `, ${unit(chosen.criterion)}`}; it is broken below 0.` :
      named.size === 0 ? '\u2713 all judged criteria hold.' :
      `\u2713 all hold; \u2717 these fail: ${[...named].sort((a, b) => a - b).map(name).join(', ')}.`;
  };
  choice.addEventListener('change', fill);
  fill();
  return el('figure', {id: 'map-figure'}, el('figcaption', {}, 'Users of a height and a mass'),
    el('p', {class: 'screen filters'}, el('label', {for: 'map-of'}, 'Show '), choice), table, caption);
}
