// SPDX-License-Identifier: Apache-2.0
// Both faces against four beating chambers written once more on the same vessels: where the
// averaging figures of the model file come from, and how well they do.
#include "pulsatile_oracle.h"
#include "shipped.h"

namespace inversim {
namespace {

CirculationModel<double> at_rate(const CirculationParameters& p, double per_minute) {
  CirculationSubject s = reference_subject(p);
  s.heart_rate = per_minute / 60.0;
  return make_circulation(p, s);
}

void expect_figures(const BeatingSide& side, const ChamberFigures& ventricle,
                    const AveragingFigures& file, double x) {
  const double filling =
      (side.end_diastolic - ventricle.unstressed) * ventricle.diastolic_elastance / side.atrial;
  const double afterload =
      (side.end_systolic - ventricle.unstressed) * ventricle.systolic_elastance / side.arterial;
  const double emptied =
      (side.end_diastolic - side.mean_ventricle) / (side.end_diastolic - side.end_systolic);
  EXPECT_NEAR(file.filling + x * (file.filling_slope + x * file.filling_curvature), filling, 0.013);
  EXPECT_NEAR(file.afterload + x * file.afterload_slope, afterload, 0.008);
  EXPECT_NEAR(file.emptied + x * file.emptied_slope, emptied, 0.03);
}

TEST(Pulsatile, AveragedHeartAgreesFromSlowToFast) {
  const CirculationParameters p = unregulated_parameters();
  for (double rate : {50.0, 67.0, 90.0, 110.0}) {
    SCOPED_TRACE(rate);
    const CirculationModel<double> model = at_rate(p, rate);
    const BeatingHeart beating = beat(p, model, 60.0, 2e-4);
    const CirculationOutputs<double> averaged = at_rest(model, 0.0);
    EXPECT_NEAR(averaged.mean_heart / kMmHg, beating.mean / kMmHg, 1.0);
    EXPECT_NEAR(averaged.cardiac_output / beating.output, 1.0, 0.01);
    EXPECT_NEAR(averaged.pulmonary_artery / kMmHg, beating.pulmonary / kMmHg, 0.3);
    EXPECT_NEAR(averaged.right_atrium / kMmHg, beating.right.atrial / kMmHg - 3.0, 0.2);
    EXPECT_NEAR(averaged.left_atrium / kMmHg, beating.left.atrial / kMmHg - 3.0, 0.2);
    const double x = 67.0 / rate - 1.0;
    expect_figures(beating.left, p.left_ventricle, p.left_averaging, x);
    expect_figures(beating.right, p.right_ventricle, p.right_averaging, x);
  }
}

// the linearly implicit step of 1 ms against explicit ones of 0.2 ms
TEST(Pulsatile, BeatingFaceAgreesFromSlowToFast) {
  const CirculationParameters p = unregulated_parameters();
  for (double rate : {50.0, 67.0, 110.0}) {
    SCOPED_TRACE(rate);
    const CirculationModel<double> model = at_rate(p, rate);
    const BeatingHeart beating = beat(p, model, 60.0, 2e-4);
    CirculationState<double> state = resting_state(model, tilted(model, 0.0), Face::kBeating);
    const CirculationOutputs<double> face =
        mean_over<Face::kBeating>(model, state, 10.0, 1e-3, 0.0);
    EXPECT_NEAR(face.mean_heart / kMmHg, beating.mean / kMmHg, 0.3);
    EXPECT_NEAR(face.systolic_heart / kMmHg, beating.systolic / kMmHg, 0.5);
    EXPECT_NEAR(face.diastolic_heart / kMmHg, beating.diastolic / kMmHg, 0.5);
    EXPECT_NEAR(face.cardiac_output / beating.output, 1.0, 0.005);
    EXPECT_NEAR(face.pulmonary_artery / kMmHg, beating.pulmonary / kMmHg, 0.1);
    EXPECT_NEAR(face.right_atrium / kMmHg, beating.right.atrial / kMmHg - 3.0, 0.1);
    EXPECT_NEAR(face.left_atrium / kMmHg, beating.left.atrial / kMmHg - 3.0, 0.1);
  }
}

// the factors hardly go with filling: 5 % less and more blood
TEST(Pulsatile, AveragedHeartAgreesFromEmptyToFull) {
  for (double volume : {0.95, 1.05}) {
    CirculationParameters p = unregulated_parameters();
    p.blood_volume *= volume;
    const CirculationModel<double> model = at_rate(p, 67.0);
    const BeatingHeart beating = beat(p, model, 60.0, 2e-4);
    const CirculationOutputs<double> averaged = at_rest(model, 0.0);
    EXPECT_NEAR(averaged.mean_heart / kMmHg, beating.mean / kMmHg, 1.0) << volume;
    EXPECT_NEAR(averaged.cardiac_output / beating.output, 1.0, 0.01) << volume;
  }
}

// what a cuff would read of the beating heart, reflex at rest: an adult's pressure, not only a mean
TEST(Pulsatile, BeatingHeartHasAnAdultsPulse) {
  const CirculationParameters p = unregulated_parameters();
  const BeatingHeart beating = beat(p, at_rate(p, 67.0), 60.0, 2e-4);
  EXPECT_NEAR(beating.systolic / kMmHg, 100.0, 10.0);
  EXPECT_NEAR(beating.diastolic / kMmHg, 75.0, 7.0);
}

}  // namespace
}  // namespace inversim
