// SPDX-License-Identifier: Apache-2.0
#include "inversim/math/spatial.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <random>

#include "inversim/math/rotation.h"

namespace inversim {
namespace {

using M6 = Eigen::Matrix<double, 6, 6>;
using V6 = Eigen::Matrix<double, 6, 1>;

template <class Six>
V6 eigen6(const Six& s) {
  return Eigen::Map<const V6>(reinterpret_cast<const double*>(&s));
}
M6 eigen6x6(const SpatialInertia<double>& I) {
  M6 m;
  for (int k = 0; k < 6; ++k) {
    Motion<double> e = {};
    reinterpret_cast<double*>(&e)[k] = 1;
    m.col(k) = eigen6(I * e);
  }
  return m;
}
Eigen::Matrix3d cross_matrix(const Vec3<double>& r) {
  Eigen::Matrix3d m;
  m << 0, -r.z, r.y, r.z, 0, -r.x, -r.y, r.x, 0;
  return m;
}

struct Draw {
  std::mt19937 engine{3};
  double operator()() { return std::uniform_real_distribution<double>(-1, 1)(engine); }
  Vec3<double> vec() { return {(*this)(), (*this)(), (*this)()}; }
  // general: symmetric 6x6, as an articulated inertia is
  SpatialInertia<double> inertia() {
    return {{(*this)(), (*this)(), (*this)(), (*this)(), (*this)(), (*this)()},
            {(*this)(), (*this)(), (*this)(), (*this)(), (*this)(), (*this)(), (*this)(), (*this)(),
             (*this)()},
            {(*this)(), (*this)(), (*this)(), (*this)(), (*this)(), (*this)()}};
  }
};

TEST(Spatial, InertiaIsSymmetric) {
  Draw draw;
  const M6 I = eigen6x6(draw.inertia());
  EXPECT_EQ(I, I.transpose());
}

// [A B; B^T C] seen from an origin from which the old one lies at r: X^T I X with X = [1 0; -[r]x
// 1]
TEST(Spatial, ShiftIsACongruence) {
  Draw draw;
  for (int i = 0; i < 50; ++i) {
    const SpatialInertia<double> I = draw.inertia();
    const Vec3<double> r = draw.vec();
    M6 X = M6::Identity();
    X.block<3, 3>(3, 0) = -cross_matrix(r);
    EXPECT_LT((eigen6x6(shift(I, r)) - X.transpose() * eigen6x6(I) * X).norm(), 1e-14);
    const Wrench<double> F = {draw.vec(), draw.vec()};
    EXPECT_LT((eigen6(shift(F, r)) - X.transpose() * eigen6(F)).norm(), 1e-15);
  }
}

TEST(Spatial, RotateIsACongruence) {
  Draw draw;
  const Quat<double> q = small_rotation(Vec3<double>{0.3, -0.2, 0.4});
  const Mat3<double> R = rotation_matrix(renormalise(renormalise(q)));
  M6 X = M6::Zero();
  for (int k = 0; k < 9; ++k) {
    const double x = reinterpret_cast<const double*>(&R)[k];
    X(k / 3, k % 3) = X(3 + k / 3, 3 + k % 3) = x;
  }
  const SpatialInertia<double> I = draw.inertia();
  EXPECT_LT((eigen6x6(rotate(R, I)) - X * eigen6x6(I) * X.transpose()).norm(), 1e-14);
  const Wrench<double> F = {draw.vec(), draw.vec()};
  EXPECT_LT((eigen6(rotate(R, F)) - X * eigen6(F)).norm(), 1e-15);
}

TEST(Spatial, RigidBodyIsASumOfPoints) {
  Draw draw;
  SpatialInertia<double> cloud = zero_inertia<double>();
  double m = 0;
  Vec3<double> mc = {0, 0, 0};
  Sym3<double> I_o = zero_sym3<double>();
  for (int k = 0; k < 5; ++k) {
    const double mk = 1.5 + draw();
    const Vec3<double> p = draw.vec();
    const SpatialInertia<double> at_origin = {
        zero_sym3<double>(), zero_inertia<double>().B, {mk, 0, 0, mk, 0, mk}};
    cloud = cloud + shift(at_origin, p);
    m += mk;
    mc += mk * p;
    I_o = I_o +
          Sym3<double>{mk * (p.y * p.y + p.z * p.z), -mk * p.x * p.y, -mk * p.x * p.z,
                       mk * (p.x * p.x + p.z * p.z), -mk * p.y * p.z, mk * (p.x * p.x + p.y * p.y)};
  }
  const SpatialInertia<double> rigid = rigid_inertia(m, mc, I_o);
  EXPECT_LT((eigen6x6(rigid) - eigen6x6(cloud)).norm(), 1e-14);
  const SpatialInertia<double> other = draw.inertia();
  EXPECT_LT((eigen6x6(add_rigid(other, m, mc, I_o)) - eigen6x6(other + rigid)).norm(), 1e-14);
}

TEST(Spatial, PowerDoesNotDependOnTheOrigin) {
  Draw draw;
  const Motion<double> V = {draw.vec(), draw.vec()};
  const Wrench<double> F = {draw.vec(), draw.vec()};
  const Vec3<double> r = draw.vec();  // old origin from the new
  const Motion<double> V_new = {V.w, V.v - cross(V.w, r)};
  EXPECT_NEAR(dot(V, F), dot(V_new, shift(F, r)), 1e-14);
}

}  // namespace
}  // namespace inversim
