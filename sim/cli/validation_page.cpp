// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/validation_page.h"

#include "inversim/language/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace inversim {
namespace {

constexpr const char* kStyle = R"(
body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;
  color:#1a1c1e;background:#fff}
@media (prefers-color-scheme:dark){body{color:#e4e6e8;background:#16181a}
  td,th{border-color:#3a3d40!important}}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}
td,th{padding:.3rem .5rem;border-bottom:1px solid #d5d8da;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.in{color:#00664f;font-weight:600}.out{color:#b3261e;font-weight:600}
@media (prefers-color-scheme:dark){.in{color:#5fd0b0}.out{color:#ff8a80}}
small{opacity:.75}svg{display:block}
)";

std::string number(const std::optional<double>& x) {
  return x ? fmt::format("{:.4g}", *x) : std::string();
}

/// Band, measured and simulated value on a scale of the row's own.
std::string drawing(const ValidationRow& r) {
  double low = 0.0, high = 0.0;
  for (const auto& x : {r.measured, r.low, r.high, r.simulated}) {
    if (!x) continue;
    low = std::min(low, *x);
    high = std::max(high, *x);
  }
  const double width = std::max(high - low, 1e-12);
  low -= 0.08 * width;
  high += 0.08 * width;
  const auto at = [&](double x) { return 4 + 232 * (x - low) / (high - low); };
  std::string svg = "<svg width=\"240\" height=\"26\" role=\"img\">";
  if (r.low || r.high) {
    const double a = at(r.low.value_or(low)), b = at(r.high.value_or(high));
    svg += fmt::format(
        "<rect x=\"{:.1f}\" y=\"4\" width=\"{:.1f}\" height=\"18\" fill=\"#0072b2\" "
        "opacity=\".22\"/>",
        a, b - a);
  }
  svg += fmt::format(
      "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"2\" y2=\"24\" stroke=\"#888\" "
      "stroke-dasharray=\"2 2\"/>",
      at(0.0));
  if (r.measured) {
    svg += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"4\" y2=\"22\" stroke=\"#0072b2\" "
        "stroke-width=\"3\"/>",
        at(*r.measured));
  }
  if (r.simulated) {
    svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"13\" r=\"5\" fill=\"{}\"/>", at(*r.simulated),
                       r.inside() ? "#009e73" : "#d55e00");
  }
  return svg + "</svg>";
}

std::string row_html(const ValidationRow& r) {
  std::string verdict;
  if (!r.simulated) {
    verdict = "<span class=\"out\">not run</span> " + markup_text(r.failure);
  } else if (r.role != RowRole::kReported) {
    verdict =
        r.inside() ? "<span class=\"in\">inside</span>" : "<span class=\"out\">outside</span>";
  }
  std::string band;
  if (r.low && r.high) {
    band = fmt::format("{:.4g} .. {:.4g}", *r.low, *r.high);
  } else if (r.low) {
    band = fmt::format("from {:.4g}", *r.low);
  } else if (r.high) {
    band = fmt::format("to {:.4g}", *r.high);
  }
  return fmt::format(
      "<tr><td>{}</td><td>{}: {}<br><small>{} ({}); {}{}</small></td><td class=\"n\">{}</td>"
      "<td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
      markup_text(r.id), markup_text(r.study), markup_text(r.what), markup_text(r.source), r.status,
      markup_text(r.scenario), r.note.empty() ? "" : "; " + markup_text(r.note), number(r.measured),
      number(r.simulated), band, r.unit == "1" ? "" : markup_text(r.unit), drawing(r), verdict);
}

}  // namespace

std::string validation_page(const std::vector<ValidationRow>& rows, const std::string& parameters) {
  int inside = 0, judged = 0;
  for (const ValidationRow& r : rows) {
    if (r.role == RowRole::kReported) continue;
    ++judged;
    inside += r.inside() ? 1 : 0;
  }
  std::string page = fmt::format(
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>inversim: measured against simulated</title>"
      "<style>{}</style><h1 id=\"verdict\">{} of {} rows with a verdict are inside their bands</h1>"
      "<p>One set of parameters, hash {}. Blue: band and measured value; dot: simulated; dashed: "
      "zero. Modelling comparison, not medical advice.</p>\n",
      kStyle, inside, judged, parameters);
  const std::pair<RowRole, const char*> parts[] = {
      {RowRole::kTested, "Tested: predictions"},
      {RowRole::kCalibrated, "Calibrated: parameters were chosen by these"},
      {RowRole::kReported, "Reported: without a verdict"}};
  for (const auto& [role, heading] : parts) {
    std::string body;
    for (const ValidationRow& r : rows) {
      if (r.role == role) body += row_html(r);
    }
    if (body.empty()) continue;
    page += fmt::format(
        "<h2>{}</h2><table><tr><th>row<th>what<th>measured<th>simulated<th>band<th>unit<th><th>"
        "</tr>\n{}</table>\n",
        heading, body);
  }
  return page + "</html>\n";
}

}  // namespace inversim
