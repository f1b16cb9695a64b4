// SPDX-License-Identifier: Apache-2.0
// Cases and comparisons of a limits result in words, for the test report.
#pragma once

#include <string>

#include "inversim/limits/assess.h"

namespace inversim {

/// Where the floor falls to, with 0 the head end and pi/2 the user's right: "the foot end
/// downhill", "downhill 30 deg from the head end to the user's right".
std::string downhill_words(double direction);

/// A case in words: "man 125 kg 198 cm, +2 holes, hinge C, arms overhead, bed at -46.3 deg".
std::string case_words(const Criterion& criterion, const LimitCase& c);

/// What a criterion's demand is compared with: "at most slip torque"; empty for nothing.
std::string compared_with(const Criterion& criterion);

/// The criterion that binds as users get heavier, or "none".
std::string binding_name(const LimitsResult& result);

}  // namespace inversim
