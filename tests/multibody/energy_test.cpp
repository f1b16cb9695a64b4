// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/energy.h"
#include "inversim/multibody/integrate.h"

#include <gtest/gtest.h>

#include "random_tree.h"

namespace inversim {
namespace {

using test::Random;

constexpr CarrierDrive<double> kFree = {0, 0};

struct Case {
  TreeModel<double> tree;
  TreeState<double> state;
  TreeWork<double, 0> work;
  WorldKinematics<double> world;
};

std::unique_ptr<Case> make_case(unsigned seed, JointKind root) {
  Random random(seed);
  auto c = std::make_unique<Case>();
  c->tree = test::random_tree(random, 12, root);
  c->state = test::random_state(random, c->tree);
  kinematics_pass(c->tree, c->state, c->work);
  world_kinematics(c->tree, c->state, c->world);
  return c;
}

// a body as its six point masses would have it: sums over a cloud, without spatial algebra
TEST(Energy, AgreesWithACloudOfPointMasses) {
  TreeModel<double> tree;
  tree.body_count = 1;
  tree.parent[0] = kNoBody;
  tree.joint[0] = JointKind::kFloating;
  tree.g_W = {0.3, -0.2, -9.81};
  Random random(2);
  Link<double>& link = tree.link[0];
  link = {};
  Vec3<double> p_B[8];
  double m[8];
  for (int k = 0; k < 8; ++k) {
    p_B[k] = random.vec(0.4), m[k] = random.in(0.5, 2);
    const auto [x, y, z] = p_B[k];
    link.m += m[k];
    link.mc += m[k] * p_B[k];
    link.I_o =
        link.I_o + Sym3<double>{m[k] * (y * y + z * z), -m[k] * x * y, -m[k] * x * z,
                                m[k] * (x * x + z * z), -m[k] * y * z, m[k] * (x * x + y * y)};
  }
  const TreeState<double> state = test::random_state(random, tree);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  const auto world = std::make_unique<WorldKinematics<double>>();
  kinematics_pass(tree, state, *work);
  world_kinematics(tree, state, *world);
  double kinetic = 0, potential = 0;
  Wrench<double> P = zero_wrench<double>();
  for (int k = 0; k < 8; ++k) {
    const Vec3<double> p = point(world->X_WB[0], p_B[k]);
    const Vec3<double> v = point_velocity(world->X_WB[0], world->V_WB[0], p_B[k]);
    kinetic += 0.5 * m[k] * norm2(v);
    potential -= m[k] * dot(tree.g_W, p);
    P = P + Wrench<double>{m[k] * cross(p, v), m[k] * v};
  }
  EXPECT_NEAR(kinetic_energy(tree, *work) / kinetic, 1, 1e-13);
  EXPECT_NEAR(gravitational_energy(tree, *world) / potential, 1, 1e-13);
  const Wrench<double> difference = momentum(tree, *world) - P;
  EXPECT_LT(norm2(difference.n) + norm2(difference.f), 1e-26 * (norm2(P.n) + norm2(P.f)));
}

TEST(Energy, SubtreesAddUp) {
  const auto c = make_case(5, JointKind::kWelded);
  MassCentre<double> subtree[kMaxBodies];
  subtree_mass_centres(c->tree, c->world, subtree);
  for (int i = 0; i < c->tree.body_count; ++i) {
    double m = 0;
    Vec3<double> mp = {0, 0, 0};
    for (int k = i; k < c->tree.body_count; ++k) {
      int up = k;
      while (up != i && up != kNoBody) up = c->tree.parent[up];
      if (up != i) continue;
      const Link<double>& link = c->tree.link[k];
      m += link.m;
      mp += link.m * point(c->world.X_WB[k], (1 / link.m) * link.mc);
    }
    EXPECT_NEAR(subtree[i].m, m, 1e-12 * m) << i;
    EXPECT_LT(norm2(subtree[i].mp - mp), 1e-24 * norm2(mp)) << i;
  }
}

// force times velocity is the change of energy
TEST(Energy, PowerOfTheDrivesIsTheRateOfEnergy) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const auto c = make_case(seed, seed % 2 == 0 ? JointKind::kWelded : JointKind::kFloating);
    Random random(seed + 50);
    const auto loads = test::random_loads(random, c->tree, false, false);
    forward_dynamics(c->tree, loads->drive, loads->load, kFree, c->work);
    double power = 0;
    for (int i = 0; i < c->tree.body_count; ++i) {
      const JointState<double>& x = c->state.joint[i];
      power += dot(Motion<double>{x.w, x.v}, loads->drive[i].tau);
    }
    const double h = 1e-6;
    double energy[2];
    for (int k : {0, 1}) {
      const double s = k == 0 ? -h : h;
      TreeState<double> moved = c->state;
      // second order: coordinates with the velocity of the middle
      kick(c->tree, c->work, 0.5 * s, moved);
      drift(c->tree, s, moved);
      kick(c->tree, c->work, 0.5 * s, moved);
      const auto work = std::make_unique<TreeWork<double, 0>>();
      kinematics_pass(c->tree, moved, *work);
      world_kinematics(c->tree, moved, c->world);
      energy[k] = kinetic_energy(c->tree, *work) + gravitational_energy(c->tree, c->world);
    }
    EXPECT_NEAR((energy[1] - energy[0]) / (2 * h), power, 1e-5 * std::fabs(power) + 1e-4) << seed;
  }
}

// the root's wrench is the rate of momentum less the weight
TEST(Energy, RootWrenchIsTheRateOfMomentum) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    Random random(seed);
    const TreeModel<double> tree = test::random_tree(random, 12, JointKind::kWelded);
    const TreeState<double> state = test::random_state(random, tree);
    const auto loads = test::random_loads(random, tree, true, true);
    const auto work = std::make_unique<TreeWork<double, 1>>();
    kinematics_pass(tree, state, *work);
    forward_dynamics(tree, loads->drive, loads->load, kFree, *work);
    const Wrench<double> F = root_wrench(tree, *work);

    const double h = 1e-6;
    Wrench<double> P[2];
    WorldKinematics<double> world;
    for (int k : {0, 1}) {
      const double s = k == 0 ? -h : h;
      TreeState<double> moved = state;
      kick(tree, *work, 0.5 * s, moved);
      drift(tree, s, moved);
      kick(tree, *work, 0.5 * s, moved);
      world_kinematics(tree, moved, world);
      P[k] = momentum(tree, world);
    }
    world_kinematics(tree, state, world);
    MassCentre<double> subtree[kMaxBodies];
    subtree_mass_centres(tree, world, subtree);
    const Wrench<double> weight = {cross(subtree[0].mp, tree.g_W), subtree[0].m * tree.g_W};
    const Wrench<double> rate = (1 / (2 * h)) * (P[1] - P[0]);
    const Wrench<double> difference = (F + weight) - rate;
    EXPECT_LT(std::sqrt(norm2(difference.n) + norm2(difference.f)),
              1e-5 * std::sqrt(norm2(rate.n) + norm2(rate.f)))
        << seed;
  }
}

TEST(Energy, SetMomentumChangesOnlyTheRoot) {
  const auto c = make_case(3, JointKind::kFloating);
  const TreeState<double> before = c->state;
  const Wrench<double> wanted = {{3, -2, 5}, {10, 0, -4}};
  set_momentum(c->tree, wanted, c->state, c->work);
  world_kinematics(c->tree, c->state, c->world);
  const Wrench<double> difference = momentum(c->tree, c->world) - wanted;
  EXPECT_LT(norm2(difference.n) + norm2(difference.f), 1e-22);
  for (int i = 1; i < c->tree.body_count; ++i) {
    EXPECT_EQ(c->state.joint[i].w.x, before.joint[i].w.x);
    EXPECT_EQ(c->state.joint[i].v.z, before.joint[i].v.z);
  }
}

}  // namespace
}  // namespace inversim
