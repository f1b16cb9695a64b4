// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/sensors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

#include "inversim/math/angle.h"
#include "inversim/multibody/kinematics.h"
#include "inversim/plant/draws.h"
#include "inversim/plant/step.h"

namespace inversim {
namespace {

static_assert(std::is_trivially_copyable_v<SensorState>);
static_assert(sizeof(SensorFault) % sizeof(double) == 0);

using G = SensorGroup;
constexpr std::array<SensorName, kSensors> kNames = {{
    {"encoder", G::kEncoder, "rad"},
    {"gyro_x", G::kGyro, "rad/s"},
    {"gyro_y", G::kGyro, "rad/s"},
    {"gyro_z", G::kGyro, "rad/s"},
    {"accelerometer_x", G::kAccelerometer, "m/s2"},
    {"accelerometer_y", G::kAccelerometer, "m/s2"},
    {"accelerometer_z", G::kAccelerometer, "m/s2"},
    {"brake_current", G::kBrakeCurrent, "A"},
    {"brake_temperature", G::kBrakeTemperature, "K"},
    {"motor_current", G::kMotorCurrent, "A"},
    {"clamp_left", G::kClampLoad, "N"},
    {"clamp_right", G::kClampLoad, "N"},
    {"platform", G::kPlatformLoad, "N"},
    {"supply", G::kSupply, "V"},
    {"height_setting", G::kHeightSetting, "m"},
    {"latch_left_1", G::kSwitches, "1"},
    {"latch_left_2", G::kSwitches, "1"},
    {"latch_right_1", G::kSwitches, "1"},
    {"latch_right_2", G::kSwitches, "1"},
    {"upper_stop", G::kSwitches, "1"},
    {"lower_stop", G::kSwitches, "1"},
    {"tether", G::kSwitches, "1"},
    {"brake_released", G::kSwitches, "1"},
    {"lining_worn", G::kSwitches, "1"},
    {"button_invert", G::kPendant, "1"},
    {"button_return", G::kPendant, "1"},
    {"button_stop", G::kPendant, "1"},
    {"button_emergency_stop", G::kPendant, "1"},
    {"button_reset", G::kPendant, "1"},
    {"preset", G::kPendant, "rad"},
}};

constexpr std::array<std::string_view, kSensorGroups> kGroupNames = {
    "encoder",       "gyro",       "accelerometer", "brake_current", "brake_temperature",
    "motor_current", "clamp_load", "platform_load", "supply",        "height_setting",
    "switches",      "pendant"};

double& at(TrueValues& v, Sensor s) { return v.of[static_cast<int>(s)]; }
void set_switch(TrueValues& v, Sensor s, bool closed) { at(v, s) = closed ? 1.0 : 0.0; }

/// Specific force at the IMU, which sits on the pivot axis below the bed, bed axes: what keeps the
/// bed from falling. A frame on its feet tilts with what carries it; its own shaking is left out.
Vec3<double> specific_force(const Plant& plant) {
  const TreeState<double>& tree = plant.state().tree;
  const Vec3<double> in_frame =
      transpose_times(rotation_matrix(tree.joint[kFrameBody].q_PB), -1.0 * plant.model().tree.g_W);
  return transpose_times(rotation_matrix(tree.joint[kBedBody].q_PB), in_frame);
}

void sample(const SensorParams& p, const SensorModel& model, int i, double x, double time,
            SensorChannel& c) {
  const SensorFault& f = c.fault;
  const std::uint64_t number = c.samples++;
  if (f.is_silent != 0) return;
  if (p.noise > 0.0) x += p.noise * gaussian(model.seed, 2 * static_cast<std::uint64_t>(i), number);
  if (f.noise > 0.0)
    x += f.noise * gaussian(model.seed, 2 * static_cast<std::uint64_t>(i) + 1, number);
  x += p.bias + p.drift * time + f.bias;
  if (f.drift != 0.0) x += f.drift * (time - f.drift_since);
  if (p.resolution > 0.0) x = std::floor(x / p.resolution + 0.5) * p.resolution;
  if (f.is_stuck != 0) x = f.stuck_at;
  if (c.count == kSamplesUnderWay) {
    // more than can be under way: the oldest is lost
    c.first = (c.first + 1) % kSamplesUnderWay;
    --c.count;
  }
  const int place = (c.first + c.count++) % kSamplesUnderWay;
  c.value[place] = x;
  c.ready[place] = time + p.latency + f.delay;
}

/// Takes over what has become readable; whether anything has.
bool take(double until, SensorChannel& c) {
  bool any = false;
  while (c.count > 0 && c.ready[c.first] <= until) {
    c.output = c.value[c.first];
    c.first = (c.first + 1) % kSamplesUnderWay;
    --c.count;
    any = true;
  }
  return any;
}

}  // namespace

std::string_view group_name(SensorGroup group) {
  return kGroupNames[static_cast<std::size_t>(group)];
}

const SensorName& sensor_name(Sensor sensor) { return kNames[static_cast<std::size_t>(sensor)]; }

TrueValues true_values(const SensorModel& model, const Plant& plant, double supply_share,
                       const Pendant& pendant) noexcept {
  const PlantModel<double>& m = plant.model();
  const PlantState<double>& s = plant.state();
  TrueValues v{};
  const double angle = plant.bed_angle();
  at(v, Sensor::kEncoder) = angle;
  const JointState<double>& frame = s.tree.joint[kFrameBody];
  const JointState<double>& bed = s.tree.joint[kBedBody];
  const Vec3<double> w = bed.w + transpose_times(rotation_matrix(bed.q_PB), frame.w);
  at(v, Sensor::kGyroX) = w.x;
  at(v, Sensor::kGyro) = w.y;
  at(v, Sensor::kGyroZ) = w.z;
  const Vec3<double> f = specific_force(plant);
  at(v, Sensor::kAccelerometerX) = f.x;
  at(v, Sensor::kAccelerometerY) = f.y;
  at(v, Sensor::kAccelerometerZ) = f.z;

  const bool coil = m.actuation == Actuator::kElectromagnet;
  at(v, Sensor::kBrakeCurrent) = model.brake_current * (coil ? s.actuator.flux : s.actuator.travel);
  at(v, Sensor::kBrakeTemperature) = m.pads.ambient + s.pads.pads;
  at(v, Sensor::kMotorCurrent) = s.motor.current;
  const AnkleClampLoad<double> right = ankle_clamp_load(m.clamp, s.clamp, foot_pose(s.tree));
  // a left leg's own pose is that of the middle of the last step
  const bool own = m.two_legs;
  const AnkleClampLoad<double> left =
      !own ? right
      : has_six_columns(plant.design())
          ? ankle_clamp_load(m.clamp, s.clamp_l, left_foot_pose(m, plant.last_floating_step()))
          : ankle_clamp_load(m.clamp, s.clamp_l, left_foot_pose(m, plant.last_step()));
  const double share = own ? 1.0 : 0.5;
  at(v, Sensor::kClampRight) = share * right.cuff_pull;
  at(v, Sensor::kClampLeft) = share * left.cuff_pull;
  at(v, Sensor::kPlatform) = share * (right.platform_push + left.platform_push);
  at(v, Sensor::kSupply) = model.supply * supply_share;
  at(v, Sensor::kHeightSetting) = model.height_label;

  // a latch that holds only a part has closed one of its two switches
  const AnkleClampState<double>& on_left = own ? s.clamp_l : s.clamp;
  set_switch(v, Sensor::kLatchRight1, s.clamp.latch > 0.0 && s.clamp.broken < 0.5);
  set_switch(v, Sensor::kLatchRight2, s.clamp.latch > 0.9 && s.clamp.broken < 0.5);
  set_switch(v, Sensor::kLatchLeft1, on_left.latch > 0.0 && on_left.broken < 0.5);
  set_switch(v, Sensor::kLatchLeft2, on_left.latch > 0.9 && on_left.broken < 0.5);
  set_switch(v, Sensor::kUpperStop, angle >= m.stops.upper - model.stop_margin);
  set_switch(v, Sensor::kLowerStop, angle <= m.stops.lower + model.stop_margin);
  set_switch(v, Sensor::kTether, m.has_tether && s.tether.tension > 0.0);
  const bool apart = plant.input().hand_release > 0.5;
  set_switch(v, Sensor::kBrakeReleased, apart || s.actuator.force < model.released_force);
  set_switch(v, Sensor::kLiningWorn, s.pads.wear >= model.worn);
  for (int k = 0; k < 5; ++k) {
    v.of[static_cast<int>(Sensor::kInvert) + k] = (pendant.buttons >> k) & 1u ? 1.0 : 0.0;
  }
  at(v, Sensor::kPreset) = pendant.preset;
  return v;
}

void read_sensors(const SensorModel& model, const TrueValues& now, double time, std::uint64_t step,
                  SensorState& state, inversim_sensors& out) noexcept {
  const double until = time + 0.5 * model.step;
  std::uint32_t fresh = 0;
  for (int i = 0; i < kSensors; ++i) {
    SensorChannel& c = state.channel[i];
    const auto group = static_cast<int>(kNames[static_cast<std::size_t>(i)].group);
    const SensorParams& p = model.group[group];
    if (c.samples == 0) {
      // it has been running for long
      c.output = now.of[i];
      c.due = time;
      state.pendant_heard = time;
    }
    if (c.due <= until) {
      while (c.due <= until) c.due += p.period;
      sample(p, model, i, now.of[c.fault.source < 0 ? i : c.fault.source], time, c);
    }
    if (take(until, c)) fresh |= 1u << group;
  }
  const auto value = [&state](Sensor s) { return state.channel[static_cast<int>(s)].output; };
  const auto f32 = [&value](Sensor s) { return static_cast<float>(value(s)); };
  const auto degrees = [&value](Sensor s) { return static_cast<float>(value(s) / kDegree); };
  if ((fresh >> static_cast<int>(G::kPendant)) & 1u) state.pendant_heard = time;

  out.time_ns = std::llround(1e9 * time);
  out.step = step;
  out.fresh = fresh;
  out.bed_angle_deg = degrees(Sensor::kEncoder);
  for (int k = 0; k < 3; ++k) {
    out.imu_rate_deg_per_s[k] = degrees(static_cast<Sensor>(static_cast<int>(Sensor::kGyroX) + k));
    out.imu_acceleration_m_per_s2[k] =
        f32(static_cast<Sensor>(static_cast<int>(Sensor::kAccelerometerX) + k));
  }
  out.brake_current_A = f32(Sensor::kBrakeCurrent);
  out.brake_temperature_C = f32(Sensor::kBrakeTemperature);
  out.motor_current_A = f32(Sensor::kMotorCurrent);
  out.clamp_load_left_N = f32(Sensor::kClampLeft);
  out.clamp_load_right_N = f32(Sensor::kClampRight);
  out.platform_load_N = f32(Sensor::kPlatform);
  out.supply_V = f32(Sensor::kSupply);
  out.height_setting_cm = static_cast<float>(100.0 * value(Sensor::kHeightSetting));
  out.preset_deg = degrees(Sensor::kPreset);
  out.switches = out.buttons = 0;
  for (int k = 0; k < 9; ++k) {
    const int i = static_cast<int>(Sensor::kLatchLeft1) + k;
    if (state.channel[i].output > 0.5) out.switches |= 1u << k;
  }
  for (int k = 0; k < 5; ++k) {
    const int i = static_cast<int>(Sensor::kInvert) + k;
    if (state.channel[i].output > 0.5) out.buttons |= 1u << k;
  }
  out.pendant_age_ms = static_cast<std::uint32_t>(std::lround(1e3 * (time - state.pendant_heard)));
}

}  // namespace inversim
