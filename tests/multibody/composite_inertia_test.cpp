// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/composite_inertia.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>

#include "dense_reference.h"
#include "random_tree.h"

namespace inversim {
namespace {

using test::DenseReference;
using test::Random;

TEST(CompositeInertia, MatrixAgreesWithInverseDynamicsColumnByColumn) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    Random random(seed);
    const JointKind root = seed % 2 == 0 ? JointKind::kWelded : JointKind::kFloating;
    const TreeModel<double> tree = test::random_tree(random, 2 + random.below(15), root);
    const DenseReference reference(tree, test::random_state(random, tree));
    ASSERT_EQ(reference.n(), degrees_of_freedom(tree));
    for (int k = 0; k < reference.n(); ++k) {
      const Eigen::VectorXd column =
          reference.torques(Eigen::VectorXd::Unit(reference.n(), k)) - reference.bias();
      EXPECT_LT((column - reference.M().col(k)).norm(), 1e-10 * reference.M().norm()) << seed;
    }
    EXPECT_EQ(reference.M(), reference.M().transpose());
    EXPECT_GT(
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(reference.M()).eigenvalues().minCoeff(), 0);
  }
}

TEST(CompositeInertia, MatrixGivesTheKineticEnergy) {
  Random random(4);
  const TreeModel<double> tree = test::random_tree(random, 12, JointKind::kFloating);
  const TreeState<double> state = test::random_state(random, tree);
  const DenseReference reference(tree, state);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  kinematics_pass(tree, state, *work);
  double energy = 0;
  for (int i = 0; i < tree.body_count; ++i) {
    const Motion<double>& V = work->body[i].V;
    energy += 0.5 * dot(V, rigid_times(tree.link[i], V));
  }
  // the state's rates in the place of accelerations
  for (int i = 0; i < tree.body_count; ++i) {
    work->body[i].ydot = {state.joint[i].w, state.joint[i].v};
  }
  const Eigen::VectorXd y = reference.coordinates(*work);
  EXPECT_NEAR(0.5 * y.dot(reference.M() * y) / energy, 1, 1e-13);
}

TEST(CompositeInertia, OfTheWholeIsThatOfAllParts) {
  Random random(8);
  const TreeModel<double> tree = test::random_tree(random, 10, JointKind::kFloating);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  kinematics_pass(tree, test::random_state(random, tree), *work);
  SpatialInertia<double> Ic[kMaxBodies];
  composite_inertias(tree, *work, Ic);
  double m = 0;
  for (int i = 0; i < tree.body_count; ++i) m += tree.link[i].m;
  EXPECT_NEAR(Ic[0].C.xx, m, 1e-12 * m);
  EXPECT_NEAR(Ic[0].C.yy, m, 1e-12 * m);
  EXPECT_NEAR(Ic[0].C.xy, 0, 1e-12 * m);
  EXPECT_NEAR(Ic[0].B.xy, -Ic[0].B.yx, 1e-12 * m);
  EXPECT_NEAR(Ic[0].B.zz, 0, 1e-12 * m);
}

}  // namespace
}  // namespace inversim
