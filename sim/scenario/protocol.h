// SPDX-License-Identifier: Apache-2.0
// Steers a plant through the actions of a protocol, step by step.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "inversim/plant/control_unit.h"
#include "inversim/plant/plant.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/actions.h"

namespace inversim {

enum class Phase : std::int32_t { kEnter, kReady, kMove, kSecure };

/// How far a protocol has come; plain data.
struct ProtocolPlace {
  std::uint64_t index = 0;
  std::int32_t last_step = 0;
  Phase phase = Phase::kEnter;
  double phase_start = 0.0;   // [s]
  double action_start = 0.0;  // [s]
  double done_before = 0.0;   // [s] planned time of the actions that are done
  double from_angle = 0.0;    // [rad] bed at the start of a turn
  double held_angle = 0.0;    // [rad] at which hands hold the bed until the brake does
  double turn_time = 0.0;     // [s] of a prescribed turn
  double motor_rate = 0.0;    // [rad/s] asked of the motor
  bool held[2] = {};          // each hand has held its grip in this action
  double arm_from = 0.0, arm_to = 0.0, arm_start = 0.0, arm_time = 0.0;
};

/// Steers a plant through the actions. Call before each step.
class ProtocolRunner {
 public:
  using Report = std::function<void(const Event&)>;

  ProtocolRunner(std::vector<Action> actions, Report report);

  /// The pendant of this unit is what buttons are on; it must outlive the runner.
  void operate(ControlUnit* unit) { unit_ = unit; }

  /// Sets the plant's input for the step that comes. Returns false once all is done.
  bool steer(Plant& plant);

  /// Both arms go from where they are to an angle [rad], at most at a rate [rad/s], whatever the
  /// protocol does; the next of its steps that moves them takes them from there.
  void throw_arms(double angle, double rate, const Plant& plant);

  /// Number of the protocol's step under way, from 1; 0 before the first.
  int step() const {
    return at_.index < actions_.size() ? actions_[at_.index].step : at_.last_step;
  }
  /// Time until which nothing is asked of the plant but to stay as it is; now, if something is.
  double still_until(const Plant& plant) const;
  const ProtocolPlace& place() const { return at_; }
  void restore(const ProtocolPlace& place) { at_ = place; }

  /// Share of the actions' time that is done, 0..1.
  double progress(double now) const;

 private:
  void enter(const Action& action, Plant& plant);
  void begin_arms(double angle, double duration, const Plant& plant);
  bool run(const Action& action, Plant& plant);
  bool turn(const Action& action, Plant& plant);
  bool await(const Action& action, const Plant& plant);
  void move_arms(Plant& plant) const;
  void act(const Action& action, Plant& plant);
  void report_reach(const Action& action, const Plant& plant);

  std::vector<Action> actions_;
  Report report_;
  ControlUnit* unit_ = nullptr;
  ProtocolPlace at_;
};

}  // namespace inversim
