// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/interstitium.h"

#include "shipped.h"

namespace inversim {
namespace {

// upright the file's 444, 78 and 178 ml in the end: Lundvall's 700
TEST(Interstitium, UprightTakesTheCapacity) {
  const CirculationModel<double> m = reference_model();
  double sum = 0.0;
  for (int tissue : {kLegTissue, kSplanchnicTissue, kAbdominalTissue}) {
    const double target = tissue_target<double>(m.interstitium, tilted(m, -90.0), tissue);
    EXPECT_NEAR(target, m.interstitium.capacity[tissue], 1e-15);
    sum += target;
  }
  EXPECT_NEAR(sum / kMl, 700.0, 0.5);
  EXPECT_NEAR(tissue_target<double>(m.interstitium, tilted(m, -30.0), kLegTissue) / kMl, 222.0,
              1e-6);
}

// above the heart half as much is given back; the head goes the other way
TEST(Interstitium, InvertedGivesHalfBack) {
  const CirculationModel<double> m = reference_model();
  const auto target = [&](double degrees, int tissue) {
    return tissue_target<double>(m.interstitium, tilted(m, degrees), tissue) / kMl;
  };
  EXPECT_NEAR(target(90.0, kLegTissue), -222.0, 1e-6);
  EXPECT_NEAR(target(90.0, kHeadTissue), 50.0, 1e-6);
  EXPECT_NEAR(target(-90.0, kHeadTissue), -25.0, 1e-6);
  EXPECT_EQ(target(0.0, kLegTissue), 0.0);
}

// legs raised on a bed that stands: what counts is where the legs are
TEST(Interstitium, RaisedLegsTakeNothing) {
  const CirculationModel<double> m = reference_model();
  CirculationInput<double> input = tilted(m, -90.0);
  input.height[kThigh] = input.height[kShank] = 0.0;
  EXPECT_EQ(tissue_target<double>(m.interstitium, input, kLegTissue), 0.0);
  EXPECT_GT(tissue_target<double>(m.interstitium, input, kSplanchnicTissue), 0.0);
}

// 1 - exp(-t / 276 s), in either face and at any step, and the blood loses what the tissue gains
TEST(Interstitium, FillsExponentially) {
  const CirculationModel<double> m = reference_model();
  const auto check = [&](auto face, double dt) {
    constexpr Face kFace = decltype(face)::value;
    CirculationState<double> state = resting_state(m, tilted(m, 0.0), kFace);
    for (int minutes = 1; minutes <= 5; ++minutes) {
      run<kFace>(m, state, 60.0, dt, [](double) { return -90.0; });
      EXPECT_NEAR(state.tissue[kLegTissue] / m.interstitium.capacity[kLegTissue],
                  1.0 - std::exp(-60.0 * minutes / 276.0), 1e-5)
          << minutes;
    }
    EXPECT_NEAR(all_blood(state), m.blood_volume, 1e-12 * m.blood_volume);
  };
  check(std::integral_constant<Face, Face::kAveraged>{}, 0.1);
  check(std::integral_constant<Face, Face::kAveraged>{}, 0.01);
  check(std::integral_constant<Face, Face::kBeating>{}, 2e-3);
}

}  // namespace
}  // namespace inversim
