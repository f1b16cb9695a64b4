// SPDX-License-Identifier: Apache-2.0
// Elements made from code. Texts of a result go in as text, never as markup.

export type Attributes = Record<string, string | number | boolean>;
export type Child = Node | string | null | false;

const svgNames = 'http://www.w3.org/2000/svg';

function dress(e: Element, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false) continue;
    e.setAttribute(key, value === true ? '' : String(value));
  }
}

/** An HTML element; an attribute that is false is left out, one that is true is empty. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  dress(e, attributes);
  e.append(...children.filter((c): c is Node | string => c !== null && c !== false));
  return e;
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const e = document.createElementNS(svgNames, name);
  dress(e, attributes);
  e.append(...children.filter((c): c is Node | string => c !== null && c !== false));
  return e;
}

/** The element with an id; throws if the page has none. */
export function byId(id: string): HTMLElement {
  const e = document.getElementById(id);
  if (e === null) throw new Error(`the page has no element '${id}'`);
  return e;
}
