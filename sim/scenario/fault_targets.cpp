// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/fault_targets.h"

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"
#include "inversim/scenario/electrical_faults.h"
#include "inversim/scenario/link_faults.h"

namespace inversim {
namespace {

/// Which of the keys that not every fault has go with a kind.
struct Keys {
  bool sensor = false, with = false, actuator = false, direction = false, side = false, to = false;
};

Keys keys_of(FaultKind kind) {
  Keys k;
  k.side = kind == FaultKind::kCuffsLatch || kind == FaultKind::kPivotBolt;
  k.direction = is_link_fault(kind);
  k.actuator = kind >= FaultKind::kActuatorStuck && !is_link_fault(kind);
  k.sensor = needs_controller(kind) && !k.actuator && !k.direction;
  k.with = kind == FaultKind::kSensorSwap;
  k.to = kind == FaultKind::kArmsThrown;
  return k;
}

/// The first key that was given and says nothing of this kind of fault, or "".
std::string idle_key(const Node& n, const Fault& f) {
  const Keys k = keys_of(f.kind);
  if (n.has("sensor") && !k.sensor) return "sensor";
  if (n.has("with") && !k.with) return "with";
  if (n.has("actuator") && !k.actuator) return "actuator";
  if (n.text("direction") != "both" && !k.direction) return "direction";
  if (n.text("side") != "both" && !k.side) return "side";
  if (n.has("to") && !k.to) return "to";
  if (n.has("value") && !f.value) return "value";
  return "";
}

/// What the value must be, in a unit of a family and from `low` to `high` of it; no family: nothing
/// is asked here.
struct Range {
  const char* unit = "";
  double low = 0.0, high = 0.0;
};

Range range_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::kPadsContaminated:
    case FaultKind::kCuffsLatch:
      return {"1", 0.0, 1.0};
    case FaultKind::kPadsWorn:
      return {"mm", 0.0, 0.05};
    case FaultKind::kPadsHot:
      return {"degC", -50.0, 1500.0};
    case FaultKind::kArmsThrown:
      return {"deg/s", kDegree, 3000.0 * kDegree};
    default:
      return {};
  }
}

/// Why a value is none of the fault's, or "".
std::string misfit(const Node& n, const Fault& f) {
  const Range r = range_of(f.kind);
  const Unit* wanted = unit_by_text(r.unit);
  if (wanted == nullptr || *r.unit == '\0' || !f.value) return "";
  const Unit* given = unit_by_text(n.text("unit"));
  const bool is_share = wanted->text == "1";
  if (given == nullptr || given->family != wanted->family) {
    return fmt::format("found the unit '{}', expected {}", n.text("unit"),
                       is_share ? "none: it is a share" : fmt::format("one like {}", r.unit));
  }
  if (*f.value >= r.low && *f.value <= r.high) return "";
  if (is_share) return fmt::format("found {:g}, expected a share from 0 to 1", *f.value);
  return fmt::format("found {:g} {}, expected {:g} to {:g}", wanted->from_si(*f.value), r.unit,
                     wanted->from_si(r.low), wanted->from_si(r.high));
}

/// Why the cuffs are not there to be spoilt, or "".
std::string lacks_cuffs(const Node& scenario, const PlantDesign& design, const Fault& f) {
  if (scenario.text("settings.posture") == "headstand" && !scenario.boolean("settings.rigid_user"))
    return "one who stands on the head is in no cuffs";
  // a controller sees their latches all the same
  if (scenario.boolean("settings.rigid_user") && !scenario.has("controller"))
    return "a rigid user is one with the bed, and loads no cuffs";
  if (!design.model.two_legs) {
    return f.right && f.left ? ""
                             : "lumped legs are in both cuffs as one; settings.legs: two has a "
                               "right and a left one";
  }
  const std::string& closed = scenario.text("settings.cuffs");
  if ((closed == "right" && f.left) || (closed == "left" && f.right)) {
    return fmt::format("settings.cuffs leaves the {} cuff open from the start; give side: {}",
                       closed == "right" ? "left" : "right", closed);
  }
  return "";
}

/// Whether a quantity is of a part that the table lacks.
std::string lacks_part(const PlantDesign& design, Sensor s) {
  if (s == Sensor::kMotorCurrent && !design.model.has_motor)
    return "the table has no motor whose current it could show";
  if (s == Sensor::kTether && !design.model.has_tether)
    return "the table has no tether that could close its switch";
  return "";
}

std::string lacks_sensor(const PlantDesign& design, const Fault& f) {
  // of a group some are there
  if (f.sensors.size() != 1) return "";
  std::string why = lacks_part(design, f.sensors.front());
  if (!why.empty() || f.kind != FaultKind::kSensorSwap) return why;
  return lacks_part(design, f.source);
}

/// Why there is nothing for the fault to act on, or "".
std::string lacks(const Node& scenario, const PlantDesign& design, const Fault& f) {
  const PlantModel<double>& m = design.model;
  switch (f.kind) {
    case FaultKind::kPadsContaminated:
    case FaultKind::kPadsWorn:
    case FaultKind::kPadsHot:
      return has_brake(design) ? "" : "the table has no brake";
    case FaultKind::kCableTorn:
      if (!has_brake(design)) return "the table has no brake";
      return m.actuation == Actuator::kLever
                 ? ""
                 : fmt::format(
                       "the table's brake has no cable; {} works it",
                       m.actuation == Actuator::kElectromagnet ? "an electromagnet" : "a drive");
    case FaultKind::kSupplyLost:
    case FaultKind::kSupplyDip:
      return m.has_motor || (has_brake(design) && m.actuation != Actuator::kLever)
                 ? ""
                 : "nothing of the table runs on a supply: it has no motor, and no brake that a "
                   "drive works";
    case FaultKind::kTetherTorn:
      return m.has_tether ? "" : "the table has no tether";
    case FaultKind::kCuffsLatch:
      return lacks_cuffs(scenario, design, f);
    case FaultKind::kPivotBolt:
      if (scenario.text("table.type") == "gravity_boots") return "boots hang on a bar, on no pivot";
      return scenario.text("settings.posture") == "headstand" ? "a headstand is on no pivot" : "";
    case FaultKind::kSyncope:
    case FaultKind::kArmsThrown:
      if (scenario.boolean("settings.empty_table")) return "nobody is on the table";
      if (!scenario.boolean("settings.rigid_user")) return "";
      return f.kind == FaultKind::kSyncope ? "a rigid user has no muscles to go limp"
                                           : "a rigid user cannot move the arms";
    default:
      return lacks_sensor(design, f);
  }
}

}  // namespace

bool has_brake(const PlantDesign& design) {
  const PlantModel<double>& m = design.model;
  return settled_clamp<double>(m.actuation, m.actuator, {1.0, 1.0, 1.0, 0.0}).force > 0.0;
}

void check_target(const Node& n, const Node& scenario, const PlantDesign& design, const Fault& f) {
  const std::string key = idle_key(n, f);
  std::string why = key.empty() ? misfit(n, f) : fmt::format("it has no {}", key);
  if (why.empty()) why = lacks(scenario, design, f);
  if (why.empty()) return;
  refuse(n.where, "faults", fmt::format("'{}': {}", n.text("what"), why));
}

}  // namespace inversim
