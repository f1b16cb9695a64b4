// SPDX-License-Identifier: Apache-2.0
// Events and figures of a frame that stands on its feet alone: lifted, tipping, fallen, slid.
#pragma once

#include <functional>
#include <vector>

#include "inversim/plant/observe_floor.h"
#include "inversim/plant/signals.h"

namespace inversim {

class FrameFigures {
 public:
  /// Of a frame that can tip; of any other there is nothing to tell.
  explicit FrameFigures(bool can_tip) : can_tip_(can_tip) {}

  /// One sample; events that it brings go to `report`, which may be empty.
  void sample(double time, const FloorObservation& o,
              const std::function<void(const Event&)>& report);

  /// The figures so far, in the units that people use.
  std::vector<KeyFigure> figures() const;

 private:
  bool can_tip_;
  double feet_lifted_ = 0.0;  // now
  double most_lifted_ = 0.0, most_tilt_ = 0.0, slid_ = 0.0, most_foot_ = 0.0;
  bool tips_ = false, fell_ = false, slid_noticed_ = false;
};

}  // namespace inversim
