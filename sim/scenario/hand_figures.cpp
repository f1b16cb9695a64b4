// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/hand_figures.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "inversim/math/angle.h"

namespace inversim {
namespace {

// gaps that do not crush (recalled, ISO 13854): 25 mm a finger, 100 mm a hand
constexpr double kFingerGap = 0.025;        // [m]
constexpr double kTurning = 1.0 * kDegree;  // [rad/s] of a bed that can catch a hand
constexpr const char* kSide[kSides] = {"right", "left"};

}  // namespace

void HandFigures::sample(double time, const Observation& o,
                         const std::function<void(const Event&)>& report) {
  const auto tell = [&](const char* kind, std::string text, double value) {
    if (report) report({time, kind, std::move(text), value});
  };
  for (int side = 0; side < kSides; ++side) {
    const bool sent = o.hand_to_grip[side] > 0.0, holds = o.hand_grip_force[side] > 0.0;
    if (holds != holds_[side]) {
      tell(holds ? "hand_holds" : "hand_lets_go",
           fmt::format("the {} hand {}", kSide[side],
                       holds  ? "holds its handle"
                       : sent ? "is torn off its handle"
                              : "lets go of its handle"),
           static_cast<double>(side));
    }
    holds_[side] = holds;
    grip_ = std::max(grip_, o.hand_grip_force[side]);
    // not a number where there is no frame or no floor
    const double frame = o.hand_frame_clearance[side];
    least_floor_ = std::fmin(least_floor_, o.hand_floor_clearance[side]);
    // a hand that is sent to the frame on purpose is not caught there
    if (sent) continue;
    least_frame_ = std::fmin(least_frame_, frame);
    // once near, it is so until it is well away
    const double gap = near_[side] ? 1.4 * kFingerGap : kFingerGap;
    const bool near = frame < gap && (near_[side] || std::fabs(o.bed_rate) > kTurning);
    if (near && !near_[side]) {
      tell("hand_near_frame",
           fmt::format("the {} hand is within {:.0f} mm of the frame while the bed turns",
                       kSide[side], 1e3 * kFingerGap),
           frame);
    }
    near_[side] = near;
  }
}

std::vector<KeyFigure> HandFigures::figures() const {
  std::vector<KeyFigure> out;
  if (grip_ > 0.0) {
    out.push_back({"hand_grip_force_max", grip_, "N", "greatest force of a hand on its handle",
                   "hand_grip_force"});
  }
  if (least_frame_ < 1e9) {
    out.push_back({"hand_frame_clearance_min", least_frame_ * 100.0, "cm",
                   "least gap between a hand that holds nothing and the frame",
                   "hand_frame_clearance"});
  }
  if (least_floor_ < 1e9) {
    out.push_back({"hand_floor_clearance_min", least_floor_ * 100.0, "cm",
                   "least height of a hand over the floor", "hand_floor_clearance"});
  }
  return out;
}

}  // namespace inversim
