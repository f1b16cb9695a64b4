// SPDX-License-Identifier: Apache-2.0
// A wide table whose rows become blocks of named values on a narrow screen, so that nobody scrolls sideways.
import {el, type Child} from './dom';

export interface StackedCell {
  /** class of the cell: "number", "code" ... */
  class?: string | undefined;
  /** takes so many columns */
  span?: number | undefined;
  children: readonly Child[];
}

export interface StackedRow {
  id?: string | undefined;
  class?: string | undefined;
  cells: readonly StackedCell[];
}

export const cell = (kind: string, ...children: Child[]): StackedCell => ({class: kind, children});

/** Roles are written out: a row that is no table row on the screen still is one to a screen reader. */
export function stackedTable(id: string, heads: readonly string[], rows: readonly StackedRow[], label: string): HTMLTableElement {
  const body = rows.map((row) => {
    const tr = el('tr', {role: 'row', ...(row.id === undefined ? {} : {id: row.id}), ...(row.class ? {class: row.class} : {})});
    let column = 0;
    for (const c of row.cells) {
      tr.append(el('td', {role: 'cell', 'data-label': heads[column] ?? '', ...(c.class ? {class: c.class} : {}),
                          ...(c.span === undefined ? {} : {colspan: c.span})}, ...c.children));
      column += c.span ?? 1;
    }
    return tr;
  });
  // a heading stands where the figures below it stand, and goes where they go
  const kinds = heads.map((_, i) => rows[0]?.cells[i]?.class?.split(' ')[0] ?? '');
  return el('table', {id, class: 'stacked', role: 'table', 'aria-label': label},
    el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'}, ...heads.map((h, i) => (
      el('th', {scope: 'col', role: 'columnheader', ...(kinds[i] ? {class: kinds[i]} : {})}, h))))),
    el('tbody', {role: 'rowgroup'}, ...body));
}
