// SPDX-License-Identifier: Apache-2.0
// The bands of unverified figures as the test report shows them.
#pragma once

#include <nlohmann/json.hpp>

#include "inversim/limits/assess.h"

namespace inversim {

/// For each judged criterion that was computed: its margin with one figure at either end of its
/// range, of the twelve figures that make it least, worst first.
nlohmann::ordered_json sensitivity_bars(const LimitsResult& result);

/// The unverified figures with value, range, unit, mark and source.
nlohmann::ordered_json unverified_rows(const LimitsResult& result);

}  // namespace inversim
