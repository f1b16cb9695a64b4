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
    const places3 = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return fixed(value, Math.min(places3, 6));
  }
  function among(value, others, digits = 3) {
    const sizes = [value, ...others].map((v) => Math.abs(v ?? 0)).filter(Number.isFinite);
    const size = Math.max(0, ...sizes);
    const places3 = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return fixed(value, Math.min(places3, 6));
  }
  function fixed(value, decimals) {
    if (value === null || value === void 0 || !Number.isFinite(value)) return none;
    const text = value.toFixed(decimals);
    return minus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
  }
  function clock(seconds2) {
    if (seconds2 === null || !Number.isFinite(seconds2)) return none;
    const tenths = Math.round(seconds2 * 10);
    const minutes = Math.floor(tenths / 600);
    return `${minutes}:${((tenths - 600 * minutes) / 10).toFixed(1).padStart(4, "0")}`;
  }
  function duration(seconds2) {
    return seconds2 < 120 ? `${seconds2.toFixed(1)} s` : `${clock(seconds2)} min`;
  }
  function withUnit(text, unit2) {
    return unit2 === "" || text === none ? text : `${text} ${unit2}`;
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
  function placeBefore(list, at2) {
    let low = 0, high = list.length - 1;
    while (high > low) {
      const middle = low + high + 1 >> 1;
      if ((list[middle] ?? Infinity) <= at2) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  function nearest(list, at2) {
    const before = placeBefore(list, at2);
    const a = list[before], b = list[before + 1];
    return a !== void 0 && b !== void 0 && b - at2 < at2 - a ? before + 1 : before;
  }

  // src/plot/axes.ts
  var near = (v) => v.toFixed(1);
  function choicesOf(unit2) {
    if (unit2 === "deg") return [1, 2, 5, 10, 15, 30, 45, 90];
    if (unit2 === "min") return [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
    return [];
  }
  function widthOf(figure2, wish) {
    return wish ?? Math.max(240, Math.round(figure2.clientWidth || 600));
  }
  function gridAcross(into, box, range2, y, wanted, unit2) {
    const by = step(range2[1] - range2[0], wanted, choicesOf(unit2));
    for (const v of ticks(range2[0], range2[1], by)) {
      const zero = Math.abs(v) < by * 1e-6;
      into.append(
        svg("path", { d: `M${box.left} ${near(y(v))}H${box.right}`, class: zero ? "zero" : "grid" }),
        svg("text", { x: box.left - 6, y: near(y(v) + 4), "text-anchor": "end" }, fixed(zero ? 0 : v, places(by)))
      );
    }
  }
  function gridBelow(into, box, range2, x, wanted, unit2, label, full = false) {
    axisBelow(into, box, label);
    const by = step(range2[1] - range2[0], wanted, choicesOf(unit2));
    for (const v of ticks(range2[0], range2[1], by)) {
      const zero = Math.abs(v) < by * 1e-6;
      into.append(full ? svg("path", { d: `M${near(x(v))} ${box.top}V${box.bottom}`, class: zero ? "zero" : "grid" }) : svg("path", { d: `M${near(x(v))} ${box.bottom}v4`, class: "zero" }));
      into.append(svg("text", { x: near(x(v)), y: box.bottom + 17, "text-anchor": "middle" }, fixed(zero ? 0 : v, places(by))));
    }
  }
  function axisBelow(into, box, label) {
    into.append(
      svg("path", { d: `M${box.left} ${box.bottom}H${box.right}`, class: "zero" }),
      svg("text", { x: box.right, y: box.bottom + 32, "text-anchor": "end" }, label)
    );
  }
  function namesBelow(into, box, names, x, label) {
    axisBelow(into, box, label);
    const room = Math.max(8, Math.abs(x(1) - x(0)));
    const every = Math.max(1, Math.ceil(textWidth(names) / room));
    names.forEach((name, i) => {
      if (i % every !== 0) return;
      into.append(
        svg("path", { d: `M${near(x(i))} ${box.bottom}v4`, class: "zero" }),
        svg("text", { x: near(x(i)), y: box.bottom + 17, "text-anchor": "middle" }, shortened(name))
      );
    });
  }
  var shortened = (name) => name.length > 18 ? `${name.slice(0, 17)}…` : name;
  function textWidth(texts) {
    return 7 * Math.max(1, ...texts.map((t) => shortened(t).length)) + 8;
  }

  // src/plot/marks.ts
  var dashes = ["", "7 3", "2 3", "9 3 2 3", "", "5 2"];
  function lineStyle(i, own) {
    const dash = own ?? dashes[i % 6] ?? "";
    return { class: `line c${i % 6}`, ...dash === "" ? {} : { "stroke-dasharray": dash } };
  }
  var moreDashes = ["10 2", "1 4", "10 2 1 2 1 2", "5 5", "3 1"];
  function manyStyles(i, colours, first = 0) {
    return { style: first + i % colours, dash: i < colours ? void 0 : moreDashes[i % moreDashes.length] };
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
        key.append(svg("path", { d: entry.shape(13, 5), class: entry.beside === true ? `hollow c${style % 6}` : `f${style % 6}` }));
      } else {
        const line = svg("path", { d: "M1 5H25", ...lineStyle(style, entry.dash) });
        if (entry.beside === true) line.classList.add("beside");
        key.append(line);
      }
      const value = el("output");
      box.append(el("span", entry.text.length > 30 ? { class: "long" } : {}, key, entry.text, value));
      return value;
    });
    return { box, values };
  }

  // src/plot/dots.ts
  var beyond = (right) => (x, y) => right ? `M${x - 9} ${y - 5}l9 5l-9 5z` : `M${x + 9} ${y - 5}l-9 5l9 5z`;
  var DotPlot = class {
    constructor(plot, rows2) {
      this.plot = plot;
      this.rows = rows2;
      this.drawn = null;
      this.figure = el(
        "figure",
        { id: plot.id, class: "dots" },
        el("figcaption", {}, plot.title),
        legend(plot.legend).box,
        ...plot.notes.map((n) => el("p", { class: "hint" }, n))
      );
    }
    get count() {
      return this.rows.length;
    }
    /** Shows other rows. */
    show(rows2) {
      this.rows = rows2;
      this.draw(this.wish);
    }
    draw(wish) {
      this.wish = wish;
      const { plot, rows: rows2 } = this;
      const width = widthOf(this.figure, wish), wide = width > 520, step2 = 20;
      const longest = Math.max(0, ...rows2.map((r) => (wide ? r.label : r.brief).length)), letter = 6.8;
      const left = Math.min(Math.round((wide ? 0.4 : 0.42) * width), Math.ceil(letter * longest) + 16);
      const box = { left, right: width - (wide ? 106 : 84), top: 6, bottom: 6 + step2 * rows2.length };
      const height2 = box.bottom + 36, letters = Math.floor((box.left - 12) / letter);
      const x = linear(plot.range, box.left, box.right), [low, high] = plot.range;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height2}`, role: "group", "aria-label": plot.title });
      rows2.forEach((row2, i) => {
        const y = box.top + (i + 0.5) * step2;
        if (row2.band) {
          const from = x(row2.band.low ?? low), to = x(row2.band.high ?? high);
          drawing.append(svg("rect", { x: near(from), y: near(y - 7), width: near(to - from), height: 14, class: "band f0" }));
        }
      });
      const apart2 = (box.right - box.left) / Math.max(1, plot.ticks.length - 1);
      plot.ticks.forEach((t, i) => {
        const told = apart2 > 46 || t.strong === true || i % 2 === 0;
        drawing.append(
          svg("path", { d: `M${near(x(t.at))} ${box.top}V${box.bottom}`, class: t.strong === true ? "zero" : "grid" }),
          svg("text", { x: near(x(t.at)), y: box.bottom + 15, "text-anchor": "middle", class: wide ? "" : "small" }, told ? t.text : "")
        );
      });
      const middle = Math.min(0.5 * (box.left + box.right), width - 4 - 0.5 * letter * plot.axis.length);
      drawing.append(svg("text", { x: near(middle), y: box.bottom + 31, "text-anchor": "middle" }, plot.axis));
      rows2.forEach((row2, i) => {
        const y = box.top + (i + 0.5) * step2, text = wide ? row2.label : row2.brief;
        const name = text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
        drawing.append(svg(
          "a",
          { href: row2.href },
          svg("title", {}, row2.label),
          svg("text", { x: box.left - 8, y: y + 4, "text-anchor": "end" }, name)
        ));
        for (const d2 of row2.dots) {
          const shape = d2.at > high ? beyond(true) : d2.at < low ? beyond(false) : d2.shape;
          const at2 = Math.min(high, Math.max(low, d2.at));
          drawing.append(svg("path", { d: shape(Number(near(x(at2))), y), class: `mark f${d2.style % 6}` }, svg("title", {}, d2.text)));
        }
        drawing.append(svg("text", { x: width - 2, y: y + 4, "text-anchor": "end", class: wide ? "" : "small" }, row2.value));
      });
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.figure.append(drawing);
      this.drawn = drawing;
    }
  };

  // src/stacked.ts
  var cell = (kind, ...children) => ({ class: kind, children });
  function stackedTable(id, heads, rows2, label) {
    const body = rows2.map((row2) => {
      const tr = el("tr", { role: "row", ...row2.id === void 0 ? {} : { id: row2.id }, ...row2.class ? { class: row2.class } : {} });
      let column = 0;
      for (const c of row2.cells) {
        tr.append(el("td", {
          role: "cell",
          "data-label": heads[column] ?? "",
          ...c.class ? { class: c.class } : {},
          ...c.span === void 0 ? {} : { colspan: c.span }
        }, ...c.children));
        column += c.span ?? 1;
      }
      return tr;
    });
    const kinds3 = heads.map((_, i) => rows2[0]?.cells[i]?.class?.split(" ")[0] ?? "");
    return el(
      "table",
      { id, class: "stacked", role: "table", "aria-label": label },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads.map((h, i) => el("th", { scope: "col", role: "columnheader", ...kinds3[i] ? { class: kinds3[i] } : {} }, h)))),
      el("tbody", { role: "rowgroup" }, ...body)
    );
  }

  // src/limits/criteria.ts
  var signs = { holds: "✓", nominally: "≈", fails: "✗", reported: "·", not_applicable: "–" };
  function inUnit(value, unit2) {
    if (value === null || value === void 0 || !Number.isFinite(value)) return none;
    const size = Math.abs(value);
    return withUnit(fixed(value, size >= 1e3 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3), unit2);
  }
  var criterionId = (place) => `criterion-${place + 1}`;
  function criterionLink(data2, place) {
    return el("a", { href: `#${criterionId(place)}` }, `${place + 1} ${data2.criteria[place]?.name ?? ""}`);
  }
  function verdictWords(c) {
    const silent = !c.judged && (c.outcome === "holds" || c.outcome === "nominally" || c.outcome === "fails");
    return el(
      "span",
      { class: `outcome ${c.outcome}` },
      `${signs[c.outcome]} ${c.verdict}`,
      silent ? el("small", {}, " reported only") : null
    );
  }
  var small = (...children) => el("small", {}, ...children);
  function mark(status) {
    return status === "seen" ? "verified: seen in the source" : `not verified: ${status}`;
  }
  function figures(c) {
    if (c.failure !== "") return [{ span: 5, children: [`not computed: ${c.failure}`] }];
    if (!c.compared) {
      return [
        cell("number", inUnit(c.demand, c.unit)),
        cell("number absent", none),
        cell("number absent", none),
        cell("number absent", none),
        cell("where", minus(c.worst_case ?? ""))
      ];
    }
    const least = c.capacity_is_least === true ? "≥ " : "";
    return [
      cell("number", inUnit(c.demand, c.unit)),
      cell("number", `× ${c.factor ?? 1}`),
      cell("number", `${least}${inUnit(c.capacity, c.unit)}`, small(c.compared_with ?? "")),
      cell("number", inUnit(c.margin, c.unit), small("all unfavourable: ", c.unfavourable_failure ? `not computed, ${c.unfavourable_failure}` : inUnit(c.margin_unfavourable, c.unit))),
      cell("where", minus(c.worst_case ?? ""), ...(c.endurance?.told ?? []).map((t) => small(t)))
    ];
  }
  function lead(c, place) {
    return cell("lead", el("b", {}, `${place + 1} ${c.name}`), " ", c.what, small(`${c.clause === "none" ? "no clause" : c.clause} (${mark(c.status)}): ${c.source}`));
  }
  var applies = (c) => c.not_applicable === "";
  function criteriaTable(data2) {
    const heads = ["criterion", "verdict", "demand", "factor", "capacity or limit", "margin", "worst case"];
    return stackedTable("criteria", heads, data2.criteria.flatMap((c, i) => applies(c) ? [{
      id: criterionId(i),
      class: c.judged ? "" : "silent",
      cells: [lead(c, i), cell("verdict-cell", verdictWords(c)), ...figures(c)]
    }] : []), "Criteria with demand, capacity, margin, worst case and verdict");
  }
  function notApplicable(data2) {
    const rows2 = data2.criteria.flatMap((c, i) => applies(c) ? [] : [
      { id: criterionId(i), cells: [lead(c, i), cell("", verdictWords(c)), cell("", c.not_applicable)] }
    ]);
    if (rows2.length === 0) return null;
    return el(
      "details",
      {},
      el("summary", {}, `${rows2.length} ${rows2.length === 1 ? "criterion does" : "criteria do"} not apply to this kind of equipment`),
      stackedTable("not-applicable", ["criterion", "verdict", "reason"], rows2, "Criteria that are not applicable")
    );
  }
  var percent = (share) => `${fixed(100 * share, 0)} %`;
  function takenPlot(data2) {
    const rows2 = [], without = [];
    data2.criteria.forEach((c, i) => {
      if (!c.compared || c.demand === void 0) return;
      const { taken, taken_unfavourable: worse } = c;
      if (typeof taken !== "number") {
        without.push(`${i + 1} ${c.name} (margin ${inUnit(c.margin, c.unit)})`);
        return;
      }
      rows2.push({
        label: `${i + 1} ${c.name}${c.judged ? "" : " (reported)"}`,
        brief: `${i + 1} ${c.name}`,
        href: `#${criterionId(i)}`,
        value: percent(taken),
        dots: [
          ...typeof worse === "number" ? [{ at: worse, shape: diamond, style: 1, text: `all unfavourable: ${percent(worse)}` }] : [],
          { at: taken, shape: circle, style: 0, text: `figures of the file: ${percent(taken)}` }
        ]
      });
    });
    if (rows2.length === 0) return null;
    return new DotPlot({
      id: "plot-taken",
      title: "Share of what is allowed that the worst case takes",
      axis: "demand times factor over capacity; breaks at 100 %",
      notes: without.length === 0 ? [] : [`Not drawn, as their limit is 0: ${without.join(", ")}.`],
      legend: [
        { text: "figures of the file", shape: circle, style: 0 },
        { text: "all unverified figures at their worse ends", shape: diamond, style: 1 },
        { text: "beyond the scale", shape: (x, y) => `M${x - 5} ${y - 5}l9 5l-9 5z`, style: 1 }
      ],
      range: [0, 1.5],
      ticks: [{ at: 0, text: "0" }, { at: 0.5, text: "50 %" }, { at: 1, text: "100 %", strong: true }, { at: 1.5, text: "150 %" }]
    }, rows2);
  }

  // src/plot/bars.ts
  function ending(name, letters) {
    return name.length > letters ? `…${name.slice(name.length - letters + 1)}` : name;
  }
  function barLegend() {
    const key = (kind) => svg(
      "svg",
      { viewBox: "0 0 26 10", "aria-hidden": "true" },
      svg("rect", { x: 1, y: kind === "low" ? 0.5 : 5.5, width: 24, height: 4, class: kind === "low" ? "f1" : "f0" })
    );
    return el(
      "div",
      { class: "legend" },
      el("span", {}, key("low"), "figure at its low end (upper bar)"),
      el("span", {}, key("high"), "at its high end (lower bar)")
    );
  }
  var BarPlot = class {
    constructor(plot) {
      this.plot = plot;
      this.drawn = null;
      this.figure = el("figure", { id: plot.id, class: "bars" }, el("figcaption", {}, plot.title));
    }
    draw(wish) {
      const { plot } = this;
      const width = widthOf(this.figure, wish), row2 = 20, wide = width > 420;
      const box = { left: Math.round((wide ? 0.46 : 0.42) * width), right: width - 12, top: 4, bottom: 4 + row2 * plot.rows.length };
      const range2 = withZero(roomy(extent([[plot.nominal], plot.rows.map((r) => r.low), plot.rows.map((r) => r.high)])));
      const x = linear(range2, box.left, box.right), letters = Math.floor((box.left - 12) / 7.1);
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${box.bottom + 38}`, role: "img", "aria-label": `${plot.title}; ${plot.axis}` });
      gridBelow(drawing, box, range2, x, wide ? 5 : 3, plot.unit, plot.axis, true);
      plot.rows.forEach((one, i) => {
        const top = box.top + i * row2 + 3;
        drawing.append(svg("text", { x: box.left - 8, y: top + 11, "text-anchor": "end" }, svg("title", {}, one.name), ending(one.name, letters)));
        for (const [end, kind, down] of [[one.low, "f1", 0], [one.high, "f0", 7]]) {
          const from = x(Math.min(plot.nominal, end)), to = x(Math.max(plot.nominal, end));
          drawing.append(svg(
            "rect",
            { x: near(from), y: top + down, width: near(Math.max(to - from, 0)), height: 6.5, class: kind },
            svg("title", {}, `${one.name} at its ${kind === "f1" ? "low" : "high"} end: ${withUnit(short(end), plot.unit)}`)
          ));
        }
      });
      drawing.append(svg("path", { d: `M${near(x(plot.nominal))} ${box.top}V${box.bottom}`, class: "cursor pointed" }));
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.figure.append(drawing);
      this.drawn = drawing;
    }
  };

  // src/plot/lines.ts
  function drawLine(into, line, i, x, y) {
    let d2 = "", pen = "M";
    const style = line.style ?? i;
    for (let k = 0; k < line.x.length; ++k) {
      const at2 = line.x[k], v = line.y[k];
      if (at2 === void 0 || v === null || v === void 0 || Number.isNaN(v)) {
        pen = "M";
      } else if (line.points === true) {
        d2 += dot(x(at2), y(v));
      } else {
        d2 += `${pen}${near(x(at2))} ${near(y(v))}`;
        pen = "L";
      }
    }
    if (d2 === "") return;
    const path = svg("path", line.points === true ? { d: d2, class: `f${style % 6}` } : { d: d2, ...lineStyle(style, line.dash) });
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
      const { box, values } = legend(plot.lines.map((l, i) => ({ text: l.legend, style: l.style ?? i, shape: l.points === true ? dot : void 0, dash: l.dash, beside: l.beside })));
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
      const height2 = Math.round(plot.height?.(width) ?? Math.min(250, Math.max(180, width * 0.4)));
      const box = this.box = { left: 56, right: width - 10, top: (plot.verticals ?? []).length > 0 ? 22 : 10, bottom: height2 - 36 };
      const begin = plot.x.range[0], end = Math.max(plot.x.range[1], begin + 1e-3);
      const bands2 = plot.bands ?? [], marks2 = plot.marks ?? [];
      let range2 = roomy(extent([...plot.lines.map((l) => Array.from(l.y)), ...bands2.flatMap((b) => [b.least, b.greatest])]));
      if (plot.zero === true || marks2.length > 0) range2 = withZero(range2);
      const x = linear([begin, end], box.left, box.right), y = linear(range2, box.bottom, box.top);
      const drawing = svg("svg", {
        viewBox: `0 0 ${width} ${height2}`,
        role: "img",
        "aria-label": `${plot.title} in ${plot.unit}, ${plot.x.label}`
      });
      gridAcross(drawing, box, range2, y, height2 < 200 ? 4 : 5, plot.unit);
      if (plot.x.names !== void 0) namesBelow(drawing, box, plot.x.names, x, plot.x.label);
      else gridBelow(
        drawing,
        box,
        [begin / plot.x.per, end / plot.x.per],
        (u) => x(u * plot.x.per),
        width < 420 ? 5 : 9,
        plot.x.unit,
        plot.x.label
      );
      bands2.forEach((band, i) => {
        if (band.x.length < 2) return;
        const edge = (v) => v.map((b, k) => `${near(x(band.x[k] ?? 0))} ${near(y(b))}`);
        drawing.append(svg("path", { d: `M${[...edge(band.greatest), ...edge(band.least).reverse()].join("L")}Z`, class: `band f${i % 6}` }));
      });
      plot.lines.forEach((line, i) => drawLine(drawing, line, i, x, y));
      this.drawVerticals(drawing, x);
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
    /** Instants that matter. Texts that would lie upon each other are written as one: "1, 2". */
    drawVerticals(drawing, x) {
      const { box } = this, texts = [];
      for (const v of [...this.plot.verticals ?? []].sort((a, b) => a.x - b.x)) {
        const at2 = x(v.x), last = texts[texts.length - 1];
        drawing.append(svg("path", { d: `M${near(at2)} ${box.top}V${box.bottom}`, class: v.bad ? "instant bad" : "instant" }));
        if (last === void 0 || at2 - (last.from + last.to) / 2 > 4 * (last.text.length + v.text.length)) {
          texts.push({ from: at2, to: at2, text: v.text });
        } else {
          last.text += `, ${v.text}`;
          last.to = at2;
        }
      }
      for (const t of texts) {
        const half = 3.5 * t.text.length, middle = Math.min(Math.max((t.from + t.to) / 2, half), box.right + 10 - half);
        drawing.append(svg("text", { x: near(middle), y: box.top - 4, "text-anchor": "middle", class: "small" }, t.text));
      }
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
      const at2 = this.pointed ?? this.cursor.value;
      this.mark.setAttribute("d", `M${near(this.place(at2))} ${this.box.top}V${this.box.bottom}`);
      this.mark.classList.toggle("pointed", this.pointed !== null);
      this.plot.lines.forEach((line, i) => {
        const output = this.values[i];
        const value = line.y[nearest(line.x, at2)];
        if (!output) return;
        output.textContent = this.plot.told !== void 0 && typeof value === "number" ? this.plot.told(value) : withUnit(short(value), this.plot.unit);
      });
    }
  };

  // src/limits/plots.ts
  var height = (width) => Math.min(380, Math.max(240, width * 0.52));
  function angleAxis(angles) {
    return { label: "bed angle, deg (head down positive)", unit: "deg", per: 1, range: [angles[0] ?? 0, angles[angles.length - 1] ?? 1] };
  }
  var capacityDashes = ["", "8 4", "2 3", "8 3 2 3"];
  function torquePlot(data2) {
    const { torque } = data2;
    if (torque === null) return null;
    const angles = torque.angles_deg, groups = /* @__PURE__ */ new Map();
    for (const line of torque.lines) {
      const name = `arms ${line.arms}, ${line.holes === 0 ? "no holes off" : `${line.holes > 0 ? "+" : "−"}${Math.abs(line.holes)} holes`}`;
      const group = groups.get(name) ?? { x: [], y: [] };
      if (group.x.length > 0) {
        group.x.push(NaN);
        group.y.push(null);
      }
      group.x.push(...angles);
      group.y.push(...line.y);
      groups.set(name, group);
    }
    const ends = [angles[0] ?? 0, angles[angles.length - 1] ?? 1];
    const holds = torque.capacities.flatMap((c, i) => c.value === null ? [] : [
      { legend: c.legend, x: [...ends, NaN, ...ends], y: [c.value, c.value, null, -c.value, -c.value], style: 5, dash: capacityDashes[i % capacityDashes.length] }
    ]);
    return new LinePlot({
      id: "torque",
      title: "Moment to be held over the bed angle",
      unit: "N m",
      notes: [`${torque.who}. Head down positive; one line for each hinge hole. Level lines: what the brake holds, either way.`],
      lines: [...[...groups].map(([legend2, g], i) => ({ legend: legend2, x: g.x, y: g.y, ...manyStyles(i, 5) })), ...holds],
      x: angleAxis(angles),
      zero: true,
      height
    });
  }
  function tippingPlot(data2) {
    const { tipping } = data2;
    if (tipping === null) return null;
    return new LinePlot({
      id: "tipping",
      title: "Tipping margin at rest on the slope, worst user",
      unit: "cm",
      notes: ["The frame lifts below 0."],
      lines: tipping.lines.map((l, i) => ({ legend: l.legend, x: tipping.angles_deg, y: l.y, style: i })),
      x: angleAxis(tipping.angles_deg),
      zero: true,
      height
    });
  }
  function barPlots(data2) {
    const plots = [], untouched = [];
    for (const bars of data2.bars) {
      const c = data2.criteria[bars.criterion], name = `${bars.criterion + 1} ${c?.name ?? ""}`;
      if (c === void 0 || typeof c.margin !== "number") continue;
      if (bars.rows.length === 0) {
        untouched.push(name);
        continue;
      }
      plots.push(new BarPlot({
        id: `bars-${bars.criterion + 1}`,
        title: `${name}: margin with one figure at either end of its range`,
        unit: c.unit,
        nominal: c.margin,
        axis: `margin${c.unit === "" ? "" : `, ${c.unit}`}; broken below 0`,
        rows: bars.rows.map((r) => ({ name: r.figure, low: r.low, high: r.high }))
      }));
    }
    return { plots, untouched };
  }

  // src/limits/report.ts
  var places2 = {
    torque: ["#plot-torque", "Moment to be held over the bed angle"],
    tipping: ["#plot-tipping", "Tipping margin over the bed angle"],
    bars: ["#bands", "Margins with each unverified figure at either end"]
  };
  function pointTable(data2, point2) {
    if (point2.criteria.length === 0) return null;
    return el(
      "table",
      { class: "plain" },
      el("thead", {}, el("tr", {}, ...["criterion", "demand", "margin", "verdict"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, ...point2.criteria.map((k) => {
        const c = data2.criteria[k];
        return el(
          "tr",
          {},
          el("td", {}, criterionLink(data2, k)),
          el("td", { class: "number" }, inUnit(c?.demand, c?.unit ?? "")),
          el("td", { class: "number" }, inUnit(c?.margin, c?.unit ?? "")),
          el("td", {}, c === void 0 ? "" : verdictWords(c))
        );
      }))
    );
  }
  function reportPoint(data2, point2) {
    const place = point2.plot === null ? void 0 : places2[point2.plot];
    const drawn2 = place !== void 0 && (point2.plot === "bars" ? data2.bars.length > 0 : data2[point2.plot] !== null);
    return el(
      "section",
      { class: "report-point", id: `point-${point2.number}`, "aria-labelledby": `point-${point2.number}-title` },
      el("h3", { id: `point-${point2.number}-title` }, `${point2.number}. ${point2.title}`),
      point2.rows.length === 0 ? null : el("table", { class: "plain", id: `point-${point2.number}-rows` }, el(
        "tbody",
        {},
        ...point2.rows.map((r) => el("tr", {}, el("th", { scope: "row" }, r.name), el("td", {}, r.value)))
      )),
      pointTable(data2, point2),
      drawn2 ? el("p", {}, el("a", { href: place[0] }, place[1])) : null,
      ...point2.told.map((t) => el("p", {}, t)),
      ...point2.not_simulated.map((t) => el("p", { class: "missing" }, el("b", {}, "Not simulated: "), t))
    );
  }
  function replays(data2) {
    const rows2 = data2.criteria.flatMap((c, i) => [
      ...c.replay ? [[criterionLink(data2, i), c.replay]] : [],
      ...c.endurance ? [[el("span", {}, criterionLink(data2, i), ", a stop of its use cycle"), c.endurance.replay]] : []
    ]);
    return stackedTable("worst-cases", ["criterion", "command"], rows2.map(([name, command]) => ({ cells: [cell("lead", name), cell("code command", el("code", {}, command))] })), "Commands that run the worst cases again");
  }
  function figuresTable(data2) {
    const number2 = (v) => minus(String(Number(v.toPrecision(6))));
    return stackedTable("unverified", ["figure", "value", "low", "high", "unit", "how it is known", "source"], data2.figures.map((f) => ({
      cells: [
        cell("code lead", f.path),
        cell("number", number2(f.nominal)),
        cell("number", number2(f.low)),
        cell("number", number2(f.high)),
        cell("", f.unit),
        cell("", f.status),
        cell("", f.source, f.remark === "" ? null : el("small", {}, `(${f.remark})`))
      ]
    })), "Unverified figures with their ranges");
  }
  function sourceTexts(data2) {
    return data2.provenance.texts.map((t) => el("details", {}, el("summary", {}, t.path), el("pre", { class: "code", tabindex: 0 }, t.text)));
  }
  function unfoldOnPaper() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")];
      for (const one of closed) one.open = true;
    });
    addEventListener("afterprint", () => {
      for (const one of closed) one.open = false;
    });
  }
  function signatures(data2) {
    const line = (what) => el("div", { class: "sign-here" }, el("span", {}, what));
    return el(
      "div",
      { id: "signatures" },
      ...["simulated by", "checked by", "released by"].map((who) => el(
        "div",
        { class: "signer" },
        el("h3", {}, who),
        line("name"),
        line("date"),
        line("signature")
      )),
      el("p", { class: "hint" }, `For ${data2.title.replace(/^Limits/, "limits")}: ${data2.answers.map((a) => `${a.label.toLowerCase()}: ${a.value} ${a.unit}`.trim()).join("; ")}.`)
    );
  }

  // src/limits/users.ts
  function binds({ users, criteria }) {
    const heights = /* @__PURE__ */ new Map();
    users.binding.forEach((k, h) => {
      if (k !== null) heights.set(k, [...heights.get(k) ?? [], users.heights_cm[h] ?? NaN]);
    });
    if (heights.size === 0) return [];
    return [`Binds first: ${[...heights].map(([k, at2]) => `${k + 1} ${criteria[k]?.name ?? ""} at ${at2.map((h) => fixed(h, 0)).join(", ")} cm`).join("; ")}.`];
  }
  function usersPlot(data2) {
    const { users } = data2, x = users.heights_cm;
    const first = x[0], last = x[x.length - 1];
    if (first === void 0 || last === void 0 || x.length < 2 || users.margins.length === 0) return null;
    return new LinePlot({
      id: "users",
      title: "Largest user over height",
      unit: "kg",
      zero: true,
      notes: [...binds(data2), ...users.lines.length === 0 || users.largest_kg.some((m) => m >= users.greatest_kg) ? [`Looked for up to ${users.greatest_kg} kg: a line there means no limit was found.`] : []],
      x: { label: "user height, cm", unit: "cm", per: 1, range: [first, last] },
      lines: [
        { legend: "every judged criterion", x, y: users.largest_kg, style: 0 },
        ...users.lines.map((l, i) => ({ legend: `${l.criterion + 1} ${data2.criteria[l.criterion]?.name ?? ""}`, x, y: l.largest_kg, ...manyStyles(i, 4, 1) })),
        { legend: `rated, ${fixed(users.rated_kg, 0)} kg`, x: [first, last], y: [users.rated_kg, users.rated_kg], style: 5 }
      ],
      height: (width) => Math.min(330, Math.max(220, width * 0.5))
    });
  }
  function failing(data2, h, m) {
    return data2.users.margins.filter((one) => !((one.by_height_and_mass[h]?.[m] ?? NaN) >= 0)).map((one) => one.criterion);
  }
  function userMap(data2) {
    const { users } = data2, unit2 = (k) => data2.criteria[k]?.unit ?? "";
    const name = (k) => `${k + 1} ${data2.criteria[k]?.name ?? ""}`;
    const choice = el(
      "select",
      { id: "map-of" },
      el("option", { value: "all" }, "every judged criterion"),
      ...users.margins.map((one) => el("option", { value: one.criterion }, `margin of ${name(one.criterion)}`))
    );
    const caption = el("p", { class: "hint", id: "map-told", role: "status" });
    const cells = users.masses_kg.map(() => users.heights_cm.map(() => el("td", { class: "cell" })));
    const table2 = el(
      "table",
      { id: "user-map", class: "map", "aria-label": "Users of a height and a mass" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "kg \\ cm"), ...users.heights_cm.map((h) => el("th", { scope: "col" }, fixed(h, 0))))),
      el("tbody", {}, ...users.masses_kg.map((mass, m) => el("tr", {}, el("th", { scope: "row" }, fixed(mass, 0)), ...cells[m] ?? [])).reverse())
    );
    const fill = () => {
      const all = choice.value === "all", chosen2 = users.margins.find((one) => String(one.criterion) === choice.value);
      const named = /* @__PURE__ */ new Set();
      cells.forEach((row2, m) => row2.forEach((cell2, h) => {
        const broken = failing(data2, h, m);
        const margin2 = chosen2?.by_height_and_mass[h]?.[m];
        const holds = all ? broken.length === 0 : (margin2 ?? NaN) >= 0;
        if (all) broken.forEach((k) => named.add(k));
        cell2.className = `cell ${holds ? "yes" : "no"}`;
        cell2.textContent = !all ? margin2 === null || margin2 === void 0 ? none : inUnit(margin2, "") : holds ? "✓" : `✗ ${broken.map((k) => k + 1).join(" ")}`;
        cell2.title = all ? holds ? "all hold" : `fails: ${broken.map(name).join(", ")}` : holds ? "holds" : "fails";
      }));
      caption.textContent = chosen2 ? `Margin of ${name(chosen2.criterion)}${unit2(chosen2.criterion) === "" ? "" : `, ${unit2(chosen2.criterion)}`}; it is broken below 0.` : named.size === 0 ? "✓ all judged criteria hold." : `✓ all hold; ✗ these fail: ${[...named].sort((a, b) => a - b).map(name).join(", ")}.`;
    };
    choice.addEventListener("change", fill);
    fill();
    return el(
      "figure",
      { id: "map-figure" },
      el("figcaption", {}, "Users of a height and a mass"),
      el("p", { class: "screen filters" }, el("label", { for: "map-of" }, "Show "), choice),
      table2,
      caption
    );
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
    const cell2 = (c) => {
      if (typeof c === "string") return el("td", {}, c);
      if (c instanceof HTMLElement) return el("td", {}, c);
      return el("td", { class: c.class }, c.text);
    };
    const head = heads.some((h) => h !== "") ? el("thead", {}, el("tr", {}, ...heads.map((h) => el("th", { scope: "col" }, h)))) : null;
    return el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": id.replaceAll("-", " ") }, el(
      "table",
      { id },
      head,
      el("tbody", {}, ...rows2.map((cells) => el("tr", {}, ...cells.map(cell2))))
    ));
  }
  function provenanceTables(provenance, suffix = "") {
    const named = provenance.sources.some((s) => s.name !== "");
    return [
      table(
        `sources${suffix}`,
        ["role", ...named ? ["name"] : [], "file", "hash"],
        provenance.sources.map((s) => [s.role.replaceAll("_", " "), ...named ? [s.name] : [], code(s.path), code(s.hash)])
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
    ["unknown", "no recorded signal bears its mark"]
  ];
  function markLegend() {
    return [
      el("dl", { class: "marks" }, ...marks.flatMap(([mark2, text]) => [el("dt", {}, mark2), el("dd", {}, text)])),
      el("p", { class: "hint" }, "A mark names the weakest figure that a result rests on.")
    ];
  }

  // src/kinds/limits.ts
  function drawn(page, plots) {
    const there = plots.filter((p) => p !== null);
    for (const p of there) page.onRedraw((w) => p.draw(w));
    return there.map((p) => p.figure);
  }
  function limitsPage(page, given) {
    const data2 = given;
    document.body.classList.add("study");
    page.subtitle([data2.asked, data2.equipment, `${data2.cases} cases of the simulated table, a rigid user, in ${data2.wall_s.toFixed(0)} s`]);
    page.main.append(
      answerCards(data2.answers, "answer-limits"),
      el(
        "p",
        { class: "caution" },
        "A model’s test report: not a test of a product, and not medical advice. Under the bands: every figure that was not read in a source is set to the ends of its range; ",
        el("a", { href: "#point-11" }, "what the verdicts mean"),
        ", ",
        el("a", { href: "#signatures-section" }, "signatures"),
        "."
      )
    );
    const taken = takenPlot(data2), tipping = tippingPlot(data2), short2 = (taken?.count ?? 0) < 10;
    page.section("overview", "Demand and capacity", "Of each criterion at its worst case, and over the bed’s angle.", el(
      "div",
      { class: "columns" },
      el("div", { class: "pile" }, ...drawn(page, [taken, short2 ? tipping : null])),
      el("div", { class: "pile" }, ...drawn(page, [torquePlot(data2), short2 ? null : tipping]))
    ));
    page.section(
      "criteria-section",
      "Criteria",
      "Each at its worst case: demand times factor against capacity or limit, with the clause that asks for it and the mark of its figures.",
      criteriaTable(data2),
      notApplicable(data2)
    );
    if (data2.users.margins.length > 0) {
      page.section("users-section", "Users", null, el("div", { class: "columns" }, ...drawn(page, [usersPlot(data2)]), userMap(data2)));
    }
    page.section("replays-section", "Worst cases again", "Each command runs the worst case and prints its figure.", replays(data2));
    page.section(
      "points",
      "Test report",
      "In the order of a test report of an inversion table; what has no figure says why.",
      ...data2.points.map((p) => reportPoint(data2, p))
    );
    bands(page, data2);
    if (data2.failures.count > 0) {
      page.section(
        "failures",
        "Cases that failed",
        `${data2.failures.count} cases could not be computed; the search went on without them.`,
        el("ul", {}, ...data2.failures.first.map((f) => el("li", {}, f)))
      );
    }
    page.section("provenance-section", "Where this comes from", null, ...provenanceTables(data2.provenance), ...sourceTexts(data2));
    page.section("signatures-section", "Signatures", null, signatures(data2));
    unfoldOnPaper();
  }
  function bands(page, data2) {
    const { plots, untouched } = barPlots(data2);
    page.section(
      "bands",
      "Bands of unverified figures",
      "The longest bars say what to measure first.",
      plots.length === 0 ? null : barLegend(),
      el("div", { class: "columns", id: "bar-plots" }, ...drawn(page, plots)),
      untouched.length === 0 ? null : el("p", { class: "hint" }, `No unverified figure makes a difference to ${untouched.join(", ")}.`),
      el("h3", {}, "Unverified figures"),
      data2.figures.length === 0 ? el("p", {}, "There is none.") : figuresTable(data2)
    );
  }

  // src/session/data.ts
  function figureText({ value, unit: unit2 }, digits = 4) {
    return unit2 === "" && Number.isInteger(value) ? fixed(value, 0) : short(value, digits);
  }

  // src/session/compare.ts
  function peculiar(one, other) {
    const row2 = (s, key) => s.provenance.rows.find((r) => r.key === key)?.value ?? "";
    const settings = (s) => row2(s, "overrides").split("\n").filter((line) => line !== "");
    const words2 = [
      ...one.subject === other.subject ? [] : [one.subject],
      ...one.table === other.table ? [] : [one.table],
      ...settings(one).filter((line) => !settings(other).includes(line))
    ];
    if (words2.length > 0) return words2.join(", ");
    if (settings(one).length < settings(other).length) return "without those settings";
    const file = one.provenance.sources.find((s) => !other.provenance.sources.some((o) => o.role === s.role && o.hash === s.hash));
    if (file !== void 0) return `${file.role} ${file.hash.slice(-8)}`;
    const version = row2(one, "git_revision");
    return version === row2(other, "git_revision") ? "the same inputs" : `program ${version}`;
  }
  function bothNames(a, b) {
    return a.title === b.title ? [`${a.title} (${peculiar(a, b)})`, `${b.title} (${peculiar(b, a)})`] : [a.title, b.title];
  }
  function bothAnswers(a, b) {
    const cell2 = (session, id) => {
      const one = session.answers.find((x) => x.id === id);
      return one === void 0 || one.mood === "absent" ? none : { class: `both ${one.mood}`, text: withUnit(minus(one.value), one.unit) };
    };
    const [nameA, nameB] = bothNames(a, b);
    const box = table("both", ["", "A", "B"], a.answers.map((x) => [x.label, cell2(a, x.id), cell2(b, x.id)]));
    box.id = "answers";
    return el("div", {}, el("p", { class: "names" }, el("b", {}, "A "), nameA, el("br"), el("b", {}, "B "), nameB), box);
  }
  function bothFigures(a, b) {
    return table("differences", ["figure", "A", "B", "B − A", "unit"], a.figures.map((f) => {
      const other = b.figures.find((g) => g.name === f.name && g.unit === f.unit);
      const difference = other !== void 0 && f.value !== null && other.value !== null ? other.value - f.value : null;
      return [f.name, number(figureText(f)), number(other === void 0 ? none : figureText(other)), number(figureText({ value: difference, unit: f.unit }, 3)), f.unit];
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
    const answer2 = (id) => session.answers.find((a) => a.id === id);
    const bad = session.answers.filter((a) => a.mood === "bad").map((a) => `${a.label.toLowerCase()}: ${a.value}`);
    const isBad2 = fails.length > 0 || bad.length > 0;
    const first = fails[0];
    const head = !session.finished ? "Cut short." : fails.length > 0 ? `${fails.length} of ${fails.length + holds.length} expectations fail.` : holds.length > 0 ? holds.length === 1 ? "The expectation holds." : `All ${holds.length} expectations hold.` : bad.length > 0 ? "Look at what is marked." : "Nothing failed.";
    const rest = [];
    if (first !== void 0) rest.push(`First: ${first.text}.`);
    else if (holds[0] !== void 0) rest.push(`${holds[0].text.replace(/^./, (c) => c.toUpperCase())}.`);
    const brake = answer2("brake"), risk = answer2("risk");
    if (bad.length > 0) rest.push(`Marked: ${bad.join("; ")}.`);
    else if (brake && brake.mood === "good") rest.push("The brake held.");
    if (risk && risk.mood !== "absent" && risk.mood !== "bad") rest.push(`${risk.value} flags.`);
    return el("p", { class: `verdict ${isBad2 ? "bad" : session.finished ? "good" : ""}`, id: name === "" || name === "A" ? "verdict" : `verdict-${name.toLowerCase()}` }, el("b", {}, name === "" ? head : `${name}: ${head}`), ` ${rest.join(" ")}`);
  }

  // src/plot/profile.ts
  var ProfilePlot = class {
    constructor(plot) {
      this.plot = plot;
      this.drawn = null;
      const { box } = legend(plot.columns.map((c, i) => ({ text: c.legend, shape: shapeOf(c.style ?? i), style: c.style ?? i, beside: c.beside })));
      this.figure = el("figure", { id: plot.id }, el("figcaption", {}, `${plot.title}, ${plot.unit}`), box);
    }
    draw(wish) {
      const { rows: rows2, columns, title, unit: unit2 } = this.plot;
      const width = widthOf(this.figure, wish), row2 = 17, height2 = rows2.length * row2 + 44;
      const box = { left: 70, right: width - 14, top: 6, bottom: height2 - 38 };
      const own = columns.filter((c) => c.beside !== true);
      const range2 = withZero(roomy(extent(columns.map((c) => c.y))));
      const x = linear(range2, box.left, box.right);
      const y = (i) => box.top + (i + 0.5) * row2;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height2}`, role: "img", "aria-label": `${title} in ${unit2} per level` });
      gridBelow(drawing, box, range2, x, width < 420 ? 4 : 7, unit2, unit2, true);
      rows2.forEach((level, i) => {
        drawing.append(svg("text", { x: box.left - 8, y: y(i) + 4, "text-anchor": "end" }, level));
        const values = own.map((c) => c.y[i]).filter((v) => typeof v === "number");
        if (values.length === 0) return;
        const [least, greatest] = extent([values]);
        const from = own.length === 1 ? 0 : least;
        drawing.append(svg("path", { d: `M${near(x(from))} ${y(i)}H${near(x(own.length === 1 ? values[0] ?? 0 : greatest))}`, class: "grid" }));
      });
      columns.forEach((column, c) => {
        const style = column.style ?? c;
        column.y.forEach((v, i) => {
          if (v === null) return;
          const mark2 = svg("path", {
            d: shapeOf(style)(Number(near(x(v))), y(i)),
            class: column.beside === true ? `hollow c${style % 6}` : `mark f${style % 6}`
          });
          mark2.append(svg("title", {}, `${rows2[i] ?? ""} ${column.legend}: ${short(v)} ${unit2}`));
          drawing.append(mark2);
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
  function anglePlot(plot, id, beside = null) {
    const [least, steepest] = extent([...plot.lines, ...beside?.lines ?? []].map((l) => l.a));
    return new LinePlot({
      id,
      title: plot.title,
      unit: plot.unit,
      status: plot.status,
      zero: true,
      x: { label: "bed angle, deg", unit: "deg", per: 1, range: [Math.min(0, least), Math.max(1, steepest)] },
      lines: [
        ...plot.lines.map((l, i) => ({ legend: l.legend, x: l.a, y: l.y, style: i })),
        ...(beside?.lines ?? []).map((l, i) => ({ legend: `B: ${l.legend}`, x: l.a, y: l.y, style: i, beside: true }))
      ],
      bands: plot.bands.map((b) => ({ x: b.a, least: b.least, greatest: b.greatest })),
      height: (width) => Math.min(360, Math.max(220, width * 0.5))
    });
  }
  function besideColumns(levels, beside, columns) {
    if (beside === null || columns === void 0) return [];
    return columns.map((c, style) => ({
      legend: `B: ${c.legend}`,
      style,
      beside: true,
      y: levels.map((l) => c.y[beside.levels.indexOf(l)] ?? null)
    }));
  }
  function profilePlots(profile2, beside = null) {
    const all = [];
    if (profile2.forces.length > 0) {
      all.push(new ProfilePlot({
        id: "profile-forces",
        title: "Axial forces",
        unit: "N",
        rows: profile2.levels,
        columns: [...profile2.forces, ...besideColumns(profile2.levels, beside, beside?.forces)]
      }));
    }
    if (profile2.heights.length > 0) {
      all.push(new ProfilePlot({
        id: "profile-heights",
        title: "Disc height, change from lying relaxed",
        unit: "mm",
        rows: profile2.levels,
        columns: [...profile2.heights, ...besideColumns(profile2.levels, beside, beside?.heights)]
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
      for (const row2 of rows) {
        if (!moves(tracks, row2.signal)) continue;
        const amount = el("span", { class: "amount" }), bar2 = row2.bar ? el("span") : null;
        const [low, high] = tracks.range(row2.signal);
        gauge.append(el("span", {}, row2.text), amount, ...bar2 === null ? [] : [el("span", { class: "track", "aria-hidden": "true" }, bar2)]);
        this.shown.push({ row: row2, amount, bar: bar2, most: Math.max(Math.abs(low), Math.abs(high)) });
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
      for (const { row: row2, amount, bar: bar2, most } of this.shown) {
        const value = this.tracks.value(row2.signal, time), unit2 = this.tracks.unit(row2.signal);
        const plain = row2.signal === "brake_torque" || row2.turns === true ? Math.abs(value) : value;
        amount.textContent = Number.isFinite(value) ? withUnit(fixed(plain, row2.decimals), unit2 === "degC" ? "°C" : unit2) + (row2.turns === true && Math.abs(value) > 0.05 ? value > 0 ? ", head down" : ", head up" : "") : none;
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
  function singles(text) {
    return new Float32Array(bytes(text));
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
  function between(times2, at2) {
    const i = Math.min(placeBefore(times2, at2), Math.max(0, times2.length - 2));
    const a = times2[i] ?? 0, b = times2[i + 1] ?? a;
    return { i, share: b > a ? Math.min(1, Math.max(0, (at2 - a) / (b - a))) : 0 };
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
  function point(place, at2) {
    const r = turned(place.q, at2);
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
      const places3 = this.poses.at(time);
      const z = (landmark) => {
        const mark2 = this.poses?.scene.landmarks.find((m) => m.name === landmark);
        const place = mark2 === void 0 ? void 0 : places3[mark2.body];
        return mark2 === void 0 || place === void 0 ? NaN : point(place, mark2.at)[2];
      };
      const heart = z("right_atrium");
      return rungs.map((r) => 100 * (z(r.landmark) - heart));
    }
    draw(time, wish) {
      if (wish !== void 0 || this.width === 0) this.width = 0;
      const width = this.width = this.width || widthOf(this.panel, wish === void 0 ? this.panel.clientWidth - 28 : wish);
      const row2 = 66, box = { left: 92, right: width - 12, top: 4, bottom: 4 + rungs.length * row2 };
      const all = rungs.flatMap((r) => [r.arterial, r.venous, r.fluid]).filter((s) => this.tracks.has(s)).map((s) => this.tracks.range(s));
      const range2 = withZero(roomy(extent(all)));
      const x = linear(range2, box.left, box.right);
      const heights = this.heights(time);
      const down = (heights[3] ?? 1) < 0;
      const order = rungs.map((_, i) => i).sort((a, b) => down ? a - b : b - a);
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${box.bottom + 36}`, role: "img", "aria-label": "Pressures from heart to eye, mmHg" });
      const by = step(range2[1] - range2[0], width < 420 ? 4 : 6);
      for (const v of ticks(range2[0], range2[1], by)) {
        drawing.append(
          svg("path", { d: `M${near(x(v))} ${box.top}V${box.bottom}`, class: Math.abs(v) < 1e-9 ? "zero" : "grid" }),
          svg("text", { x: near(x(v)), y: box.bottom + 16, "text-anchor": "middle" }, fixed(v, places(by)))
        );
      }
      drawing.append(svg("text", { x: box.right, y: box.bottom + 32, "text-anchor": "end" }, "mmHg"));
      order.forEach((which, place) => {
        const rung = rungs[which];
        if (rung === void 0) return;
        const y = box.top + (place + 0.5) * row2, height2 = heights[which];
        drawing.append(svg("text", { x: 0, y: y - 1, class: "strong" }, rung.name));
        if (which > 0 && height2 !== null && height2 !== void 0) {
          drawing.append(svg("text", { x: 0, y: y + 13 }, `${fixed(Math.abs(height2), 0)} cm ${height2 < 0 ? "below" : "above"}`));
        }
        const values = [rung.arterial, rung.venous, rung.fluid].map((s) => s === "" ? NaN : this.tracks.value(s, time));
        const known = values.filter((v) => Number.isFinite(v));
        const [least, greatest] = extent([known]);
        if (known.length > 1) drawing.append(svg("path", { d: `M${near(x(least))} ${y + 4}H${near(x(greatest))}`, class: "zero" }));
        const taken = [];
        values.forEach((v, k) => {
          if (!Number.isFinite(v)) return;
          drawing.append(svg("path", { d: shapeOf(k)(Number(near(x(v))), y + 4), class: `mark f${k}` }));
          const clash = taken.some((at2) => Math.abs(at2 - x(v)) < 24);
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
      const width = this.width, row2 = 13.5;
      const box = { left: 58, right: width - 46, top: 2, bottom: 2 + row2 * levels.length };
      const range2 = withZero(roomy(this.tracks.range(quantity.signal)));
      const x = linear(range2, box.left, box.right);
      const decimals = quantity.unit === "mm" ? 2 : 0;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${near(box.bottom + 36)}`, role: "img", "aria-label": `${quantity.label} of each level` });
      gridBelow(drawing, box, range2, x, 4, quantity.unit, quantity.unit, true);
      this.tracks.row(quantity.signal, time).forEach((v, k) => {
        const y = box.top + row2 * k;
        drawing.append(svg("text", { x: box.left - 6, y: near(y + row2 - 3), "text-anchor": "end", class: "small" }, levels[k] ?? ""));
        if (!Number.isFinite(v)) return;
        const from = Math.min(x(0), x(v)), long = Math.abs(x(v) - x(0));
        drawing.append(
          svg("rect", { x: near(from), y: near(y + 1.5), width: near(Math.max(1, long)), height: near(row2 - 3), style: `fill:${scale.css(v)}`, class: "levelbar" }),
          svg("text", { x: width, y: near(y + row2 - 3), "text-anchor": "end", class: "small" }, fixed(v, decimals))
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
    const slider2 = el("input", { type: "range", id: "time", min: instant.begin, max: instant.end, step: 0.02, "aria-label": "Time of the session" });
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
      slider2.value = String(instant.value);
      slider2.setAttribute("aria-valuetext", `${clock(instant.value)} minutes, ${bed}`);
      now.textContent = `${clock(instant.value)} min · ${bed}`;
      play.textContent = instant.playing ? "Pause" : "Play";
    };
    slider2.addEventListener("input", () => instant.seek(Number(slider2.value)));
    play.addEventListener("click", () => instant.playing ? instant.pause() : instant.play());
    speed.addEventListener("change", () => {
      instant.speed = Number(speed.value);
    });
    instant.onChange(show);
    show();
    listenToKeys(instant);
    return el("div", { id: "scrubber", class: "screen", role: "group", "aria-label": "Replay" }, play, slider2, speed, now);
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
  function sideDrawing(scene, places3, colours, label) {
    const drawing = svg("svg", { viewBox: `${-kAcross / 2} ${0.12 - kHigh} ${kAcross} ${kHigh}`, role: "img", "aria-label": label, class: "side" });
    drawing.append(svg("path", { d: `M${-kAcross} 0H${kAcross}`, class: "floor" }));
    const on = (part) => places3[part === "bed" ? bedBody : frameBody];
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
      const place = places3[segment.body];
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
      const place = places3[level.body];
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
    show(places3, colours) {
      const next = sideDrawing(this.scene, places3, colours, "Table and person from the side");
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
    rings(places3) {
      const rings = [];
      for (const slice of this.slices) {
        const place = places3[slice.body];
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
    update(places3) {
      const rings = this.rings(places3);
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
    show(places3, colours) {
      places3.forEach((place, i) => {
        const group = this.bodies[i];
        if (group === void 0) return;
        group.position.set(...place.p);
        group.quaternion.copy(new import_three2.Quaternion(place.q[1], place.q[2], place.q[3], place.q[0]));
      });
      this.skin.update(places3);
      this.levels.forEach((material, k) => material.color.set(colours[k] ?? "gray"));
      this.aim(places3);
      this.renderer.render(this.space, this.camera);
    }
    resize() {
      const width = Math.max(200, this.element.clientWidth), height2 = Math.max(160, this.element.clientHeight);
      this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
      this.renderer.setSize(width, height2, false);
      this.camera.aspect = width / height2;
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
    aim(places3) {
      const { azimuth, elevation, distance } = this.look;
      const middle = this.spine ? places3[this.scene.levels[Math.floor(this.scene.levels.length / 2)]?.body ?? 0]?.p : void 0;
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
      for (const { name, title, session } of sessions) {
        if (session.replay === null) continue;
        this.sides.push({
          name,
          title,
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
        if (side.name !== "") section.append(el("h3", { class: "side-name" }, `${side.name}: ${side.title}`));
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
          const places3 = s.poses?.at(this.instant.value) ?? [];
          const colours = s.viewer?.colours ?? [];
          return {
            name: s.name,
            bedAngle: s.tracks.value("bed_angle", this.instant.value),
            bodies: places3.map((p, i) => ({ name: s.poses?.bodies[i] ?? "", position: p.p, rotation: p.q })),
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
      `All levels at the last sample within 0.2 deg of the greatest angle: ${short(angle)} deg at ${clock(time)} min. Forces along the mid-disc normal, tension positive.` + (missing.length > 0 ? ` Not recorded: ${missing.join(", ")}.` : "") + (data2.beside?.profile ? ` Hollow: B, at ${short(data2.beside.profile.angle)} deg.` : ""),
      plots
    );
    for (const plot of profilePlots(data2.profile, data2.beside?.profile ?? null)) {
      plots.append(plot.figure);
      page.onRedraw((w) => plot.draw(w));
    }
  }
  function againstAngle(page, data2) {
    if (data2.traction !== null) {
      const plot = anglePlot(data2.traction, "traction-angle", data2.beside?.traction ?? null);
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
      const plot = anglePlot(data2.ladder, "ladder", data2.beside?.ladder ?? null);
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
        data2.figures.map((f) => [f.name, number(figureText(f)), f.unit, f.status === "" ? none : f.status, f.meaning])
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
    const [nameA, nameB] = beside === void 0 ? ["", ""] : bothNames(data2, beside);
    const replay = new Replay(page, instant, beside === void 0 ? [{ name: "", title: "", session: data2 }] : [{ name: "A", title: nameA, session: data2 }, { name: "B", title: nameB, session: beside }]);
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
    if (beside !== void 0) page.section("compare", "What differs", `A: ${nameA}. B: ${nameB}.`, bothFigures(data2, beside));
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

  // src/controls.ts
  function labelledSelect(id, label, options, chosen2, tell) {
    const select = el("select", { id }, ...options.map((o) => el("option", { value: o.value, selected: o.value === chosen2 }, o.text)));
    select.addEventListener("change", () => tell(select.value));
    return el("label", { class: "choice", for: id }, el("span", {}, label), select);
  }

  // src/suite/data.ts
  var words = {
    pass: "holds",
    fail: "fails",
    died: "controller died",
    skip: "left out",
    error: "could not run"
  };
  var isBad = (c) => c.status === "fail" || c.status === "died" || c.status === "error";
  function firstFailing(c) {
    return c.expectations.filter((e) => !e.holds).sort((a, b) => a.time - b.time)[0] ?? null;
  }
  function measured(e) {
    if (e.never) return "never";
    return withUnit(among(e.measured, [e.least, e.greatest], 4), e.unit);
  }
  function bound(e) {
    const told = (v, word) => v === null ? [] : [`${word} ${withUnit(minus(String(Number(v.toPrecision(6)))), e.unit)}`];
    return [...told(e.least, "at least"), ...told(e.greatest, "at most")].join(", ");
  }
  var seconds = (time) => `${time.toFixed(3)} s`;

  // src/suite/cases.ts
  function margin(e) {
    return e.margin === null ? "" : `, margin ${withUnit(short(e.margin), e.unit)}`;
  }
  function expectation(e) {
    return el(
      "li",
      { class: e.holds ? "holds" : "fails" },
      el("span", { class: "sign" }, e.holds ? "✓" : "✗"),
      el("span", { class: "unseen" }, e.holds ? "holds: " : "fails: "),
      `${minus(e.text)}: `,
      el("b", {}, measured(e)),
      `${margin(e)}${e.never ? "" : ` at ${seconds(e.time)}`}`
    );
  }
  function expectations(c) {
    return el(
      "ul",
      { class: "expectations" },
      ...c.expectations.map(expectation),
      ...c.expectations.length > 0 ? [] : c.expected.map((text) => el("li", {}, `${text}: not judged`))
    );
  }
  function verdictCell(c, look) {
    const word = el("span", { class: `word ${isBad(c) ? "bad" : c.status === "pass" ? "good" : ""}` }, words[c.status]);
    if (c.second === null) return word;
    const button = el("button", { type: "button", class: "quiet", "aria-label": `show the failing second of ${c.name}` }, "show");
    button.addEventListener("click", () => look(c));
    return el("span", { class: "pair" }, word, button);
  }
  var CaseList = class {
    constructor(data2, look) {
      this.data = data2;
      this.look = look;
      this.box = el("div", {});
      this.place = el("div", {});
      this.shown = "all";
      const count = (f) => data2.cases.filter(f).length;
      const options = [
        { value: "all", text: `all ${data2.cases.length}` },
        { value: "bad", text: `that do not hold, ${count(isBad)}` },
        { value: "good", text: `that hold, ${count((c) => c.status === "pass")}` }
      ];
      if (count((c) => c.status === "skip") > 0) options.push({ value: "skip", text: `left out, ${count((c) => c.status === "skip")}` });
      const controllers = [...new Set(data2.cases.map((c) => c.controller))];
      if (controllers.length > 1) options.push(...controllers.map((name) => ({ value: `by ${name}`, text: `of ${name}` })));
      this.box.append(el("div", { class: "controls" }, labelledSelect("choose-cases", "Cases", options, this.shown, (value) => {
        this.shown = value;
        this.build();
      })), this.place);
      this.build();
    }
    wanted(c) {
      switch (this.shown) {
        case "all":
          return true;
        case "bad":
          return isBad(c);
        case "good":
          return c.status === "pass";
        case "skip":
          return c.status === "skip";
        default:
          return this.shown === `by ${c.controller}`;
      }
    }
    build() {
      const cases = this.data.cases.filter((c) => this.wanted(c));
      const several = new Set(this.data.cases.map((c) => c.controller)).size > 1;
      const rows2 = cases.map((c) => [
        verdictCell(c, this.look),
        el("span", {}, el("b", {}, c.name), el("br"), el("span", { class: "soft" }, `${c.scenario}${several ? `, ${c.controller}` : ""}`)),
        c.faults.length === 0 ? "none" : c.faults.join("; "),
        el("div", {}, c.message === "" ? null : el("p", {}, c.message), expectations(c)),
        number(fixed(c.simulated, 1))
      ]);
      this.place.replaceChildren(table("cases", ["verdict", "case", "fault", "expected, measured", "simulated, s"], rows2));
      if (cases.length === 0) this.place.replaceChildren(el("p", { class: "hint" }, "No case."));
    }
  };

  // src/words.ts
  function readable(name, unit2 = "") {
    let text = name.replaceAll("_", " ");
    if (unit2 !== "" && text.endsWith(` ${unit2}`)) text = text.slice(0, -unit2.length - 1);
    return text.replace(/\b([ctls]\d{1,2}) ([ctls]\d{1,2})\b/gi, (_, a, b) => `${a.toUpperCase()}-${b.toUpperCase()}`);
  }
  var capital = (text) => text.replace(/^./, (c) => c.toUpperCase());

  // src/suite/second.ts
  var usual = [
    ["bed_angle", "seen_bed_angle"],
    ["bed_rate", "seen_bed_rate"],
    ["controller_state"],
    ["brake_command", "brake_drive"],
    ["brake_torque"]
  ];
  var Unpacked = class {
    constructor(of, second) {
      this.of = of;
      this.second = second;
      this.time = doubles(second.time);
      this.marks = second.events.map((e, i) => ({ x: e.time, text: String(i + 1), bad: false }));
      const [begin, end] = [this.begin, this.end];
      if (second.at >= begin && second.at <= end) this.marks.push({ x: second.at, text: "✗", bad: true });
    }
    get begin() {
      return this.time[0] ?? 0;
    }
    get end() {
      return this.time[this.time.length - 1] ?? 1;
    }
    find(name) {
      return this.second.signals.find((s) => s.name === name) ?? null;
    }
    values(s) {
      if (s.values === void 0) return new Float32Array(this.time.length).fill(s.constant ?? NaN);
      return shorts(s.values);
    }
    /** Signals of the expectations that fail, each once, what fails first before the others. */
    failing() {
      const failed = this.of.expectations.filter((e) => !e.holds).sort((a, b) => a.time - b.time);
      const found = failed.map((e) => this.find(nameOf(e)));
      return [...new Set(found)].filter((s) => s !== null);
    }
    /** "3 inverting, 8 fault_lock": the states of the controller that occur here. */
    statesTold(values) {
      const there = [...new Set(Array.from(values, (v) => Math.round(v)))].sort((a, b) => a - b);
      return there.map((code2) => `${code2} ${this.second.states[code2] ?? "of its own"}`).join(", ");
    }
  };
  function nameOf(e) {
    return e.label === "" ? e.signal : `${e.signal} at ${e.label}`;
  }
  function boundLines(u, s, from) {
    const lines = [];
    for (const e of u.of.expectations) {
      if (nameOf(e) !== s.name || e.holds || /^(range|mean) of/.test(e.text)) continue;
      for (const at2 of [e.least, e.greatest]) {
        if (at2 !== null && s.name !== "controller_state") {
          lines.push({
            legend: bound({ ...e, least: at2 === e.least ? at2 : null, greatest: at2 === e.greatest ? at2 : null }),
            x: [u.begin, u.end],
            y: [at2, at2],
            style: from + lines.length
          });
        }
      }
    }
    return lines;
  }
  function plotOf(u, names, id, instant) {
    const signals = names.map((n) => u.find(n)).filter((s) => s !== null), first = signals[0];
    if (first === void 0) return null;
    const unpacked = signals.map((s) => u.values(s));
    const lines = signals.map((s, i) => ({ legend: readable(s.name), x: u.time, y: unpacked[i] ?? [] }));
    const notes = [];
    if (first.name === "controller_state") notes.push(`States: ${u.statesTold(unpacked[0] ?? new Float32Array())}.`);
    if (!usual.some((group) => group[0] === first.name)) notes.push(`${capital(first.meaning)}.`);
    if (u.second.every > 1) notes.push(`Every ${u.second.every}th step.`);
    return new LinePlot({
      id,
      title: capital(readable(first.name)),
      unit: first.unit,
      status: first.status,
      notes,
      x: { label: "time, s", unit: "s", per: 1, range: [u.begin, u.end] },
      verticals: u.marks,
      lines: [...lines, ...boundLines(u, first, lines.length)],
      zero: first.unit === "",
      told: first.name === "controller_state" ? (v) => u.second.states[Math.round(v)] ?? String(Math.round(v)) : void 0
    }, instant);
  }
  var SecondView = class {
    constructor(page, cases) {
      this.box = el("div", {});
      /** the signal that failed first and the bed, for the top of the page */
      this.preview = el("div", { id: "first-plot" });
      this.plots = [];
      this.first = [];
      this.more = "";
      this.withSecond = cases.filter((c) => c.second !== null);
      this.shown = this.withSecond[0] ?? null;
      this.build();
      this.buildPreview();
      page.onRedraw((w) => {
        for (const p of this.plots) p.draw(w);
        for (const p of this.first) p.draw(w);
      });
    }
    get any() {
      return this.shown !== null;
    }
    /** Shows the second of a case. */
    show(c) {
      this.shown = c;
      this.more = "";
      this.build();
      for (const p of this.plots) p.draw();
    }
    buildPreview() {
      const c = this.shown;
      if (c === null || c.second === null) return;
      const u = new Unpacked(c, c.second), name = u.failing()[0]?.name ?? "bed_angle";
      const instant = new Instant(u.begin, u.end);
      for (const shown of /* @__PURE__ */ new Set([name, "bed_angle"])) {
        const plot = plotOf(u, usual.find((g) => g[0] === shown) ?? [shown], `first-${this.first.length}`, instant);
        if (plot !== null) this.first.push(plot);
      }
      instant.seek(c.second.at);
      this.preview.append(
        ...this.first.map((plot) => plot.figure),
        el(
          "p",
          { class: "hint" },
          `${c.name}: the second around the failure (✗, at ${seconds(c.second.at)}). `,
          el("a", { href: "#second-section" }, "All of it")
        )
      );
    }
    build() {
      const c = this.shown;
      this.plots = [];
      if (c === null || c.second === null) return;
      const u = new Unpacked(c, c.second), instant = new Instant(u.begin, u.end);
      const failing2 = u.failing().map((s) => s.name);
      const groups = [.../* @__PURE__ */ new Set([...failing2.map((n) => usual.find((g) => g[0] === n) ?? [n]), ...usual, ...this.more === "" ? [] : [[this.more]]])];
      const columns = el("div", { class: "columns" });
      groups.forEach((group, i) => {
        const plot = plotOf(u, group, `second-${i}`, instant);
        if (plot === null) return;
        this.plots.push(plot);
        columns.append(plot.figure);
      });
      this.box.replaceChildren(this.controls(u), slider(instant), this.eventsOf(u), columns, ...files(c));
      instant.seek(c.second.at);
    }
    controls(u) {
      const shown = new Set(usual.flat());
      const others = u.second.signals.filter((s) => !shown.has(s.name));
      return el(
        "div",
        { class: "controls" },
        labelledSelect(
          "choose-second",
          "Case",
          this.withSecond.map((c, i) => ({ value: String(i), text: c.name + (this.several() ? `, ${c.controller}` : "") })),
          String(this.withSecond.indexOf(u.of)),
          (i) => {
            const c = this.withSecond[Number(i)];
            if (c !== void 0) this.show(c);
            document.getElementById("choose-second")?.focus();
          }
        ),
        labelledSelect(
          "choose-signal",
          "One more signal",
          [{ value: "", text: "none" }, ...others.map((s) => ({ value: s.name, text: readable(s.name) }))],
          this.more,
          (name) => {
            this.more = name;
            this.build();
            for (const p of this.plots) p.draw();
            document.getElementById("choose-signal")?.focus();
          }
        )
      );
    }
    several() {
      return new Set(this.withSecond.map((c) => c.controller)).size > 1;
    }
    eventsOf(u) {
      const rows2 = u.second.events.map((e, i) => [number(String(i + 1)), number(seconds(e.time)), e.kind.replaceAll("_", " "), minus(e.text)]);
      const before = u.of.events.filter((e) => e.kind.startsWith("fault") && e.time < u.begin);
      return el(
        "div",
        {},
        el(
          "p",
          { class: "hint" },
          `✗: where the first expectation failed, ${seconds(u.second.at)}. Numbers: events, as listed. `,
          before.length === 0 ? null : `Faults before: ${before.map((e) => `${e.text} at ${seconds(e.time)}`).join("; ")}.`
        ),
        rows2.length === 0 ? el("p", { class: "hint" }, "No event in this second.") : table("second-events", ["", "time", "kind", "what happened"], rows2)
      );
    }
    /** For a look from outside. */
    state() {
      return { case: this.shown?.name ?? null, at: this.shown?.second?.at ?? null, plots: this.plots.length };
    }
  };
  function slider(instant) {
    const input = el("input", { type: "range", id: "second-time", min: 0, max: 1e3, step: 1, "aria-label": "Instant that the plots read" });
    const output = el("output", { class: "told" });
    const span = instant.end - instant.begin;
    instant.onChange(() => {
      input.value = String(Math.round((instant.value - instant.begin) / span * 1e3));
      output.textContent = seconds(instant.value);
      input.setAttribute("aria-valuetext", seconds(instant.value));
    });
    input.addEventListener("input", () => instant.seek(instant.begin + Number(input.value) / 1e3 * span));
    return el("div", { class: "controls screen" }, el("label", { class: "choice long", for: "second-time" }, el("span", {}, "Instant"), input), output);
  }
  function files(c) {
    const told = [...c.failing === "" ? [] : [`${c.failing}.csv, .vcd, .exchanges`], ...c.recording === "" ? [] : [c.recording]];
    return told.length === 0 ? [] : [el("p", { class: "hint" }, `Files of this case: ${told.join("; ")}.`)];
  }

  // src/suite/verdict.ts
  function row(label, text, id = "") {
    return text === "" ? [] : [el("dt", {}, label), el("dd", id === "" ? {} : { id }, minus(text))];
  }
  function failure(c, others, several) {
    const e = firstFailing(c);
    const rows2 = [
      ...row("Case", c.name, "first-case"),
      ...several ? row("Controller", c.controller) : [],
      ...row("Fault", c.faults.length === 0 ? "none" : c.faults.join("; "), "first-fault")
    ];
    if (c.message !== "") rows2.push(...row(c.status === "died" ? "Controller died" : "Why", c.message));
    if (e !== null) {
      const limit = bound(e);
      rows2.push(
        ...row("Expected", e.text, "first-expectation"),
        ...row("Measured", `${measured(e)}${limit === "" ? "" : `, against ${limit}`}`, "first-value"),
        ...row(e.never ? "Looked for until" : "Time", seconds(e.time), "first-time")
      );
    }
    const most = 8, names = others.slice(0, most).map((o) => o.name), left = others.length - names.length;
    rows2.push(...row("Others", `${names.join(", ")}${left > 0 ? ` and ${left} more` : ""}`));
    return el("dl", { class: "facts" }, ...rows2);
  }
  function suiteAnswer(data2) {
    const { cases } = data2, bad = cases.filter(isBad), skipped = cases.filter((c) => c.status === "skip").length;
    const ran = cases.length - skipped, first = bad[0];
    const several = new Set(cases.map((c) => c.controller)).size > 1;
    const head = first !== void 0 ? `${bad.length} of ${cases.length} ${bad.length === 1 && cases.length === 1 ? "case" : "cases"} ${bad.length === 1 ? "does" : "do"} not hold.` : ran === 0 ? "No case ran." : ran === 1 ? "The case holds." : `All ${ran} cases hold.`;
    const rest = skipped > 0 ? ` ${skipped} left out: the controller refuses the table.` : "";
    const mood = first !== void 0 ? "bad" : ran > 0 ? "good" : "";
    return el(
      "section",
      { id: "answer-suite", class: `verdict ${mood}`, "aria-label": "Verdict" },
      el("p", {}, el("b", {}, head), rest, first === void 0 ? null : " The first:"),
      first === void 0 ? null : failure(first, bad.slice(1), several)
    );
  }

  // src/kinds/suite.ts
  function suitePage(page, given) {
    const data2 = given;
    const controllers = [...new Set(data2.cases.map((c) => c.controller))];
    page.subtitle(
      ["Suite", controllers.length === 1 ? `controller ${controllers[0] ?? ""}` : `${controllers.length} controllers`, `${data2.cases.length} cases`],
      data2.description
    );
    const view = new SecondView(page, data2.cases);
    page.main.append(el("div", { id: "top", class: "suite" }, suiteAnswer(data2), view.any ? view.preview : null));
    const look = (c) => {
      view.show(c);
      document.getElementById("second-section")?.scrollIntoView();
      document.getElementById("choose-second")?.focus({ preventScroll: true });
    };
    page.section("cases-section", "Cases", data2.description === "" ? null : data2.description, new CaseList(data2, look).box);
    const untold = data2.cases.filter((c) => isBad(c) && c.second === null && (c.status === "fail" || c.status === "died")).length;
    if (view.any) {
      page.section("second-section", "The failing second", "Each failing case ran again, the same to the bit, and every step around its first failure was kept." + (untold > 0 ? ` This page has the first ${data2.seconds}; of ${untold} more the option --failing writes the files.` : ""), view.box);
    }
    page.section("settings-section", "Controller and link", null, table("settings", ["", ""], data2.settings.map((s) => [s.key, code(s.value)])));
    page.section("provenance-section", "Where this comes from", null, ...provenanceTables(data2.provenance));
    Object.assign(globalThis, { inversim: { state: () => view.state() } });
  }

  // src/sweep/statistics.ts
  function quantile(sorted, share) {
    if (sorted.length === 0) return NaN;
    const place = share * (sorted.length - 1), i = Math.floor(place);
    const a = sorted[i] ?? NaN, b = sorted[Math.min(sorted.length - 1, i + 1)] ?? a;
    return a + (b - a) * (place - i);
  }
  function spreadOf(values) {
    const there = [];
    let leastAt = -1, greatestAt = -1, least = Infinity, greatest = -Infinity, leastTies = 0, greatestTies = 0;
    for (let i = 0; i < values.length; ++i) {
      const v = values[i] ?? NaN;
      if (!Number.isFinite(v)) continue;
      there.push(v);
      if (v < least) [least, leastAt, leastTies] = [v, i, 0];
      else if (v === least) ++leastTies;
      if (v > greatest) [greatest, greatestAt, greatestTies] = [v, i, 0];
      else if (v === greatest) ++greatestTies;
    }
    const sorted = Float64Array.from(there).sort();
    return {
      count: there.length,
      least,
      greatest,
      leastAt,
      greatestAt,
      leastTies,
      greatestTies,
      low: quantile(sorted, 0.05),
      median: quantile(sorted, 0.5),
      high: quantile(sorted, 0.95)
    };
  }
  var leastInBin = 14;
  var leastBins = 4;
  var leastPoints = leastInBin * leastBins;
  function trendOf(x, y) {
    const there = [];
    for (let i = 0; i < x.length; ++i) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) there.push(i);
    const bins = Math.min(20, Math.floor(there.length / leastInBin));
    if (bins < leastBins) return null;
    there.sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
    const trend = { x: [], low: [], median: [], high: [], bins };
    for (let k = 0; k < bins; ++k) {
      const part = there.slice(Math.round(k * there.length / bins), Math.round((k + 1) * there.length / bins));
      const values = Float64Array.from(part, (i) => y[i] ?? NaN).sort(), places3 = Float64Array.from(part, (i) => x[i] ?? NaN).sort();
      trend.x.push(quantile(places3, 0.5));
      trend.low.push(quantile(values, 0.05));
      trend.median.push(quantile(values, 0.5));
      trend.high.push(quantile(values, 0.95));
    }
    return trend;
  }

  // src/sweep/answer.ts
  var designs = {
    grid: "grid",
    latin_hypercube: "Latin hypercube",
    sobol: "Sobol points",
    table: "table of cases"
  };
  var designName = (design) => designs[design] ?? design;
  function ties(count) {
    return count === 0 ? "" : ` and ${count} more`;
  }
  function range(q) {
    const s = spreadOf(q.values);
    if (s.count === 0) return "no value";
    return s.least === s.greatest ? withUnit(short(s.least), q.unit) : `${short(s.least)} to ${withUnit(short(s.greatest), q.unit)}`;
  }
  function answer(sweep) {
    const failed = sweep.failed.size, first = sweep.main[0];
    const head = `${sweep.cases} cases, ${failed === 0 ? "none failed" : `${failed} failed`}.`;
    const parts = [el("b", {}, head)];
    if (first !== void 0) {
      const s = spreadOf(first.values);
      parts.push(` ${capital(first.label)}: `, el("strong", {}, range(first)));
      if (s.count > 0 && s.least < s.greatest) {
        parts.push(`, least at ${sweep.caseTold(s.leastAt, 4)}${ties(s.leastTies)}, greatest at ${sweep.caseTold(s.greatestAt, 4)}${ties(s.greatestTies)}`);
      }
      parts.push(".");
    }
    if (failed > 0) parts.push(" ", el("a", { href: "#failed-section" }, "Why cases failed"), ".");
    return el("p", { class: `verdict ${failed > 0 ? "bad" : "good"}`, id: "answer-sweep" }, ...parts);
  }
  function cards(sweep) {
    const box = el("section", { id: "answers", class: "answers", "aria-label": "Ranges at a glance" });
    for (const q of sweep.main) {
      const s = spreadOf(q.values), same = s.count > 0 && s.least === s.greatest;
      const note = s.count === 0 ? "no case has a value" : same ? "the same in all cases" : `least: ${sweep.caseTold(s.leastAt, 3)}; greatest: ${sweep.caseTold(s.greatestAt, 3)}`;
      const mark2 = q.status === "" ? "" : `; mark: ${q.status}`;
      box.append(el(
        "div",
        { class: "answer", id: `answer-${q.key}` },
        el("div", { class: "label" }, capital(q.label)),
        el("div", { class: "value" }, el("span", { class: "figure long" }, same ? short(s.least) : s.count === 0 ? "—" : `${short(s.least)} … ${short(s.greatest)}`), el("wbr"), el("span", { class: "unit" }, q.unit)),
        el("div", { class: "note" }, `${note}${mark2}`)
      ));
    }
    return box;
  }
  function spreadTable(sweep) {
    const most = 120, shown = sweep.quantities.slice(0, most);
    const rows2 = shown.map((q) => {
      const s = spreadOf(q.values);
      const at2 = (v) => number(s.count === 0 ? "—" : short(v, 4));
      return [
        capital(q.label),
        at2(s.least),
        at2(s.low),
        at2(s.median),
        at2(s.high),
        at2(s.greatest),
        q.unit,
        number(fixed(s.count, 0)),
        q.status === "" ? "—" : q.status,
        q.meaning
      ];
    });
    const rest = sweep.quantities.length - shown.length;
    return [
      table("metrics", ["quantity", "least", "5 %", "median", "95 %", "greatest", "unit", "cases", "mark", "meaning"], rows2),
      ...rest > 0 ? [el("p", { class: "hint" }, `${rest} more are in the file.`)] : [],
      ...markLegend().filter((c) => c instanceof HTMLElement)
    ];
  }

  // src/sweep/cases.ts
  var mostFailed = 100;
  var mostShown = 200;
  function failedCases(sweep) {
    const counts = /* @__PURE__ */ new Map();
    for (const reason of sweep.failed.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const reasons = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostFailed);
    const cases = [...sweep.failed].slice(0, mostFailed);
    return [
      table("failed-reasons", ["cases", "why"], reasons.map(([reason, count]) => [number(String(count)), reason])),
      table(
        "failed",
        ["case", ...sweep.axes.map((a) => a.heading), "why"],
        cases.map(([index, reason]) => [number(String(index)), ...sweep.axes.map((a) => a.told(index)), reason])
      ),
      ...sweep.failed.size > cases.length ? [el("p", { class: "hint" }, `The first ${cases.length} of ${sweep.failed.size} are listed.`)] : []
    ];
  }
  var CaseTable = class {
    constructor(sweep) {
      this.sweep = sweep;
      this.box = el("div", {});
      this.place = el("div", {});
      this.order = "file";
      const orders = [
        { value: "file", text: "as in the file" },
        ...sweep.main.flatMap((q) => [{ value: `up ${q.key}`, text: `least ${q.label} first` }, { value: `down ${q.key}`, text: `greatest ${q.label} first` }])
      ];
      this.box.append(el("div", { class: "controls" }, labelledSelect("choose-order", "Order", orders, this.order, (order) => {
        this.order = order;
        this.build();
      })), this.place);
      this.build();
    }
    sorted() {
      const all = Array.from({ length: this.sweep.cases }, (_, i) => i);
      const [way, ...rest] = this.order.split(" "), q = this.sweep.main.find((m) => m.key === rest.join(" "));
      if (q === void 0) return all;
      const sign = way === "up" ? 1 : -1;
      const rank = (i) => {
        const v = q.values[i] ?? NaN;
        return Number.isFinite(v) ? sign * v : Infinity;
      };
      return all.sort((a, b) => rank(a) === rank(b) ? a - b : rank(a) - rank(b));
    }
    build() {
      const { sweep } = this, shown = sweep.quantities.filter((q) => sweep.main.includes(q) || !q.key.includes(" ")).slice(0, 12);
      const rows2 = this.sorted().slice(0, mostShown).map((i) => [
        number(String(i)),
        ...sweep.axes.map((a) => a.texts === null ? number(a.told(i).split(" ")[0] ?? "") : a.told(i)),
        ...shown.map((q) => number(short(q.values[i], 4))),
        ...sweep.failed.size > 0 ? [sweep.failed.get(i) ?? ""] : []
      ]);
      const heads = ["case", ...sweep.axes.map((a) => a.heading), ...shown.map((q) => capital(q.heading)), ...sweep.failed.size > 0 ? ["why it failed"] : []];
      const untold = sweep.quantities.length - shown.length;
      this.place.replaceChildren(
        el(
          "p",
          { class: "hint", id: "cases-count" },
          rows2.length < sweep.cases ? `The first ${rows2.length} of ${sweep.cases} cases in this order; all are in ${sweep.data.file}.` : `All ${sweep.cases} cases.`,
          untold > 0 ? ` ${untold} quantities have no column here.` : ""
        ),
        table("cases", heads, rows2)
      );
    }
  };

  // src/plot/viridis.ts
  var points = [
    [68, 1, 84],
    [72, 36, 117],
    [65, 68, 135],
    [53, 95, 141],
    [42, 120, 142],
    [33, 145, 140],
    [34, 168, 132],
    [68, 191, 112],
    [122, 209, 81],
    [189, 223, 38],
    [253, 231, 37]
  ];
  function at(share) {
    const place = Math.min(1, Math.max(0, share)) * (points.length - 1);
    const i = Math.min(points.length - 2, Math.floor(place)), rest = place - i;
    const a = points[i] ?? [0, 0, 0], b = points[i + 1] ?? a;
    const mixed = (k) => Math.round(a[k] + (b[k] - a[k]) * rest);
    return [mixed(0), mixed(1), mixed(2)];
  }
  function viridis(share) {
    return `rgb(${at(share).join(", ")})`;
  }
  function inkOn(share) {
    const [r, g, b] = at(share).map((v) => (v / 255) ** 2.2);
    return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0) > 0.18 ? "#000000" : "#ffffff";
  }

  // src/plot/colour_bar.ts
  var slices = 48;
  function colourBar(into, left, right, top, range2, unit2, label) {
    const x = linear([0, slices], left, right);
    into.append(svg("text", { x: left, y: top - 4 }, label));
    for (let i = 0; i < slices; ++i) {
      into.append(svg("rect", { x: near(x(i)), y: top, width: near(x(1) - x(0) + 1), height: 11, fill: viridis((i + 0.5) / slices) }));
    }
    const [low, high] = range2;
    const numbers = [[low, "start", short(low)], [high, "end", withUnit(short(high), unit2)]];
    if (right - left > 220) numbers.splice(1, 0, [(low + high) / 2, "middle", short((low + high) / 2)]);
    for (const [value, anchor, text] of numbers) {
      into.append(svg("text", { x: near(linear([low, high], left, right)(value)), y: top + 25, "text-anchor": anchor }, text));
    }
  }
  function shareOf(value, [low, high]) {
    return high > low ? (value - low) / (high - low) : 0.5;
  }

  // src/plot/scatter.ts
  var shades = 32;
  var Scatter = class {
    constructor(plot, chosen2, choose) {
      this.plot = plot;
      this.chosen = chosen2;
      this.choose = choose;
      this.output = el("output", { class: "told" });
      this.points = [];
      this.drawn = null;
      this.ring = null;
      this.place = () => [0, 0];
      const { x, y } = plot;
      for (let i = 0; i < x.values.length; ++i) {
        if (Number.isFinite(x.values[i]) && Number.isFinite(y.values[i])) this.points.push(i);
      }
      this.left_out = x.values.length - this.points.length;
      if (!this.points.includes(chosen2)) this.chosen = this.points[0] ?? -1;
      this.box = el("div", {
        class: "reading",
        tabindex: 0,
        role: "group",
        id: `${plot.id}-box`,
        "aria-label": `${plot.title}. Left and right go from point to point along ${x.label}, up and down along ${y.label}.`
      });
      this.output.id = `${plot.id}-value`;
      this.output.setAttribute("aria-live", "polite");
      this.figure = el("figure", { id: plot.id }, el("figcaption", {}, plot.title), this.box, this.output);
      this.box.addEventListener("keydown", (event) => this.onKey(event));
    }
    draw(wish) {
      const { plot } = this;
      const width = widthOf(this.box, wish), height2 = Math.round(Math.min(430, Math.max(300, width * 0.62)));
      const box = { left: 60, right: width - 10, top: plot.colour === null ? 28 : 74, bottom: height2 - 38 };
      const rangeOf = (axis) => axis.names === void 0 ? roomy(extent([this.points.map((i) => axis.values[i] ?? NaN)])) : [-0.5, axis.names.length - 0.5];
      const xs = rangeOf(plot.x), ys = rangeOf(plot.y);
      const x = linear(xs, box.left, box.right), y = linear(ys, box.bottom, box.top);
      this.place = (i) => [x(plot.x.values[i] ?? NaN), y(plot.y.values[i] ?? NaN)];
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height2}`, role: "img", "aria-label": `${plot.title}, ${this.points.length} points` });
      gridAcross(drawing, box, ys, y, 6, plot.y.unit);
      if (plot.x.names === void 0) gridBelow(drawing, box, xs, x, width < 420 ? 5 : 9, plot.x.unit, plot.x.label);
      else namesBelow(drawing, box, plot.x.names, x, plot.x.label);
      drawing.append(svg("text", { x: 2, y: box.top - 10 }, `↑ ${plot.y.label}`));
      this.drawPoints(drawing, box);
      this.ring = svg("path", { class: "ring", fill: "none" });
      drawing.append(this.ring);
      this.listen(drawing, width);
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.box.append(drawing);
      this.drawn = drawing;
      this.show(this.chosen);
    }
    drawPoints(into, box) {
      const { colour } = this.plot, size = this.points.length > 3e3 ? 1.6 : this.points.length > 300 ? 2.4 : 3.6;
      const range2 = colour === null ? [0, 1] : extent([this.points.map((i) => colour.values[i] ?? NaN)]);
      const paths = Array.from({ length: shades + 1 }, () => "");
      for (const i of this.points) {
        const [x, y] = this.place(i), value = colour === null ? NaN : colour.values[i] ?? NaN;
        const shade = Number.isFinite(value) ? Math.min(shades - 1, Math.floor(shareOf(value, range2) * shades)) : shades;
        paths[shade] += `M${near(x - size)} ${near(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0z`;
      }
      paths.forEach((d2, shade) => {
        if (d2 === "") return;
        into.append(svg("path", shade === shades ? { d: d2, class: "f0 point" } : { d: d2, class: "point", fill: viridis((shade + 0.5) / shades) }));
      });
      if (colour !== null) colourBar(into, box.left, box.right, 16, range2, colour.unit, `colour: ${colour.label}`);
    }
    listen(drawing, width) {
      const under = (event) => {
        const frame = drawing.getBoundingClientRect(), scale = width / frame.width;
        const px = (event.clientX - frame.left) * scale, py = (event.clientY - frame.top) * scale;
        let best = -1, least = 24 ** 2;
        for (const i of this.points) {
          const [x, y] = this.place(i), far = (x - px) ** 2 + (y - py) ** 2;
          if (far < least) [best, least] = [i, far];
        }
        return best;
      };
      drawing.addEventListener("pointermove", (event) => {
        const i = under(event);
        this.show(i < 0 ? this.chosen : i);
      });
      drawing.addEventListener("pointerleave", () => this.show(this.chosen));
      drawing.addEventListener("pointerdown", (event) => {
        const i = under(event);
        if (i >= 0) this.move(i);
      });
    }
    onKey(event) {
      const { x, y } = this.plot;
      const axis = event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home" || event.key === "End" ? x : event.key === "ArrowUp" || event.key === "ArrowDown" ? y : null;
      if (axis === null || this.points.length === 0) return;
      event.preventDefault();
      const order = [...this.points].sort((a, b) => (axis.values[a] ?? 0) - (axis.values[b] ?? 0) || a - b);
      const now = order.indexOf(this.chosen), last = order.length - 1;
      const next = event.key === "Home" ? 0 : event.key === "End" ? last : event.key === "ArrowRight" || event.key === "ArrowUp" ? Math.min(last, now + 1) : Math.max(0, now - 1);
      this.move(order[next] ?? this.chosen);
    }
    move(point2) {
      this.chosen = point2;
      this.show(point2);
      this.choose(point2);
    }
    show(point2) {
      if (point2 < 0) return;
      this.output.textContent = this.plot.told(point2);
      const [x, y] = this.place(point2);
      this.ring?.setAttribute("d", `M${near(x - 6)} ${near(y)}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z`);
    }
  };

  // src/sweep/cloud.ts
  function choicesOf2(sweep) {
    return [
      ...sweep.axes.map((a) => ({
        key: `axis ${a.given.name}`,
        label: a.label,
        heading: a.heading,
        unit: a.unit,
        status: "",
        values: a.values,
        names: a.texts === null ? void 0 : a.texts
      })),
      ...sweep.quantities.map((q) => ({ key: q.key, label: q.label, heading: q.heading, unit: q.unit, status: q.status, values: q.values }))
    ];
  }
  var CloudView = class {
    constructor(page, sweep, first) {
      this.sweep = sweep;
      this.controls = el("div", { class: "controls", id: "map-controls" });
      this.place = el("div", { id: "map-place" });
      this.trendPlace = el("div", { class: "along" });
      this.cloud = null;
      this.trend = null;
      this.choices = choicesOf2(sweep);
      const moving = this.choices.filter((c) => c.key.startsWith("axis "));
      const fallback = this.choices[0];
      this.y = this.choices.find((c) => c.key === first.key) ?? fallback;
      const ranked = moving.map((c) => ({ c, share: goesWith(c.values, first.values) })).sort((a, b) => b.share - a.share).map((r) => r.c);
      this.x = ranked[0] ?? fallback;
      this.colour = ranked.find((c) => c !== this.x && c.names === void 0) ?? null;
      this.chosen = 0;
      page.onRedraw((w) => {
        this.cloud?.draw(w);
        this.trend?.draw(w);
      });
      this.buildControls();
      this.build();
    }
    find(key) {
      return this.choices.find((c) => c.key === key) ?? null;
    }
    buildControls() {
      const all = this.choices.map((c) => ({ value: c.key, text: capital(c.heading) }));
      const numbers = this.choices.filter((c) => c.names === void 0).map((c) => ({ value: c.key, text: capital(c.heading) }));
      this.controls.replaceChildren(
        labelledSelect("choose-y", "Up", numbers, this.y.key, (key) => {
          this.y = this.find(key) ?? this.y;
          this.rebuild();
        }),
        labelledSelect("choose-x", "Across", all, this.x.key, (key) => {
          this.x = this.find(key) ?? this.x;
          this.rebuild();
        }),
        labelledSelect(
          "choose-colour",
          "Colour",
          [{ value: "", text: "none" }, ...numbers],
          this.colour?.key ?? "",
          (key) => {
            this.colour = this.find(key);
            this.rebuild();
          }
        )
      );
    }
    rebuild() {
      this.build();
      this.cloud?.draw();
      this.trend?.draw();
    }
    build() {
      const { x, y, colour, sweep } = this;
      const axis = (c) => ({ label: c.heading, unit: c.unit, values: c.values, names: c.names });
      this.cloud = new Scatter({
        id: "cloud",
        title: `${capital(y.label)} against ${x.label}`,
        x: axis(x),
        y: axis(y),
        colour: colour === null ? null : axis(colour),
        told: (i) => `${sweep.caseTold(i, 8)}: ${this.valuesTold(i)}`
      }, this.chosen, (i) => {
        this.chosen = i;
      });
      const left = this.cloud.left_out;
      this.place.replaceChildren(this.cloud.figure, el(
        "p",
        { class: "hint" },
        left > 0 ? `${left} of ${sweep.cases} cases have no value of both and are not drawn. ` : `All ${sweep.cases} cases. `,
        el("span", { class: "pointer" }, "Point at a case, or go from one to the next with the arrow keys.")
      ));
      this.buildTrend();
    }
    valuesTold(index) {
      const told = [this.y, this.x, ...this.colour === null ? [] : [this.colour]].map((c) => this.sweep.quantities.find((q) => q.key === c.key)).filter((q) => q !== void 0);
      return told.map((q) => `${q.label} ${q.told(index)}`).join(", ");
    }
    buildTrend() {
      const { x, y } = this;
      const trend = x.names === void 0 ? trendOf(x.values, y.values) : null;
      this.trend = null;
      if (trend === null) {
        this.trendPlace.replaceChildren(el("p", { class: "hint" }, `Fewer than ${leastPoints} cases with numbers of both: too few for a median along an axis.`));
        return;
      }
      const [low, high] = extent([trend.x]);
      this.trend = new LinePlot({
        id: "along",
        title: `${capital(y.label)} against ${x.label}`,
        unit: y.unit,
        status: y.status,
        notes: [`Median of ${trend.bins} bins with as many cases each; shaded: 5 to 95 % of the cases of a bin, whatever their other values.`],
        x: { label: x.heading, unit: x.unit, per: 1, range: [low, high] },
        lines: [{ legend: "median", x: trend.x, y: trend.median }],
        bands: [{ x: trend.x, least: trend.low, greatest: trend.high }],
        height: (width) => Math.min(330, Math.max(220, width * 0.5))
      });
      this.trendPlace.replaceChildren(this.trend.figure);
    }
    state() {
      return { x: this.x.key, y: this.y.key, colour: this.colour?.key ?? null, chosen: this.chosen };
    }
  };
  function goesWith(x, y) {
    let n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (let i = 0; i < x.length; ++i) {
      const a = x[i] ?? NaN, b = y[i] ?? NaN;
      if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
      ++n;
      sx += a;
      sy += b;
      sxx += a * a;
      syy += b * b;
      sxy += a * b;
    }
    const both = n * sxy - sx * sy, spread = (n * sxx - sx * sx) * (n * syy - sy * sy);
    return spread > 0 ? both * both / spread : 0;
  }

  // src/sweep/data.ts
  var Axis = class {
    constructor(given, label, cases, stride) {
      this.given = given;
      this.stride = stride;
      this.label = label;
      this.texts = given.texts ?? null;
      const own = given.codes ?? given.numbers ?? (given.data === void 0 ? null : singles(given.data));
      this.values = Float64Array.from({ length: cases }, (_, i) => {
        if (stride === 0) return own?.[i] ?? NaN;
        const place = this.placeOf(i);
        return given.texts === void 0 ? given.numbers?.[place] ?? NaN : place;
      });
    }
    get unit() {
      return this.given.unit;
    }
    /** Of a grid: how many values it has. */
    get size() {
      return this.given.texts?.length ?? this.given.numbers?.length ?? 0;
    }
    /** Of a grid: which of its values a case has. */
    placeOf(index) {
      return Math.floor(index / this.stride) % this.size;
    }
    get step() {
      return this.stride;
    }
    /** Its values in words, without a unit. */
    names() {
      return this.given.texts?.slice() ?? (this.given.numbers ?? []).map((v) => exact(v));
    }
    /** Of a case, with the unit. */
    told(index) {
      const value = this.values[index] ?? NaN;
      return this.texts === null ? withUnit(this.given.data === void 0 ? exact(value) : short(value, 4), this.unit) : this.texts[value] ?? "";
    }
    get heading() {
      return this.unit === "" ? this.label : `${this.label}, ${this.unit}`;
    }
  };
  function exact(value) {
    return String(Number(value.toPrecision(8))).replace("-", "−");
  }
  var Quantity = class {
    constructor(key, label, unit2, status, meaning, values) {
      this.key = key;
      this.label = label;
      this.unit = unit2;
      this.status = status;
      this.meaning = meaning;
      this.values = values;
    }
    told(index) {
      return withUnit(short(this.values[index], 4), this.unit);
    }
    get heading() {
      return this.unit === "" ? this.label : `${this.label}, ${this.unit}`;
    }
  };
  var Sweep = class {
    constructor(data2) {
      this.data = data2;
      this.quantities = [];
      /** reason by the number of the case */
      this.failed = /* @__PURE__ */ new Map();
      let stride = data2.cases;
      const labels = axisLabels(data2.axes);
      this.axes = data2.axes.map((given, i) => {
        const size = given.texts?.length ?? given.numbers?.length ?? 1;
        stride = data2.grid ? stride / size : 0;
        return new Axis(given, labels[i] ?? given.name, data2.cases, stride);
      });
      for (const m of data2.metrics) this.addMetric(m);
      const chosen2 = data2.main.map((name) => this.quantities.find((q) => q.key === name)).filter((q) => q !== void 0);
      this.main = chosen2.length > 0 ? chosen2 : this.quantities.slice(0, 1);
      data2.failed.cases.forEach((index, i) => this.failed.set(index, data2.failed.reasons[data2.failed.which[i] ?? 0] ?? ""));
    }
    addMetric(m) {
      if (m.singles !== void 0) {
        this.quantities.push(new Quantity(m.name, readable(m.name, m.unit), m.unit, m.status, m.meaning, singles(m.singles)));
      } else if (m.shorts !== void 0) {
        const all = shorts(m.shorts), labels = m.labels ?? [];
        labels.forEach((label, k) => {
          const values = Float32Array.from({ length: this.data.cases }, (_, i) => all[i * labels.length + k] ?? NaN);
          this.quantities.push(new Quantity(`${m.name} ${label}`, `${readable(m.name, m.unit)} at ${label}`, m.unit, m.status, m.meaning, values));
        });
      }
    }
    get cases() {
      return this.data.cases;
    }
    /** What a case is, in words: "angle 30 deg, hold 60 s". */
    caseTold(index, most = 6) {
      const parts = this.axes.slice(0, most).map((a) => `${a.label} ${a.told(index)}`);
      const rest = this.axes.length - most;
      if (rest > 0) parts.push(`${rest} more`);
      return this.data.grid ? parts.join(", ") : [`case ${index}`, ...parts].join(", ");
    }
  };
  function axisLabels(axes) {
    const brief = axes.map((a) => readable(a.name.split(".").pop() ?? a.name, a.unit));
    return axes.map((a, i) => brief.filter((b) => b === brief[i]).length > 1 ? readable(a.name, a.unit) : brief[i] ?? a.name);
  }

  // src/plot/heat.ts
  var HeatMap = class {
    constructor(map, chosen2, choose) {
      this.map = map;
      this.chosen = chosen2;
      this.choose = choose;
      this.output = el("output", { class: "told" });
      this.drawn = null;
      this.ring = null;
      this.cellBox = () => ({ x: 0, y: 0, width: 0, height: 0 });
      this.box = el("div", {
        class: "reading",
        tabindex: 0,
        role: "group",
        id: `${map.id}-box`,
        "aria-label": `Map of ${map.title}. Arrow keys go from cell to cell.`
      });
      this.output.id = `${map.id}-value`;
      this.output.setAttribute("aria-live", "polite");
      this.figure = el(
        "figure",
        { id: map.id },
        el(
          "figcaption",
          {},
          `${map.title}${map.unit === "" ? "" : `, ${map.unit}`} `,
          map.status === "" ? null : el("span", { class: "status" }, `(${map.status})`)
        ),
        this.box,
        this.output
      );
      this.box.addEventListener("keydown", (event) => this.onKey(event));
    }
    get cell() {
      return this.chosen;
    }
    draw(wish) {
      const { columns, rows: rows2, across, up } = this.map;
      const width = widthOf(this.box, wish);
      const left = Math.min(0.34 * width, textWidth(rows2) + 4), right = width - 8, top = 46;
      const wide = (right - left) / columns.length;
      const high = Math.min(46, Math.max(3, Math.min(wide * 0.8, 340 / rows2.length), Math.min(26, 300 / rows2.length)));
      const bottom = top + 18 + high * rows2.length;
      const height2 = Math.round(bottom + 38);
      const at2 = (cell2) => ({ x: left + cell2.column * wide, y: bottom - (cell2.row + 1) * high, width: wide, height: high });
      this.cellBox = at2;
      const drawing = svg("svg", {
        viewBox: `0 0 ${width} ${height2}`,
        role: "img",
        "aria-label": `${this.map.title} over ${across} and ${up}`
      });
      colourBar(drawing, left, right, 16, this.map.range, this.map.unit, "");
      drawing.append(svg("text", { x: 2, y: top + 10 }, `↑ ${shortened(up)}`));
      for (let row2 = 0; row2 < rows2.length; ++row2) {
        for (let column = 0; column < columns.length; ++column) this.drawCell(drawing, { column, row: row2 });
      }
      this.names(drawing, left, wide, high, bottom);
      drawing.append(svg("text", { x: right, y: bottom + 32, "text-anchor": "end" }, across));
      this.ring = svg("rect", { class: "ring", fill: "none" });
      drawing.append(this.ring);
      this.listen(drawing, width, left, wide, bottom, high);
      if (this.drawn) this.drawn.replaceWith(drawing);
      else this.box.append(drawing);
      this.drawn = drawing;
      this.show(this.chosen);
    }
    drawCell(into, cell2) {
      const value = this.map.value(cell2.column, cell2.row), box = this.cellBox(cell2);
      const none2 = !Number.isFinite(value), share = shareOf(value, this.map.range);
      into.append(svg("rect", {
        x: near(box.x),
        y: near(box.y),
        width: near(box.width + 0.3),
        height: near(box.height + 0.3),
        fill: none2 ? "none" : viridis(share),
        class: "cell"
      }));
      if (none2) {
        const way = `${near(box.width)} `;
        into.append(svg("path", { d: `M${near(box.x)} ${near(box.y)}l${way}${near(box.height)}m0 ${near(-box.height)}l-${way}${near(box.height)}`, class: "cross" }));
        return;
      }
      const text = among(value, this.map.range);
      if (box.height < 17 || box.width < 7 * text.length + 4) return;
      into.append(svg("text", {
        x: near(box.x + box.width / 2),
        y: near(box.y + box.height / 2 + 4),
        "text-anchor": "middle",
        style: `fill: ${inkOn(share)}`
      }, text));
    }
    names(into, left, wide, high, bottom) {
      const { columns, rows: rows2 } = this.map;
      const everyRow = Math.ceil(14 / high), everyColumn = Math.ceil(textWidth(columns) / wide);
      rows2.forEach((name, i) => {
        if (i % everyRow !== 0) return;
        into.append(svg("text", { x: near(left - 6), y: near(bottom - (i + 0.5) * high + 4), "text-anchor": "end" }, shortened(name)));
      });
      columns.forEach((name, i) => {
        if (i % everyColumn !== 0) return;
        into.append(svg("text", { x: near(left + (i + 0.5) * wide), y: bottom + 16, "text-anchor": "middle" }, shortened(name)));
      });
    }
    listen(drawing, width, left, wide, bottom, high) {
      const under = (event) => {
        const frame = drawing.getBoundingClientRect(), scale = width / frame.width;
        const column = Math.floor(((event.clientX - frame.left) * scale - left) / wide);
        const row2 = Math.floor((bottom - (event.clientY - frame.top) * scale) / high);
        const inside = column >= 0 && row2 >= 0 && column < this.map.columns.length && row2 < this.map.rows.length;
        return inside ? { column, row: row2 } : null;
      };
      drawing.addEventListener("pointermove", (event) => this.show(under(event) ?? this.chosen));
      drawing.addEventListener("pointerleave", () => this.show(this.chosen));
      drawing.addEventListener("pointerdown", (event) => {
        const cell2 = under(event);
        if (cell2 !== null) this.move(cell2);
      });
    }
    onKey(event) {
      const { column, row: row2 } = this.chosen, columns = this.map.columns.length, rows2 = this.map.rows.length;
      const next = {
        ArrowLeft: { column: column - 1, row: row2 },
        ArrowRight: { column: column + 1, row: row2 },
        ArrowUp: { column, row: row2 + 1 },
        ArrowDown: { column, row: row2 - 1 },
        Home: { column: 0, row: row2 },
        End: { column: columns - 1, row: row2 }
      };
      const cell2 = next[event.key];
      if (cell2 === void 0) return;
      event.preventDefault();
      this.move({ column: Math.min(columns - 1, Math.max(0, cell2.column)), row: Math.min(rows2 - 1, Math.max(0, cell2.row)) });
    }
    move(cell2) {
      this.chosen = cell2;
      this.show(cell2);
      this.choose(cell2);
    }
    show(cell2) {
      this.output.textContent = this.map.told(cell2.column, cell2.row);
      const { x, y, width, height: height2 } = this.cellBox(cell2);
      for (const [key, value] of Object.entries({ x: x + 1, y: y + 1, width: Math.max(1, width - 2), height: Math.max(1, height2 - 2) })) {
        this.ring?.setAttribute(key, near(value));
      }
    }
  };

  // src/sweep/grid.ts
  var mean = -1;
  var mostLines = 6;
  var ColumnCursor = class {
    constructor(places3, column, choose) {
      this.places = places3;
      this.column = column;
      this.choose = choose;
      this.listeners = [];
    }
    get value() {
      return this.places[this.column] ?? 0;
    }
    onChange(tell) {
      this.listeners.push(tell);
    }
    seek(value) {
      let best = 0;
      this.places.forEach((p, i) => {
        if (Math.abs(p - value) < Math.abs((this.places[best] ?? 0) - value)) best = i;
      });
      this.choose(best);
    }
    goTo(column) {
      this.column = column;
      for (const tell of this.listeners) tell();
    }
  };
  var GridView = class {
    constructor(page, sweep, first) {
      this.sweep = sweep;
      this.controls = el("div", { class: "controls", id: "map-controls" });
      this.mapPlace = el("div", { id: "map-place" });
      this.linePlace = el("div", { class: "along" });
      this.fixed = /* @__PURE__ */ new Map();
      this.cell = { column: 0, row: 0 };
      this.map = null;
      this.lines = null;
      this.cursor = null;
      this.quantity = first;
      this.free = sweep.axes.filter((a) => a.size > 1);
      this.x = this.free[0] ?? sweep.axes[0];
      this.y = this.free[1] ?? null;
      for (const axis of sweep.axes) this.fixed.set(axis, Math.floor(axis.size / 2));
      page.onRedraw((w) => {
        this.map?.draw(w);
        this.lines?.draw(w);
      });
      this.cell = this.greatestCell();
      this.build();
    }
    /** Of what is shown first: there one begins to read. */
    greatestCell() {
      let best = { column: 0, row: 0 }, greatest = -Infinity;
      for (let column = 0; column < this.x.size; ++column) {
        for (let row2 = 0; row2 < (this.y?.size ?? 1); ++row2) {
          const { value } = this.average(column, row2);
          if (value > greatest) [best, greatest] = [{ column, row: row2 }, value];
        }
      }
      return best;
    }
    get hasMap() {
      return this.y !== null;
    }
    /** All cases of a column and a row; the other axes as chosen. */
    average(column, row2) {
      const { sweep, x, y, quantity } = this;
      let sum = 0, of = 0, cases = 0;
      const walk = (k, index) => {
        const axis = sweep.axes[k];
        if (axis === void 0) {
          ++cases;
          const v = quantity.values[index] ?? NaN;
          if (Number.isFinite(v)) {
            sum += v;
            ++of;
          }
          return;
        }
        const at2 = axis === x ? column : axis === y ? row2 : this.fixed.get(axis) ?? 0;
        if (at2 !== mean) return walk(k + 1, index + at2 * axis.step);
        for (let i = 0; i < axis.size; ++i) walk(k + 1, index + i * axis.step);
      };
      walk(0, 0);
      return { value: of > 0 ? sum / of : NaN, of, cases };
    }
    build() {
      this.buildControls();
      this.buildMap();
      this.buildLines();
    }
    rebuild() {
      this.buildMap();
      this.buildLines();
      this.map?.draw();
      this.lines?.draw();
    }
    buildControls() {
      const { sweep, free } = this;
      const parts = [labelledSelect(
        "choose-metric",
        "Quantity",
        sweep.quantities.map((q) => ({ value: q.key, text: capital(q.heading) })),
        this.quantity.key,
        (key) => {
          this.quantity = sweep.quantities.find((q) => q.key === key) ?? this.quantity;
          this.rebuild();
        }
      )];
      const axes = free.map((a, i) => ({ value: String(i), text: a.label }));
      const place = (a) => String(a === null ? -1 : free.indexOf(a));
      if (free.length > 1) {
        parts.push(labelledSelect("choose-x", "Across", axes, place(this.x), (i) => this.chooseAxes(free[Number(i)] ?? this.x, this.y)));
        parts.push(labelledSelect("choose-y", "Up", axes, place(this.y), (i) => this.chooseAxes(this.x, free[Number(i)] ?? null, true)));
      }
      for (const axis of sweep.axes) {
        if (axis === this.x || axis === this.y || axis.size < 2) continue;
        const options = [
          { value: String(mean), text: `mean of all ${axis.size}` },
          ...axis.names().map((name, i) => ({ value: String(i), text: axis.texts === null ? withUnit(name, axis.unit) : name }))
        ];
        parts.push(labelledSelect(
          `choose-${sweep.axes.indexOf(axis)}`,
          capital(axis.label),
          options,
          String(this.fixed.get(axis) ?? 0),
          (i) => {
            this.fixed.set(axis, Number(i));
            this.rebuild();
          }
        ));
      }
      this.controls.replaceChildren(...parts);
    }
    /** The same axis twice changes places with the other one. */
    chooseAxes(x, y, upChanged = false) {
      const { x: oldX, y: oldY } = this;
      this.x = x === y && upChanged ? oldY ?? x : x;
      this.y = x === y && !upChanged ? oldX : y;
      this.cell = { column: 0, row: 0 };
      const focused = document.activeElement?.id ?? "";
      this.buildControls();
      document.getElementById(focused)?.focus();
      this.rebuild();
    }
    /** "friction 0.3; mean of the 5 values of preload". */
    othersTold() {
      return this.sweep.axes.filter((a) => a !== this.x && a !== this.y).map((a) => {
        const at2 = this.fixed.get(a) ?? 0;
        return at2 === mean ? `mean of the ${a.size} values of ${a.label}` : `${a.label} ${withUnit(a.names()[at2] ?? "", a.texts === null ? a.unit : "")}`;
      }).join("; ");
    }
    told(column, row2) {
      const { x, y, quantity } = this, found = this.average(column, row2);
      const at2 = (axis, i) => `${axis.label} ${withUnit(axis.names()[i] ?? "", axis.texts === null ? axis.unit : "")}`;
      const where = [at2(x, column), ...y === null ? [] : [at2(y, row2)]].join(", "), others = this.othersTold();
      const count = found.cases === 1 ? "" : found.of === found.cases ? ` (mean of ${found.of} cases)` : ` (mean of ${found.of} of ${found.cases} cases)`;
      const value = found.of === 0 ? "no value" : withUnit(short(found.value, 4), quantity.unit);
      return `${where}${others === "" ? "" : `; ${others}`}: ${value}${count}`;
    }
    buildMap() {
      const { x, y, quantity } = this;
      if (y === null) return;
      this.map = new HeatMap({
        id: "map",
        title: capital(quantity.label),
        unit: quantity.unit,
        status: quantity.status,
        columns: x.names(),
        rows: y.names(),
        across: x.heading,
        up: y.heading,
        value: (column, row2) => this.average(column, row2).value,
        // of all cases: a colour means the same whatever is chosen for the other axes
        range: extent([Array.from(quantity.values)]),
        told: (column, row2) => this.told(column, row2)
      }, this.cell, (cell2) => {
        this.cell = cell2;
        this.cursor?.goTo(cell2.column);
      });
      const others = this.othersTold();
      this.mapPlace.replaceChildren(this.map.figure, el(
        "p",
        { class: "hint", id: "map-others" },
        others === "" ? "" : `Other axes: ${others}. `,
        "Cells are of one size whatever the distance of the values; crossed out: no value. ",
        el("span", { class: "pointer" }, "Point at a cell, or go there with the arrow keys.")
      ));
    }
    buildLines() {
      const { x, y, quantity } = this;
      const places3 = x.texts === null ? x.given.numbers ?? [] : x.names().map((_, i) => i);
      const rows2 = y === null ? [0] : spaced(y.size, mostLines);
      this.cursor = new ColumnCursor(places3, this.cell.column, (column) => {
        this.cell = { ...this.cell, column };
        this.cursor?.goTo(column);
      });
      const [low, high] = extent([places3]);
      const others = this.othersTold(), left = y === null ? 0 : y.size - rows2.length;
      const notes = [
        ...others === "" ? [] : [`Other axes: ${others}.`],
        ...left > 0 ? [`${rows2.length} of the ${y?.size ?? 0} values of ${y?.label ?? ""} are drawn.`] : []
      ];
      const order = places3.map((_, i) => i).sort((a, b) => (places3[a] ?? 0) - (places3[b] ?? 0));
      this.lines = new LinePlot({
        id: "along",
        title: capital(quantity.label),
        unit: quantity.unit,
        status: quantity.status,
        notes,
        x: {
          label: x.heading,
          unit: x.unit,
          per: 1,
          range: x.texts === null ? [low, high] : [-0.5, x.size - 0.5],
          names: x.texts === null ? void 0 : x.names()
        },
        lines: rows2.map((row2) => ({
          legend: y === null ? quantity.label : `${y.label} ${withUnit(y.names()[row2] ?? "", y.texts === null ? y.unit : "")}`,
          x: order.map((i) => places3[i] ?? NaN),
          y: order.map((i) => this.average(i, row2).value)
        })),
        height: (width) => Math.min(330, Math.max(220, width * 0.5))
      }, this.cursor);
      this.linePlace.replaceChildren(this.lines.figure);
    }
    /** For a look from outside. */
    state() {
      return {
        quantity: this.quantity.key,
        x: this.x.given.name,
        y: this.y?.given.name ?? null,
        cell: this.cell,
        value: this.average(this.cell.column, this.cell.row).value
      };
    }
  };
  function spaced(size, most) {
    if (size <= most) return Array.from({ length: size }, (_, i) => i);
    return Array.from({ length: most }, (_, i) => Math.round(i * (size - 1) / (most - 1)));
  }

  // src/kinds/sweep.ts
  function axesTable(sweep) {
    return table("axes", ["axis", "values", "unit", "paths of the scenario"], sweep.axes.map((a) => {
      const all = a.texts ?? (sweep.data.grid ? a.names() : null);
      const from = Math.min(...a.values), to = Math.max(...a.values);
      const values = all === null ? `${Number(from.toPrecision(4))} to ${Number(to.toPrecision(4))}` : all.length > 40 ? `${all.slice(0, 40).join(", ")} and ${all.length - 40} more` : all.join(", ");
      return [capital(a.label), values, a.unit, { class: "code", text: a.given.paths.split(" ").join("\n") }];
    }));
  }
  function views2(page, sweep) {
    const first = sweep.main[0];
    const top = el("div", { id: "top", class: "sweep" }, cards(sweep));
    page.main.append(answer(sweep), top, el(
      "p",
      { class: "caution" },
      "These are results of a model, not medical advice. A mark names the weakest figure that a result rests on; the ",
      el("a", { href: "#metrics-section" }, "table of quantities"),
      " has them all."
    ));
    if (first === void 0 || sweep.cases === 0) return;
    const hook = (view2) => Object.assign(globalThis, { inversim: { state: () => view2.state() } });
    if (!sweep.data.grid) {
      const view2 = new CloudView(page, sweep, first);
      top.append(el("div", { class: "beside" }, view2.controls, view2.place), view2.trendPlace);
      hook(view2);
      return;
    }
    const view = new GridView(page, sweep, first);
    top.append(el("div", { class: "beside" }, view.controls, view.hasMap ? view.mapPlace : view.linePlace), view.hasMap ? view.linePlace : "");
    hook(view);
  }
  function sweepPage(page, given) {
    const data2 = given, sweep = new Sweep(data2);
    const moving = sweep.axes.map((a) => a.label).join(" × ");
    page.subtitle(
      [`Sweep of ${data2.scenario === "" ? "a scenario" : data2.scenario}`, `${designName(data2.design)}: ${moving}`, `${data2.cases} cases`],
      data2.description
    );
    views2(page, sweep);
    if (sweep.failed.size > 0) {
      page.section("failed-section", "Failed cases", "They have no value anywhere, and are left out of maps, means and ranges.", ...failedCases(sweep));
    }
    page.section("metrics-section", "Quantities over all cases", null, ...spreadTable(sweep));
    page.section("axes-section", "What differs between the cases", data2.description === "" ? null : data2.description, axesTable(sweep));
    page.section("cases-section", "Cases", null, new CaseTable(sweep).box);
    if (data2.traces.length > 0) {
      page.section("traces-section", "Kept over time", null, el(
        "p",
        {},
        `${data2.file} also has ${data2.traces.join(", ")} of each case over time, which this page does not draw.`
      ));
    }
    page.section("provenance-section", "Where this comes from", null, ...provenanceTables(data2.provenance));
  }

  // src/validation/words.ts
  function four(value) {
    return value === null ? none : minus(String(Number(value.toPrecision(4))));
  }
  var unitOf = (row2) => row2.unit === "1" ? "" : row2.unit;
  var valued = (row2, value) => withUnit(four(value), unitOf(row2));
  function bandWords(row2) {
    if (row2.low !== null && row2.high !== null) return `${four(row2.low)} .. ${four(row2.high)}`;
    if (row2.low !== null) return `from ${four(row2.low)}`;
    return row2.high !== null ? `to ${four(row2.high)}` : none;
  }
  function beyondBand(row2) {
    const { simulated: v, low, high } = row2;
    if (v === null || low === null && high === null) return null;
    if (low !== null && v < low) return v - low;
    return high !== null && v > high ? v - high : 0;
  }
  var outcomes = {
    inside: { sign: "✓", text: "within its band", word: "inside" },
    outside: { sign: "✗", text: "outside its band", word: "outside" },
    known: { sign: "≈", text: "outside, the reason is known", word: "outside, known" },
    not_run: { sign: "!", text: "not run", word: "not run" },
    reported: { sign: "·", text: "reported without a verdict", word: "reported" }
  };

  // src/validation/plot.ts
  var rowId = (place) => `row-${place + 1}`;
  var hollow = (x, y) => `M${x - 5} ${y + 4}l5 -9l5 9z`;
  function onBand(row2) {
    const { low, high, measured: measured2 } = row2;
    if (low !== null && high !== null) return high > low ? (v) => (2 * v - low - high) / (high - low) : null;
    const end = low ?? high;
    if (end === null) return null;
    const half = measured2 !== null && measured2 !== end ? Math.abs(measured2 - end) : Math.abs(end);
    if (half === 0) return null;
    return low !== null ? (v) => -1 + (v - low) / half : (v) => 1 + (v - end) / half;
  }
  function dots(row2) {
    const { simulated: v, measured: measured2 } = row2, place = onBand(row2), inside = row2.inside;
    const word = outcomes[row2.outcome].word, style = inside ? 2 : 1;
    const model = (at2, shape) => ({ at: at2, shape, style, text: `simulated ${valued(row2, v)}, ${word}` });
    if (place === null) {
      if (v === null || row2.low === null && row2.high === null) return [];
      const side = inside ? 0 : row2.low !== null && v < row2.low ? -2 : 2;
      return [model(side, hollow)];
    }
    return [
      ...measured2 === null ? [] : [{ at: place(measured2), shape: bar, style: 0, text: `measured ${valued(row2, measured2)}` }],
      ...v === null ? [] : [model(place(v), inside ? circle : diamond)]
    ];
  }
  function dotRow(data2, row2) {
    const place = data2.rows.indexOf(row2);
    return {
      label: `${row2.row} ${row2.study}: ${row2.what}`,
      brief: row2.row,
      value: row2.simulated === null ? "not run" : valued(row2, row2.simulated),
      href: `#${rowId(place)}`,
      dots: dots(row2),
      band: { low: row2.low === null ? null : -1, high: row2.high === null ? null : 1 }
    };
  }
  var drawable = (row2) => row2.low !== null || row2.high !== null;
  function bandPlot(rows2) {
    return new DotPlot({
      id: "plot-rows",
      title: "Simulated over the measured band",
      axis: "each row on the scale of its own band",
      notes: [],
      legend: [
        { text: "simulated, within the band", shape: circle, style: 2 },
        { text: "simulated, outside", shape: diamond, style: 1 },
        { text: "measured", shape: bar, style: 0 },
        { text: "only the side can be told", shape: hollow, style: 2 },
        { text: "beyond the scale", shape: (x, y) => `M${x - 5} ${y - 5}l9 5l-9 5z`, style: 1 }
      ],
      range: [-3, 3],
      ticks: [{ at: -1, text: "low end", strong: true }, { at: 0, text: "" }, { at: 1, text: "high end", strong: true }]
    }, rows2);
  }
  function rowDrawing(row2) {
    const known = [row2.measured, row2.low, row2.high, row2.simulated].filter((v) => v !== null);
    if (known.length === 0) return null;
    const least = Math.min(0, ...known), most = Math.max(0, ...known), room = 0.08 * Math.max(most - least, 1e-12);
    const x = linear([least - room, most + room], 4, 156);
    const drawing = svg("svg", {
      viewBox: "0 0 160 24",
      class: "row-drawing",
      role: "img",
      "aria-label": `band ${bandWords(row2)}, measured ${valued(row2, row2.measured)}, simulated ${valued(row2, row2.simulated)} ${unitOf(row2)}`
    });
    if (row2.low !== null || row2.high !== null) {
      const from = x(row2.low ?? least - room), to = x(row2.high ?? most + room);
      drawing.append(svg("rect", { x: near(from), y: 4, width: near(Math.max(to - from, 0.5)), height: 16, class: "band f0" }));
    }
    drawing.append(svg("path", { d: `M${near(x(0))} 2V22`, class: "zero", "stroke-dasharray": "2 2" }));
    if (row2.measured !== null) drawing.append(svg("path", { d: bar(Number(near(x(row2.measured))), 12), class: "f0" }));
    if (row2.simulated !== null) {
      const shape = row2.outcome === "outside" || row2.outcome === "known" ? diamond : circle;
      drawing.append(svg("path", { d: shape(Number(near(x(row2.simulated))), 12), class: `mark f${row2.inside ? 2 : 1}` }));
    }
    return drawing;
  }

  // src/validation/rows.ts
  function gap(row2) {
    const { simulated, measured: measured2 } = row2, beyond2 = beyondBand(row2);
    const less = simulated !== null && measured2 !== null ? simulated - measured2 : null;
    const signed = (v) => withUnit(`${v > 0 ? "+" : ""}${four(v)}`, unitOf(row2));
    const outside = beyond2 === null || beyond2 === 0 ? null : `${signed(beyond2)} beyond the band`;
    if (less === null) return outside === null ? cell("number absent", none) : cell("number", el("small", {}, outside));
    return cell("number", signed(less), outside === null ? null : el("small", {}, outside));
  }
  var figure = (text) => cell(text === none ? "number absent" : "number", text);
  function outcome(row2) {
    const { sign, word } = outcomes[row2.outcome];
    return el(
      "span",
      { class: `outcome ${row2.outcome}` },
      row2.outcome === "reported" ? none : `${sign} ${word}`,
      row2.failure === "" ? null : el("small", {}, row2.failure),
      row2.outcome === "inside" && row2.known_miss !== "" ? el("small", {}, "though listed as a miss") : null
    );
  }
  function rowsTable(data2, role) {
    const heads = ["row", "what", "measured", "simulated", "band", "gap", "drawn", "outcome"];
    const rows2 = data2.rows.map((row2, i) => ({ row: row2, i })).filter((one) => one.row.role === role);
    return stackedTable(`rows-${role}`, heads, rows2.map(({ row: row2, i }) => ({
      id: rowId(i),
      cells: [
        cell("key", el("b", {}, row2.row), el("small", {}, row2.set)),
        cell(
          "lead",
          `${row2.study}: ${row2.what}`,
          el("small", {}, `${row2.source} (${row2.status}); ${row2.scenario}${row2.note === "" ? "" : `; ${row2.note}`}`),
          row2.known_miss === "" ? null : el("small", { class: "known" }, el("b", {}, "known miss: "), row2.known_miss)
        ),
        figure(valued(row2, row2.measured)),
        figure(valued(row2, row2.simulated)),
        figure(withUnit(bandWords(row2), unitOf(row2))),
        gap(row2),
        cell("drawing", rowDrawing(row2)),
        cell("verdict-cell", outcome(row2))
      ]
    })), `${role} rows`);
  }
  function chosen(row2, choice) {
    const outside = row2.outcome === "outside" || row2.outcome === "known" || row2.outcome === "not_run";
    return (choice.set === "all" || row2.set === choice.set) && (choice.outcome === "all" || row2.outcome === choice.outcome || choice.outcome === "not_inside" && outside && row2.role !== "reported");
  }
  function filterBar(data2, changed) {
    const sets = [...new Set(data2.rows.map((r) => r.set))], there = new Set(data2.rows.map((r) => r.outcome));
    const set = el("select", { id: "filter-set" }, el("option", { value: "all" }, "all sets"), ...sets.map((s) => el("option", { value: s }, s)));
    const result = el(
      "select",
      { id: "filter-outcome" },
      el("option", { value: "all" }, "all outcomes"),
      el("option", { value: "not_inside" }, "every row that is not inside"),
      ...Object.keys(outcomes).filter((o) => there.has(o)).map((o) => el("option", { value: o }, outcomes[o].text))
    );
    const tell = () => changed({ set: set.value, outcome: result.value });
    set.addEventListener("change", tell);
    result.addEventListener("change", tell);
    return el(
      "div",
      { class: "screen filters", id: "filter", role: "group", "aria-label": "Rows to show" },
      el("label", {}, "Set ", set),
      el("label", {}, "Outcome ", result)
    );
  }

  // src/kinds/validation.ts
  var roles = [
    ["tested", "Tested: predictions", "No parameter was chosen by these."],
    ["calibrated", "Calibrated: parameters were chosen by these", "They show that the choice was possible, and prove nothing."],
    ["reported", "Reported: without a verdict", "Shown for comparison."]
  ];
  function validationPage(page, given) {
    const data2 = given;
    document.body.classList.add("study");
    page.subtitle([`One set of parameters, hash ${data2.parameters}`, `${data2.rows.length} rows`]);
    page.main.append(
      answerCards(data2.answers, "answer-validation"),
      el("p", { class: "caution" }, "Published measurements against simulations of their own protocols. A modelling comparison, not medical advice.")
    );
    const told = el("p", { id: "shown", role: "status" });
    const plot = bandPlot([]), none2 = el("p", { class: "hint", id: "none-drawn" }, "No row with a band is among those chosen.");
    const sections = [];
    const show = (choice) => {
      const rows2 = data2.rows.filter((r) => chosen(r, choice));
      data2.rows.forEach((r, i) => {
        byId(rowId(i)).hidden = !rows2.includes(r);
      });
      for (const s of sections) s.hidden = s.querySelector("tbody tr:not([hidden])") === null;
      const drawn2 = rows2.filter(drawable);
      none2.hidden = drawn2.length > 0;
      plot.figure.hidden = drawn2.length === 0;
      plot.show(drawn2.map((r) => dotRow(data2, r)));
      told.textContent = `${rows2.length} of ${data2.rows.length} rows shown${choice.set === "all" ? "" : `, set ${choice.set}`}${choice.outcome === "all" ? "" : `, ${byId("filter-outcome").querySelector("option:checked")?.textContent ?? ""}`}.`;
    };
    page.section("rows", "Rows", null, filterBar(data2, show), told, plot.figure, none2);
    for (const [role, heading, hint] of roles) {
      if (data2.rows.some((r) => r.role === role)) sections.push(page.section(`section-${role}`, heading, hint, rowsTable(data2, role)));
    }
    page.section("provenance-section", "Where this comes from", null, ...provenanceTables(data2.provenance));
    page.onRedraw((w) => plot.draw(w));
    show({ set: "all", outcome: "all" });
  }

  // src/page.ts
  var Page = class {
    constructor() {
      this.main = byId("main");
      this.redraws = [];
      this.drawnAt = 0;
      this.addThemeButton();
      addEventListener("resize", () => {
        if (document.documentElement.clientWidth === this.drawnAt) return;
        requestAnimationFrame(() => this.redraw());
      });
      addEventListener("beforeprint", () => this.redraw(430));
      addEventListener("afterprint", () => this.redraw());
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
    /** The system's wish, until the reader has another. */
    addThemeButton() {
      const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
      const button = el("button", { type: "button", id: "theme", class: "quiet", title: "Light or dark colours" });
      let chosen2 = false;
      const set = (theme) => {
        root.dataset["theme"] = theme;
        button.textContent = theme === "dark" ? "Light" : "Dark";
      };
      const follow = () => {
        if (!chosen2) set(dark.matches ? "dark" : "light");
      };
      button.addEventListener("click", () => {
        chosen2 = true;
        set(root.dataset["theme"] === "dark" ? "light" : "dark");
        this.redraw();
      });
      dark.addEventListener("change", () => {
        follow();
        this.redraw();
      });
      follow();
      byId("header").prepend(button);
    }
  };

  // src/main.ts
  var kinds2 = {
    limits: limitsPage,
    session: sessionPage,
    suite: suitePage,
    sweep: sweepPage,
    validation: validationPage
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
