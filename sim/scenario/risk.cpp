// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/risk.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"
#include "inversim/scenario/watch.h"

namespace inversim {
namespace {

constexpr double kTilted = 5.0 * kDegree;  // [rad]

const char* name_of(RiskLevel level) { return level == RiskLevel::kRed ? "red" : "amber"; }

// whether a list of conditions of the file meets those of the subject; an empty list meets all
bool meets(const Node& node, const char* key, const std::vector<std::string>& conditions) {
  if (!node.has(key)) return true;
  const std::vector<std::string>& listed = node.texts(key);
  return std::ranges::any_of(
      listed, [&](const std::string& c) { return std::ranges::count(conditions, c) > 0; });
}

}  // namespace

std::string sentence(const RaisedFlag& f) {
  return fmt::format("{}: {} is {:.3g}{}{}, threshold {:g} ({})", name_of(f.level), f.what, f.value,
                     f.unit == "1" ? "" : " ", f.unit == "1" ? "" : f.unit, f.threshold, f.source);
}

RiskWatch::RiskWatch(const Node& scenario, const SignalTable& table,
                     const CirculationOutputs<double>& rest) {
  const Node& file = scenario.at("risk");
  std::vector<std::string> conditions;
  if (scenario.has("subject.circulation.conditions"))
    conditions = scenario.texts("subject.circulation.conditions");
  std::size_t angle = 0;
  for (const Signal& s : table.signals) {
    if (s.name == "bed_angle") break;
    angle += s.width;
  }
  for (const Node& n : file.list("flags")) {
    const bool known = std::ranges::any_of(
        table.signals, [&n](const Signal& s) { return s.name == n.text("signal"); });
    if (!known || !meets(n, "only_for", conditions)) continue;
    Flag f;
    f.name = n.name();
    f.what = n.text("what");
    f.source = n.text("source");
    f.from = n.text("measured_from");
    for (const CirculationSignal& s : kCirculationSignalRows)
      if (s.name == n.text("signal")) f.rest = rest.*s.member;
    f.above = n.text("side") == "above";
    f.place = find_value(n, table, "flags." + f.name);
    const Unit* unit = read_unit(n, table, "flags." + f.name);
    f.unit = n.text("unit");
    const std::string& when = n.text("only_while");
    f.side = when == "head_up" ? -1.0 : when == "head_down" ? 1.0 : 0.0;
    f.angle = angle;
    const auto add = [&](const char* key, RiskLevel level, const char* hold) {
      if (!n.has(key)) return;
      const double si = n.real(key);
      f.thresholds.push_back({level, si, unit != nullptr ? unit->from_si(si) : si, n.real(hold)});
    };
    add("amber", RiskLevel::kAmber, "amber_for_s");
    add("red", RiskLevel::kRed, "red_for_s");
    f.per_unit = unit != nullptr ? 1.0 / unit->from_si(1.0) : 1.0;
    flags_.push_back(std::move(f));
  }
  for (const Node& n : file.list("contraindications"))
    if (n.has("conditions") && meets(n, "conditions", conditions))
      contraindications_.push_back(
          fmt::format("contraindication: {} ({})", n.text("what"), n.text("source")));
}

void RiskWatch::sample(double time, std::span<const double> row,
                       const std::function<void(const RaisedFlag&)>& raise) {
  for (Flag& f : flags_) {
    const double now = row[f.place];
    if (!f.started) f.start = f.lowest = f.greatest = now;
    f.started = true;
    f.lowest = std::min(f.lowest, now);
    f.greatest = std::max(f.greatest, now);
    const double base = f.from == "rest"       ? f.rest
                        : f.from == "start"    ? f.start
                        : f.from == "lowest"   ? f.lowest
                        : f.from == "greatest" ? f.greatest
                                               : 0.0;
    const double value = now - base;
    for (Threshold& t : f.thresholds) {
      const bool counts = f.side == 0.0 || f.side * row[f.angle] > kTilted;
      const bool beyond = counts && (f.above ? value > t.si : value < t.si);
      if (!beyond) {
        t.since = -1.0;
        continue;
      }
      if (t.since < 0.0) t.since = time;
      if (t.raised || time - t.since < t.hold) continue;
      t.raised = true;
      if (raise)
        raise({f.name, t.level, time, value / f.per_unit, t.shown, f.unit, f.what, f.source});
    }
  }
}

}  // namespace inversim
