// SPDX-License-Identifier: Apache-2.0
// The bar that moves the instant: slider, play and pause, speed; and the keys that do the same.
import {el} from '../dom';
import {clock, fixed, none} from '../format';
import type {Instant} from '../time';
import type {Tracks} from './tracks';

const speeds = [1, 5, 10, 30, 100] as const;

/** Keys: space plays, arrows step, with shift further, home and end jump. */
function listenToKeys(instant: Instant): void {
  const span = instant.end - instant.begin;
  addEventListener('keydown', (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.altKey || event.metaKey || target?.matches('select, textarea, button, a, input:not(#time)') === true) return;
    const step = event.shiftKey ? span / 20 : Math.min(1, span / 200);
    const moves: Record<string, () => void> = {
      ArrowLeft: () => instant.seek(instant.value - step),
      ArrowRight: () => instant.seek(instant.value + step),
      Home: () => instant.seek(instant.begin),
      End: () => instant.seek(instant.end),
      ' ': () => (instant.playing ? instant.pause() : instant.play()),
    };
    const move = moves[event.key];
    // home and end of the page stay what they are away from the bar
    if (move === undefined || ((event.key === 'Home' || event.key === 'End') && target?.id !== 'time')) return;
    event.preventDefault();
    move();
  });
}

export function scrubber(instant: Instant, tracks: Tracks): HTMLElement {
  const slider = el('input', {type: 'range', id: 'time', min: instant.begin, max: instant.end, step: 0.02, 'aria-label': 'Time of the session'});
  const play = el('button', {type: 'button', id: 'play'});
  const speed = el('select', {id: 'speed', 'aria-label': 'Speed of playing'},
    ...speeds.map((s) => el('option', {value: s, ...(s === instant.speed ? {selected: true} : {})}, `${s}\u00d7`)));
  const now = el('output', {class: 'now', id: 'now', for: 'time'});
  const show = () => {
    const angle = tracks.value('bed_angle', instant.value);
    const bed = Number.isFinite(angle) ? `bed ${fixed(angle, 1)}\u00a0deg` : none;
    slider.value = String(instant.value);
    slider.setAttribute('aria-valuetext', `${clock(instant.value)} minutes, ${bed}`);
    now.textContent = `${clock(instant.value)}\u00a0min \u00b7 ${bed}`;
    play.textContent = instant.playing ? 'Pause' : 'Play';
  };
  slider.addEventListener('input', () => instant.seek(Number(slider.value)));
  play.addEventListener('click', () => (instant.playing ? instant.pause() : instant.play()));
  speed.addEventListener('change', () => { instant.speed = Number(speed.value); });
  instant.onChange(show);
  show();
  listenToKeys(instant);
  return el('div', {id: 'scrubber', class: 'screen', role: 'group', 'aria-label': 'Replay'}, play, slider, speed, now);
}
