// SPDX-License-Identifier: Apache-2.0
#include "inversim/math/matrix3.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <random>

#include "inversim/math/rotation.h"

namespace inversim {
namespace {

using M3 = Eigen::Matrix3d;
using V3 = Eigen::Vector3d;

M3 eigen(const Mat3<double>& m) {
  M3 e;
  e << m.xx, m.xy, m.xz, m.yx, m.yy, m.yz, m.zx, m.zy, m.zz;
  return e;
}
M3 eigen(const Sym3<double>& s) {
  M3 e;
  e << s.xx, s.xy, s.xz, s.xy, s.yy, s.yz, s.xz, s.yz, s.zz;
  return e;
}
V3 eigen(const Vec3<double>& v) { return {v.x, v.y, v.z}; }

struct Draw {
  std::mt19937 engine{12};
  double operator()() { return std::uniform_real_distribution<double>(-2, 2)(engine); }
  Vec3<double> vec() { return {(*this)(), (*this)(), (*this)()}; }
  Mat3<double> mat() {
    return {(*this)(), (*this)(), (*this)(), (*this)(), (*this)(),
            (*this)(), (*this)(), (*this)(), (*this)()};
  }
  Sym3<double> sym() { return {(*this)(), (*this)(), (*this)(), (*this)(), (*this)(), (*this)()}; }
  Mat3<double> rotation() {
    const Eigen::Quaterniond q =
        Eigen::Quaterniond(V3(vec().x, vec().y, vec().z).x(), (*this)(), (*this)(), (*this)())
            .normalized();
    return rotation_matrix(Quat<double>{q.w(), q.x(), q.y(), q.z()});
  }
};

constexpr double kTiny = 1e-14;

template <class A, class B>
void near(const A& a, const B& b, const char* what, double tolerance = kTiny) {
  EXPECT_LT((a - b).cwiseAbs().maxCoeff(), tolerance * (1 + b.cwiseAbs().maxCoeff())) << what;
}

TEST(Matrix3, ProductsAgreeWithEigen) {
  Draw draw;
  for (int i = 0; i < 100; ++i) {
    const Mat3<double> a = draw.mat(), b = draw.mat();
    const Sym3<double> s = draw.sym(), t = draw.sym();
    const Vec3<double> u = draw.vec(), v = draw.vec();
    const M3 A = eigen(a), B = eigen(b), S = eigen(s), T = eigen(t);
    near(eigen(a * v), A * eigen(v), "a v");
    near(eigen(s * v), S * eigen(v), "s v");
    near(eigen(transpose_times(a, v)), A.transpose() * eigen(v), "a^T v");
    near(eigen(a * b), A * B, "a b");
    near(eigen(times_transpose(a, b)), A * B.transpose(), "a b^T");
    near(eigen(transpose(a)), A.transpose(), "a^T");
    near(eigen(a * s), A * S, "a s");
    near(eigen(s * a), S * A, "s a");
    near(eigen(a + b), A + B, "a + b");
    near(eigen(s - t), S - T, "s - t");
    near(eigen(outer(1.5, v)), 1.5 * eigen(v) * eigen(v).transpose(), "outer");
    near(eigen(cross(u, v)), eigen(u).cross(eigen(v)), "cross");
    near(eigen(skew(u) * v), eigen(u).cross(eigen(v)), "skew");
    EXPECT_NEAR(dot(u, v), eigen(u).dot(eigen(v)), 1e-13);
    near(eigen(symmetric_times_transpose(a * s, a)), A * S * A.transpose(), "a s a^T");
    near(eigen(symmetric_transpose_times(a, s * a)), A.transpose() * S * A, "a^T s a");
  }
}

// the fast rotations against the two products they stand for
TEST(Matrix3, RotationsOfTensors) {
  Draw draw;
  for (int i = 0; i < 1000; ++i) {
    const Mat3<double> r = draw.rotation(), m = draw.mat();
    const Sym3<double> s = draw.sym();
    const M3 R = eigen(r);
    near(eigen(rotate(r, s)), R * eigen(s) * R.transpose(), "r s r^T", 5e-15);
    near(eigen(rotate(r, m)), R * eigen(m) * R.transpose(), "r m r^T", 5e-15);
  }
  // entries that differ by eleven orders, as those of a stiff contact do
  const Mat3<double> r = draw.rotation();
  const Sym3<double> stiff = {1e-5, 2e-6, -3e-6, 1e6, 5, 2e-5};
  near(eigen(rotate(r, stiff)), eigen(r) * eigen(stiff) * eigen(r).transpose(), "stiff", 1e-15);
}

TEST(Matrix3, InverseOfPositiveDefinite) {
  Draw draw;
  for (int i = 0; i < 200; ++i) {
    const Mat3<double> a = draw.mat();
    const Sym3<double> s = symmetric_times_transpose(a, a) + diagonal(Vec3<double>{0.1, 0.1, 0.1});
    near(eigen(inverse(s)) * eigen(s), M3::Identity(), "s^-1 s", 1e-11);
  }
  // exactly representable: no rounding at all
  const Sym3<double> exact = inverse(Sym3<double>{2, 0, 0, 4, 0, 8});
  EXPECT_EQ(exact.xx, 0.5);
  EXPECT_EQ(exact.yy, 0.25);
  EXPECT_EQ(exact.zz, 0.125);
}

}  // namespace
}  // namespace inversim
