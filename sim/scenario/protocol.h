// SPDX-License-Identifier: Apache-2.0
// Steers a plant through the actions of a protocol, step by step.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "inversim/plant/control_unit.h"
#include "inversim/plant/plant.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/actions.h"

namespace inversim {

/// Steers a plant through the actions. Call before each step.
class ProtocolRunner {
 public:
  using Report = std::function<void(const Event&)>;

  ProtocolRunner(std::vector<Action> actions, Report report);

  /// The pendant of this unit is what buttons are on; it must outlive the runner.
  void operate(ControlUnit* unit) { unit_ = unit; }

  /// Sets the plant's input for the step that comes. Returns false once all is done.
  bool steer(Plant& plant);

  /// Number of the protocol's step under way, from 1; 0 before the first.
  int step() const { return index_ < actions_.size() ? actions_[index_].step : last_step_; }
  /// Time until which nothing is asked of the plant but to stay as it is; now, if something is.
  double still_until(const Plant& plant) const;
  /// Share of the actions' time that is done, 0..1.
  double progress(double now) const;

 private:
  enum class Phase { kEnter, kReady, kMove, kSecure };

  void enter(const Action& action, Plant& plant);
  bool run(const Action& action, Plant& plant);
  bool turn(const Action& action, Plant& plant);
  bool await(const Action& action, const Plant& plant);
  void move_arms(Plant& plant) const;
  void act(const Action& action, Plant& plant);
  void report_reach(const Action& action, const Plant& plant);

  std::vector<Action> actions_;
  Report report_;
  ControlUnit* unit_ = nullptr;
  std::size_t index_ = 0;
  int last_step_ = 0;
  Phase phase_ = Phase::kEnter;
  double phase_start_ = 0.0;   // [s]
  double action_start_ = 0.0;  // [s]
  double done_before_ = 0.0;   // [s] planned time of the actions that are done
  double from_angle_ = 0.0;    // [rad] bed at the start of a turn
  double held_angle_ = 0.0;    // [rad] at which hands hold the bed until the brake does
  double turn_time_ = 0.0;     // [s] of a prescribed turn
  double motor_rate_ = 0.0;    // [rad/s] asked of the motor
  bool held_[2] = {};          // each hand has held its grip in this action
  double arm_from_ = 0.0, arm_to_ = 0.0, arm_start_ = 0.0, arm_time_ = 0.0;
};

}  // namespace inversim
