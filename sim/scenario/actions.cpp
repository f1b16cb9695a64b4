// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/actions.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/math/angle.h"
#include "inversim/plant/control_signals.h"
#include "inversim/scenario/fault_targets.h"

namespace inversim {
namespace {

TurnedBy turned_by(const std::string& word) {
  if (word == "spotter") return TurnedBy::kSpotter;
  if (word == "arms") return TurnedBy::kArms;
  if (word == "motor") return TurnedBy::kMotor;
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
  refuse(from.where, "",
         fmt::format("a bed angle of {:g} deg is beyond the table's stops at {:g} and {:g} deg",
                     angle / kDegree, stops.lower / kDegree, stops.upper / kDegree));
}

Action turn(double angle, double rate, const std::string& by, bool engage, double at_most, int step,
            const Node& from, const PlantDesign& design) {
  check_angle(angle, from, design);
  if (by == "spotter" && design.floating) {
    refuse(from.where, "", "nobody stands beside a floating frame to turn the bed");
  }
  if (by == "motor" && !design.model.has_motor) {
    refuse(from.where, "", "the table has no motor to turn the bed");
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
                       : by == "motor" ? "by the motor"
                                       : by);
  return a;
}

Action push(const Node& n, const PlantDesign& design, int step) {
  const std::string& name = n.text("body");
  const auto at = std::find(design.body_names.begin(), design.body_names.end(),
                            name == "head" ? "skull" : name);
  if (at == design.body_names.end() || at - design.body_names.begin() <= kBedBody) {
    refuse(n.where, "protocol push",
           fmt::format("'{}' is no part of the body; parts are 'head', 'T1', 'pelvis' ...", name));
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

/// The handle that a hand is to hold.
const HandleData& find_handle(const Node& n, const std::string& name, const PlantDesign& design) {
  const auto at =
      std::ranges::find_if(design.handles, [&name](const HandleData& h) { return h.name == name; });
  if (at != design.handles.end()) return *at;
  std::vector<std::string> names;
  for (const HandleData& h : design.handles) names.push_back("'" + h.name + "'");
  refuse(n.where, "protocol grip",
         fmt::format("the table has no handle '{}'; it has {}", name,
                     names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

Action hold_grips(const Node& n, const PlantDesign& design, int step) {
  Action a;
  a.kind = ActionKind::kGrip;
  a.step = step;
  a.duration = n.real("duration_s");
  a.pull = n.real("force_N");
  std::vector<std::string> held;
  constexpr const char* kHands[2] = {"right", "left"};
  for (int side = 0; side < 2; ++side) {
    if (!n.has(kHands[side])) continue;
    const HandleData& handle = find_handle(n, n.text(kHands[side]), design);
    // handles are measured from the pivot, the frame's origin is on the floor below it
    const double z = handle.on_bed ? handle.z : handle.z + design.table.pivot_height;
    a.hand[side] = {1.0, handle.on_bed ? 1.0 : 0.0, {handle.x, handle.y, z}, a.pull};
    held.push_back(fmt::format("{} hand at '{}'", kHands[side], handle.name));
  }
  if (held.empty()) { refuse(n.where, "protocol grip", "neither hand is given a handle"); }
  a.text = fmt::format("pull with {:.0f} N, {}", a.pull, fmt::join(held, ", "));
  return a;
}

constexpr std::uint32_t kAllButtons = 0xffffffffu;

std::uint32_t button(const std::string& name) {
  if (name == "all") return kAllButtons;
  if (name == "invert") return INVERSIM_BUTTON_INVERT;
  if (name == "return") return INVERSIM_BUTTON_RETURN;
  if (name == "stop") return INVERSIM_BUTTON_STOP;
  if (name == "reset") return INVERSIM_BUTTON_RESET;
  return INVERSIM_BUTTON_EMERGENCY_STOP;
}

std::string button_text(const std::string& name) {
  if (name == "emergency_stop") return "emergency stop";
  return name == "all" ? "every button" : name;
}

/// What is done at a controller's pendant, or beside the table; empty for any other step.
std::optional<Action> operate(const Node& node, const PlantDesign& design, int step) {
  const std::string& kind = node.step();
  Action a;
  a.step = step;
  if (kind == "press" || kind == "let_go") {
    a.kind = ActionKind::kButtons;
    const std::string& name = node.text(kind);
    (kind == "press" ? a.press : a.let_go) = button(name);
    a.text = fmt::format("{} {}", kind == "press" ? "hold down" : "let go of", button_text(name));
  } else if (kind == "tap") {
    a.kind = ActionKind::kButtons;
    a.press = a.let_go = button(node.text("tap.button"));
    a.duration = node.real("tap.duration_s");
    a.text = "press " + button_text(node.text("tap.button"));
  } else if (kind == "set_preset") {
    a.kind = ActionKind::kPreset;
    a.preset = node.real("set_preset.angle_deg");
    check_angle(a.preset, node, design);
    a.text = fmt::format("choose {:.0f} deg", a.preset / kDegree);
  } else if (kind == "await") {
    a.kind = ActionKind::kAwait;
    a.state = controller_state_by_name(node.text("await.state")).value();
    a.duration = node.real("await.at_most_s");
    a.text = "wait for the controller: " + node.text("await.state");
  } else if (kind == "hand_release") {
    if (!has_brake(design) && !design.model.has_motor) {
      refuse(node.where, "protocol hand_release",
             "the table has neither a brake nor a motor to be released");
    }
    a.kind = ActionKind::kHandRelease;
    a.hand_release = node.text(kind) == "pull" ? 1.0 : 0.0;
    a.text = a.hand_release > 0.5 ? "pull the manual release" : "let the manual release go";
    return a;
  } else {
    return std::nullopt;
  }
  return a;
}

/// Refuses what needs a controller where there is none, and what a controller does where there is.
void check_who_acts(const Node& node, const Node& scenario) {
  const std::string& kind = node.step();
  const bool controlled = scenario.has("controller");
  const bool pendant = kind == "press" || kind == "let_go" || kind == "tap" || kind == "await" ||
                       kind == "set_preset";
  if (pendant && !controlled) {
    refuse(node.where, "protocol " + kind, "there is no controller; the scenario names none");
  }
  bool takes_over = kind == "brake" || kind == "oscillate";
  if (kind == "rotate" || kind == "return" || kind == "each_angle") {
    const std::string& by = node.text(kind + ".by");
    takes_over = by == "prescribed" || by == "motor";
  }
  if (takes_over && controlled) {
    refuse(node.where, "protocol " + kind,
           "brake and motor are the controller's; press its buttons, or let a spotter or the arms "
           "turn the bed");
  }
}

void unroll(const std::vector<Node>& steps, const Node& scenario, const PlantDesign& design,
            int outer_step, std::vector<Action>& out);

void unroll_one(const Node& node, const Node& scenario, const PlantDesign& design, int step,
                std::vector<Action>& out) {
  const std::string& kind = node.step();
  const double start_angle = scenario.real("settings.start_angle_deg");
  check_who_acts(node, scenario);
  if (const auto operated = operate(node, design, step)) {
    out.push_back(*operated);
  } else if (kind == "hold" || kind == "rest") {
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
  } else if (kind == "grip") {
    out.push_back(hold_grips(node.at("grip"), design, step));
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
    refuse(node.where, "", fmt::format("protocol step '{}' is not in this version", kind));
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

}  // namespace

double arm_angle(const std::string& posture) {
  if (posture == "thighs") return 25 * kDegree;
  if (posture == "chest") return 80 * kDegree;
  if (posture == "overhead") return 180 * kDegree;
  return 0.0;
}

ArmMotion arm_motion(double from, double to, double duration, double t) {
  if (duration <= 0.0) return {to, 0.0};
  const double u = std::clamp(t / duration, 0.0, 1.0), way = to - from;
  return {from + way * (u * u * u * (10.0 - 15.0 * u + 6.0 * u * u)),
          way / duration * (30.0 * u * u * (1.0 - u) * (1.0 - u))};
}

double least_duration(const Action& a) {
  if (a.kind == ActionKind::kAwait) return 0.0;
  if (a.kind != ActionKind::kTurn) return a.duration;
  return kReadyTime + kSecureTime + 60.0 * kDegree / a.rate;
}

std::vector<Action> unroll_protocol(const Node& scenario, const PlantDesign& design) {
  check_angle(scenario.real("settings.start_angle_deg"), scenario.at("settings"), design);
  std::vector<Action> actions;
  unroll(scenario.list("protocol"), scenario, design, 0, actions);
  return actions;
}

double expected_duration(const std::vector<Action>& actions) {
  double sum = 0.0;
  for (const Action& a : actions) sum += least_duration(a);
  return sum;
}

}  // namespace inversim
