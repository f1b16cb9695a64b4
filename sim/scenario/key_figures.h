// SPDX-License-Identifier: Apache-2.0
// The figures that sum up a session, gathered sample by sample, and the events worth a line.
#pragma once

#include <functional>
#include <vector>

#include "inversim/math/angle.h"
#include "inversim/plant/observe.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/frame_figures.h"
#include "inversim/scenario/hand_figures.h"

namespace inversim {

/// What there is that figures can be of.
struct FigureTopics {
  bool circulation, floor, can_tip, brake, tether, motor;
};

constexpr double kSteepestBand = 0.2 * kDegree;  ///< [rad] below the greatest angle, still it
constexpr double kBrakeSlipped = 0.1;  ///< [deg] of an engaged brake; less is taken for held

/// Gives each figure the mark of the signal it is read from.
void mark(std::vector<KeyFigure>& figures, const SignalTable& table);

class KeyFigures {
 public:
  explicit KeyFigures(const FigureTopics& topics) : of_(topics), frame_(topics.can_tip) {}

  /// One sample; events that it brings go to `report`.
  void sample(double time, const Observation& o, double brake_command,
              const std::function<void(const Event&)>& report);

  /// A risk flag was raised.
  void flag(bool red) { ++(red ? red_flags_ : amber_flags_); }

  /// All figures that there can be of such a plant; their values mean nothing.
  static std::vector<KeyFigure> catalogue(const FigureTopics& topics);

  /// The figures so far, in the units that people use.
  std::vector<KeyFigure> figures() const;

 private:
  FigureTopics of_;
  FrameFigures frame_;
  HandFigures hands_;
  bool started_ = false;
  Observation first_{}, before_{};
  Observation steepest_{};  // at the greatest bed angle
  double greatest_angle_ = -1e9, greatest_rate_ = 0.0;
  double peak_traction_ = -1e9;
  int peak_level_ = 0;
  double l4l5_section_ = -1e9, l4l5_space_ = -1e9, lumbar_ = -1e9;
  double cuff_pull_ = 0.0, least_margin_ = 1e9, least_fore_aft_ = 1e9, least_clearance_ = 1e9;
  double brake_torque_ = 0.0, slip_engaged_ = 0.0, pad_temperature_ = -1e9;
  double tension_ = 0.0, current_ = 0.0, head_speed_ = 0.0, pivot_force_ = 0.0;
  double brain_pressure_ = 0.0, least_brain_pressure_ = 1e9;
  double heart_rate_low_ = 1e9, heart_rate_high_ = 0.0;
  double intracranial_ = -1e9, intraocular_ = 0.0, least_flow_ = 0.0, lightness_ = 0.0;
  int amber_flags_ = 0, red_flags_ = 0;
  double muscle_effort_ = 0.0;
  double unloading_angle_[kLevels] = {};
  bool unloaded_[kLevels] = {};
  bool unloaded_once_[kLevels] = {};
  bool slipping_ = false, tipping_ = false, cuffs_pull_ = false, head_down_ = false;
  bool taut_ = false, torn_ = false, opened_ = false;
};

}  // namespace inversim
