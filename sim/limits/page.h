// SPDX-License-Identifier: Apache-2.0
// The test report of a limits run as one self-contained page.
#pragma once

#include <string>

#include "inversim/limits/assess.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// HTML with everything in it, in the order of a test report of an inversion table: its 11 points,
/// each filled or marked "not simulated" with the reason.
std::string limits_page(const LimitsResult& result, const BenchFiles& files,
                        const RunProvenance& provenance);

}  // namespace inversim
