// SPDX-License-Identifier: Apache-2.0
// What happens in a session: the protocol of a scenario file, unrolled into one thing after
// another.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/plant.h"

namespace inversim {

inline constexpr double kReadyTime = 0.6;   ///< [s] hands or a drive take hold and the brake opens
inline constexpr double kSecureTime = 0.4;  ///< [s] the brake closes before they let go

inline constexpr double kArrival = 0.5;  ///< [s] prescribed motion comes to its end

enum class TurnedBy { kPrescribed, kSpotter, kArms, kMotor };

enum class ActionKind {
  kHold,
  kTurn,
  kBrake,
  kArms,
  kPush,
  kOscillate,
  kTrunk,
  kPull,
  kGrip,
  kRock,
  kButtons,
  kPreset,
  kAwait,
  kHandRelease
};

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
  // grip: right and left hand, each with what it holds and how hard it pulls
  HandCommand<double> hand[2] = {};
  // pendant of a controller: buttons that go down and that come up, preset; state to wait for
  std::uint32_t press = 0, let_go = 0;  ///< inversim_button
  double preset = 0.0;                  ///< [rad]
  std::uint32_t state = 0;              ///< inversim_state
  double hand_release = 0.0;            ///< 1: the lever is pulled
  // push
  int body = kNoBody;
  Vec3<double> point_B{};  ///< [m]
  Vec3<double> force_C{};  ///< [N]
};

/// Acceleration [rad/s^2] of a bed that is led: that of its way, and a pull back to it, critically
/// damped at 20 rad/s.
constexpr double led_acceleration(double of_way, double angle_error, double rate_error) {
  constexpr double kStiffness = 400.0;  // [1/s^2]
  constexpr double kDamping = 40.0;     // [1/s]
  return of_way + kStiffness * angle_error + kDamping * rate_error;
}

/// Arms raised from the sides by way of the front [rad].
double arm_angle(const std::string& posture);

struct ArmMotion {
  double angle;  ///< [rad]
  double rate;   ///< [rad/s]
};

/// Movement of minimum jerk from one angle to another in a time [s], at the time `t` of it.
ArmMotion arm_motion(double from, double to, double duration, double t);

/// The actions of a resolved scenario in order, repeats unrolled. Throws std::invalid_argument with
/// a sentence for people for what this version cannot do.
std::vector<Action> unroll_protocol(const Node& scenario, const PlantDesign& design);

/// Time that an action takes at least [s].
double least_duration(const Action& action);

/// Shortest time that the actions take [s]; turns that are not prescribed may take longer.
double expected_duration(const std::vector<Action>& actions);

}  // namespace inversim
