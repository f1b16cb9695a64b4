// SPDX-License-Identifier: Apache-2.0
// The brake under a rigid user: it holds, breaks away and slides where pads and disc say.
#include <cmath>

#include "plant_fixture.h"

namespace inversim {
namespace {

/// Two pads of the shipped table: clamp force times radius, for a friction coefficient of 1.
constexpr double kGrip = 2 * 4200 * 0.09;

Plant rigid_plant() {
  return Plant(plant_with({"settings.rigid_user=true", "settings.circulation=false",
                           "settings.start_angle_deg=30", "table.bearing.friction_torque_Nm=0"}));
}

/// What the brake carries [N m].
double load(Plant& plant) { return observe(plant).brake_torque; }

TEST(RigidBrake, HoldsForTenMinutes) {
  Plant plant = rigid_plant();
  run(plant, 2.0);
  // a motor makes up what the weight lacks to 136 N m
  const double sense = load(plant) > 0 ? 1.0 : -1.0;
  plant.input().motor_torque = sense * 136.0 - load(plant);
  const double before = plant.bed_angle();
  run(plant, 1.0);
  const double deflection = (plant.bed_angle() - before) / kDegree;
  EXPECT_NEAR(std::fabs(load(plant)), 136.0, 0.5);
  const double settled = plant.bed_angle();
  run(plant, 600.0);
  const double drift = (plant.bed_angle() - settled) / kDegree;
  std::printf("136 N m for 10 min: deflection %.3f deg in the first second, then %.5f deg\n",
              deflection, drift);
  EXPECT_LT(std::fabs(drift), 0.01);
}

TEST(RigidBrake, BreaksAwayAndSlides) {
  Plant plant = rigid_plant();
  run(plant, 2.0);
  // 5 N m/s more of motor until it slips
  double breakaway = 0.0;
  while (std::fabs(plant.bed_rate()) < 0.5 * kDegree) {
    plant.input().motor_torque += 5.0 * plant.design().step;
    ASSERT_EQ(plant.step(), StepStatus::kOk);
    breakaway = std::max(breakaway, std::fabs(load(plant)));
    ASSERT_LT(plant.time(), 120.0);
  }
  // then turned steadily at 10 deg/s, five times the Stribeck velocity, whatever that takes
  plant.input().motor_torque = 0.0;
  plant.input().prescribed = 1.0;
  plant.input().prescribed_acceleration = (10 * kDegree - plant.bed_rate()) / 0.5;
  run(plant, 0.5);
  plant.input().prescribed_acceleration = 0.0;
  run(plant, 2.0);
  const double sliding = std::fabs(load(plant));
  std::printf("breaks away at %.1f N m (2 mu_s N r %.1f), slides at %.1f (2 mu_k N r %.1f)\n",
              breakaway, 0.40 * kGrip, sliding, 0.35 * kGrip);
  EXPECT_NEAR(breakaway, 0.40 * kGrip, 0.01 * 0.40 * kGrip);
  EXPECT_NEAR(sliding, 0.35 * kGrip, 0.01 * 0.35 * kGrip);
}

}  // namespace
}  // namespace inversim
