// SPDX-License-Identifier: Apache-2.0
// The 11 points of a test report of an inversion table, filled or marked "not simulated".
#pragma once

#include <string>

#include "inversim/limits/assess.h"

namespace inversim {

/// A section a point, with its criteria, plots, and what of it is not simulated and why.
std::string report_points(const LimitsResult& result, const BenchFiles& files);

}  // namespace inversim
