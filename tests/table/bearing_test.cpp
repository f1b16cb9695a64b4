// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/bearing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "one_bed.h"

namespace inversim::testing {
namespace {

TEST(Bearing, PreslidingStiffnessIsTheOneGiven) {
  const BearingParams<double> p = {5.0, 5000.0, 0.0};
  const FrictionParams<double> f = bearing_friction(p);
  const double K_b = 5.0 * f.bristle_stiffness;
  EXPECT_NEAR(1.0 / (1.0 / K_b + 1.0 / f.series_stiffness), 5000.0, 1e-9);
  EXPECT_DOUBLE_EQ(f.mu_static, f.mu_kinetic);
}

TEST(Bearing, HoldsBelowItsTorqueForEverAndTurnsAboveIt) {
  Bed<double> b = default_bed<double>(125, 0, 0, 23.0);
  set_bearing(b, 5.0);
  for (int i = 0; i < 600000; ++i) {
    b.load = std::min(4.6, 1e-3 * i);  // put on slowly: at once it would swing to twice as much
    advance(b, 1e-3);
  }
  EXPECT_LT(std::abs(b.bearing.slip), 1e-12);
  b.load = 5.4;
  for (int i = 0; i < 2000; ++i) advance(b, 1e-3);
  // 0.4 N m on 23 kg m^2 for about 2 s
  EXPECT_NEAR(b.rate, 0.4 / 23.0 * 2.0, 0.004);
  EXPECT_NEAR(-b.bearing.torque, -5.0, 1e-9);
}

TEST(Bearing, WithoutFrictionItDoesNothing) {
  Bed<double> b = default_bed<double>(125, 0, 0, 23.0);
  set_bearing(b, 0.0);
  b.rate = 1.0;
  for (int i = 0; i < 1000; ++i) advance(b, 1e-3);
  EXPECT_NEAR(b.rate, 1.0, 1e-9);
}

// published table: rest at +80, to -90, n = 0, 5 N m, I by row; end speeds within 1 %
TEST(Bearing, FreeFallEndSpeeds) {
  const struct {
    const char* name;
    double s, inertia, published;  // [m, kg m^2, deg/s]
  } rows[] = {{"1 hole", 0.0254, 23.0, 116},
              {"2 holes", 0.0508, 23.3, 175},
              {"arms overhead", 0.0603, 29.8, 171},
              {"2 holes and arms", 0.1111, 30.8, 233},
              {"whole range wrong", 0.272, 37.2, 338}};
  for (const auto& r : rows) {
    for (const double h : {5e-4, 1e-3, 2e-3, 5e-3}) {
      Bed<double> b = default_bed<double>(125, r.s, 0, r.inertia);
      set_bearing(b, 5.0);
      b.angle = -80.0 * kDegree;
      double t = 0.0, angle = b.angle, rate = 0.0;
      while (b.angle < 90.0 * kDegree && t < 20.0) {
        angle = b.angle;
        rate = b.rate;
        advance(b, h);
        t += h;
      }
      const double share = (90.0 * kDegree - angle) / (b.angle - angle);
      const double end = (rate + share * (b.rate - rate)) / kDegree;
      const double fallen = 125 * kGravity * r.s * (1.0 + std::sin(80.0 * kDegree));
      const double closed = std::sqrt(2.0 * (fallen - 5.0 * 170.0 * kDegree) / r.inertia) / kDegree;
      EXPECT_NEAR(end, r.published, 0.01 * r.published) << r.name << ' ' << h;
      EXPECT_NEAR(end, closed, 1e-4 * closed) << r.name << ' ' << h;
      if (h == 1e-3) {
        std::printf("%-18s published %3.0f closed %8.3f simulated %8.3f deg/s, %.2f s\n", r.name,
                    r.published, closed, end, t);
      }
    }
  }
}

// friction 0, viscously damped: comes to rest at atan2(s, -n)
TEST(Bearing, BalanceWithoutFriction) {
  for (const double n : {-0.03, -0.06, -0.09}) {
    for (const double s : {-0.03, 0.0, 0.0603, 0.111}) {
      Bed<double> b = default_bed<double>(125, s, n, 25.0);
      b.damping = 40.0;
      b.angle = 0.3;
      for (int i = 0; i < 60000; ++i) advance(b, 1e-3);
      EXPECT_NEAR(b.angle / kDegree, std::atan2(s, -n) / kDegree, 1e-6) << s << ' ' << n;
    }
  }
}

// the same with 5 N m: rests within the band that friction allows
TEST(Bearing, BalanceWithFrictionStaysInItsBand) {
  Bed<double> b = default_bed<double>(125, 0.0603, -0.06, 25.0);
  set_bearing(b, 5.0);
  b.angle = 0.3;
  for (int i = 0; i < 60000; ++i) advance(b, 1e-3);
  EXPECT_LT(std::abs(b.rate), 1e-9);
  EXPECT_LE(std::abs(gravity_torque(b, b.angle)), 5.0);
}

// published: 0.19, 0.27, 0.33 Hz at I = 25 kg m^2
TEST(Bearing, PendulumPeriodAndEnergy) {
  const struct { double n, published; } rows[] = {{-0.03, 0.19}, {-0.06, 0.27}, {-0.09, 0.33}};
  for (const auto& r : rows) {
    Bed<double> b = default_bed<double>(125, 0, r.n, 25.0);
    b.angle = 1.0 * kDegree;
    const double before = energy(b), h = 1e-3;
    double first = -1.0, last = -1.0;
    int crossings = 0;
    for (int i = 0; i < 60000; ++i) {
      const double angle = b.angle;
      advance(b, h);
      if (angle < 0.0 && b.angle >= 0.0) {
        const double t = (i + angle / (angle - b.angle)) * h;
        if (first < 0.0)
          first = t;
        else
          ++crossings;
        last = t;
      }
    }
    const double frequency = crossings / (last - first);
    const double closed = std::sqrt(125 * kGravity * -r.n / 25.0) / (2.0 * kPi);
    EXPECT_NEAR(frequency, closed, 1e-4 * closed);
    EXPECT_NEAR(frequency, r.published, 0.006);
    EXPECT_NEAR(energy(b) - before, 0.0, 1e-6 * 125 * kGravity * -r.n);
  }
}

}  // namespace
}  // namespace inversim::testing
