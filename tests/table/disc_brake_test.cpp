// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/disc_brake.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "one_bed.h"

namespace inversim::testing {
namespace {

TEST(DiscBrake, TorquesOfTwoPads) {
  const DiscBrakeParams<double> p = default_disc<double>();
  EXPECT_NEAR(breakaway_torque(p, 4200.0, 1.0), 302.4, 1e-9);
  EXPECT_NEAR(sliding_torque(p, 4200.0, 1.0), 264.6, 1e-9);
  EXPECT_NEAR(breakaway_torque(p, 4200.0, 0.5), 151.2, 1e-9);  // contaminated
  const FrictionParams<double> f = brake_friction(p);
  EXPECT_NEAR(brake_grip(p, 4200.0, 1.0) * f.bristle_stiffness, 6.804e6, 1e-3);  // [N m/rad]
}

// 136 N m: two holes and arms overhead, 125 kg, s = 0.111 m, horizontal, put on at once
TEST(DiscBrake, Holds136NewtonMetresForTenMinutes) {
  for (const double h : {5e-4, 1e-3, 2e-3, 5e-3}) {
    Bed<double> b = default_bed<double>(125, 0.111, 0, 30.8);
    EXPECT_NEAR(gravity_torque(b, 0.0), 136.1, 0.1);
    set_clamp(b, 4200.0);
    double low = 1e9, high = -1e9;
    for (long i = 1; i <= std::lround(600.0 / h); ++i) {
      advance(b, h);
      if (static_cast<double>(i) * h < 1.0) continue;
      low = std::min(low, b.angle);
      high = std::max(high, b.angle);
    }
    EXPECT_LT((high - low) / kDegree, 0.01) << h;  // drift after the first second
    EXPECT_LT(std::abs(b.brake.slip) / kDegree, 1e-9) << h;
    EXPECT_NEAR(b.angle / kDegree, 0.1571, 2e-4) << h;  // elastic: 0.156 structure, 0.001 pads
    EXPECT_NEAR(b.brake_torque, 136.1, 0.1) << h;
    RecordProperty("drift_deg_" + std::to_string(h), std::to_string((high - low) / kDegree));
  }
}

TEST(DiscBrake, ContaminatedPadsStillHoldItAndDoNotHoldFourHoles) {
  const auto held = [](double s) {
    Bed<double> b = default_bed<double>(125, s, 0, 30.8);
    b.mu_share = 0.5;
    b.clamp_force = b.clamp_before = 4200.0;
    const double load = gravity_torque(b, 0.0);
    b.brake = friction_at_rest(brake_friction(b.disc), brake_grip(b.disc, 4200.0, 0.5), load);
    for (int i = 0; i < 30000; ++i) advance(b, 1e-3);
    return b.angle < 1.0 * kDegree;
  };
  EXPECT_TRUE(held(0.111));
  EXPECT_FALSE(held(0.130));  // 159 against 151 N m
}

struct Stop {
  double overshoot;  // [deg] from detection to rest
  double closed;     // [deg] the same with a rigid brake
};

// brake.md section 7: 15 deg/s, constant gravity torque, full brake torque after the latency
Stop stop_after(double gravity, double torque, double inertia, double latency, double stiffness) {
  Bed<double> b = default_bed<double>(125, 0, 0, inertia);
  b.load = gravity;
  b.rate = 15.0 * kDegree;
  b.disc.mu_kinetic = b.disc.mu_static;
  b.disc.series_stiffness = stiffness;
  b.disc.series_damping = 0.005 * stiffness;
  set_clamp(b, 0.0);
  const double h = 1e-3;
  double most = 0.0;
  for (int i = 0; i < 4000; ++i) {
    b.clamp_force = i * h >= latency - 0.5 * h ? torque / (0.18 * 0.40) : 0.0;
    advance(b, h);
    most = std::max(most, b.angle);
  }
  latency += 0.5 * h;  // the clamp closes over one step
  const double w = 15.0 * kDegree + gravity / inertia * latency;
  const double closed = (15.0 * kDegree * latency + 0.5 * gravity / inertia * latency * latency) +
                        0.5 * w * w * inertia / (torque - gravity);
  return {most / kDegree, closed / kDegree};
}

TEST(DiscBrake, OvershootAfterLatency) {
  const struct {
    double gravity, torque, inertia, latency, published;  // the last in deg
  } rows[] = {{62, 300, 23.3, 0.05, 1.4},  {62, 300, 23.3, 0.10, 3.0},  {62, 300, 23.3, 0.20, 7.8},
              {136, 300, 30.8, 0.05, 2.3}, {136, 300, 30.8, 0.10, 5.4}, {136, 300, 30.8, 0.20, 15},
              {136, 168, 30.8, 0.05, 7.5}, {136, 168, 30.8, 0.10, 16},  {334, 450, 37.2, 0.05, 6.0},
              {334, 450, 37.2, 0.10, 16}};
  for (const auto& r : rows) {
    const Stop rigid = stop_after(r.gravity, r.torque, r.inertia, r.latency, 1e8);
    EXPECT_NEAR(rigid.overshoot, rigid.closed, 0.01 * rigid.closed);
    EXPECT_NEAR(rigid.closed, r.published, 0.04 * r.published + 0.05);
    // the structure stretches before it brakes: at most its own deflection at full torque more
    const Stop real = stop_after(r.gravity, r.torque, r.inertia, r.latency, 5e4);
    EXPECT_GT(real.overshoot, rigid.overshoot - 0.01);
    EXPECT_LT(real.overshoot, rigid.overshoot + r.torque / 5e4 / kDegree);
    std::printf(
        "T_g/T_b %3.0f/%3.0f %3.0f ms: published %4.1f closed %6.2f rigid %6.2f structure "
        "5e4 N m/rad %6.2f deg\n",
        r.gravity, r.torque, 1e3 * r.latency, r.published, rigid.closed, rigid.overshoot,
        real.overshoot);
  }
}

}  // namespace
}  // namespace inversim::testing
