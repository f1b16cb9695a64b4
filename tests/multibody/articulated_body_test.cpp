// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/articulated_body.h"

#include <gtest/gtest.h>

#include <cmath>

#include "dense_reference.h"
#include "random_tree.h"

namespace inversim {
namespace {

using test::Border;
using test::DenseReference;
using test::Random;

constexpr CarrierDrive<double> kFree = {0, 0};

// largest difference of the joint accelerations, of the largest acceleration
template <int NB>
double difference(const TreeModel<double>& tree, const TreeState<double>& state,
                  const test::Loads& loads, Border border,
                  const CarrierDrive<double>& carrier_drive = kFree) {
  const auto work = std::make_unique<TreeWork<double, NB>>();
  kinematics_pass(tree, state, *work);
  forward_dynamics(tree, loads.drive, loads.load, carrier_drive, *work);
  const DenseReference reference(tree, state);
  const double* prescribed =
      carrier_drive.prescribed > 0.5 ? &carrier_drive.angular_acceleration : nullptr;
  const Eigen::VectorXd expected = reference.solve(loads.drive, loads.load, border, prescribed);
  const Eigen::VectorXd got = reference.coordinates(*work);
  return (got - expected).lpNorm<Eigen::Infinity>() / expected.lpNorm<Eigen::Infinity>();
}

TEST(ArticulatedBody, EqualsTheDenseSolveWithoutSprings) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const JointKind root = seed % 2 == 0 ? JointKind::kWelded : JointKind::kFloating;
    const TreeModel<double> tree = test::random_tree(random, 2 + random.below(20), root);
    const auto loads = test::random_loads(random, tree, false, false);
    EXPECT_LT(difference<0>(tree, test::random_state(random, tree), *loads, Border::kNone), 1e-10)
        << "seed " << seed;
  }
}

TEST(ArticulatedBody, EqualsTheDenseSolveWithImplicitSpringsAndGroundContacts) {
  for (unsigned seed = 100; seed < 160; ++seed) {
    Random random(seed);
    const JointKind root = seed % 2 == 0 ? JointKind::kWelded : JointKind::kFloating;
    const TreeModel<double> tree = test::random_tree(random, 3 + random.below(20), root);
    // contacts of NB 0 are against ground: a carrier that turns does not matter to them
    const auto loads = test::random_loads(random, tree, true, root == JointKind::kWelded);
    EXPECT_LT(difference<0>(tree, test::random_state(random, tree), *loads, Border::kNone), 1e-10)
        << "seed " << seed;
  }
}

TEST(ArticulatedBody, BorderOfOneEqualsTheDenseSolve) {
  for (unsigned seed = 200; seed < 260; ++seed) {
    Random random(seed);
    const TreeModel<double> tree =
        test::random_tree(random, 3 + random.below(20), JointKind::kWelded);
    const auto loads = test::random_loads(random, tree, seed % 3 != 0, true);
    EXPECT_LT(difference<1>(tree, test::random_state(random, tree), *loads, Border::kCarrierJoint),
              1e-10)
        << "seed " << seed;
  }
}

TEST(ArticulatedBody, CarrierCanBeGivenItsAcceleration) {
  for (unsigned seed = 300; seed < 330; ++seed) {
    Random random(seed);
    const TreeModel<double> tree =
        test::random_tree(random, 3 + random.below(20), JointKind::kWelded);
    const auto loads = test::random_loads(random, tree, true, true);
    const CarrierDrive<double> given = {1, random.in(-20, 20)};
    EXPECT_LT(
        difference<1>(tree, test::random_state(random, tree), *loads, Border::kCarrierJoint, given),
        1e-10)
        << "seed " << seed;
  }
}

TEST(ArticulatedBody, BorderOfSixEqualsTheDenseSolve) {
  for (unsigned seed = 400; seed < 460; ++seed) {
    Random random(seed);
    const JointKind root = seed % 4 == 0 ? JointKind::kWelded : JointKind::kFloating;
    const int carrier = seed % 3 == 0 && root == JointKind::kFloating ? 0 : 1;
    const TreeModel<double> tree = test::random_tree(random, 3 + random.below(20), root, carrier);
    const auto loads = test::random_loads(random, tree, seed % 5 != 0, true);
    EXPECT_LT(difference<6>(tree, test::random_state(random, tree), *loads, Border::kCarrierBody),
              1e-10)
        << "seed " << seed << ", carrier " << carrier;
  }
}

// stiff implicit joints: H far above the inertia, and far below
TEST(ArticulatedBody, BushingDoesNotCancelWhereHIsSmall) {
  for (const double scale : {1e-6, 1e-3, 1e3, 1e6}) {
    Random random(17);
    const TreeModel<double> tree = test::random_tree(random, 12, JointKind::kWelded);
    const auto loads = test::random_loads(random, tree, true, true);
    for (int i = 0; i < tree.body_count; ++i) {
      loads->drive[i].H_w = scale * loads->drive[i].H_w;
      loads->drive[i].H_v = scale * loads->drive[i].H_v;
    }
    EXPECT_LT(difference<1>(tree, test::random_state(random, tree), *loads, Border::kCarrierJoint),
              1e-8)
        << "H scaled by " << scale;
  }
}

}  // namespace
}  // namespace inversim
