// SPDX-License-Identifier: Apache-2.0
// The articulated-body pass against Bullet's btMultiBody, an implementation that shares nothing
// with it. Bullet has revolute and spherical joints; inertias are diagonal about the centre of
// mass.
#include <BulletDynamics/Featherstone/btMultiBody.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "random_tree.h"

namespace inversim {
namespace {

using test::Random;

static_assert(sizeof(btScalar) == sizeof(double));

btVector3 bt(const Vec3<double>& v) { return {v.x, v.y, v.z}; }

struct Body {
  Vec3<double> com, I_com;
};

// a random tree of revolute and spherical joints, and the same in Bullet
struct Pair {
  TreeModel<double> tree;
  Body body[kMaxBodies];
  std::unique_ptr<btMultiBody> bullet;
};

std::unique_ptr<Pair> make_pair(Random& random, int n) {
  auto pair = std::make_unique<Pair>();
  TreeModel<double>& tree = pair->tree;
  tree = test::random_tree(random, n, JointKind::kWelded, kNoBody);
  for (int i = 0; i < n; ++i) {
    if (i > 0) tree.joint[i] = random.below(2) == 0 ? JointKind::kRevolute : JointKind::kSpherical;
    tree.touches[i] = false;
    // diagonal inertia of three rods, which could exist
    const double m = random.in(0.5, 5);
    const Vec3<double> r2 = {random.in(0.001, 0.02), random.in(0.001, 0.02),
                             random.in(0.001, 0.02)};
    const Vec3<double> c = i == 0 ? Vec3<double>{0, 0, 0} : random.vec(0.2);
    const Vec3<double> I = {m * (r2.y + r2.z), m * (r2.x + r2.z), m * (r2.x + r2.y)};
    pair->body[i] = {c, I};
    tree.link[i].m = m;
    tree.link[i].mc = m * c;
    tree.link[i].I_o = {
        I.x + m * (c.y * c.y + c.z * c.z), -m * c.x * c.y, -m * c.x * c.z,
        I.y + m * (c.x * c.x + c.z * c.z), -m * c.y * c.z, I.z + m * (c.x * c.x + c.y * c.y)};
  }
  pair->bullet =
      std::make_unique<btMultiBody>(n - 1, tree.link[0].m, bt(pair->body[0].I_com), true, false);
  btMultiBody& bullet = *pair->bullet;
  bullet.setBasePos(bt(tree.link[0].p_PJ));
  for (int i = 1; i < n; ++i) {
    const Body& body = pair->body[i];
    const int parent = tree.parent[i];
    const btVector3 from_parent = bt(tree.link[i].p_PJ - pair->body[parent].com);
    if (tree.joint[i] == JointKind::kRevolute) {
      bullet.setupRevolute(i - 1, tree.link[i].m, bt(body.I_com), parent - 1,
                           btQuaternion::getIdentity(), btVector3(0, 1, 0), from_parent,
                           bt(body.com));
    } else {
      bullet.setupSpherical(i - 1, tree.link[i].m, bt(body.I_com), parent - 1,
                            btQuaternion::getIdentity(), from_parent, bt(body.com));
    }
  }
  bullet.finalizeMultiDof();
  bullet.setLinearDamping(0);
  bullet.setAngularDamping(0);
  bullet.setUseGyroTerm(true);
  bullet.setMaxCoordinateVelocity(1e300);
  return pair;
}

// joint accelerations by Bullet, as those of our joints: parent axes
void bullet_accelerations(Pair& pair, const TreeState<double>& state,
                          const JointDrive<double>* drive, Vec3<double>* ydot) {
  btMultiBody& bullet = *pair.bullet;
  const TreeModel<double>& tree = pair.tree;
  bullet.clearForcesAndTorques();
  for (int i = 1; i < tree.body_count; ++i) {
    const JointState<double>& x = state.joint[i];
    const Mat3<double> R_PB = rotation_matrix(x.q_PB);
    bullet.addLinkForce(i - 1, bt(tree.link[i].m * tree.g_W));
    if (tree.joint[i] == JointKind::kRevolute) {
      bullet.setJointPos(i - 1, x.angle);
      bullet.setJointVel(i - 1, x.w.y);
      bullet.addJointTorque(i - 1, drive[i].tau.n.y);
    } else {
      // Bullet's coordinates: the quaternion as ours, rates and torques in the child's axes
      const double q[4] = {x.q_PB.x, x.q_PB.y, x.q_PB.z, x.q_PB.w};
      const Vec3<double> w = transpose_times(R_PB, x.w);
      const Vec3<double> n = transpose_times(R_PB, drive[i].tau.n);
      const double rate[3] = {w.x, w.y, w.z}, torque[3] = {n.x, n.y, n.z};
      bullet.setJointPosMultiDof(i - 1, q);
      bullet.setJointVelMultiDof(i - 1, rate);
      for (int k = 0; k < 3; ++k) bullet.addJointTorqueMultiDof(i - 1, k, torque[k]);
    }
  }
  btAlignedObjectArray<btScalar> numbers;
  btAlignedObjectArray<btVector3> vectors;
  btAlignedObjectArray<btMatrix3x3> matrices;
  std::vector<double> before(static_cast<std::size_t>(bullet.getNumDofs()));
  const double* velocity = bullet.getVelocityVector() + 6;
  std::copy_n(velocity, before.size(), before.begin());
  bullet.computeAccelerationsArticulatedBodyAlgorithmMultiDof(1.0, numbers, vectors, matrices,
                                                              false, false, false);
  std::size_t k = 0;
  for (int i = 1; i < tree.body_count; ++i) {
    if (tree.joint[i] == JointKind::kRevolute) {
      ydot[i] = {0, velocity[k] - before[k], 0};
      k += 1;
    } else {
      const Vec3<double> a = {velocity[k] - before[k], velocity[k + 1] - before[k + 1],
                              velocity[k + 2] - before[k + 2]};
      ydot[i] = rotation_matrix(state.joint[i].q_PB) * a;
      k += 3;
    }
  }
}

TEST(BulletOracle, AccelerationsOfAThousandStates) {
  Random random(42);
  double worst = 0;
  for (int t = 0; t < 20; ++t) {
    const auto pair = make_pair(random, 24);
    const TreeModel<double>& tree = pair->tree;
    const auto work = std::make_unique<TreeWork<double, 0>>();
    for (int k = 0; k < 50; ++k) {
      const TreeState<double> state = [&] {
        TreeState<double> s = test::random_state(random, tree);
        s.joint[0].q_PB = identity_quat<double>();
        return s;
      }();
      const auto loads = test::random_loads(random, tree, false, false);
      kinematics_pass(tree, state, *work);
      forward_dynamics(tree, loads->drive, loads->load, {0, 0}, *work);
      Vec3<double> expected[kMaxBodies];
      bullet_accelerations(*pair, state, loads->drive, expected);
      double largest = 0, difference = 0;
      for (int i = 1; i < tree.body_count; ++i) {
        largest = std::max(largest, norm2(expected[i]));
        difference = std::max(difference, norm2(expected[i] - work->body[i].ydot.w));
      }
      worst = std::max(worst, std::sqrt(difference / largest));
    }
  }
  RecordProperty("worst_relative_difference", std::to_string(worst));
  EXPECT_LT(worst, 1e-8);
  EXPECT_GT(worst,
            0.0);  // two implementations never round alike: zero would mean nothing was compared
}

}  // namespace
}  // namespace inversim
