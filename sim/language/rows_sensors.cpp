// SPDX-License-Identifier: Apache-2.0
// Keys of a table file: its sensors, and the electronics between them and a controller.
#include <fmt/format.h>

#include "inversim/language/rows.h"

namespace inversim {
namespace {

using namespace rows;

struct SensorDefaults {
  const char* name;
  const char* what;
  const char* unit;  // suffix of the keys, or empty
  double rate, latency_ms, resolution, noise;
};

// docs/controller.md says where the figures are from
constexpr SensorDefaults kDefaults[] = {
    {"encoder", "angle at the pivot: 14 bit by default", "_deg", 1000, 0, 0.02197265625, 0.01},
    {"gyro", "rate sensor on the bed, three axes", "_deg_per_s", 1000, 3, 0.00762939453125, 0.05},
    {"accelerometer", "on the bed, three axes", "_m_per_s2", 1000, 3, 0.0006, 0.04},
    {"brake_current", "of the brake's coil or actuator", "_A", 1000, 0, 0.01, 0.01},
    {"brake_temperature", "of the pads", "_K", 10, 100, 0.5, 0.2},
    {"motor_current", "in the motor's drive", "_A", 1000, 0, 0.02, 0.05},
    {"clamp_load", "pull of each ankle cuff", "_N", 320, 6, 0.1, 1},
    {"platform_load", "what the feet stand on", "_N", 80, 100, 0.1, 0.5},
    {"supply", "voltage", "_V", 1000, 0, 0.05, 0.02},
    {"height_setting", "label that the boom is set to", "_m", 10, 0, 0.01, 0},
    {"switches", "latches, stops, tether, brake released, lining worn", "", 1000, 1, 0, 0},
    {"pendant", "its messages: buttons and preset", "", 50, 10, 0, 0},
};

}  // namespace

rows::Rows sensor_rows() {
  Rows all = {map("sensors",
                  "what a controller sees of the table: each sensor samples at its rate, and a "
                  "sample can be read after its latency")};
  for (const SensorDefaults& d : kDefaults) {
    const std::string at = fmt::format("sensors.{}", d.name), unit = d.unit;
    const auto key = [&](const char* figure) { return fmt::format("{}.{}{}", at, figure, unit); };
    append(all, {map(at, d.what),
                 real(at + ".rate_Hz", "samples a second, at most one a step")
                     .above(0, 100000)
                     .preset(d.rate),
                 real(at + ".latency_ms", "from the sample until it can be read")
                     .range(0, 1000)
                     .preset(d.latency_ms)});
    if (unit.empty()) continue;
    append(all,
           {real(key("resolution"), "step between values; 0: none")
                .range(0, 1000)
                .preset(d.resolution),
            real(key("noise"), "standard deviation of a sample").range(0, 1000).preset(d.noise),
            real(key("bias"), "constant error").range(-1000, 1000).preset(0),
            real(key("drift"), "error that grows by so much in an hour")
                .range(-1000, 1000)
                .preset(0)});
  }
  append(all,
         {map("control", "electronics between sensors, controller and drives"),
          integer("control.command_delay_steps",
                  "steps of the integration from the sensors that a command answers until it acts")
              .range(0, 32)
              .preset(1),
          real("control.drive_timeout_ms",
               "without a command of the controller, after which the drives apply the brake and "
               "switch the motor off; 0: never, the last command goes on")
              .range(0, 10000)
              .preset(100),
          real("control.supply_V", "nominal").above(0, 1000).preset(24),
          real("control.brake_current_A",
               "of the brake's coil while it holds the brake released, or of its actuator at full "
               "travel")
              .above(0, 1000)
              .preset(2),
          real("control.lining_worn_mm", "wear of a pad at which its switch closes")
              .above(0, 100)
              .preset(0.5),
          real("control.stop_switch_margin_deg", "before a stop, from which its switch is closed")
              .range(0, 20)
              .preset(1)});
  return all;
}

}  // namespace inversim
