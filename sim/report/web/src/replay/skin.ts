// SPDX-License-Identifier: Apache-2.0
// The trunk's surface: one ring of skin per slice, at its centre of mass and as wide as its mass,
// across the line of these centres; drawn anew at every instant.
import {BufferAttribute, BufferGeometry} from 'three';
import type {Scene, Segment, Triple} from './data';
import {point, turned, type Place} from './poses';

const kAround = 28;

const minus = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const cross = (a: Triple, b: Triple): Triple => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
function unit(a: Triple): Triple {
  const size = Math.hypot(...a) || 1;
  return [a[0] / size, a[1] / size, a[2] / size];
}

interface Ring {centre: Triple; across: Triple; width: number; depth: number}

export class TrunkSkin {
  readonly geometry = new BufferGeometry();
  private readonly slices: Segment[];
  private readonly corners: Float32Array;

  constructor(scene: Scene) {
    this.slices = scene.segments.filter((s) => s.kind === 'trunk');
    const rings = this.slices.length + 1, triangles: number[] = [];
    this.corners = new Float32Array(3 * rings * kAround);
    for (let r = 0; r + 1 < rings; ++r) {
      for (let k = 0; k < kAround; ++k) {
        const a = r * kAround + k, b = r * kAround + (k + 1) % kAround;
        triangles.push(a, a + kAround, b, b, a + kAround, b + kAround);
      }
    }
    this.geometry.setAttribute('position', new BufferAttribute(this.corners, 3));
    this.geometry.setIndex(triangles);
  }

  /** Rings from the hips to the head. */
  private rings(places: readonly Place[]): Ring[] {
    const rings: Ring[] = [];
    for (const slice of this.slices) {
      const place = places[slice.body];
      if (place === undefined) continue;
      const across = turned(place.q, [0, 1, 0]);
      if (rings.length === 0) rings.push({centre: place.p, across, width: 0.9 * slice.width, depth: 0.8 * slice.depth});
      // neighbours are alike: a slice is no wider than half again the one before
      const before = rings[rings.length - 1]?.width ?? slice.width;
      rings.push({centre: point(place, slice.centre), across, width: Math.min(slice.width, 1.5 * before), depth: slice.depth});
    }
    // centres of slices step where arms or neck begin: the line through them is evened
    return rings.map((ring, r) => {
      const a = rings[r - 1]?.centre, b = rings[r + 1]?.centre, c = ring.centre;
      return a === undefined || b === undefined ? ring :
        {...ring, centre: [(a[0] + c[0] + b[0]) / 3, (a[1] + c[1] + b[1]) / 3, (a[2] + c[2] + b[2]) / 3] as Triple};
    });
  }

  update(places: readonly Place[]): void {
    const rings = this.rings(places);
    rings.forEach((ring, r) => {
      const before = rings[Math.max(0, r - 1)] ?? ring, after = rings[Math.min(rings.length - 1, r + 1)] ?? ring;
      const along = unit(minus(after.centre, before.centre)), deep = unit(cross(along, ring.across));
      for (let k = 0; k < kAround; ++k) {
        const c = 0.5 * ring.width * Math.cos(2 * Math.PI * k / kAround), s = 0.5 * ring.depth * Math.sin(2 * Math.PI * k / kAround);
        for (let i = 0; i < 3; ++i) {
          this.corners[3 * (r * kAround + k) + i] = (ring.centre[i] ?? 0) + c * (ring.across[i] ?? 0) + s * (deep[i] ?? 0);
        }
      }
    });
    const position = this.geometry.getAttribute('position');
    position.needsUpdate = true;
    this.geometry.computeVertexNormals();
    this.geometry.computeBoundingSphere();
  }
}
