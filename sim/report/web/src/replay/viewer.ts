// SPDX-License-Identifier: Apache-2.0
// The picture of an instant: in space where the browser has WebGL, else as a drawing from the side.
import {el} from '../dom';
import type {Page} from '../page';
import type {Instant} from '../time';
import {ColourScale, quantities, type Quantity} from './colours';
import {fixed} from '../format';
import type {Place, Poses} from './poses';
import type {Tracks} from './tracks';

/** Draws an instant; what it draws with is its own. */
export interface Picture {
  readonly element: Element;
  show(places: readonly Place[], colours: readonly string[]): void;
  /** the place has another size, or the page other colours */
  resize(): void;
  view?(name: string): void;
}

/** What the levels of all pictures of a page are coloured by: one choice and one scale. */
export class Colouring {
  readonly choices: Quantity[];
  quantity: Quantity;
  scale: ColourScale;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly tracks: readonly Tracks[]) {
    this.choices = quantities.filter((q) => tracks.some((t) => t.has(q.signal)));
    this.quantity = this.choices[0] ?? {signal: '', label: 'none recorded', unit: '', low: '', high: ''};
    this.scale = this.scaleOf(this.quantity);
  }

  private scaleOf(quantity: Quantity): ColourScale {
    const ranges = this.tracks.filter((t) => t.has(quantity.signal)).map((t) => t.range(quantity.signal));
    const low = Math.min(0, ...ranges.map((r) => r[0])), high = Math.max(0, ...ranges.map((r) => r[1]));
    // each side has its own end, so that the smaller one shows; a side that is next to nothing stays pale
    const least = Math.max(0.1 * Math.max(-low, high), 1e-6);
    return new ColourScale(Math.min(low, -least), Math.max(high, least));
  }

  choose(signal: string): void {
    this.quantity = this.choices.find((q) => q.signal === signal) ?? this.quantity;
    this.scale = this.scaleOf(this.quantity);
    for (const tell of this.listeners) tell();
  }

  onChange(tell: () => void): void { this.listeners.push(tell); }

  /** Colours of the levels at an instant, as CSS. */
  colours(tracks: Tracks, time: number): string[] {
    return tracks.row(this.quantity.signal, time).map((v) => this.scale.css(v));
  }

  /** The choice and what the colours mean. */
  controls(): HTMLElement {
    const select = el('select', {id: 'colour-by', 'aria-label': 'Colour the levels by'},
      ...this.choices.map((q) => el('option', {value: q.signal}, `${q.label}, ${q.unit}`)));
    select.addEventListener('change', () => this.choose(select.value));
    const low = el('span'), high = el('span');
    const bar = el('span', {class: 'bar', role: 'img', 'aria-label': 'colours from the least to the greatest value, grey at zero in the middle'});
    const tell = () => {
      const decimals = Math.max(-this.scale.low, this.scale.high) < 10 ? 1 : 0;
      low.textContent = `${fixed(this.scale.low, decimals)} ${this.quantity.unit} ${this.quantity.low}`;
      high.textContent = `+${fixed(this.scale.high, decimals)} ${this.quantity.unit} ${this.quantity.high}`;
      bar.style.background = this.scale.gradient();
      select.value = this.quantity.signal;
    };
    this.onChange(tell);
    tell();
    return el('div', {class: 'colouring'}, el('label', {}, 'Levels by ', select), el('span', {class: 'scale'}, low, bar, high));
  }
}

/** A picture that follows the instant. */
export class Viewer {
  readonly box: HTMLElement;
  places: readonly Place[] = [];
  colours: readonly string[] = [];
  private waiting = false;

  constructor(page: Page, readonly name: string, private readonly poses: Poses, private readonly tracks: Tracks,
              private readonly instant: Instant, private readonly colouring: Colouring, readonly picture: Picture, note: string) {
    this.box = el('figure', {class: 'viewer', id: name === '' ? 'viewer' : `viewer-${name.toLowerCase()}`},
      name === '' ? null : el('figcaption', {}, name), picture.element, note === '' ? null : el('p', {class: 'hint', id: 'no-webgl'}, note));
    instant.onChange(() => this.later());
    colouring.onChange(() => this.later());
    page.onRedraw(() => {
      picture.resize();
      this.update();
    });
  }

  /** Once per frame of the screen, however often the instant moves. */
  private later(): void {
    this.reckon();
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.picture.show(this.places, this.colours);
    });
  }

  private reckon(): void {
    this.places = this.poses.at(this.instant.value);
    this.colours = this.colouring.colours(this.tracks, this.instant.value);
  }

  private update(): void {
    this.reckon();
    this.picture.show(this.places, this.colours);
  }
}
