// SPDX-License-Identifier: Apache-2.0
// What a controller sees of the plant: each sensor with its own rate, latency, resolution, noise,
// bias and drift, and what may be wrong with it.
//
//   x_n = true value at the sample's instant + bias + drift t + noise      sampled at its own rate
//   y_n = x_n rounded to the resolution, readable `latency` later
// Noise is a function of seed, sensor and number of the sample: it does not depend on what else
// runs. All that changes is in SensorState, plain data. Allocates nothing, reads no clock.
#pragma once

#include <cstdint>
#include <string_view>

#include "inversim/plant/controller.h"
#include "inversim/plant/plant.h"

namespace inversim {

/// Single quantities. From kLatchLeft1 to kLiningWorn they are switches, from kInvert on what
/// stands on the pendant.
enum class Sensor : int {
  kEncoder,
  kGyroX,
  kGyro,
  kGyroZ,
  kAccelerometerX,
  kAccelerometerY,
  kAccelerometerZ,
  kBrakeCurrent,
  kBrakeTemperature,
  kMotorCurrent,
  kClampLeft,
  kClampRight,
  kPlatform,
  kSupply,
  kHeightSetting,
  kLatchLeft1,
  kLatchLeft2,
  kLatchRight1,
  kLatchRight2,
  kUpperStop,
  kLowerStop,
  kTether,
  kBrakeReleased,
  kLiningWorn,
  kInvert,
  kReturn,
  kStop,
  kEmergencyStop,
  kReset,
  kPreset,
};
inline constexpr int kSensors = static_cast<int>(Sensor::kPreset) + 1;

/// Sensors that share figures, in the order of the bits of `fresh`.
enum class SensorGroup : int {
  kEncoder,
  kGyro,
  kAccelerometer,
  kBrakeCurrent,
  kBrakeTemperature,
  kMotorCurrent,
  kClampLoad,
  kPlatformLoad,
  kSupply,
  kHeightSetting,
  kSwitches,
  kPendant,
};
inline constexpr int kSensorGroups = static_cast<int>(SensorGroup::kPendant) + 1;

/// A quantity by the name that scenario files use, its group, and the unit of its values in SI.
struct SensorName {
  std::string_view name;  ///< "encoder", "gyro_y", "latch_left_1"
  SensorGroup group;
  std::string_view unit;  ///< "rad"; "1" for switches and buttons
};
const SensorName& sensor_name(Sensor sensor);
/// Of a group, as table files name it: "clamp_load".
std::string_view group_name(SensorGroup group);

/// The figures of a group; SI.
struct SensorParams {
  double period = 1e-3;     ///< [s] > 0; sampled at most once a step
  double latency = 0.0;     ///< [s]
  double resolution = 0.0;  ///< 0: none
  double noise = 0.0;       ///< standard deviation of a sample
  double bias = 0.0;
  double drift = 0.0;  ///< [1/s] of the unit
};

/// What may be wrong with one quantity.
struct SensorFault {
  double bias = 0.0;
  double drift = 0.0;        ///< [1/s] of the unit
  double drift_since = 0.0;  ///< [s]
  double noise = 0.0;
  double delay = 0.0;  ///< [s] beside the latency
  double stuck_at = 0.0;
  std::int32_t is_stuck = 0;
  std::int32_t is_silent = 0;  ///< nothing new comes
  std::int32_t source = -1;    ///< the quantity whose place it has been wired to; < 0: its own
  std::int32_t reserved = 0;
};

inline constexpr int kSamplesUnderWay = 64;  ///< of one quantity, at most

/// One quantity on its way from plant to controller.
struct SensorChannel {
  double due = 0.0;     ///< [s] of the next sample
  double output = 0.0;  ///< what can be read
  std::uint64_t samples = 0;
  std::int32_t first = 0, count = 0;  ///< of the ring
  double value[kSamplesUnderWay] = {};
  double ready[kSamplesUnderWay] = {};  ///< [s]
  SensorFault fault;
};

struct SensorState {
  SensorChannel channel[kSensors];
  double pendant_heard = 0.0;  ///< [s] when its last message came
};

/// What the user or an operator does at the pendant.
struct Pendant {
  std::uint32_t buttons = 0;  ///< inversim_button
  double preset = 0.0;        ///< [rad]
};

struct SensorModel {
  SensorParams group[kSensorGroups];
  std::uint64_t seed = 1;
  double step = 1e-3;           ///< [s] of the plant
  double supply = 24.0;         ///< [V] nominal
  double brake_current = 1.0;   ///< [A] at full flux of a coil, or at full travel
  double released_force = 0.0;  ///< [N] of a pad, below which the brake counts as released
  double worn = 0.0;            ///< [m] of a pad, from which the lining counts as worn
  double stop_margin = 0.0;     ///< [rad] before a stop, from which its switch is closed
  double height_label = 0.0;    ///< [m]
};

/// True values, SI: what a perfect sensor would say.
struct TrueValues {
  double of[kSensors];
};
TrueValues true_values(const SensorModel& model, const Plant& plant, double supply_share,
                       const Pendant& pendant) noexcept;

/// Samples what is due at the plant's time and writes what can be read into `out` (all but size,
/// abi and link age).
void read_sensors(const SensorModel& model, const TrueValues& now, double time, std::uint64_t step,
                  SensorState& state, inversim_sensors& out) noexcept;

}  // namespace inversim
