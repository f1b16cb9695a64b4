// SPDX-License-Identifier: Apache-2.0
// The plots of a session: over time, against the bed's angle, per level.
import {clock} from '../format';
import {type Cursor, LinePlot} from '../plot/lines';
import {type ProfileColumn, ProfilePlot} from '../plot/profile';
import {extent} from '../scales';
import type {AnglePlot, Profile, Session, TimePlot} from './data';

/** The axis of time of a session. */
function timeAxis(session: Session) {
  const minutes = session.end - session.begin > 120;
  return {
    label: minutes ? 'time, min' : 'time, s', unit: minutes ? 'min' : 's', per: minutes ? 60 : 1,
    range: [session.begin, Math.max(session.end, session.begin + 1e-3)] as const,
  };
}

function notesOf(plot: TimePlot): string[] {
  const notes: string[] = [];
  if (plot.missing.length > 0) notes.push(`Not recorded: ${plot.missing.join(', ')}.`);
  if (plot.note !== undefined) notes.push(plot.note);
  if (plot.id === 'disc-force') {
    const untold = plot.crossings - plot.marks.length;
    notes.push('\u25b2 the disc is unloaded, \u25bc it is pressed again (sign changes beyond \u00b11 N)' +
      (untold > 0 ? `; ${untold} more are not marked.` : plot.crossings === 0 ? '; none in this session.' : '.'));
  }
  return notes;
}

/** A plot over time; lines of the result beside it are thin. */
export function timePlot(plot: TimePlot, session: Session, cursor: Cursor, beside: TimePlot | null = null): LinePlot {
  return new LinePlot({
    id: plot.id, title: plot.title, unit: plot.unit, status: plot.status, notes: notesOf(plot), x: timeAxis(session),
    zero: plot.id === 'tipping' || plot.id === 'bed-angle',
    lines: [
      ...plot.lines.map((l, i) => ({legend: l.legend, x: l.t, y: l.y, points: l.points, style: i})),
      ...(beside?.lines ?? []).map((l, i) => ({legend: `B: ${l.legend}`, x: l.t, y: l.y, style: i, beside: true})),
    ],
    marks: plot.marks.map((m) => ({line: m.line, x: m.t, up: m.up,
      text: `${plot.lines[m.line]?.legend ?? ''} ${m.up ? 'unloaded' : 'loaded'} at ${clock(m.t)}`})),
  }, cursor);
}

/** Lines against the bed's angle; those of the result beside it are thin. */
export function anglePlot(plot: AnglePlot, id: string, beside: AnglePlot | null = null): LinePlot {
  const [least, steepest] = extent([...plot.lines, ...(beside?.lines ?? [])].map((l) => l.a));
  return new LinePlot({
    id, title: plot.title, unit: plot.unit, status: plot.status, zero: true,
    x: {label: 'bed angle, deg', unit: 'deg', per: 1, range: [Math.min(0, least), Math.max(1, steepest)]},
    lines: [...plot.lines.map((l, i) => ({legend: l.legend, x: l.a, y: l.y, style: i})),
            ...(beside?.lines ?? []).map((l, i) => ({legend: `B: ${l.legend}`, x: l.a, y: l.y, style: i, beside: true}))],
    bands: plot.bands.map((b) => ({x: b.a, least: b.least, greatest: b.greatest})),
    height: (width) => Math.min(360, Math.max(220, width * 0.5)),
  });
}

/** The columns of B, of a level that A has too. */
function besideColumns(levels: readonly string[], beside: Profile | null, columns: Profile['forces'] | undefined): ProfileColumn[] {
  if (beside === null || columns === undefined) return [];
  return columns.map((c, style) => ({legend: `B: ${c.legend}`, style, beside: true,
                                     y: levels.map((l) => c.y[beside.levels.indexOf(l)] ?? null)}));
}

export function profilePlots(profile: Profile, beside: Profile | null = null): ProfilePlot[] {
  const all: ProfilePlot[] = [];
  if (profile.forces.length > 0) {
    all.push(new ProfilePlot({id: 'profile-forces', title: 'Axial forces', unit: 'N', rows: profile.levels,
                              columns: [...profile.forces, ...besideColumns(profile.levels, beside, beside?.forces)]}));
  }
  if (profile.heights.length > 0) {
    all.push(new ProfilePlot({id: 'profile-heights', title: 'Disc height, change from lying relaxed', unit: 'mm',
                              rows: profile.levels, columns: [...profile.heights, ...besideColumns(profile.levels, beside, beside?.heights)]}));
  }
  return all;
}
