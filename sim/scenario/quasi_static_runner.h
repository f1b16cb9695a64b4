// SPDX-License-Identifier: Apache-2.0
// Takes a plant through the actions of a protocol from one equilibrium to the next: the bed is led
// along its way, the body rests on it all the while, and what takes time takes its time. For
// sweeps; nothing that lives by its inertia is seen. Where no equilibrium is found, the dynamics
// take that part of the way.
#pragma once

#include <functional>
#include <vector>

#include "inversim/plant/plant.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/actions.h"

namespace inversim {

/// How finely the way is followed.
struct QuasiStaticSteps {
  double turn = 2.5;      ///< [deg] of the bed from one equilibrium to the next, at most
  double arms = 15.0;     ///< [deg] of the arms, likewise
  double first = 0.5;     ///< [s] of a hold's first step
  double growth = 1.5;    ///< of a hold's steps
  double longest = 10.0;  ///< [s] of any step
};

class QuasiStaticRunner {
 public:
  using Report = std::function<void(const Event&)>;

  /// Throws std::invalid_argument with a sentence for people if an action asks for what equilibria
  /// cannot show.
  QuasiStaticRunner(std::vector<Action> actions, const Node& scenario, Report report);

  /// Lets a body that has just been set down come to rest for so long [s].
  StepStatus settle(double duration, Plant& plant);

  /// Takes the next step. False, and nothing is done, once all actions are done; status says
  /// whether the motion is finite.
  bool advance(Plant& plant, StepStatus& status);

  /// Number of the protocol's step under way, from 1.
  int step() const { return step_; }
  /// [rad/s] of the bed in the last step.
  double bed_rate() const { return rate_; }
  double progress() const;  ///< share of the actions' time that is done, 0..1

 private:
  // one stretch of time with even motion
  struct Leg {
    double duration;  // [s]
    double angle;     // [rad] of the bed at its end
    double arms;      // [rad] likewise
  };
  void plan(const Plant& plant);
  static StepStatus go(const Leg& leg, Plant& plant);
  static StepStatus move(const Leg& leg, Plant& plant);

  std::vector<Action> actions_;
  QuasiStaticSteps steps_;
  Report report_;
  std::size_t action_ = 0, leg_ = 0;
  int step_ = 0;
  double rate_ = 0.0;
  bool begun_ = false;       // the action
  std::vector<Leg> legs_;    // of the action under way
  double done_ = 0.0, all_;  // [s] planned time of the actions that are done, of all
};

}  // namespace inversim
