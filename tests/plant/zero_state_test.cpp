// SPDX-License-Identifier: Apache-2.0
// Lying relaxed, the discs are as high and the levels as bent as the reference posture has them.
#include "plant_fixture.h"

namespace inversim {
namespace {

TEST(ZeroState, LyingRelaxedIsTheReferencePosture) {
  Plant plant(plant_with({"settings.friction=0"}));
  hold(plant, 20);
  const Observation o = observe(plant);
  for (int k = 0; k < kLevels; ++k) {
    EXPECT_NEAR(o.disc_height_change[k] * 1e3, 0.0, 0.005) << k << " [mm]";
    EXPECT_NEAR(o.angle_flexion[k] / kDegree, 0.0, 0.05) << k << " [deg]";
  }
  // CORRECTIONS 4: the load is tone and friction share, 120 N at L4-L5
  EXPECT_NEAR(o.disc_axial[kLevelL4L5], -120.0, 3.0);
}

// CORRECTIONS 10c: 450 to 650 N at L4-L5, standing upright
TEST(ZeroState, StandingLoadsTheLumbarDiscs) {
  Plant plant(plant_with({"settings.contact=false", "settings.start_angle_deg=-90"}));
  hold(plant, 20);
  const Observation o = observe(plant);
  EXPECT_LT(o.disc_axial[kLevelL4L5], -420.0);
  EXPECT_GT(o.disc_axial[kLevelL4L5], -650.0);
  std::printf("standing L4-L5 disc force %.1f N\n", o.disc_axial[kLevelL4L5]);
}

}  // namespace
}  // namespace inversim
