// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/equilibrium.h"

#include <gtest/gtest.h>

#include "stepper.h"

namespace inversim {
namespace {

using test::hanging_chain;
using test::Stepper;

template <class T, int NB>
EquilibriumResult<T> settle(Stepper<T, NB>& s, const EquilibriumSettings& settings = {}) {
  const auto fill = [&s](const TreeState<T>&, const TreeWork<T, NB>&, const T& h) {
    s.laws(h, broadcast<T>(0));
  };
  return static_equilibrium(s.tree, fill, settings, s.drive, s.load, s.carrier_drive, s.state,
                            s.work);
}

TEST(Equilibrium, HangingChainStretchesByTheWeightBelow) {
  const auto s = Stepper<double, 0>::make(hanging_chain(10));
  for (int i = 1; i <= 10; ++i) s->spring[i] = {{20, 20, 20}, {}, {2e4, 2e4, 2e4}, {}};
  for (int i = 1; i <= 10; ++i) s->state.joint[i].q_PB = {std::cos(0.1), std::sin(0.1), 0, 0};
  const EquilibriumResult<double> result = settle(*s);
  EXPECT_TRUE(result.converged);
  for (int i = 1; i <= 10; ++i) {
    EXPECT_NEAR(s->state.joint[i].p_JB.z, -(11 - i) * 9.81 / 2e4, 1e-10) << i;
    EXPECT_NEAR(s->state.joint[i].q_PB.x, 0, 1e-9) << i;
  }
}

TEST(Equilibrium, PendulumWithoutSpringsHangs) {
  const auto s = Stepper<double, 0>::make(hanging_chain(1));
  s->tree.joint[1] = JointKind::kSpherical;
  s->state.joint[1].q_PB = {std::cos(1.2), std::sin(1.2), 0, 0};  // 137 deg up
  const EquilibriumResult<double> result = settle(*s);
  EXPECT_TRUE(result.converged);
  EXPECT_NEAR(s->state.joint[1].q_PB.x, 0, 1e-9);
}

// a cantilever of soft joints: large turns, and the same rest as the dynamics come to
TEST(Equilibrium, IsWhereTheDynamicsComeToRest) {
  const auto make = [] {
    auto s = Stepper<double, 0>::make(hanging_chain(5));
    s->tree.link[1].p_PJ = {0, 0, 0};
    s->tree.g_W = {4, 1, 5};  // up and aside: the chain leans over, weight against its springs
    for (int i = 1; i <= 5; ++i)
      s->spring[i] = {{4, 4, 4}, {0.4, 0.4, 0.4}, {2e4, 2e4, 2e4}, {50, 50, 50}};
    return s;
  };
  const auto still = make(), moving = make();
  const EquilibriumResult<double> result = settle(*still);
  ASSERT_TRUE(result.converged);
  EXPECT_LT(result.iterations, 200);
  for (int i = 0; i < 120000; ++i) moving->step_by_middle(1e-3);
  double turned = 0;
  for (int i = 1; i <= 5; ++i) {
    const JointState<double>&a = still->state.joint[i], &b = moving->state.joint[i];
    turned = std::max(turned, std::fabs(a.q_PB.y));
    EXPECT_NEAR(a.q_PB.x, b.q_PB.x, 1e-9) << i;
    EXPECT_NEAR(a.q_PB.y, b.q_PB.y, 1e-9) << i;
    EXPECT_NEAR(a.q_PB.z, b.q_PB.z, 1e-9) << i;
    EXPECT_NEAR(a.p_JB.z, b.p_JB.z, 1e-9) << i;
  }
  EXPECT_GT(turned, 0.1);
}

TEST(Equilibrium, WeakColumnFallsOver) {
  const auto s = Stepper<double, 0>::make(hanging_chain(3));
  s->tree.g_W = {0, 0, 9.81};  // standing on its head, springs far too weak
  for (int i = 1; i <= 3; ++i) s->spring[i] = {{0.1, 0.1, 0.1}, {}, {2e4, 2e4, 2e4}, {}};
  s->state.joint[1].q_PB = {std::cos(0.01), std::sin(0.01), 0, 0};
  const EquilibriumResult<double> result = settle(*s);
  EXPECT_TRUE(result.converged);
  WorldKinematics<double> world;
  world_kinematics(s->tree, s->state, world);
  EXPECT_GT(world.X_WB[3].p.z, 0.1);  // all of it on the other side of the ceiling
}

TEST(Equilibrium, SaysWhenItDidNotArrive) {
  const auto s = Stepper<double, 0>::make(hanging_chain(10));
  for (int i = 1; i <= 10; ++i) s->spring[i] = {{20, 20, 20}, {}, {2e4, 2e4, 2e4}, {}};
  s->state.joint[1].q_PB = {std::cos(0.3), std::sin(0.3), 0, 0};
  EquilibriumSettings few;
  few.max_iterations = 3;
  const EquilibriumResult<double> result = settle(*s, few);
  EXPECT_FALSE(result.converged);
  EXPECT_EQ(result.iterations, 3);
  EXPECT_GT(result.move, 1e-3);
}

TEST(Equilibrium, LanesHaveTheBitsOfTheScalar) {
  const auto wide = Stepper<Lanes4, 0>::make(hanging_chain(5));
  for (int i = 1; i <= 5; ++i) wide->spring[i] = {{6, 6, 6}, {}, {2e4, 2e4, 2e4}, {}};
  wide->tree.g_W = broadcast3<Lanes4>(3, 1, -4);
  wide->stiffness = Lanes4{1, 0.5, 3, 20};
  settle(*wide);
  for (int lane = 0; lane < 4; ++lane) {
    const auto narrow = Stepper<double, 0>::make(hanging_chain(5));
    for (int i = 1; i <= 5; ++i) narrow->spring[i] = wide->spring[i];
    narrow->tree.g_W = {3, 1, -4};
    narrow->stiffness = wide->stiffness[lane];
    settle(*narrow);
    for (int i = 1; i <= 5; ++i) {
      EXPECT_EQ(get_lane(wide->state.joint[i].q_PB.y, lane), narrow->state.joint[i].q_PB.y);
      EXPECT_EQ(get_lane(wide->state.joint[i].p_JB.z, lane), narrow->state.joint[i].p_JB.z);
    }
  }
}

}  // namespace
}  // namespace inversim
