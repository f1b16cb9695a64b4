// SPDX-License-Identifier: Apache-2.0
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = (id) => document.getElementById(id);

  // texts of the result go in as text, never as markup
  function element(name, attributes = {}, ...children) {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children.filter((c) => c !== null));
    return e;
  }
  function drawn(name, attributes = {}, text = null) {
    const e = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    if (text !== null) e.textContent = text;
    return e;
  }

  // ---- numbers and scales

  const minus = (text) => text.replace('-', '\u2212');
  function short(value, digits = 3) {
    if (value === null || !Number.isFinite(value)) return '\u2014';
    const size = Math.abs(value);
    const places = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    const text = value.toFixed(Math.min(places, 6));
    return minus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
  }
  function clock(seconds) {
    if (seconds === null) return '\u2014';
    const tenths = Math.round(seconds * 10);
    const minutes = Math.floor(tenths / 600);
    return `${minutes}:${((tenths - 600 * minutes) / 10).toFixed(1).padStart(4, '0')}`;
  }
  function duration(seconds) {
    return seconds < 120 ? `${seconds.toFixed(1)} s` : `${clock(seconds)} min`;
  }
  function step(span, wanted, choices) {
    const raw = span / wanted;
    if (choices) {
      for (const c of choices) if (c >= raw) return c;
    }
    const power = 10 ** Math.floor(Math.log10(raw));
    return power * [1, 2, 5, 10].find((f) => f * power >= raw * 0.999);
  }
  function ticks(low, high, by) {
    const all = [];
    for (let i = Math.ceil(low / by - 1e-9); i * by <= high + by * 1e-9; ++i) all.push(i * by);
    return all;
  }
  function extent(lists) {
    let low = Infinity, high = -Infinity;
    for (const list of lists) {
      for (const v of list) {
        if (v === null) continue;
        if (v < low) low = v;
        if (v > high) high = v;
      }
    }
    if (low > high) return [-1, 1];
    return [low, high];
  }
  // room around a range; a quantity that does not move gets a range of its own size
  function roomy([low, high]) {
    let span = high - low;
    const least = 0.02 * Math.max(Math.abs(low), Math.abs(high));
    if (span < least) {
      low -= least / 2;
      high += least / 2;
      span = high - low;
    }
    if (span === 0) return [low - 1, high + 1];
    return [low - 0.05 * span, high + 0.05 * span];
  }
  function places(by) {
    return Math.max(0, -Math.floor(Math.log10(by) + 1e-9));
  }

  const dashes = ['', '7 3', '2 3', '9 3 2 3', '', '5 2'];
  const style = (i) => (dashes[i % 6] ? {'stroke-dasharray': dashes[i % 6]} : {});

  function legend(entries) {
    const box = element('div', {class: 'legend'});
    const outputs = entries.map((entry, i) => {
      const key = drawn('svg', {viewBox: '0 0 26 10', 'aria-hidden': 'true'});
      if (entry.shape) {
        key.append(drawn('path', {d: entry.shape(13, 5), class: `f${i % 6}`}));
      } else {
        key.append(drawn('path', {d: 'M1 5H25', class: `line c${i % 6}`, ...style(i)}));
      }
      const output = element('output');
      box.append(element('span', entry.legend.length > 30 ? {class: 'long'} : {}, key, entry.legend, output));
      return output;
    });
    return [box, outputs];
  }

  // ---- timeline

  const inMinutes = data.end - data.begin > 120;
  const perUnit = inMinutes ? 60 : 1;

  function nearest(times, at) {
    let low = 0, high = times.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] <= at) low = middle; else high = middle;
    }
    return at - times[low] <= times[high] - at ? low : high;
  }

  const point = (x, y) => `M${(x - 1.5).toFixed(1)} ${y.toFixed(1)}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z`;

  const cursors = [];
  function pointAt(at) {
    for (const c of cursors) c(at);
  }

  function drawTimeline(plot, figure, outputs, wish) {
    const width = wish || Math.max(280, Math.round(figure.clientWidth || 600));
    const height = Math.round(Math.min(250, Math.max(180, width * 0.4)));
    const box = {left: 56, right: width - 10, top: 10, bottom: height - 36};
    const begin = data.begin, end = Math.max(data.end, data.begin + 1e-3);
    let [low, high] = roomy(extent(plot.lines.map((l) => l.y)));
    if (plot.marks.length > 0 || plot.id === 'tipping' || plot.id === 'bed-angle') {
      low = Math.min(low, 0);
      high = Math.max(high, 0);
    }
    const x = (t) => box.left + (t - begin) / (end - begin) * (box.right - box.left);
    const y = (v) => box.bottom - (v - low) / (high - low) * (box.bottom - box.top);
    const svg = drawn('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img',
                              'aria-label': `${plot.title} in ${plot.unit} over time`});

    const yStep = step(high - low, height < 200 ? 4 : 5, plot.unit === 'deg' ? [1, 2, 5, 10, 15, 30, 45, 90] : null);
    for (const v of ticks(low, high, yStep)) {
      const zero = Math.abs(v) < yStep * 1e-6;
      svg.append(drawn('path', {d: `M${box.left} ${y(v).toFixed(1)}H${box.right}`, class: zero ? 'zero' : 'grid'}));
      svg.append(drawn('text', {x: box.left - 6, y: (y(v) + 4).toFixed(1), 'text-anchor': 'end'},
                       minus((zero ? 0 : v).toFixed(places(yStep)))));
    }
    const xStep = step((end - begin) / perUnit, width < 420 ? 5 : 9, inMinutes ? [0.5, 1, 2, 5, 10, 15, 30, 60] : null);
    for (const u of ticks(begin / perUnit, end / perUnit, xStep)) {
      const at = x(u * perUnit);
      svg.append(drawn('path', {d: `M${at.toFixed(1)} ${box.bottom}v4`, class: 'zero'}));
      svg.append(drawn('text', {x: at.toFixed(1), y: box.bottom + 17, 'text-anchor': 'middle'}, u.toFixed(places(xStep))));
    }
    svg.append(drawn('path', {d: `M${box.left} ${box.bottom}H${box.right}`, class: 'zero'}));
    svg.append(drawn('text', {x: box.right, y: height - 4, 'text-anchor': 'end'}, inMinutes ? 'time, min' : 'time, s'));

    plot.lines.forEach((line, i) => {
      let d = '', pen = 'M';
      if (line.points) {
        for (let k = 0; k < line.t.length; ++k) d += point(x(line.t[k]), y(line.y[k]));
        svg.append(drawn('path', {d, class: `f${i % 6}`}));
        return;
      }
      for (let k = 0; k < line.t.length; ++k) {
        if (line.y[k] === null) {
          pen = 'M';
          continue;
        }
        d += `${pen}${x(line.t[k]).toFixed(1)} ${y(line.y[k]).toFixed(1)}`;
        pen = 'L';
      }
      svg.append(drawn('path', {d, class: `line c${i % 6}`, ...style(i)}));
    });
    for (const mark of plot.marks) {
      const at = x(mark.t), zero = y(0), s = mark.up ? -1 : 1;
      const shape = drawn('path', {
        d: `M${(at - 5).toFixed(1)} ${zero.toFixed(1)}h10l-5 ${9 * s}z`, class: `mark f${mark.line % 6}`});
      shape.append(drawn('title', {}, `${plot.lines[mark.line].legend} ${mark.up ? 'unloaded' : 'loaded'} at ${clock(mark.t)}`));
      svg.append(shape);
    }

    const cursor = drawn('path', {class: 'cursor', visibility: 'hidden'});
    svg.append(cursor);
    svg.addEventListener('pointermove', (event) => {
      const frame = svg.getBoundingClientRect();
      const share = ((event.clientX - frame.left) / frame.width * width - box.left) / (box.right - box.left);
      pointAt(share < 0 || share > 1 ? null : begin + share * (end - begin));
    });
    svg.addEventListener('pointerleave', () => pointAt(null));
    const show = (at) => {
      cursor.setAttribute('visibility', at === null ? 'hidden' : 'visible');
      if (at !== null) cursor.setAttribute('d', `M${x(at).toFixed(1)} ${box.top}V${box.bottom}`);
      plot.lines.forEach((line, i) => {
        outputs[i].textContent = at === null ? '' : `${short(line.y[nearest(line.t, at)])} ${plot.unit}`;
      });
    };
    return [svg, show];
  }

  function timeline(plot, index) {
    const [key, outputs] = legend(plot.lines.map((l) => (l.points ? {legend: l.legend, shape: point} : l)));
    const caption = element('figcaption', {}, `${plot.title}, ${plot.unit} `,
                            plot.status ? element('span', {class: 'status'}, `(${plot.status})`) : null);
    const figure = element('figure', {id: `plot-${plot.id}`}, caption, key);
    if (plot.missing.length > 0) {
      figure.append(element('p', {class: 'hint'}, `Not recorded: ${plot.missing.join(', ')}.`));
    }
    if (plot.note) figure.append(element('p', {class: 'hint'}, plot.note));
    if (plot.id === 'disc-force') {
      const untold = plot.crossings - plot.marks.length;
      figure.append(element('p', {class: 'hint'},
        '\u25b2 the disc is unloaded, \u25bc it is pressed again (sign changes beyond \u00b11 N)' +
        (untold > 0 ? `; ${untold} more are not marked.` : plot.crossings === 0 ? '; none in this session.' : '.')));
    }
    byId('plots').append(figure);
    let svg = null;
    const redraw = (wish) => {
      const [next, show] = drawTimeline(plot, figure, outputs, wish);
      if (svg) svg.replaceWith(next); else figure.append(next);
      svg = next;
      cursors[index] = show;
    };
    return redraw;
  }

  // ---- spine profile

  const circle = (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`;
  const diamond = (x, y) => `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;
  const bar = (x, y) => `M${x - 1.5} ${y - 5.5}h3v11h-3z`;
  const shapes = [circle, diamond, bar];

  function drawProfile(title, unit, columns, figure, wish) {
    const levels = data.profile.levels;
    const width = wish || Math.max(280, Math.round(figure.clientWidth || 600));
    const row = 17;
    const height = levels.length * row + 44;
    const box = {left: 70, right: width - 14, top: 6, bottom: height - 38};
    let [low, high] = roomy(extent(columns.map((c) => c.y)));
    low = Math.min(low, 0);
    high = Math.max(high, 0);
    const x = (v) => box.left + (v - low) / (high - low) * (box.right - box.left);
    const y = (i) => box.top + (i + 0.5) * row;
    const svg = drawn('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title} in ${unit} per level`});
    const by = step(high - low, width < 420 ? 4 : 7);
    for (const v of ticks(low, high, by)) {
      const zero = Math.abs(v) < by * 1e-6;
      svg.append(drawn('path', {d: `M${x(v).toFixed(1)} ${box.top}V${box.bottom}`, class: zero ? 'zero' : 'grid'}));
      svg.append(drawn('text', {x: x(v).toFixed(1), y: box.bottom + 16, 'text-anchor': 'middle'},
                       minus((zero ? 0 : v).toFixed(places(by)))));
    }
    svg.append(drawn('text', {x: box.right, y: height - 4, 'text-anchor': 'end'}, unit));
    levels.forEach((level, i) => {
      svg.append(drawn('text', {x: box.left - 8, y: y(i) + 4, 'text-anchor': 'end'}, level));
      const values = columns.map((c) => c.y[i]).filter((v) => v !== null);
      if (values.length === 0) return;
      // a stem to zero for one quantity, a span between them for several
      const from = columns.length === 1 ? 0 : Math.min(...values);
      svg.append(drawn('path', {d: `M${x(from).toFixed(1)} ${y(i)}H${x(columns.length === 1 ? values[0] : Math.max(...values)).toFixed(1)}`, class: 'grid'}));
    });
    columns.forEach((column, c) => {
      column.y.forEach((v, i) => {
        if (v === null) return;
        const mark = drawn('path', {d: shapes[c % 3](+x(v).toFixed(1), y(i)), class: `mark f${c % 6}`});
        mark.append(drawn('title', {}, `${levels[i]} ${column.legend}: ${short(v)} ${unit}`));
        svg.append(mark);
      });
    });
    return svg;
  }

  function profile(id, title, unit, columns) {
    const [key] = legend(columns.map((c, i) => ({legend: c.legend, shape: shapes[i % 3]})));
    const figure = element('figure', {id}, element('figcaption', {}, `${title}, ${unit}`), key);
    byId('profile-plots').append(figure);
    let svg = null;
    return (wish) => {
      const next = drawProfile(title, unit, columns, figure, wish);
      if (svg) svg.replaceWith(next); else figure.append(next);
      svg = next;
    };
  }

  // ---- lines against the bed angle

  function drawAgainstAngle(loop, figure, wish) {
    const width = wish || Math.max(280, Math.round(figure.clientWidth || 600));
    const height = Math.round(Math.min(360, Math.max(220, width * 0.5)));
    const box = {left: 56, right: width - 10, top: 10, bottom: height - 36};
    const [least, steepest] = extent(loop.lines.map((l) => l.a));
    const begin = Math.min(0, least), end = Math.max(1, steepest);
    const [low, high] = roomy(extent([[0], ...loop.lines.map((l) => l.y), ...loop.bands.flatMap((b) => [b.least, b.greatest])]));
    const x = (a) => (box.left + (a - begin) / (end - begin) * (box.right - box.left)).toFixed(1);
    const y = (v) => (box.bottom - (v - low) / (high - low) * (box.bottom - box.top)).toFixed(1);
    const svg = drawn('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${loop.title}, ${loop.unit}`});
    const yStep = step(high - low, 5);
    for (const v of ticks(low, high, yStep)) {
      const zero = Math.abs(v) < yStep * 1e-6;
      svg.append(drawn('path', {d: `M${box.left} ${y(v)}H${box.right}`, class: zero ? 'zero' : 'grid'}));
      svg.append(drawn('text', {x: box.left - 6, y: +y(v) + 4, 'text-anchor': 'end'}, minus((zero ? 0 : v).toFixed(places(yStep)))));
    }
    for (const a of ticks(begin, end, step(end - begin, 7, [1, 2, 5, 10, 15, 30]))) {
      svg.append(drawn('path', {d: `M${x(a)} ${box.bottom}v4`, class: 'zero'}));
      svg.append(drawn('text', {x: x(a), y: box.bottom + 17, 'text-anchor': 'middle'}, minus(`${a}`)));
    }
    svg.append(drawn('text', {x: box.right, y: height - 4, 'text-anchor': 'end'}, 'bed angle, deg'));
    const path = (a, v) => a.map((at, i) => `${x(at)} ${y(v[i])}`).join('L');
    loop.bands.forEach((band, i) => {
      if (band.a.length < 2) return;
      const back = path([...band.a].reverse(), [...band.greatest].reverse());
      svg.append(drawn('path', {d: `M${path(band.a, band.least)}L${back}Z`, class: `band f${i}`}));
    });
    loop.lines.forEach((line, i) => {
      if (line.a.length > 0) svg.append(drawn('path', {d: `M${path(line.a, line.y)}`, class: `line c${i % 6}`, ...style(i)}));
    });
    return svg;
  }

  // a figure in its place; gives what draws it again
  function againstAngle(loop, id, place) {
    const [key] = legend(loop.lines);
    const figure = element('figure', {id}, element('figcaption', {}, `${loop.title}, ${loop.unit} `,
      loop.status ? element('span', {class: 'status'}, `(${loop.status})`) : null), key);
    byId(place).append(figure);
    let svg = null;
    return (wish) => {
      const next = drawAgainstAngle(loop, figure, wish);
      if (svg) svg.replaceWith(next); else figure.append(next);
      svg = next;
    };
  }

  // ---- words and tables

  function table(id, heads, rows) {
    const body = element('tbody');
    for (const cells of rows) {
      body.append(element('tr', {}, ...cells.map((c) => (
        c !== null && typeof c === 'object' ? element('td', {class: c.class}, c.text) : element('td', {}, c ?? '')))));
    }
    byId(id).append(element('thead', {}, element('tr', {}, ...heads.map((h) => element('th', {scope: 'col'}, h)))), body);
  }
  const code = (text) => ({class: 'code', text});
  const number = (text) => ({class: 'number', text});

  byId('subtitle').textContent = [
    data.subject, data.table, `${duration(data.end - data.begin)} simulated`].filter((t) => t).join(' \u00b7 ');
  if (data.description) byId('subtitle').title = data.description;
  byId('cut-short').hidden = data.finished;
  for (const a of data.answers) {
    byId('answers').append(element('div', {class: `answer ${a.mood}`, id: `answer-${a.id}`},
      element('div', {class: 'label'}, a.label),
      element('div', {class: 'value'}, element('span', {class: 'figure'}, minus(a.value)),
              a.unit ? element('wbr') : null, a.unit ? element('span', {class: 'unit'}, a.unit) : null),
      element('div', {class: 'note'}, a.note)));
  }
  byId('timeline-hint').append(
    `${data.rows} samples, ${data.rows > 2 * data.columns ?
      `drawn as the least and the greatest of each ${((data.end - data.begin) / data.columns).toPrecision(2)} s` : 'all drawn'}. `,
    element('span', {class: 'pointer'}, 'Point at a plot to read values.'));

  const redraws = data.plots.map(timeline);
  if (data.profile) {
    byId('profile-hint').textContent =
      `All levels at the last sample within 0.2 deg of the greatest angle: ${short(data.profile.angle)} deg at ${clock(data.profile.time)} min. ` +
      'Forces along the mid-disc normal, tension positive.' +
      (data.profile.missing.length > 0 ? ` Not recorded: ${data.profile.missing.join(', ')}.` : '');
    if (data.profile.forces.length > 0) redraws.push(profile('profile-forces', 'Axial forces', 'N', data.profile.forces));
    if (data.profile.heights.length > 0) redraws.push(profile('profile-heights', 'Disc height, change from lying relaxed', 'mm', data.profile.heights));
  } else {
    byId('profile').hidden = true;
  }
  if (data.traction) {
    byId('traction-hint').textContent = 'Means over each degree while the bed turns, tension positive. ' + (data.traction.runs_in_band > 0 ?
      `Shaded: the least and the greatest of this run and ${data.traction.runs_in_band} more of the same session at other friction coefficients.` :
      'The friction of the bed is not known well: results of the same session at other values of settings.friction, given with --band, show how far it matters.');
    redraws.push(againstAngle(data.traction, 'plot-traction-angle', 'traction-plot'));
  } else {
    byId('traction').hidden = true;
  }
  if (data.ladder) redraws.push(againstAngle(data.ladder, 'plot-ladder', 'ladder-plot')); else byId('ladder').hidden = true;
  if (data.left_out.length > 0) {
    byId('left-out').hidden = false;
    for (const one of data.left_out) {
      byId('left-out').querySelector('ul').append(
        element('li', {}, `${one.title}: this result has no ${one.missing.join(', ')}.`));
    }
  }
  table('events', ['time, min', 'kind', 'what happened'],
        data.events.map((e) => [number(clock(e.time)), e.kind.replaceAll('_', ' '), e.text]));
  if (data.events.length === 0) byId('events').replaceWith(element('p', {}, 'None was recorded.'));
  table('figures', ['figure', 'value', 'unit', 'mark', 'meaning'],
        data.figures.map((f) => [f.name, number(short(f.value, 4)), f.unit,
                                 f.status === '' ? '\u2014' : f.status, f.meaning]));
  if (data.figures.length === 0) byId('figures').replaceWith(element('p', {}, 'This result has none: the run was cut short.'));
  table('sources', ['role', 'name', 'file', 'hash'],
        data.provenance.sources.map((s) => [s.role, s.name, code(s.path), code(s.hash)]));
  table('provenance', ['', ''], data.provenance.rows.map((r) => [r.key.replaceAll('_', ' '), code(r.value)]));

  // `wish`: width of a plot, when not that of its place on the screen
  const redraw = (wish) => redraws.forEach((r) => r(wish));
  redraw();
  let drawnAt = document.documentElement.clientWidth;
  addEventListener('resize', () => {
    if (document.documentElement.clientWidth === drawnAt) return;
    drawnAt = document.documentElement.clientWidth;
    requestAnimationFrame(() => redraw());
  });
  // on paper two plots share a line, whatever the screen is like
  addEventListener('beforeprint', () => redraw(400));
  addEventListener('afterprint', () => redraw());
})();
