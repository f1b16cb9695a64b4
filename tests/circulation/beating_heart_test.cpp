// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/beating_heart.h"

#include "shipped.h"

namespace inversim {
namespace {

CirculationModel<double> held_at(double per_minute) {
  const CirculationParameters p = unregulated_parameters();
  CirculationSubject s = reference_subject(p);
  s.heart_rate = per_minute / 60.0;
  return make_circulation(p, s);
}

// half a cosine up over the systole, one twice as fast down, then nothing
TEST(BeatingHeart, ActivationIsHeldts) {
  const double systole = 0.35;
  const auto at = [&](double share) { return activation<double>(share * systole, systole); };
  EXPECT_EQ(at(0.0), 0.0);
  EXPECT_NEAR(at(0.5), 0.5, 1e-12);
  EXPECT_NEAR(at(1.0), 1.0, 1e-12);
  EXPECT_NEAR(at(1.25), 0.5, 1e-12);
  EXPECT_NEAR(at(1.5), 0.0, 1e-12);
  EXPECT_NEAR(at(2.7), 0.0, 1e-12);
}

TEST(BeatingHeart, ElastanceRunsFromDiastolicToSystolic) {
  const CirculationParameters p = shipped_parameters();
  const CirculationModel<double> m = reference_model();
  const auto at = [&](double atria, double ventricles, int chamber, double error) {
    return chamber_elastance<double>(m.heart, atria, ventricles, chamber, error);
  };
  EXPECT_NEAR(at(0, 0, kLeftVentricularChamber, 0) / p.left_ventricle.diastolic_elastance, 1, 1e-9);
  EXPECT_NEAR(at(0, 1, kLeftVentricularChamber, 0) / p.left_ventricle.systolic_elastance, 1, 1e-9);
  EXPECT_NEAR(at(1, 0, kRightAtrialChamber, 0) / p.right_atrium.systolic_elastance, 1, 1e-9);
  // too little pressure hardens the ventricle, too much softens it; atria do not care
  const double e = 10.0 * kMmHg;
  EXPECT_NEAR(at(0, 1, kLeftVentricularChamber, -e) * kMl / kMmHg, 1 / (1 / 2.5 - 0.07), 1e-6);
  EXPECT_LT(at(0, 1, kLeftVentricularChamber, e), at(0, 1, kLeftVentricularChamber, 0));
  EXPECT_EQ(at(1, 1, kLeftAtrialChamber, e), at(1, 1, kLeftAtrialChamber, -e));
}

// beats come at the rate that is asked for, from the slowest to the fastest, and eject
TEST(BeatingHeart, BeatsFrom30To200) {
  double last_stroke = 1.0;
  for (double rate : {30.0, 50.0, 67.0, 100.0, 140.0, 200.0}) {
    SCOPED_TRACE(rate);
    const CirculationModel<double> m = held_at(rate);
    CirculationState<double> state = resting_state(m, tilted(m, 0.0), Face::kBeating);
    int beats = 0;
    double largest = 0.0, smallest = 1.0, before = state.beat.phase;
    for (int n = 0; n < 60000; ++n) {
      step<Face::kBeating, double>(m, state, tilted(m, 0.0), 1e-3);
      beats += state.beat.phase < before;
      before = state.beat.phase;
      largest = std::fmax(largest, state.volume[kLeftVentricle]);
      smallest = std::fmin(smallest, state.volume[kLeftVentricle]);
    }
    EXPECT_NEAR(beats, rate, 1.0);
    const CirculationOutputs<double> o = outputs<Face::kBeating>(m, state, tilted(m, 0.0));
    EXPECT_NEAR(o.heart_rate * 60.0, rate, 1e-6 * rate);
    // what the ventricle loses in a beat is what the aorta gets
    EXPECT_NEAR(o.stroke_volume / (largest - smallest), 1.0, 0.02);
    EXPECT_LT(o.stroke_volume, last_stroke);
    EXPECT_GT(o.stroke_volume, 10.0 * kMl);
    EXPECT_GT(o.mean_heart, 50.0 * kMmHg);
    last_stroke = o.stroke_volume;
    if (rate == 67.0) { EXPECT_NEAR((largest - smallest) / largest, 0.5, 0.1); }
  }
}

// the lungs and the cavae shut: what atrium and ventricle hold can then only go out, never back in
TEST(BeatingHeart, ValvesNeverFlowBack) {
  for (double rate : {30.0, 67.0, 200.0})
    for (double dt : {5e-4, 1e-3, 2e-3}) {
      SCOPED_TRACE(rate);
      CirculationModel<double> m = held_at(rate);
      CirculationState<double> state = resting_state(m, tilted(m, 0.0), Face::kBeating);
      for (Edge e : {kLungsToHeart, kSuperiorToHeart, kInferiorToHeart}) m.resistance[e] = 1e30;
      for (int n = 0; n < 5000; ++n) {
        const CirculationState<double> before = state;
        step<Face::kBeating, double>(m, state, tilted(m, 60.0 * std::sin(0.002 * n)), dt);
        for (int side = 0; side < 2; ++side) {
          const double atrium =
              state.volume[kRightHeart + side] - before.volume[kRightHeart + side];
          const double ventricle =
              state.volume[kRightVentricle + side] - before.volume[kRightVentricle + side];
          ASSERT_LE(atrium, 1e-18);              // into the ventricle
          ASSERT_LE(atrium + ventricle, 1e-18);  // into the artery
        }
      }
    }
}

// an atrium contracts before its ventricle, by 0.19 of the root of the period
TEST(BeatingHeart, VentriclesFollowTheAtria) {
  for (double rate : {30.0, 67.0, 200.0}) {
    const CirculationModel<double> m = held_at(rate);
    BeatState<double> beat{};
    beat.period = 60.0 / rate;
    const double delay = 0.19 * std::sqrt(beat.period);
    double onset = -1.0;
    for (int n = 0; n < 10000; ++n) {
      const double before = beat.since_ventricular;
      tick<double>(m.heart, 60.0 / rate, 1e-3, beat);
      if (n > 5000 && beat.since_ventricular < before)
        onset = beat.since_atrial - beat.since_ventricular;
    }
    EXPECT_NEAR(onset, delay, 1e-9) << rate;
  }
}

// 12 breaths a minute swing the right atrium by what they take off the chest's pressure
TEST(BeatingHeart, BreathingSwingsTheChest) {
  const CirculationModel<double> m = reference_model();
  CirculationState<double> state = resting_state(m, tilted(m, 0.0), Face::kBeating);
  double least = 1e9, most = -1e9;
  for (int n = 0; n < 5000; ++n) {
    step<Face::kBeating, double>(m, state, tilted(m, 0.0), 1e-3);
    CirculationPressures<double> p;
    pressures<Face::kBeating, double>(m, state, tilted(m, 0.0), p);
    least = std::fmin(least, p.around.external[kRightHeart]);
    most = std::fmax(most, p.around.external[kRightHeart]);
  }
  EXPECT_NEAR(least / kMmHg, -4.0, 1e-3);
  EXPECT_NEAR(most / kMmHg, -2.0, 1e-3);
}

}  // namespace
}  // namespace inversim
