// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/control_signals.h"

#include <array>
#include <iterator>

#include "inversim/math/angle.h"

namespace inversim {
namespace {

constexpr std::array<std::string_view, 12> kStates = {
    "boot",  "idle",      "mounted",    "inverting",    "hold",          "return",
    "pause", "return_up", "fault_lock", "fault_return", "assist_return", "needs_release"};

struct ControlSignal {
  const char* name;
  const char* units;
  const char* long_name;
  double (*value)(const ControlUnit&, const Plant&);
};

#define INVERSIM_SEEN(expression) \
  [](const ControlUnit& u, const Plant&) -> double { return static_cast<double>(expression); }

constexpr ControlSignal kSignals[] = {
    {"controller_state", "1", "state code of the controller (inversim_state)",
     INVERSIM_SEEN(u.state().state_code)},
    {"controller_fault", "1", "fault code of the controller, its own; 0 none",
     INVERSIM_SEEN(u.state().fault_code)},
    {"controller_indicator", "1", "bits of what the controller shows and sounds",
     INVERSIM_SEEN(u.state().indicator)},
    {"brake_command", "1", "what the controller asks of the brake now: 0 released .. 1 applied",
     INVERSIM_SEEN(u.state().command[0].brake)},
    {"motor_mode", "1", "what the controller asks of the motor's drive (inversim_motor_mode)",
     INVERSIM_SEEN(u.state().command[0].mode)},
    {"motor_rate_command", "rad s-1", "rate of the bed that the controller asks of the motor",
     INVERSIM_SEEN(u.state().command[0].rate)},
    {"motor_torque_command", "N m", "torque at the bed that the controller asks of the motor",
     INVERSIM_SEEN(u.state().command[0].torque)},
    {"brake_drive", "1", "what the brake's drive puts out, faults included",
     INVERSIM_SEEN(u.state().brake_output)},
    {"motor_drive", "1", "share of full voltage that the motor's drive puts out",
     [](const ControlUnit&, const Plant& p) -> double { return p.input().motor_voltage; }},
    {"hand_release", "1", "1 while the manual release is pulled",
     [](const ControlUnit&, const Plant& p) -> double { return p.input().hand_release; }},
    {"commands_refused", "1", "commands so far that were out of range or not a number",
     INVERSIM_SEEN(u.state().refused)},
    {"commands_missed", "1", "steps so far without an answer of the controller",
     INVERSIM_SEEN(u.state().missed)},
    {"seen_bed_angle", "rad", "encoder, as the controller saw it",
     INVERSIM_SEEN(kDegree* static_cast<double>(u.sensors().bed_angle_deg))},
    {"seen_bed_rate", "rad s-1", "rate sensor about the pivot axis, as the controller saw it",
     INVERSIM_SEEN(kDegree* static_cast<double>(u.sensors().imu_rate_deg_per_s[1]))},
    {"seen_acceleration_x", "m s-2", "accelerometer towards the head, as the controller saw it",
     INVERSIM_SEEN(u.sensors().imu_acceleration_m_per_s2[0])},
    {"seen_acceleration_z", "m s-2", "accelerometer out of the bed, as the controller saw it",
     INVERSIM_SEEN(u.sensors().imu_acceleration_m_per_s2[2])},
    {"seen_brake_current", "A", "as the controller saw it",
     INVERSIM_SEEN(u.sensors().brake_current_A)},
    {"seen_brake_temperature", "degC", "as the controller saw it",
     INVERSIM_SEEN(u.sensors().brake_temperature_C)},
    {"seen_motor_current", "A", "as the controller saw it",
     INVERSIM_SEEN(u.sensors().motor_current_A)},
    {"seen_clamp_load_left", "N", "as the controller saw it",
     INVERSIM_SEEN(u.sensors().clamp_load_left_N)},
    {"seen_clamp_load_right", "N", "as the controller saw it",
     INVERSIM_SEEN(u.sensors().clamp_load_right_N)},
    {"seen_platform_load", "N", "as the controller saw it",
     INVERSIM_SEEN(u.sensors().platform_load_N)},
    {"seen_supply", "V", "as the controller saw it", INVERSIM_SEEN(u.sensors().supply_V)},
    {"seen_height_setting", "m", "as the controller saw it",
     INVERSIM_SEEN(0.01 * static_cast<double>(u.sensors().height_setting_cm))},
    {"seen_preset", "rad", "as the controller saw it",
     INVERSIM_SEEN(kDegree* static_cast<double>(u.sensors().preset_deg))},
    {"seen_switches", "1", "bits of inversim_switch", INVERSIM_SEEN(u.sensors().switches)},
    {"seen_buttons", "1", "bits of inversim_button", INVERSIM_SEEN(u.sensors().buttons)},
    {"seen_fresh", "1", "bits of inversim_sample", INVERSIM_SEEN(u.sensors().fresh)},
    {"link_age", "s", "age of what the controller saw of the sensors",
     INVERSIM_SEEN(1e-3 * static_cast<double>(u.sensors().link_age_ms))},
    {"messages_lost", "1", "sensors and commands so far that were lost, damaged or overtaken",
     [](const ControlUnit& u, const Plant&) -> double {
       const LinkTally &s = u.state().link.sensors.tally, &c = u.state().link.commands.tally;
       return static_cast<double>(s.lost + s.damaged + s.overtaken + c.lost + c.damaged +
                                  c.overtaken);
     }},
    {"pendant_age", "s", "age of the pendant's last message",
     INVERSIM_SEEN(1e-3 * static_cast<double>(u.sensors().pendant_age_ms))},
};

#undef INVERSIM_SEEN

}  // namespace

std::string_view controller_state_name(std::uint32_t code) {
  return code < kStates.size() ? kStates[code] : std::string_view();
}

std::optional<std::uint32_t> controller_state_by_name(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates[i] == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::size_t control_signals() { return std::size(kSignals); }

void add_control_signals(SignalTable& table) {
  for (const ControlSignal& s : kSignals) {
    table.signals.push_back({s.name, s.units, s.long_name, "", "", 1});
    ++table.row_width;
  }
}

void write_control_row(const ControlUnit& unit, const Plant& plant, std::span<double> row) {
  std::size_t at = 0;
  for (const ControlSignal& s : kSignals) row[at++] = s.value(unit, plant);
}

}  // namespace inversim
