// SPDX-License-Identifier: Apache-2.0
// made by `./dev web` from sim/report/web, not written by hand
"use strict";
(() => {
  // src/data.ts
  function readData() {
    const text = document.getElementById("data")?.textContent ?? "null";
    return JSON.parse(text);
  }

  // src/dom.ts
  var svgNames = "http://www.w3.org/2000/svg";
  function dress(e, attributes) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value === false) continue;
      e.setAttribute(key, value === true ? "" : String(value));
    }
  }
  function el(name, attributes = {}, ...children) {
    const e = document.createElement(name);
    dress(e, attributes);
    e.append(...children.filter((c) => c !== null && c !== false));
    return e;
  }
  function svg(name, attributes = {}, ...children) {
    const e = document.createElementNS(svgNames, name);
    dress(e, attributes);
    e.append(...children.filter((c) => c !== null && c !== false));
    return e;
  }
  function byId(id) {
    const e = document.getElementById(id);
    if (e === null) throw new Error(`the page has no element '${id}'`);
    return e;
  }

  // src/format.ts
  var none = "—";
  function minus(text) {
    return text.replace(/-(?=[\d.])/g, "−");
  }
  function short(value, digits = 3) {
    if (value === null || value === void 0 || !Number.isFinite(value)) return none;
    const size = Math.abs(value);
    const places2 = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return fixed(value, Math.min(places2, 6));
  }
  function fixed(value, decimals) {
    if (value === null || value === void 0 || !Number.isFinite(value)) return none;
    const text = value.toFixed(decimals);
    return minus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
  }
  function clock(seconds) {
    if (seconds === null || !Number.isFinite(seconds)) return none;
    const tenths = Math.round(seconds * 10);
    const minutes = Math.floor(tenths / 600);
    return `${minutes}:${((tenths - 600 * minutes) / 10).toFixed(1).padStart(4, "0")}`;
  }
  function duration(seconds) {
    return seconds < 120 ? `${seconds.toFixed(1)} s` : `${clock(seconds)} min`;
  }
  function withUnit(text, unit) {
    return unit === "" || text === none ? text : `${text} ${unit}`;
  }

  // src/parts.ts
  function answerCards(answers, id = "answers") {
    const box = el("section", { id, class: "answers", "aria-label": "Key figures at a glance" });
    for (const a of answers) {
      box.append(el(
        "div",
        { class: `answer ${a.mood}`, id: `answer-${a.id}` },
        el("div", { class: "label" }, a.label),
        el(
          "div",
          { class: "value" },
          el("span", { class: "figure" }, minus(a.value)),
          a.unit === "" ? null : el("wbr"),
          a.unit === "" ? null : el("span", { class: "unit" }, a.unit)
        ),
        el("div", { class: "note" }, minus(a.note))
      ));
    }
    return box;
  }
  var code = (text) => ({ class: "code", text });
  var number = (text) => ({ class: "number", text });
  function table(id, heads, rows) {
    const cell = (c) => {
      if (typeof c === "string") return el("td", {}, c);
      if (c instanceof HTMLElement) return el("td", {}, c);
      return el("td", { class: c.class }, c.text);
    };
    const head = heads.some((h) => h !== "") ? el("thead", {}, el("tr", {}, ...heads.map((h) => el("th", { scope: "col" }, h)))) : null;
    return el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": id.replaceAll("-", " ") }, el(
      "table",
      { id },
      head,
      el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map(cell))))
    ));
  }
  function provenanceTables(provenance) {
    return [
      table(
        "sources",
        ["role", "name", "file", "hash"],
        provenance.sources.map((s) => [s.role, s.name, code(s.path), code(s.hash)])
      ),
      table(
        "provenance",
        ["", ""],
        provenance.rows.map((r) => [r.key.replaceAll("_", " "), code(r.value)])
      )
    ];
  }
  var marks = [
    ["—", "no mark: rests on no unverified figure"],
    ["derived", "rests on figures computed from others"],
    ["recalled", "rests on a figure known from memory, not verified in a source"],
    ["assumed", "rests on a figure chosen for this model"],
    ["unknown", "the signal behind it, which bears the mark, was not recorded"]
  ];
  function markLegend() {
    return [
      el("dl", { class: "marks" }, ...marks.flatMap(([mark, text]) => [el("dt", {}, mark), el("dd", {}, text)])),
      el("p", { class: "hint" }, "A mark names the weakest figure that a result rests on.")
    ];
  }

  // src/scales.ts
  function step(span, wanted, choices = []) {
    const raw = span / wanted;
    for (const c of choices) if (c >= raw) return c;
    const power = 10 ** Math.floor(Math.log10(raw));
    return power * ([1, 2, 5, 10].find((f) => f * power >= raw * 0.999) ?? 10);
  }
  function ticks(low, high, by) {
    const all = [];
    for (let i = Math.ceil(low / by - 1e-9); i * by <= high + by * 1e-9; ++i) all.push(i * by);
    return all;
  }
  function places(by) {
    return Math.max(0, -Math.floor(Math.log10(by) + 1e-9));
  }
  function extent(lists) {
    let low = Infinity, high = -Infinity;
    for (const list of lists) {
      for (const v of list) {
        if (v === null || Number.isNaN(v)) continue;
        if (v < low) low = v;
        if (v > high) high = v;
      }
    }
    return low > high ? [-1, 1] : [low, high];
  }
  function roomy([low, high]) {
    let span = high - low;
    const least = 0.02 * Math.max(Math.abs(low), Math.abs(high));
    if (span < least) {
      low -= least / 2;
      high += least / 2;
      span = high - low;
    }
    return span === 0 ? [low - 1, high + 1] : [low - 0.05 * span, high + 0.05 * span];
  }
  function withZero([low, high]) {
    return [Math.min(low, 0), Math.max(high, 0)];
  }
  function linear([low, high], from, to) {
    const slope = (to - from) / (high - low);
    return (v) => from + (v - low) * slope;
  }
  function placeBefore(list, at) {
    let low = 0, high = list.length - 1;
    while (high > low) {
      const middle = low + high + 1 >> 1;
      if ((list[middle] ?? Infinity) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  function nearest(list, at) {
    const before = placeBefore(list, at);
    const a = list[before], b = list[before + 1];
    return a !== void 0 && b !== void 0 && b - at < at - a ? before + 1 : before;
  }

  // src/plot/axes.ts
  var near = (v) => v.toFixed(1);
  function choicesOf(unit) {
    if (unit === "deg") return [1, 2, 5, 10, 15, 30, 45, 90];
    if (unit === "min") return [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
    return [];
  }
  function widthOf(figure, wish) {
    return wish ?? Math.max(240, Math.round(figure.clientWidth || 600));
  }
  function gridAcross(into, box, range, y, wanted, unit) {
    const by = step(range[1] - range[0], wanted, choicesOf(unit));
    for (const v of ticks(range[0], range[1], by)) {
      const zero = Math.abs(v) < by * 1e-6;
      into.append(
        svg("path", { d: `M${box.left} ${near(y(v))}H${box.right}`, class: zero ? "zero" : "grid" }),
        svg("text", { x: box.left - 6, y: near(y(v) + 4), "text-anchor": "end" }, fixed(zero ? 0 : v, places(by)))
      );
    }
  }
  function gridBelow(into, box, range, x, wanted, unit, label, full = false) {
    const by = step(range[1] - range[0], wanted, choicesOf(unit));
    for (const v of ticks(range[0], range[1], by)) {
      const zero = Math.abs(v) < by * 1e-6;
      into.append(full ? svg("path", { d: `M${near(x(v))} ${box.top}V${box.bottom}`, class: zero ? "zero" : "grid" }) : svg("path", { d: `M${near(x(v))} ${box.bottom}v4`, class: "zero" }));
      into.append(svg("text", { x: near(x(v)), y: box.bottom + 17, "text-anchor": "middle" }, fixed(zero ? 0 : v, places(by))));
    }
    into.append(
      svg("path", { d: `M${box.left} ${box.bottom}H${box.right}`, class: "zero" }),
      svg("text", { x: box.right, y: box.bottom + 32, "text-anchor": "end" }, label)
    );
  }

  // src/plot/marks.ts
  var dashes = ["", "7 3", "2 3", "9 3 2 3", "", "5 2"];
  function lineStyle(i) {
    const dash = dashes[i % 6] ?? "";
    return { class: `line c${i % 6}`, ...dash === "" ? {} : { "stroke-dasharray": dash } };
  }
  var circle = (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`;
  var diamond = (x, y) => `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;
  var bar = (x, y) => `M${x - 1.5} ${y - 5.5}h3v11h-3z`;
  var dot = (x, y) => `M${(x - 1.5).toFixed(1)} ${y.toFixed(1)}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z`;
  var shapes = [circle, diamond, bar];
  var shapeOf = (i) => shapes[i % shapes.length] ?? circle;
  function legend(entries) {
    const box = el("div", { class: "legend" });
    const values = entries.map((entry, i) => {
      const key = svg("svg", { viewBox: "0 0 26 10", "aria-hidden": "true" });
      const style = entry.style ?? i;
      if (entry.shape) {
        key.append(svg("path", { d: entry.shape(13, 5), class: `f${style % 6}` }));
      } else {
        const line = svg("path", { d: "M1 5H25", ...lineStyle(style) });
        if (entry.beside === true) line.classList.add("beside");
        key.append(line);
      }
      const value = el("output");
      box.append(el("span", entry.text.length > 30 ? { class: "long" } : {}, key, entry.text, value));
      return value;
    });
    return { box, values };
  }

  // src/plot/lines.ts
  function drawLine(into, line, i, x, y) {
    let d = "", pen = "M";
    const style = line.style ?? i;
    for (let k = 0; k < line.x.length; ++k) {
      const at = line.x[k], v = line.y[k];
      if (at === void 0 || v === null || v === void 0 || Number.isNaN(v)) {
        pen = "M";
      } else if (line.points === true) {
        d += dot(x(at), y(v));
      } else {
        d += `${pen}${near(x(at))} ${near(y(v))}`;
        pen = "L";
      }
    }
    if (d === "") return;
    const path = svg("path", line.points === true ? { d, class: `f${style % 6}` } : { d, ...lineStyle(style) });
    if (line.beside === true) path.classList.add("beside");
    into.append(path);
  }
  var LinePlot = class {
    constructor(plot, cursor = null) {
      this.plot = plot;
      this.cursor = cursor;
      this.drawn = null;
      this.mark = null;
      this.pointed = null;
      this.box = { left: 0, right: 1, top: 0, bottom: 1 };
      this.place = () => 0;
      const { box, values } = legend(plot.lines.map((l, i) => ({ text: l.legend, style: l.style ?? i, shape: l.points === true ? dot : void 0, beside: l.beside })));
      this.values = values;
      this.figure = el(
        "figure",
        { id: `plot-${plot.id}` },
        el(
          "figcaption",
          {},
          plot.unit === "" ? `${plot.title} ` : `${plot.title}, ${plot.unit} `,
          plot.status ? el("span", { class: "status" }, `(${plot.status})`) : null
        ),
        box,
        ...(plot.notes ?? []).map((n) => el("p", { class: "hint" }, n))
      );
      cursor?.onChange(() => this.show());
    }
    draw(wish) {
      const { plot } = this;
      const width = widthOf(this.figure, wish);
      const height = Math.round(plot.height?.(width) ?? Math.min(250, Math.max(180, width * 0.4)));
      const box = this.box = { left: 56, right: width - 10, top: 10, bottom: height - 36 };
      const begin = plot.x.range[0], end = Math.max(plot.x.range[1], begin + 1e-3);
      const bands = plot.bands ?? [], marks2 = plot.marks ?? [];
      let range = roomy(extent([...plot.lines.map((l) => Array.from(l.y)), ...bands.flatMap((b) => [b.least, b.greatest])]));
      if (plot.zero === true || marks2.length > 0) range = withZero(range);
      const x = linear([begin, end], box.left, box.right), y = linear(range, box.bottom, box.top);
      const drawing = svg("svg", {
        viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-label": `${plot.title} in ${plot.unit}, ${plot.x.label}`
      });
      gridAcross(drawing, box, range, y, height < 200 ? 4 : 5, plot.unit);
      gridBelow(
        drawing,
        box,
        [begin / plot.x.per, end / plot.x.per],
        (u) => x(u * plot.x.per),
        width < 420 ? 5 : 9,
        plot.x.unit,
        plot.x.label
      );
      bands.forEach((band, i) => {
        if (band.x.length < 2) return;
        const edge = (v) => v.map((b, k) => `${near(x(band.x[k] ?? 0))} ${near(y(b))}`);
        drawing.append(svg("path", { d: `M${[...edge(band.greatest), ...edge(band.least).reverse()].join("L")}Z`, class: `band f${i % 6}` }));
      });
      plot.lines.forEach((line, i) => drawLine(drawing, line, i, x, y));
      for (const m of marks2) {
        const shape = svg("path", { d: `M${near(x(m.x) - 5)} ${near(y(0))}h10l-5 ${m.up ? -9 : 9}z`, class: `mark f${m.line % 6}` });
        shape.append(svg("title", {}, m.text));
        drawing.append(shape);
      }
      if (this.cursor) this.listen(drawing, width, x, begin, end);
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.figure.append(drawing);
      this.drawn = drawing;
      this.show();
    }
    listen(drawing, width, x, begin, end) {
      drawing.classList.add("scrubs");
      this.mark = svg("path", { class: "cursor" });
      drawing.append(this.mark);
      this.place = x;
      const { box } = this;
      const under = (event) => {
        const frame = drawing.getBoundingClientRect();
        const share = ((event.clientX - frame.left) / frame.width * width - box.left) / (box.right - box.left);
        return begin + Math.min(1, Math.max(0, share)) * (end - begin);
      };
      drawing.addEventListener("pointerdown", (event) => {
        drawing.setPointerCapture(event.pointerId);
        this.pointed = null;
        this.cursor?.seek(under(event));
      });
      drawing.addEventListener("pointermove", (event) => {
        if (drawing.hasPointerCapture(event.pointerId)) {
          this.cursor?.seek(under(event));
        } else if (event.pointerType === "mouse") {
          this.pointed = under(event);
          this.show();
        }
      });
      drawing.addEventListener("pointerleave", () => {
        this.pointed = null;
        this.show();
      });
    }
    show() {
      if (this.cursor === null || this.mark === null) return;
      const at = this.pointed ?? this.cursor.value;
      this.mark.setAttribute("d", `M${near(this.place(at))} ${this.box.top}V${this.box.bottom}`);
      this.mark.classList.toggle("pointed", this.pointed !== null);
      this.plot.lines.forEach((line, i) => {
        const output = this.values[i];
        if (output) output.textContent = withUnit(short(line.y[nearest(line.x, at)]), this.plot.unit);
      });
    }
  };

  // src/plot/profile.ts
  var ProfilePlot = class {
    constructor(plot) {
      this.plot = plot;
      this.drawn = null;
      const { box } = legend(plot.columns.map((c, i) => ({ text: c.legend, shape: shapeOf(i) })));
      this.figure = el("figure", { id: plot.id }, el("figcaption", {}, `${plot.title}, ${plot.unit}`), box);
    }
    draw(wish) {
      const { rows, columns, title, unit } = this.plot;
      const width = widthOf(this.figure, wish), row = 17, height = rows.length * row + 44;
      const box = { left: 70, right: width - 14, top: 6, bottom: height - 38 };
      const range = withZero(roomy(extent(columns.map((c) => c.y))));
      const x = linear(range, box.left, box.right);
      const y = (i) => box.top + (i + 0.5) * row;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title} in ${unit} per level` });
      gridBelow(drawing, box, range, x, width < 420 ? 4 : 7, unit, unit, true);
      rows.forEach((level, i) => {
        drawing.append(svg("text", { x: box.left - 8, y: y(i) + 4, "text-anchor": "end" }, level));
        const values = columns.map((c) => c.y[i]).filter((v) => typeof v === "number");
        if (values.length === 0) return;
        const [least, greatest] = extent([values]);
        const from = columns.length === 1 ? 0 : least;
        drawing.append(svg("path", { d: `M${near(x(from))} ${y(i)}H${near(x(columns.length === 1 ? values[0] ?? 0 : greatest))}`, class: "grid" }));
      });
      columns.forEach((column, c) => {
        column.y.forEach((v, i) => {
          if (v === null) return;
          const mark = svg("path", { d: shapeOf(c)(Number(near(x(v))), y(i)), class: `mark f${c % 6}` });
          mark.append(svg("title", {}, `${rows[i] ?? ""} ${column.legend}: ${short(v)} ${unit}`));
          drawing.append(mark);
        });
      });
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.figure.append(drawing);
      this.drawn = drawing;
    }
  };

  // src/session/plots.ts
  function timeAxis(session) {
    const minutes = session.end - session.begin > 120;
    return {
      label: minutes ? "time, min" : "time, s",
      unit: minutes ? "min" : "s",
      per: minutes ? 60 : 1,
      range: [session.begin, Math.max(session.end, session.begin + 1e-3)]
    };
  }
  function notesOf(plot) {
    const notes = [];
    if (plot.missing.length > 0) notes.push(`Not recorded: ${plot.missing.join(", ")}.`);
    if (plot.note !== void 0) notes.push(plot.note);
    if (plot.id === "disc-force") {
      const untold = plot.crossings - plot.marks.length;
      notes.push("▲ the disc is unloaded, ▼ it is pressed again (sign changes beyond ±1 N)" + (untold > 0 ? `; ${untold} more are not marked.` : plot.crossings === 0 ? "; none in this session." : "."));
    }
    return notes;
  }
  function timePlot(plot, session, cursor, beside = null) {
    return new LinePlot({
      id: plot.id,
      title: plot.title,
      unit: plot.unit,
      status: plot.status,
      notes: notesOf(plot),
      x: timeAxis(session),
      zero: plot.id === "tipping" || plot.id === "bed-angle",
      lines: [
        ...plot.lines.map((l, i) => ({ legend: l.legend, x: l.t, y: l.y, points: l.points, style: i })),
        ...(beside?.lines ?? []).map((l, i) => ({ legend: `B: ${l.legend}`, x: l.t, y: l.y, style: i, beside: true }))
      ],
      marks: plot.marks.map((m) => ({
        line: m.line,
        x: m.t,
        up: m.up,
        text: `${plot.lines[m.line]?.legend ?? ""} ${m.up ? "unloaded" : "loaded"} at ${clock(m.t)}`
      }))
    }, cursor);
  }
  function anglePlot(plot, id) {
    const [least, steepest] = extent(plot.lines.map((l) => l.a));
    return new LinePlot({
      id,
      title: plot.title,
      unit: plot.unit,
      status: plot.status,
      zero: true,
      x: { label: "bed angle, deg", unit: "deg", per: 1, range: [Math.min(0, least), Math.max(1, steepest)] },
      lines: plot.lines.map((l) => ({ legend: l.legend, x: l.a, y: l.y })),
      bands: plot.bands.map((b) => ({ x: b.a, least: b.least, greatest: b.greatest })),
      height: (width) => Math.min(360, Math.max(220, width * 0.5))
    });
  }
  function profilePlots(profile2) {
    const all = [];
    if (profile2.forces.length > 0) {
      all.push(new ProfilePlot({ id: "profile-forces", title: "Axial forces", unit: "N", rows: profile2.levels, columns: profile2.forces }));
    }
    if (profile2.heights.length > 0) {
      all.push(new ProfilePlot({
        id: "profile-heights",
        title: "Disc height, change from lying relaxed",
        unit: "mm",
        rows: profile2.levels,
        columns: profile2.heights
      }));
    }
    return all;
  }

  // src/time.ts
  var Instant = class {
    constructor(begin, end) {
      this.begin = begin;
      this.end = end;
      this.listeners = [];
      this.frame = 0;
      this.before = 0;
      /** seconds of the session per second of the clock on the wall */
      this.speed = 10;
      this.at = begin;
    }
    get value() {
      return this.at;
    }
    get playing() {
      return this.frame !== 0;
    }
    onChange(tell) {
      this.listeners.push(tell);
    }
    seek(value) {
      this.at = Math.min(this.end, Math.max(this.begin, value));
      for (const tell of this.listeners) tell();
    }
    play() {
      if (this.playing) return;
      if (this.at >= this.end) this.at = this.begin;
      this.before = performance.now();
      const tick = (now) => {
        const passed = Math.min(0.25, (now - this.before) / 1e3);
        this.before = now;
        this.frame = this.at + passed * this.speed < this.end ? requestAnimationFrame(tick) : 0;
        this.seek(this.at + passed * this.speed);
      };
      this.frame = requestAnimationFrame(tick);
      this.seek(this.at);
    }
    pause() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      this.seek(this.at);
    }
  };

  // src/kinds/session.ts
  function timeline(page, data2, instant) {
    const plots = el("div", { id: "plots", class: "columns" });
    page.section(
      "timeline",
      "Timeline",
      el(
        "span",
        {},
        `${data2.rows} samples, ${data2.rows > 2 * data2.columns ? `drawn as the least and the greatest of each ${((data2.end - data2.begin) / data2.columns).toPrecision(2)} s` : "all drawn"}. `,
        el("span", { class: "pointer" }, "Point at a plot to read values; drag to move the replay.")
      ),
      plots
    );
    for (const one of data2.plots) {
      const plot = timePlot(one, data2, instant);
      plots.append(plot.figure);
      page.onRedraw((w) => plot.draw(w));
    }
  }
  function profile(page, data2) {
    if (data2.profile === null) return;
    const { angle, time, missing } = data2.profile;
    const plots = el("div", { class: "columns" });
    page.section(
      "profile",
      "Spine profile",
      `All levels at the last sample within 0.2 deg of the greatest angle: ${short(angle)} deg at ${clock(time)} min. Forces along the mid-disc normal, tension positive.` + (missing.length > 0 ? ` Not recorded: ${missing.join(", ")}.` : ""),
      plots
    );
    for (const plot of profilePlots(data2.profile)) {
      plots.append(plot.figure);
      page.onRedraw((w) => plot.draw(w));
    }
  }
  function againstAngle(page, data2) {
    if (data2.traction !== null) {
      const plot = anglePlot(data2.traction, "traction-angle");
      const runs = data2.traction.runs_in_band ?? 0;
      page.section(
        "traction",
        "Traction against angle",
        "Means over each degree while the bed turns, tension positive. " + (runs > 0 ? `Shaded: the least and the greatest of this run and ${runs} more of the same session at other friction coefficients.` : "The friction of the bed is not known well: results of the same session at other values of settings.friction, given with --band, show how far it matters."),
        el("div", { class: "narrow" }, plot.figure)
      );
      page.onRedraw((w) => plot.draw(w));
    }
    if (data2.ladder !== null) {
      const plot = anglePlot(data2.ladder, "ladder");
      page.section(
        "ladder",
        "Pressures against angle",
        "Means over every two degrees of bed angle, of the whole session; at the level of each place.",
        el("div", { class: "narrow" }, plot.figure)
      );
      page.onRedraw((w) => plot.draw(w));
    }
  }
  function tables(page, data2) {
    if (data2.left_out.length > 0) {
      page.section("left-out", "Left out", null, el(
        "ul",
        {},
        ...data2.left_out.map((one) => el("li", {}, `${one.title}: this result has no ${one.missing.join(", ")}.`))
      ));
    }
    page.section("events-section", "Events", null, data2.events.length === 0 ? el("p", {}, "None was recorded.") : table(
      "events",
      ["time, min", "kind", "what happened"],
      data2.events.map((e) => [number(clock(e.time)), e.kind.replaceAll("_", " "), e.text])
    ));
    page.section(
      "figures-section",
      "Key figures",
      null,
      data2.figures.length === 0 ? el("p", {}, "This result has none: the run was cut short.") : table(
        "figures",
        ["figure", "value", "unit", "mark", "meaning"],
        data2.figures.map((f) => [f.name, number(short(f.value, 4)), f.unit, f.status === "" ? none : f.status, f.meaning])
      ),
      ...markLegend()
    );
    page.section("provenance-section", "Where this comes from", null, ...provenanceTables(data2.provenance));
  }
  function sessionPage(page, given) {
    const data2 = given;
    const instant = new Instant(data2.begin, data2.end);
    page.subtitle([data2.subject, data2.table, `${duration(data2.end - data2.begin)} simulated`], data2.description);
    if (!data2.finished) {
      page.warning("The run was cut short: this page shows what was recorded until then, and key figures are missing.", "cut-short");
    }
    page.main.append(
      el("div", { id: "top" }, answerCards(data2.answers)),
      el(
        "p",
        { class: "caution" },
        "These are results of a model, not medical advice. Many of them rest on parameters that nobody has verified yet; the ",
        el("a", { href: "#figures-section" }, "table of key figures"),
        " marks which."
      )
    );
    timeline(page, data2, instant);
    profile(page, data2);
    againstAngle(page, data2);
    tables(page, data2);
  }

  // src/page.ts
  var Page = class {
    constructor() {
      this.main = byId("main");
      this.redraws = [];
      this.drawnAt = 0;
      addEventListener("resize", () => {
        if (document.documentElement.clientWidth === this.drawnAt) return;
        requestAnimationFrame(() => this.redraw());
      });
      addEventListener("beforeprint", () => this.redraw(430));
      addEventListener("afterprint", () => this.redraw());
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
      this.addThemeButton();
    }
    /** Line under the title: what was computed, for whom, on what. */
    subtitle(parts, whole = "") {
      const line = byId("subtitle");
      line.textContent = parts.filter((t) => t !== "").join(" · ");
      if (whole !== "") line.title = whole;
    }
    /** A warning above everything else. */
    warning(text, id = "") {
      byId("header").append(el("p", id === "" ? { class: "warning" } : { class: "warning", id }, text));
    }
    /** A titled section at the end of the page; hint: a sentence under the title. */
    section(id, title, hint = null, ...children) {
      const heading = `${id}-title`;
      const section = el(
        "section",
        { id, "aria-labelledby": heading },
        el("h2", { id: heading }, title),
        hint === null ? null : el("p", { class: "hint", id: `${id}-hint` }, hint),
        ...children
      );
      this.main.append(section);
      return section;
    }
    /** Keeps what draws a part; it is called by redraw(), the first time by ready(). */
    onRedraw(...redraws) {
      this.redraws.push(...redraws);
    }
    redraw(width) {
      this.drawnAt = document.documentElement.clientWidth;
      for (const one of this.redraws) one(width);
    }
    /** All parts are there: draws them, and tells so to whoever looks at the page from outside. */
    ready() {
      this.redraw();
      document.documentElement.dataset["ready"] = "yes";
    }
    addThemeButton() {
      const root = document.documentElement;
      const dark = matchMedia("(prefers-color-scheme: dark)");
      const isDark = () => (root.dataset["theme"] ?? (dark.matches ? "dark" : "light")) === "dark";
      const button = el("button", { type: "button", id: "theme", class: "quiet" });
      const label = () => {
        button.textContent = isDark() ? "Light" : "Dark";
      };
      button.title = "Light or dark colours";
      button.addEventListener("click", () => {
        root.dataset["theme"] = isDark() ? "light" : "dark";
        label();
        this.redraw();
      });
      dark.addEventListener("change", label);
      label();
      byId("header").prepend(button);
    }
  };

  // src/main.ts
  var kinds = {
    session: sessionPage
  };
  var data = readData();
  var build = kinds[data.kind];
  if (build === void 0) {
    byId("main").append(el("p", { class: "warning" }, `This page does not know how to show '${data.kind}'.`));
  } else {
    const page = new Page();
    build(page, data);
    page.ready();
  }
})();
