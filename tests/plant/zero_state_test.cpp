// SPDX-License-Identifier: Apache-2.0
// Lying relaxed, the discs are as high and the levels as bent as the reference posture has them.
#include "plant_fixture.h"

namespace inversim {
namespace {

TEST(ZeroState, LyingRelaxedIsTheReferencePosture) {
  Plant plant(plant_with(
      {"settings.friction=0", "settings.clock_time_h=12", "settings.lying_before_min=30"}));
  hold(plant, 20);
  const Observation o = observe(plant);
  for (int k = 0; k < kLevels; ++k) {
    EXPECT_NEAR(o.disc_height_change[k] * 1e3, 0.0, 0.005) << k << " [mm]";
    EXPECT_NEAR(o.angle_flexion[k] / kDegree, 0.0, 0.05) << k << " [deg]";
  }
  // the load is tone and friction share, 120 N at L4-L5
  EXPECT_NEAR(o.disc_axial[kLevelL4L5], -120.0, 3.0);
}

// By the factors 1.45 and 1.6 of the weight above 497 and 549 N, from the disc
// pressure of Wilke et al. (1999) 594 N; with tone of lying alone 463 N
TEST(ZeroState, StandingLoadsTheLumbarDiscs) {
  Plant plant(plant_with(
      {"settings.start_angle_deg=-90", "settings.contact=false", "settings.circulation=false"}));
  hold(plant, 20);
  const double load = -observe(plant).disc_axial[kLevelL4L5];
  std::printf("standing, L4-L5: %.0f N\n", load);
  EXPECT_GT(load, 450.0);
  EXPECT_LT(load, 650.0);
}

}  // namespace
}  // namespace inversim
