// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/ankle_clamp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace inversim {
namespace {

AnkleClampParams<double> params() {
  AnkleClampParams<double> p{};
  p.take_up = 0.020;
  p.blend = 0.0005;
  p.platform_stiffness = 200e3;
  p.cuff_stiffness = 60e3;
  p.padding_stiffness = 500;
  p.axial_damping = 1200;
  p.lateral_stiffness = 40e3;
  p.lateral_damping = 1200;
  p.rotational_stiffness = 60;
  p.rotational_damping = 1.2;
  p.platform_friction = 0.6;
  p.platform_shear_stiffness = 100e3;
  p.heel_to_ball = 0.20;
  p.stance_width = 0.20;
  p.sole_centre = 0.0;
  p.capacity = 4905;
  return p;
}

AnkleClampState<double> latched() { return {1.0, 0.0, {0, 0, 0}}; }

FootPose<double> at(double x) { return {{0, 0, 0}, {x, 0, 0}, {0, 0, 0}, {0, 0, 0}}; }

TEST(AnkleClamp, PlatformPushesCuffsPullBack) {
  const AnkleClampParams<double> p = params();
  // standing: 735 N press the feet on the platform
  const AnkleClampLoad<double> standing = ankle_clamp_load(p, latched(), at(-735.0 / 200e3));
  EXPECT_NEAR(standing.F.f.x, 735.0 + 500 * 735.0 / 200e3, 1e-9);
  EXPECT_NEAR(standing.axial, -standing.F.f.x, 1e-12);
  // hanging: pulled towards the head, the cuffs pull towards the platform
  const AnkleClampLoad<double> hanging = ankle_clamp_load(p, latched(), at(0.020 + 1226.0 / 60e3));
  const double padding = 500 * (0.020 + 1226.0 / 60e3);
  EXPECT_NEAR(hanging.cuff_pull, 1226.0 + padding, 1e-9);
  EXPECT_NEAR(hanging.F.f.x, -hanging.cuff_pull, 1e-9);
  EXPECT_NEAR(hanging.axial, hanging.cuff_pull, 1e-9);
  EXPECT_EQ(hanging.platform_push, 0.0);
  // between them only padding
  const AnkleClampLoad<double> free = ankle_clamp_load(p, latched(), at(0.010));
  EXPECT_NEAR(free.F.f.x, -5.0, 1e-9);
  EXPECT_NEAR(free.K_v.x, 500.0, 1e-9);
}

TEST(AnkleClamp, TangentsAreTheDerivatives) {
  const AnkleClampParams<double> p = params();
  AnkleClampState<double> s = latched();
  s.anchor = {0.001, -0.002, 0.0005};
  for (const double x : {-0.02, -0.003, -0.0003, 0.0002, 0.005, 0.0197, 0.0203, 0.04}) {
    FootPose<double> f = {
        {0.0008, 0.05, -0.04}, {x, -0.0021, 0.0006}, {0.1, -0.2, 0.3}, {0.02, 0.01, -0.03}};
    const AnkleClampLoad<double> at_f = ankle_clamp_load(p, s, f);
    const double d = 1e-7;
    const auto slope = [&](double& coordinate, auto force) {
      const double kept = coordinate;
      coordinate = kept + d;
      const double above = force(ankle_clamp_load(p, s, f));
      coordinate = kept - d;
      const double below = force(ankle_clamp_load(p, s, f));
      coordinate = kept;
      return -(above - below) / (2 * d);
    };
    const auto near = [](double a, double b) { EXPECT_NEAR(a, b, 2e-3 * std::abs(b) + 1e-3); };
    near(slope(f.displacement.y, [](const auto& l) { return l.F.f.y; }), at_f.K_v.y);
    near(slope(f.displacement.z, [](const auto& l) { return l.F.f.z; }), at_f.K_v.z);
    near(slope(f.rotation.x, [](const auto& l) { return l.F.n.x; }), at_f.K_w.x);
    near(slope(f.rotation.y, [](const auto& l) { return l.F.n.y; }), at_f.K_w.y);
    near(slope(f.rotation.z, [](const auto& l) { return l.F.n.z; }), at_f.K_w.z);
    near(slope(f.w.y, [](const auto& l) { return l.F.n.y; }), at_f.D_w.y);
    near(slope(f.v.x, [](const auto& l) { return l.F.f.x; }), at_f.D_v.x);
    near(slope(f.v.z, [](const auto& l) { return l.F.f.z; }), at_f.D_v.z);
    f.v.x = 0.0;  // the damping's own slope by position is left out of K
    near(slope(f.displacement.x, [](const auto& l) { return l.F.f.x; }), at_f.K_v.x);
  }
}

TEST(AnkleClamp, ForceIsOnceDifferentiable) {
  const AnkleClampParams<double> p = params();
  const double dx = 1e-6;
  double last = ankle_clamp_load(p, latched(), at(-0.005)).F.f.x, last_slope = 200500.0, jump = 0.0;
  for (int i = 1; i < 35000; ++i) {
    const double x = -0.005 + i * dx;
    const double force = ankle_clamp_load(p, latched(), at(x)).F.f.x;
    const double slope = (last - force) / dx;
    jump = std::max(jump, std::abs(slope - last_slope));
    EXPECT_LT(force, last + 1e-12);
    last = force;
    last_slope = slope;
  }
  EXPECT_LT(jump, 0.002 * 200e3);
}

TEST(AnkleClamp, OpensAboveItsCapacityForGood) {
  const AnkleClampParams<double> p = params();
  // cuffs and their padding: 60e3 (x - 0.020) + 500 x
  const double at_capacity = (4905.0 + 60e3 * 0.020) / (60e3 + 500);
  AnkleClampState<double> s = latched();
  advance_ankle_clamp(p, at(at_capacity - 1e-5), s);
  EXPECT_EQ(s.broken, 0.0);
  advance_ankle_clamp(p, at(at_capacity + 1e-5), s);
  EXPECT_EQ(s.broken, 1.0);
  EXPECT_EQ(ankle_clamp_load(p, s, at(0.05)).F.f.x, 0.0);
  advance_ankle_clamp(p, at(0.0), s);
  EXPECT_EQ(s.broken, 1.0);
  EXPECT_GT(ankle_clamp_load(p, s, at(-0.004)).platform_push, 790.0);  // the platform still pushes
}

TEST(AnkleClamp, PartialLatchHoldsUprightAndOpensInverted) {
  const AnkleClampParams<double> p = params();
  AnkleClampState<double> s = {0.2, 0.0, {0, 0, 0}};    // 981 N, rated user 1226 N
  advance_ankle_clamp(p, at(0.020 + 755.0 / 60e3), s);  // 60 deg, 0.62 of the weight
  EXPECT_EQ(s.broken, 0.0);
  advance_ankle_clamp(p, at(0.020 + 1226.0 / 60e3), s);
  EXPECT_EQ(s.broken, 1.0);
}

TEST(AnkleClamp, OpenCuffsLeaveWhatThePlatformCarries) {
  const AnkleClampParams<double> p = params();
  AnkleClampState<double> s = {0.0, 0.0, {0, 0, 0}};
  FootPose<double> f = at(-0.004);
  const double push = ankle_clamp_load(p, s, f).platform_push;
  EXPECT_NEAR(push, 800.0, 1e-9);
  // soles slide at mu times the push, and stay where they slid to
  f.displacement.y = 0.010;
  EXPECT_NEAR(ankle_clamp_load(p, s, f).F.f.y, -0.6 * push, 1e-9);
  advance_ankle_clamp(p, f, s);
  f.displacement.y = 0.010 - 0.6 * push / 100e3;
  EXPECT_NEAR(ankle_clamp_load(p, s, f).F.f.y, 0.0, 1e-9);
  // and they roll over the edge
  f.rotation.y = 0.5;
  EXPECT_NEAR(ankle_clamp_load(p, s, f).F.n.y, -0.5 * push * 0.20, 1e-9);
  f.rotation.y = 0.01;
  EXPECT_NEAR(ankle_clamp_load(p, s, f).F.n.y, -200e3 * 0.04 / 4 * 0.01, 1e-9);
  EXPECT_EQ(ankle_clamp_load(p, s, at(0.05)).F.f.x, 0.0);
}

// a mass let go between platform and cuffs, no damping: nothing of its energy is won
TEST(AnkleClamp, UndampedLawIsConservative) {
  AnkleClampParams<double> p = params();
  p.axial_damping = 0.0;
  AnkleClampState<double> s = latched();
  double x = 0.010, v = 0.5, least = 1e9, most = 0.0;
  const double m = 60.0, h = 1e-5;
  for (int i = 0; i < 200000; ++i) {
    v += 0.5 * h * ankle_clamp_load(p, s, at(x)).F.f.x / m;
    x += h * v;
    v += 0.5 * h * ankle_clamp_load(p, s, at(x)).F.f.x / m;
    if (x > 0.001 && x < 0.019) {
      const double e = 0.5 * m * v * v + 0.5 * 500 * x * x;
      least = std::min(least, e);
      most = std::max(most, e);
    }
  }
  EXPECT_LT(most / least - 1.0, 1e-4);
}

}  // namespace
}  // namespace inversim
