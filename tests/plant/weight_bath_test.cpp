// SPDX-License-Identifier: Apache-2.0
// The weight bath of Kurutz and Bender (2010): segments L3 to S1 under 51 N, muscles let go, from
// standing dry. A calibration: tension stiffness and medium creep were chosen by it.
#include "plant_fixture.h"

namespace inversim {
namespace {

/// Mean elongation of L3-L4 to L5-S1 [mm], at once and after 20 min.
struct Elongation {
  double instant, late;
};
Elongation weight_bath(const char* age) {
  const auto design =
      plant_with({std::string("subject.age_years=") + age, "settings.clock_time_h=10"});
  const SpineModel<double>& spine = design->model.spine;
  Elongation mean = {0, 0};
  for (int k = kLevelL5S1 - 2; k <= kLevelL5S1; ++k) {
    const double weight = design->body.levels[static_cast<std::size_t>(k)].cranial_mass * 9.81;
    const double standing = weight + spine.tone.steady[k] + spine.tone.upright[k];
    const double elastic =
        displacement_at(spine.disc[k], 51.0) - displacement_at(spine.disc[k], -standing);
    CreepState<double> creep = design->start.spine.creep;
    const double before = creep_height(spine.creep, creep, k);
    step_creep(spine.creep, creep_shares(spine.creep, 1200.0), k, 51.0, creep);
    const double crept = creep_height(spine.creep, creep, k) - before;
    mean.instant += 1e3 * elastic / 3;
    mean.late += 1e3 * (elastic + crept) / 3;
  }
  return mean;
}

TEST(WeightBath, ElongationUnderForty) {
  const Elongation young = weight_bath("30");
  std::printf("under 40 y: %.2f mm at once (0.8 measured), %.2f mm after 20 min (1.5)\n",
              young.instant, young.late);
  EXPECT_NEAR(young.instant, 0.8, 0.25 * 0.8);
  EXPECT_NEAR(young.late, 1.5, 0.25 * 1.5);
}

TEST(WeightBath, OlderSegmentsElongateLess) {
  const Elongation young = weight_bath("30"), middle = weight_bath("50"), old = weight_bath("70");
  std::printf("40 to 60 y: %.2f and %.2f mm (0.5, 1.2); over 60 y: %.2f and %.2f mm (0.2, 0.6)\n",
              middle.instant, middle.late, old.instant, old.late);
  EXPECT_LT(middle.instant, young.instant);
  EXPECT_LT(old.instant, middle.instant);
  EXPECT_LT(old.late, 0.8 * young.late);
}

}  // namespace
}  // namespace inversim
