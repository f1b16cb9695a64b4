// SPDX-License-Identifier: Apache-2.0
// A sweep that nobody ran, of any number of cases, whose values are known.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "inversim/sweep/read_result.h"

namespace inversim {

/// Fractional parts of multiples of an irrational number: points that fill a line evenly.
inline double spread_evenly(std::size_t i, double root) {
  const double x = static_cast<double>(i + 1) * std::sqrt(root);
  return x - std::floor(x);
}

/// Points over three axes; each 250th case failed, the first of them number 249. pull = mass *
/// sin(angle), gain = 1 + angle / 90; `levels` has 25 values a case.
inline SweepResult made_up_points(std::size_t cases) {
  SweepResult s;
  s.title = "sweep: Made-up points";
  s.design = "sobol";
  s.cases = cases;
  s.axes = {{"subject.mass_kg", "kg", "mass", "subject.mass_kg", {}, {}},
            {"settings.friction", "1", "friction", "settings.friction", {}, {}},
            {"angle_deg", "deg", "angle", "protocol.1.rotate.to_deg", {}, {}}};
  s.metrics = {{"pull", "N", "pull of the cuffs", "assumed", {}, {}},
               {"gain", "mm", "height gained", "derived", {}, {}},
               {"levels", "N", "force of each level", "assumed", {}, {}}};
  for (int k = 0; k < 25; ++k) s.metrics[2].labels.push_back("L" + std::to_string(k));
  for (std::size_t i = 0; i < cases; ++i) {
    const bool failed = i % 250 == 249;
    const double none = std::numeric_limits<double>::quiet_NaN();
    const double mass = 50.0 + 75.0 * spread_evenly(i, 2.0);
    const double angle = 15.0 + 75.0 * spread_evenly(i, 5.0);
    s.axes[0].numbers.push_back(mass);
    s.axes[1].numbers.push_back(0.1 + 0.5 * spread_evenly(i, 3.0));
    s.axes[2].numbers.push_back(angle);
    const double pull = mass * std::sin(angle * 0.017453292519943295);
    s.metrics[0].values.push_back(failed ? none : pull);
    s.metrics[1].values.push_back(failed ? none : 1.0 + angle / 90.0);
    for (int k = 0; k < 25; ++k) s.metrics[2].values.push_back(failed ? none : pull * k / 24.0);
    s.failures.push_back(failed ? "the mass is beyond the table's" : "");
  }
  return s;
}

}  // namespace inversim
