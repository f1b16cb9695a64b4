// SPDX-License-Identifier: Apache-2.0
// Rows over their bands: all on one scale, and each on its own.
import {svg} from '../dom';
import {near} from '../plot/axes';
import {DotPlot, type Dot, type DotRow} from '../plot/dots';
import {bar, circle, diamond, type Shape} from '../plot/marks';
import {linear} from '../scales';
import type {ValidationData, ValidationRow} from './data';
import {bandWords, outcomes, unitOf, valued} from './words';

export const rowId = (place: number): string => `row-${place + 1}`;

const hollow: Shape = (x, y) => `M${x - 5} ${y + 4}l5 -9l5 9z`;

/** A value with its band laid over -1 .. 1. Of a band with one end the other is as far from it as the
 * measured value twice; null where nothing says how far that is. */
function onBand(row: ValidationRow): ((v: number) => number) | null {
  const {low, high, measured} = row;
  if (low !== null && high !== null) return high > low ? (v) => (2 * v - low - high) / (high - low) : null;
  const end = low ?? high;
  if (end === null) return null;
  const half = measured !== null && measured !== end ? Math.abs(measured - end) : Math.abs(end);
  if (half === 0) return null;
  return low !== null ? (v) => -1 + (v - low) / half : (v) => 1 + (v - end) / half;
}

function dots(row: ValidationRow): Dot[] {
  const {simulated: v, measured} = row, place = onBand(row), inside = row.inside;
  const word = outcomes[row.outcome].word, style = inside ? 2 : 1;
  const model = (at: number, shape: Shape): Dot => ({at, shape, style, text: `simulated ${valued(row, v)}, ${word}`});
  if (place === null) {
    // only on which side it is can be drawn
    if (v === null || (row.low === null && row.high === null)) return [];
    const side = inside ? 0 : row.low !== null && v < row.low ? -2 : 2;
    return [model(side, hollow)];
  }
  return [
    ...(measured === null ? [] : [{at: place(measured), shape: bar, style: 0, text: `measured ${valued(row, measured)}`}]),
    ...(v === null ? [] : [model(place(v), inside ? circle : diamond)]),
  ];
}

export function dotRow(data: ValidationData, row: ValidationRow): DotRow {
  const place = data.rows.indexOf(row);
  return {
    label: `${row.row} ${row.study}: ${row.what}`, brief: row.row, value: row.simulated === null ? 'not run' : valued(row, row.simulated),
    href: `#${rowId(place)}`, dots: dots(row),
    band: {low: row.low === null ? null : -1, high: row.high === null ? null : 1},
  };
}

/** Rows that have a band. */
export const drawable = (row: ValidationRow): boolean => row.low !== null || row.high !== null;

export function bandPlot(rows: readonly DotRow[]): DotPlot {
  return new DotPlot({
    id: 'plot-rows', title: 'Simulated over the measured band', axis: 'each row on the scale of its own band', notes: [],
    legend: [
      {text: 'simulated, within the band', shape: circle, style: 2}, {text: 'simulated, outside', shape: diamond, style: 1},
      {text: 'measured', shape: bar, style: 0}, {text: 'only the side can be told', shape: hollow, style: 2},
      {text: 'beyond the scale', shape: (x, y) => `M${x - 5} ${y - 5}l9 5l-9 5z`, style: 1},
    ],
    range: [-3, 3],
    ticks: [{at: -1, text: 'low end', strong: true}, {at: 0, text: ''}, {at: 1, text: 'high end', strong: true}],
  }, rows);
}

/** Band, measured and simulated value on a scale of the row's own, with zero. */
export function rowDrawing(row: ValidationRow): SVGSVGElement | null {
  const known = [row.measured, row.low, row.high, row.simulated].filter((v): v is number => v !== null);
  if (known.length === 0) return null;
  const least = Math.min(0, ...known), most = Math.max(0, ...known), room = 0.08 * Math.max(most - least, 1e-12);
  const x = linear([least - room, most + room], 4, 156);
  const drawing = svg('svg', {viewBox: '0 0 160 24', class: 'row-drawing', role: 'img',
    'aria-label': `band ${bandWords(row)}, measured ${valued(row, row.measured)}, simulated ${valued(row, row.simulated)} ${unitOf(row)}`});
  if (row.low !== null || row.high !== null) {
    const from = x(row.low ?? least - room), to = x(row.high ?? most + room);
    drawing.append(svg('rect', {x: near(from), y: 4, width: near(Math.max(to - from, 0.5)), height: 16, class: 'band f0'}));
  }
  drawing.append(svg('path', {d: `M${near(x(0))} 2V22`, class: 'zero', 'stroke-dasharray': '2 2'}));
  if (row.measured !== null) drawing.append(svg('path', {d: bar(Number(near(x(row.measured))), 12), class: 'f0'}));
  if (row.simulated !== null) {
    const shape = row.outcome === 'outside' || row.outcome === 'known' ? diamond : circle;
    drawing.append(svg('path', {d: shape(Number(near(x(row.simulated))), 12), class: `mark f${row.inside ? 2 : 1}`}));
  }
  return drawing;
}
