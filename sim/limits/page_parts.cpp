// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/page_parts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "inversim/language/markup.h"
#include "inversim/limits/plots.h"

namespace inversim {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

std::string verdict_cell(const CriterionResult& r) {
  const char* kind = r.verdict == BandVerdict::kHolds       ? "good"
                     : r.verdict == BandVerdict::kNominally ? "middling"
                     : r.verdict == BandVerdict::kFails     ? "bad"
                                                            : "none";
  const bool compared =
      r.verdict != BandVerdict::kReported && r.verdict != BandVerdict::kNotApplicable;
  const bool silent = !r.criterion.judged && compared;
  return fmt::format("<td class=\"verdict {}\">{}{}</td>", kind, verdict_words(r.verdict),
                     silent ? "<br><small>reported only</small>" : "");
}

std::string compared_with(const Criterion& c) {
  const char* sign = c.at_least ? "&ge;" : "&le;";
  switch (c.against) {
    case Against::kSlipTorque:
      return fmt::format("{} slip torque", sign);
    case Against::kWornSlipTorque:
      return fmt::format("{} slip torque after {:.0f} cycles, extrapolated", sign, c.cycles);
    case Against::kSlipLessMotor:
      return fmt::format("{} slip torque less the motor's", sign);
    case Against::kClampCapacity:
      return fmt::format("{} clamp capacity", sign);
    case Against::kStrapStrength:
      return fmt::format("{} strap strength", sign);
    case Against::kBearingFriction:
      return fmt::format("{} friction of the hinge", sign);
    case Against::kMotorTorque:
      return fmt::format("{} motor torque at standstill", sign);
    case Against::kGearTorque:
      return fmt::format("{} torque that the gear holds", sign);
    case Against::kLimit:
      return fmt::format("{} limit", sign);
    default:
      return "";
  }
}

/// A capacity that was tried no further is no less than that.
std::string capacity_words(const Criterion& c, double capacity) {
  return (capacity_is_least(c, capacity) ? "&ge; " : "") + in_unit(c, capacity);
}

std::string row_of(const CriterionResult& r) {
  const Criterion& c = r.criterion;
  std::string out =
      fmt::format("<tr id=\"{0}\"><td><b>{0}</b><br>{1}<br><small>{2}; {3}: {4}</small></td>",
                  markup_text(c.name), markup_text(c.what), markup_text(c.clause), c.status,
                  markup_text(c.source));
  if (!r.not_applicable.empty()) {
    return out + fmt::format("<td colspan=\"5\">not applicable: {}</td>{}</tr>",
                             markup_text(r.not_applicable), verdict_cell(r));
  }
  if (!r.failure.empty()) {
    return out + fmt::format("<td colspan=\"5\">not computed: {}</td>{}</tr>",
                             markup_text(r.failure), verdict_cell(r));
  }
  const bool compared = c.against != Against::kNothing;
  out += fmt::format("<td class=\"number\">{}</td><td class=\"number\">{}</td>",
                     in_unit(c, r.worst.point.value),
                     compared ? fmt::format("&times; {:g}", c.factor) : "");
  out += fmt::format("<td class=\"number\">{}<br><small>{}</small></td>",
                     compared ? capacity_words(c, r.capacity) : "", compared_with(c));
  std::string margin;
  if (compared) {
    margin = in_unit(c, r.margin) + "<br><small>all unfavourable: " +
             (r.worse_failure.empty() ? in_unit(c, r.worse_margin)
                                      : "not computed, " + markup_text(r.worse_failure)) +
             "</small>";
  }
  std::string where = markup_text(case_words(c, r.worst.point.where));
  if (r.endurance) {
    for (const std::string& s : endurance_words(c, *r.endurance)) {
      where += "<br><small>" + markup_text(s) + "</small>";
    }
  }
  out +=
      fmt::format("<td class=\"number\">{}</td><td>{}</td>{}</tr>", margin, where, verdict_cell(r));
  return out;
}

}  // namespace

std::string limits_style() {
  return R"(
:root{--paper:#fff;--ink:#1a1d21;--soft:#565d66;--rule:#d5d9de;--card:#f4f6f8;--good:#00664d;
--bad:#a63c00;--middling:#7a5c00;--c0:#0072b2;--c1:#d55e00;--c2:#007a5a;--c3:#b0558a;--c4:#7a5c00;
--c5:#1a1d21}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e8eaed;--soft:#a4abb4;
--rule:#3a4048;--card:#1e2227;--good:#4fd1a5;--bad:#ff9a5c;--middling:#e9c84a;--c0:#56b4e9;
--c1:#f0883e;--c2:#3fc49a;--c3:#dd93bd;--c4:#e9c84a;--c5:#e8eaed}}
*{box-sizing:border-box}
body{margin:0 auto;padding:14px 20px 40px;max-width:1280px;background:var(--paper);
color:var(--ink);font:15px/1.45 system-ui,"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",
sans-serif}
h1{margin:0;font-size:26px;line-height:1.2;overflow-wrap:anywhere}
h2{margin:34px 0 6px;font-size:19px}h3{margin:18px 0 4px;font-size:16px}
p{margin:6px 0;max-width:75em}
#subtitle,.note,small{color:var(--soft)}small{font-size:12.5px}
#answers{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:14px 0 10px}
.answer{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:10px 14px}
.answer .label,.answer .hint{font-size:13px;color:var(--soft)}
.answer .value{font-size:30px;line-height:1.2;font-weight:650;overflow-wrap:anywhere}
.answer.long .value{font-size:22px}
.good,.answer.good .value{color:var(--good)}.bad,.answer.bad .value{color:var(--bad)}
.middling,.answer.middling .value{color:var(--middling)}
.answer.bad{border:2px solid var(--bad)}
#users{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);gap:14px 26px}
.point figure{max-width:760px}.point #plots figure{max-width:none}
#plots{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:14px 26px}
figure{margin:0;min-width:0}figcaption{font-weight:600}
figure>svg{display:block;width:100%;height:auto}
.legend{display:flex;flex-wrap:wrap;gap:0 14px;font-size:13px}
.legend svg{width:26px;height:10px;margin-right:4px;display:inline-block}
.legend i{display:inline-block;width:14px;height:10px;margin-right:4px;opacity:.75}
.b0{background:var(--c0)}.b1{background:var(--c1)}
svg text{font:12px system-ui,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;fill:var(--soft)}
.grid{stroke:var(--rule);fill:none}.zero{stroke:var(--soft);fill:none}
.line{fill:none;stroke-width:1.7;stroke-linejoin:round}.cursor{stroke:var(--soft);
stroke-dasharray:3 3}
.c0{stroke:var(--c0)}.c1{stroke:var(--c1)}.c2{stroke:var(--c2)}.c3{stroke:var(--c3)}
.c4{stroke:var(--c4)}.c5{stroke:var(--c5)}
.f0{fill:var(--c0)}.f1{fill:var(--c1)}
.wide{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:14px;margin:6px 0}
th,td{text-align:left;vertical-align:top;padding:4px 14px 4px 0;border-bottom:1px solid var(--rule)}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.number small{white-space:normal}
td.verdict{font-weight:650;white-space:nowrap}td.none{color:var(--soft);font-weight:400}
.code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:12.5px;
overflow-wrap:anywhere}
pre.code{white-space:pre-wrap;max-height:24em;overflow:auto;background:var(--card);padding:8px}
.map td.cell{padding:3px 6px;font-size:11.5px;border:1px solid var(--rule)}
.cell.yes{color:var(--good)}.cell.no{color:var(--bad)}
.missing{border-left:4px solid var(--rule);padding:2px 10px;margin:6px 0}
.signature td{padding:16px 24px 4px 0;min-width:13em}
@media (max-width:900px){#answers{grid-template-columns:repeat(2,minmax(0,1fr))}
#plots,#users{grid-template-columns:minmax(0,1fr)}}
@media print{body{max-width:none}h2{break-after:avoid}tr,figure{break-inside:avoid}}
)";
}

std::string in_unit(const Criterion& criterion, double si) {
  const double x = criterion.unit->from_si(si), size = std::fabs(x);
  if (std::isnan(x)) return "";
  const int digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
  const std::string unit(criterion.unit->text);
  return fmt::format("{:.{}f}{}", x, digits, unit == "1" ? "" : " " + unit);
}

std::string case_words(const Criterion& criterion, const LimitCase& c) {
  if (criterion.empty_table) {
    return fmt::format(
        "empty table, hinge {}, bed at {:.1f} deg, slope {:.0f} deg towards {:.0f} deg", c.hinge,
        c.angle / kDegree, criterion.slope / kDegree, c.slope_direction / kDegree);
  }
  std::string out = fmt::format("{} {:.1f} kg {:.1f} cm", c.sex == "male" ? "man" : "woman", c.mass,
                                100.0 * c.height);
  if (c.height_setting > 0.0) {
    out += fmt::format(", set to {:.0f} cm", 100.0 * c.height_setting);
  }
  if (c.holes_off != 0) out += fmt::format(", {:+d} holes", c.holes_off);
  out += fmt::format(", hinge {}, arms {}, bed at {:.1f} deg", c.hinge, c.arms, c.angle / kDegree);
  if (c.mark > 0.0) out += fmt::format(", strap at {:.0f} deg", c.mark / kDegree);
  if (criterion.weights != 1.0) out += fmt::format(", {:g} weights", criterion.weights);
  if (criterion.slope > 0.0) {
    out += fmt::format(", slope {:.0f} deg towards {:.0f} deg", criterion.slope / kDegree,
                       c.slope_direction / kDegree);
  }
  return out;
}

std::string criteria_table(const LimitsResult& x, int report_item) {
  std::string rows;
  for (const CriterionResult& r : x.results) {
    if (report_item == 0 || r.criterion.report_item == report_item) rows += row_of(r);
  }
  if (rows.empty()) {
    return "<p class=\"missing\">Not simulated: the file of limits has no criterion for it.</p>";
  }
  return "<div class=\"wide\"><table><tr><th>criterion<th>demand<th>factor<th>capacity or limit"
         "<th>margin<th>worst case<th>verdict</tr>" +
         rows + "</table></div>";
}

std::string replay_table(const LimitsResult& x) {
  std::string out = "<table>";
  for (const CriterionResult& r : x.results) {
    if (r.replay.empty()) continue;
    out += fmt::format("<tr><td>{}</td><td class=\"code\">{}</td></tr>",
                       markup_text(r.criterion.name), markup_text(r.replay));
    if (!r.endurance) continue;
    out += fmt::format("<tr><td>{}, a stop of its use cycle</td><td class=\"code\">{}</td></tr>",
                       markup_text(r.criterion.name), markup_text(r.endurance->replay));
  }
  return out + "</table>";
}

std::string figures_table(const LimitsResult& x) {
  std::string out =
      "<div class=\"wide\"><table><tr><th>figure<th>value<th>low<th>high<th>unit<th>how it is known"
      "<th>source</tr>";
  for (const Unverified& u : x.figures) {
    out += fmt::format(
        "<tr><td class=\"code\">{}</td><td class=\"number\">{:.6g}</td><td class=\"number\">{:.6g}"
        "</td><td class=\"number\">{:.6g}</td><td>{}</td><td>{}</td><td>{}{}</td></tr>",
        markup_text(u.path), u.nominal, u.low, u.high, u.unit == "1" ? "" : markup_text(u.unit),
        u.status, markup_text(u.source),
        u.remark.empty() ? "" : " <small>(" + markup_text(u.remark) + ")</small>");
  }
  return out + "</table></div>";
}

std::string provenance_table(const LimitsResult& x, const RunProvenance& p) {
  std::string out = "<table>";
  const auto row = [&out](const std::string& name, const std::string& value) {
    if (value.empty()) return;
    out += fmt::format("<tr><td>{}</td><td class=\"code\">{}</td></tr>", markup_text(name),
                       markup_text(value));
  };
  row("inversim", p.inversim_version);
  row("git revision", p.git_revision);
  row("compiler", p.compiler);
  row("flags", p.build_flags);
  row("CPU level", p.cpu_level);
  row("conventions", p.conventions);
  row("step", fmt::format("{:g} s", p.step_size));
  row("random seed", "none: nothing in this is random");
  row("cases", fmt::format("{} in {:.1f} s: {:.0f} a second", x.cases, x.wall,
                           static_cast<double>(x.cases) / std::max(x.wall, 1e-9)));
  for (const SourceText& s : p.sources) row(s.path, s.hash);
  out += "</table>";
  for (const SourceText& s : p.sources) {
    if (s.role != "limits" && s.role != "table") continue;
    out += fmt::format("<details><summary>{}</summary><pre class=\"code\">{}</pre></details>",
                       markup_text(s.path), markup_text(s.text));
  }
  return out;
}

}  // namespace inversim
