// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/network.h"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <random>
#include <set>

namespace inversim {
namespace {

TEST(Network, EveryCompartmentHasAWayInAndAWayOut) {
  std::set<int> in, out;
  for (const EdgeRow& e : kEdgeRows) out.insert(e.from), in.insert(e.to);
  EXPECT_EQ(in.size(), static_cast<std::size_t>(kCompartments));
  EXPECT_EQ(out.size(), static_cast<std::size_t>(kCompartments));
}

TEST(Network, EliminationTakesEveryCompartmentOnceAndFillsLittle) {
  const std::set<int> order(std::begin(kEliminationOrder), std::end(kEliminationOrder));
  EXPECT_EQ(order.size(), static_cast<std::size_t>(kCompartments));
  // 24 diagonals, 31 edges both ways, and what fills in; dense would be 576
  EXPECT_LE(kPattern.slots, 116);
}

// the fixed elimination against a general one with pivoting
TEST(Network, SolveMatchesDenseElimination) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> log_conductance(-7.0, 5.0), flow(-1.0, 1.0);
  for (int trial = 0; trial < 200; ++trial) {
    NetworkSystem<double> system{};
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(kCompartments, kCompartments);
    Eigen::VectorXd right(kCompartments);
    for (int i = 0; i < kCompartments; ++i) {
      dense(i, i) = std::exp(log_conductance(random));
      right[i] = system.right[i] = flow(random);
    }
    for (const EdgeRow& e : kEdgeRows) {
      const double up = std::exp(log_conductance(random)), down = std::exp(log_conductance(random));
      dense(e.from, e.from) += up;
      dense(e.to, e.from) -= up;
      dense(e.to, e.to) += down;
      dense(e.from, e.to) -= down;
    }
    for (int i = 0; i < kCompartments; ++i)
      for (int j = 0; j < kCompartments; ++j)
        if (kPattern.slot[i][j] >= 0) system.matrix[kPattern.slot[i][j]] = dense(i, j);
    const Eigen::VectorXd expected = dense.fullPivLu().solve(right);
    solve<double>(system);
    const double scale = expected.cwiseAbs().maxCoeff();
    for (int i = 0; i < kCompartments; ++i)
      EXPECT_NEAR(system.right[i], expected[i], 1e-10 * scale) << kCompartmentRows[i].name;
  }
}

}  // namespace
}  // namespace inversim
