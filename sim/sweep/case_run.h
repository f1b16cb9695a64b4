// SPDX-License-Identifier: Apache-2.0
// One case of a sweep, from its scenario to the numbers that are kept.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "inversim/sweep/plan.h"

namespace inversim {

/// What is thrown through a case that is not to go on.
struct SweepStopped {};

/// What a case left. Values are in the order of the plan's metrics and traces, not a number where
/// there is none; after a failure all of them.
struct SweepCase {
  std::vector<double> values;
  std::string failure;  ///< why there is no result, in a sentence
};

/// Runs a case. `stop` is asked many times a second; if it says so, SweepStopped is thrown. What
/// goes wrong in the case is in its result. From any thread.
SweepCase run_case(const SweepPlan& plan, std::size_t index, const std::function<bool()>& stop);

}  // namespace inversim
