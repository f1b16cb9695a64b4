// SPDX-License-Identifier: Apache-2.0
// Gravitational traction against the bed angle, going down and coming back: friction has a sign, so
// the two differ; how far depends on the friction coefficient, so runs of the same session at other
// coefficients make a band.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "inversim/recording/reader.h"

namespace inversim {

/// Means over each degree of bed angle, of the samples that were taken while the bed turned one
/// way, in rising order of the angle.
struct TractionCurve {
  std::vector<double> angle;    ///< [rad]
  std::vector<double> section;  ///< [N]
  std::vector<double> weight;   ///< [N]; empty where it was not recorded
};

/// One level's traction while the bed turns head down and while it turns back, from horizontal on.
struct TractionLoop {
  TractionCurve down, back;
};

/// Nothing where angle or section force were not recorded, or the bed did not turn.
std::optional<TractionLoop> traction_loop(const Recording& recording, std::string_view level);

/// Section force of a loop at an angle [rad], linear between its means; not a number outside them.
double traction_at(const TractionCurve& curve, double angle);

/// What the page draws of L4-L5: the recording's loop, and the least and greatest that it and the
/// recordings of the band have at each angle. Null where there is no loop.
nlohmann::ordered_json traction_data(const Recording& recording, std::span<const Recording> band);

}  // namespace inversim
