// SPDX-License-Identifier: Apache-2.0
// The law of a foot on the floor: it pushes and never pulls, sticks and slides, forgets what it
// left behind, and its implicit part meets the true acceleration.
#include "inversim/contact/floor_contact.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

constexpr double kOnset = 2e-4;

ContactPoint<double> foot() {
  ContactPoint<double> p{};
  p.k_normal = 300e3;
  p.d_normal = 2000;
  p.k_tangent = 100e3;
  p.d_tangent = 1000;
  p.mu = 0.6;
  return p;
}

ContactForce<double> force(const FloorPointState<double>& s, const Vec3<double>& x,
                           const Vec3<double>& v = {0, 0, 0}) {
  return floor_law<double>(foot(), s, kOnset, x, v);
}

TEST(FloorContact, PushesAndNeverPulls) {
  const FloorPointState<double> s{};
  EXPECT_EQ(force(s, {0, 0, 1e-6}).normal, 0.0);
  EXPECT_NEAR(force(s, {0, 0, -2e-3}).normal, 300e3 * (2e-3 - 0.5 * kOnset), 1e-9);
  EXPECT_NEAR(force(s, {0, 0, -2e-3}, {0, 0, -0.1}).normal, 300e3 * (2e-3 - 0.5 * kOnset) + 200,
              1e-9);
  EXPECT_EQ(force(s, {0, 0, -2e-3}, {0, 0, 10}).normal, 0.0);
}

TEST(FloorContact, SticksThenSlidesAndCountsTheWay) {
  FloorPointState<double> s{};
  const double z = -2e-3, N = force(s, {0, 0, z}).normal;
  const double longest = 0.6 * N / 100e3;
  follow_on_floor(foot(), force(s, {0.9 * longest, 0, z}), s);
  EXPECT_NEAR(s.slid, 0.0, 1e-15);
  EXPECT_NEAR(force(s, {0.9 * longest, 0, z}).force_C.x, -0.9 * 0.6 * N, 1e-9);
  follow_on_floor(foot(), force(s, {0.0, 3 * longest, z}), s);
  EXPECT_NEAR(s.slid, 2 * longest, 1e-12);
  EXPECT_NEAR(s.anchor_W.y, 2 * longest, 1e-12);
  // on the way back it sticks at once
  const ContactForce<double> back = force(s, {0, 2.5 * longest, z});
  EXPECT_NEAR(back.force_C.y, -0.3 * N, 1e-9);
  EXPECT_EQ(back.slipping, 0.0);
  // lifted, it forgets
  follow_on_floor(foot(), force(s, {1.0, 1.0, 0.1}), s);
  EXPECT_NEAR(s.anchor_W.x, 1.0, 1e-12);
  EXPECT_NEAR(s.slid, 2 * longest, 1e-12);
}

TEST(FloorContact, TurnsWithTheBodyAndKnowsItsWeight) {
  // a body at rest: A relative to free fall is -g, and then the load is the force itself
  const Quat<double> q = {std::cos(0.3), 0.0, std::sin(0.3), 0.0};
  const Mat3<double> R = rotation_matrix(q);
  const Vec3<double> g_B = transpose_times(R, {1.0, 2.0, -9.5});
  ContactPoint<double> p = foot();
  p.p_BQ = {0.3, -0.2, 0.5};
  const FloorPointState<double> s{{1e-3, 0, 0}, 0};
  const ContactForce<double> f = floor_law<double>(p, s, kOnset, {0, 0, -2e-3}, {0, 0, 0});
  ContactLoad<double> load = {zero_wrench<double>(), zero_inertia<double>()};
  add_floor_load<double>(p, f, R, zero_motion<double>(), g_B, 0.0, 1e-3, load);
  const Motion<double> at_rest = {zero3<double>(), -g_B};
  const Wrench<double> W = load.W - load.G * at_rest;
  const Vec3<double> f_B = transpose_times(R, f.force_C), n_B = cross(p.p_BQ, f_B);
  EXPECT_NEAR(norm2(W.f - f_B), 0.0, 1e-18);
  EXPECT_NEAR(norm2(W.n - n_B), 0.0, 1e-18);

  // one that spins freely about a centre: a point at r has the true acceleration w x (w x r)
  const Motion<double> V = {{0.0, 3.0, 1.0}, {0, 0, 0}};
  load = {zero_wrench<double>(), zero_inertia<double>()};
  add_floor_load<double>(p, f, R, V, g_B, 0.0, 1e-3, load);
  const Wrench<double> spins = load.W - load.G * at_rest;
  const Vec3<double> a_W = R * cross(V.w, cross(V.w, p.p_BQ));
  const double h = 1e-3;
  const Vec3<double> expected =
      f.force_C - Vec3<double>{h * (1000 + h * 100e3) * a_W.x, h * (1000 + h * 100e3) * a_W.y,
                               h * (2000 + h * 300e3) * a_W.z};
  EXPECT_NEAR(norm2(R * spins.f - expected), 0.0, 1e-18);
}

}  // namespace
}  // namespace inversim
