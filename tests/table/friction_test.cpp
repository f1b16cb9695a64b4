// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/friction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include "one_bed.h"

namespace inversim::testing {
namespace {

FrictionParams<double> pads() { return brake_friction(default_disc<double>()); }

constexpr double kGrip = 2.0 * 4200.0 * 0.09;  // [N m]
constexpr double kBreakaway = 0.40 * kGrip;
constexpr double kSliding = 0.35 * kGrip;

TEST(Friction, StribeckCurve) {
  const FrictionParams<double> p = pads();
  EXPECT_DOUBLE_EQ(stribeck(p, 0.0), 0.40);
  const double v_s = 0.003 / 0.09;
  EXPECT_NEAR(stribeck(p, v_s), 0.35 + 0.05 / std::exp(1.0), 1e-15);
  EXPECT_DOUBLE_EQ(stribeck(p, -v_s), stribeck(p, v_s));
  EXPECT_NEAR(stribeck(p, 1.0), 0.35, 1e-15);
}

// z' = v (1 - z / z_ss) from z = 0 has z = z_ss (1 - exp(-v t / z_ss)), exactly at any step
TEST(Friction, PlainLuGreFollowsItsAnalyticSlip) {
  FrictionParams<double> p = pads();
  p.mu_kinetic = p.mu_static;
  p.bristle_damping = 0.0;
  p.stick_share = 0.0;
  p.series_stiffness = 1e12;
  const double rate = 0.001, z_ss = p.mu_static / p.bristle_stiffness;
  for (const double h : {1e-4, 1e-3, 5e-3, 2e-2}) {
    FrictionState<double> s = friction_at_rest(p, kGrip, 0.0);
    double t = 0.0;
    for (int i = 0; i < 40; ++i) {
      const PivotStep<double> step = {0.0, rate, 0.0, h, 0.5};
      advance_friction(p, kGrip, step, 0.0, s);
      t += h;
      EXPECT_NEAR(s.bristle, z_ss * (1.0 - std::exp(-rate * t / z_ss)), 1e-5 * z_ss) << h;
    }
  }
}

TEST(Friction, InTheStickZoneItIsASpringAndNothingSlips) {
  FrictionParams<double> p = pads();
  p.series_damping = p.bristle_damping = 0.0;
  const double K_b = kGrip * p.bristle_stiffness;
  const double K = K_b * p.series_stiffness / (K_b + p.series_stiffness);
  EXPECT_NEAR(K, 49635.0, 1.0);
  const FrictionState<double> s = friction_at_rest(p, kGrip, 100.0);
  const double h = 1e-3, theta = 0.5, rate = 0.02;
  const PivotDrive<double> drive =
      friction_drive(p, s, kGrip, PivotStep<double>{0, rate, 0, h, theta});
  EXPECT_NEAR(drive.tau, -(100.0 + theta * h * K * rate), 1e-9);
  EXPECT_NEAR(drive.H, theta * theta * h * h * K, 1e-12);
}

// a tenth of the load superposed, near the limit of the stick zone: an ordinary LuGre bristle
// creeps
TEST(Friction, HoldsTenMinutesUnderAnOscillatingLoad) {
  const auto drift = [](double stick_share) {
    Bed<double> b = default_bed<double>(125, 0, 0, 30.8);
    b.disc.stick_share = stick_share;
    set_clamp(b, 4200.0);
    b.brake = friction_at_rest(brake_friction(b.disc), kGrip, 225.0);
    const double h = 2e-3;
    double mean_first = 0.0, mean_last = 0.0;
    for (int i = 0; i < 300000; ++i) {
      b.load = 225.0 + 25.0 * std::sin(2.0 * kPi * 1.0 * i * h);
      advance(b, h);
      if (i >= 5000 && i < 10000) mean_first += b.angle / 5000.0;
      if (i >= 295000) mean_last += b.angle / 5000.0;
    }
    return std::pair{(mean_last - mean_first) / kDegree, b.brake.slip / kDegree};
  };
  const auto [held, slip] = drift(0.95);
  EXPECT_LT(std::abs(held), 1e-9);
  EXPECT_LT(std::abs(slip), 1e-9);
  const auto [crept, lugre_slip] = drift(0.0);
  EXPECT_GT(lugre_slip, 0.05);  // [deg] what the stick zone is for
  EXPECT_GT(crept, 0.05);
}

TEST(Friction, BreaksAwayAndSlidesAtItsTorques) {
  for (const double h : {5e-4, 1e-3, 2e-3, 5e-3}) {
    Bed<double> b = default_bed<double>(125, 0, 0, 30.8);
    set_clamp(b, 4200.0);
    double most = 0.0, last_held = 0.0;
    for (int i = 0; i < std::lround(8.0 / h); ++i) {
      b.load = 50.0 * i * h;
      advance(b, h);
      most = std::max(most, b.brake_torque);
      if (b.brake.slip < 1e-5) last_held = b.load;
    }
    EXPECT_NEAR(last_held, kBreakaway, 0.01 * kBreakaway) << h;
    EXPECT_NEAR(most, kBreakaway, 0.01 * kBreakaway) << h;
    EXPECT_GT(b.rate, 0.3) << h;
    EXPECT_NEAR(b.brake_torque, kSliding, 0.001 * kSliding) << h;
  }
}

TEST(Friction, SlidesTheSameWayBackwards) {
  const FrictionParams<double> p = pads();
  FrictionState<double> s = friction_at_rest(p, kGrip, 0.0), r = s;
  for (int i = 0; i < 300; ++i) {
    const double w = 0.4 * std::sin(0.05 * i);
    advance_friction(p, kGrip, PivotStep<double>{0, w, 0, 1e-3, 0.5}, 0.0, s);
    advance_friction(p, kGrip, PivotStep<double>{0, -w, 0, 1e-3, 0.5}, 0.0, r);
    ASSERT_EQ(s.torque, -r.torque) << i;
    ASSERT_EQ(s.heat, r.heat) << i;
  }
}

TEST(Friction, SeriesBalanceIsSolvedAndHeatIsNeverNegative) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> unit(-1.0, 1.0);
  const auto decades = [&](double low, double high) {
    return std::pow(10.0, low + (high - low) * std::abs(unit(random)));
  };
  for (const double share : {0.95, 0.0}) {
    FrictionParams<double> p = pads();
    p.stick_share = share;
    double worst = 0.0, least_heat = 0.0, most_torque = 0.0;
    for (int i = 0; i < 100000; ++i) {
      FrictionState<double> s{};
      s.grip = kGrip * std::abs(unit(random));
      const double grip = i % 2 ? s.grip : kGrip * std::abs(unit(random));
      s.bristle = unit(random) * p.mu_static / p.bristle_stiffness;
      s.deflection = unit(random) * s.grip * p.mu_static / p.series_stiffness;
      s.pad_rate = std::copysign(decades(-4, 0), unit(random));
      const double w = std::copysign(decades(-5, 0.5), unit(random)), dt = decades(-6, -2.3);
      const FrictionTravel<double> t = travel_friction(p, s, grip, w, dt);
      const double series = p.series_stiffness * t.deflection + p.series_damping * (w - t.pad_rate);
      worst = std::max(worst, std::abs(series - t.torque) / kBreakaway);
      least_heat = std::min(least_heat, t.heat);
      most_torque = std::max(most_torque, std::abs(t.torque) / (p.mu_static * grip));
      EXPECT_GE(t.slope, 0.0);
    }
    EXPECT_LT(worst, 2e-4) << share;
    EXPECT_GT(least_heat, -1e-14) << share;
    EXPECT_LE(most_torque, 1.0 + 1e-12) << share;
  }
}

struct Slam {
  double angle, rate, over, energy_error, heat;
};

// a bed that turns at 4 rad/s, the clamp closing in 50 ms, holding, opening again
Slam slam(double inertia, double h, double theta = 0.5) {
  Bed<double> b = default_bed<double>(125, 0.111, 0, inertia);
  b.rate = 4.0;
  set_clamp(b, 0.0);
  const double before = energy(b);
  double over = 0.0;
  for (long i = 0; i < std::lround(3.0 / h); ++i) {
    const double t = static_cast<double>(i + 1) * h;
    const double close = (t - 0.2) / 0.05, open = 1.0 - (t - 2.0) / 0.05;
    b.clamp_force = 4200.0 * std::clamp(std::min(close, open), 0.0, 1.0);
    const double limit = 0.18 * 0.40 * std::max(b.clamp_force, b.clamp_before);
    advance(b, h, theta);
    over = std::max(over, std::abs(b.brake_torque) - limit);
  }
  return {b.angle, b.rate, over, (energy(b) + heat(b) - before) / b.work_abs, heat(b)};
}

TEST(Friction, ClampThatOpensTakesItsTorqueAlongAndNothingExceedsMuN) {
  for (const double inertia : {2.0, 30.8}) {
    for (const double h : {1e-4, 5e-4, 1e-3, 2e-3, 5e-3}) {
      const Slam s = slam(inertia, h);
      EXPECT_LT(s.over, 1e-3 * kBreakaway) << inertia << ' ' << h;
      EXPECT_LT(std::abs(s.energy_error), 1e-4) << inertia << ' ' << h;
      EXPECT_GT(s.heat, 10.0);
    }
  }
}

TEST(Friction, StepSizeBarelyMatters) {
  const Slam reference = slam(30.8, 1e-5);
  const struct {
    double h, angle;
  } rows[] = {{5e-4, 0.004}, {1e-3, 0.01}, {2e-3, 0.03}, {5e-3, 0.05}};
  for (const auto& row : rows) {
    const Slam s = slam(30.8, row.h);
    EXPECT_NEAR(s.angle / kDegree, reference.angle / kDegree, row.angle) << row.h;
    EXPECT_NEAR(s.heat, reference.heat, 1e-3 * reference.heat) << row.h;
    RecordProperty("angle_error_deg_" + std::to_string(row.h),
                   std::to_string((s.angle - reference.angle) / kDegree));
  }
  EXPECT_NEAR(slam(30.8, 1e-3, 1.0).angle / kDegree, reference.angle / kDegree, 0.5);
}

TEST(Friction, RandomLoadsAndClampsKeepTheBooks) {
  for (const double h : {5e-4, 1e-3, 2e-3, 5e-3}) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    Bed<double> b = default_bed<double>(125, 0.05, -0.06, 30.8);
    set_clamp(b, 2000.0);
    set_bearing(b, 5.0);
    const double before = energy(b);
    double worked = 0.0, target = 2000.0, next = 0.0, over = 0.0;
    for (long i = 0; i < std::lround(30.0 / h); ++i) {
      double load = b.load;
      if (static_cast<double>(i) * h >= next) {
        next += 0.25;
        load = 350.0 * unit(random);
        target = std::max(0.0, 5000.0 * unit(random));
      }
      b.clamp_force += std::clamp(target - b.clamp_force, -4e4 * h, 4e4 * h);
      worked -= (load - b.load) * b.angle;  // the potential of the load jumps with it
      b.load = load;
      const double limit = 0.18 * 0.40 * std::max(b.clamp_force, b.clamp_before);
      advance(b, h);
      over = std::max(over, std::abs(b.brake_torque) - limit);
    }
    const double left = energy(b) + heat(b) - before - worked;
    EXPECT_LT(std::abs(left) / b.work_abs, 1e-4) << h;
    EXPECT_LT(over, 0.02 * kBreakaway) << h;  // a load that jumps by 700 N m cannot be foreseen
    EXPECT_NEAR(b.angle, b.brake.deflection + b.brake.bristle + b.brake.slip, 1e-11) << h;
  }
}

TEST(Friction, StuckOscillationNeverGainsEnergy) {
  for (const double damping : {0.0, 250.0}) {
    for (const double h : {5e-4, 1e-3, 2e-3, 5e-3}) {
      Bed<double> b = default_bed<double>(125, 0, 0, 30.8);
      b.disc.series_damping = damping;
      set_clamp(b, 4200.0);
      b.rate = 0.05;
      double last = energy(b), rise = 0.0;
      for (int i = 0; i < std::lround(5.0 / h); ++i) {
        advance(b, h);
        rise = std::max(rise, energy(b) / last - 1.0);
        last = energy(b);
      }
      EXPECT_LT(rise, 1e-12) << damping << ' ' << h;
    }
  }
}

// one run in each lane of a vector gives the bits of the run alone
template <class T>
void lanes_give_the_same_bits() {
  constexpr int n = kLanes<T>;
  Bed<T> all_beds = default_bed<T>(125, 0.111, -0.03, 30.8);
  std::vector<Bed<double>> beds;
  for (int k = 0; k < n; ++k) {
    Bed<double> b = default_bed<double>(125, 0.111, -0.03, 30.8);
    b.rate = 0.5 * k - 1.0;
    b.disc.mu_kinetic = 0.35 - 0.02 * k;
    b.stops.upper = 0.5 + 0.01 * k;
    b.stops.damping_share = stop_damping_share(0.3 + 0.05 * k);
    b.command.active = k % 2;
    set_clamp(b, 0.0);
    set_bearing(b, 5.0);
    beds.push_back(b);
    auto* to = reinterpret_cast<double*>(&all_beds);
    const auto* from = reinterpret_cast<const double*>(&beds.back());
    for (std::size_t i = 0; i < sizeof(Bed<double>) / sizeof(double); ++i) to[i * n + k] = from[i];
  }
  for (int i = 0; i < 3000; ++i) {
    const double force = 3000.0 * std::max(0.0, std::sin(0.004 * i));
    all_beds.clamp_force = broadcast<T>(force);
    advance(all_beds, 1e-3);
    for (Bed<double>& b : beds) {
      b.clamp_force = force;
      advance(b, 1e-3);
    }
  }
  for (int k = 0; k < n; ++k) {
    EXPECT_EQ(get_lane(all_beds.angle, k), beds[k].angle) << n << ' ' << k;
    EXPECT_EQ(get_lane(all_beds.brake.heat, k), beds[k].brake.heat) << n << ' ' << k;
    EXPECT_EQ(get_lane(all_beds.stop.heat, k), beds[k].stop.heat) << n << ' ' << k;
    EXPECT_EQ(get_lane(all_beds.hands.wanted, k), beds[k].hands.wanted) << n << ' ' << k;
    EXPECT_GT(beds[k].brake.heat, 1.0);
  }
}

TEST(Friction, LanesGiveTheSameBits) {
  lanes_give_the_same_bits<Lanes2>();
  lanes_give_the_same_bits<Lanes4>();
  lanes_give_the_same_bits<Lanes8>();
}

}  // namespace
}  // namespace inversim::testing
