// SPDX-License-Identifier: Apache-2.0
// The reference problem of the benchmarks comes to where every engine brings it.
#include "spine_tree.h"

#include <gtest/gtest.h>

#include <memory>

namespace inversim::bench {
namespace {

TEST(SpineTree, HeadEndsWhereEveryEngineBringsIt) {
  const auto problem = std::make_unique<SpineProblem<double>>();
  set_problem_lane(*problem, 0, spine_parts());
  ASSERT_EQ(degrees_of_freedom(problem->tree), 166);
  while (problem->t < kEndTime - 1e-9) step(1e-3, *problem);
  kinematics_pass(problem->tree, problem->state, problem->work);
  const Vec3<double> head = head_position(*problem);
  EXPECT_NEAR(head.x, kHeadAtEnd[0], 1e-6);
  EXPECT_NEAR(head.z, kHeadAtEnd[1], 1e-6);
}

}  // namespace
}  // namespace inversim::bench
