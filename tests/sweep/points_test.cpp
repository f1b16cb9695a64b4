// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace inversim {
namespace {

// SciPy 1.16: qmc.Sobol(40, scramble=False, bits=30).random(16)
TEST(Points, SobolIsTheSequenceOfJoeAndKuo) {
  const std::vector<double> points = sobol(16, kMostSobolAxes, 0);
  struct Row {
    std::size_t number;
    std::array<double, 6> axes;  // 0, 1, 2, 7, 20, 39
  };
  for (const Row& row :
       {Row{0, {0, 0, 0, 0, 0, 0}}, Row{1, {0.5, 0.5, 0.5, 0.5, 0.5, 0.5}},
        Row{2, {0.75, 0.25, 0.25, 0.75, 0.25, 0.25}}, Row{3, {0.25, 0.75, 0.75, 0.25, 0.75, 0.75}},
        Row{5, {0.875, 0.875, 0.125, 0.375, 0.625, 0.375}},
        Row{15, {0.0625, 0.9375, 0.5625, 0.3125, 0.8125, 0.6875}}}) {
    const std::array<std::size_t, 6> axes = {0, 1, 2, 7, 20, 39};
    for (std::size_t k = 0; k < axes.size(); ++k) {
      EXPECT_EQ(points[row.number * kMostSobolAxes + axes[k]], row.axes[k])
          << row.number << ' ' << axes[k];
    }
  }
}

// 2^m points: in each axis one in each of 2^m parts, whatever the shift
TEST(Points, ShiftedSobolIsAsEven) {
  constexpr std::size_t kCount = 256, kAxes = 12;
  const std::vector<double> points = sobol(kCount, kAxes, 7), others = sobol(kCount, kAxes, 8);
  EXPECT_NE(points, others);
  for (std::size_t axis = 0; axis < kAxes; ++axis) {
    std::array<int, kCount> held{};
    for (std::size_t i = 0; i < kCount; ++i) {
      ++held[static_cast<std::size_t>(points[i * kAxes + axis] * kCount)];
    }
    EXPECT_EQ(std::ranges::count(held, 1), kCount) << axis;
  }
}

TEST(Points, ALatinHypercubeHasOnePointInEachPart) {
  constexpr std::size_t kCount = 100, kAxes = 5;
  const std::vector<double> points = latin_hypercube(kCount, kAxes, 3);
  EXPECT_EQ(points, latin_hypercube(kCount, kAxes, 3));
  EXPECT_NE(points, latin_hypercube(kCount, kAxes, 4));
  for (std::size_t axis = 0; axis < kAxes; ++axis) {
    std::array<int, kCount> held{};
    bool is_shuffled = false;
    for (std::size_t i = 0; i < kCount; ++i) {
      const double x = points[i * kAxes + axis];
      ASSERT_GE(x, 0.0);
      ASSERT_LT(x, 1.0);
      ++held[static_cast<std::size_t>(x * kCount)];
      is_shuffled = is_shuffled || static_cast<std::size_t>(x * kCount) != i;
    }
    EXPECT_EQ(std::ranges::count(held, 1), kCount) << axis;
    EXPECT_TRUE(is_shuffled);
  }
}

// SciPy's norm.ppf
TEST(Points, NormalQuantile) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.3), -0.5244005127080409, 1e-15);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.01), -2.3263478740408408, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-9), -5.9978070150076865, 1e-13);
  EXPECT_NEAR(normal_quantile(0.9999999), 5.199337582290661, 1e-8);
}

}  // namespace
}  // namespace inversim
