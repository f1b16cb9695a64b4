// SPDX-License-Identifier: Apache-2.0
// Balance follows from masses: arms turn the table, and a free bed rests where its centre of mass
// hangs below the pivot.
#include "plant_fixture.h"

namespace inversim {
namespace {

TEST(Balance, ArmsShiftTheCentreOfMass) {
  // without friction the body slides in the play of the cuffs, by 4 mm
  Plant plant(plant_with({}));
  hold(plant, 5);
  const double sides = observe(plant).user_com_x;
  for (int n = 0; n < 4000; ++n) raise_arms(plant, n, 4.0);
  hold(plant, 5);
  const double overhead = observe(plant).user_com_x;
  const double H = plant.design().body.subject.height;
  EXPECT_NEAR((overhead - sides) / H, 0.034, 0.001);
  std::printf("arms overhead shift the centre of mass by %.4f H\n", (overhead - sides) / H);
}

/// Centre of mass of bed and user from the pivot, bed axes, all joints locked.
TEST(Balance, EquilibriumAngleOfALockedBody) {
  for (const char* hole : {"A", "B", "C"}) {
    Plant plant(plant_with({"settings.rigid_user=true", std::string("settings.hinge_hole=") + hole,
                            "table.bearing.friction_torque_Nm=0", "settings.brake=released",
                            "settings.boom_holes=-2", "settings.circulation=false"}));
    // a little damping by hand: the bed would swing for ever
    for (int n = 0; n < 200000; ++n) {
      plant.input().motor_torque = -60.0 * plant.bed_rate();
      ASSERT_EQ(plant.step(), StepStatus::kOk);
    }
    double mass = 0.0;
    Vec3<double> moment{};
    const PlantWork<double, 1>& w = plant.evaluate();
    for (int i = kBedBody; i < kPlantBodies; ++i) {
      const Link<double>& link = plant.model().tree.link[i];
      const BodyWork<double, 1>& b = w.tree.body[i];
      mass += link.m;
      moment += i == kBedBody ? link.mc : link.m * b.p_CB + b.R_CB * link.mc;
    }
    const double s = moment.x / mass, n = moment.z / mass;
    const double expected = std::atan2(s, -n);
    EXPECT_NEAR(plant.bed_angle() / kDegree, expected / kDegree, 0.2) << hole;
    std::printf("hole %s: s %.4f n %.4f m, equilibrium %.3f deg, atan2(s, -n) %.3f deg\n", hole, s,
                n, plant.bed_angle() / kDegree, expected / kDegree);
  }
}

TEST(Balance, ArmsTurnABalancedTable) {
  Plant plant(plant_with({"settings.brake=released", "table.bearing.friction_torque_Nm=0"}));
  hold(plant, 3);
  plant.input().prescribed = 0.0;
  run(plant, 20);
  const double before = plant.bed_angle();
  for (int n = 0; n < 5000; ++n) raise_arms(plant, n, 5.0);
  double most = before;
  for (int n = 0; n < 20; ++n) {
    run(plant, 1);
    most = std::max(most, plant.bed_angle());
  }
  EXPECT_GT(most, before + 20 * kDegree);
  std::printf("arms overhead turn the bed from %.1f to %.1f deg\n", before / kDegree,
              most / kDegree);
}

}  // namespace
}  // namespace inversim
