// SPDX-License-Identifier: Apache-2.0
// Where the bodies are at an instant, in the room: x towards the head of a lying user, y to the
// user's right, z up, from the floor under the pivot.
import {doubles, shorts} from '../codec';
import type {ReplayData, Scene, Triple} from './data';
import {between} from './tracks';

export interface Place {p: Triple; q: readonly [w: number, x: number, y: number, z: number]}

export const frameBody = 0, bedBody = 1;

/** A vector turned by a quaternion. */
export function turned([w, x, y, z]: Place['q'], [a, b, c]: Triple): Triple {
  // v + 2 w (u x v) + 2 u x (u x v)
  const tx = 2 * (y * c - z * b), ty = 2 * (z * a - x * c), tz = 2 * (x * b - y * a);
  return [a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx];
}

function times([aw, ax, ay, az]: Place['q'], [bw, bx, by, bz]: Place['q']): Place['q'] {
  return [aw * bw - ax * bx - ay * by - az * bz, aw * bx + ax * bw + ay * bz - az * by,
          aw * by + ay * bw + az * bx - ax * bz, aw * bz + az * bw + ax * by - ay * bx];
}

/** A point of a body in the room. */
export function point(place: Place, at: Triple): Triple {
  const r = turned(place.q, at);
  return [place.p[0] + r[0], place.p[1] + r[1], place.p[2] + r[2]];
}

export class Poses {
  readonly bodies: readonly string[];
  readonly scene: Scene;
  private readonly times: Float64Array;
  private readonly positions: Float32Array;
  private readonly rotations: Float32Array;

  constructor(data: NonNullable<ReplayData['poses']>) {
    this.bodies = data.bodies;
    this.scene = data.scene;
    this.times = doubles(data.time);
    this.positions = shorts(data.position);
    this.rotations = shorts(data.rotation);
  }

  /** All bodies at a time. */
  at(time: number): Place[] {
    const {i, share} = between(this.times, time);
    const n = this.bodies.length;
    const mixed = (list: Float32Array, width: number, body: number, k: number): number => {
      const a = list[(i * n + body) * width + k] ?? 0, b = list[((i + 1) * n + body) * width + k] ?? a;
      return a + share * (b - a);
    };
    const raw: Place[] = [];
    for (let body = 0; body < n; ++body) {
      const p: Triple = [mixed(this.positions, 3, body, 0), mixed(this.positions, 3, body, 1), mixed(this.positions, 3, body, 2)];
      const q = [0, 1, 2, 3].map((k) => mixed(this.rotations, 4, body, k));
      const size = Math.hypot(...q) || 1;
      raw.push({p, q: [(q[0] ?? 1) / size, (q[1] ?? 0) / size, (q[2] ?? 0) / size, (q[3] ?? 0) / size]});
    }
    // all but frame and bed are told in the bed's axes
    const bed = raw[bedBody];
    return bed === undefined ? raw :
      raw.map((place, body) => (body <= bedBody ? place : {p: point(bed, place.p), q: times(bed.q, place.q)}));
  }
}
