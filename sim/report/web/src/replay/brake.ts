// SPDX-License-Identifier: Apache-2.0
// Brake and table at the instant: what has to be held, what holds it, and what is left.
import {el} from '../dom';
import {fixed, none, withUnit} from '../format';
import type {Scene} from './data';
import type {Tracks} from './tracks';

/** turns: its sign says to which side it turns the bed */
interface Row {signal: string; text: string; decimals: number; bar: boolean; turns?: boolean}

const rows: readonly Row[] = [
  {signal: 'weight_torque', text: 'Weight turns the bed', decimals: 1, bar: true, turns: true},
  {signal: 'brake_torque', text: 'Brake holds', decimals: 1, bar: true},
  {signal: 'spotter_torque', text: 'Helper\u2019s hands', decimals: 1, bar: true, turns: true},
  {signal: 'motor_torque', text: 'Motor', decimals: 1, bar: true, turns: true},
  {signal: 'tether_tension', text: 'Tether', decimals: 0, bar: true},
  {signal: 'brake_clamp_force', text: 'Clamp force of each pad', decimals: 0, bar: false},
  {signal: 'brake_slip', text: 'Pads past the disc so far', decimals: 2, bar: false},
  {signal: 'pad_temperature', text: 'Pads', decimals: 1, bar: false},
  {signal: 'cuff_pull', text: 'Ankle cuffs pull', decimals: 0, bar: true},
  {signal: 'tipping_margin', text: 'Tipping margin', decimals: 1, bar: false},
  {signal: 'head_clearance', text: 'Head above the floor', decimals: 1, bar: false},
];

/** A signal that stays zero says nothing. */
function moves(tracks: Tracks, signal: string): boolean {
  if (!tracks.has(signal)) return false;
  const [low, high] = tracks.range(signal);
  return Math.max(Math.abs(low), Math.abs(high)) > 1e-3;
}

export class BrakePanel {
  readonly panel: HTMLElement;
  private readonly shown: {row: Row; amount: HTMLElement; bar: HTMLElement | null; most: number}[] = [];
  private readonly state = el('p', {class: 'hint', id: 'brake-state'});

  constructor(private readonly tracks: Tracks, private readonly scene: Scene | null, name = '') {
    const gauge = el('div', {class: 'gauge'});
    for (const row of rows) {
      if (!moves(tracks, row.signal)) continue;
      const amount = el('span', {class: 'amount'}), bar = row.bar ? el('span') : null;
      const [low, high] = tracks.range(row.signal);
      gauge.append(el('span', {}, row.text), amount, ...(bar === null ? [] : [el('span', {class: 'track', 'aria-hidden': 'true'}, bar)]));
      this.shown.push({row, amount, bar, most: Math.max(Math.abs(low), Math.abs(high))});
    }
    this.panel = el('section', {class: 'panel', id: `brake${name}`, 'aria-label': 'Brake and table at this instant'},
                    el('h3', {}, 'Brake and table'), gauge, this.state);
  }

  draw(time: number): void {
    const torques = Math.max(...this.shown.filter((s) => this.tracks.unit(s.row.signal) === 'N m').map((s) => s.most), 1);
    for (const {row, amount, bar, most} of this.shown) {
      const value = this.tracks.value(row.signal, time), unit = this.tracks.unit(row.signal);
      const plain = row.signal === 'brake_torque' || row.turns === true ? Math.abs(value) : value;
      amount.textContent = Number.isFinite(value) ? withUnit(fixed(plain, row.decimals), unit === 'degC' ? '\u00b0C' : unit) +
        (row.turns === true && Math.abs(value) > 0.05 ? (value > 0 ? ', head down' : ', head up') : '') : none;
      // torques share a scale, so that what holds can be seen against what turns
      if (bar) bar.style.width = `${(100 * Math.abs(value) / (unit === 'N m' ? torques : most)).toFixed(1)}%`;
    }
    this.state.textContent = this.stateText(time);
  }

  private stateText(time: number): string {
    const clamp = this.tracks.value('brake_clamp_force', time), torque = Math.abs(this.tracks.value('brake_torque', time));
    if (!Number.isFinite(clamp)) return 'No brake was recorded.';
    const [, most] = this.tracks.range('brake_clamp_force');
    if (clamp < 0.02 * most) return 'The brake is released.';
    const holds = this.scene?.brake ? this.scene.brake.hold_per_clamp_force * clamp : NaN;
    return Number.isFinite(holds) && holds > 0 ?
      `The brake is on and gives ${fixed(100 * torque / holds, 0)} % of the ${fixed(holds, 0)} N m at which cold, dry pads begin to slide.` : 'The brake is on.';
  }
}
