// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/protocol.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "inversim/math/smooth.h"

namespace inversim {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
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
  double done = done_before_;
  if (index_ < actions_.size()) {
    done += std::min(now - action_start_, least_duration(actions_[index_]));
  }
  return std::min(1.0, done / all);
}

double ProtocolRunner::still_until(const Plant& plant) const {
  const double now = plant.time();
  if (index_ >= actions_.size() || phase_ == Phase::kEnter) return now;
  const Action& a = actions_[index_];
  const bool arms_move = arm_time_ > 0.0 && now < arm_start_ + arm_time_;
  if (a.kind != ActionKind::kHold || arms_move) return now;
  return action_start_ + a.duration;
}

void ProtocolRunner::enter(const Action& a, Plant& plant) {
  const double now = plant.time();
  action_start_ = phase_start_ = now;
  phase_ = Phase::kReady;
  from_angle_ = plant.bed_angle();
  if (report_) report_({now, "protocol_step", a.text, static_cast<double>(a.step)});
  PlantInput<double>& in = plant.input();
  switch (a.kind) {
    case ActionKind::kBrake:
      in.brake_command = a.brake;
      break;
    case ActionKind::kArms:
      arm_from_ = in.arm_angle;
      arm_to_ = a.arm_angle;
      arm_start_ = now;
      arm_time_ = a.duration;
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

void ProtocolRunner::move_arms(Plant& plant) const {
  PlantInput<double>& in = plant.input();
  in.arm_rate = 0.0;
  if (arm_time_ <= 0.0) return;
  const ArmMotion arms = arm_motion(arm_from_, arm_to_, arm_time_, plant.time() - arm_start_);
  in.arm_angle = arms.angle;
  in.arm_rate = arms.rate;
}

bool ProtocolRunner::turn(const Action& a, Plant& plant) {
  PlantInput<double>& in = plant.input();
  const double now = plant.time(), angle = plant.bed_angle();
  const double in_phase = now - phase_start_;
  const auto next_phase = [&](Phase phase) {
    phase_ = phase;
    phase_start_ = now;
  };

  if (phase_ == Phase::kReady) {
    // hands on, then the brake opens
    if (a.by == TurnedBy::kSpotter) in.spotter = {1.0, from_angle_, a.rate};
    if (a.by == TurnedBy::kPrescribed) {
      in.prescribed = 1.0;
      in.prescribed_acceleration = -plant.bed_rate() / plant.design().step;
    }
    if (in_phase >= 0.5 * kReadyTime) in.brake_command = 0.0;
    if (in_phase < kReadyTime) return false;
    from_angle_ = angle;
    turn_time_ = std::max(1.5 * std::fabs(a.angle - angle) / a.rate, 1e-3);
    if (a.by == TurnedBy::kArms) {
      arm_from_ = in.arm_angle;
      arm_to_ = a.angle > angle ? std::numbers::pi : 0.0;
      arm_start_ = now;
      arm_time_ = 10.0;
    }
    next_phase(Phase::kMove);
    return false;
  }

  if (phase_ == Phase::kMove) {
    bool arrived = false;
    switch (a.by) {
      case TurnedBy::kSpotter:
        in.spotter = {1.0, a.angle, a.rate};
        arrived =
            std::fabs(angle - a.angle) < kArrived && std::fabs(plant.bed_rate()) < kArrivedRate;
        break;
      case TurnedBy::kArms:
        // the lever is pulled as the bed passes the angle
        arrived = from_angle_ < a.angle ? angle >= a.angle : angle <= a.angle;
        break;
      case TurnedBy::kMotor: {
        // a rate controller on the motor's line, slowing down towards the angle
        const double V = plant.model().motor.no_load_rate;
        const double goal = std::clamp(2.0 * (a.angle - angle), -a.rate, a.rate);
        const double change = kMotorRamp * plant.design().step;
        motor_rate_ += std::clamp(goal - motor_rate_, -change, change);
        in.motor_voltage =
            std::clamp((motor_rate_ + 5.0 * (motor_rate_ - plant.bed_rate())) / V, -1.0, 1.0);
        arrived = std::fabs(angle - a.angle) < kArrived;
        break;
      }
      case TurnedBy::kPrescribed: {
        // smooth step whose greatest rate is the wanted one, with a pull towards it
        const double T = turn_time_, way = a.angle - from_angle_;
        const double u = std::min(in_phase / T, 1.0);
        const double where = from_angle_ + way * u * u * (3.0 - 2.0 * u);
        const double rate = way * 6.0 * u * (1.0 - u) / T;
        const double acceleration = u < 1.0 ? way * (6.0 - 12.0 * u) / (T * T) : 0.0;
        in.prescribed_acceleration =
            acceleration + 400.0 * (where - angle) + 40.0 * (rate - plant.bed_rate());
        arrived = in_phase >= T + 0.5;
        break;
      }
    }
    const bool late = now - action_start_ > patience(a, from_angle_);
    if (!arrived && !late) return false;
    if (late && report_) {
      report_({now, "turn_given_up",
               fmt::format("{}: given up after {:.0f} s at {:.1f} deg", a.text, now - action_start_,
                           angle / kDegree),
               angle});
    }
    held_angle_ = late ? angle : a.angle;
    if (a.engage || late) in.brake_command = 1.0;
    next_phase(Phase::kSecure);
    return false;
  }

  // the brake closes, then the hands let go
  if (a.by == TurnedBy::kArms) arm_time_ = 0.0;
  if (a.by == TurnedBy::kMotor) in.motor_voltage = motor_rate_ = 0.0;
  if (a.by == TurnedBy::kSpotter) in.spotter = {1.0, held_angle_, a.rate};
  if (a.by == TurnedBy::kPrescribed) {
    in.prescribed_acceleration = 400.0 * (held_angle_ - angle) - 40.0 * plant.bed_rate();
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
  const double t = plant.time() - action_start_, left = a.duration - t;
  const double share = smooth_step(std::min(t, left) / std::min(kTakeUp, 0.5 * a.duration)).value;
  const double phase = a.period > 0.0 ? 2.0 * std::numbers::pi * t / a.period : 0.0;
  switch (a.kind) {
    case ActionKind::kOscillate: {
      // the drive takes over, the brake opens; a cosine from where the bed was, with a pull towards
      // it; the brake closes
      const double moving = std::clamp(t - kReadyTime, 0.0, a.duration - kReadyTime - kSecureTime);
      const bool moves = t > kReadyTime && left > kSecureTime;
      const double rate = 2.0 * std::numbers::pi / a.period, half = 0.5 * (a.angle - from_angle_);
      const double where = from_angle_ + half * (1.0 - std::cos(rate * moving));
      in.brake_command = t > 0.5 * kReadyTime && left > kSecureTime ? 0.0 : 1.0;
      in.prescribed = 1.0;
      in.prescribed_acceleration =
          (moves ? half * rate * rate * std::cos(rate * moving) : 0.0) +
          400.0 * (where - plant.bed_angle()) +
          40.0 * (half * rate * std::sin(rate * moving) - plant.bed_rate());
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
        held_[side] = held_[side] || plant.state().hand[side].holds > 0.5;
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
    if (a.hand[side].active > 0.5 && !held_[side] && report_) {
      report_({plant.time(), "grip_out_of_reach",
               fmt::format("the {} hand does not reach its handle", side == 0 ? "right" : "left"),
               static_cast<double>(side)});
    }
    held_[side] = false;
  }
}

/// Whether the controller is where it is waited for, or has been waited for long enough.
bool ProtocolRunner::await(const Action& a, const Plant& plant) {
  if (unit_ == nullptr || unit_->state().state_code == a.state) return true;
  if (plant.time() - action_start_ < a.duration) return false;
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
  const bool over = plant.time() - action_start_ >= a.duration - 0.5 * plant.design().step;
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
  while (index_ < actions_.size()) {
    const Action& a = actions_[index_];
    if (phase_ == Phase::kEnter) enter(a, plant);
    if (!run(a, plant)) break;
    done_before_ += least_duration(a);
    last_step_ = a.step;
    ++index_;
    phase_ = Phase::kEnter;
  }
  move_arms(plant);
  return index_ < actions_.size();
}

}  // namespace inversim
