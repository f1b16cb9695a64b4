// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/outputs.h"

#include "shipped.h"

namespace inversim {
namespace {

// carotid minus arch is the column between the two landmarks, in motion and with a bent body too
TEST(CirculationOutputs, CarotidIsTheArchAndAColumn) {
  const CirculationModel<double> m = reference_model();
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  for (double degrees = -90.0; degrees <= 180.0; degrees += 7.5) {
    CirculationInput<double> input = tilted(m, degrees);
    if (degrees > 90.0) {  // knees bent, arms overhead
      input.height[kShank] = input.height[kThigh];
      input.height[kUpperArm] = -input.height[kUpperArm];
    }
    for (int n = 0; n < 50; ++n) step<Face::kAveraged, double>(m, state, input, 0.02);
    const CirculationOutputs<double> o = outputs(m, state, input);
    const double column = 1060.0 * 9.80665 * (input.height[kArch] - input.height[kCarotidSinus]);
    EXPECT_NEAR(o.mean_carotid - o.mean_arch, column, 1e-9 * o.mean_arch) << degrees;
    EXPECT_NEAR(o.mean_heart - o.mean_arch, 1060.0 * 9.80665 * input.height[kArch],
                1e-9 * o.mean_arch);
  }
  // 0.085 H of blood: 14.4 cm, 11.2 mmHg
  const CirculationOutputs<double> o = outputs(m, state, tilted(m, 90.0));
  EXPECT_NEAR((o.mean_carotid - o.mean_arch) / kMmHg, 11.22, 0.02);
}

TEST(CirculationOutputs, SignalsNameEveryOutputOnce) {
  EXPECT_EQ(sizeof(CirculationOutputs<double>), kCirculationSignals * sizeof(double));
  CirculationOutputs<double> marked;
  auto* values = reinterpret_cast<double*>(&marked);
  for (int i = 0; i < kCirculationSignals; ++i) values[i] = i;
  for (int i = 0; i < kCirculationSignals; ++i)
    EXPECT_EQ(marked.*kCirculationSignalRows[i].member, i) << kCirculationSignalRows[i].name;
}

// the pulse is read where the place is, and lies around its mean
TEST(CirculationOutputs, MeanLiesBetweenDiastolicAndSystolic) {
  const CirculationModel<double> m = reference_model();
  for (double degrees : {-75.0, 0.0, 75.0}) {
    const CirculationInput<double> input = tilted(m, degrees);
    for (const CirculationOutputs<double>& o :
         {outputs(m, resting_state(m, input), input),
          outputs<Face::kBeating>(m, resting_state(m, input, Face::kBeating), input)}) {
      EXPECT_LT(o.diastolic_heart, o.mean_heart);
      EXPECT_LT(o.mean_heart, o.systolic_heart);
      EXPECT_LT(o.diastolic_cuff, o.mean_cuff);
      EXPECT_LT(o.mean_cuff, o.systolic_cuff);
      EXPECT_LT(o.diastolic_brain, o.mean_brain);
      EXPECT_LT(o.mean_brain, o.systolic_brain);
      EXPECT_NEAR(o.ocular_perfusion, o.mean_eye - o.intraocular, 1e-9);
      EXPECT_NEAR(o.leg_volume + o.trunk_volume + o.head_volume, o.total_volume, 1e-15);
    }
  }
}

}  // namespace
}  // namespace inversim
