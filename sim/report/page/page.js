// SPDX-License-Identifier: Apache-2.0
// made by `./dev web` from sim/report/web, not written by hand
"use strict";
(() => {
  var __create = Object.create;
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __getProtoOf = Object.getPrototypeOf;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __commonJS = (cb, mod) => function __require() {
    try {
      return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
    } catch (e) {
      throw mod = 0, e;
    }
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
    // If the importer is in node compatibility mode or this is not an ESM
    // file that has been converted to a CommonJS file using a Babel-
    // compatible transform (i.e. "__esModule" has not been set), then set
    // "default" to the CommonJS "module.exports" for node compatibility.
    isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
    mod
  ));

  // apart:three
  var require_three = __commonJS({
    "apart:three"(exports, module) {
      module.exports = globalThis.inversimThree;
    }
  });

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
  function withUnit(text, unit2) {
    return unit2 === "" || text === none ? text : `${text} ${unit2}`;
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
          el("span", { class: a.value.length > 11 ? "figure long" : "figure" }, minus(a.value)),
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
  function table(id, heads, rows2) {
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
      el("tbody", {}, ...rows2.map((cells) => el("tr", {}, ...cells.map(cell))))
    ));
  }
  function provenanceTables(provenance, suffix = "") {
    return [
      table(
        `sources${suffix}`,
        ["role", "name", "file", "hash"],
        provenance.sources.map((s) => [s.role, s.name, code(s.path), code(s.hash)])
      ),
      table(
        `provenance${suffix}`,
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

  // src/session/compare.ts
  function bothAnswers(a, b) {
    const cell = (session, id) => {
      const one = session.answers.find((x) => x.id === id);
      return one === void 0 || one.mood === "absent" ? none : { class: `both ${one.mood}`, text: withUnit(minus(one.value), one.unit) };
    };
    const box = table("both", ["", "A", "B"], a.answers.map((x) => [x.label, cell(a, x.id), cell(b, x.id)]));
    box.id = "answers";
    return el("div", {}, el("p", { class: "names" }, el("b", {}, "A "), `${a.title}`, el("br"), el("b", {}, "B "), `${b.title}`), box);
  }
  function bothFigures(a, b) {
    return table("differences", ["figure", "A", "B", "B − A", "unit"], a.figures.map((f) => {
      const other = b.figures.find((g) => g.name === f.name && g.unit === f.unit);
      const difference = other !== void 0 && f.value !== null && other.value !== null ? other.value - f.value : null;
      return [f.name, number(short(f.value, 4)), number(short(other?.value ?? null, 4)), number(short(difference, 3)), f.unit];
    }));
  }

  // src/session/flags.ts
  function apart(text) {
    let depth = 0;
    for (let i = text.length - 1; i >= 0 && text.endsWith(")"); --i) {
      if (text[i] === ")") ++depth;
      if (text[i] === "(" && --depth === 0) return [text.slice(0, i).trim(), text.slice(i + 1, -1)];
    }
    return [text, ""];
  }
  function riskFlags(session, instant) {
    const flags = session.events.filter((e) => e.kind.startsWith("risk_") || e.kind === "contraindication");
    if (flags.length === 0) return null;
    const list = el("ul", { class: "flags", id: "flags" });
    for (const flag of flags) {
      const level = flag.kind === "risk_amber" ? "amber" : "red";
      const [what, source] = apart(flag.text.replace(/^(amber|red): /, ""));
      const go = el("button", { type: "button", title: "Show this instant" }, clock(flag.time));
      go.addEventListener("click", () => instant.seek(flag.time ?? instant.begin));
      list.append(el(
        "li",
        { class: level },
        el("span", { class: "word" }, flag.kind === "contraindication" ? "Advice" : level === "red" ? "Red" : "Amber"),
        go,
        el("span", {}, minus(what), source === "" ? null : el("span", { class: "source" }, ` ${minus(source.replaceAll("+-", "±"))}`))
      ));
    }
    return list;
  }
  function verdict(session, name = "") {
    const fails = session.events.filter((e) => e.kind === "expectation_fails");
    const holds = session.events.filter((e) => e.kind === "expectation_holds");
    const answer = (id) => session.answers.find((a) => a.id === id);
    const bad = session.answers.filter((a) => a.mood === "bad").map((a) => `${a.label.toLowerCase()}: ${a.value}`);
    const isBad = fails.length > 0 || bad.length > 0;
    const first = fails[0];
    const head = !session.finished ? "Cut short." : fails.length > 0 ? `${fails.length} of ${fails.length + holds.length} expectations fail.` : holds.length > 0 ? holds.length === 1 ? "The expectation holds." : `All ${holds.length} expectations hold.` : bad.length > 0 ? "Look at what is marked." : "Nothing failed.";
    const rest = [];
    if (first !== void 0) rest.push(`First: ${first.text}.`);
    else if (holds[0] !== void 0) rest.push(`${holds[0].text.replace(/^./, (c) => c.toUpperCase())}.`);
    const brake = answer("brake"), risk = answer("risk");
    if (bad.length > 0) rest.push(`Marked: ${bad.join("; ")}.`);
    else if (brake && brake.mood === "good") rest.push("The brake held.");
    if (risk && risk.mood !== "absent" && risk.mood !== "bad") rest.push(`${risk.value} flags.`);
    return el("p", { class: `verdict ${isBad ? "bad" : session.finished ? "good" : ""}`, id: name === "" || name === "A" ? "verdict" : `verdict-${name.toLowerCase()}` }, el("b", {}, name === "" ? head : `${name}: ${head}`), ` ${rest.join(" ")}`);
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
  function choicesOf(unit2) {
    if (unit2 === "deg") return [1, 2, 5, 10, 15, 30, 45, 90];
    if (unit2 === "min") return [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
    return [];
  }
  function widthOf(figure, wish) {
    return wish ?? Math.max(240, Math.round(figure.clientWidth || 600));
  }
  function gridAcross(into, box, range, y, wanted, unit2) {
    const by = step(range[1] - range[0], wanted, choicesOf(unit2));
    for (const v of ticks(range[0], range[1], by)) {
      const zero = Math.abs(v) < by * 1e-6;
      into.append(
        svg("path", { d: `M${box.left} ${near(y(v))}H${box.right}`, class: zero ? "zero" : "grid" }),
        svg("text", { x: box.left - 6, y: near(y(v) + 4), "text-anchor": "end" }, fixed(zero ? 0 : v, places(by)))
      );
    }
  }
  function gridBelow(into, box, range, x, wanted, unit2, label, full = false) {
    const by = step(range[1] - range[0], wanted, choicesOf(unit2));
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
    let d2 = "", pen = "M";
    const style = line.style ?? i;
    for (let k = 0; k < line.x.length; ++k) {
      const at = line.x[k], v = line.y[k];
      if (at === void 0 || v === null || v === void 0 || Number.isNaN(v)) {
        pen = "M";
      } else if (line.points === true) {
        d2 += dot(x(at), y(v));
      } else {
        d2 += `${pen}${near(x(at))} ${near(y(v))}`;
        pen = "L";
      }
    }
    if (d2 === "") return;
    const path = svg("path", line.points === true ? { d: d2, class: `f${style % 6}` } : { d: d2, ...lineStyle(style) });
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
      const { rows: rows2, columns, title, unit: unit2 } = this.plot;
      const width = widthOf(this.figure, wish), row = 17, height = rows2.length * row + 44;
      const box = { left: 70, right: width - 14, top: 6, bottom: height - 38 };
      const range = withZero(roomy(extent(columns.map((c) => c.y))));
      const x = linear(range, box.left, box.right);
      const y = (i) => box.top + (i + 0.5) * row;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title} in ${unit2} per level` });
      gridBelow(drawing, box, range, x, width < 420 ? 4 : 7, unit2, unit2, true);
      rows2.forEach((level, i) => {
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
          mark.append(svg("title", {}, `${rows2[i] ?? ""} ${column.legend}: ${short(v)} ${unit2}`));
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

  // src/replay/brake.ts
  var rows = [
    { signal: "weight_torque", text: "Weight turns the bed", decimals: 1, bar: true, turns: true },
    { signal: "brake_torque", text: "Brake holds", decimals: 1, bar: true },
    { signal: "spotter_torque", text: "Helper’s hands", decimals: 1, bar: true, turns: true },
    { signal: "motor_torque", text: "Motor", decimals: 1, bar: true, turns: true },
    { signal: "tether_tension", text: "Tether", decimals: 0, bar: true },
    { signal: "brake_clamp_force", text: "Clamp force of each pad", decimals: 0, bar: false },
    { signal: "brake_slip", text: "Pads past the disc so far", decimals: 2, bar: false },
    { signal: "pad_temperature", text: "Pads", decimals: 1, bar: false },
    { signal: "cuff_pull", text: "Ankle cuffs pull", decimals: 0, bar: true },
    { signal: "tipping_margin", text: "Tipping margin", decimals: 1, bar: false },
    { signal: "head_clearance", text: "Head above the floor", decimals: 1, bar: false }
  ];
  function moves(tracks, signal) {
    if (!tracks.has(signal)) return false;
    const [low, high] = tracks.range(signal);
    return Math.max(Math.abs(low), Math.abs(high)) > 1e-3;
  }
  var BrakePanel = class {
    constructor(tracks, scene, name = "") {
      this.tracks = tracks;
      this.scene = scene;
      this.shown = [];
      this.state = el("p", { class: "hint", id: "brake-state" });
      const gauge = el("div", { class: "gauge" });
      for (const row of rows) {
        if (!moves(tracks, row.signal)) continue;
        const amount = el("span", { class: "amount" }), bar2 = row.bar ? el("span") : null;
        const [low, high] = tracks.range(row.signal);
        gauge.append(el("span", {}, row.text), amount, ...bar2 === null ? [] : [el("span", { class: "track", "aria-hidden": "true" }, bar2)]);
        this.shown.push({ row, amount, bar: bar2, most: Math.max(Math.abs(low), Math.abs(high)) });
      }
      this.panel = el(
        "section",
        { class: "panel", id: `brake${name}`, "aria-label": "Brake and table at this instant" },
        el("h3", {}, "Brake and table"),
        gauge,
        this.state
      );
    }
    draw(time) {
      const torques = Math.max(...this.shown.filter((s) => this.tracks.unit(s.row.signal) === "N m").map((s) => s.most), 1);
      for (const { row, amount, bar: bar2, most } of this.shown) {
        const value = this.tracks.value(row.signal, time), unit2 = this.tracks.unit(row.signal);
        const plain = row.signal === "brake_torque" || row.turns === true ? Math.abs(value) : value;
        amount.textContent = Number.isFinite(value) ? withUnit(fixed(plain, row.decimals), unit2 === "degC" ? "°C" : unit2) + (row.turns === true && Math.abs(value) > 0.05 ? value > 0 ? ", head down" : ", head up" : "") : none;
        if (bar2) bar2.style.width = `${(100 * Math.abs(value) / (unit2 === "N m" ? torques : most)).toFixed(1)}%`;
      }
      this.state.textContent = this.stateText(time);
    }
    stateText(time) {
      const clamp = this.tracks.value("brake_clamp_force", time), torque = Math.abs(this.tracks.value("brake_torque", time));
      if (!Number.isFinite(clamp)) return "No brake was recorded.";
      const [, most] = this.tracks.range("brake_clamp_force");
      if (clamp < 0.02 * most) return "The brake is released.";
      const holds = this.scene?.brake ? this.scene.brake.hold_per_clamp_force * clamp : NaN;
      return Number.isFinite(holds) && holds > 0 ? `The brake is on and gives ${fixed(100 * torque / holds, 0)} % of the ${fixed(holds, 0)} N m at which cold, dry pads begin to slide.` : "The brake is on.";
    }
  };

  // src/codec.ts
  function bytes(text) {
    const raw = atob(text);
    const out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; ++i) out[i] = raw.charCodeAt(i);
    return out.buffer;
  }
  function doubles(text) {
    return new Float64Array(bytes(text));
  }
  function shorts(packed) {
    const whole = new Int16Array(bytes(packed.data));
    const out = new Float32Array(whole.length);
    whole.forEach((v, i) => {
      out[i] = v === -32768 ? NaN : packed.offset + packed.scale * v;
    });
    return out;
  }

  // src/replay/tracks.ts
  function between(times2, at) {
    const i = Math.min(placeBefore(times2, at), Math.max(0, times2.length - 2));
    const a = times2[i] ?? 0, b = times2[i + 1] ?? a;
    return { i, share: b > a ? Math.min(1, Math.max(0, (at - a) / (b - a))) : 0 };
  }
  var Tracks = class {
    constructor(data2) {
      this.tracks = /* @__PURE__ */ new Map();
      this.levels = data2.levels;
      this.times = doubles(data2.time);
      for (const [name, packed] of Object.entries(data2.values)) {
        this.tracks.set(name, { unit: packed.unit, width: packed.width, values: shorts(packed) });
      }
    }
    has(name) {
      return this.tracks.has(name);
    }
    unit(name) {
      return this.tracks.get(name)?.unit ?? "";
    }
    /** Value of a signal, at one place of its coordinate; NaN where there is none. */
    value(name, time, k = 0) {
      const track = this.tracks.get(name);
      if (track === void 0 || k >= track.width) return NaN;
      const { i, share } = between(this.times, time);
      const a = track.values[i * track.width + k] ?? NaN, b = track.values[(i + 1) * track.width + k] ?? a;
      return share === 0 ? a : a + share * (b - a);
    }
    /** Values of all places of a coordinate. */
    row(name, time) {
      const width = this.tracks.get(name)?.width ?? 0;
      return Array.from({ length: width }, (_, k) => this.value(name, time, k));
    }
    /** Least and greatest of the session. */
    range(name) {
      const track = this.tracks.get(name);
      return track === void 0 ? [-1, 1] : extent([track.values]);
    }
  };

  // src/replay/poses.ts
  var frameBody = 0;
  var bedBody = 1;
  function turned([w, x, y, z], [a, b, c]) {
    const tx = 2 * (y * c - z * b), ty = 2 * (z * a - x * c), tz = 2 * (x * b - y * a);
    return [a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx];
  }
  function times([aw, ax, ay, az], [bw, bx, by, bz]) {
    return [
      aw * bw - ax * bx - ay * by - az * bz,
      aw * bx + ax * bw + ay * bz - az * by,
      aw * by + ay * bw + az * bx - ax * bz,
      aw * bz + az * bw + ax * by - ay * bx
    ];
  }
  function point(place, at) {
    const r = turned(place.q, at);
    return [place.p[0] + r[0], place.p[1] + r[1], place.p[2] + r[2]];
  }
  var Poses = class {
    constructor(data2) {
      this.bodies = data2.bodies;
      this.scene = data2.scene;
      this.times = doubles(data2.time);
      this.positions = shorts(data2.position);
      this.rotations = shorts(data2.rotation);
    }
    /** All bodies at a time. */
    at(time) {
      const { i, share } = between(this.times, time);
      const n = this.bodies.length;
      const mixed = (list, width, body, k) => {
        const a = list[(i * n + body) * width + k] ?? 0, b = list[((i + 1) * n + body) * width + k] ?? a;
        return a + share * (b - a);
      };
      const raw = [];
      for (let body = 0; body < n; ++body) {
        const p = [mixed(this.positions, 3, body, 0), mixed(this.positions, 3, body, 1), mixed(this.positions, 3, body, 2)];
        const q = [0, 1, 2, 3].map((k) => mixed(this.rotations, 4, body, k));
        const size = Math.hypot(...q) || 1;
        raw.push({ p, q: [(q[0] ?? 1) / size, (q[1] ?? 0) / size, (q[2] ?? 0) / size, (q[3] ?? 0) / size] });
      }
      const bed = raw[bedBody];
      return bed === void 0 ? raw : raw.map((place, body) => body <= bedBody ? place : { p: point(bed, place.p), q: times(bed.q, place.q) });
    }
  };

  // src/replay/ladder.ts
  var rungs = [
    { name: "Heart", landmark: "right_atrium", arterial: "map_heart", venous: "right_atrial_pressure", fluid: "" },
    { name: "Neck", landmark: "carotid_sinus", arterial: "map_carotid", venous: "jugular_pressure", fluid: "" },
    { name: "Brain", landmark: "ear", arterial: "map_brain", venous: "cerebral_venous_pressure", fluid: "intracranial_pressure" },
    { name: "Eye", landmark: "eye", arterial: "map_eye", venous: "", fluid: "intraocular_pressure" }
  ];
  var kinds = [["arterial", "arterial"], ["venous", "veins"], ["fluid", "fluid of brain or eye"]];
  function hasLadder(tracks) {
    return tracks.has("map_heart");
  }
  var PressureLadder = class {
    constructor(tracks, poses, name = "") {
      this.tracks = tracks;
      this.poses = poses;
      this.drawn = null;
      this.width = 0;
      this.panel = el(
        "section",
        { class: "panel", id: `pressures${name}`, "aria-label": "Pressures at this instant" },
        el("h3", {}, "Pressures, heart to eye"),
        legend(kinds.map(([, text], i) => ({ text, shape: shapeOf(i) }))).box
      );
    }
    /** Heights over the heart [cm], or null without poses. */
    heights(time) {
      if (this.poses === null) return rungs.map(() => null);
      const places2 = this.poses.at(time);
      const z = (landmark) => {
        const mark = this.poses?.scene.landmarks.find((m) => m.name === landmark);
        const place = mark === void 0 ? void 0 : places2[mark.body];
        return mark === void 0 || place === void 0 ? NaN : point(place, mark.at)[2];
      };
      const heart = z("right_atrium");
      return rungs.map((r) => 100 * (z(r.landmark) - heart));
    }
    draw(time, wish) {
      if (wish !== void 0 || this.width === 0) this.width = 0;
      const width = this.width = this.width || widthOf(this.panel, wish === void 0 ? this.panel.clientWidth - 28 : wish);
      const row = 66, box = { left: 92, right: width - 12, top: 4, bottom: 4 + rungs.length * row };
      const all = rungs.flatMap((r) => [r.arterial, r.venous, r.fluid]).filter((s) => this.tracks.has(s)).map((s) => this.tracks.range(s));
      const range = withZero(roomy(extent(all)));
      const x = linear(range, box.left, box.right);
      const heights = this.heights(time);
      const down = (heights[3] ?? 1) < 0;
      const order = rungs.map((_, i) => i).sort((a, b) => down ? a - b : b - a);
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${box.bottom + 36}`, role: "img", "aria-label": "Pressures from heart to eye, mmHg" });
      const by = step(range[1] - range[0], width < 420 ? 4 : 6);
      for (const v of ticks(range[0], range[1], by)) {
        drawing.append(
          svg("path", { d: `M${near(x(v))} ${box.top}V${box.bottom}`, class: Math.abs(v) < 1e-9 ? "zero" : "grid" }),
          svg("text", { x: near(x(v)), y: box.bottom + 16, "text-anchor": "middle" }, fixed(v, places(by)))
        );
      }
      drawing.append(svg("text", { x: box.right, y: box.bottom + 32, "text-anchor": "end" }, "mmHg"));
      order.forEach((which, place) => {
        const rung = rungs[which];
        if (rung === void 0) return;
        const y = box.top + (place + 0.5) * row, height = heights[which];
        drawing.append(svg("text", { x: 0, y: y - 1, class: "strong" }, rung.name));
        if (which > 0 && height !== null && height !== void 0) {
          drawing.append(svg("text", { x: 0, y: y + 13 }, `${fixed(Math.abs(height), 0)} cm ${height < 0 ? "below" : "above"}`));
        }
        const values = [rung.arterial, rung.venous, rung.fluid].map((s) => s === "" ? NaN : this.tracks.value(s, time));
        const known = values.filter((v) => Number.isFinite(v));
        const [least, greatest] = extent([known]);
        if (known.length > 1) drawing.append(svg("path", { d: `M${near(x(least))} ${y + 4}H${near(x(greatest))}`, class: "zero" }));
        const taken = [];
        values.forEach((v, k) => {
          if (!Number.isFinite(v)) return;
          drawing.append(svg("path", { d: shapeOf(k)(Number(near(x(v))), y + 4), class: `mark f${k}` }));
          const clash = taken.some((at) => Math.abs(at - x(v)) < 24);
          taken.push(x(v));
          drawing.append(svg("text", { x: near(x(v)), y: clash ? y + 23 : y - 5, "text-anchor": "middle", class: "strong" }, fixed(v, 0)));
        });
      });
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.panel.append(drawing);
      this.drawn = drawing;
    }
  };

  // src/replay/levels.ts
  var LevelBars = class {
    constructor(tracks, colouring, name = "") {
      this.tracks = tracks;
      this.colouring = colouring;
      this.heading = el("h3", {});
      this.drawn = null;
      this.width = 0;
      this.panel = el("section", { class: "panel", id: `levels${name}`, "aria-label": "Levels of the spine at this instant" }, this.heading);
    }
    draw(time, wish, fresh = false) {
      if (fresh || this.width === 0) this.width = widthOf(this.panel, wish ?? Math.max(200, this.panel.clientWidth - 28));
      const { quantity, scale } = this.colouring, levels = this.tracks.levels;
      this.heading.textContent = `${quantity.label}, ${quantity.unit}`;
      const width = this.width, row = 13.5;
      const box = { left: 58, right: width - 46, top: 2, bottom: 2 + row * levels.length };
      const range = withZero(roomy(this.tracks.range(quantity.signal)));
      const x = linear(range, box.left, box.right);
      const decimals = quantity.unit === "mm" ? 2 : 0;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${near(box.bottom + 36)}`, role: "img", "aria-label": `${quantity.label} of each level` });
      gridBelow(drawing, box, range, x, 4, quantity.unit, quantity.unit, true);
      this.tracks.row(quantity.signal, time).forEach((v, k) => {
        const y = box.top + row * k;
        drawing.append(svg("text", { x: box.left - 6, y: near(y + row - 3), "text-anchor": "end", class: "small" }, levels[k] ?? ""));
        if (!Number.isFinite(v)) return;
        const from = Math.min(x(0), x(v)), long = Math.abs(x(v) - x(0));
        drawing.append(
          svg("rect", { x: near(from), y: near(y + 1.5), width: near(Math.max(1, long)), height: near(row - 3), style: `fill:${scale.css(v)}`, class: "levelbar" }),
          svg("text", { x: width, y: near(y + row - 3), "text-anchor": "end", class: "small" }, fixed(v, decimals))
        );
      });
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.panel.append(drawing);
      this.drawn = drawing;
    }
  };

  // src/replay/scrubber.ts
  var speeds = [1, 5, 10, 30, 100];
  function listenToKeys(instant) {
    const span = instant.end - instant.begin;
    addEventListener("keydown", (event) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.ctrlKey || event.altKey || event.metaKey || target?.matches("select, textarea, button, a, input:not(#time)") === true) return;
      const step2 = event.shiftKey ? span / 20 : Math.min(1, span / 200);
      const moves2 = {
        ArrowLeft: () => instant.seek(instant.value - step2),
        ArrowRight: () => instant.seek(instant.value + step2),
        Home: () => instant.seek(instant.begin),
        End: () => instant.seek(instant.end),
        " ": () => instant.playing ? instant.pause() : instant.play()
      };
      const move = moves2[event.key];
      if (move === void 0 || (event.key === "Home" || event.key === "End") && target?.id !== "time") return;
      event.preventDefault();
      move();
    });
  }
  function scrubber(instant, tracks) {
    const slider = el("input", { type: "range", id: "time", min: instant.begin, max: instant.end, step: 0.02, "aria-label": "Time of the session" });
    const play = el("button", { type: "button", id: "play" });
    const speed = el(
      "select",
      { id: "speed", "aria-label": "Speed of playing" },
      ...speeds.map((s) => el("option", { value: s, ...s === instant.speed ? { selected: true } : {} }, `${s}×`))
    );
    const now = el("output", { class: "now", id: "now", for: "time" });
    const show = () => {
      const angle = tracks.value("bed_angle", instant.value);
      const bed = Number.isFinite(angle) ? `bed ${fixed(angle, 1)} deg` : none;
      slider.value = String(instant.value);
      slider.setAttribute("aria-valuetext", `${clock(instant.value)} minutes, ${bed}`);
      now.textContent = `${clock(instant.value)} min · ${bed}`;
      play.textContent = instant.playing ? "Pause" : "Play";
    };
    slider.addEventListener("input", () => instant.seek(Number(slider.value)));
    play.addEventListener("click", () => instant.playing ? instant.pause() : instant.play());
    speed.addEventListener("change", () => {
      instant.speed = Number(speed.value);
    });
    instant.onChange(show);
    show();
    listenToKeys(instant);
    return el("div", { id: "scrubber", class: "screen", role: "group", "aria-label": "Replay" }, play, slider, speed, now);
  }

  // src/replay/pictured.ts
  function tubesOf(scene) {
    const tubes = scene.tubes.map((t) => ({ on: t.on, from: t.from, to: t.to, radius: t.radius, part: "steel" }));
    if (!scene.has_frame) return tubes;
    const { centre_x, length, width } = scene.feet, half = width / 2, h = scene.pivot_height;
    const front = centre_x + length / 2, rear = centre_x - length / 2;
    for (const x of [front, rear]) tubes.push({ on: "frame", from: [x, -half, 0.02], to: [x, half, 0.02], radius: 0.02, part: "steel" });
    for (const y of [-half, half]) tubes.push({ on: "frame", from: [rear, y, 0.02], to: [front, y, 0.02], radius: 0.012, part: "steel" });
    tubes.push({ on: "frame", from: [0, -half, h], to: [0, half, h], radius: 0.014, part: "steel" });
    const mattress = scene.boxes.find((b) => b.on === "bed" && b.name === "mattress");
    if (mattress !== void 0) {
      const z = mattress.at[2] - mattress.half[2], end = scene.ankle_x;
      tubes.push(
        { on: "bed", from: [mattress.at[0], 0, z], to: [end, 0, z], radius: 0.02, part: "steel" },
        { on: "bed", from: [end, 0, z], to: [end, 0, scene.surface_offset + 0.02], radius: 0.016, part: "steel" },
        { on: "bed", from: [end, -0.16, scene.surface_offset + 0.015], to: [end, 0.16, scene.surface_offset + 0.015], radius: 0.04, part: "pad" },
        { on: "bed", from: [end + 0.01, -0.16, scene.surface_offset + 0.16], to: [end + 0.01, 0.16, scene.surface_offset + 0.16], radius: 0.032, part: "pad" }
      );
    }
    return tubes;
  }

  // src/replay/side.ts
  var kAcross = 2.9;
  var kHigh = 2.35;
  var flat = ([x, , z]) => [x, -z];
  var d = (list, closed = false) => `M${list.map(([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`).join("L")}${closed ? "Z" : ""}`;
  function sideDrawing(scene, places2, colours, label) {
    const drawing = svg("svg", { viewBox: `${-kAcross / 2} ${0.12 - kHigh} ${kAcross} ${kHigh}`, role: "img", "aria-label": label, class: "side" });
    drawing.append(svg("path", { d: `M${-kAcross} 0H${kAcross}`, class: "floor" }));
    const on = (part) => places2[part === "bed" ? bedBody : frameBody];
    const line = (from, to, width, part) => drawing.append(svg("path", { d: d([flat(from), flat(to)]), class: part, "stroke-width": width.toFixed(3) }));
    const tubes = tubesOf(scene);
    for (const tube of tubes) {
      const place = on(tube.on);
      if (place !== void 0) line(point(place, tube.from), point(place, tube.to), 2 * tube.radius, tube.part);
    }
    for (const box of scene.boxes) {
      const place = on(box.on);
      if (place === void 0) continue;
      const [x, y, z] = box.at, [a, , c] = box.half;
      drawing.append(svg("path", { class: "board", d: d(
        [[x - a, y, z - c], [x + a, y, z - c], [x + a, y, z + c], [x - a, y, z + c]].map((p) => flat(point(place, p))),
        true
      ) }));
    }
    for (const segment of scene.segments) {
      const place = places2[segment.body];
      if (place === void 0) continue;
      if (segment.kind === "head") {
        const [x, y] = flat(point(place, segment.centre));
        drawing.append(svg("circle", { cx: x.toFixed(4), cy: y.toFixed(4), r: 0.105, class: "flesh" }));
      } else if (segment.kind === "trunk") {
        const c = point(place, segment.centre), along = turned(place.q, [1, 0, 0]), deep = turned(place.q, [0, 0, 1]);
        const long = Math.hypot(...segment.end) / 2 + 4e-3, half = segment.depth / 2;
        const corner = (i, k) => flat([c[0] + i * long * along[0] + k * half * deep[0], 0, c[2] + i * long * along[2] + k * half * deep[2]]);
        drawing.append(svg("path", { class: "slice", d: d([corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)], true) }));
      } else {
        line(place.p, point(place, segment.end), Math.max(0.04, Math.min(0.15, segment.width)), "limb");
      }
    }
    scene.levels.forEach((level, k) => {
      const place = places2[level.body];
      if (place === void 0) return;
      const [x, y] = flat(place.p);
      drawing.append(svg("circle", { cx: x.toFixed(4), cy: y.toFixed(4), r: 0.016, class: "level", style: `fill:${colours[k] ?? "gray"}` }));
    });
    return drawing;
  }
  var SidePicture = class {
    constructor(scene) {
      this.scene = scene;
      this.drawn = null;
      this.element = document.createElement("div");
      this.element.className = "picture flat";
    }
    show(places2, colours) {
      const next = sideDrawing(this.scene, places2, colours, "Table and person from the side");
      if (this.drawn) this.drawn.replaceWith(next);
      else this.element.append(next);
      this.drawn = next;
    }
    resize() {
    }
  };

  // src/replay/space.ts
  var import_three2 = __toESM(require_three(), 1);

  // src/replay/skin.ts
  var import_three = __toESM(require_three(), 1);
  var kAround = 28;
  var minus2 = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  var cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  function unit(a) {
    const size = Math.hypot(...a) || 1;
    return [a[0] / size, a[1] / size, a[2] / size];
  }
  var TrunkSkin = class {
    constructor(scene) {
      this.geometry = new import_three.BufferGeometry();
      this.slices = scene.segments.filter((s) => s.kind === "trunk");
      const rings = this.slices.length + 1, triangles = [];
      this.corners = new Float32Array(3 * rings * kAround);
      for (let r = 0; r + 1 < rings; ++r) {
        for (let k = 0; k < kAround; ++k) {
          const a = r * kAround + k, b = r * kAround + (k + 1) % kAround;
          triangles.push(a, a + kAround, b, b, a + kAround, b + kAround);
        }
      }
      this.geometry.setAttribute("position", new import_three.BufferAttribute(this.corners, 3));
      this.geometry.setIndex(triangles);
    }
    /** Rings from the hips to the head. */
    rings(places2) {
      const rings = [];
      for (const slice of this.slices) {
        const place = places2[slice.body];
        if (place === void 0) continue;
        const across = turned(place.q, [0, 1, 0]);
        if (rings.length === 0) rings.push({ centre: place.p, across, width: 0.9 * slice.width, depth: 0.8 * slice.depth });
        const before = rings[rings.length - 1]?.width ?? slice.width;
        rings.push({ centre: point(place, slice.centre), across, width: Math.min(slice.width, 1.5 * before), depth: slice.depth });
      }
      return rings.map((ring, r) => {
        const a = rings[r - 1]?.centre, b = rings[r + 1]?.centre, c = ring.centre;
        return a === void 0 || b === void 0 ? ring : { ...ring, centre: [(a[0] + c[0] + b[0]) / 3, (a[1] + c[1] + b[1]) / 3, (a[2] + c[2] + b[2]) / 3] };
      });
    }
    update(places2) {
      const rings = this.rings(places2);
      rings.forEach((ring, r) => {
        const before = rings[Math.max(0, r - 1)] ?? ring, after = rings[Math.min(rings.length - 1, r + 1)] ?? ring;
        const along = unit(minus2(after.centre, before.centre)), deep = unit(cross(along, ring.across));
        for (let k = 0; k < kAround; ++k) {
          const c = 0.5 * ring.width * Math.cos(2 * Math.PI * k / kAround), s = 0.5 * ring.depth * Math.sin(2 * Math.PI * k / kAround);
          for (let i = 0; i < 3; ++i) {
            this.corners[3 * (r * kAround + k) + i] = (ring.centre[i] ?? 0) + c * (ring.across[i] ?? 0) + s * (deep[i] ?? 0);
          }
        }
      });
      const position = this.geometry.getAttribute("position");
      position.needsUpdate = true;
      this.geometry.computeVertexNormals();
      this.geometry.computeBoundingSphere();
    }
  };

  // src/replay/space.ts
  function hasWebGl() {
    if (!("inversimThree" in globalThis)) return false;
    return document.createElement("canvas").getContext("webgl2") !== null;
  }
  var views = {
    side: { azimuth: -90, elevation: 3, distance: 3.9 },
    oblique: { azimuth: -58, elevation: 13, distance: 3.95 },
    front: { azimuth: 0, elevation: 10, distance: 4 }
  };
  var kDegree = Math.PI / 180;
  var yAxis = () => new import_three2.Vector3(0, 1, 0);
  var vector = (t) => new import_three2.Vector3(t[0], t[1], t[2]);
  function between2(mesh, from, to) {
    mesh.position.copy(from).add(to).multiplyScalar(0.5);
    mesh.quaternion.setFromUnitVectors(yAxis(), to.clone().sub(from).normalize());
    return mesh;
  }
  var SpacePicture = class {
    constructor(scene, count) {
      this.scene = scene;
      this.space = new import_three2.Scene();
      this.camera = new import_three2.PerspectiveCamera(32, 1, 0.05, 40);
      this.bodies = [];
      this.levels = [];
      this.paints = /* @__PURE__ */ new Map();
      this.look = { ...views["oblique"] };
      this.spine = false;
      /** Dragging turns it; the page's own redraw shows it. */
      this.onTurn = () => void 0;
      this.renderer = new import_three2.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true, powerPreference: "low-power" });
      this.canvas = this.renderer.domElement;
      this.canvas.setAttribute("role", "img");
      this.canvas.setAttribute("aria-label", "Table, person and spine at this instant, in space; drag to turn");
      this.element = document.createElement("div");
      this.element.className = "picture";
      this.element.append(this.canvas);
      this.camera.up.set(0, 0, 1);
      for (let i = 0; i < count; ++i) {
        const group = new import_three2.Group();
        this.bodies.push(group);
        this.space.add(group);
      }
      this.space.add(new import_three2.HemisphereLight(16777215, 9080726, 2.2));
      const sun = new import_three2.DirectionalLight(16777215, 1.6);
      sun.position.set(1.5, -3, 4);
      this.space.add(sun);
      this.addTable();
      for (const segment of scene.segments) this.addSegment(segment);
      this.skin = new TrunkSkin(scene);
      this.space.add(new import_three2.Mesh(this.skin.geometry, this.paint("--body", 0.3)));
      this.addSpine();
      this.listen();
    }
    /** A material in one of the page's colours, which change with light and dark. */
    paint(name, opacity = 1) {
      const key = `${name} ${opacity}`;
      let material = this.paints.get(key);
      if (material === void 0) {
        material = new import_three2.MeshLambertMaterial({ transparent: opacity < 1, opacity, depthWrite: opacity === 1, side: opacity < 1 ? import_three2.DoubleSide : 0 });
        this.paints.set(key, material);
      }
      return material;
    }
    put(body, geometry, paint) {
      const mesh = new import_three2.Mesh(geometry, paint);
      this.bodies[body]?.add(mesh);
      return mesh;
    }
    addTable() {
      const floor = new import_three2.Mesh(new import_three2.CircleGeometry(1.7, 64), this.paint("--floor"));
      floor.position.z = -2e-3;
      this.space.add(floor);
      for (const box of this.scene.boxes) {
        const mesh = this.put(box.on === "bed" ? 1 : 0, new import_three2.BoxGeometry(2 * box.half[0], 2 * box.half[1], 2 * box.half[2]), this.paint("--pad"));
        mesh.position.set(...box.at);
      }
      for (const tube of tubesOf(this.scene)) {
        const from = vector(tube.from), to = vector(tube.to);
        between2(this.put(
          tube.on === "bed" ? 1 : 0,
          new import_three2.CapsuleGeometry(tube.radius, from.distanceTo(to), 6, 12),
          this.paint(tube.part === "pad" ? "--pad" : "--steel")
        ), from, to);
      }
    }
    addSegment(segment) {
      if (segment.kind === "trunk") return;
      const flesh = this.paint("--body", 0.5);
      const end = vector(segment.end), length = Math.max(0.01, end.length());
      if (segment.kind === "head") {
        const head = this.put(segment.body, new import_three2.SphereGeometry(0.1, 24, 16), flesh);
        head.scale.set(1.2, 0.85, 1);
        head.position.set(...segment.centre);
      } else if (segment.kind === "foot") {
        const foot = this.put(segment.body, new import_three2.BoxGeometry(0.07, 0.09, 0.2), flesh);
        foot.position.set(0.4 * segment.end[0], 0, 0.4 * segment.end[2]);
        if (segment.apart) this.twice(foot, segment.apart[0], segment.apart[0]);
      } else {
        const radius = Math.max(0.025, Math.min(0.08, segment.width / 2));
        const limb = (dy0, dy1) => between2(
          this.put(segment.body, new import_three2.CapsuleGeometry(radius, Math.max(0.01, length - radius), 6, 16), flesh),
          new import_three2.Vector3(0, dy0, 0),
          end.clone().add(new import_three2.Vector3(0, dy1, 0))
        );
        if (segment.apart) {
          limb(segment.apart[0], segment.apart[1]);
          limb(-segment.apart[0], -segment.apart[1]);
        } else {
          limb(0, 0);
        }
      }
    }
    /** One body for both legs: drawn on both sides. */
    twice(mesh, y, other) {
      const second = mesh.clone();
      mesh.position.y += y;
      second.position.y -= other;
      mesh.parent?.add(second);
    }
    addSpine() {
      for (const level of this.scene.levels) {
        const colour = new import_three2.MeshLambertMaterial();
        this.levels.push(colour);
        const disc = this.put(level.body, new import_three2.CylinderGeometry(0.5, 0.5, Math.max(0.011, 1.5 * level.height), 24), colour);
        disc.scale.set(Math.max(0.03, level.width), 1, Math.max(0.026, level.depth));
        disc.quaternion.setFromUnitVectors(yAxis(), new import_three2.Vector3(1, 0, 0));
        const segment = this.scene.segments.find((s) => s.body === level.body);
        if (segment === void 0 || segment.kind !== "trunk") continue;
        const bone = vector(segment.end);
        const vertebra = between2(this.put(level.body, new import_three2.CylinderGeometry(0.5, 0.5, bone.length(), 20), this.paint("--bone")), new import_three2.Vector3(), bone);
        vertebra.scale.set(0.75 * Math.max(0.028, level.width), 1, 0.75 * Math.max(0.024, level.depth));
      }
    }
    show(places2, colours) {
      places2.forEach((place, i) => {
        const group = this.bodies[i];
        if (group === void 0) return;
        group.position.set(...place.p);
        group.quaternion.copy(new import_three2.Quaternion(place.q[1], place.q[2], place.q[3], place.q[0]));
      });
      this.skin.update(places2);
      this.levels.forEach((material, k) => material.color.set(colours[k] ?? "gray"));
      this.aim(places2);
      this.renderer.render(this.space, this.camera);
    }
    resize() {
      const width = Math.max(200, this.element.clientWidth), height = Math.max(160, this.element.clientHeight);
      this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
      const style = getComputedStyle(document.documentElement);
      this.space.background = new import_three2.Color(style.getPropertyValue("--sky").trim());
      for (const [key, material] of this.paints) material.color.set(style.getPropertyValue(key.split(" ")[0] ?? "").trim());
    }
    view(name) {
      this.spine = name === "spine";
      this.look = { ...views[this.spine ? "oblique" : name] ?? views["oblique"] };
      if (this.spine) this.look = { ...this.look, azimuth: -74, elevation: 8, distance: 1.25 };
      for (const body of [frameBody, ...this.scene.segments.filter((s) => s.kind === "limb").map((s) => s.body)]) {
        const group = this.bodies[body];
        if (group !== void 0) group.visible = !this.spine;
      }
    }
    aim(places2) {
      const { azimuth, elevation, distance } = this.look;
      const middle = this.spine ? places2[this.scene.levels[Math.floor(this.scene.levels.length / 2)]?.body ?? 0]?.p : void 0;
      const target = vector(middle ?? [0, 0, this.scene.pivot_height - 0.09]);
      const far = distance * Math.max(1, 1.22 / this.camera.aspect);
      this.camera.position.set(
        Math.cos(elevation * kDegree) * Math.cos(azimuth * kDegree),
        Math.cos(elevation * kDegree) * Math.sin(azimuth * kDegree),
        Math.sin(elevation * kDegree)
      ).multiplyScalar(far).add(target);
      this.camera.lookAt(target);
    }
    listen() {
      this.canvas.addEventListener("pointerdown", (event) => this.canvas.setPointerCapture(event.pointerId));
      this.canvas.addEventListener("pointermove", (event) => {
        if (!this.canvas.hasPointerCapture(event.pointerId)) return;
        this.look.azimuth -= 0.4 * event.movementX;
        this.look.elevation = Math.min(85, Math.max(-5, this.look.elevation + 0.3 * event.movementY));
        this.onTurn();
      });
    }
  };

  // src/replay/colours.ts
  var diverging = [
    [12, 60, 122],
    [44, 110, 180],
    [120, 170, 214],
    [214, 216, 218],
    [240, 170, 96],
    [214, 104, 22],
    [132, 48, 4]
  ];
  var ColourScale = class {
    /** low < 0: the value of the first colour; high > 0: of the last */
    constructor(low, high, stops = diverging) {
      this.low = low;
      this.high = high;
      this.stops = stops;
    }
    rgb(value) {
      if (!Number.isFinite(value)) return [128, 128, 128];
      const share = Math.min(1, Math.max(0, 0.5 + value / (2 * (value < 0 ? -this.low : this.high)))) * (this.stops.length - 1);
      const i = Math.min(this.stops.length - 2, Math.floor(share)), f = share - i;
      const a = this.stops[i] ?? [0, 0, 0], b = this.stops[i + 1] ?? a;
      return [Math.round(a[0] + f * (b[0] - a[0])), Math.round(a[1] + f * (b[1] - a[1])), Math.round(a[2] + f * (b[2] - a[2]))];
    }
    css(value) {
      return `rgb(${this.rgb(value).join(", ")})`;
    }
    /** Of a bar from the least to the greatest. */
    gradient() {
      return `linear-gradient(to right, ${this.stops.map((c) => `rgb(${c.join(" ")})`).join(", ")})`;
    }
  };
  var quantities = [
    { signal: "section_axial", label: "Traction (section force)", unit: "N", low: "pressed", high: "pulled" },
    { signal: "disc_axial", label: "Disc force", unit: "N", low: "pressed", high: "pulled" },
    { signal: "disc_height_change", label: "Spacing (disc height)", unit: "mm", low: "less", high: "more" }
  ];

  // src/replay/viewer.ts
  var Colouring = class {
    constructor(tracks) {
      this.tracks = tracks;
      this.listeners = [];
      this.choices = quantities.filter((q) => tracks.some((t) => t.has(q.signal)));
      this.quantity = this.choices[0] ?? { signal: "", label: "none recorded", unit: "", low: "", high: "" };
      this.scale = this.scaleOf(this.quantity);
    }
    scaleOf(quantity) {
      const ranges = this.tracks.filter((t) => t.has(quantity.signal)).map((t) => t.range(quantity.signal));
      const low = Math.min(0, ...ranges.map((r) => r[0])), high = Math.max(0, ...ranges.map((r) => r[1]));
      const least = Math.max(0.1 * Math.max(-low, high), 1e-6);
      return new ColourScale(Math.min(low, -least), Math.max(high, least));
    }
    choose(signal) {
      this.quantity = this.choices.find((q) => q.signal === signal) ?? this.quantity;
      this.scale = this.scaleOf(this.quantity);
      for (const tell of this.listeners) tell();
    }
    onChange(tell) {
      this.listeners.push(tell);
    }
    /** Colours of the levels at an instant, as CSS. */
    colours(tracks, time) {
      return tracks.row(this.quantity.signal, time).map((v) => this.scale.css(v));
    }
    /** The choice and what the colours mean. */
    controls() {
      const select = el(
        "select",
        { id: "colour-by", "aria-label": "Colour the levels by" },
        ...this.choices.map((q) => el("option", { value: q.signal }, `${q.label}, ${q.unit}`))
      );
      select.addEventListener("change", () => this.choose(select.value));
      const low = el("span"), high = el("span");
      const bar2 = el("span", { class: "bar", role: "img", "aria-label": "colours from the least to the greatest value, grey at zero in the middle" });
      const tell = () => {
        const decimals = Math.max(-this.scale.low, this.scale.high) < 10 ? 1 : 0;
        low.textContent = `${fixed(this.scale.low, decimals)} ${this.quantity.unit} ${this.quantity.low}`;
        high.textContent = `+${fixed(this.scale.high, decimals)} ${this.quantity.unit} ${this.quantity.high}`;
        bar2.style.background = this.scale.gradient();
        select.value = this.quantity.signal;
      };
      this.onChange(tell);
      tell();
      return el("div", { class: "colouring" }, el("label", {}, "Levels by ", select), el("span", { class: "scale" }, low, bar2, high));
    }
  };
  var Viewer = class {
    constructor(page, name, poses, tracks, instant, colouring, picture, note) {
      this.name = name;
      this.poses = poses;
      this.tracks = tracks;
      this.instant = instant;
      this.colouring = colouring;
      this.picture = picture;
      this.places = [];
      this.colours = [];
      this.waiting = false;
      this.box = el(
        "figure",
        { class: "viewer", id: name === "" ? "viewer" : `viewer-${name.toLowerCase()}` },
        name === "" ? null : el("figcaption", {}, name),
        picture.element,
        note === "" ? null : el("p", { class: "hint", id: "no-webgl" }, note)
      );
      instant.onChange(() => this.later());
      colouring.onChange(() => this.later());
      page.onRedraw(() => {
        picture.resize();
        this.update();
      });
    }
    /** Once per frame of the screen, however often the instant moves. */
    later() {
      this.reckon();
      if (this.waiting) return;
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.picture.show(this.places, this.colours);
      });
    }
    reckon() {
      this.places = this.poses.at(this.instant.value);
      this.colours = this.colouring.colours(this.tracks, this.instant.value);
    }
    update() {
      this.reckon();
      this.picture.show(this.places, this.colours);
    }
  };

  // src/session/replay.ts
  var noWebGl = "This browser does not draw in space (WebGL is off or missing): the same pose is drawn from the side.";
  var Replay = class {
    constructor(page, instant, sessions) {
      this.page = page;
      this.instant = instant;
      this.sides = [];
      this.flat = !hasWebGl();
      for (const { name, session } of sessions) {
        if (session.replay === null) continue;
        this.sides.push({
          name,
          session,
          tracks: new Tracks(session.replay.tracks),
          viewer: null,
          poses: session.replay.poses === null ? null : new Poses(session.replay.poses)
        });
      }
      this.colouring = new Colouring(this.sides.map((s) => s.tracks));
    }
    get first() {
      return this.sides[0];
    }
    /** Pictures with their choices, for the first screen; null where nothing can be shown. */
    pictures() {
      const shown = this.sides.filter((s) => s.poses !== null);
      if (shown.length === 0) {
        return this.sides.length === 0 ? null : el(
          "p",
          { class: "hint", id: "no-poses" },
          "This result has no poses (the run was cut short, or made by an earlier version): table and person are not drawn."
        );
      }
      const box = el("div", { id: "replays", class: shown.length > 1 ? "two" : "" });
      for (const side of shown) {
        const poses = side.poses;
        const picture = this.flat ? new SidePicture(poses.scene) : new SpacePicture(poses.scene, poses.bodies.length);
        side.viewer = new Viewer(this.page, side.name, poses, side.tracks, this.instant, this.colouring, picture, this.flat ? noWebGl : "");
        if (picture instanceof SpacePicture) picture.onTurn = () => this.show(side.viewer);
        box.append(side.viewer.box);
      }
      return el(
        "section",
        { id: "replay", class: "screen", "aria-label": "Replay of table, person and spine" },
        box,
        el("div", { class: "viewbar" }, this.colouring.controls(), this.flat ? null : this.viewButtons())
      );
    }
    show(viewer) {
      viewer?.picture.show(viewer.places, viewer.colours);
    }
    viewButtons() {
      const names = ["oblique", "side", "front", "spine"];
      const texts = { oblique: "Whole", side: "Side", front: "Front", spine: "Spine" };
      const buttons = names.map((name) => {
        const button = el("button", { type: "button", id: `view-${name}`, "aria-pressed": name === "oblique" ? "true" : "false" }, texts[name]);
        button.addEventListener("click", () => {
          for (const other of buttons) other.setAttribute("aria-pressed", other === button ? "true" : "false");
          for (const { viewer } of this.sides) {
            viewer?.picture.view?.(name);
            this.show(viewer);
          }
        });
        return button;
      });
      return el("span", { role: "group", "aria-label": "View" }, ...buttons);
    }
    /** Levels, pressures and brake at the instant. */
    panels() {
      if (this.sides.length === 0) return;
      const section = this.page.section("instant", "At this instant", el("span", {}, el("span", { id: "instant-time" }), " Move it with the bar below, the arrow keys, or by dragging over a plot."));
      section.classList.add("screen");
      const draws = [];
      for (const side of this.sides) {
        const suffix = side.name === "" ? "" : `-${side.name.toLowerCase()}`;
        const box = el("div", { class: "columns three" });
        if (side.name !== "") section.append(el("h3", { class: "side-name" }, `${side.name}: ${side.session.title}`));
        section.append(box);
        const levels = new LevelBars(side.tracks, this.colouring, suffix);
        if (this.colouring.choices.length > 0) {
          box.append(levels.panel);
          draws.push((fresh) => levels.draw(this.instant.value, void 0, fresh));
        }
        if (hasLadder(side.tracks)) {
          const ladder = new PressureLadder(side.tracks, side.poses, suffix);
          box.append(ladder.panel);
          draws.push((fresh) => ladder.draw(this.instant.value, fresh ? Math.max(200, ladder.panel.clientWidth - 28) : void 0));
        }
        const brake = new BrakePanel(side.tracks, side.poses?.scene ?? null, suffix);
        box.append(brake.panel);
        draws.push(() => brake.draw(this.instant.value));
      }
      const draw = (fresh) => {
        const label = document.getElementById("instant-time");
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
    bar() {
      return this.first === void 0 ? null : scrubber(this.instant, this.first.tracks);
    }
    /** For paper: poses at the start, at the steepest angle and at the end. */
    prints() {
      const side = this.first;
      if (side?.poses == null) return null;
      const { session, tracks, poses } = side;
      const moments = [["Start", session.begin]];
      if (session.profile !== null) moments.push(["Steepest angle", session.profile.time]);
      moments.push(["End", session.end]);
      return el(
        "section",
        { class: "paper", id: "prints" },
        el("h2", {}, "Poses at key moments"),
        el("div", { class: "columns three" }, ...moments.map(([text, time]) => el(
          "figure",
          {},
          el("figcaption", {}, `${text}, ${clock(time)} min`),
          sideDrawing(poses.scene, poses.at(time), this.colouring.colours(tracks, time), `Pose at ${clock(time)} min`)
        ))),
        el("p", { class: "hint" }, `From the side; levels coloured by ${this.colouring.quantity.label.toLowerCase()}: blue ${this.colouring.quantity.low}, orange ${this.colouring.quantity.high}, grey zero. The replay in space is on the page itself.`)
      );
    }
    /** What is shown now, for whoever tests the page from outside. */
    state() {
      const { quantity, scale } = this.colouring;
      return {
        time: this.instant.value,
        playing: this.instant.playing,
        flat: this.flat,
        colour: { signal: quantity.signal, unit: quantity.unit, low: scale.low, high: scale.high, stops: scale.stops },
        sides: this.sides.map((s) => {
          const places2 = s.poses?.at(this.instant.value) ?? [];
          const colours = s.viewer?.colours ?? [];
          return {
            name: s.name,
            bedAngle: s.tracks.value("bed_angle", this.instant.value),
            bodies: places2.map((p, i) => ({ name: s.poses?.bodies[i] ?? "", position: p.p, rotation: p.q })),
            levels: s.tracks.row(quantity.signal, this.instant.value).map((value, k) => ({ name: s.tracks.levels[k] ?? "", value, colour: colours[k] ?? "" }))
          };
        })
      };
    }
  };

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
        el("span", { class: "pointer" }, "Point at a plot to read values; drag to move the replay."),
        data2.beside === void 0 ? null : " Thin dotted lines: B."
      ),
      plots
    );
    for (const one of data2.plots) {
      const beside = data2.beside?.plots.find((p) => p.id === one.id) ?? null;
      const plot = timePlot(one, data2, instant, beside);
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
  function spanOf(data2) {
    const { beside } = data2;
    return new Instant(Math.min(data2.begin, beside?.begin ?? data2.begin), Math.max(data2.end, beside?.end ?? data2.end));
  }
  function expose(replay, instant) {
    const hook = {
      state: () => replay.state(),
      seek: (time) => instant.seek(time),
      play: () => instant.play(),
      pause: () => instant.pause(),
      colour: (signal) => replay.colouring.choose(signal)
    };
    Object.assign(globalThis, { inversim: hook });
  }
  function sessionPage(page, given) {
    const data2 = given, { beside } = data2;
    const instant = spanOf(data2);
    page.subtitle([data2.subject, data2.table, `${duration(data2.end - data2.begin)} simulated`], data2.description);
    if (!data2.finished) {
      page.warning("The run was cut short: this page shows what was recorded until then, and key figures are missing.", "cut-short");
    }
    const replay = new Replay(page, instant, beside === void 0 ? [{ name: "", session: data2 }] : [{ name: "A", session: data2 }, { name: "B", session: beside }]);
    const answers = beside === void 0 ? answerCards(data2.answers) : bothAnswers(data2, beside);
    page.main.append(
      ...beside === void 0 ? [verdict(data2)] : [verdict(data2, "A"), verdict(beside, "B")],
      el("div", { id: "top", class: beside === void 0 ? "" : "two" }, answers, replay.pictures()),
      el(
        "p",
        { class: "caution" },
        "These are results of a model, not medical advice. Many of them rest on parameters that nobody has verified yet; the ",
        el("a", { href: "#figures-section" }, "table of key figures"),
        " marks which."
      )
    );
    replay.panels();
    const flags = riskFlags(data2, instant);
    if (flags !== null) page.section("flags-section", "Risk flags", "Thresholds of a model, each with its source; a flag is raised once a session.", flags);
    const prints = replay.prints();
    if (prints !== null) page.main.append(prints);
    if (beside !== void 0) page.section("compare", "What differs", `A: ${data2.title}. B: ${beside.title}.`, bothFigures(data2, beside));
    timeline(page, data2, instant);
    profile(page, data2);
    againstAngle(page, data2);
    tables(page, data2);
    if (beside !== void 0) page.section("provenance-beside", "Where B comes from", null, ...provenanceTables(beside.provenance, "-b"));
    const bar2 = replay.bar();
    if (bar2 !== null) document.body.append(bar2);
    expose(replay, instant);
    if (data2.profile !== null) instant.seek(data2.profile.time - Math.min(2, (data2.end - data2.begin) / 50));
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
  var kinds2 = {
    session: sessionPage
  };
  var data = readData();
  var build = kinds2[data.kind];
  if (build === void 0) {
    byId("main").append(el("p", { class: "warning" }, `This page does not know how to show '${data.kind}'.`));
  } else {
    const page = new Page();
    build(page, data);
    page.ready();
  }
})();
