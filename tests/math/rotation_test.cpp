// SPDX-License-Identifier: Apache-2.0
#include "inversim/math/rotation.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <cmath>
#include <random>

namespace inversim {
namespace {

Eigen::Quaterniond eigen(const Quat<double>& q) { return {q.w, q.x, q.y, q.z}; }

TEST(Rotation, QuaternionsAgreeWithEigen) {
  std::mt19937 engine(4);
  std::uniform_real_distribution<double> u(-1, 1);
  for (int i = 0; i < 200; ++i) {
    const auto draw = [&] {
      const Eigen::Quaterniond e =
          Eigen::Quaterniond(u(engine), u(engine), u(engine), u(engine)).normalized();
      return Quat<double>{e.w(), e.x(), e.y(), e.z()};
    };
    const Quat<double> a = draw(), b = draw();
    EXPECT_LT((eigen(a * b).coeffs() - (eigen(a) * eigen(b)).coeffs()).norm(), 1e-15);
    const Mat3<double> R = rotation_matrix(a);
    const Eigen::Matrix3d E = eigen(a).toRotationMatrix();
    const Vec3<double> v = {u(engine), u(engine), u(engine)};
    const Vec3<double> Rv = R * v;
    EXPECT_LT((Eigen::Vector3d(Rv.x, Rv.y, Rv.z) - E * Eigen::Vector3d(v.x, v.y, v.z)).norm(),
              1e-15);
    const Quat<double> one = conjugate(a) * a;
    EXPECT_NEAR(one.w, 1, 1e-15);
    EXPECT_NEAR(one.x, 0, 1e-16);
  }
}

TEST(Rotation, SmallRotationIsTheExponential) {
  for (double angle : {1e-12, 1e-6, 1e-3, 0.05, 0.2, 0.5}) {
    const Quat<double> q = small_rotation(Vec3<double>{0.6 * angle, 0, -0.8 * angle});
    // first terms left out: a^10/10! of the cosine, a^11/11! of the sine; and an ulp of rounding
    const double a = angle / 2, left_out = std::pow(a, 10) / 3628800;
    EXPECT_NEAR(q.w, std::cos(a), left_out + 2e-16) << angle;
    EXPECT_NEAR(q.x, 0.6 * std::sin(a), left_out * a + 3e-16 * a) << angle;
    EXPECT_NEAR(q.z, -0.8 * std::sin(a), left_out * a + 3e-16 * a) << angle;
  }
}

TEST(Rotation, AWholeTurnInSmallStepsComesBack) {
  const int steps = 10000;
  const double h = 1e-3, w = 2 * 3.14159265358979323846 / (steps * h);
  Quat<double> q = {0.5, 0.5, -0.5, 0.5};
  for (int i = 0; i < steps; ++i) {
    q = integrate_rotation(q, Vec3<double>{0.48 * w, 0.6 * w, 0.64 * w}, h);
  }
  // half the sphere: a turn by 2 pi is -1
  EXPECT_NEAR(q.w, -0.5, 1e-12);
  EXPECT_NEAR(q.x, -0.5, 1e-12);
  EXPECT_NEAR(q.y, 0.5, 1e-12);
  EXPECT_NEAR(q.z, -0.5, 1e-12);
}

TEST(Rotation, AngularVelocityIsInTheAxesMappedInto) {
  // 90 deg about x, then a turn about the outer y: the body's z, on -y outside, stays there
  const double half = std::sqrt(0.5);
  const Quat<double> q = integrate_rotation({half, half, 0, 0}, Vec3<double>{0, 0.3, 0}, 1.0);
  const Vec3<double> z = rotation_matrix(q) * Vec3<double>{0, 0, 1};
  EXPECT_NEAR(z.y, -1, 1e-14);
}

TEST(Rotation, RenormaliseIsOfSecondOrder) {
  const double off = 1e-5;
  const Quat<double> q = renormalise(Quat<double>{(1 + off) * 0.6, 0, (1 + off) * 0.8, 0});
  EXPECT_NEAR(std::sqrt(q.w * q.w + q.y * q.y) - 1, -1.5 * off * off, 1e-14);
}

}  // namespace
}  // namespace inversim
