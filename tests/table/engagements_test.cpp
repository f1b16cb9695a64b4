// SPDX-License-Identifier: Apache-2.0
// Ten thousand engagements of a hand-held brake on a bed that a drive turns to and fro: the books
// balance, wear loosens the cable as Archard's law says, and what is held does not drift.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "inversim/table/heat_and_wear.h"
#include "one_bed.h"

namespace inversim {
namespace {

using testing::Bed;

constexpr double kStep = 1e-3;

/// Lever, pads and disc of the disc-brake table, 23 kg m2 of bed and user in balance.
struct Brake {
  Bed<double> bed = testing::default_bed<double>(125.0, 0.0, 0.0, 23.0);
  LeverParams<double> lever{0.0, 0.0, 150.0, 2.6, 28.0, 0.002, 150e3, 0.1, 0.1};
  HeatAndWearParams<double> pads{75.0,  20.0,  0.35, 0.2,   0.9,  20.0,
                                 200.0, 350.0, 0.6,  1e-13, 4e-4, 0.09};
  ClampState<double> clamp{};
  HeatAndWearState<double> state{};
  double worked = 0.0, turnover = 0.0, pressed = 0.0;

  void step(double command, double torque) {
    advance_clamp(lever, {command, 1.0, 1.0, state.wear}, kStep, clamp);
    bed.clamp_force = clamp.force;
    bed.mu_share = fade(pads, state);
    bed.load = torque;
    const double angle = bed.angle, slip = bed.brake.slip, heat = bed.brake.heat;
    testing::advance(bed, kStep);
    worked += torque * (bed.angle - angle);
    turnover += std::fabs(torque * (bed.angle - angle));
    const double slid = pads.radius * (bed.brake.slip - slip);
    pressed += clamp.force * std::fabs(slid);
    advance_heat_and_wear(pads, clamp.force, slid, bed.brake.heat - heat, kStep, state);
  }
};

TEST(Engagements, TenThousandOfThem) {
  Brake b;
  double stop_first = 0.0, stop_last = 0.0, hottest = 0.0;
  for (int n = 0; n < 10000; ++n) {
    // a drive of 60 N m turns it for 0.2 s, then the lever is pulled
    const double torque = n % 2 == 0 ? 60.0 : -60.0;
    for (int i = 0; i < 100; ++i) b.step(0.0, 0.0);
    for (int i = 0; i < 200; ++i) b.step(0.0, torque);
    const double pulled = b.bed.angle;
    for (int i = 0; i < 500; ++i) b.step(1.0, 0.0);
    (n == 0 ? stop_first : stop_last) = std::fabs(b.bed.angle - pulled);
    hottest = std::max(hottest, b.state.pads);
    ASSERT_LT(std::fabs(b.bed.rate), 0.05) << n;  // on the springs of caliper and tube
  }
  const double kinetic = 0.5 * b.bed.inertia * b.bed.rate * b.bed.rate;
  const double held = friction_energy(brake_friction(b.bed.disc), b.bed.brake);
  const double out = b.bed.brake.heat + b.bed.brake.series_heat + kinetic + held;
  std::printf(
      "10000 engagements: %.1f kJ in, %.1f kJ out; pads +%.1f K, worn by %.4f mm; stops in %.2f "
      "deg, then in %.2f\n",
      1e-3 * b.worked, 1e-3 * out, hottest, 1e3 * b.state.wear, stop_first / kDegree,
      stop_last / kDegree);
  EXPECT_NEAR(out, b.worked, 1e-3 * b.turnover);
  EXPECT_NEAR(stored_heat(b.pads, b.state) + b.state.lost, b.bed.brake.heat,
              1e-9 * b.bed.brake.heat);
  EXPECT_NEAR(b.state.wear, 1e-13 * b.pressed / 4e-4, 1e-9 * b.state.wear);
  EXPECT_GT(stop_last, 1.01 * stop_first);  // worn pads on a cable press less

  // and then it holds for ten minutes what new pads would hold with as little clamp force
  const double there = b.bed.angle;
  for (int i = 0; i < 5000; ++i) b.step(1.0, 60.0);
  const double settled = b.bed.angle;
  for (int i = 0; i < 600000; ++i) b.step(1.0, 60.0);
  EXPECT_LT(std::fabs(b.bed.angle - settled), 1e-6 * kDegree + 1e-9);
  EXPECT_LT(std::fabs(settled - there), 0.3 * kDegree);
}

}  // namespace
}  // namespace inversim
