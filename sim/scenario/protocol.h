// SPDX-License-Identifier: Apache-2.0
// What happens in a session: the protocol of a scenario file, unrolled into actions that steer the
// plant's input step by step.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/plant.h"
#include "inversim/plant/signals.h"

namespace inversim {

enum class TurnedBy { kPrescribed, kSpotter, kArms };

enum class ActionKind { kHold, kTurn, kBrake, kArms, kPush, kOscillate, kTrunk, kPull, kRock };

/// One thing at a time.
struct Action {
  ActionKind kind = ActionKind::kHold;
  int step = 0;           ///< number of the protocol's step it comes from, from 1
  std::string text;       ///< for people: "rotate to 60 deg by spotter"
  double duration = 0.0;  ///< [s] how long; of a turn, after which it is given up, 0: by its rate
  // turn
  double angle = 0.0;  ///< [rad] of the bed to reach
  double rate = 0.0;   ///< [rad/s] at most
  TurnedBy by = TurnedBy::kPrescribed;
  bool engage = true;  ///< engage the brake at the end
  // brake
  double brake = 1.0;  ///< command
  // arms
  double arm_angle = 0.0;  ///< [rad]
  // oscillation, trunk
  double period = 0.0;         ///< [s]
  Vec3<double> trunk_angle{};  ///< [rad] most of it
  bool both_sides = false;     ///< to one side and to the other
  // pull, rock
  double pull = 0.0;         ///< [N]
  double pull_on_bed = 0.0;  ///< 1 or 0
  // push
  int body = kNoBody;
  Vec3<double> point_B{};  ///< [m]
  Vec3<double> force_C{};  ///< [N]
};

/// Arms raised from the sides by way of the front [rad].
double arm_angle(const std::string& posture);

/// The actions of a resolved scenario in order, repeats unrolled. Throws std::invalid_argument with
/// a sentence for people for what this version cannot do.
std::vector<Action> unroll_protocol(const Node& scenario, const PlantDesign& design);

/// Shortest time that the actions take [s]; turns that are not prescribed may take longer.
double expected_duration(const std::vector<Action>& actions);

/// Steers a plant through the actions. Call before each step.
class ProtocolRunner {
 public:
  using Report = std::function<void(const Event&)>;

  ProtocolRunner(std::vector<Action> actions, Report report);

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
  void move_arms(Plant& plant) const;
  void act(const Action& action, Plant& plant) const;

  std::vector<Action> actions_;
  Report report_;
  std::size_t index_ = 0;
  int last_step_ = 0;
  Phase phase_ = Phase::kEnter;
  double phase_start_ = 0.0;   // [s]
  double action_start_ = 0.0;  // [s]
  double done_before_ = 0.0;   // [s] planned time of the actions that are done
  double from_angle_ = 0.0;    // [rad] bed at the start of a turn
  double held_angle_ = 0.0;    // [rad] at which hands hold the bed until the brake does
  double turn_time_ = 0.0;     // [s] of a prescribed turn
  double arm_from_ = 0.0, arm_to_ = 0.0, arm_start_ = 0.0, arm_time_ = 0.0;
};

}  // namespace inversim
