// SPDX-License-Identifier: Apache-2.0
// Replay of a session, or of two beside each other: pictures, levels, pressures, brake, one scrubber.
import {el} from '../dom';
import {clock} from '../format';
import type {Page} from '../page';
import {BrakePanel} from '../replay/brake';
import {hasLadder, PressureLadder} from '../replay/ladder';
import {LevelBars} from '../replay/levels';
import {Poses} from '../replay/poses';
import {scrubber} from '../replay/scrubber';
import {sideDrawing, SidePicture} from '../replay/side';
import {hasWebGl, SpacePicture} from '../replay/space';
import {Tracks} from '../replay/tracks';
import {Colouring, Viewer} from '../replay/viewer';
import type {Instant} from '../time';
import type {Session} from './data';

/** One result as the replay has it. */
interface Side {name: string; title: string; session: Session; tracks: Tracks; poses: Poses | null; viewer: Viewer | null}

const noWebGl = 'This browser does not draw in space (WebGL is off or missing): the same pose is drawn from the side.';

export class Replay {
  readonly sides: Side[] = [];
  readonly colouring: Colouring;
  readonly flat: boolean;

  constructor(private readonly page: Page, private readonly instant: Instant, sessions: readonly {name: string; title: string; session: Session}[]) {
    this.flat = !hasWebGl();
    for (const {name, title, session} of sessions) {
      if (session.replay === null) continue;
      this.sides.push({name, title, session, tracks: new Tracks(session.replay.tracks), viewer: null,
                       poses: session.replay.poses === null ? null : new Poses(session.replay.poses)});
    }
    this.colouring = new Colouring(this.sides.map((s) => s.tracks));
  }

  get first(): Side | undefined { return this.sides[0]; }

  /** Pictures with their choices, for the first screen; null where nothing can be shown. */
  pictures(): HTMLElement | null {
    const shown = this.sides.filter((s) => s.poses !== null);
    if (shown.length === 0) {
      return this.sides.length === 0 ? null : el('p', {class: 'hint', id: 'no-poses'},
        'This result has no poses (the run was cut short, or made by an earlier version): table and person are not drawn.');
    }
    const box = el('div', {id: 'replays', class: shown.length > 1 ? 'two' : ''});
    for (const side of shown) {
      const poses = side.poses as Poses;
      const picture = this.flat ? new SidePicture(poses.scene) : new SpacePicture(poses.scene, poses.bodies.length);
      side.viewer = new Viewer(this.page, side.name, poses, side.tracks, this.instant, this.colouring, picture, this.flat ? noWebGl : '');
      if (picture instanceof SpacePicture) picture.onTurn = () => this.show(side.viewer);
      box.append(side.viewer.box);
    }
    return el('section', {id: 'replay', class: 'screen', 'aria-label': 'Replay of table, person and spine'}, box,
      el('div', {class: 'viewbar'}, this.colouring.controls(), this.flat ? null : this.viewButtons()));
  }

  private show(viewer: Viewer | null): void {
    viewer?.picture.show(viewer.places, viewer.colours);
  }

  private viewButtons(): HTMLElement {
    const names = ['oblique', 'side', 'front', 'spine'] as const;
    const texts = {oblique: 'Whole', side: 'Side', front: 'Front', spine: 'Spine'};
    const buttons = names.map((name) => {
      const button = el('button', {type: 'button', id: `view-${name}`, 'aria-pressed': name === 'oblique' ? 'true' : 'false'}, texts[name]);
      button.addEventListener('click', () => {
        for (const other of buttons) other.setAttribute('aria-pressed', other === button ? 'true' : 'false');
        for (const {viewer} of this.sides) {
          viewer?.picture.view?.(name);
          this.show(viewer);
        }
      });
      return button;
    });
    return el('span', {role: 'group', 'aria-label': 'View'}, ...buttons);
  }

  /** Levels, pressures and brake at the instant. */
  panels(): void {
    if (this.sides.length === 0) return;
    const section = this.page.section('instant', 'At this instant', el('span', {}, el('span', {id: 'instant-time'}), ' Move it with the bar below, the arrow keys, or by dragging over a plot.'));
    section.classList.add('screen');
    const draws: ((fresh: boolean) => void)[] = [];
    for (const side of this.sides) {
      const suffix = side.name === '' ? '' : `-${side.name.toLowerCase()}`;
      const box = el('div', {class: 'columns three'});
      if (side.name !== '') section.append(el('h3', {class: 'side-name'}, `${side.name}: ${side.title}`));
      section.append(box);
      const levels = new LevelBars(side.tracks, this.colouring, suffix);
      if (this.colouring.choices.length > 0) {
        box.append(levels.panel);
        draws.push((fresh) => levels.draw(this.instant.value, undefined, fresh));
      }
      if (hasLadder(side.tracks)) {
        const ladder = new PressureLadder(side.tracks, side.poses, suffix);
        box.append(ladder.panel);
        draws.push((fresh) => ladder.draw(this.instant.value, fresh ? Math.max(200, ladder.panel.clientWidth - 28) : undefined));
      }
      const brake = new BrakePanel(side.tracks, side.poses?.scene ?? null, suffix);
      box.append(brake.panel);
      draws.push(() => brake.draw(this.instant.value));
    }
    const draw = (fresh: boolean) => {
      const label = document.getElementById('instant-time');
      if (label) label.textContent = `${clock(this.instant.value)} min of the session.`;
      for (const one of draws) one(fresh);
    };
    let waiting = false;
    this.instant.onChange(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        draw(false);
      });
    });
    this.colouring.onChange(() => draw(false));
    this.page.onRedraw(() => draw(true));
  }

  bar(): HTMLElement | null {
    return this.first === undefined ? null : scrubber(this.instant, this.first.tracks);
  }

  /** For paper: poses at the start, at the steepest angle and at the end. */
  prints(): HTMLElement | null {
    const side = this.first;
    if (side?.poses == null) return null;
    const {session, tracks, poses} = side;
    const moments: [string, number][] = [['Start', session.begin]];
    if (session.profile !== null) moments.push(['Steepest angle', session.profile.time]);
    moments.push(['End', session.end]);
    return el('section', {class: 'paper', id: 'prints'}, el('h2', {}, 'Poses at key moments'),
      el('div', {class: 'columns three'}, ...moments.map(([text, time]) => el('figure', {},
        el('figcaption', {}, `${text}, ${clock(time)} min`),
        sideDrawing(poses.scene, poses.at(time), this.colouring.colours(tracks, time), `Pose at ${clock(time)} min`)))),
      el('p', {class: 'hint'}, `From the side; levels coloured by ${this.colouring.quantity.label.toLowerCase()}: blue ` +
        `${this.colouring.quantity.low}, orange ${this.colouring.quantity.high}, grey zero. The replay in space is on the page itself.`));
  }

  /** What is shown now, for whoever tests the page from outside. */
  state(): unknown {
    const {quantity, scale} = this.colouring;
    return {
      time: this.instant.value, playing: this.instant.playing, flat: this.flat,
      colour: {signal: quantity.signal, unit: quantity.unit, low: scale.low, high: scale.high, stops: scale.stops},
      sides: this.sides.map((s) => {
        const places = s.poses?.at(this.instant.value) ?? [];
        const colours = s.viewer?.colours ?? [];
        return {
          name: s.name, bedAngle: s.tracks.value('bed_angle', this.instant.value),
          bodies: places.map((p, i) => ({name: s.poses?.bodies[i] ?? '', position: p.p, rotation: p.q})),
          levels: s.tracks.row(quantity.signal, this.instant.value).map((value, k) => ({name: s.tracks.levels[k] ?? '', value, colour: colours[k] ?? ''})),
        };
      }),
    };
  }
}
