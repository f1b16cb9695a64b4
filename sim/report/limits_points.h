// SPDX-License-Identifier: Apache-2.0
// The 11 points of a test report of an inversion table, filled or marked "not simulated".
#pragma once

#include <nlohmann/json.hpp>

#include "inversim/limits/assess.h"

namespace inversim {

/// A list, in the order of the report: "number", "title", "criteria" (their places in the result),
/// "rows" of name and value, "plot" ("torque", "tipping", "bars", or null), "told" and
/// "not_simulated" (sentences). None is empty: what has no figure says why.
nlohmann::ordered_json report_points(const LimitsResult& result, const BenchFiles& files);

}  // namespace inversim
