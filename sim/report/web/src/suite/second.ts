// SPDX-License-Identifier: Apache-2.0
// The second around a case's failure, every step of it: the signals that failed with their bounds, and those by which a
// controller is understood, with faults and events marked.
import {doubles, shorts} from '../codec';
import {labelledSelect} from '../controls';
import {el} from '../dom';
import {minus} from '../format';
import type {Page} from '../page';
import {LinePlot, type PlotLine} from '../plot/lines';
import {table, number} from '../parts';
import {Instant} from '../time';
import {capital, readable} from '../words';
import {bound, seconds, type Expectation, type Second, type SecondSignal, type SuiteCase} from './data';

// plots that are always shown, of what there is
const usual: readonly (readonly string[])[] = [
  ['bed_angle', 'seen_bed_angle'], ['bed_rate', 'seen_bed_rate'], ['controller_state'], ['brake_command', 'brake_drive'], ['brake_torque'],
];

interface Marked {x: number; text: string; bad: boolean}

/** A case's second, unpacked. */
class Unpacked {
  readonly time: Float64Array;
  readonly marks: Marked[];
  constructor(readonly of: SuiteCase, readonly second: Second) {
    this.time = doubles(second.time);
    this.marks = second.events.map((e, i) => ({x: e.time, text: String(i + 1), bad: false}));
    const [begin, end] = [this.begin, this.end];
    if (second.at >= begin && second.at <= end) this.marks.push({x: second.at, text: '\u2717', bad: true});
  }

  get begin(): number { return this.time[0] ?? 0; }
  get end(): number { return this.time[this.time.length - 1] ?? 1; }

  find(name: string): SecondSignal | null { return this.second.signals.find((s) => s.name === name) ?? null; }

  values(s: SecondSignal): Float32Array {
    if (s.values === undefined) return new Float32Array(this.time.length).fill(s.constant ?? NaN);
    return shorts(s.values);
  }

  /** Signals of the expectations that fail, each once, what fails first before the others. */
  failing(): SecondSignal[] {
    const failed = this.of.expectations.filter((e) => !e.holds).sort((a, b) => a.time - b.time);
    const found = failed.map((e) => this.find(nameOf(e)));
    return [...new Set(found)].filter((s): s is SecondSignal => s !== null);
  }

  /** "3 inverting, 8 fault_lock": the states of the controller that occur here. */
  statesTold(values: Float32Array): string {
    const there = [...new Set(Array.from(values, (v) => Math.round(v)))].sort((a, b) => a - b);
    return there.map((code) => `${code} ${this.second.states[code] ?? 'of its own'}`).join(', ');
  }
}

function nameOf(e: Expectation): string { return e.label === '' ? e.signal : `${e.signal} at ${e.label}`; }

/** Bounds that a value over time can be held against: those of a sum or a range of it cannot. */
function boundLines(u: Unpacked, s: SecondSignal, from: number): PlotLine[] {
  const lines: PlotLine[] = [];
  for (const e of u.of.expectations) {
    if (nameOf(e) !== s.name || e.holds || /^(range|mean) of/.test(e.text)) continue;
    for (const at of [e.least, e.greatest]) {
      if (at !== null && s.name !== 'controller_state') {
        lines.push({legend: bound({...e, least: at === e.least ? at : null, greatest: at === e.greatest ? at : null}),
                    x: [u.begin, u.end], y: [at, at], style: from + lines.length});
      }
    }
  }
  return lines;
}

function plotOf(u: Unpacked, names: readonly string[], id: string, instant: Instant): LinePlot | null {
  const signals = names.map((n) => u.find(n)).filter((s): s is SecondSignal => s !== null), first = signals[0];
  if (first === undefined) return null;
  const unpacked = signals.map((s) => u.values(s));
  const lines: PlotLine[] = signals.map((s, i) => ({legend: readable(s.name), x: u.time, y: unpacked[i] ?? []}));
  const notes: string[] = [];
  if (first.name === 'controller_state') notes.push(`States: ${u.statesTold(unpacked[0] ?? new Float32Array())}.`);
  if (!usual.some((group) => group[0] === first.name)) notes.push(`${capital(first.meaning)}.`);
  if (u.second.every > 1) notes.push(`Every ${u.second.every}th step.`);
  return new LinePlot({
    id, title: capital(readable(first.name)), unit: first.unit, status: first.status, notes,
    x: {label: 'time, s', unit: 's', per: 1, range: [u.begin, u.end]}, verticals: u.marks,
    lines: [...lines, ...boundLines(u, first, lines.length)],
    zero: first.unit === '',
    told: first.name === 'controller_state' ? (v) => u.second.states[Math.round(v)] ?? String(Math.round(v)) : undefined,
  }, instant);
}

export class SecondView {
  readonly box = el('div', {});
  /** the signal that failed first and the bed, for the top of the page */
  readonly preview = el('div', {id: 'first-plot'});
  private readonly withSecond: SuiteCase[];
  private plots: LinePlot[] = [];
  private first: LinePlot[] = [];
  private more = '';
  private shown: SuiteCase | null;

  constructor(page: Page, cases: readonly SuiteCase[]) {
    this.withSecond = cases.filter((c) => c.second !== null);
    this.shown = this.withSecond[0] ?? null;
    this.build();
    this.buildPreview();
    page.onRedraw((w) => { for (const p of this.plots) p.draw(w); for (const p of this.first) p.draw(w); });
  }

  get any(): boolean { return this.shown !== null; }

  /** Shows the second of a case. */
  show(c: SuiteCase): void {
    this.shown = c;
    this.more = '';
    this.build();
    for (const p of this.plots) p.draw();
  }

  private buildPreview(): void {
    const c = this.shown;
    if (c === null || c.second === null) return;
    const u = new Unpacked(c, c.second), name = u.failing()[0]?.name ?? 'bed_angle';
    const instant = new Instant(u.begin, u.end);
    // what failed, and where the bed is meanwhile
    for (const shown of new Set([name, 'bed_angle'])) {
      const plot = plotOf(u, usual.find((g) => g[0] === shown) ?? [shown], `first-${this.first.length}`, instant);
      if (plot !== null) this.first.push(plot);
    }
    instant.seek(c.second.at);
    this.preview.append(...this.first.map((plot) => plot.figure),
      el('p', {class: 'hint'}, `${c.name}: the second around the failure (\u2717, at ${seconds(c.second.at)}). `,
         el('a', {href: '#second-section'}, 'All of it')));
  }

  private build(): void {
    const c = this.shown;
    this.plots = [];
    if (c === null || c.second === null) return;
    const u = new Unpacked(c, c.second), instant = new Instant(u.begin, u.end);
    const failing = u.failing().map((s) => s.name);
    // what failed comes first, each signal in one plot
    const groups = [...new Set([...failing.map((n) => usual.find((g) => g[0] === n) ?? [n]), ...usual, ...(this.more === '' ? [] : [[this.more]])])];
    const columns = el('div', {class: 'columns'});
    groups.forEach((group, i) => {
      const plot = plotOf(u, group, `second-${i}`, instant);
      if (plot === null) return;
      this.plots.push(plot);
      columns.append(plot.figure);
    });
    this.box.replaceChildren(this.controls(u), slider(instant), this.eventsOf(u), columns, ...files(c));
    instant.seek(c.second.at);
  }

  private controls(u: Unpacked): HTMLElement {
    const shown = new Set(usual.flat());
    const others = u.second.signals.filter((s) => !shown.has(s.name));
    return el('div', {class: 'controls'},
      labelledSelect('choose-second', 'Case', this.withSecond.map((c, i) => ({value: String(i), text: c.name + (this.several() ? `, ${c.controller}` : '')})),
        String(this.withSecond.indexOf(u.of)), (i) => {
          const c = this.withSecond[Number(i)];
          if (c !== undefined) this.show(c);
          document.getElementById('choose-second')?.focus();
        }),
      labelledSelect('choose-signal', 'One more signal', [{value: '', text: 'none'}, ...others.map((s) => ({value: s.name, text: readable(s.name)}))], this.more,
        (name) => {
          this.more = name;
          this.build();
          for (const p of this.plots) p.draw();
          document.getElementById('choose-signal')?.focus();
        }));
  }

  private several(): boolean { return new Set(this.withSecond.map((c) => c.controller)).size > 1; }

  private eventsOf(u: Unpacked): HTMLElement {
    const rows = u.second.events.map((e, i) => [number(String(i + 1)), number(seconds(e.time)), e.kind.replaceAll('_', ' '), minus(e.text)]);
    const before = u.of.events.filter((e) => e.kind.startsWith('fault') && e.time < u.begin);
    return el('div', {},
      el('p', {class: 'hint'}, `\u2717: where the first expectation failed, ${seconds(u.second.at)}. Numbers: events, as listed. `,
        before.length === 0 ? null : `Faults before: ${before.map((e) => `${e.text} at ${seconds(e.time)}`).join('; ')}.`),
      rows.length === 0 ? el('p', {class: 'hint'}, 'No event in this second.') : table('second-events', ['', 'time', 'kind', 'what happened'], rows));
  }

  /** For a look from outside. */
  state(): object { return {case: this.shown?.name ?? null, at: this.shown?.second?.at ?? null, plots: this.plots.length}; }
}

/** The instant that all plots read, moved by keys as well. */
function slider(instant: Instant): HTMLElement {
  const input = el('input', {type: 'range', id: 'second-time', min: 0, max: 1000, step: 1, 'aria-label': 'Instant that the plots read'});
  const output = el('output', {class: 'told'});
  const span = instant.end - instant.begin;
  instant.onChange(() => {
    input.value = String(Math.round((instant.value - instant.begin) / span * 1000));
    output.textContent = seconds(instant.value);
    input.setAttribute('aria-valuetext', seconds(instant.value));
  });
  input.addEventListener('input', () => instant.seek(instant.begin + Number(input.value) / 1000 * span));
  return el('div', {class: 'controls screen'}, el('label', {class: 'choice long', for: 'second-time'}, el('span', {}, 'Instant'), input), output);
}

function files(c: SuiteCase): HTMLElement[] {
  const told = [...(c.failing === '' ? [] : [`${c.failing}.csv, .vcd, .exchanges`]), ...(c.recording === '' ? [] : [c.recording])];
  return told.length === 0 ? [] : [el('p', {class: 'hint'}, `Files of this case: ${told.join('; ')}.`)];
}
