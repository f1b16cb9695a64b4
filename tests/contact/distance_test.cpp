// SPDX-License-Identifier: Apache-2.0
#include "inversim/contact/distance.h"

#include <gtest/gtest.h>

#include <random>

namespace inversim {
namespace {

using Eigen::Vector3d;

BoxShape box() {
  BoxShape b;
  b.centre = {0.2, -0.1, 0.3};
  b.half_size = {0.5, 0.2, 0.1};
  return b;
}

HullShape hull_of(const BoxShape& b) {
  HullShape hull;
  for (const double x : {-1.0, 1.0}) {
    for (const double y : {-1.0, 1.0}) {
      for (const double z : {-1.0, 1.0}) {
        hull.points.push_back(b.centre + b.half_size.cwiseProduct(Vector3d(x, y, z)));
      }
    }
  }
  return hull;
}

TEST(Distance, OfAPlane) {
  const Shape floor = {"floor", PlaneShape{Vector3d::UnitZ(), 0.5}};
  const LocalPlane p = local_plane(floor, {3, 4, 0.7});
  EXPECT_DOUBLE_EQ(p.distance, 0.2);
  EXPECT_EQ(p.normal, Vector3d::UnitZ());
  EXPECT_DOUBLE_EQ(p.offset, 0.5);
}

TEST(Distance, OfABoxFromFaceEdgeCornerAndInside) {
  const Shape shape = {"box", box()};
  EXPECT_NEAR(local_plane(shape, {0.2, -0.1, 0.5}).distance, 0.1, 1e-15);
  EXPECT_NEAR(local_plane(shape, {1.0, 0.5, 0.3}).distance, 0.5, 1e-15);  // edge: 3-4-5
  EXPECT_NEAR(local_plane(shape, {0.9, 0.3, 0.5}).distance, 0.3, 1e-15);  // corner: 2-2-1
  const LocalPlane inside = local_plane(shape, {0.2, -0.1, 0.38});
  EXPECT_NEAR(inside.distance, -0.02, 1e-15);
  EXPECT_EQ(inside.normal, Vector3d::UnitZ());
  EXPECT_NEAR(inside.offset, 0.4, 1e-15);
}

// Bullet's hull against the closed form, all around and inside
TEST(Distance, OfAHullAsOfTheSameBox) {
  const Shape closed = {"box", box()}, hull = {"hull", hull_of(box())};
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> any(-1.2, 1.2);
  for (int n = 0; n < 2000; ++n) {
    const Vector3d x = box().centre + Vector3d(any(random), any(random), any(random));
    const LocalPlane a = local_plane(closed, x), b = local_plane(hull, x);
    // the nearest face of an inner point is Bullet's by an iteration
    if (a.distance > 1e-3) {
      EXPECT_NEAR(b.distance, a.distance, 1e-6) << x.transpose();
      EXPECT_NEAR((b.normal - a.normal).norm(), 0, 1e-4) << x.transpose();
      EXPECT_NEAR(b.offset, a.offset, 1e-4) << x.transpose();
    }
  }
}

TEST(Distance, TakesTheNearestShape) {
  const std::vector<Shape> shapes = {{"floor", PlaneShape{Vector3d::UnitZ(), -1}}, {"box", box()}};
  EXPECT_NEAR(nearest_plane(shapes, {0.2, -0.1, 0.5}).distance, 0.1, 1e-15);
  EXPECT_NEAR(nearest_plane(shapes, {0.2, -0.1, -0.9}).distance, 0.1, 1e-15);
}

}  // namespace
}  // namespace inversim
