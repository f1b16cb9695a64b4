// SPDX-License-Identifier: Apache-2.0
// The instant that the page shows: one for replay, panels and plots, moved by hand or by playing.
import type {Cursor} from './plot/lines';

export class Instant implements Cursor {
  private at: number;
  private readonly listeners: (() => void)[] = [];
  private frame = 0;
  private before = 0;
  /** seconds of the session per second of the clock on the wall */
  speed = 10;

  constructor(readonly begin: number, readonly end: number) {
    this.at = begin;
  }

  get value(): number { return this.at; }
  get playing(): boolean { return this.frame !== 0; }

  onChange(tell: () => void): void { this.listeners.push(tell); }

  seek(value: number): void {
    this.at = Math.min(this.end, Math.max(this.begin, value));
    for (const tell of this.listeners) tell();
  }

  play(): void {
    if (this.playing) return;
    if (this.at >= this.end) this.at = this.begin;
    this.before = performance.now();
    const tick = (now: number) => {
      // a tab that was away does not jump
      const passed = Math.min(0.25, (now - this.before) / 1000);
      this.before = now;
      this.frame = this.at + passed * this.speed < this.end ? requestAnimationFrame(tick) : 0;
      this.seek(this.at + passed * this.speed);
    };
    this.frame = requestAnimationFrame(tick);
    this.seek(this.at);
  }

  pause(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.seek(this.at);
  }
}
