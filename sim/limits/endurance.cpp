// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/endurance.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace inversim {
namespace {

/// Cycles up to which something holds, to a thousandth; none: it still does after kMostCycles.
template <class Holds>
std::optional<double> holds_until(const Holds& holds) {
  if (holds(kMostCycles)) return std::nullopt;
  if (!holds(0.0)) return 0.0;
  double low = 0.0, high = kMostCycles;
  while (high - low > std::max(1.0, 1e-3 * low)) {
    // by ratios once the order of magnitude is open
    const double middle = low < 1.0 ? 0.03 * high : std::sqrt(low * high);
    (holds(middle) ? low : high) = middle;
  }
  return std::floor(low);
}

std::string cycles_words(double cycles) {
  const int digits = cycles < 1000.0 ? 0 : static_cast<int>(std::log10(cycles)) - 2;
  const double unit = std::pow(10.0, digits);
  return fmt::format("{:.0f}", unit * std::floor(cycles / unit));
}

}  // namespace

Endurance endure(const BenchFiles& files, const Criterion& criterion, double demand) {
  Bench bench(files);
  Endurance e;
  e.cycle = bench.cycle_wear(criterion);
  e.wear = criterion.cycles * e.cycle.wear;
  e.new_capacity = bench.slip_torque(criterion.brake_friction);
  e.opens = bench.opens(e.wear);
  if (e.cycle.wear <= 0.0) return e;
  e.last_cycle = bench.cycle_wear(criterion, e.wear).wear / e.cycle.wear;
  e.breaks_after = holds_until([&](double cycles) {
    const double torque = bench.slip_torque(criterion.brake_friction, cycles * e.cycle.wear);
    return torque >= criterion.factor * demand;
  });
  e.shut_after = holds_until([&](double cycles) { return bench.opens(cycles * e.cycle.wear); });
  return e;
}

std::vector<std::string> endurance_words(const Criterion& criterion, const Endurance& e) {
  std::vector<std::string> out;
  out.push_back(fmt::format(
      "one cycle: {:.3g} J at the pads, {:.3g} mm off each; {:.0f} cycles: {:.3g} mm "
      "(extrapolated), slip torque from {:.1f} N m new",
      e.cycle.heat, 1e3 * e.cycle.wear, criterion.cycles, 1e3 * e.wear, e.new_capacity));
  if (e.cycle.wear > 0.0) {
    out.push_back(fmt::format("a cycle of the worn pads wears {:.2f} times as much as the first",
                              e.last_cycle));
    out.push_back(
        e.breaks_after
            ? fmt::format("breaks after {} cycles (extrapolated)", cycles_words(*e.breaks_after))
            : fmt::format("does not break within {:.0f} cycles (extrapolated)", kMostCycles));
  }
  if (!e.opens) out.emplace_back("the worn brake no longer opens (extrapolated)");
  if (e.shut_after) {
    out.push_back(fmt::format("opens for {} cycles (extrapolated)", cycles_words(*e.shut_after)));
  }
  return out;
}

}  // namespace inversim
