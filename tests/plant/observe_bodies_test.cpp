// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/observe_bodies.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "plant_fixture.h"

namespace inversim {
namespace {

struct BodyOf {
  Vec3<double> p;
  Quat<double> q;
};

BodyOf body(const std::vector<double>& poses, int i) {
  const double* x = &poses[kPoseNumbers * static_cast<std::size_t>(i)];
  return {{x[0], x[1], x[2]}, {x[3], x[4], x[5], x[6]}};
}

// what a replay shows against what the plant itself computes in a step
TEST(ObserveBodies, AreThoseOfThePlant) {
  const auto design = plant_with({});
  Plant plant(design);
  tilt(plant, 0.6, 1.0);
  std::vector<double> poses(pose_width(*design));
  observe_bodies(*design, plant.state(), poses);
  const auto& w = plant.evaluate();
  const double a = plant.bed_angle();
  ASSERT_NEAR(a, 0.6, 1e-3);

  const BodyOf bed = body(poses, kBedBody);
  EXPECT_NEAR(bed.p.z, design->table.pivot_height, 1e-12);
  EXPECT_NEAR(bed.q.w, std::cos(a / 2), 1e-12);
  EXPECT_NEAR(bed.q.y, std::sin(a / 2), 1e-12);
  for (int i = kFirstSegment; i < design->model.tree.body_count; ++i) {
    const BodyOf there = body(poses, i);
    const Vec3<double> off = there.p - w.tree.body[i].p_CB;
    EXPECT_LT(std::sqrt(norm2(off)), 1e-12) << design->body_names[static_cast<std::size_t>(i)];
    const Mat3<double> R = rotation_matrix(there.q);
    EXPECT_NEAR(R.xx, w.tree.body[i].R_CB.xx, 1e-12);
    EXPECT_NEAR(R.zx, w.tree.body[i].R_CB.zx, 1e-12);
    EXPECT_NEAR(R.xz, w.tree.body[i].R_CB.xz, 1e-12);
  }
  // the top of the head is where the plant says that it is
  const Vec3<double> top = design->frames.in_body(kSkull, design->body.segments[kSkull].p_RE);
  const BodyOf skull = body(poses, kSkullBody);
  const Vec3<double> in_bed = skull.p + rotation_matrix(skull.q) * top;
  const double height = bed.p.z + (rotation_matrix(bed.q) * in_bed).z;
  EXPECT_NEAR(height, observe(plant).head_clearance, 1e-9);
}

}  // namespace
}  // namespace inversim
