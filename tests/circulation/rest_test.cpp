// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/rest.h"

#include "inversim/circulation/conditions.h"
#include "shipped.h"

namespace inversim {
namespace {

TEST(Rest, SupineReferenceSubject) {
  const CirculationOutputs<double> o = at_rest(reference_model(), 0.0);
  EXPECT_NEAR(o.mean_heart / kMmHg, 91.0, 5.0);
  EXPECT_NEAR(o.heart_rate * 60.0, 67.0, 5.0);
  EXPECT_NEAR(o.cardiac_output / kLitrePerMinute, 4.8, 0.5);
  // what must hang together, whatever the figures
  EXPECT_NEAR(o.cardiac_output, o.heart_rate * o.stroke_volume, 1e-12 * o.cardiac_output);
  EXPECT_GT(o.pulmonary_artery, o.left_atrium);
  EXPECT_NEAR(o.right_atrium / kMmHg, 3.0, 2.0);
  EXPECT_NEAR(o.jugular / kMmHg, 4.0, 3.0);
}

// heart rate and pressure come out of the loop: take something away and they move
TEST(Rest, SupineValuesAreNotConstants) {
  CirculationParameters p = shipped_parameters();
  const CirculationOutputs<double> whole = at_rest(make_circulation(p, reference_subject(p)), 0.0);
  p.blood_volume -= 500.0 * kMl;
  const CirculationOutputs<double> bled = at_rest(make_circulation(p, reference_subject(p)), 0.0);
  EXPECT_LT(bled.mean_heart, whole.mean_heart - 3.0 * kMmHg);
  EXPECT_GT(bled.heart_rate, whole.heart_rate + 5.0 / 60.0);
  EXPECT_LT(bled.stroke_volume, whole.stroke_volume - 10.0 * kMl);
  p = shipped_parameters();
  for (int e : {kRenalBed, kSplanchnicBed, kLegBed}) p.resistance[e] *= 0.8;
  const CirculationOutputs<double> dilated =
      at_rest(make_circulation(p, reference_subject(p)), 0.0);
  EXPECT_LT(dilated.mean_heart, whole.mean_heart - kMmHg);
  EXPECT_GT(dilated.cardiac_output, whole.cardiac_output * 1.03);
}

TEST(Rest, HeartSlowsAsCarotidPressureRises) {
  const CirculationModel<double> m = reference_model();
  double last_rate = 1e9, last_carotid = 0.0;
  for (double degrees : {-90.0, -60.0, -30.0, 0.0, 30.0, 60.0, 90.0}) {
    const CirculationOutputs<double> o = at_rest(m, degrees);
    EXPECT_GT(o.mean_carotid, last_carotid) << degrees;
    EXPECT_LT(o.heart_rate, last_rate) << degrees;
    last_carotid = o.mean_carotid;
    last_rate = o.heart_rate;
  }
}

TEST(Rest, RestDoesNotDependOnTheStep) {
  const CirculationModel<double> m = reference_model();
  for (double degrees : {-75.0, 0.0, 60.0, 90.0}) {
    const CirculationInput<double> input = tilted(m, degrees);
    CirculationState<double> state = resting_state(m, input);  // by steps of 100 ms
    const CirculationOutputs<double> coarse = outputs(m, state, input);
    run(m, state, 30.0, 0.001, [&](double) { return degrees; });
    const CirculationOutputs<double> fine = outputs(m, state, input);
    EXPECT_NEAR(fine.mean_heart / coarse.mean_heart, 1.0, 1e-6);
    EXPECT_NEAR(fine.heart_rate / coarse.heart_rate, 1.0, 1e-6);
  }
}

// the reflexes hold still where nothing moves, in every condition
TEST(Rest, NothingSwings) {
  const Reading reading =
      read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml", FileKind::kCirculation);
  const std::vector<ConditionEffect> effects = condition_effects(reading.document->root);
  for (const char* condition : {"", "beta_blocker", "autonomic_failure", "heart_failure",
                                "dehydration", "hypertension_untreated"}) {
    CirculationParameters p = shipped_parameters();
    CirculationSubject s = reference_subject(p);
    if (*condition != 0) apply_condition(effects, condition, p, s);
    const CirculationModel<double> m = make_circulation(p, s);
    CirculationState<double> state = resting_state(m, tilted(m, 0.0));
    const double before = outputs(m, state, tilted(m, 0.0)).mean_heart;
    run(m, state, 300.0, 0.1, [](double) { return 0.0; });
    EXPECT_NEAR(outputs(m, state, tilted(m, 0.0)).mean_heart / kMmHg, before / kMmHg, 0.05)
        << condition;
  }
}

// the beating face comes to rest where the averaged one does, and blood and tissue are all there
TEST(Rest, BeatingRestsWhereAveragedDoes) {
  const CirculationModel<double> m = reference_model();
  for (double degrees : {-60.0, 0.0, 60.0}) {
    const CirculationInput<double> input = tilted(m, degrees);
    CirculationState<double> beating = resting_state(m, input, Face::kBeating);
    EXPECT_NEAR(all_blood(beating) / m.blood_volume, 1.0, 1e-12);
    const CirculationOutputs<double> b = mean_over<Face::kBeating>(m, beating, 20.0, 1e-3, degrees);
    const CirculationOutputs<double> a = at_rest(m, degrees);
    EXPECT_NEAR(b.mean_heart / kMmHg, a.mean_heart / kMmHg, 1.0) << degrees;
    EXPECT_NEAR(b.heart_rate * 60, a.heart_rate * 60, 1.0) << degrees;
    EXPECT_NEAR(b.intracranial / kMmHg, a.intracranial / kMmHg, 0.5) << degrees;
  }
}

// `since` is for the tissue alone: just arrived, none of its fluid has moved
TEST(Rest, TissueWaitsForTheTimeGiven) {
  const CirculationModel<double> m = reference_model();
  const CirculationInput<double> input = tilted(m, -75.0);
  const auto fluid = [&](double since) {
    const CirculationState<double> s = resting_state(m, input, Face::kAveraged, since);
    EXPECT_NEAR(all_blood(s) / m.blood_volume, 1.0, 1e-12);
    return outputs(m, s, input).tissue_volume;
  };
  EXPECT_EQ(fluid(0.0), 0.0);
  EXPECT_NEAR(fluid(276.0) / fluid(1e9), 1.0 - std::exp(-1.0), 1e-9);
}

}  // namespace
}  // namespace inversim
