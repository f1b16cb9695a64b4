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

// forward dynamics, and then: with theta = 0 coordinates go by the old velocity, with theta = 1 by
// the new one; whether the root is welded or floats
template <int NB>
void expect_drift_and_kick(JointKind root) {
  Random random(7);
  const TreeModel<double> tree = test::random_tree(random, 20, root);
  const TreeState<double> start = test::random_state(random, tree);
  const auto loads = test::random_loads(random, tree, true, NB > 0);
  const CarrierDrive<double> free = {0, 0};
  const double h = 1e-3;
  const auto work = std::make_unique<TreeWork<double, NB>>();
  kinematics_pass(tree, start, *work);
  const auto integrated = [&](double theta) {
    TreeState<double> state = start;
    integrate(tree, loads->drive, loads->load, free, h, theta, *work, state);
    return state;
  };
  const TreeState<double> old_velocity = integrated(0.0), new_velocity = integrated(1.0);

  forward_dynamics(tree, loads->drive, loads->load, free, *work);
  TreeState<double> expected = start;
  drift(tree, h, expected);
  kick(tree, *work, h, expected);
  EXPECT_TRUE(same_bits(old_velocity, expected));
  expected = start;
  kick(tree, *work, h, expected);
  drift(tree, h, expected);
  EXPECT_TRUE(same_bits(new_velocity, expected));
  EXPECT_FALSE(same_bits(old_velocity, new_velocity));
}

TEST(Integrate, InOneGoIsDriftAndKickInTurn) {
  expect_drift_and_kick<0>(JointKind::kWelded);
  expect_drift_and_kick<1>(JointKind::kWelded);
  expect_drift_and_kick<6>(JointKind::kFloating);
}

}  // namespace
}  // namespace inversim
