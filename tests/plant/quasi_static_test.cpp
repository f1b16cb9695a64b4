// SPDX-License-Identifier: Apache-2.0
// Rest found by equilibrium is where the dynamics come to rest, and the dynamics go on from it
// without a jump.
#include <cmath>

#include "plant_fixture.h"

namespace inversim {
namespace {

/// Greatest difference of level forces, over the cranial weight, and of heights.
struct Difference {
  double force;   ///< shares of each level's cranial weight
  double height;  ///< [m]
};
Difference difference(const PlantDesign& design, const Observation& a, const Observation& b) {
  Difference d = {0.0, 0.0};
  const double g = std::sqrt(norm2(design.model.tree.g_W));
  for (int k = 0; k < kLevels; ++k) {
    const double weight = design.body.levels[static_cast<std::size_t>(k)].cranial_mass * g;
    d.force = std::max(d.force, std::fabs(a.section_axial[k] - b.section_axial[k]) / weight);
    d.height = std::max(d.height, std::fabs(a.disc_height_change[k] - b.disc_height_change[k]));
  }
  return d;
}

TEST(QuasiStatic, RestIsWhereTheDynamicsComeToRest) {
  const auto design =
      plant_with({"settings.creep=false", "settings.tone=fixed", "settings.circulation=false"});
  for (const double angle : {-60.0, 0.0, 30.0, 60.0, 90.0}) {
    Plant dynamic(design), resting(design);
    hold(dynamic, 10);
    tilt(dynamic, angle * kDegree, 20);
    hold(dynamic, 5);
    resting.restore(dynamic.state());
    ASSERT_EQ(resting.hold(1.0), StepStatus::kOk) << angle;
    hold(dynamic, 60);
    const Difference d = difference(*design, observe(dynamic), observe(resting));
    std::printf("%3.0f deg: %3d iterations, forces within %.1e of the weight, heights %.1e mm\n",
                angle, resting.rest().iterations, d.force, d.height * 1e3);
    EXPECT_LT(d.force, 1e-3) << angle;
    EXPECT_LT(d.height, 1e-6) << angle;
  }
}

TEST(QuasiStatic, TheDynamicsGoOnWithoutAJump) {
  const auto design = plant_with({});
  for (const double angle : {-60.0, 0.0, 60.0}) {
    Plant plant(design);
    hold(plant, 5);
    tilt(plant, angle * kDegree, 20);
    hold(plant, 3);
    for (int n = 0; n < 60; ++n) ASSERT_EQ(plant.hold(10.0), StepStatus::kOk) << angle;
    const Observation before = observe(plant);
    plant.input().prescribed = 0.0;
    run(plant, 2e-3);
    const Observation at_once = observe(plant);
    run(plant, 1.0);
    const Observation later = observe(plant);
    const Difference jump = difference(*design, before, at_once);
    const Difference drift = difference(*design, before, later);
    std::printf("%3.0f deg: at once %.1e of the weight and %.1e mm, after 1 s %.1e and %.1e mm\n",
                angle, jump.force, jump.height * 1e3, drift.force, drift.height * 1e3);
    EXPECT_LT(jump.force, 1e-3) << angle;
    EXPECT_LT(jump.height, 1e-6) << angle;
    EXPECT_LT(drift.force, 2e-3) << angle;
    EXPECT_NEAR(later.bed_angle, before.bed_angle, 1e-4 * kDegree * 57) << angle;
    EXPECT_NEAR(later.brake_torque, before.brake_torque, 0.1) << angle;
  }
}

// ten minutes at 60 deg with creep and tone: large steps against a millisecond
TEST(QuasiStatic, LargeStepsCreepAsSmallOnes) {
  const auto design = plant_with({});
  Plant dynamic(design), resting(design);
  hold(dynamic, 5);
  tilt(dynamic, 60 * kDegree, 20);
  hold(dynamic, 3);
  resting.restore(dynamic.state());
  double dt = 0.1;
  while (resting.time() < dynamic.time() + 600 - 1e-6) {
    ASSERT_EQ(resting.hold(std::min(dt, dynamic.time() + 600 - resting.time())), StepStatus::kOk);
    dt = std::min(1.1 * dt, 10.0);
  }
  hold(dynamic, 600);
  const Observation a = observe(dynamic), b = observe(resting);
  const Difference d = difference(*design, a, b);
  std::printf("after 10 min: forces within %.1e of the weight, heights %.1e of %.2f mm\n", d.force,
              d.height * 1e3, a.disc_height_change[kLevelL4L5] * 1e3);
  EXPECT_LT(d.force, 2e-3);
  EXPECT_LT(d.height, 0.01 * a.disc_height_change[kLevelL4L5]);
  EXPECT_NEAR(a.circulation.mean_heart, b.circulation.mean_heart, 10.0);
}

}  // namespace
}  // namespace inversim
