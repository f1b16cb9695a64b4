// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/build_control.h"

#include <cmath>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

constexpr double kReleased = 0.02;  // of the nominal clamp force, below which the brake is open

// suffix of the keys of a group that measures, in the order of the groups
constexpr const char* kUnits[kSensorGroups] = {"_deg", "_deg_per_s", "_m_per_s2", "_A", "_K", "_A",
                                               "_N",   "_N",         "_V",        "_m", "",   ""};

SensorParams read_group(const Node& sensors, SensorGroup group) {
  const std::string_view name = group_name(group);
  const Node& n = sensors.at(name);
  SensorParams p;
  p.period = 1.0 / n.real("rate_Hz");
  p.latency = n.real("latency_ms");
  if (p.latency > (kSamplesUnderWay - 1) * p.period) {
    refuse(
        n.where, fmt::format("sensors.{}.latency_ms", name),
        fmt::format("{:g} ms are {:.0f} samples of {:g} Hz; at most {} can be under way",
                    1e3 * p.latency, p.latency / p.period, 1.0 / p.period, kSamplesUnderWay - 1));
  }
  const std::string unit = kUnits[static_cast<int>(group)];
  if (unit.empty()) return p;
  p.resolution = n.real("resolution" + unit);
  p.noise = n.real("noise" + unit);
  p.bias = n.real("bias" + unit);
  p.drift = n.real("drift" + unit) / 3600.0;
  return p;
}

}  // namespace

ControlModel build_control(const Node& scenario, const PlantDesign& design) {
  const Node& table = scenario.at("table");
  const PlantModel<double>& m = design.model;
  const double clamp_force = table.real("brake.clamp_force_N");
  if (!can_be_controlled(design) || clamp_force <= 0.0) {
    refuse(scenario.at("controller").where, "controller",
           fmt::format("the brake of '{}' is {}; a controller has nothing to act on",
                       table.text("name"),
                       clamp_force <= 0.0 ? "none" : "worked by a hand on a lever"));
  }
  ControlModel c;
  SensorModel& s = c.sensors;
  const Node& sensors = table.at("sensors");
  for (int g = 0; g < kSensorGroups; ++g) {
    s.group[g] = read_group(sensors, static_cast<SensorGroup>(g));
  }
  const Node& control = table.at("control");
  s.seed = static_cast<std::uint64_t>(scenario.integer("settings.seed"));
  s.step = design.step;
  s.supply = control.real("supply_V");
  s.brake_current = control.real("brake_current_A");
  s.released_force = kReleased * clamp_force;
  s.worn = control.real("lining_worn_mm");
  s.stop_margin = control.real("stop_switch_margin_deg");
  s.height_label = design.table.boom.label;
  c.drive_timeout = control.real("drive_timeout_ms");
  c.delay = static_cast<int>(control.integer("command_delay_steps"));

  inversim_config& f = c.config;
  f.size = sizeof f;
  f.abi = INVERSIM_CONTROLLER_ABI;
  f.step_ns = std::llround(1e9 * design.step);
  const bool fails_safe =
      m.actuation == Actuator::kElectromagnet ||
      (m.actuator.proportional.unpowered_rate > 0.0 && m.actuator.proportional.unpowered > 0.5);
  if (m.has_motor) f.features |= INVERSIM_FEATURE_MOTOR;
  if (m.has_motor && m.motor.efficiency <= 0.5) f.features |= INVERSIM_FEATURE_GEAR_LOCKS;
  if (m.actuation == Actuator::kProportional) f.features |= INVERSIM_FEATURE_BRAKE_PROPORTIONAL;
  if (fails_safe) f.features |= INVERSIM_FEATURE_BRAKE_FAILS_SAFE;
  if (m.has_tether) f.features |= INVERSIM_FEATURE_TETHER;
  const auto f32 = [](double x) { return static_cast<float>(x); };
  f.lower_stop_deg = f32(m.stops.lower / kDegree);
  f.upper_stop_deg = f32(m.stops.upper / kDegree);
  f.rated_mass_kg = f32(table.real("rating.user_mass_max_kg"));
  f.supply_V = f32(s.supply);
  f.brake_torque_Nm = f32(m.brake_grip_per_force * clamp_force * table.real("brake.mu_static"));
  f.brake_current_A = f32(s.brake_current);
  if (m.has_motor) {
    f.motor_rate_deg_per_s = f32(m.motor.no_load_rate / kDegree);
    f.motor_torque_Nm = f32(m.motor.stall_torque);
    f.motor_current_A = f32(m.motor.stall_current);
  }
  f.default_preset_deg = 60.0f;
  return c;
}

}  // namespace inversim
