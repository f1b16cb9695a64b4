// SPDX-License-Identifier: Apache-2.0
// Endurance of the brake: the wear of one use cycle, extrapolated, and what the brake holds then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inversim/limits/bench.h"

namespace inversim {

inline constexpr double kMostCycles = 1e7;  ///< looked for

/// Of a criterion against worn_slip_torque. Everything but the first cycle is extrapolated: every
/// cycle wears as the first one did.
struct Endurance {
  CycleWear cycle;                     ///< of new pads
  double wear = 0.0;                   ///< [m] of each pad after the criterion's cycles
  double new_capacity = 0.0;           ///< [N m] of new pads
  double last_cycle = 0.0;             ///< wear of a cycle of the worn pads over that of new ones
  bool opens = true;                   ///< the worn brake, when it is told to
  std::optional<double> breaks_after;  ///< cycles up to which the criterion holds
  std::optional<double> shut_after;    ///< cycles up to which the brake opens
  std::string replay;                  ///< the command that runs a stop of the cycle
};

/// Of a brake that has to hold `demand` [N m]. Throws std::runtime_error where the plant fails.
Endurance endure(const BenchFiles& files, const Criterion& criterion, double demand);

/// In words, one sentence a piece, the word "extrapolated" in each that is.
std::vector<std::string> endurance_words(const Criterion& criterion, const Endurance& e);

}  // namespace inversim
