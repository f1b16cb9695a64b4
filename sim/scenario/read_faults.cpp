// SPDX-License-Identifier: Apache-2.0
// The faults of a scenario file.
#include <algorithm>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/plant/control_signals.h"
#include "inversim/scenario/electrical_faults.h"
#include "inversim/scenario/fault_targets.h"

namespace inversim {
namespace {

enum class Value { kNone, kMay, kNeeds };

struct Named {
  const char* name;
  FaultKind kind;
  Value value;
  const char* text;     // with the value, or the sensor or actuator
  double per_si = 1.0;  // of the text's unit in the value's
};

constexpr Named kKinds[] = {
    {"pads_contaminated", FaultKind::kPadsContaminated, Value::kNeeds,
     "the pads are contaminated: {:g} of their friction is left"},
    {"pads_worn", FaultKind::kPadsWorn, Value::kNeeds, "each pad is worn by {:g} mm", 1e3},
    {"pads_hot", FaultKind::kPadsHot, Value::kNeeds, "the pads are at {:g} degC"},
    {"cable_torn", FaultKind::kCableTorn, Value::kNone, "the brake's cable tears"},
    {"supply_lost", FaultKind::kSupplyLost, Value::kNone, "the supply is lost"},
    {"supply_dip", FaultKind::kSupplyDip, Value::kNeeds, "the supply dips to {:g} of its voltage"},
    {"tether_torn", FaultKind::kTetherTorn, Value::kNone, "the tether tears, or is not fitted"},
    {"cuffs_latch", FaultKind::kCuffsLatch, Value::kNeeds,
     "the cuffs are latched to {:g} of their capacity"},
    {"pivot_bolt", FaultKind::kPivotBolt, Value::kNone, "the bolt of a pivot fails"},
    {"syncope", FaultKind::kSyncope, Value::kNone, "the person faints"},
    {"arms_thrown", FaultKind::kArmsThrown, Value::kNeeds, ""},
    {"sensor_stuck", FaultKind::kSensorStuck, Value::kMay, "sensor '{}' sticks"},
    {"sensor_bias", FaultKind::kSensorBias, Value::kNeeds, "sensor '{}' is off by a constant"},
    {"sensor_drift", FaultKind::kSensorDrift, Value::kNeeds, "sensor '{}' drifts"},
    {"sensor_noise", FaultKind::kSensorNoise, Value::kNeeds, "sensor '{}' becomes noisy"},
    {"sensor_dropout", FaultKind::kSensorDropout, Value::kNone, "sensor '{}' falls silent"},
    {"sensor_delay", FaultKind::kSensorDelay, Value::kNeeds, "sensor '{}' becomes late"},
    {"sensor_swap", FaultKind::kSensorSwap, Value::kNone, "sensor '{}' is swapped with another"},
    {"actuator_stuck", FaultKind::kActuatorStuck, Value::kMay, "the drive of the {} sticks"},
    {"actuator_slow", FaultKind::kActuatorSlow, Value::kNeeds, "the drive of the {} becomes slow"},
    {"actuator_weak", FaultKind::kActuatorWeak, Value::kNeeds, "the drive of the {} becomes weak"},
    {"actuator_runaway", FaultKind::kActuatorRunaway, Value::kMay, "the drive of the {} runs away"},
    {"link_loss", FaultKind::kLinkLoss, Value::kNeeds, "messages of the link are lost ({})"},
    {"link_delay", FaultKind::kLinkDelay, Value::kNeeds, "messages of the link are late ({})"},
    {"link_duplicate", FaultKind::kLinkDuplicate, Value::kNeeds,
     "messages of the link are repeated ({})"},
    {"link_reorder", FaultKind::kLinkReorder, Value::kNeeds,
     "messages of the link are overtaken ({})"},
    {"link_corrupt", FaultKind::kLinkCorrupt, Value::kNeeds,
     "messages of the link are damaged ({})"},
    {"link_cut", FaultKind::kLinkCut, Value::kNone, "the link is cut ({})"},
    {"controller_frozen", FaultKind::kControllerFrozen, Value::kNone, "the controller freezes"},
    {"controller_off", FaultKind::kControllerOff, Value::kNone, "the controller loses its power"},
};

/// What a fault waits for.
void read_trigger(const Node& n, const ControlModel* control, Fault& f) {
  f.at = n.real("at_s");
  if (n.has("at_deg")) f.angle = n.real("at_deg");
  if (n.has("at_event")) f.event = n.text("at_event");
  if (!n.has("at_state")) return;
  if (control == nullptr)
    refuse(n.where, "faults", "'at_state' waits for a controller; the scenario names none");
  f.state = controller_state_by_name(n.text("at_state"));
}

/// Pivot bolts are faults of one side.
void check_bolt(const Node& n, const std::string& side, Fault& f) {
  if (f.right && f.left) {
    refuse(n.where, "faults",
           "'pivot_bolt' needs a side, 'right' or 'left': a bed without either is not simulated");
  }
  f.text = fmt::format("the bolt of the {} pivot fails", side);
}

/// Arms go somewhere.
void read_arms(const Node& n, Fault& f) {
  if (!n.has("to")) refuse(n.where, "faults", "'arms_thrown' needs a place, 'to'");
  f.arms_to = arm_angle(n.text("to"));
  f.text = fmt::format("the arms are thrown: {}", n.text("to"));
}

Fault read_fault(const Node& n, const Node& scenario, const PlantDesign& design,
                 const ControlModel* control) {
  const auto* const named =
      std::ranges::find_if(kKinds, [&n](const Named& k) { return n.text("what") == k.name; });
  if (named->value == Value::kNeeds && !n.has("value")) {
    refuse(n.where, "faults", fmt::format("'{}' needs a value", named->name));
  }
  Fault f;
  f.kind = named->kind;
  read_trigger(n, control, f);
  if (named->value != Value::kNone && n.has("value")) f.value = n.real("value");
  if (n.has("for_s")) {
    f.lasts = n.real("for_s");
    if (!is_electrical(f.kind))
      refuse(n.where, "faults", fmt::format("'{}' does not pass by itself", named->name));
  }
  const std::string& side = n.text("side");
  f.right = side != "left";
  f.left = side != "right";
  read_electrical(n, design, control, f);
  check_target(n, scenario, design, f);
  const std::string& direction = n.text("direction");
  const std::string of = n.has("sensor")       ? n.text("sensor")
                         : n.has("actuator")   ? n.text("actuator")
                         : direction == "both" ? std::string("both ways")
                                               : direction;
  f.text = needs_controller(f.kind)
               ? fmt::format(fmt::runtime(named->text), of)
               : fmt::format(fmt::runtime(named->text), named->per_si * f.value.value_or(0.0));
  if (f.kind == FaultKind::kPivotBolt) check_bolt(n, side, f);
  if (f.kind == FaultKind::kArmsThrown) read_arms(n, f);
  return f;
}

}  // namespace

std::vector<Fault> read_faults(const Node& scenario, const PlantDesign& design,
                               const ControlModel* control) {
  std::vector<Fault> faults;
  const Fault* bolt = nullptr;
  faults.reserve(scenario.list("faults").size());
  for (const Node& n : scenario.list("faults")) {
    faults.push_back(read_fault(n, scenario, design, control));
    const Fault& f = faults.back();
    if (f.kind != FaultKind::kPivotBolt) continue;
    if (bolt && bolt->right != f.right) {
      refuse(n.where, "faults",
             "the other pivot's bolt too: a bed without either is not simulated");
    }
    bolt = &f;
  }
  return faults;
}

}  // namespace inversim
