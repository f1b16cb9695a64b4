// SPDX-License-Identifier: Apache-2.0
// Demand against capacity over the bed's angle, tipping margin, and what each unverified figure does.
import {BarPlot} from '../plot/bars';
import {LinePlot, type PlotLine} from '../plot/lines';
import {manyStyles} from '../plot/marks';
import type {LimitsData} from './data';

const height = (width: number): number => Math.min(380, Math.max(240, width * 0.52));

function angleAxis(angles: readonly number[]) {
  return {label: 'bed angle, deg (head down positive)', unit: 'deg', per: 1, range: [angles[0] ?? 0, angles[angles.length - 1] ?? 1] as const};
}

const capacityDashes = ['', '8 4', '2 3', '8 3 2 3'] as const;

/** One line for each way to set the table up; those of the hinge's holes belong together. */
export function torquePlot(data: LimitsData): LinePlot | null {
  const {torque} = data;
  if (torque === null) return null;
  const angles = torque.angles_deg, groups = new Map<string, {x: number[]; y: (number | null)[]}>();
  for (const line of torque.lines) {
    const name = `arms ${line.arms}, ${line.holes === 0 ? 'no holes off' : `${line.holes > 0 ? '+' : '\u2212'}${Math.abs(line.holes)} holes`}`;
    const group = groups.get(name) ?? {x: [], y: []};
    if (group.x.length > 0) {
      group.x.push(NaN);
      group.y.push(null);
    }
    group.x.push(...angles);
    group.y.push(...line.y);
    groups.set(name, group);
  }
  const ends = [angles[0] ?? 0, angles[angles.length - 1] ?? 1];
  const holds: PlotLine[] = torque.capacities.flatMap((c, i) => c.value === null ? [] : [
    {legend: c.legend, x: [...ends, NaN, ...ends], y: [c.value, c.value, null, -c.value, -c.value], style: 5, dash: capacityDashes[i % capacityDashes.length]}]);
  return new LinePlot({
    id: 'torque', title: 'Moment to be held over the bed angle', unit: 'N m',
    notes: [`${torque.who}. Head down positive; one line for each hinge hole. Level lines: what the brake holds, either way.`],
    lines: [...[...groups].map(([legend, g], i) => ({legend, x: g.x, y: g.y, ...manyStyles(i, 5)})), ...holds],
    x: angleAxis(angles), zero: true, height,
  });
}

export function tippingPlot(data: LimitsData): LinePlot | null {
  const {tipping} = data;
  if (tipping === null) return null;
  return new LinePlot({
    id: 'tipping', title: 'Tipping margin at rest on the slope, worst user', unit: 'cm', notes: ['The frame lifts below 0.'],
    lines: tipping.lines.map((l, i) => ({legend: l.legend, x: tipping.angles_deg, y: l.y, style: i})),
    x: angleAxis(tipping.angles_deg), zero: true, height,
  });
}

/** One plot for each judged criterion that an unverified figure makes worse, and the names of the others. */
export function barPlots(data: LimitsData): {plots: BarPlot[]; untouched: string[]} {
  const plots: BarPlot[] = [], untouched: string[] = [];
  for (const bars of data.bars) {
    const c = data.criteria[bars.criterion], name = `${bars.criterion + 1} ${c?.name ?? ''}`;
    if (c === undefined || typeof c.margin !== 'number') continue;
    if (bars.rows.length === 0) {
      untouched.push(name);
      continue;
    }
    plots.push(new BarPlot({
      id: `bars-${bars.criterion + 1}`, title: `${name}: margin with one figure at either end of its range`, unit: c.unit, nominal: c.margin,
      axis: `margin${c.unit === '' ? '' : `, ${c.unit}`}; broken below 0`, rows: bars.rows.map((r) => ({name: r.figure, low: r.low, high: r.high})),
    }));
  }
  return {plots, untouched};
}
