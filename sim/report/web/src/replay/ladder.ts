// SPDX-License-Identifier: Apache-2.0
// Pressures from the heart to the eye at the instant, each place at its height over the heart: head
// down, the ladder stands on its head.
import {el, svg} from '../dom';
import {fixed} from '../format';
import {near, widthOf} from '../plot/axes';
import {legend, shapeOf} from '../plot/marks';
import {extent, linear, places as decimals, roomy, step, ticks, withZero} from '../scales';
import {point, type Poses} from './poses';
import type {Tracks} from './tracks';

interface Rung {name: string; landmark: string; arterial: string; venous: string; fluid: string}

const rungs: readonly Rung[] = [
  {name: 'Heart', landmark: 'right_atrium', arterial: 'map_heart', venous: 'right_atrial_pressure', fluid: ''},
  {name: 'Neck', landmark: 'carotid_sinus', arterial: 'map_carotid', venous: 'jugular_pressure', fluid: ''},
  {name: 'Brain', landmark: 'ear', arterial: 'map_brain', venous: 'cerebral_venous_pressure', fluid: 'intracranial_pressure'},
  {name: 'Eye', landmark: 'eye', arterial: 'map_eye', venous: '', fluid: 'intraocular_pressure'},
];
const kinds = [['arterial', 'arterial'], ['venous', 'veins'], ['fluid', 'fluid of brain or eye']] as const;

export function hasLadder(tracks: Tracks): boolean { return tracks.has('map_heart'); }

export class PressureLadder {
  readonly panel: HTMLElement;
  private drawn: SVGSVGElement | null = null;
  private width = 0;

  constructor(private readonly tracks: Tracks, private readonly poses: Poses | null, name = '') {
    this.panel = el('section', {class: 'panel', id: `pressures${name}`, 'aria-label': 'Pressures at this instant'}, el('h3', {}, 'Pressures, heart to eye'),
                    legend(kinds.map(([, text], i) => ({text, shape: shapeOf(i)}))).box);
  }

  /** Heights over the heart [cm], or null without poses. */
  heights(time: number): (number | null)[] {
    if (this.poses === null) return rungs.map(() => null);
    const places = this.poses.at(time);
    const z = (landmark: string) => {
      const mark = this.poses?.scene.landmarks.find((m) => m.name === landmark);
      const place = mark === undefined ? undefined : places[mark.body];
      return mark === undefined || place === undefined ? NaN : point(place, mark.at)[2];
    };
    const heart = z('right_atrium');
    return rungs.map((r) => 100 * (z(r.landmark) - heart));
  }

  draw(time: number, wish?: number): void {
    if (wish !== undefined || this.width === 0) this.width = 0;
    const width = this.width = this.width || widthOf(this.panel, wish === undefined ? this.panel.clientWidth - 28 : wish);
    const row = 66, box = {left: 92, right: width - 12, top: 4, bottom: 4 + rungs.length * row};
    const all = rungs.flatMap((r) => [r.arterial, r.venous, r.fluid]).filter((s) => this.tracks.has(s)).map((s) => this.tracks.range(s));
    const range = withZero(roomy(extent(all)));
    const x = linear(range, box.left, box.right);
    const heights = this.heights(time);
    // head down, the eye is below the heart
    const down = (heights[3] ?? 1) < 0;
    const order = rungs.map((_, i) => i).sort((a, b) => (down ? a - b : b - a));
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${box.bottom + 36}`, role: 'img', 'aria-label': 'Pressures from heart to eye, mmHg'});
    const by = step(range[1] - range[0], width < 420 ? 4 : 6);
    for (const v of ticks(range[0], range[1], by)) {
      drawing.append(svg('path', {d: `M${near(x(v))} ${box.top}V${box.bottom}`, class: Math.abs(v) < 1e-9 ? 'zero' : 'grid'}),
                     svg('text', {x: near(x(v)), y: box.bottom + 16, 'text-anchor': 'middle'}, fixed(v, decimals(by))));
    }
    drawing.append(svg('text', {x: box.right, y: box.bottom + 32, 'text-anchor': 'end'}, 'mmHg'));
    order.forEach((which, place) => {
      const rung = rungs[which];
      if (rung === undefined) return;
      const y = box.top + (place + 0.5) * row, height = heights[which];
      drawing.append(svg('text', {x: 0, y: y - 1, class: 'strong'}, rung.name));
      if (which > 0 && height !== null && height !== undefined) {
        drawing.append(svg('text', {x: 0, y: y + 13}, `${fixed(Math.abs(height), 0)} cm ${height < 0 ? 'below' : 'above'}`));
      }
      const values = [rung.arterial, rung.venous, rung.fluid].map((s) => (s === '' ? NaN : this.tracks.value(s, time)));
      const known = values.filter((v) => Number.isFinite(v));
      const [least, greatest] = extent([known]);
      if (known.length > 1) drawing.append(svg('path', {d: `M${near(x(least))} ${y + 4}H${near(x(greatest))}`, class: 'zero'}));
      const taken: number[] = [];
      values.forEach((v, k) => {
        if (!Number.isFinite(v)) return;
        drawing.append(svg('path', {d: shapeOf(k)(Number(near(x(v))), y + 4), class: `mark f${k}`}));
        // two numbers that would lie over each other: the second goes below
        const clash = taken.some((at) => Math.abs(at - x(v)) < 24);
        taken.push(x(v));
        drawing.append(svg('text', {x: near(x(v)), y: clash ? y + 23 : y - 5, 'text-anchor': 'middle', class: 'strong'}, fixed(v, 0)));
      });
    });
    if (this.drawn) this.drawn.replaceWith(drawing); else this.panel.append(drawing);
    this.drawn = drawing;
  }
}
