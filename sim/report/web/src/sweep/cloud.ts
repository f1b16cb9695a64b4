// SPDX-License-Identifier: Apache-2.0
// Cases that are no grid: each a point over two quantities, coloured by a third, and their median along the first.
import {labelledSelect} from '../controls';
import {el} from '../dom';
import type {Page} from '../page';
import {LinePlot} from '../plot/lines';
import {Scatter, type ScatterAxis} from '../plot/scatter';
import {extent} from '../scales';
import {capital} from '../words';
import type {Quantity, Sweep} from './data';
import {leastPoints, trendOf} from './statistics';

/** Whatever a case has a number for: an axis of the design, or a quantity. */
interface Choice {key: string; label: string; heading: string; unit: string; status: string; values: ArrayLike<number>; names?: readonly string[] | undefined}

function choicesOf(sweep: Sweep): Choice[] {
  return [
    ...sweep.axes.map((a) => ({key: `axis ${a.given.name}`, label: a.label, heading: a.heading, unit: a.unit, status: '', values: a.values,
                               names: a.texts === null ? undefined : a.texts})),
    ...sweep.quantities.map((q) => ({key: q.key, label: q.label, heading: q.heading, unit: q.unit, status: q.status, values: q.values})),
  ];
}

export class CloudView {
  readonly controls = el('div', {class: 'controls', id: 'map-controls'});
  readonly place = el('div', {id: 'map-place'});
  readonly trendPlace = el('div', {class: 'along'});
  private readonly choices: Choice[];
  private x: Choice;
  private y: Choice;
  private colour: Choice | null;
  private chosen: number;
  private cloud: Scatter | null = null;
  private trend: LinePlot | null = null;

  constructor(page: Page, private readonly sweep: Sweep, first: Quantity) {
    this.choices = choicesOf(sweep);
    const moving = this.choices.filter((c) => c.key.startsWith('axis '));
    const fallback = this.choices[0] as Choice;
    this.y = this.choices.find((c) => c.key === first.key) ?? fallback;
    // the axis with which the answer goes most, and the next
    const ranked = moving.map((c) => ({c, share: goesWith(c.values, first.values)})).sort((a, b) => b.share - a.share).map((r) => r.c);
    this.x = ranked[0] ?? fallback;
    this.colour = ranked.find((c) => c !== this.x && c.names === undefined) ?? null;
    this.chosen = 0;
    page.onRedraw((w) => { this.cloud?.draw(w); this.trend?.draw(w); });
    this.buildControls();
    this.build();
  }

  private find(key: string): Choice | null { return this.choices.find((c) => c.key === key) ?? null; }

  private buildControls(): void {
    const all = this.choices.map((c) => ({value: c.key, text: capital(c.heading)}));
    const numbers = this.choices.filter((c) => c.names === undefined).map((c) => ({value: c.key, text: capital(c.heading)}));
    this.controls.replaceChildren(
      labelledSelect('choose-y', 'Up', numbers, this.y.key, (key) => { this.y = this.find(key) ?? this.y; this.rebuild(); }),
      labelledSelect('choose-x', 'Across', all, this.x.key, (key) => { this.x = this.find(key) ?? this.x; this.rebuild(); }),
      labelledSelect('choose-colour', 'Colour', [{value: '', text: 'none'}, ...numbers], this.colour?.key ?? '',
                     (key) => { this.colour = this.find(key); this.rebuild(); }));
  }

  private rebuild(): void {
    this.build();
    this.cloud?.draw();
    this.trend?.draw();
  }

  private build(): void {
    const {x, y, colour, sweep} = this;
    const axis = (c: Choice): ScatterAxis => ({label: c.heading, unit: c.unit, values: c.values, names: c.names});
    this.cloud = new Scatter({
      id: 'cloud', title: `${capital(y.label)} against ${x.label}`, x: axis(x), y: axis(y), colour: colour === null ? null : axis(colour),
      told: (i) => `${sweep.caseTold(i, 8)}: ${this.valuesTold(i)}`,
    }, this.chosen, (i) => { this.chosen = i; });
    const left = this.cloud.left_out;
    this.place.replaceChildren(this.cloud.figure, el('p', {class: 'hint'},
      left > 0 ? `${left} of ${sweep.cases} cases have no value of both and are not drawn. ` : `All ${sweep.cases} cases. `,
      el('span', {class: 'pointer'}, 'Point at a case, or go from one to the next with the arrow keys.')));
    this.buildTrend();
  }

  private valuesTold(index: number): string {
    const told = [this.y, this.x, ...(this.colour === null ? [] : [this.colour])]
      .map((c) => this.sweep.quantities.find((q) => q.key === c.key)).filter((q): q is Quantity => q !== undefined);
    return told.map((q) => `${q.label} ${q.told(index)}`).join(', ');
  }

  private buildTrend(): void {
    const {x, y} = this;
    const trend = x.names === undefined ? trendOf(x.values, y.values) : null;
    this.trend = null;
    if (trend === null) {
      this.trendPlace.replaceChildren(el('p', {class: 'hint'}, `Fewer than ${leastPoints} cases with numbers of both: too few for a median along an axis.`));
      return;
    }
    const [low, high] = extent([trend.x]);
    this.trend = new LinePlot({
      id: 'along', title: `${capital(y.label)} against ${x.label}`, unit: y.unit, status: y.status,
      notes: [`Median of ${trend.bins} bins with as many cases each; shaded: 5 to 95 % of the cases of a bin, whatever their other values.`],
      x: {label: x.heading, unit: x.unit, per: 1, range: [low, high]},
      lines: [{legend: 'median', x: trend.x, y: trend.median}],
      bands: [{x: trend.x, least: trend.low, greatest: trend.high}],
      height: (width) => Math.min(330, Math.max(220, width * 0.5)),
    });
    this.trendPlace.replaceChildren(this.trend.figure);
  }

  state(): object { return {x: this.x.key, y: this.y.key, colour: this.colour?.key ?? null, chosen: this.chosen}; }
}

/** Share of the spread of y that goes with x by a straight line (the square of their correlation). */
function goesWith(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (let i = 0; i < x.length; ++i) {
    const a = x[i] ?? NaN, b = y[i] ?? NaN;
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    ++n; sx += a; sy += b; sxx += a * a; syy += b * b; sxy += a * b;
  }
  const both = n * sxy - sx * sy, spread = (n * sxx - sx * sx) * (n * syy - sy * sy);
  return spread > 0 ? both * both / spread : 0;
}
