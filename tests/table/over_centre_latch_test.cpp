// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/over_centre_latch.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

constexpr OverCentreLatchParams<double> kLatch = {1.7, 0.07, 40.0};

TEST(OverCentreLatch, OpensAtItsTorqueAThirdOfTheWayOut) {
  double most = 0, at = 0;
  for (double x = 0; x < 0.1; x += 1e-5) {
    const double torque = latch_load(kLatch, kLatch.home - x).torque;
    EXPECT_GE(torque, 0);  // towards home, which is head down from here
    EXPECT_DOUBLE_EQ(latch_load(kLatch, kLatch.home + x).torque, -torque);
    if (torque > most) most = torque, at = x;
  }
  EXPECT_NEAR(most, 40.0, 1e-6);
  EXPECT_NEAR(at, kLatch.width / 3, 2e-5);
  EXPECT_EQ(latch_load(kLatch, kLatch.home - kLatch.width).torque, 0);
  EXPECT_EQ(latch_load(kLatch, kLatch.home - 0.5).torque, 0);
}

TEST(OverCentreLatch, IsConservativeAndSmooth) {
  EXPECT_NEAR(latch_energy(kLatch, kLatch.home - 0.2), 27.0 / 48 * 40 * 0.07, 1e-12);
  constexpr double kStep = 1e-7;
  for (double a = 1.6; a < 1.8; a += 0.00137) {
    const LatchLoad<double> here = latch_load(kLatch, a);
    const double energy =
        (latch_energy(kLatch, a + kStep) - latch_energy(kLatch, a - kStep)) / (2 * kStep);
    EXPECT_NEAR(here.torque, -energy, 1e-5) << a;
    const double torque =
        (latch_load(kLatch, a + kStep).torque - latch_load(kLatch, a - kStep).torque) / (2 * kStep);
    EXPECT_NEAR(here.slope, -torque, 1e-2) << a;
  }
}

/// Torque, growing slowly, at which a bed comes off the latch, at a step.
double opening_torque(double h) {
  double angle = kLatch.home, rate = 0, acceleration = 0;
  constexpr double kInertia = 20.0, kFriction = 40.0;
  for (int n = 0; n < 300'000; ++n) {
    const double pull = 0.3 * (n * h);
    const PivotStep<double> step = {angle, rate, acceleration, h, 0.5};
    const PivotDrive<double> d = latch_drive(kLatch, step);
    const double resist = kFriction * h * 0.5;
    acceleration = (d.tau - pull - kFriction * rate) / (kInertia + d.H + resist);
    angle += h * (rate + 0.5 * h * acceleration);
    rate += h * acceleration;
    if (angle < kLatch.home - kLatch.width) return pull;
  }
  return 0;
}

TEST(OverCentreLatch, ABedComesOffAtItsTorque) {
  for (const double h : {1e-3, 5e-3}) EXPECT_NEAR(opening_torque(h), 40.0, 0.8) << h;
}

}  // namespace
}  // namespace inversim
