// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/spotter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "one_bed.h"

namespace inversim::testing {
namespace {

struct Turn {
  double angle, rate, fastest, strongest, slipped, work_left;
};

Turn turn(double s, double from, double to, double rate, double seconds, double h) {
  Bed<double> b = default_bed<double>(75, s, -0.06, 18.0);
  set_bearing(b, 5.0);
  b.angle = from * kDegree;
  b.command = {1.0, from * kDegree, rate * kDegree};
  b.clamp_force = b.clamp_before = 4200.0;
  b.brake = friction_at_rest(brake_friction(b.disc), brake_grip(b.disc, 4200.0, 1.0),
                             gravity_torque(b, b.angle));
  Turn r{};
  const double before = energy(b);
  double last = 0.0;
  for (long i = 0; i < std::lround(seconds / h); ++i) {
    // hands on the locked bed, then the brake opens in 0.1 s, then they turn it
    const double t = static_cast<double>(i) * h;
    b.clamp_force = 4200.0 * std::clamp(1.0 - (t - 1.0) / 0.1, 0.0, 1.0);
    if (t > 2.0) b.command.angle = to * kDegree;
    const double spotted = b.spotted;
    const double angle = b.angle;
    advance(b, h);
    const double torque = b.angle == angle ? last : (b.spotted - spotted) / (b.angle - angle);
    if (t > 3.0) r.fastest = std::max(r.fastest, std::abs(b.rate) / kDegree);
    if (t < 2.0) r.slipped = std::max(r.slipped, std::abs(b.angle - from * kDegree) / kDegree);
    r.strongest = std::max(r.strongest, std::abs(torque));
    last = torque;
  }
  r.angle = b.angle / kDegree;
  r.rate = b.rate / kDegree;
  r.work_left = (energy(b) + heat(b) - before - b.spotted) / std::max(b.work_abs, 1.0);
  return r;
}

TEST(Spotter, TurnsTheBedToAnAngleAtARate) {
  for (const double h : {1e-3, 5e-3}) {
    const Turn down = turn(0.03, -75, 60, 5.0, 40, h);
    EXPECT_NEAR(down.angle, 60.0, 0.5) << h;
    EXPECT_LT(std::abs(down.rate), 0.02) << h;
    EXPECT_LT(down.fastest, 5.5) << h;
    EXPECT_GT(down.fastest, 4.9) << h;
    EXPECT_LT(down.strongest, 175 * 0.8 * 1.0001) << h;
    EXPECT_LT(down.slipped, 1.0) << h;  // 48 N m go from the brake to the hands
    EXPECT_LT(std::abs(down.work_left), 1e-3) << h;
    const Turn up = turn(0.03, 60, 0, 5.0, 25, h);
    EXPECT_NEAR(up.angle, 0.0, 0.5) << h;
  }
}

TEST(Spotter, IsNoStrongerThanAPerson) {
  // 0.25 m: 184 N m at a = 0 against 140 from the hands: cannot be brought back
  Bed<double> b = default_bed<double>(75, 0.25, -0.06, 25.0);
  b.angle = 60.0 * kDegree;
  b.command = {1.0, -30.0 * kDegree, 0.1};
  for (int i = 0; i < 60000; ++i) advance(b, 1e-3);
  EXPECT_GT(b.angle / kDegree, 0.0);
  const SpotterTorque<double> t = spotter_torque(b.spotter, b.hands, b.angle, b.rate);
  EXPECT_NEAR(std::abs(t.torque), 140.0, 0.02);
}

TEST(Spotter, HandsReachOnlySoHighAndLow) {
  const Bed<double> b = default_bed<double>(75, 0, 0, 20);
  SpotterParams<double> p = b.spotter;
  EXPECT_NEAR(spotter_reach(p, 0.0), 1.0, 1e-12);
  p.arm = 1.4;  // at 90 deg one end below the floor, the other at 2.4 m
  EXPECT_NEAR(spotter_reach(p, kPi / 2), 0.0, 1e-12);
  EXPECT_NEAR(spotter_reach(p, kPi / 8), 1.0, 1e-12);
}

TEST(Spotter, LetsGo) {
  Bed<double> b = default_bed<double>(75, 0.03, -0.06, 18.0);
  b.command = {1.0, 0.5, 0.1};
  for (int i = 0; i < 3000; ++i) advance(b, 1e-3);
  b.command.active = 0.0;
  for (int i = 0; i < 301; ++i) advance(b, 1e-3);
  const double spotted = b.spotted;
  for (int i = 0; i < 1000; ++i) advance(b, 1e-3);
  EXPECT_EQ(b.spotted, spotted);
}

}  // namespace
}  // namespace inversim::testing
