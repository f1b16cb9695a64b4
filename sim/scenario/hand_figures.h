// SPDX-License-Identifier: Apache-2.0
// Events and figures of the hands: what they hold, and how near they come to frame and floor.
#pragma once

#include <functional>
#include <vector>

#include "inversim/plant/observe.h"
#include "inversim/plant/signals.h"

namespace inversim {

class HandFigures {
 public:
  /// One sample; events that it brings go to `report`.
  void sample(double time, const Observation& o, const std::function<void(const Event&)>& report);

  std::vector<KeyFigure> figures() const;

 private:
  double least_frame_ = 1e9, least_floor_ = 1e9, grip_ = 0.0;
  bool near_[kSides] = {}, holds_[kSides] = {};
};

}  // namespace inversim
