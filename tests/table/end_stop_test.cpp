// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/end_stop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "one_bed.h"

namespace inversim::testing {
namespace {

Bed<double> bed_with_stop(double restitution, double rate) {
  Bed<double> b = default_bed<double>(125, 0, 0, 25.0);
  b.stops = {-75.0 * kDegree, 90.0 * kDegree, 3e4, stop_damping_share(restitution), 0.01};
  b.angle = 89.0 * kDegree;
  b.rate = rate;
  return b;
}

TEST(EndStop, DampingShareSolvesItsEquation) {
  for (const double e : {0.05, 0.1, 0.3, 0.5, 0.8, 0.95, 0.998}) {
    const double u = stop_damping_share(e);
    EXPECT_NEAR(u * (1.0 + e), std::log((1.0 + u) / (1.0 - e * u)), 1e-8) << e;
    EXPECT_GT(u, 0.0);
  }
  EXPECT_EQ(stop_damping_share(1.0), 0.0);
  EXPECT_NEAR(stop_damping_share(0.9991), 1.5 * 0.0009, 2e-6);
  EXPECT_EQ(stop_damping_share(0.0), stop_damping_share(0.05));
}

TEST(EndStop, RestitutionAtAnySpeedAndStep) {
  for (const double e : {0.1, 0.3, 0.6, 1.0}) {
    for (const double rate : {0.05, 0.5, 2.0, 5.9}) {
      for (const double h : {1e-4, 1e-3, 2e-3, 5e-3}) {
        Bed<double> b = bed_with_stop(e, rate);
        int inside = 0;
        for (int i = 0; i < 100000 && (inside == 0 || b.stop.approach > 0.0); ++i) {
          advance(b, h);
          inside += b.stop.approach > 0.0;
        }
        ASSERT_GT(inside, 1);
        // at 5 ms the first of 20 steps inside already damps
        EXPECT_NEAR(-b.rate / rate, e, h > 2e-3 ? 0.06 : 0.02) << rate << ' ' << h;
        EXPECT_NEAR(heat(b) + energy(b), 0.5 * 25.0 * rate * rate, 0.01 * 0.5 * 25.0 * rate * rate)
            << e << ' ' << rate << ' ' << h;
      }
    }
  }
}

TEST(EndStop, LowerStopMirrorsTheUpperOne) {
  Bed<double> up = bed_with_stop(0.4, 1.0), down = up;
  up.angle = up.stops.upper - 0.01;
  down.angle = down.stops.lower + 0.01;
  down.rate = -1.0;
  for (int i = 0; i < 300; ++i) {
    advance(up, 1e-3);
    advance(down, 1e-3);
    ASSERT_NEAR(up.angle - up.stops.upper, down.stops.lower - down.angle, 1e-12);
  }
}

// 147 N m into the stop at 90 deg: bounces, then rests at its elastic deflection
TEST(EndStop, ComesToRestOnTheStop) {
  for (const double h : {5e-4, 1e-3, 2e-3, 5e-3}) {
    Bed<double> b = default_bed<double>(125, 0.06, 0.12, 29.8);
    b.stops = {-75.0 * kDegree, 90.0 * kDegree, 3e4, stop_damping_share(0.3), 0.01};
    b.angle = 60.0 * kDegree;
    for (long i = 0; i < std::lround(20.0 / h); ++i) advance(b, h);
    EXPECT_LT(std::abs(b.rate), 1e-6) << h;
    EXPECT_NEAR(b.angle - b.stops.upper, gravity_torque(b, b.angle) / 3e4, 1e-8) << h;
    EXPECT_NEAR(b.angle - b.stops.upper, 147.0 / 3e4, 1e-4) << h;
  }
}

TEST(EndStop, NeverPullsAndNeverMakesEnergy) {
  for (const double h : {1e-3, 5e-3}) {
    Bed<double> b = default_bed<double>(125, 0.0, 0.0, 2.0);
    b.stops = {-0.3, 0.3, 3e4, 0.0, 0.01};  // perfectly elastic, light bed
    b.rate = 2.0;
    const double before = energy(b);
    double most = before;
    for (int i = 0; i < 20000; ++i) {
      advance(b, h);
      most = std::max(most, energy(b));
    }
    EXPECT_LT(most / before, 1.05) << h;
    EXPECT_GT(energy(b) / before, h > 1e-3 ? 0.5 : 0.95) << h;
  }
}

}  // namespace
}  // namespace inversim::testing
