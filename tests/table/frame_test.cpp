// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/frame.h"
#include "inversim/math/angle.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace inversim {
namespace {

const FrameFeetParams<double> kFeetOfTable = {0.0, 0.0, 1.0, 0.66};

/// Floor's wrench about r on a table of weight m g at c, at rest on a slope, and with a free
/// moment.
Wrench<double> weld(double m, const Vec3<double>& c, const Vec3<double>& g, const Vec3<double>& r,
                    const Vec3<double>& moment) {
  const Vec3<double> f = -m * g;
  return {cross(c - r, f) - moment, f};
}

// slope with its down direction along x (fore-aft) or y (lateral)
Vec3<double> gravity_on(double slope, bool lateral) {
  const double s = 9.81 * std::sin(slope), c = -9.81 * std::cos(slope);
  return lateral ? Vec3<double>{0, s, c} : Vec3<double>{s, 0, c};
}

// published: critical angle 20 deg lateral, 29 deg fore-aft for the whole at 0.90 m
TEST(Frame, TipsAtTheArcTangentOfHalfBaseOverHeight) {
  for (const bool lateral : {false, true}) {
    const double b = lateral ? 0.33 : 0.50, z = 0.90;
    const double critical = std::atan(b / z);
    EXPECT_NEAR(critical / kDegree, lateral ? 20.0 : 29.0, 0.2);
    for (const Vec3<double>& r : {Vec3<double>{0, 0, 0}, Vec3<double>{0.1, -0.2, 0.45}}) {
      const auto margin = [&](double slope) {
        const Wrench<double> F = weld(162, {0, 0, z}, gravity_on(slope, lateral), r, {0, 0, 0});
        return frame_load(kFeetOfTable, F, r).margin;
      };
      EXPECT_NEAR(margin(critical), 0.0, 1e-12);
      EXPECT_NEAR(margin(0.0), 0.33, 1e-12);
      EXPECT_GT(margin(critical - 1e-6), 0.0);
      EXPECT_LT(margin(critical + 1e-6), 0.0);
      EXPECT_NEAR(margin(critical + 0.1), b - z * std::tan(critical + 0.1), 1e-12);
    }
  }
}

// published: 162 kg, brake moment 300 N m: 0.189 m, and 10 deg of slope 0.158 m
TEST(Frame, BrakeMomentAndSlopeMoveTheCentreOfPressure) {
  const Wrench<double> flat =
      weld(162, {0, 0, 0.90}, gravity_on(0.0, false), {0, 0, 0}, {0, 300, 0});
  EXPECT_NEAR(frame_load(kFeetOfTable, flat, {0, 0, 0}).centre_x, 0.189, 0.0005);
  const Wrench<double> slope =
      weld(162, {0, 0, 0.90}, gravity_on(10 * kDegree, false), {0, 0, 0}, {0, 300, 0});
  const FrameLoad<double> l = frame_load(kFeetOfTable, slope, {0, 0, 0});
  EXPECT_NEAR(l.centre_x, 0.189 / std::cos(10 * kDegree) + 0.159, 0.001);
  EXPECT_NEAR(l.friction_demand, std::tan(10 * kDegree), 1e-12);
}

TEST(Frame, FeetCarryTheWrenchAndShareItAsEqualSprings) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> unit(-1.0, 1.0);
  const FrameFeetParams<double> p = {0.05, -0.02, 1.1, 0.7};
  for (int k = 0; k < 100; ++k) {
    const auto any = [&](double s) {
      return Vec3<double>{s * unit(random), s * unit(random), s * unit(random)};
    };
    const Vec3<double> r = any(1.0);
    Wrench<double> F = {any(200.0), any(300.0)};
    F.f.z += 1200.0;
    const FrameLoad<double> l = frame_load(p, F, r);
    Wrench<double> sum = {{0, 0, 0}, {0, 0, 0}};
    for (int i = 0; i < kFrameFeet; ++i) {
      sum.f += l.foot[i];
      sum.n += cross(foot_position(p, i) - r, l.foot[i]);
    }
    const Wrench<double> left = sum - F;
    EXPECT_LT(std::sqrt(norm2(left.f)), 1e-9);
    EXPECT_LT(std::sqrt(norm2(left.n)), 1e-9);
    // least norm: no share of the warp (+ - - +) in the normal forces
    EXPECT_NEAR(l.foot[0].z - l.foot[1].z - l.foot[2].z + l.foot[3].z, 0.0, 1e-9);
    // and of the squeeze along y or x in the horizontal ones
    EXPECT_NEAR((l.foot[0].x + l.foot[2].x) - (l.foot[1].x + l.foot[3].x),
                (l.foot[3].y + l.foot[2].y - l.foot[0].y - l.foot[1].y) * 0.7 / 1.1, 1e-9);
  }
}

TEST(Frame, FootLiftsWhereTheCentreOfPressureLeavesTheDiamond) {
  // equal springs: a foot is unloaded at |x| / L + |y| / B = 1/2, inside the rectangle
  const Wrench<double> F = weld(100, {0.3, 0.2, 0}, {0, 0, -9.81}, {0, 0, 0}, {0, 0, 0});
  const FrameLoad<double> l = frame_load(kFeetOfTable, F, {0, 0, 0});
  EXPECT_NEAR(l.foot[0].z, 981.0 * (0.25 - 0.5 * 0.3 / 1.0 - 0.5 * 0.2 / 0.66), 1e-9);
  EXPECT_EQ(l.least_foot, l.foot[0].z);
  EXPECT_LT(l.least_foot, 0.0);
  EXPECT_NEAR(l.margin, 0.13, 1e-12);  // it does not tip
}

TEST(Frame, MarginOutsideACornerIsTheDistanceToIt) {
  const Wrench<double> F = weld(100, {0.8, 0.73, 0}, {0, 0, -9.81}, {0, 0, 0}, {0, 0, 0});
  EXPECT_NEAR(frame_load(kFeetOfTable, F, {0, 0, 0}).margin, -0.5, 1e-12);
  const Wrench<double> lifted = {{0, 0, 0}, {10, 0, -5}};
  EXPECT_NEAR(frame_load(kFeetOfTable, lifted, {0, 0, 0}).margin, -1.66, 1e-12);
}

}  // namespace
}  // namespace inversim
