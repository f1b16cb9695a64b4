// SPDX-License-Identifier: Apache-2.0
// The 25 levels at the instant: a bar each, in the colours of the picture.
import {el, svg} from '../dom';
import {fixed} from '../format';
import {gridBelow, near, widthOf} from '../plot/axes';
import {linear, withZero, roomy} from '../scales';
import type {Tracks} from './tracks';
import type {Colouring} from './viewer';

export class LevelBars {
  readonly panel: HTMLElement;
  private readonly heading = el('h3', {});
  private drawn: SVGSVGElement | null = null;

  constructor(private readonly tracks: Tracks, private readonly colouring: Colouring, name = '') {
    this.panel = el('section', {class: 'panel', id: `levels${name}`, 'aria-label': 'Levels of the spine at this instant'}, this.heading);
  }

  private width = 0;

  draw(time: number, wish?: number, fresh = false): void {
    if (fresh || this.width === 0) this.width = widthOf(this.panel, wish ?? Math.max(200, this.panel.clientWidth - 28));
    const {quantity, scale} = this.colouring, levels = this.tracks.levels;
    this.heading.textContent = `${quantity.label}, ${quantity.unit}`;
    const width = this.width, row = 13.5;
    const box = {left: 58, right: width - 46, top: 2, bottom: 2 + row * levels.length};
    const range = withZero(roomy(this.tracks.range(quantity.signal)));
    const x = linear(range, box.left, box.right);
    const decimals = quantity.unit === 'mm' ? 2 : 0;
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${near(box.bottom + 36)}`, role: 'img', 'aria-label': `${quantity.label} of each level`});
    gridBelow(drawing, box, range, x, 4, quantity.unit, quantity.unit, true);
    this.tracks.row(quantity.signal, time).forEach((v, k) => {
      const y = box.top + row * k;
      drawing.append(svg('text', {x: box.left - 6, y: near(y + row - 3), 'text-anchor': 'end', class: 'small'}, levels[k] ?? ''));
      if (!Number.isFinite(v)) return;
      const from = Math.min(x(0), x(v)), long = Math.abs(x(v) - x(0));
      drawing.append(svg('rect', {x: near(from), y: near(y + 1.5), width: near(Math.max(1, long)), height: near(row - 3), style: `fill:${scale.css(v)}`, class: 'levelbar'}),
                     svg('text', {x: width, y: near(y + row - 3), 'text-anchor': 'end', class: 'small'}, fixed(v, decimals)));
    });
    if (this.drawn) this.drawn.replaceWith(drawing); else this.panel.append(drawing);
    this.drawn = drawing;
  }
}
