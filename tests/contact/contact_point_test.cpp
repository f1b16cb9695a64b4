// SPDX-License-Identifier: Apache-2.0
#include "inversim/contact/contact_point.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

using V = Vec3<double>;

constexpr double kOnset = 1e-3;

ContactPoint<double> point() {
  return {.p_BQ = {0, 0, 0},
          .radius = 0.02,
          .k_normal = 1e4,
          .d_normal = 50,
          .k_tangent = 5e3,
          .d_tangent = 20,
          .mu = 0.3};
}

/// On a floor z = 0, its anchor below the origin.
ContactPointState<double> on_floor() {
  ContactPointState<double> s{};
  s.n_C = {0, 0, 1};
  return s;
}

ContactForce<double> force(const ContactPoint<double>& p, const ContactPointState<double>& s, V x,
                           V v = {0, 0, 0}) {
  return contact_law<double>(p, s, kOnset, 1.0, x, v);
}

TEST(ContactPoint, PushesByItsDepthOnceThatHasSetIn) {
  const ContactPoint<double> p = point();
  const ContactPointState<double> s = on_floor();
  EXPECT_EQ(force(p, s, {0, 0, 0.0201}).normal, 0);
  // k (depth - w/2) beyond the onset, k depth^2 / 2w within it
  EXPECT_NEAR(force(p, s, {0, 0, 0.015}).normal, 1e4 * (0.005 - 0.0005), 1e-9);
  EXPECT_NEAR(force(p, s, {0, 0, 0.0196}).normal, 1e4 * 0.0004 * 0.0004 / 2e-3, 1e-9);
  // continuous, and so is its slope
  const double at = force(p, s, {0, 0, 0.019}).normal;
  EXPECT_NEAR(force(p, s, {0, 0, 0.019 - 1e-9}).normal - at, 1e4 * 1e-9, 1e-9);
  EXPECT_NEAR(at - force(p, s, {0, 0, 0.019 + 1e-9}).normal, 1e4 * 1e-9, 1e-9);
}

TEST(ContactPoint, NeverPulls) {
  EXPECT_EQ(force(point(), on_floor(), {0, 0, 0.019}, {0, 0, 5}).normal, 0);
  EXPECT_GT(force(point(), on_floor(), {0, 0, 0.019}, {0, 0, -1}).normal, 1e4 * 0.0005);
}

TEST(ContactPoint, SticksUpToTheConeThenSlipsAndRemembers) {
  const ContactPoint<double> p = point();
  ContactPointState<double> s = on_floor();
  const double N = 1e4 * (0.010 - 0.0005), limit = 0.3 * N;
  // below the cone the tissue is a spring
  ContactForce<double> f = force(p, s, {1e-3, 0, 0.010});
  EXPECT_EQ(f.slipping, 0);
  EXPECT_NEAR(f.force_C.x, -5.0, 1e-9);
  // beyond it the force is the cone's, and the anchor follows
  f = force(p, s, {0.03, 0, 0.010});
  EXPECT_EQ(f.slipping, 1);
  EXPECT_NEAR(f.force_C.x, -limit, 1e-9);
  return_map(p, f, s);
  EXPECT_NEAR(s.anchor_C.x, 0.03 - limit / 5e3, 1e-12);
  // from there the way back has to undo the spring first: hysteresis
  f = force(p, s, {0.03 - 2 * limit / 5e3, 0, 0.010});
  EXPECT_NEAR(f.force_C.x, limit, 1e-9);
}

TEST(ContactPoint, ForgetsItsAnchorInTheAir) {
  const ContactPoint<double> p = point();
  ContactPointState<double> s = on_floor();
  const ContactForce<double> f = force(p, s, {0.5, 0.2, 0.1});
  EXPECT_EQ(f.normal, 0);
  return_map(p, f, s);
  EXPECT_NEAR(s.anchor_C.x, 0.5, 1e-15);
  EXPECT_NEAR(s.anchor_C.y, 0.2, 1e-15);
}

TEST(ContactPoint, FrictionIsTheSameInEveryDirection) {
  const ContactPoint<double> p = point();
  for (double angle = 0; angle < 6.28; angle += 0.1) {
    const ContactForce<double> f =
        force(p, on_floor(), {0.05 * std::cos(angle), 0.05 * std::sin(angle), 0.010});
    EXPECT_NEAR(std::hypot(f.force_C.x, f.force_C.y), 0.3 * f.normal, 1e-9) << angle;
    EXPECT_NEAR(std::atan2(-f.force_C.y, -f.force_C.x),
                std::atan2(std::sin(angle), std::cos(angle)), 1e-12);
  }
}

}  // namespace
}  // namespace inversim
