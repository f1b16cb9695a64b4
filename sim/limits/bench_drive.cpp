// SPDX-License-Identifier: Apache-2.0
// What the bench measures of motor and gear alone, the brake taken off.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "inversim/limits/bench.h"

namespace inversim {
namespace {

void step(Plant& plant) {
  if (plant.step() != StepStatus::kOk) throw std::runtime_error(plant.failure());
}

}  // namespace

double Bench::motor_torque() {
  ++cases_;
  auto design = std::make_shared<PlantDesign>(closed_brake(0.0));
  design->model.brake_grip_per_force = 0.0;
  Plant plant(std::move(design));
  // a bed that somebody holds, and a voltage that comes on slowly
  plant.input().prescribed = 1.0;
  plant.input().prescribed_acceleration = 0.0;
  constexpr double kRamp = 1.0, kLongest = 3.0;  // [s]
  while (plant.time() < kLongest) {
    plant.input().motor_voltage = std::min(1.0, plant.time() / kRamp);
    step(plant);
  }
  return std::max(0.0, std::fabs(plant.state().motor.torque) - plant.model().bearing_grip);
}

double Bench::gear_torque() {
  ++cases_;
  auto design = std::make_shared<PlantDesign>(closed_brake(0.0));
  design->model.brake_grip_per_force = 0.0;
  Plant plant(std::move(design));
  plant.input().supply = 0.0;
  // pulled harder and harder, by a fifth a second, until the rotor gives way; what it held last
  constexpr double kLeast = 5.0, kShare = 0.2, kMoved = 0.02;  // [N m/s], [1/s], [rad]
  const auto rotor = [&plant] { return plant.state().motor.lead + plant.bed_angle(); };
  const double start = rotor();
  double pull = 0.0, held = 0.0;
  while (std::fabs(rotor() - start) < kMoved && held < kMostGearTorque) {
    pull += std::max(kLeast, kShare * pull) * plant.design().step;
    plant.input().motor_torque = pull;
    step(plant);
    if (plant.state().motor.rate == 0.0) held = std::fabs(plant.state().motor.torque);
  }
  return std::min(held, kMostGearTorque);
}

}  // namespace inversim
