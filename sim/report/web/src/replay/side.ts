// SPDX-License-Identifier: Apache-2.0
// An instant drawn from the side, as SVG: for browsers without WebGL, and for paper.
import {svg} from '../dom';
import type {Scene, Triple} from './data';
import {tubesOf} from './pictured';
import {bedBody, frameBody, point, turned, type Place} from './poses';
import type {Picture} from './viewer';

const kAcross = 2.9, kHigh = 2.35;  // [m] of the picture

/** The room as the picture has it: metres, y down. The head end is to the right. */
const flat = ([x, , z]: Triple): [number, number] => [x, -z];
const d = (list: readonly (readonly [number, number])[], closed = false): string =>
  `M${list.map(([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`).join('L')}${closed ? 'Z' : ''}`;

export function sideDrawing(scene: Scene, places: readonly Place[], colours: readonly string[], label: string): SVGSVGElement {
  const drawing = svg('svg', {viewBox: `${-kAcross / 2} ${0.12 - kHigh} ${kAcross} ${kHigh}`, role: 'img', 'aria-label': label, class: 'side'});
  drawing.append(svg('path', {d: `M${-kAcross} 0H${kAcross}`, class: 'floor'}));
  const on = (part: 'bed' | 'frame') => places[part === 'bed' ? bedBody : frameBody];
  const line = (from: Triple, to: Triple, width: number, part: string) =>
    drawing.append(svg('path', {d: d([flat(from), flat(to)]), class: part, 'stroke-width': width.toFixed(3)}));
  const tubes = tubesOf(scene);
  for (const tube of tubes) {
    const place = on(tube.on);
    if (place !== undefined) line(point(place, tube.from), point(place, tube.to), 2 * tube.radius, tube.part);
  }
  for (const box of scene.boxes) {
    const place = on(box.on);
    if (place === undefined) continue;
    const [x, y, z] = box.at, [a, , c] = box.half;
    drawing.append(svg('path', {class: 'board', d: d(
      ([[x - a, y, z - c], [x + a, y, z - c], [x + a, y, z + c], [x - a, y, z + c]] as Triple[]).map((p) => flat(point(place, p))), true)}));
  }
  for (const segment of scene.segments) {
    const place = places[segment.body];
    if (place === undefined) continue;
    if (segment.kind === 'head') {
      const [x, y] = flat(point(place, segment.centre));
      drawing.append(svg('circle', {cx: x.toFixed(4), cy: y.toFixed(4), r: 0.105, class: 'flesh'}));
    } else if (segment.kind === 'trunk') {
      // a slice: across the trunk, as thick as the segment is long
      const c = point(place, segment.centre), along = turned(place.q, [1, 0, 0]), deep = turned(place.q, [0, 0, 1]);
      const long = Math.hypot(...segment.end) / 2 + 0.004, half = segment.depth / 2;
      const corner = (i: number, k: number): [number, number] =>
        flat([c[0] + i * long * along[0] + k * half * deep[0], 0, c[2] + i * long * along[2] + k * half * deep[2]]);
      drawing.append(svg('path', {class: 'slice', d: d([corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)], true)}));
    } else {
      line(place.p, point(place, segment.end), Math.max(0.04, Math.min(0.15, segment.width)), 'limb');
    }
  }
  scene.levels.forEach((level, k) => {
    const place = places[level.body];
    if (place === undefined) return;
    const [x, y] = flat(place.p);
    drawing.append(svg('circle', {cx: x.toFixed(4), cy: y.toFixed(4), r: 0.016, class: 'level', style: `fill:${colours[k] ?? 'gray'}`}));
  });
  return drawing;
}

export class SidePicture implements Picture {
  readonly element: HTMLElement;
  private drawn: SVGSVGElement | null = null;

  constructor(private readonly scene: Scene) {
    this.element = document.createElement('div');
    this.element.className = 'picture flat';
  }

  show(places: readonly Place[], colours: readonly string[]): void {
    const next = sideDrawing(this.scene, places, colours, 'Table and person from the side');
    if (this.drawn) this.drawn.replaceWith(next); else this.element.append(next);
    this.drawn = next;
  }

  resize(): void { /* it scales by itself */ }
}
