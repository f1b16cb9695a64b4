// SPDX-License-Identifier: Apache-2.0
// What moves with time, as the program packs it (sim/report/replay_data.cpp, scene.cpp).

export interface Packed {data: string; scale: number; offset: number}

export type Triple = readonly [number, number, number];

export interface Scene {
  pivot_height: number;
  surface_offset: number;
  ankle_x: number;
  has_frame: boolean;
  feet: {centre_x: number; length: number; width: number};
  boxes: {on: 'bed' | 'frame'; name: string; at: Triple; half: Triple}[];
  tubes: {on: 'bed' | 'frame'; name: string; from: Triple; to: Triple; radius: number}[];
  handles: {name: string; on: 'bed' | 'frame'; at: Triple}[];
  segments: Segment[];
  levels: {name: string; body: number; height: number; width: number; depth: number}[];
  landmarks: {name: string; body: number; at: Triple}[];
  brake?: {hold_per_clamp_force: number};
}

export interface Segment {
  body: number;
  name: string;
  kind: 'head' | 'trunk' | 'foot' | 'limb';
  end: Triple;
  centre: Triple;
  mass: number;
  width: number;
  depth: number;
  /** both legs in one: half of the distance between them at joint and end */
  apart?: readonly [number, number];
}

export interface ReplayData {
  tracks: {time: string; levels: string[]; values: Record<string, Packed & {unit: string; width: number}>};
  poses: {bodies: string[]; scene: Scene; time: string; position: Packed; rotation: Packed} | null;
}
