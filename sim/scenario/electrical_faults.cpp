// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/electrical_faults.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/language/diagnostic.h"
#include "inversim/language/located.h"
#include "inversim/language/quantity.h"
#include "inversim/scenario/link_faults.h"

namespace inversim {
namespace {

/// One quantity by its name, or all of a group.
std::vector<Sensor> sensors_named(const Node& n, const std::string& name) {
  std::vector<Sensor> found;
  std::vector<std::string> names;
  for (int i = 0; i < kSensors; ++i) {
    const auto s = static_cast<Sensor>(i);
    names.emplace_back(sensor_name(s).name);
    if (sensor_name(s).name == name) return {s};
    if (group_name(sensor_name(s).group) == name) found.push_back(s);
  }
  if (found.empty()) {
    for (int g = 0; g < kSensorGroups; ++g) {
      const std::string_view group = group_name(static_cast<SensorGroup>(g));
      if (std::ranges::count(names, group) == 0) names.emplace_back(group);
    }
    const std::string near = nearest(name, names);
    refuse(n.where, "faults",
           fmt::format("'{}' is no sensor; {}", name,
                       near.empty() ? fmt::format("sensors are {}", fmt::join(names, ", "))
                                    : fmt::format("did you mean '{}'?", near)));
  }
  return found;
}

bool is_switch(Sensor s) { return s >= Sensor::kLatchLeft1 && s != Sensor::kPreset; }

/// A value is in the unit of the sensor it is of.
void check_unit(const Node& n, const Fault& f, std::string_view wanted) {
  const Unit* given = unit_by_text(n.text("unit"));
  const Unit* own = unit_by_text(wanted);
  // a temperature is set in degC and off in K
  if (given != nullptr && own != nullptr && given->family == own->family) return;
  if (f.kind == FaultKind::kSensorStuck && wanted == "K" && n.text("unit") == "degC") return;
  refuse(
      n.where, "faults",
      fmt::format("'{}' of '{}': found the unit '{}', expected one like {}", n.text("what"),
                  n.has("sensor") ? n.text("sensor") : n.text("actuator"), n.text("unit"), wanted));
}

void read_sensor(const Node& n, const ControlModel& control, Fault& f) {
  if (!n.has("sensor"))
    refuse(n.where, "faults", fmt::format("'{}' needs a sensor", n.text("what")));
  f.sensors = sensors_named(n, n.text("sensor"));
  const SensorName& first = sensor_name(f.sensors.front());
  const bool measures = f.kind == FaultKind::kSensorBias || f.kind == FaultKind::kSensorDrift ||
                        f.kind == FaultKind::kSensorNoise;
  if (measures && is_switch(f.sensors.front())) {
    refuse(n.where, "faults",
           fmt::format("'{}' has no '{}': a switch is closed or open", n.text("sensor"),
                       n.text("what")));
  }
  if (measures || (f.kind == FaultKind::kSensorStuck && f.value)) check_unit(n, f, first.unit);
  if (f.kind == FaultKind::kSensorDelay) {
    check_unit(n, f, "s");
    const SensorParams& p = control.sensors.group[static_cast<int>(first.group)];
    const double most = (kSamplesUnderWay - 1) * p.period - p.latency;
    if (*f.value < 0.0 || *f.value > most) {
      refuse(n.where, "faults",
             fmt::format("'{}' can be late by 0 to {:.0f} ms at its rate", n.text("sensor"),
                         1e3 * most));
    }
  }
  if (f.kind == FaultKind::kSensorSwap) {
    if (!n.has("with")) refuse(n.where, "faults", "'sensor_swap' needs another sensor, 'with'");
    const std::vector<Sensor> other = sensors_named(n, n.text("with"));
    if (f.sensors.size() != 1 || other.size() != 1 ||
        sensor_name(other.front()).unit != first.unit) {
      refuse(n.where, "faults",
             fmt::format("'{}' and '{}' are not two quantities of one kind", n.text("sensor"),
                         n.text("with")));
    }
    f.source = other.front();
  }
}

void read_actuator(const Node& n, const PlantDesign& design, Fault& f) {
  if (!n.has("actuator"))
    refuse(n.where, "faults", fmt::format("'{}' needs an actuator", n.text("what")));
  f.is_motor = n.text("actuator") == "motor";
  if (f.is_motor && !design.model.has_motor) {
    refuse(n.where, "faults", "the table has no motor whose drive could fail");
  }
  if (f.kind == FaultKind::kActuatorSlow) check_unit(n, f, "s");
  const double low = f.is_motor ? -1.0 : 0.0;
  const bool is_share = f.kind == FaultKind::kActuatorStuck || f.kind == FaultKind::kActuatorWeak;
  if (f.value && is_share && (*f.value < low || *f.value > 1.0)) {
    refuse(n.where, "faults",
           fmt::format("found {:g}, expected a value from {:g} to 1", *f.value, low));
  }
}

}  // namespace

bool is_electrical(FaultKind kind) {
  return kind == FaultKind::kSupplyLost || kind == FaultKind::kSupplyDip || needs_controller(kind);
}

bool needs_controller(FaultKind kind) { return kind >= FaultKind::kSensorStuck; }

void read_electrical(const Node& n, const PlantDesign& design, const ControlModel* control,
                     Fault& f) {
  if (f.kind == FaultKind::kSupplyDip && (*f.value < 0.0 || *f.value > 1.0)) {
    refuse(n.where, "faults",
           fmt::format("a supply that has dipped has a share of 0 to 1 left, not {:g}", *f.value));
  }
  if (!needs_controller(f.kind)) return;
  if (control == nullptr) {
    refuse(n.where, "faults",
           fmt::format("'{}' acts between plant and controller; the scenario names none",
                       n.text("what")));
  }
  if (is_link_fault(f.kind)) {
    read_link_fault(n, *control, f);
  } else if (f.kind >= FaultKind::kActuatorStuck) {
    read_actuator(n, design, f);
  } else {
    read_sensor(n, *control, f);
  }
}

void happen(const Fault& f, double now, ControlUnit& unit) {
  ControlState& s = unit.state();
  if (is_link_fault(f.kind)) return happen(f, unit.model(), s.link);
  DriveFault& drive = f.is_motor ? s.motor_fault : s.brake_fault;
  const double output = f.is_motor ? s.motor_output : s.brake_output;
  switch (f.kind) {
    case FaultKind::kSupplyLost:
      s.supply = 0.0;
      return;
    case FaultKind::kSupplyDip:
      s.supply = *f.value;
      return;
    case FaultKind::kActuatorStuck:
      drive.is_stuck = 1;
      drive.stuck_at = f.value.value_or(output);
      return;
    case FaultKind::kActuatorSlow:
      drive.slowness = *f.value;
      return;
    case FaultKind::kActuatorWeak:
      drive.strength = *f.value;
      return;
    case FaultKind::kActuatorRunaway:
      drive.is_stuck = 1;
      drive.stuck_at = !f.is_motor ? 0.0 : f.value.value_or(1.0) < 0.0 ? -1.0 : 1.0;
      return;
    default:
      break;
  }
  for (const Sensor sensor : f.sensors) {
    SensorChannel& c = s.sensors.channel[static_cast<int>(sensor)];
    switch (f.kind) {
      case FaultKind::kSensorStuck:
        c.fault.is_stuck = 1;
        c.fault.stuck_at = f.value.value_or(c.output);
        break;
      case FaultKind::kSensorBias:
        c.fault.bias = *f.value;
        break;
      case FaultKind::kSensorDrift:
        c.fault.drift = *f.value / 60.0;
        c.fault.drift_since = now;
        break;
      case FaultKind::kSensorNoise:
        c.fault.noise = *f.value;
        break;
      case FaultKind::kSensorDropout:
        c.fault.is_silent = 1;
        break;
      case FaultKind::kSensorDelay:
        c.fault.delay = *f.value;
        break;
      case FaultKind::kSensorSwap:
        c.fault.source = static_cast<std::int32_t>(f.source);
        break;
      default:
        break;
    }
  }
  if (f.kind == FaultKind::kSensorSwap) {
    s.sensors.channel[static_cast<int>(f.source)].fault.source =
        static_cast<std::int32_t>(f.sensors.front());
  }
}

void pass(const Fault& f, ControlUnit& unit) {
  ControlState& s = unit.state();
  if (is_link_fault(f.kind)) return pass(f, s.link);
  if (f.kind == FaultKind::kSupplyLost || f.kind == FaultKind::kSupplyDip) {
    s.supply = 1.0;
  } else if (f.kind >= FaultKind::kActuatorStuck) {
    (f.is_motor ? s.motor_fault : s.brake_fault) = {};
  } else {
    for (const Sensor sensor : f.sensors) s.sensors.channel[static_cast<int>(sensor)].fault = {};
    if (f.kind == FaultKind::kSensorSwap) {
      s.sensors.channel[static_cast<int>(f.source)].fault = {};
    }
  }
}

}  // namespace inversim
