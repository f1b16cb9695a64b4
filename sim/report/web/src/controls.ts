// SPDX-License-Identifier: Apache-2.0
// Choices that a reader makes: a labelled select.
import {el} from './dom';

export interface Option {value: string; text: string}

/** A select with its label; `chosen` is what it begins with. */
export function labelledSelect(id: string, label: string, options: readonly Option[], chosen: string,
                               tell: (value: string) => void): HTMLElement {
  const select = el('select', {id}, ...options.map((o) => el('option', {value: o.value, selected: o.value === chosen}, o.text)));
  select.addEventListener('change', () => tell(select.value));
  return el('label', {class: 'choice', for: id}, el('span', {}, label), select);
}
