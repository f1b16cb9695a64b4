// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/frame_figures.h"

#include <algorithm>

#include <fmt/format.h>

#include "inversim/math/angle.h"

namespace inversim {
namespace {

constexpr double kTips = 1.0 * kDegree;   // [rad] tilt, standing on two feet or fewer
constexpr double kFell = 15.0 * kDegree;  // [rad] tilt, lying on something else than feet
constexpr double kSlideNoticed = 5e-3;    // [m]

}  // namespace

void FrameFigures::sample(double time, const FloorObservation& o,
                          const std::function<void(const Event&)>& report) {
  if (!can_tip_) return;
  const auto tell = [&](const char* kind, std::string text, double value) {
    if (report) report({time, kind, std::move(text), value});
  };
  if (o.feet_lifted > feet_lifted_) {
    tell("foot_lifted", fmt::format("{:.0f} of the frame's feet are off the floor", o.feet_lifted),
         o.feet_lifted);
  }
  feet_lifted_ = o.feet_lifted;
  // one foot may hang in the air on three others; a frame on two is on its way over
  const bool tips = o.feet_lifted >= 2.0 && o.tilt > kTips;
  if (tips && !tips_) {
    tell("tipping",
         fmt::format("the frame tips: it is tilted by {:.1f} deg on the feet that are left",
                     o.tilt / kDegree),
         o.tilt);
  }
  tips_ = tips;
  const bool fell = o.other_normal > 0.0 && o.tilt > kFell;
  if (fell && !fell_) {
    tell("frame_fell",
         fmt::format("the table falls on the floor, tilted by {:.0f} deg", o.tilt / kDegree),
         o.tilt);
    fell_ = true;
  }
  const bool slides = o.slid > kSlideNoticed;
  if (slides && !slid_noticed_) {
    tell("frame_slid", fmt::format("a foot of the frame has slid by {:.0f} mm", 1e3 * o.slid),
         o.slid);
  }
  slid_noticed_ = slides;
  most_lifted_ = std::max(most_lifted_, o.feet_lifted);
  most_tilt_ = std::max(most_tilt_, o.tilt);
  slid_ = std::max(slid_, o.slid);
  most_foot_ = std::max(most_foot_, *std::ranges::max_element(o.foot_normal));
}

std::vector<KeyFigure> FrameFigures::figures() const {
  if (!can_tip_) return {};
  return {{"feet_lifted_max", most_lifted_, "1", "most feet of the frame off the floor at once",
           "feet_lifted"},
          {"frame_tilt_max", most_tilt_ / kDegree, "deg",
           fell_                 ? "greatest tilt of the frame, which fell"
           : most_lifted_ >= 2.0 ? "greatest tilt of the frame, which lifted"
                                 : "greatest tilt of the frame, which stood",
           "frame_tilt"},
          {"frame_slid", slid_ * 1e3, "mm", "way that a foot of the frame has slid on the floor",
           "frame_slid"},
          {"foot_force_max", most_foot_, "N", "greatest normal force on a foot of the frame",
           "foot_force"}};
}

}  // namespace inversim
