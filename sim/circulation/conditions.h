// SPDX-License-Identifier: Apache-2.0
// What an illness, a drug or a state of the body does to the figures of a circulation.
#pragma once

#include <string>
#include <vector>

#include "inversim/circulation/parameters.h"
#include "inversim/language/document.h"

namespace inversim {

/// One figure, or group of figures, times a factor.
struct ConditionEffect {
  std::string condition;  ///< "beta_blocker"
  std::string acts_on;    ///< "beta_gain"
  double factor = 1.0;
};

/// The effects that a circulation file lists.
std::vector<ConditionEffect> condition_effects(const Node& circulation_file);

/// Applies the effects of one condition to figures and subject. Resting pressure and rate are the
/// subject's own, or the figures' where it has none. Throws std::invalid_argument, with the names
/// that there are, for a condition that the file does not know.
void apply_condition(const std::vector<ConditionEffect>& effects, const std::string& condition,
                     CirculationParameters& figures, CirculationSubject& subject);

}  // namespace inversim
