// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/brain.h"

#include "shipped.h"

namespace inversim {
namespace {

constexpr double kMinute = 60.0;

// flow at given pressures once the tone has come to rest; the first look is before it moves
struct Regulated {
  double at_once;
  double settled;
};

Regulated regulated(const BrainModel<double>& m, double perfusion) {
  BrainState<double> state{};
  const double icp = m.rest_pressure, venous = icp - 10.0 * kMmHg;
  Regulated r{};
  r.at_once = brain_flow<double>(m, state, icp + perfusion, venous, icp).flow;
  for (int n = 0; n < 20000; ++n) {
    const BrainFlow<double> b = brain_flow<double>(m, state, icp + perfusion, venous, icp);
    advance<double>(m, state, b.flow, icp, venous, 0.05);
    r.settled = b.flow;
  }
  return r;
}

TEST(Brain, PressureRestsWhereFormationAndAbsorptionBalance) {
  const CirculationParameters p = shipped_parameters();
  const CirculationModel<double> m = reference_model();
  const double over_sinus = p.brain.formation * p.brain.outflow;
  EXPECT_NEAR(over_sinus / kMmHg, 0.35 * 8.6, 1e-9);  // Davson
  for (double degrees : {-60.0, 0.0, 45.0, 90.0}) {
    const CirculationOutputs<double> o = at_rest(m, degrees);
    EXPECT_NEAR((o.intracranial - o.cerebral_venous) / kMmHg, over_sinus / kMmHg, 1e-3) << degrees;
  }
}

// 5 ml at once: by the elastance at first, then the skull's veins give way, then it is absorbed
TEST(Brain, AnInfusionIsAbsorbed) {
  const CirculationModel<double> m = reference_model();
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  const auto pressure = [&] { return outputs(m, state, tilted(m, 0.0)).intracranial; };
  const auto still = [](double) { return 0.0; };
  const double rest = pressure();
  state.brain.fluid += 5.0 * kMl;
  EXPECT_NEAR(pressure() / rest, std::exp(0.11 * 5.0), 1e-3);
  run(m, state, kMinute, 0.02, still);
  const double early = pressure() - rest;
  EXPECT_GT(early, 0.5 * kMmHg);
  run(m, state, 30.0 * kMinute, 0.1, still);
  const double later = pressure() - rest;
  EXPECT_GT(later, 0.1 * early);
  EXPECT_LT(later, 0.6 * early);
  run(m, state, 300.0 * kMinute, 0.1, still);
  EXPECT_NEAR(pressure() / kMmHg, rest / kMmHg, 0.005);
}

// 0.76 % of flow per % where pressure falls, 0.37 where it rises
TEST(Brain, SensitivityIsThatOfTheSourceAndDependsOnTheDirection) {
  const CirculationModel<double> m = reference_model();
  // the tone's reference is the flow at rest at these pressures
  BrainModel<double> b = m.brain;
  b.rest_flow = regulated(b, b.rest_perfusion).at_once;
  const double small = 1e-3;
  const double fall = regulated(b, (1.0 - small) * b.rest_perfusion).settled / b.rest_flow;
  const double rise = regulated(b, (1.0 + small) * b.rest_perfusion).settled / b.rest_flow;
  EXPECT_NEAR((1.0 - fall) / small, 0.76, 0.01);
  EXPECT_NEAR((rise - 1.0) / small, 0.37, 0.01);
  // unregulated it is more than the pressure: 1 + r n, r the arterioles' share
  const double r = b.arterioles / (b.arterioles + b.small_veins);
  const double at_once = regulated(b, (1.0 - small) * b.rest_perfusion).at_once / b.rest_flow;
  EXPECT_NEAR((1.0 - at_once) / small, 1.0 + r * b.passive, 0.01);
}

TEST(Brain, ArteriolesHaveBounds) {
  const BrainModel<double> b = reference_model().brain;
  EXPECT_EQ(arteriole_compliance<double>(b, 0.0), 1.0);
  EXPECT_NEAR(arteriole_compliance<double>(b, -100.0), 3.5, 1e-12);
  EXPECT_NEAR(arteriole_compliance<double>(b, 100.0), 0.75, 1e-12);
  for (double x : {-1e-4, 1e-4})
    EXPECT_NEAR((arteriole_compliance<double>(b, x) - 1.0) / x, -1.0, 1e-6);
}

// tilting moves the pressure at the ear by the column at once, before any blood has moved
TEST(Brain, ColumnActsAtOnce) {
  const CirculationModel<double> m = reference_model();
  for (double degrees : {-75.0, -18.0, 18.0, 90.0}) {
    CirculationState<double> state = resting_state(m, tilted(m, 0.0));
    const double before = outputs(m, state, tilted(m, 0.0)).intracranial;
    step<Face::kAveraged, double>(m, state, tilted(m, degrees), 1e-6);
    const double after = outputs(m, state, tilted(m, degrees)).intracranial;
    const double column = 1005.0 * 9.80665 * 0.12 * 1.693 * std::sin(degrees * kDegree);
    EXPECT_NEAR((after - before) / kMmHg, column / kMmHg, 0.01) << degrees;
  }
}

// below intracranial pressure the veins' own does not count; above it does
TEST(Brain, SmallVeinsAreAStarlingResistor) {
  const BrainModel<double> b = reference_model().brain;
  const BrainState<double> state{};
  const double arterial = 90.0 * kMmHg, icp = 12.0 * kMmHg;
  const BrainFlow<double> low = brain_flow<double>(b, state, arterial, -20.0 * kMmHg, icp);
  const BrainFlow<double> mid = brain_flow<double>(b, state, arterial, 5.0 * kMmHg, icp);
  EXPECT_EQ(low.flow, mid.flow);
  EXPECT_EQ(low.downstream, 0.0);
  const BrainFlow<double> high = brain_flow<double>(b, state, arterial, 30.0 * kMmHg, icp);
  EXPECT_LT(high.flow, 0.8 * mid.flow);
  EXPECT_EQ(high.downstream, high.upstream);
  EXPECT_GT(high.downstream, 0.0);
  EXPECT_EQ(brain_flow<double>(b, state, 0.0, 5.0 * kMmHg, icp).flow, 0.0);
}

// the skull holds what it holds: upside down its vessels take up little, the neck's a good deal
TEST(Brain, SkullKeepsItsBlood) {
  const CirculationModel<double> m = reference_model();
  const auto held = [&](double degrees) {
    const CirculationState<double> s = resting_state(m, tilted(m, degrees));
    return (s.volume[kHeadArteries] + s.volume[kHeadVeins]) / kMl;
  };
  const auto neck = [&](double degrees) {
    const CirculationState<double> s = resting_state(m, tilted(m, degrees));
    return s.volume[kJugularVeins] / kMl;
  };
  EXPECT_NEAR(held(90.0) - held(0.0), 0.0, 15.0);
  EXPECT_NEAR(held(-75.0) - held(0.0), 0.0, 30.0);
  EXPECT_GT(neck(90.0) - neck(0.0), 30.0);
}

// one half at a drop of 40 %, nine tenths near 54 %; 6.5 s to get there
TEST(Brain, LightHeadednessFollowsTheDrop) {
  const BrainModel<double> b = reference_model().brain;
  const auto index = [&](double drop, double duration) {
    BrainState<double> state{};
    for (int n = 0; n < std::lround(duration / 0.01); ++n)
      advance<double>(b, state, (1.0 - drop) * b.rest_flow, b.rest_pressure, 0.0, 0.01);
    return state.lightness;
  };
  EXPECT_NEAR(index(0.4, 100.0), 0.5, 1e-4);
  EXPECT_LT(index(0.0, 100.0), 0.01);
  EXPECT_NEAR(index(0.4 + std::log(9.0) / 16.0, 100.0), 0.9, 1e-3);
  EXPECT_NEAR(index(1.0, 6.5), 1.0 - std::exp(-1.0), 2e-3);
}

}  // namespace
}  // namespace inversim
