// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/quasi_static_runner.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

constexpr double kLeading = 0.5;  // [s] of dynamics where no equilibrium is found
constexpr int kPatience = 300;    // iterations; after them the dynamics are the shorter way

/// When a smooth step has come to a share of its way: u of s = u^2 (3 - 2 u), by Newton's method
/// kept between bounds.
double time_of_share(double s) {
  double low = 0.0, high = 1.0, u = s;
  for (int n = 0; n < 60; ++n) {
    const double f = u * u * (3.0 - 2.0 * u) - s;
    (f < 0.0 ? low : high) = u;
    const double slope = 6.0 * u * (1.0 - u);
    const double next = slope > 1e-9 ? u - f / slope : 0.5 * (low + high);
    const double kept = next > low && next < high ? next : 0.5 * (low + high);
    if (std::fabs(kept - u) < 1e-15) break;
    u = kept;
  }
  return u;
}

bool can_rest(const Action& a) {
  switch (a.kind) {
    case ActionKind::kHold:
    case ActionKind::kArms:
      return true;
    case ActionKind::kTurn:
      return a.by != TurnedBy::kArms && a.engage;
    case ActionKind::kBrake:
      return a.brake > 0.5;
    default:
      return false;
  }
}

}  // namespace

QuasiStaticRunner::QuasiStaticRunner(std::vector<Action> actions, const Node& scenario,
                                     Report report)
    : actions_(std::move(actions)), report_(std::move(report)), all_(expected_duration(actions_)) {
  steps_.longest = scenario.real("settings.rest_step_s");
  const auto refuse_unshown = [](const Node& at, const std::string& what) {
    refuse(at.where, "settings.solver",
           "quasi_static goes from one equilibrium to the next, which does not show " + what);
  };
  for (const Action& a : actions_) {
    if (!can_rest(a)) refuse_unshown(scenario.at("protocol"), fmt::format("'{}'", a.text));
  }
  if (scenario.has("controller")) refuse_unshown(scenario.at("controller"), "a controller at work");
  if (scenario.has("faults")) refuse_unshown(scenario.at("faults"), "faults");
  if (scenario.text("settings.frame") == "floating") {
    refuse_unshown(scenario.at("settings"), "a frame that floats");
  }
  if (scenario.text("settings.brake") == "released") {
    refuse_unshown(scenario.at("settings"), "a bed that nothing holds");
  }
  if (scenario.real("settings.start_rate_deg_per_s") != 0.0) {
    refuse_unshown(scenario.at("settings"), "a bed that turns at the start");
  }
}

/// Cuts the action under way into legs.
void QuasiStaticRunner::plan(const Plant& plant) {
  const Action& a = actions_[action_];
  const double angle = plant.bed_angle(), arms = plant.input().arm_angle;
  legs_.clear();
  const auto wait = [&](double duration, double bed) {
    double dt = steps_.first;
    for (double left = duration; left > 0.0;) {
      // no crumb at the end
      const double part = left < 1.5 * dt ? left : dt;
      legs_.push_back({part, bed, arms});
      left -= part;
      dt = std::min(steps_.growth * dt, steps_.longest);
    }
  };
  switch (a.kind) {
    case ActionKind::kTurn: {
      const double way = a.angle - angle;
      const double duration = std::fabs(way) / a.rate;
      const int n = static_cast<int>(std::ceil(std::fabs(way) / (steps_.turn * kDegree) - 1e-9));
      legs_.push_back({kReadyTime, angle, arms});
      // prescribed motion starts and ends softly; hands and motors keep their rate
      const bool soft = a.by == TurnedBy::kPrescribed;
      double before = 0.0;
      for (int k = 1; k <= n; ++k) {
        const double share = static_cast<double>(k) / n;
        const double t = soft ? 1.5 * duration * time_of_share(share) : duration * share;
        legs_.push_back({t - before, k == n ? a.angle : angle + share * way, arms});
        before = t;
      }
      if (soft) legs_.push_back({kArrival, a.angle, arms});
      legs_.push_back({kSecureTime, a.angle, arms});
      break;
    }
    case ActionKind::kArms: {
      const double way = std::fabs(a.arm_angle - arms);
      const int n = std::max(1, static_cast<int>(std::ceil(way / (steps_.arms * kDegree))));
      for (int k = 1; k <= n; ++k) {
        const double t = a.duration * k / n;
        legs_.push_back(
            {a.duration / n, angle, arm_motion(arms, a.arm_angle, a.duration, t).angle});
      }
      break;
    }
    default:
      wait(a.duration, angle);
  }
  std::erase_if(legs_, [](const Leg& leg) { return leg.duration <= 0.0; });
}

/// One leg: to its equilibrium. Where none is found the dynamics lead on for a while, and then it
/// is looked for again.
StepStatus QuasiStaticRunner::go(const Leg& leg, Plant& plant) {
  for (Leg left = leg;;) {
    const double from = plant.bed_angle(), arms = plant.input().arm_angle;
    plant.input().arm_angle = left.arms;
    if (plant.hold(left.duration, left.angle, kPatience) == StepStatus::kOk) return StepStatus::kOk;
    plant.input().arm_angle = arms;
    if (left.duration < 1.5 * kLeading) return move(left, plant);
    const double share = kLeading / left.duration;
    const StepStatus status = move(
        {kLeading, from + share * (left.angle - from), arms + share * (left.arms - arms)}, plant);
    if (status != StepStatus::kOk) return status;
    left.duration -= kLeading;
  }
}

/// One leg step by step, the bed led at an even rate, and the body with it from the start. The
/// brake stays out of it, as it does from one equilibrium to the next.
StepStatus QuasiStaticRunner::move(const Leg& leg, Plant& plant) {
  const double h = plant.design().step, from = plant.bed_angle();
  const double rate = (leg.angle - from) / leg.duration;
  const double arms = plant.input().arm_angle, arm_rate = (leg.arms - arms) / leg.duration;
  PlantState<double> state = plant.state();
  const FrictionState<double> brake = state.brake;
  const HeatAndWearState<double> pads = state.pads;
  state.tree.joint[kBedBody].w.y = rate;
  plant.restore(state);
  PlantInput<double>& in = plant.input();
  in.prescribed = 1.0;
  const auto steps = std::max<std::int64_t>(1, std::llround(leg.duration / h));
  for (std::int64_t n = 0; n < steps; ++n) {
    const double t = static_cast<double>(n) * h;
    // a pull towards the way, as prescribed motion has
    in.prescribed_acceleration =
        led_acceleration(0.0, from + rate * t - plant.bed_angle(), rate - plant.bed_rate());
    in.arm_angle = arms + arm_rate * t;
    in.arm_rate = arm_rate;
    if (plant.step() != StepStatus::kOk) return StepStatus::kNotFinite;
  }
  in.prescribed = in.prescribed_acceleration = in.arm_rate = 0.0;
  in.arm_angle = leg.arms;
  state = plant.state();
  state.tree.joint[kBedBody].w.y = 0.0;
  state.brake = brake;
  state.pads = pads;
  plant.restore(state);
  plant.load_brake();
  return StepStatus::kOk;
}

StepStatus QuasiStaticRunner::settle(double duration, Plant& plant) {
  const Leg still = {steps_.first, plant.bed_angle(), plant.input().arm_angle};
  double dt = 0.5 * steps_.first;
  for (double left = duration; left > 0.0;) {
    const double part = left < 1.5 * dt ? left : dt;
    const StepStatus status = go({part, still.angle, still.arms}, plant);
    if (status != StepStatus::kOk) return status;
    left -= part;
    dt *= steps_.growth;
  }
  return StepStatus::kOk;
}

bool QuasiStaticRunner::advance(Plant& plant, StepStatus& status) {
  while (!begun_ || leg_ >= legs_.size()) {
    if (begun_) done_ += least_duration(actions_[action_++]);
    begun_ = false;
    if (action_ >= actions_.size()) return false;
    const Action& a = actions_[action_];
    step_ = a.step;
    if (report_) report_({plant.time(), "protocol_step", a.text, static_cast<double>(a.step)});
    plan(plant);
    leg_ = 0;
    begun_ = true;
  }
  const Leg& leg = legs_[leg_++];
  rate_ = (leg.angle - plant.bed_angle()) / leg.duration;
  status = go(leg, plant);
  return true;
}

double QuasiStaticRunner::progress() const {
  if (all_ <= 0.0) return 1.0;
  const double part = begun_ ? static_cast<double>(leg_) /
                                   static_cast<double>(std::max<std::size_t>(1, legs_.size()))
                             : 0.0;
  const double now = begun_ ? part * least_duration(actions_[action_]) : 0.0;
  return std::min(1.0, (done_ + now) / all_);
}

}  // namespace inversim
