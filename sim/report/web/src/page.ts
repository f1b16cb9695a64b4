// SPDX-License-Identifier: Apache-2.0
// The frame of a page, whatever its kind: header, sections, and drawing again when the width or
// the colours change or the page goes to paper.
import {byId, el, type Child} from './dom';

/** Draws a part anew; `width` [CSS px] when it is not that of its place on the screen. */
export type Redraw = (width?: number) => void;

export class Page {
  readonly main = byId('main');
  private readonly redraws: Redraw[] = [];
  private drawnAt = 0;

  constructor() {
    this.addThemeButton();
    addEventListener('resize', () => {
      if (document.documentElement.clientWidth === this.drawnAt) return;
      requestAnimationFrame(() => this.redraw());
    });
    // on paper two plots share a line, whatever the screen is like
    addEventListener('beforeprint', () => this.redraw(430));
    addEventListener('afterprint', () => this.redraw());
  }

  /** Line under the title: what was computed, for whom, on what. */
  subtitle(parts: readonly string[], whole = ''): void {
    const line = byId('subtitle');
    line.textContent = parts.filter((t) => t !== '').join(' \u00b7 ');
    if (whole !== '') line.title = whole;
  }

  /** A warning above everything else. */
  warning(text: string, id = ''): void {
    byId('header').append(el('p', id === '' ? {class: 'warning'} : {class: 'warning', id}, text));
  }

  /** A titled section at the end of the page; hint: a sentence under the title. */
  section(id: string, title: string, hint: Child = null, ...children: Child[]): HTMLElement {
    const heading = `${id}-title`;
    const section = el('section', {id, 'aria-labelledby': heading}, el('h2', {id: heading}, title),
                       hint === null ? null : el('p', {class: 'hint', id: `${id}-hint`}, hint), ...children);
    this.main.append(section);
    return section;
  }

  /** Keeps what draws a part; it is called by redraw(), the first time by ready(). */
  onRedraw(...redraws: Redraw[]): void { this.redraws.push(...redraws); }

  redraw(width?: number): void {
    this.drawnAt = document.documentElement.clientWidth;
    for (const one of this.redraws) one(width);
  }

  /** All parts are there: draws them, and tells so to whoever looks at the page from outside. */
  ready(): void {
    this.redraw();
    document.documentElement.dataset['ready'] = 'yes';
  }

  /** The system's wish, until the reader has another. */
  private addThemeButton(): void {
    const root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
    const button = el('button', {type: 'button', id: 'theme', class: 'quiet', title: 'Light or dark colours'});
    let chosen = false;
    const set = (theme: string): void => {
      root.dataset['theme'] = theme;
      button.textContent = theme === 'dark' ? 'Light' : 'Dark';
    };
    const follow = (): void => { if (!chosen) set(dark.matches ? 'dark' : 'light'); };
    button.addEventListener('click', () => {
      chosen = true;
      set(root.dataset['theme'] === 'dark' ? 'light' : 'dark');
      this.redraw();
    });
    dark.addEventListener('change', () => {
      follow();
      this.redraw();
    });
    follow();
    byId('header').prepend(button);
  }
}
