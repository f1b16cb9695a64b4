// SPDX-License-Identifier: Apache-2.0
// Questions for a controller, and what the one in this process answers.
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "inversim/loop/library.h"

namespace inversim {

inline inversim_config some_config() {
  inversim_config c{};
  c.size = sizeof(c);
  c.abi = INVERSIM_CONTROLLER_ABI;
  c.step_ns = 1000000;
  c.features = INVERSIM_FEATURE_MOTOR | INVERSIM_FEATURE_BRAKE_FAILS_SAFE;
  c.lower_stop_deg = -75;
  c.upper_stop_deg = 90;
  c.rated_mass_kg = 136;
  c.supply_V = 24;
  c.brake_torque_Nm = 200;
  c.brake_current_A = 1;
  c.motor_rate_deg_per_s = 8;
  c.motor_torque_Nm = 300;
  c.motor_current_A = 10;
  c.default_preset_deg = 60;
  return c;
}

inline inversim_sensors some_sensors(std::mt19937& random, int k) {
  std::normal_distribution<float> noise(0.0f, 1.0f);
  inversim_sensors s{};
  s.size = sizeof(s);
  s.abi = INVERSIM_CONTROLLER_ABI;
  s.time_ns = k * 1000000LL;
  s.step = static_cast<std::uint64_t>(k);
  s.fresh = 0xfff;
  s.bed_angle_deg = -73.0f + 0.01f * noise(random);
  s.imu_acceleration_m_per_s2[0] = 9.4f + 0.1f * noise(random);
  s.imu_acceleration_m_per_s2[2] = 2.9f + 0.1f * noise(random);
  s.supply_V = 24.0f + 0.1f * noise(random);
  s.clamp_load_left_N = s.clamp_load_right_N = 50.0f + noise(random);
  s.platform_load_N = 600.0f + noise(random);
  s.switches = 0x2f;
  s.buttons = k % 500 > 250 ? INVERSIM_BUTTON_INVERT : 0u;
  s.preset_deg = 60;
  return s;
}

inline inversim_actuators blank() {
  inversim_actuators a{};
  a.size = sizeof(a);
  a.abi = INVERSIM_CONTROLLER_ABI;
  return a;
}

/// The answers to `steps` exchanges, as bytes.
inline std::string answers(ControllerPort& port, int steps) {
  std::mt19937 random(11);
  std::string bytes;
  EXPECT_EQ(port.start(some_config()), "");
  for (int k = 0; k < steps; ++k) {
    const inversim_sensors s = some_sensors(random, k);
    inversim_actuators a = blank();
    EXPECT_EQ(port.exchange(s, a), ExchangeStatus::kAnswered) << k << ": " << port.failure();
    bytes.append(reinterpret_cast<const char*>(&a), sizeof(a));
  }
  return bytes;
}

inline std::string in_process(int steps) {
  ControllerInstance here(ControllerLibrary::load(controller_path("reference", "")));
  return answers(here, steps);
}

}  // namespace inversim
