// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/inverse_dynamics.h"

#include <gtest/gtest.h>

#include "random_tree.h"

namespace inversim {
namespace {

using test::Random;

constexpr CarrierDrive<double> kFree = {0, 0};

double size(const Wrench<double>& F) { return std::sqrt(norm2(F.n) + norm2(F.f)); }

// along the free axes a joint carries its drive, taken at the end of the implicit window
TEST(InverseDynamics, UndoesForwardDynamics) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    Random random(seed);
    const TreeModel<double> tree = test::random_tree(random, 14, JointKind::kWelded);
    const TreeState<double> state = test::random_state(random, tree);
    const auto loads = test::random_loads(random, tree, true, true);
    const auto work = std::make_unique<TreeWork<double, 1>>();
    kinematics_pass(tree, state, *work);
    forward_dynamics(tree, loads->drive, loads->load, kFree, *work);

    Motion<double> ydot[kMaxBodies], A[kMaxBodies];
    Wrench<double> W[kMaxBodies], F[kMaxBodies];
    for (int i = 0; i < tree.body_count; ++i) ydot[i] = work->body[i].ydot;
    body_accelerations(tree, *work, ydot, A);
    contact_wrenches(tree, loads->load, *work, W);
    joint_wrenches(tree, *work, A, W, F);
    for (int i = 1; i < tree.body_count; ++i) {
      const JointDrive<double>& d = loads->drive[i];
      const Vec3<double> n = (d.tau.n - scale(d.H_w, ydot[i].w)) - F[i].n;
      const Vec3<double> f = (d.tau.f - scale(d.H_v, ydot[i].v)) - F[i].f;
      const double scale = 1e-11 * (1 + size(F[1]));
      switch (tree.joint[i]) {
        case JointKind::kBushing:
          EXPECT_LT(std::sqrt(norm2(f)), scale);
          [[fallthrough]];
        case JointKind::kSpherical:
          EXPECT_LT(std::sqrt(norm2(n)), scale) << seed;
          break;
        default:
          EXPECT_LT(std::fabs(n.y), scale) << seed;
          break;
      }
      EXPECT_LT(std::sqrt(norm2(A[i].v - work->body[i].A.v)), 1e-10 * size(F[1]));
    }
  }
}

// a floating root carries nothing, whatever the ground does to the bodies and however the carrier
// is driven
TEST(InverseDynamics, UndoesForwardDynamicsOnTheGround) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    Random random(seed);
    TreeModel<double> tree = test::random_tree(random, 14, JointKind::kFloating);
    const TreeState<double> state = test::random_state(random, tree);
    const auto loads = test::random_loads(random, tree, true, true);
    const auto work = std::make_unique<TreeWork<double, 6>>();
    for (int i = 0; i < tree.body_count; ++i) {
      tree.grounded[i] = i < 2 || random.below(2) == 0;
      const Vec3<double> r = random.vec(0.3), f = random.vec(100);
      work->body[i].ground.load = {{cross(r, f), f}, shift_point(random.sym(3), r)};
    }
    const CarrierDrive<double> carrier = {seed % 2 == 0 ? 1.0 : 0.0, random.in(-5, 5)};
    kinematics_pass(tree, state, *work);
    forward_dynamics(tree, loads->drive, loads->load, carrier, *work);

    Motion<double> ydot[kMaxBodies], A[kMaxBodies];
    Wrench<double> W[kMaxBodies], F[kMaxBodies];
    for (int i = 0; i < tree.body_count; ++i) ydot[i] = work->body[i].ydot;
    body_accelerations(tree, *work, ydot, A);
    contact_wrenches(tree, loads->load, *work, W);
    double most = 1.0;
    for (int i = 0; i < tree.body_count; ++i) {
      if (!tree.grounded[i]) continue;
      const ContactLoad<double>& ground = work->body[i].ground.load;
      W[i] = W[i] + (ground.W - ground.G * A[i]);
      most = std::max(most, size(W[i]));
    }
    joint_wrenches(tree, *work, A, W, F);
    EXPECT_LT(size(F[0]), 1e-10 * most) << seed;
    const JointDrive<double>& d = loads->drive[1];
    if (seed % 2 == 0) {
      EXPECT_NEAR(ydot[1].w.y, carrier.angular_acceleration, 1e-12);
    } else {
      EXPECT_NEAR(F[1].n.y, d.tau.n.y - d.H_w.y * ydot[1].w.y, 1e-10 * most) << seed;
    }
  }
}

TEST(InverseDynamics, JointAtRestCarriesTheWeightBeyondIt) {
  Random random(5);
  TreeModel<double> tree = test::random_tree(random, 12, JointKind::kWelded);
  TreeState<double> state = test::random_state(random, tree, 0.0);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  kinematics_pass(tree, state, *work);
  Motion<double> still[kMaxBodies] = {};
  Wrench<double> F[kMaxBodies];
  inverse_dynamics(tree, *work, still, F);
  double m[kMaxBodies];
  for (int i = tree.body_count - 1; i >= 0; --i) {
    m[i] = tree.link[i].m;
    for (int k = i + 1; k < tree.body_count; ++k) m[i] += tree.parent[k] == i ? m[k] : 0;
    const double weight = m[i] * std::sqrt(norm2(tree.g_W));
    EXPECT_NEAR(std::sqrt(norm2(F[i].f)) / weight, 1, 1e-13) << "joint " << i;
  }
}

TEST(InverseDynamics, ContactAndReactionCancel) {
  Random random(9);
  const TreeModel<double> tree = test::random_tree(random, 14, JointKind::kFloating);
  const TreeState<double> state = test::random_state(random, tree);
  const auto loads = test::random_loads(random, tree, true, true);
  const auto work = std::make_unique<TreeWork<double, 6>>();
  kinematics_pass(tree, state, *work);
  forward_dynamics(tree, loads->drive, loads->load, kFree, *work);
  Wrench<double> W[kMaxBodies], sum = zero_wrench<double>();
  contact_wrenches(tree, loads->load, *work, W);
  for (int i = tree.carrier + 1; i < tree.body_count; ++i) {
    const BodyWork<double, 6>& b = work->body[i];
    sum = sum + shift(rotate(b.R_CB, W[i]), b.p_CB);
  }
  EXPECT_GT(size(sum), 10);
  EXPECT_LT(size(sum + W[tree.carrier]), 1e-12 * size(sum));
}

}  // namespace
}  // namespace inversim
