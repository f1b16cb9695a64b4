// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/expectations.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/quantity.h"

namespace inversim {
namespace {

/// Place of a signal's value in a full row.
std::size_t find_place(const Node& n, const SignalTable& table) {
  const std::string& name = n.text("signal");
  const std::string where = fmt::format("{}:{}", n.where.file, n.where.line);
  std::size_t offset = 0;
  for (const Signal& s : table.signals) {
    if (s.name != name) {
      offset += s.width;
      continue;
    }
    if (s.width == 1) return offset;
    if (!n.has("at")) {
      throw std::invalid_argument(
          fmt::format("{}: expect: signal '{}' has one value per {}; 'at' must say which", where,
                      name, s.coordinate));
    }
    for (const Coordinate& c : table.coordinates) {
      if (c.name != s.coordinate) continue;
      const auto label = std::find(c.labels.begin(), c.labels.end(), n.text("at"));
      if (label == c.labels.end()) {
        throw std::invalid_argument(
            fmt::format("{}: expect.at: '{}' is no {}", where, n.text("at"), s.coordinate));
      }
      return offset + static_cast<std::size_t>(label - c.labels.begin());
    }
  }
  throw std::invalid_argument(
      fmt::format("{}: expect.signal: there is no signal '{}'", where, name));
}

}  // namespace

Expectations::Expectations(const Node& scenario, const SignalTable& table) {
  if (!scenario.has("expect")) return;
  for (const Node& n : scenario.list("expect")) {
    Watched w;
    w.node = &n;
    w.place = find_place(n, table);
    w.label =
        n.has("at") ? fmt::format("{} at {}", n.text("signal"), n.text("at")) : n.text("signal");
    watched_.push_back(w);
  }
}

void Expectations::sample(double time, int step, std::span<const double> row) {
  for (Watched& w : watched_) {
    double since = time;
    if (w.node->has("step")) {
      if (step != static_cast<int>(w.node->integer("step"))) continue;
      if (w.step_start < 0.0) w.step_start = time;
      since = time - w.step_start;
    }
    if (since < w.node->real_or("from_s", 0.0)) continue;
    if (since > w.node->real_or("until_s", std::numeric_limits<double>::infinity())) continue;
    const double x = row[w.place];
    if (w.count == 0) {
      w.first = w.last = w.least = w.greatest = x;
      w.first_time = w.last_time = time;
    }
    // samples need not be evenly spaced
    w.integral += 0.5 * (w.last + x) * (time - w.last_time);
    w.last_time = time;
    w.least = std::min(w.least, x);
    w.greatest = std::max(w.greatest, x);
    w.last = x;
    ++w.count;
  }
}

std::vector<Verdict> Expectations::judge() const {
  std::vector<Verdict> verdicts;
  for (const Watched& w : watched_) {
    const Node& n = *w.node;
    const std::string& statistic = n.text("statistic");
    double x = w.last;
    if (statistic == "min") x = w.least;
    if (statistic == "max") x = w.greatest;
    if (statistic == "first") x = w.first;
    if (statistic == "range") x = w.greatest - w.least;
    if (statistic == "mean" && w.last_time > w.first_time) {
      x = w.integral / (w.last_time - w.first_time);
    }
    const bool above = !n.has("min") || x >= n.real("min");
    const bool below = !n.has("max") || x <= n.real("max");

    Verdict v;
    v.unit = n.text("unit");
    const Unit* unit = unit_by_text(v.unit);
    const auto shown_as = [unit](double si) { return unit != nullptr ? unit->from_si(si) : si; };
    v.measured = shown_as(x);
    v.holds = w.count > 0 && above && below;
    const std::string shown = v.unit == "1" ? "" : " " + v.unit;
    std::string band;
    if (n.has("min") && n.has("max")) {
      band =
          fmt::format("in {:g} .. {:g}{}", shown_as(n.real("min")), shown_as(n.real("max")), shown);
    } else if (n.has("min")) {
      band = fmt::format("at least {:g}{}", shown_as(n.real("min")), shown);
    } else {
      band = fmt::format("at most {:g}{}", shown_as(n.real("max")), shown);
    }
    v.text = fmt::format("{} of {} {}", statistic, w.label, band);
    if (w.count == 0) v.text += " (no sample in its time)";
    verdicts.push_back(v);
  }
  return verdicts;
}

}  // namespace inversim
