// SPDX-License-Identifier: Apache-2.0
// Faults of a scenario: what breaks, leaks or fails, at a time or as the bed passes an angle.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/plant.h"
#include "inversim/plant/signals.h"

namespace inversim {

enum class FaultKind {
  kPadsContaminated,  ///< value: what is left of their friction
  kPadsWorn,          ///< value: [m] of each pad
  kPadsHot,           ///< value: [degC]
  kCableTorn,
  kSupplyLost,
  kTetherTorn,
  kCuffsLatch,  ///< value: share of their capacity at which the cuffs hold
  kPivotBolt,   ///< of the right or left side
  kSyncope,     ///< the person faints and stays so
};

/// One fault; it happens once, when its time has come and the bed has passed its angle.
struct Fault {
  FaultKind kind = FaultKind::kCableTorn;
  double at = 0.0;                 ///< [s]
  bool by_angle = false;           ///< waits for the angle too
  double angle = 0.0;              ///< [rad]
  double value = 0.0;              ///< in SI
  bool right = true, left = true;  ///< which cuffs, which pivot
  std::string text;                ///< for people
};

/// The faults of a resolved scenario. Throws std::invalid_argument with a sentence for people where
/// one does not fit the table.
std::vector<Fault> read_faults(const Node& scenario);

/// Makes faults happen. Call before each step.
class FaultSchedule {
 public:
  using Report = std::function<void(const Event&)>;

  FaultSchedule(std::vector<Fault> faults, Report report);

  void apply(Plant& plant);

  /// Time until which no fault is due by time; an angle's fault needs a bed that moves.
  double none_until(double now) const;

 private:
  std::vector<Fault> faults_;
  std::vector<bool> done_;
  Report report_;
  double last_angle_ = 0.0;
  bool first_ = true;
};

}  // namespace inversim
