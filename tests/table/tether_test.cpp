// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/tether.h"
#include "inversim/math/angle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace inversim {
namespace {

// taut at an angle; from the boom to the foot end of the base
TetherParams<double> strap(double taut, double stiffness = 35e3, double damping = 0.0) {
  TetherParams<double> p{-0.45, -0.25, -0.45, -0.85, 0.0, stiffness, damping, 1e9};
  p.length = tether_reach(p, taut).length;
  return p;
}

struct Bed {
  double inertia = 25.0, angle = 0.0, rate = 0.0, acceleration = 0.0, load = 0.0;
};

void advance(Bed& bed, const TetherParams<double>& p, double h, TetherState<double>& s) {
  bed.angle += 0.5 * h * bed.rate;
  const PivotStep<double> step = {bed.angle - 0.5 * h * bed.rate, bed.rate, bed.acceleration, h,
                                  0.5};
  const PivotDrive<double> drive = tether_drive(p, s, step);
  bed.acceleration = (drive.tau + bed.load) / (bed.inertia + drive.H);
  bed.rate += h * bed.acceleration;
  bed.angle += 0.5 * h * bed.rate;
  advance_tether(p, step, bed.acceleration, s);
}

TEST(Tether, ArmIsTheSlopeOfTheLength) {
  const TetherParams<double> p = strap(20 * kDegree);
  for (double a = -1.2; a < 1.6; a += 0.1) {
    const double d = 1e-6;
    const double slope = (tether_reach(p, a + d).length - tether_reach(p, a - d).length) / (2 * d);
    EXPECT_NEAR(tether_reach(p, a).arm, slope, 1e-8) << a;
    // head down pulls it; upright it is slack, below the shortest length
    if (a > -0.4) { EXPECT_GT(slope, 0.1) << a; }
    if (a < -0.4) { EXPECT_LT(tether_reach(p, a).length, p.length) << a; }
  }
}

TEST(Tether, SlackUntilItsAngle) {
  const TetherParams<double> p = strap(60 * kDegree);
  TetherState<double> s{};
  const PivotStep<double> before = {59 * kDegree, 0.1, 0.0, 1e-3, 0.5};
  EXPECT_EQ(tether_drive(p, s, before).tau, 0.0);
  const PivotStep<double> after = {61 * kDegree, 0.0, 0.0, 1e-3, 0.5};
  const double x = tether_reach(p, 61 * kDegree).length - p.length;
  EXPECT_NEAR(tether_drive(p, s, after).tau, -35e3 * x * tether_reach(p, 61 * kDegree).arm, 1e-6);
}

TEST(Tether, PeakIsThatOfTheKineticEnergy) {
  for (const double h : {1e-4, 1e-3}) {
    for (const double stiffness : {20e3, 50e3}) {
      const TetherParams<double> p = strap(60 * kDegree, stiffness);
      Bed bed;
      bed.angle = 55 * kDegree;
      bed.rate = 4.0;
      TetherState<double> s{};
      double peak = 0.0;
      const double energy = 0.5 * bed.inertia * bed.rate * bed.rate;
      for (double t = 0.0; t < 0.5; t += h) {
        advance(bed, p, h, s);
        peak = std::max(peak, s.tension);
      }
      EXPECT_NEAR(peak, std::sqrt(2 * energy * stiffness), 0.01 * peak) << h;
      // thrown back with what it came with
      EXPECT_NEAR(bed.rate, -4.0, 0.004) << h;
    }
  }
}

TEST(Tether, DampingMakesHeat) {
  const TetherParams<double> p = strap(60 * kDegree, 35e3, 500.0);
  Bed bed;
  bed.angle = 58 * kDegree;
  bed.rate = 2.0;
  TetherState<double> s{};
  for (int i = 0; i < 5000; ++i) advance(bed, p, 1e-4, s);
  EXPECT_LT(bed.rate, -0.5);
  EXPECT_NEAR(s.heat, 0.5 * bed.inertia * (4.0 - bed.rate * bed.rate), 0.01 * s.heat);
}

TEST(Tether, BreaksForGood) {
  TetherParams<double> p = strap(60 * kDegree);
  p.strength = 2000.0;
  Bed bed;
  bed.angle = 58 * kDegree;
  bed.rate = 4.0;
  TetherState<double> s{};
  for (int i = 0; i < 400; ++i) advance(bed, p, 1e-3, s);
  EXPECT_EQ(s.broken, 1.0);
  EXPECT_EQ(s.tension, 0.0);
  const double kept = 0.5 * bed.inertia * bed.rate * bed.rate;
  // what it took is what it had stored when it broke, 2000^2 / 2k, but for one step
  EXPECT_NEAR(0.5 * bed.inertia * 16.0 - kept, 2000.0 * 2000.0 / (2 * 35e3), 12.0);
}

}  // namespace
}  // namespace inversim
