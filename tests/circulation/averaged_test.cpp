// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/rest.h"

#include <bit>
#include <cstdint>
#include <random>

#include "shipped.h"

namespace inversim {
namespace {

// the heart stands, and nothing joins the compartments but the edges named
CirculationModel<double> stopped(std::initializer_list<Edge> open) {
  CirculationModel<double> m = reference_model();
  m.reflex.resting_period = 1e30;
  m.reflex.vagal_gain = m.reflex.beta_gain = 0.0;
  for (int e = 0; e < kEdges; ++e) {
    bool kept = open.size() == 0;
    for (Edge o : open) kept = kept || o == e;
    if (!kept) m.resistance[e] = 1e30;
  }
  return m;
}

// two compliances discharging into each other: dP = dP0 exp(-t / (R C)), 1/C = 1/C1 + 1/C2
TEST(Averaged, WindkesselFollowsTheExponential) {
  const CirculationModel<double> m = stopped({kLungBed});
  const CirculationInput<double> input = tilted(m, 0.0);
  const double c1 = m.compliance[kPulmonaryArteries], c2 = m.compliance[kPulmonaryVeins];
  const double tau = m.resistance[kLungBed] * c1 * c2 / (c1 + c2);
  for (double dt : {1e-5, 1e-4}) {
    CirculationState<double> state = resting_state(reference_model(), input);
    const auto difference = [&] {
      return (state.volume[kPulmonaryArteries] - m.unstressed[kPulmonaryArteries]) / c1 -
             (state.volume[kPulmonaryVeins] - m.unstressed[kPulmonaryVeins]) / c2;
    };
    const double start = difference();
    const double duration = std::round(tau / dt) * dt;
    run(m, state, duration, dt, [](double) { return 0.0; });
    // implicit Euler: relative error dt / (2 tau) after one time constant
    EXPECT_NEAR(difference() / start, std::exp(-duration / tau), 0.6 * dt / tau * std::exp(-1.0));
  }
}

// no flow, no pump: P + rho g h is the same everywhere, save for what valves hold back
TEST(Averaged, StandingBloodIsAColumn) {
  const CirculationModel<double> m = stopped({});
  for (double degrees : {-20.0, 0.0, 10.0}) {
    const CirculationInput<double> input = tilted(m, degrees);
    CirculationState<double> state = resting_state(reference_model(), input);
    run(m, state, 4000.0, 0.1, [&](double) { return degrees; });
    CirculationPressures<double> p;
    pressures<Face::kAveraged, double>(m, state, input, p);
    for (int i : {kAorticArch, kLegArteries, kCarotids, kHeadArteries, kRenalArteries, kLegVeins,
                  kSplanchnicVeins, kAbdominalVeins, kInferiorVenaCava})
      EXPECT_NEAR(p.head[i] / kMmHg, p.head[kRightHeart] / kMmHg, 0.15)
          << kCompartmentRows[i].name << " at " << degrees;
  }
}

TEST(Averaged, SupineReferenceSubject) {
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
TEST(Averaged, SupineValuesAreNotConstants) {
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

// carotid minus arch is the column between the two landmarks, in motion and with a bent body too
TEST(Averaged, CarotidIsTheArchAndAColumn) {
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

TEST(Averaged, HeartSlowsAsCarotidPressureRises) {
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

TEST(Averaged, BloodGoesWhereItIsLow) {
  const CirculationModel<double> m = reference_model();
  const CirculationOutputs<double> up = at_rest(m, -90.0), lying = at_rest(m, 0.0),
                                   down = at_rest(m, 90.0);
  // Heldt's 1200 ml of leg veins take 0.5 to 0.7 l upright (static check of the reference: 0.56)
  EXPECT_NEAR((up.leg_volume - lying.leg_volume) / kMl, 600.0, 100.0);
  // inverted they give 0.25 to 0.45 l back
  EXPECT_NEAR((down.leg_volume - lying.leg_volume) / kMl, -350.0, 100.0);
  // the head takes about a tenth of a litre
  EXPECT_NEAR((down.head_volume - lying.head_volume) / kMl, 105.0, 25.0);
  // right atrium: the hydrostatic indifferent point lies 3 to 11 cm below the heart, both ways
  const double per_cm = 1060.0 * 9.80665 * 0.01;
  EXPECT_NEAR((lying.right_atrium - up.right_atrium) / per_cm, 7.0, 4.0);
  EXPECT_NEAR((down.right_atrium - lying.right_atrium) / per_cm, 7.0, 4.0);
}

TEST(Averaged, KeepsItsBloodOverADayOfTilts) {
  const CirculationModel<double> m = reference_model();
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  double before = 0.0;
  for (double v : state.volume) before += v;
  EXPECT_NEAR(before / m.blood_volume, 1.0, 1e-12);
  // up and down every two minutes for 24 h
  run(m, state, 86400.0, 0.05, [](double t) { return 90.0 * std::sin(t * 6.283185307 / 120.0); });
  double after = 0.0;
  for (double v : state.volume) after += v;
  EXPECT_NEAR(after / before, 1.0, 1e-9);
}

// slow and fast steps walk the same way through a 2 s tilt to -75 deg
TEST(Averaged, StepSizeDoesNotMatter) {
  const CirculationModel<double> m = reference_model();
  const auto angle = [](double t) { return -75.0 * std::fmin(1.0, t / 2.0); };
  for (double until : {1.0, 2.0, 3.0, 6.0, 10.0, 30.0}) {
    CirculationOutputs<double> at[3];
    const double steps[3] = {0.001, 0.01, 0.05};
    for (int i = 0; i < 3; ++i) {
      CirculationState<double> state = resting_state(m, tilted(m, 0.0));
      run(m, state, until, steps[i], angle);
      at[i] = outputs(m, state, tilted(m, angle(until)));
    }
    for (int i : {1, 2}) {
      const double slack = i == 1 ? 0.2 : 1.0;
      EXPECT_NEAR(at[i].mean_arch / kMmHg, at[0].mean_arch / kMmHg, 0.5 * slack) << until;
      EXPECT_NEAR(at[i].heart_rate * 60, at[0].heart_rate * 60, 0.5 * slack) << until;
      EXPECT_NEAR(at[i].leg_volume / kMl, at[0].leg_volume / kMl, 3.0 * slack) << until;
      EXPECT_NEAR(at[i].right_atrium / kMmHg, at[0].right_atrium / kMmHg, 0.2 * slack) << until;
    }
  }
}

TEST(Averaged, RestDoesNotDependOnTheStep) {
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

TEST(Averaged, SurvivesAnyTumble) {
  const CirculationModel<double> m = reference_model();
  for (double dt : {0.001, 0.02, 0.1}) {
    CirculationState<double> state = resting_state(m, tilted(m, 0.0));
    for (double t = 0.0; t < 60.0; t += dt) {
      step<Face::kAveraged, double>(m, state, tilted(m, 360.0 * t), dt);  // one turn a second
      for (int i = 0; i < kCompartments; ++i)
        ASSERT_TRUE(std::isfinite(state.volume[i])) << kCompartmentRows[i].name << " at " << t;
    }
    const CirculationOutputs<double> o = outputs(m, state, tilted(m, 0.0));
    EXPECT_NEAR(o.mean_heart / kMmHg, 91.0, 25.0) << dt;
    EXPECT_NEAR(o.total_volume / m.blood_volume, 1.0, 1e-12) << dt;
  }
}

// a bled, dead-still or stuffed circulation is out of range, but never out of numbers
TEST(Averaged, SurvivesAbsurdVolumes) {
  for (double volume : {500.0, 2500.0, 9000.0, 20000.0}) {
    CirculationModel<double> m = reference_model();
    m.blood_volume = volume * kMl;
    CirculationState<double> state = resting_state(m, tilted(m, 0.0));
    run(m, state, 60.0, 0.1, [](double t) { return 90.0 * std::sin(t); });
    for (double v : state.volume) ASSERT_TRUE(std::isfinite(v)) << volume;
  }
}

template <class T>
void lanes_have_the_bits_of_the_scalar() {
  const CirculationParameters p = shipped_parameters();
  CirculationModel<T> wide;
  CirculationState<T> wide_state;
  CirculationInput<T> wide_input;
  CirculationModel<double> model[kLanes<T>];
  CirculationState<double> state[kLanes<T>];
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    CirculationSubject s = reference_subject(p);
    s.mass = 50.0 + 9.0 * lane;
    s.height = 1.5 + 0.06 * lane;
    s.female = lane % 2 == 1;
    s.age = 20.0 + 7.0 * lane;
    model[lane] = make_circulation(p, s);
    state[lane] = resting_state(model[lane], tilted(model[lane], -20.0 * lane));
    set_lane(wide, lane, model[lane]);
    set_lane(wide_state, lane, state[lane]);
  }
  for (int n = 0; n < 3000; ++n) {
    for (int lane = 0; lane < kLanes<T>; ++lane) {
      const double degrees = 95.0 * std::sin(0.003 * n + lane);
      const CirculationInput<double> input = tilted(model[lane], degrees);
      step<Face::kAveraged, double>(model[lane], state[lane], input, 0.01);
      set_lane(wide_input, lane, input);
    }
    step<Face::kAveraged, T>(wide, wide_state, wide_input, broadcast<T>(0.01));
  }
  CirculationOutputs<T> wide_out;
  read_outputs<Face::kAveraged, T>(wide, wide_state, wide_input, wide_out);
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    const CirculationState<double> got = get_lane(wide_state, lane);
    EXPECT_EQ(__builtin_memcmp(&got, &state[lane], sizeof got), 0) << lane;
    const CirculationOutputs<double> out =
        outputs(model[lane], state[lane], get_lane(wide_input, lane));
    const CirculationOutputs<double> got_out = get_lane(wide_out, lane);
    EXPECT_EQ(__builtin_memcmp(&got_out, &out, sizeof out), 0) << lane;
  }
}

TEST(Averaged, TwoLanesHaveTheBitsOfTheScalar) { lanes_have_the_bits_of_the_scalar<Lanes2>(); }
TEST(Averaged, FourLanesHaveTheBitsOfTheScalar) { lanes_have_the_bits_of_the_scalar<Lanes4>(); }
TEST(Averaged, EightLanesHaveTheBitsOfTheScalar) { lanes_have_the_bits_of_the_scalar<Lanes8>(); }

TEST(Averaged, SignalsNameEveryOutputOnce) {
  EXPECT_EQ(sizeof(CirculationOutputs<double>), kCirculationSignals * sizeof(double));
  CirculationOutputs<double> marked;
  auto* values = reinterpret_cast<double*>(&marked);
  for (int i = 0; i < kCirculationSignals; ++i) values[i] = i;
  for (int i = 0; i < kCirculationSignals; ++i)
    EXPECT_EQ(marked.*kCirculationSignalRows[i].member, i) << kCirculationSignalRows[i].name;
}

}  // namespace
}  // namespace inversim
