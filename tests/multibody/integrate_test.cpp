// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/integrate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "random_tree.h"

namespace inversim {
namespace {

using test::Random;

bool same_bits(const TreeState<double>& a, const TreeState<double>& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

// 0.8 rad/s about (2, -1, 2)/3 for 2 s, by the closed form of the quaternion
TEST(Integrate, DriftTurnsByRateTimesTime) {
  TreeModel<double> tree;
  tree.body_count = 2;
  tree.joint[0] = JointKind::kWelded;
  tree.joint[1] = JointKind::kBushing;
  TreeState<double> state = {};
  for (JointState<double>& x : state.joint) x.q_PB = identity_quat<double>();
  state.joint[0].w = state.joint[1].w = (0.8 / 3) * Vec3<double>{2, -1, 2};
  state.joint[1].v = {0.5, 0, -0.25};
  for (int n = 0; n < 2000; ++n) drift(tree, 1e-3, state);
  const double s = std::sin(0.8) / 3;
  const JointState<double>& x = state.joint[1];
  EXPECT_NEAR(x.q_PB.w, std::cos(0.8), 1e-13);
  EXPECT_NEAR(x.q_PB.x, 2 * s, 1e-13);
  EXPECT_NEAR(x.q_PB.y, -s, 1e-13);
  EXPECT_NEAR(x.q_PB.z, 2 * s, 1e-13);
  EXPECT_NEAR(x.p_JB.x, 1.0, 1e-12);
  EXPECT_NEAR(x.p_JB.z, -0.5, 1e-12);
  EXPECT_EQ(x.v.z, -0.25);
  // a weld does not move
  EXPECT_EQ(state.joint[0].q_PB.w, 1.0);
}

// with theta = 0 coordinates go by the old velocity, with theta = 1 by the new one
TEST(Integrate, InOneGoIsDriftAndKickInTurn) {
  Random random(7);
  const TreeModel<double> tree = test::random_tree(random, 20, JointKind::kFloating);
  const TreeState<double> start = test::random_state(random, tree);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  for (int i = 0; i < tree.body_count; ++i) {
    const bool slides =
        tree.joint[i] == JointKind::kBushing || tree.joint[i] == JointKind::kFloating;
    work->body[i].ydot = {random.vec(30), slides ? random.vec(30) : Vec3<double>{0, 0, 0}};
  }
  const double h = 1e-3;
  TreeState<double> old_velocity = start, new_velocity = start, expected = start;
  integrate(tree, *work, h, 0.0, old_velocity);
  drift(tree, h, expected);
  kick(tree, *work, h, expected);
  EXPECT_TRUE(same_bits(old_velocity, expected));
  expected = start;
  integrate(tree, *work, h, 1.0, new_velocity);
  kick(tree, *work, h, expected);
  drift(tree, h, expected);
  EXPECT_TRUE(same_bits(new_velocity, expected));
  EXPECT_FALSE(same_bits(old_velocity, new_velocity));
}

}  // namespace
}  // namespace inversim
