// SPDX-License-Identifier: Apache-2.0
// What stands in a picture beside the shapes that the plant has: rails, axle, boom and cuffs, drawn
// from the table's own sizes.
import type {Scene, Triple} from './data';

export interface Tube {on: 'bed' | 'frame'; from: Triple; to: Triple; radius: number; part: 'steel' | 'pad'}

export function tubesOf(scene: Scene): Tube[] {
  const tubes: Tube[] = scene.tubes.map((t) => ({on: t.on, from: t.from, to: t.to, radius: t.radius, part: 'steel'}));
  if (!scene.has_frame) return tubes;
  const {centre_x, length, width} = scene.feet, half = width / 2, h = scene.pivot_height;
  const front = centre_x + length / 2, rear = centre_x - length / 2;
  for (const x of [front, rear]) tubes.push({on: 'frame', from: [x, -half, 0.02], to: [x, half, 0.02], radius: 0.02, part: 'steel'});
  for (const y of [-half, half]) tubes.push({on: 'frame', from: [rear, y, 0.02], to: [front, y, 0.02], radius: 0.012, part: 'steel'});
  tubes.push({on: 'frame', from: [0, -half, h], to: [0, half, h], radius: 0.014, part: 'steel'});
  const mattress = scene.boxes.find((b) => b.on === 'bed' && b.name === 'mattress');
  if (mattress !== undefined) {
    // boom from under the pad to the ankle holder, and the cuffs before and behind the ankles
    const z = mattress.at[2] - mattress.half[2], end = scene.ankle_x;
    tubes.push({on: 'bed', from: [mattress.at[0], 0, z], to: [end, 0, z], radius: 0.02, part: 'steel'},
               {on: 'bed', from: [end, 0, z], to: [end, 0, scene.surface_offset + 0.02], radius: 0.016, part: 'steel'},
               {on: 'bed', from: [end, -0.16, scene.surface_offset + 0.015], to: [end, 0.16, scene.surface_offset + 0.015], radius: 0.04, part: 'pad'},
               {on: 'bed', from: [end + 0.01, -0.16, scene.surface_offset + 0.16], to: [end + 0.01, 0.16, scene.surface_offset + 0.16], radius: 0.032, part: 'pad'});
  }
  return tubes;
}
