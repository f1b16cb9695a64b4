// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/kinematics.h"

#include <gtest/gtest.h>

#include "inversim/multibody/integrate.h"
#include "random_tree.h"

namespace inversim {
namespace {

using test::Random;

double distance(const Vec3<double>& a, const Vec3<double>& b) { return std::sqrt(norm2(a - b)); }

TEST(Kinematics, TwoLinksOnPaper) {
  // an arm of 1 m turned 90 deg about y (x to -z), a slider 0.5 m out along it
  TreeModel<double> tree;
  tree.body_count = 2;
  tree.parent[0] = kNoBody;
  tree.parent[1] = 0;
  tree.joint[0] = JointKind::kRevolute;
  tree.joint[1] = JointKind::kBushing;
  tree.link[0].p_PJ = {0, 0, 2};
  tree.link[1].p_PJ = {1, 0, 0};
  TreeState<double> state = {};
  set_neutral(tree, state);
  const double half = std::sqrt(0.5);
  state.joint[0].q_PB = {half, 0, half, 0};
  state.joint[0].w = {0, 3, 0};
  state.joint[1].p_JB = {0.5, 0, 0};
  state.joint[1].v = {2, 0, 0};
  WorldKinematics<double> world;
  world_kinematics(tree, state, world);
  EXPECT_LT(distance(world.X_WB[1].p, {0, 0, 0.5}), 1e-15);
  // 3 rad/s at 1.5 m, towards -x; 2 m/s outward
  EXPECT_LT(distance(world.V_WB[1].v, {-4.5, 0, -2}), 1e-14);
  const Vec3<double> tip = point(world.X_WB[1], Vec3<double>{0, 0, 1});
  EXPECT_LT(distance(tip, {1, 0, 0.5}), 1e-15);
  EXPECT_LT(distance(point_velocity(world.X_WB[1], world.V_WB[1], {0, 0, 1}), {-4.5, 0, -5}),
            1e-14);
}

// velocities are the derivatives of poses; both agree with the pass of the dynamics
TEST(Kinematics, VelocitiesAreDerivativesOfPoses) {
  Random random(3);
  const TreeModel<double> tree = test::random_tree(random, 15, JointKind::kFloating);
  TreeState<double> state = test::random_state(random, tree), later = state, earlier = state;
  const double h = 1e-5;
  drift(tree, h, later);
  drift(tree, -h, earlier);
  WorldKinematics<double> world, after, before;
  world_kinematics(tree, state, world);
  world_kinematics(tree, later, after);
  world_kinematics(tree, earlier, before);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  kinematics_pass(tree, state, *work);
  for (int i = 0; i < tree.body_count; ++i) {
    const Vec3<double> p_B = random.vec(0.3);
    const Vec3<double> rate =
        (1 / (2 * h)) * (point(after.X_WB[i], p_B) - point(before.X_WB[i], p_B));
    EXPECT_LT(distance(rate, point_velocity(world.X_WB[i], world.V_WB[i], p_B)), 1e-6) << i;
    EXPECT_LT(distance(work->body[i].V.w, transpose_times(world.X_WB[i].R, world.V_WB[i].w)),
              1e-12);
    EXPECT_LT(distance(work->body[i].V.v, transpose_times(world.X_WB[i].R, world.V_WB[i].v)),
              1e-12);
    if (i <= tree.carrier) continue;
    const Pose<double> X_CB = relative_pose(world.X_WB[tree.carrier], world.X_WB[i]);
    EXPECT_LT(distance(X_CB.p, work->body[i].p_CB), 1e-12);
    EXPECT_LT(distance(X_CB.R * p_B, work->body[i].R_CB * p_B), 1e-12);
    // relative velocity: derivative of the pose in the carrier
    const Pose<double> X_after = relative_pose(after.X_WB[tree.carrier], after.X_WB[i]);
    const Pose<double> X_before = relative_pose(before.X_WB[tree.carrier], before.X_WB[i]);
    const Vec3<double> relative = (1 / (2 * h)) * (X_after.p - X_before.p);
    EXPECT_LT(distance(relative, relative_velocity(world, tree.carrier, i).v), 1e-6) << i;
  }
}

}  // namespace
}  // namespace inversim
