// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/protocol.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/math/smooth.h"

namespace inversim {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kReadyTime = 0.6;               // [s] a helper takes hold and the brake opens
constexpr double kSecureTime = 0.4;              // [s] the brake closes before the hands let go
constexpr double kArrived = 0.15 * kDegree;      // [rad]
constexpr double kArrivedRate = 0.05 * kDegree;  // [rad/s]

TurnedBy turned_by(const std::string& word) {
  if (word == "spotter") return TurnedBy::kSpotter;
  if (word == "arms") return TurnedBy::kArms;
  return TurnedBy::kPrescribed;
}

Action hold(double duration, int step, std::string text) {
  Action a;
  a.kind = ActionKind::kHold;
  a.duration = duration;
  a.step = step;
  a.text = std::move(text);
  return a;
}

/// Refuses an angle beyond the ends of the bed's travel.
void check_angle(double angle, const Node& from, const PlantDesign& design) {
  constexpr double kSlack = 0.5 * kDegree;
  const EndStopParams<double>& stops = design.model.stops;
  if (angle >= stops.lower - kSlack && angle <= stops.upper + kSlack) return;
  throw std::invalid_argument(fmt::format(
      "{}:{}:{}: a bed angle of {:g} deg is beyond the table's stops at {:g} and {:g} deg",
      from.where.file, from.where.line, from.where.column, angle / kDegree, stops.lower / kDegree,
      stops.upper / kDegree));
}

Action turn(double angle, double rate, const std::string& by, bool engage, double at_most, int step,
            const Node& from, const PlantDesign& design) {
  check_angle(angle, from, design);
  if (by == "spotter" && design.floating) {
    throw std::invalid_argument(
        fmt::format("{}:{}: nobody stands beside a floating frame to turn the bed", from.where.file,
                    from.where.line));
  }
  Action a;
  a.kind = ActionKind::kTurn;
  a.angle = angle;
  a.rate = rate;
  a.by = turned_by(by);
  a.engage = engage;
  a.duration = at_most;
  a.step = step;
  a.text = fmt::format("turn to {:.0f} deg, {}", angle / kDegree,
                       by == "spotter" ? "by a helper"
                       : by == "arms"  ? "by the arms"
                                       : by);
  return a;
}

Action push(const Node& n, const PlantDesign& design, int step) {
  const std::string& name = n.text("body");
  const auto at = std::find(design.body_names.begin(), design.body_names.end(),
                            name == "head" ? "skull" : name);
  if (at == design.body_names.end() || at - design.body_names.begin() <= kBedBody) {
    throw std::invalid_argument(fmt::format(
        "{}:{}: protocol push: '{}' is no part of the body; parts are 'head', 'T1', 'pelvis' ...",
        n.where.file, n.where.line, name));
  }
  Action a;
  a.kind = ActionKind::kPush;
  a.step = step;
  a.duration = n.real("duration_s");
  a.body = static_cast<int>(at - design.body_names.begin());
  const Link<double>& link = design.model.tree.link[a.body];
  a.point_B = (1.0 / link.m) * link.mc;
  const double force = n.real("force_N");
  const std::string& towards = n.text("direction");
  const double sign = towards == "backward" || towards == "left" || towards == "footward" ? -1 : 1;
  if (towards == "forward" || towards == "backward") a.force_C.z = sign * force;
  if (towards == "right" || towards == "left") a.force_C.y = sign * force;
  if (towards == "headward" || towards == "footward") a.force_C.x = sign * force;
  a.text = fmt::format("push {} {} with {:.0f} N", name, towards, force);
  return a;
}

Action oscillate(const Node& n, const PlantDesign& design, int step) {
  Action a;
  a.kind = ActionKind::kOscillate;
  a.step = step;
  a.angle = n.real("to_deg");
  check_angle(a.angle, n, design);
  a.period = n.real("period_s");
  a.duration = kReadyTime + a.period * static_cast<double>(n.integer("cycles")) + kSecureTime;
  a.text = fmt::format("to {:.0f} deg and back, {} times", a.angle / kDegree, n.integer("cycles"));
  return a;
}

Action move_trunk(const Node& n, bool twists, int step) {
  Action a;
  a.kind = ActionKind::kTrunk;
  a.step = step;
  a.period = n.real("period_s");
  a.duration = a.period * static_cast<double>(n.integer("times"));
  a.both_sides = twists;
  if (twists) {
    a.trunk_angle.x = n.real("rotation_deg");
  } else {
    a.trunk_angle.y = -n.real("flexion_deg");
  }
  a.text = fmt::format("{} {}", n.integer("times"), twists ? "twists" : "crunches");
  return a;
}

Action pull_grip(const Node& n, int step) {
  Action a;
  a.kind = ActionKind::kPull;
  a.step = step;
  a.duration = n.real("duration_s");
  a.pull = n.real("force_N");
  a.pull_on_bed = n.text("grip") == "bed" ? 1.0 : 0.0;
  a.text = fmt::format("pull by a grip on the {} with {:.0f} N", n.text("grip"), a.pull);
  return a;
}

void unroll(const std::vector<Node>& steps, const Node& scenario, const PlantDesign& design,
            int outer_step, std::vector<Action>& out);

void unroll_one(const Node& node, const Node& scenario, const PlantDesign& design, int step,
                std::vector<Action>& out) {
  const std::string& kind = node.step();
  const double start_angle = scenario.real("settings.start_angle_deg");
  if (kind == "hold" || kind == "rest") {
    out.push_back(hold(node.real(kind + ".duration_s"), step, kind));
  } else if (kind == "mount") {
    out.push_back(hold(node.real("mount.duration_s"), step, "mount"));
  } else if (kind == "rotate") {
    const Node& n = node.at("rotate");
    out.push_back(turn(n.real("to_deg"), n.real("rate_deg_per_s"), n.text("by"),
                       n.boolean("engage"), n.real_or("at_most_s", 0.0), step, n, design));
  } else if (kind == "return") {
    const Node& n = node.at("return");
    const double rate = n.real("rate_deg_per_s");
    if (n.real("stop_s") > 0.0) {
      out.push_back(turn(n.real("stop_at_deg"), rate, n.text("by"), true, 0.0, step, n, design));
      out.push_back(hold(n.real("stop_s"), step, "pause on the way back"));
    }
    out.push_back(turn(start_angle, rate, n.text("by"), true, 0.0, step, n, design));
  } else if (kind == "brake") {
    Action a;
    a.kind = ActionKind::kBrake;
    a.brake = node.text("brake") == "engage" ? 1.0 : 0.0;
    a.duration = kSecureTime;
    a.step = step;
    a.text = node.text("brake") + " the brake";
    out.push_back(a);
  } else if (kind == "arms") {
    Action a;
    a.kind = ActionKind::kArms;
    a.arm_angle = arm_angle(node.text("arms.to"));
    a.duration = node.real("arms.duration_s");
    a.step = step;
    a.text = "arms to " + node.text("arms.to");
    out.push_back(a);
  } else if (kind == "push") {
    out.push_back(push(node.at("push"), design, step));
  } else if (kind == "oscillate") {
    out.push_back(oscillate(node.at("oscillate"), design, step));
  } else if (kind == "crunch" || kind == "twist") {
    out.push_back(move_trunk(node.at(kind), kind == "twist", step));
  } else if (kind == "pull") {
    out.push_back(pull_grip(node.at("pull"), step));
  } else if (kind == "rock") {
    Action a;
    a.kind = ActionKind::kRock;
    a.duration = node.real("rock.duration_s");
    a.step = step;
    a.text = "rock on the bed";
    out.push_back(a);
  } else if (kind == "repeat") {
    const std::int64_t times = node.integer("repeat.times");
    for (std::int64_t i = 0; i < times; ++i) {
      unroll(node.list("repeat.steps"), scenario, design, step, out);
    }
  } else if (kind == "each_angle") {
    const Node& n = node.at("each_angle");
    const double from = n.real("from_deg"), to = n.real("to_deg");
    const double every = std::copysign(n.real("every_deg"), to - from);
    const int count = static_cast<int>(std::floor((to - from) / every + 1e-9)) + 1;
    for (int i = 0; i < count; ++i) {
      out.push_back(turn(from + i * every, n.real("rate_deg_per_s"), n.text("by"), true, 0.0, step,
                         n, design));
      unroll(n.list("steps"), scenario, design, step, out);
    }
  } else {
    throw std::invalid_argument(fmt::format("{}:{}: protocol step '{}' is not in this version",
                                            node.where.file, node.where.line, kind));
  }
}

void unroll(const std::vector<Node>& steps, const Node& scenario, const PlantDesign& design,
            int outer_step, std::vector<Action>& out) {
  int step = 0;
  for (const Node& node : steps) {
    ++step;
    unroll_one(node, scenario, design, outer_step > 0 ? outer_step : step, out);
  }
}

/// Time that an action takes at least [s].
double planned(const Action& a) {
  if (a.kind != ActionKind::kTurn) return a.duration;
  return kReadyTime + kSecureTime + 60.0 * kDegree / a.rate;
}

/// When a turn of hands or arms that began at an angle is given up [s]; prescribed motion never is.
double patience(const Action& a, double from) {
  if (a.by == TurnedBy::kPrescribed) return std::numeric_limits<double>::infinity();
  return a.duration > 0.0 ? a.duration : 60.0 + 2.0 * std::fabs(a.angle - from) / a.rate;
}

}  // namespace

double arm_angle(const std::string& posture) {
  if (posture == "thighs") return 25 * kDegree;
  if (posture == "chest") return 80 * kDegree;
  if (posture == "overhead") return 180 * kDegree;
  return 0.0;
}

std::vector<Action> unroll_protocol(const Node& scenario, const PlantDesign& design) {
  check_angle(scenario.real("settings.start_angle_deg"), scenario.at("settings"), design);
  std::vector<Action> actions;
  unroll(scenario.list("protocol"), scenario, design, 0, actions);
  return actions;
}

double expected_duration(const std::vector<Action>& actions) {
  double sum = 0.0;
  for (const Action& a : actions) sum += planned(a);
  return sum;
}

ProtocolRunner::ProtocolRunner(std::vector<Action> actions, Report report)
    : actions_(std::move(actions)), report_(std::move(report)) {}

double ProtocolRunner::progress(double now) const {
  const double all = expected_duration(actions_);
  if (all <= 0.0) return 1.0;
  double done = done_before_;
  if (index_ < actions_.size()) {
    done += std::min(now - action_start_, planned(actions_[index_]));
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
  const double u = std::clamp((plant.time() - arm_start_) / arm_time_, 0.0, 1.0);
  // minimum jerk
  const double way = arm_to_ - arm_from_;
  in.arm_angle = arm_from_ + way * (u * u * u * (10.0 - 15.0 * u + 6.0 * u * u));
  in.arm_rate = way / arm_time_ * (30.0 * u * u * (1.0 - u) * (1.0 - u));
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
void ProtocolRunner::act(const Action& a, Plant& plant) const {
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
    case ActionKind::kRock:
      in.rocking = share;
      break;
    default:
      break;
  }
}

bool ProtocolRunner::run(const Action& a, Plant& plant) {
  if (a.kind == ActionKind::kTurn) return turn(a, plant);
  // half a step of slack, so that durations that are whole numbers of steps are met exactly
  const bool over = plant.time() - action_start_ >= a.duration - 0.5 * plant.design().step;
  if (!over) {
    act(a, plant);
    return false;
  }
  PlantInput<double>& in = plant.input();
  in.push_C = zero3<double>();
  in.trunk = {zero3<double>(), 0.0};
  in.rocking = in.pull = 0.0;
  if (a.kind == ActionKind::kOscillate) { in.prescribed = in.prescribed_acceleration = 0.0; }
  return true;
}

bool ProtocolRunner::steer(Plant& plant) {
  while (index_ < actions_.size()) {
    const Action& a = actions_[index_];
    if (phase_ == Phase::kEnter) enter(a, plant);
    if (!run(a, plant)) break;
    done_before_ += planned(a);
    last_step_ = a.step;
    ++index_;
    phase_ = Phase::kEnter;
  }
  move_arms(plant);
  return index_ < actions_.size();
}

}  // namespace inversim
