// SPDX-License-Identifier: Apache-2.0
// A plant from the shipped files with settings of its own.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "inversim/language/parse.h"
#include "inversim/math/angle.h"
#include "inversim/plant/observe.h"
#include "inversim/scenario/build_plant.h"

namespace inversim {

/// The shipped disc-brake table with the 75 kg man, horizontal, and settings laid over it.
inline std::shared_ptr<const PlantDesign> plant_with(const std::vector<std::string>& settings) {
  const Library library{{INVERSIM_SOURCE_DIR}};
  Reading reading = read_resolved(
      std::string(INVERSIM_SOURCE_DIR) + "/scenarios/arms_only_balance.yaml", library);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  for (const std::string& setting : settings) {
    const auto wrong = apply_setting(*reading.document, setting);
    if (!wrong.empty()) throw std::runtime_error(sentences(wrong));
  }
  return build_plant(reading.document->root);
}

/// Steps for a time, the bed held where it is.
inline void hold(Plant& plant, double seconds) {
  plant.input().prescribed = 1.0;
  plant.input().prescribed_acceleration = 0.0;
  const auto n = static_cast<int>(seconds / plant.design().step + 0.5);
  for (int i = 0; i < n; ++i) ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
}

/// Steps for a time with the input as it is.
inline void run(Plant& plant, double seconds) {
  const auto n = static_cast<int>(seconds / plant.design().step + 0.5);
  for (int i = 0; i < n; ++i) ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
}

/// One step of arms that go from the sides to overhead within a time, `done` steps after the start.
inline void raise_arms(Plant& plant, int done, double seconds) {
  const double u = std::min(1.0, (done + 1) * plant.design().step / seconds);
  plant.input().arm_angle = std::numbers::pi * u * u * (3 - 2 * u);
  plant.input().arm_rate = std::numbers::pi * 6 * u * (1 - u) / seconds;
  ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
}

/// Turns the bed along a smooth step, whatever its balance.
inline void tilt(Plant& plant, double to, double seconds) {
  const double from = plant.bed_angle();
  const auto n = static_cast<int>(seconds / plant.design().step + 0.5);
  plant.input().prescribed = 1.0;
  for (int i = 0; i < n; ++i) {
    const double u = (i + 0.5) / n;
    plant.input().prescribed_acceleration = (to - from) * (6 - 12 * u) / (seconds * seconds);
    ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
  }
  plant.input().prescribed_acceleration = 0.0;
}

}  // namespace inversim
