// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/plots.h"

#include "inversim/language/markup.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace inversim {
namespace {

constexpr double kWidth = 620.0, kHeight = 300.0;
constexpr double kLeft = 58.0, kRight = 12.0, kTop = 10.0, kBottom = 42.0;

/// A range of an axis and where it is on the paper.
struct Axis {
  double low, high, from, to;
  double at(double x) const { return from + (to - from) * (x - low) / (high - low); }
};

/// Round steps of about a fifth of the range.
double tick_step(double range) {
  const double raw = std::max(range, 1e-12) / 5.0;
  const double ten = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double k : {1.0, 2.0, 5.0}) {
    if (k * ten >= raw) return k * ten;
  }
  return 10.0 * ten;
}

std::vector<double> ticks(const Axis& a) {
  const double step = tick_step(a.high - a.low);
  std::vector<double> out;
  const auto first = static_cast<long>(std::ceil(a.low / step - 1e-9));
  const auto last = static_cast<long>(std::floor(a.high / step + 1e-9));
  for (long i = first; i <= last; ++i) out.push_back(static_cast<double>(i) * step);
  return out;
}

}  // namespace

std::string line_plot(const std::vector<PlotLine>& lines, const std::string& x_label,
                      const std::string& y_label) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  double x_low = kNone, x_high = -kNone, y_low = 0.0, y_high = 0.0;
  for (const PlotLine& line : lines) {
    for (std::size_t i = 0; i < line.x.size(); ++i) {
      x_low = std::min(x_low, line.x[i]);
      x_high = std::max(x_high, line.x[i]);
      y_low = std::min(y_low, line.y[i]);
      y_high = std::max(y_high, line.y[i]);
    }
  }
  if (!(x_high > x_low)) return "<p class=\"note\">Nothing to draw.</p>";
  const double room = 0.05 * std::max(y_high - y_low, 1e-12);
  const Axis x{x_low, x_high, kLeft, kWidth - kRight};
  const Axis y{y_low < 0 ? y_low - room : y_low, y_high + room, kHeight - kBottom, kTop};
  std::string svg =
      fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{} against {}\">",
                  kWidth, kHeight, markup_text(y_label), markup_text(x_label));
  for (const double t : ticks(y)) {
    svg += fmt::format(
        "<line class=\"{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:g}</text>",
        t == 0.0 ? "zero" : "grid", x.from, x.to, y.at(t), y.at(t), x.from - 6, y.at(t) + 4, t);
  }
  for (const double t : ticks(x)) {
    svg += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>"
        "<text x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">{4:g}</text>",
        x.at(t), y.from, y.to, y.from + 16, t);
  }
  svg += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>"
      "<text transform=\"translate(13,{:.1f}) rotate(-90)\" text-anchor=\"middle\">{}</text>",
      0.5 * (x.from + x.to), kHeight - 6, markup_text(x_label), 0.5 * (y.from + y.to),
      markup_text(y_label));
  for (const PlotLine& line : lines) {
    std::string path;
    for (std::size_t i = 0; i < line.x.size(); ++i) {
      path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x.at(line.x[i]), y.at(line.y[i]));
    }
    svg += fmt::format("<path class=\"line c{}\"{} d=\"{}\"/>", line.colour,
                       line.dashed ? " stroke-dasharray=\"7 4\"" : "", path);
  }
  svg += "</svg>";
  std::string legend = "<div class=\"legend\">";
  std::vector<std::string> told;
  for (const PlotLine& line : lines) {
    if (line.label.empty() || std::find(told.begin(), told.end(), line.label) != told.end())
      continue;
    told.push_back(line.label);
    legend += fmt::format(
        "<span><svg viewBox=\"0 0 26 10\"><line class=\"line c{}\"{} x1=\"0\" x2=\"26\" y1=\"5\" "
        "y2=\"5\"/></svg>{}</span>",
        line.colour, line.dashed ? " stroke-dasharray=\"7 4\"" : "", markup_text(line.label));
  }
  return legend + "</div>" + svg;
}

std::string bar_plot(const std::vector<Bar>& bars, double nominal, const std::string& unit) {
  if (bars.empty()) return "<p class=\"note\">No unverified figure makes a difference.</p>";
  double low = std::min(0.0, nominal), high = std::max(0.0, nominal);
  for (const Bar& b : bars) {
    low = std::min({low, b.low, b.high});
    high = std::max({high, b.low, b.high});
  }
  const double room = 0.05 * std::max(high - low, 1e-12);
  constexpr double kNames = 290.0, kRow = 20.0;
  const double height = kRow * static_cast<double>(bars.size()) + 34.0;
  const Axis x{low - room, high + room, kNames, kWidth - kRight};
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"margin with each "
      "figure at either end of its range\">",
      kWidth, height);
  const double bottom = height - 30.0;
  for (const double t : ticks(x)) {
    svg += fmt::format(
        "<line class=\"{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"0\" y2=\"{:.1f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{:g}</text>",
        t == 0.0 ? "zero" : "grid", x.at(t), x.at(t), bottom, x.at(t), bottom + 14, t);
  }
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double top = kRow * static_cast<double>(i) + 3.0;
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", kNames - 8,
                       top + 12, markup_text(bars[i].label));
    for (const auto& [end, colour] : {std::pair{bars[i].low, 1}, std::pair{bars[i].high, 0}}) {
      const double a = x.at(std::min(nominal, end)), b = x.at(std::max(nominal, end));
      svg += fmt::format(
          "<rect class=\"f{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"13\" "
          "fill-opacity=\"0.75\"/>",
          colour, a, top, std::max(b - a, 0.0));
    }
  }
  svg += fmt::format(
      "<line class=\"cursor\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"0\" y2=\"{1:.1f}\"/>"
      "<text x=\"{2:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">margin, {4}; broken below "
      "0</text></svg>",
      x.at(nominal), bottom, 0.5 * (x.from + x.to), bottom + 28, markup_text(unit));
  return "<div class=\"legend\"><span><i class=\"b1\"></i>figure at its low end</span><span><i "
         "class=\"b0\"></i>at its high end</span></div>" +
         svg;
}

std::string user_map(const LimitsResult& x) {
  std::string out = "<div class=\"wide\"><table class=\"map\"><tr><th>kg \\ cm</th>";
  for (const double h : x.heights) out += fmt::format("<th class=\"number\">{:.0f}</th>", 100 * h);
  out += "</tr>";
  for (std::size_t m = x.masses.size(); m-- > 0;) {
    out += fmt::format("<tr><th class=\"number\">{:.0f}</th>", x.masses[m]);
    for (std::size_t h = 0; h < x.heights.size(); ++h) {
      std::string broken;
      for (std::size_t k = 0; k < x.results.size(); ++k) {
        if (!x.results[k].judged()) continue;
        const UserLimit& u = x.user_limits[k][h];
        const bool holds = m < u.margin.size() && u.margin[m] >= 0.0;
        if (!holds)
          broken += (broken.empty() ? "" : "<br>") + markup_text(x.results[k].criterion.name);
      }
      out += broken.empty() ? std::string("<td class=\"cell yes\">all hold</td>")
                            : fmt::format("<td class=\"cell no\">{}</td>", broken);
    }
    out += "</tr>";
  }
  return out + "</table></div>";
}

}  // namespace inversim
