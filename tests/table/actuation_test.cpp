// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/actuation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace inversim {
namespace {

// 150 N at the lever, cable tension 2.6 times that, clamp force 28 times: 4200 N
LeverParams<double> by_hand() { return {0.0, 0.0, 150.0, 2.6, 28.0, 0.002, 150e3, 0.10, 0.05}; }

ClampInput<double> asked(double command, double cable = 1.0) { return {command, cable, 1.0, 0.0}; }

LeverParams<double> by_spring() {
  LeverParams<double> p = by_hand();
  p.spring_force = 3900.0;
  return p;
}

double time_until(const LeverParams<double>& p, double command, double from, double force,
                  bool rising) {
  ClampState<double> s = settled_clamp(p, asked(from));
  const double h = 1e-4;
  for (int i = 1; i < 100000; ++i) {
    advance_clamp(p, asked(command), h, s);
    if (rising ? s.force >= force : s.force <= force) return i * h;
  }
  return -1.0;
}

TEST(Actuation, FullTravelIsSlackAndStretch) {
  EXPECT_NEAR(full_travel(by_hand()), 0.002 + 390.0 / 150e3, 1e-15);
  EXPECT_NEAR(hand_force(by_hand(), full_travel(by_hand()), 0.0), 150.0, 1e-9);
  EXPECT_NEAR(settled_clamp(by_hand(), asked(1.0)).force, 4200.0, 1e-6);
  EXPECT_EQ(settled_clamp(by_hand(), asked(0.0)).force, 0.0);
}

TEST(Actuation, TakesUpItsSlackThenRises) {
  // 2 of 4.6 mm are slack: nothing for 43 of 100 ms
  const double dead = 0.1 * 0.002 / 0.0046;
  EXPECT_NEAR(time_until(by_hand(), 1.0, 0.0, 20.0, true), dead, 0.002);
  EXPECT_NEAR(time_until(by_hand(), 1.0, 0.0, 2100.0, true), 0.5 * (dead + 0.1), 0.001);
  EXPECT_NEAR(time_until(by_hand(), 1.0, 0.0, 4199.9, true), 0.1, 2e-4);
  EXPECT_NEAR(time_until(by_hand(), 0.0, 1.0, 0.0, false), 0.05 * (1.0 - 0.43), 0.002);
}

TEST(Actuation, SpringHoldsUntilTheLeverIsPulled) {
  const LeverParams<double> p = by_spring();
  EXPECT_EQ(settled_clamp(p, asked(1.0)).force, 3900.0);
  EXPECT_EQ(settled_clamp(p, asked(0.0)).force, 0.0);  // 4200 pulled against 3900
  EXPECT_NEAR(time_until(p, 1.0, 0.0, 3899.9, true), 0.1 * (1.0 - 0.43), 0.002);
}

TEST(Actuation, TornCable) {
  ClampState<double> hand = settled_clamp(by_hand(), asked(1.0));
  ClampState<double> spring = settled_clamp(by_spring(), asked(0.0));
  advance_clamp(by_hand(), asked(1.0, 0.0), 1e-3, hand);
  advance_clamp(by_spring(), asked(0.0, 0.0), 1e-3, spring);
  EXPECT_EQ(hand.force, 0.0);       // nothing holds
  EXPECT_EQ(spring.force, 3900.0);  // the safe polarity
}

TEST(Actuation, HandForceAsCommand) {
  const LeverParams<double> p = by_hand();
  for (const double share : {0.25, 0.5, 1.0}) {
    const double position = lever_position_of_force(p, share);
    EXPECT_NEAR(settled_clamp(p, asked(position)).force, share * 4200.0, 1e-6);
  }
  EXPECT_EQ(lever_position_of_force(p, 0.0), 0.0);
}

TEST(Actuation, ForceIsSmoothAndRisesWithTravel) {
  for (const LeverParams<double>& p : {by_hand(), by_spring()}) {
    const double full = full_travel(p), dx = full * 1e-5;
    double last = clamp_force(p, 0.0, asked(1.0)), last_slope = 0.0;
    double jump = 0.0;
    for (int i = 1; i <= 100000; ++i) {
      const double force = clamp_force(p, i * dx, asked(1.0));
      const double slope = (force - last) / dx;
      EXPECT_LE(p.spring_force > 0 ? force : last, p.spring_force > 0 ? last : force);
      jump = std::max(jump, std::abs(slope - last_slope));
      last = force;
      last_slope = slope;
    }
    EXPECT_LT(jump, 0.01 * 4200.0 / 0.0026);  // a kink would be the whole slope
  }
}

TEST(Actuation, StepDoesNotMatter) {
  for (const double h : {1e-4, 1e-3, 5e-3}) {
    ClampState<double> s = settled_clamp(by_hand(), asked(0.0));
    for (int i = 0; i < std::lround(0.08 / h); ++i) advance_clamp(by_hand(), asked(1.0), h, s);
    EXPECT_NEAR(s.force, 28.0 * 150e3 * (0.8 * 0.0046 - 0.002) / 2.6, 1e-6) << h;
  }
}

TEST(Actuation, WornPadsTakeTheCablesTravel) {
  const LeverParams<double> p = by_hand();
  ClampInput<double> worn = asked(1.0);
  worn.wear = 0.05e-3;
  // 2 x 0.05 mm at the pads are 28 / 2.6 times as much at the lever
  const double left = 4200.0 - 28.0 / 2.6 * 150e3 * (0.1e-3 * 28.0 / 2.6);
  EXPECT_NEAR(settled_clamp(p, worn).force, left, 1e-6);
  worn.wear = 1e-3;
  EXPECT_EQ(settled_clamp(p, worn).force, 0.0);  // nothing is left
  LeverParams<double> sprung = by_spring();
  sprung.spring_rate = 1e6;
  EXPECT_NEAR(settled_clamp(sprung, worn).force, 3900.0 - 2000.0, 1e-9);
}

// engages 50 ms after the supply is gone, in 20 ms; releases after 100 ms, in 30 ms
ElectromagnetParams<double> magnet() {
  return {4200.0, 1e6, 0.1 / -std::log1p(-0.65), 0.05 / -std::log(0.35), 0.65, 0.35, 0.3e-3,
          0.03,   0.02};
}

double time_until_force(ClampInput<double> from, ClampInput<double> to, double force, bool rising) {
  ClampState<double> s = settled_clamp(magnet(), from);
  const double h = 1e-4;
  for (int i = 1; i < 100000; ++i) {
    advance_clamp(magnet(), to, h, s);
    if (rising ? s.force >= force : s.force <= force) return i * h;
  }
  return -1.0;
}

TEST(Actuation, SpringsApplyWithoutSupply) {
  const ClampInput<double> open = asked(0.0), closed = asked(1.0);
  ClampInput<double> dead = open;
  dead.supply = 0.0;
  EXPECT_EQ(settled_clamp(magnet(), open).force, 0.0);
  EXPECT_EQ(settled_clamp(magnet(), dead).force, 4200.0);
  EXPECT_NEAR(time_until_force(open, dead, 1.0, true), 0.05, 3e-4);
  EXPECT_NEAR(time_until_force(open, dead, 4199.9, true), 0.07, 3e-4);
  EXPECT_NEAR(time_until_force(open, closed, 4199.9, true), 0.07, 3e-4);
  EXPECT_NEAR(time_until_force(closed, open, 4199.0, false), 0.10, 3e-4);
  EXPECT_NEAR(time_until_force(closed, open, 0.1, false), 0.13, 3e-4);
}

TEST(Actuation, WideGapsDoNotOpen) {
  ClampInput<double> worn = asked(0.0);
  worn.wear = 0.07e-3;  // pull-in 0.65 (1 + 0.14 / 0.3) = 0.953
  EXPECT_EQ(settled_clamp(magnet(), worn).force, 0.0);
  worn.wear = 0.09e-3;  // 1.04
  EXPECT_NEAR(settled_clamp(magnet(), worn).force, 4200.0 - 1e6 * 0.18e-3, 1e-9);
}

TEST(Actuation, ProportionalFollowsAndStays) {
  const ProportionalParams<double> p = {4200.0, 1e-3, 0.05, 5.0, 1.0, 0.0};
  ClampState<double> s = settled_clamp(p, asked(0.0));
  ClampInput<double> in = asked(0.5);
  // 0.25 at 5 per second, the rest with the lag
  for (int i = 0; i < 50; ++i) advance_clamp(p, in, 1e-3, s);
  EXPECT_NEAR(s.travel, 0.25, 1e-9);
  for (int i = 0; i < 50; ++i) advance_clamp(p, in, 1e-3, s);
  EXPECT_NEAR(s.force, 4200.0 * (0.5 - 0.25 * std::exp(-1.0)), 1.0);
  in.supply = 0.0;
  const double before = s.force;
  advance_clamp(p, in, 1.0, s);
  EXPECT_EQ(s.force, before);  // a screw
  ProportionalParams<double> sprung = p;
  sprung.unpowered_rate = 5.0;
  advance_clamp(sprung, in, 1.0, s);
  EXPECT_EQ(s.force, 4200.0);  // a spring that applies
}

}  // namespace
}  // namespace inversim
