// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/circulation_step.h"

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
TEST(CirculationStep, WindkesselFollowsTheExponential) {
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
TEST(CirculationStep, StandingBloodIsAColumn) {
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

// lying, the jugular veins carry nearly all; upright they fall shut, hold the sinus near the air's
// pressure all the same, and the plexus carries what the column below it drives (Valdueza 2000,
// recalled: 40 of 740 ml/min lying, 210 upright)
TEST(CirculationStep, JugularVeinsHoldTheSinusUp) {
  const CirculationModel<double> m = reference_model();
  const double minute = kMl / 60.0;
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  const auto look = [&](double degrees) {
    struct {
      double plexus, jugular, sinus, neck;
    } seen{};
    const CirculationInput<double> input = tilted(m, degrees);
    CirculationPressures<double> p;
    pressures<Face::kAveraged, double>(m, state, input, p);
    const BrainFlow<double> brain = brain_of<double>(m, state, p);
    EdgeFlow<double> flow[kEdges];
    edge_flows<Face::kAveraged, double>(m, state, p, brain, flow);
    seen.plexus = flow[kVertebralPlexus].flow / minute;
    seen.jugular = flow[kHeadToJugular].flow / minute;
    seen.sinus = brain.sinus / kMmHg;
    seen.neck = (p.head[kJugularVeins] - p.around.column[kJugularVeins]) / kMmHg;
    return seen;
  };
  const auto lying = look(0.0);
  EXPECT_NEAR(lying.plexus / (lying.plexus + lying.jugular), 40.0 / 740.0, 0.002);
  EXPECT_GT(lying.neck, m.surroundings.neck_weight / kMmHg - 1.0);
  run(m, state, 300.0, 0.02, [](double) { return -75.0; });
  const auto upright = look(-75.0);
  EXPECT_NEAR(upright.neck, -1.0, 1.0);
  EXPECT_GT(upright.sinus, 0.0);
  EXPECT_LT(upright.sinus, lying.sinus - 5.0);
  EXPECT_GT(upright.plexus, 5.0 * lying.plexus);
  EXPECT_LT(upright.jugular, 0.5 * lying.jugular);
}

// up and down every two minutes for a day, averaged, and for an hour of beats
TEST(CirculationStep, KeepsItsBloodOverADayOfTilts) {
  const CirculationModel<double> m = reference_model();
  const auto angle = [](double t) { return 90.0 * std::sin(t * 6.283185307 / 120.0); };
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  EXPECT_NEAR(all_blood(state) / m.blood_volume, 1.0, 1e-12);
  run(m, state, 86400.0, 0.05, angle);
  EXPECT_NEAR(all_blood(state) / m.blood_volume, 1.0, 1e-9);
  state = resting_state(m, tilted(m, 0.0), Face::kBeating);
  run<Face::kBeating>(m, state, 3600.0, 1e-3, angle);
  EXPECT_NEAR(all_blood(state) / m.blood_volume, 1.0, 1e-9);
}

// greatest difference of mean pressures, means over 10 s each, on the way from 60 deg to upright
template <Face face>
double greatest_difference(double coarse, double fine) {
  using Out = CirculationOutputs<double>;
  const CirculationModel<double> m = reference_model();
  CirculationState<double> a = resting_state(m, tilted(m, 60.0), face), b = a;
  const auto angle = [](double t) { return std::fmax(-75.0, 60.0 - 20.0 * t); };
  double most = 0.0;
  run<face>(m, a, 10.0, coarse, angle);
  run<face>(m, b, 10.0, fine, angle);
  for (int n = 0; n < 12; ++n) {
    const Out x = mean_over<face>(m, a, 10.0, coarse, -75.0);
    const Out y = mean_over<face>(m, b, 10.0, fine, -75.0);
    for (double Out::*member :
         {&Out::mean_heart, &Out::mean_brain, &Out::right_atrium, &Out::left_atrium, &Out::jugular,
          &Out::pulmonary_artery, &Out::intracranial, &Out::intraocular})
      most = std::fmax(most, std::fabs(x.*member - y.*member) / kMmHg);
  }
  return most;
}

TEST(CirculationStep, HalvingTheStepChangesMeanPressuresByLessThanATenth) {
  EXPECT_LT(greatest_difference<Face::kBeating>(1e-3, 5e-4), 0.1);
  EXPECT_LT(greatest_difference<Face::kBeating>(2e-3, 1e-3), 0.1);
  EXPECT_LT(greatest_difference<Face::kAveraged>(0.02, 0.01), 0.1);
}

// 20 deg/s is 2 deg in a step of 100 ms: what lags then is the motion, not the rest
TEST(CirculationStep, LongestStepIsRightWhereNothingMoves) {
  const CirculationModel<double> m = reference_model();
  for (double degrees : {-75.0, 60.0}) {
    CirculationState<double> coarse = resting_state(m, tilted(m, 0.0)), fine = coarse;
    const auto angle = [&](double t) { return degrees * std::fmin(1.0, t / 10.0); };
    run(m, coarse, 60.0, 0.1, angle);
    run(m, fine, 60.0, 0.05, angle);
    const CirculationOutputs<double> a = outputs(m, coarse, tilted(m, degrees));
    const CirculationOutputs<double> b = outputs(m, fine, tilted(m, degrees));
    EXPECT_NEAR(a.mean_heart / kMmHg, b.mean_heart / kMmHg, 0.1);
    EXPECT_NEAR(a.right_atrium / kMmHg, b.right_atrium / kMmHg, 0.1);
    EXPECT_NEAR(a.intracranial / kMmHg, b.intracranial / kMmHg, 0.1);
  }
}

// the smallest volume that any compartment ever had [ml], or -1 where one was no number
template <Face face, class Angle>
double least_volume(const CirculationModel<double>& m, double duration, double dt, double bled,
                    Angle angle) {
  CirculationState<double> state = resting_state(m, tilted(m, 0.0), face);
  const double before = all_blood(state);
  double least = 1e9;
  for (long n = 1; n <= std::lround(duration / dt); ++n) {
    const double t = static_cast<double>(n) * dt;
    CirculationInput<double> input = tilted(m, angle(t));
    if (t <= 60.0) input.bleeding = bled / 60.0;
    step<face, double>(m, state, input, dt);
    for (int i = 0; i < kCompartments; ++i) {
      if (face == Face::kAveraged && i >= kRightVentricle) continue;
      if (!std::isfinite(state.volume[i])) return -1.0;
      least = std::fmin(least, state.volume[i] / kMl);
    }
  }
  EXPECT_NEAR(all_blood(state) / before, 1.0, 1e-9);
  EXPECT_NEAR(state.lost, bled, 1e-9 * before);
  return least;
}

// the heart held at a rate: 0 leaves it to the reflex
CirculationModel<double> held_at(double per_minute) {
  CirculationModel<double> m = reference_model();
  if (per_minute == 0.0) return m;
  m.reflex.resting_period = 60.0 / per_minute;
  m.reflex.vagal_gain = m.reflex.beta_gain = 0.0;
  return m;
}

// one turn a second
TEST(CirculationStep, SurvivesAnyTumble) {
  const auto angle = [](double t) { return 360.0 * t; };
  for (double rate : {0.0, 30.0, 67.0, 120.0, 200.0}) {
    SCOPED_TRACE(rate);
    const CirculationModel<double> m = held_at(rate);
    for (double dt : {0.02, 0.1})
      EXPECT_GT(least_volume<Face::kAveraged>(m, 60.0, dt, 0.0, angle), 5.0) << dt;
    for (double dt : {1e-3, 2e-3})
      EXPECT_GT(least_volume<Face::kBeating>(m, 60.0, dt, 0.0, angle), 5.0) << dt;
  }
}

// three tenths bled within a minute, then swayed
TEST(CirculationStep, SurvivesBleeding) {
  const auto angle = [](double t) { return t < 120.0 ? 0.0 : 90.0 * std::sin(t); };
  for (double rate : {0.0, 30.0, 200.0}) {
    SCOPED_TRACE(rate);
    const CirculationModel<double> m = held_at(rate);
    const double bled = 0.3 * m.blood_volume;
    for (double dt : {0.02, 0.1})
      EXPECT_GT(least_volume<Face::kAveraged>(m, 240.0, dt, bled, angle), 1.0) << dt;
    for (double dt : {1e-3, 2e-3})
      EXPECT_GT(least_volume<Face::kBeating>(m, 240.0, dt, bled, angle), 1.0) << dt;
  }
}

TEST(CirculationStep, BleedingLowersPressureAndRaisesTheRate) {
  const CirculationModel<double> m = reference_model();
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  const CirculationOutputs<double> before = outputs(m, state, tilted(m, 0.0));
  CirculationInput<double> input = tilted(m, 0.0);
  input.bleeding = 500.0 * kMl / 60.0;
  for (int n = 0; n < 600; ++n) step<Face::kAveraged, double>(m, state, input, 0.1);
  run(m, state, 120.0, 0.1, [](double) { return 0.0; });
  const CirculationOutputs<double> after = outputs(m, state, tilted(m, 0.0));
  EXPECT_NEAR(state.lost / kMl, 500.0, 1e-6);
  EXPECT_LT(after.mean_heart, before.mean_heart - kMmHg);
  EXPECT_GT(after.heart_rate, before.heart_rate + 3.0 / 60.0);
  EXPECT_LT(after.right_atrium, before.right_atrium - 0.3 * kMmHg);
}

// a bled, dead-still or stuffed circulation is out of range, but never out of numbers
TEST(CirculationStep, SurvivesAbsurdVolumes) {
  for (double volume : {500.0, 2500.0, 9000.0, 20000.0}) {
    CirculationModel<double> m = reference_model();
    m.blood_volume = volume * kMl;
    CirculationState<double> state = resting_state(m, tilted(m, 0.0));
    run(m, state, 60.0, 0.1, [](double t) { return 90.0 * std::sin(t); });
    for (double v : state.volume) ASSERT_TRUE(std::isfinite(v)) << volume;
  }
}

}  // namespace
}  // namespace inversim
