// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/protocol.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "inversim/math/angle.h"
#include "inversim/math/smooth.h"

namespace inversim {
namespace {

constexpr double kArrived = 0.15 * kDegree;      // [rad]
constexpr double kMotorRamp = 20.0 * kDegree;    // [rad/s^2]
constexpr double kArrivedRate = 0.05 * kDegree;  // [rad/s]

/// When a turn of hands or arms that began at an angle is given up [s]; prescribed motion never is.
double patience(const Action& a, double from) {
  if (a.by == TurnedBy::kPrescribed) return std::numeric_limits<double>::infinity();
  return a.duration > 0.0 ? a.duration : 60.0 + 2.0 * std::fabs(a.angle - from) / a.rate;
}

}  // namespace

ProtocolRunner::ProtocolRunner(std::vector<Action> actions, Report report)
    : actions_(std::move(actions)), report_(std::move(report)) {}

double ProtocolRunner::progress(double now) const {
  const double all = expected_duration(actions_);
  if (all <= 0.0) return 1.0;
  double done = at_.done_before;
  if (at_.index < actions_.size()) {
    done += std::min(now - at_.action_start, least_duration(actions_[at_.index]));
  }
  return std::min(1.0, done / all);
}

double ProtocolRunner::still_until(const Plant& plant) const {
  const double now = plant.time();
  if (at_.index >= actions_.size() || at_.phase == Phase::kEnter) return now;
  const Action& a = actions_[at_.index];
  const bool arms_move = at_.arm_time > 0.0 && now < at_.arm_start + at_.arm_time;
  if (a.kind != ActionKind::kHold || arms_move) return now;
  return at_.action_start + a.duration;
}

void ProtocolRunner::enter(const Action& a, Plant& plant) {
  const double now = plant.time();
  at_.action_start = at_.phase_start = now;
  at_.phase = Phase::kReady;
  at_.from_angle = plant.bed_angle();
  if (report_) report_({now, "protocol_step", a.text, static_cast<double>(a.step)});
  PlantInput<double>& in = plant.input();
  switch (a.kind) {
    case ActionKind::kBrake:
      in.brake_command = a.brake;
      break;
    case ActionKind::kArms:
      begin_arms(a.arm_angle, a.duration, plant);
      break;
    case ActionKind::kButtons:
      if (unit_ != nullptr) {
        std::uint32_t& buttons = unit_->pendant().buttons;
        buttons = a.press != 0 ? buttons | a.press : buttons & ~a.let_go;
      }
      break;
    case ActionKind::kPreset:
      if (unit_ != nullptr) unit_->pendant().preset = a.preset;
      break;
    case ActionKind::kHandRelease:
      in.hand_release = a.hand_release;
      break;
    case ActionKind::kPush:
      in.push_body = a.body;
      in.push_point = a.point_B;
      in.push_C = a.force_C;
      break;
    default:
      break;
  }
}

void ProtocolRunner::begin_arms(double angle, double duration, const Plant& plant) {
  at_.arm_from = plant.input().arm_angle;
  at_.arm_to = angle;
  at_.arm_start = plant.time();
  at_.arm_time = duration;
}

void ProtocolRunner::throw_arms(double angle, double rate, const Plant& plant) {
  // a movement of minimum jerk is 15/8 times as fast in its middle as on the average
  const double way = std::fabs(angle - plant.input().arm_angle);
  begin_arms(angle, std::max(1.875 * way / rate, plant.design().step), plant);
}

void ProtocolRunner::move_arms(Plant& plant) const {
  PlantInput<double>& in = plant.input();
  in.arm_rate = 0.0;
  if (at_.arm_time <= 0.0) return;
  const ArmMotion arms =
      arm_motion(at_.arm_from, at_.arm_to, at_.arm_time, plant.time() - at_.arm_start);
  in.arm_angle = arms.angle;
  in.arm_rate = arms.rate;
}

bool ProtocolRunner::turn(const Action& a, Plant& plant) {
  PlantInput<double>& in = plant.input();
  const double now = plant.time(), angle = plant.bed_angle();
  const double in_phase = now - at_.phase_start;
  const auto next_phase = [&](Phase phase) {
    at_.phase = phase;
    at_.phase_start = now;
  };

  if (at_.phase == Phase::kReady) {
    // hands on, then the brake opens
    if (a.by == TurnedBy::kSpotter) in.spotter = {1.0, at_.from_angle, a.rate};
    if (a.by == TurnedBy::kPrescribed) {
      in.prescribed = 1.0;
      in.prescribed_acceleration = -plant.bed_rate() / plant.design().step;
    }
    if (in_phase >= 0.5 * kReadyTime) in.brake_command = 0.0;
    if (in_phase < kReadyTime) return false;
    at_.from_angle = angle;
    at_.turn_time = std::max(1.5 * std::fabs(a.angle - angle) / a.rate, 1e-3);
    if (a.by == TurnedBy::kArms) {
      begin_arms(a.angle > angle ? std::numbers::pi : 0.0, 10.0, plant);
    }
    next_phase(Phase::kMove);
    return false;
  }

  if (at_.phase == Phase::kMove) {
    bool arrived = false;
    switch (a.by) {
      case TurnedBy::kSpotter:
        in.spotter = {1.0, a.angle, a.rate};
        arrived =
            std::fabs(angle - a.angle) < kArrived && std::fabs(plant.bed_rate()) < kArrivedRate;
        break;
      case TurnedBy::kArms:
        // the lever is pulled as the bed passes the angle
        arrived = at_.from_angle < a.angle ? angle >= a.angle : angle <= a.angle;
        break;
      case TurnedBy::kMotor: {
        // a rate controller on the motor's line, slowing down towards the angle
        const double V = plant.model().motor.no_load_rate;
        const double goal = std::clamp(2.0 * (a.angle - angle), -a.rate, a.rate);
        const double change = kMotorRamp * plant.design().step;
        at_.motor_rate += std::clamp(goal - at_.motor_rate, -change, change);
        in.motor_voltage =
            std::clamp((at_.motor_rate + 5.0 * (at_.motor_rate - plant.bed_rate())) / V, -1.0, 1.0);
        arrived = std::fabs(angle - a.angle) < kArrived;
        break;
      }
      case TurnedBy::kPrescribed: {
        // smooth step whose greatest rate is the wanted one, with a pull towards it
        const double T = at_.turn_time, way = a.angle - at_.from_angle;
        const double u = std::min(in_phase / T, 1.0);
        const double where = at_.from_angle + way * u * u * (3.0 - 2.0 * u);
        const double rate = way * 6.0 * u * (1.0 - u) / T;
        const double acceleration = u < 1.0 ? way * (6.0 - 12.0 * u) / (T * T) : 0.0;
        in.prescribed_acceleration =
            led_acceleration(acceleration, where - angle, rate - plant.bed_rate());
        arrived = in_phase >= T + kArrival;
        break;
      }
    }
    const bool late = now - at_.action_start > patience(a, at_.from_angle);
    if (!arrived && !late) return false;
    if (late && report_) {
      report_({now, "turn_given_up",
               fmt::format("{}: given up after {:.0f} s at {:.1f} deg", a.text,
                           now - at_.action_start, angle / kDegree),
               angle});
    }
    at_.held_angle = late ? angle : a.angle;
    if (a.engage || late) in.brake_command = 1.0;
    next_phase(Phase::kSecure);
    return false;
  }

  // the brake closes, then the hands let go
  if (a.by == TurnedBy::kArms) at_.arm_time = 0.0;
  if (a.by == TurnedBy::kMotor) in.motor_voltage = at_.motor_rate = 0.0;
  if (a.by == TurnedBy::kSpotter) in.spotter = {1.0, at_.held_angle, a.rate};
  if (a.by == TurnedBy::kPrescribed) {
    in.prescribed_acceleration = led_acceleration(0.0, at_.held_angle - angle, -plant.bed_rate());
  }
  if (in_phase < kSecureTime) return false;
  in.spotter.active = 0.0;
  in.prescribed = 0.0;
  in.prescribed_acceleration = 0.0;
  return true;
}

/// What goes on during an action, by its own time.
void ProtocolRunner::act(const Action& a, Plant& plant) {
  PlantInput<double>& in = plant.input();
  constexpr double kTakeUp = 0.5;  // [s] to begin and to end
  const double t = plant.time() - at_.action_start, left = a.duration - t;
  const double share = smooth_step(std::min(t, left) / std::min(kTakeUp, 0.5 * a.duration)).value;
  const double phase = a.period > 0.0 ? 2.0 * std::numbers::pi * t / a.period : 0.0;
  switch (a.kind) {
    case ActionKind::kOscillate: {
      // the drive takes over, the brake opens; a cosine from where the bed was, with a pull towards
      // it; the brake closes
      const double moving = std::clamp(t - kReadyTime, 0.0, a.duration - kReadyTime - kSecureTime);
      const bool moves = t > kReadyTime && left > kSecureTime;
      const double rate = 2.0 * std::numbers::pi / a.period,
                   half = 0.5 * (a.angle - at_.from_angle);
      const double where = at_.from_angle + half * (1.0 - std::cos(rate * moving));
      in.brake_command = t > 0.5 * kReadyTime && left > kSecureTime ? 0.0 : 1.0;
      in.prescribed = 1.0;
      in.prescribed_acceleration = led_acceleration(
          moves ? half * rate * rate * std::cos(rate * moving) : 0.0, where - plant.bed_angle(),
          half * rate * std::sin(rate * moving) - plant.bed_rate());
      break;
    }
    case ActionKind::kTrunk:
      in.trunk.effort = share;
      in.trunk.angle =
          (a.both_sides ? std::sin(phase) : 0.5 * (1.0 - std::cos(phase))) * a.trunk_angle;
      break;
    case ActionKind::kPull:
      in.pull = share * a.pull;
      in.pull_on_bed = a.pull_on_bed;
      break;
    case ActionKind::kGrip:
      for (int side = 0; side < 2; ++side) {
        in.hand[side] = a.hand[side];
        in.hand[side].pull = share * a.hand[side].pull;
        at_.held[side] = at_.held[side] || plant.state().hand[side].holds > 0.5;
      }
      in.hands_at_work = true;
      break;
    case ActionKind::kRock:
      in.rocking = share;
      break;
    default:
      break;
  }
}

/// Says which hands did not come to what they were to hold.
void ProtocolRunner::report_reach(const Action& a, const Plant& plant) {
  for (int side = 0; side < 2; ++side) {
    if (a.hand[side].active > 0.5 && !at_.held[side] && report_) {
      report_({plant.time(), "grip_out_of_reach",
               fmt::format("the {} hand does not reach its handle", side == 0 ? "right" : "left"),
               static_cast<double>(side)});
    }
    at_.held[side] = false;
  }
}

/// Whether the controller is where it is waited for, or has been waited for long enough.
bool ProtocolRunner::await(const Action& a, const Plant& plant) {
  if (unit_ == nullptr || unit_->state().state_code == a.state) return true;
  if (plant.time() - at_.action_start < a.duration) return false;
  if (report_) {
    report_({plant.time(), "await_given_up",
             fmt::format("{}: given up after {:g} s", a.text, a.duration),
             static_cast<double>(unit_->state().state_code)});
  }
  return true;
}

bool ProtocolRunner::run(const Action& a, Plant& plant) {
  if (a.kind == ActionKind::kTurn) return turn(a, plant);
  if (a.kind == ActionKind::kAwait) return await(a, plant);
  // half a step of slack, so that durations that are whole numbers of steps are met exactly
  const bool over = plant.time() - at_.action_start >= a.duration - 0.5 * plant.design().step;
  if (!over) {
    act(a, plant);
    return false;
  }
  if (a.kind == ActionKind::kGrip) report_reach(a, plant);
  // a button that was pressed for a time
  if (unit_ != nullptr && a.press != 0) unit_->pendant().buttons &= ~a.let_go;
  PlantInput<double>& in = plant.input();
  in.push_C = zero3<double>();
  in.trunk = {zero3<double>(), 0.0};
  in.rocking = in.pull = 0.0;
  for (HandCommand<double>& hand : in.hand) hand.active = 0.0;
  if (a.kind == ActionKind::kOscillate) { in.prescribed = in.prescribed_acceleration = 0.0; }
  return true;
}

bool ProtocolRunner::steer(Plant& plant) {
  while (at_.index < actions_.size()) {
    const Action& a = actions_[at_.index];
    if (at_.phase == Phase::kEnter) enter(a, plant);
    if (!run(a, plant)) break;
    at_.done_before += least_duration(a);
    at_.last_step = a.step;
    ++at_.index;
    at_.phase = Phase::kEnter;
  }
  move_arms(plant);
  return at_.index < actions_.size();
}

}  // namespace inversim
