// SPDX-License-Identifier: Apache-2.0
#include "inversim/math/smooth.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

// the slope is the derivative, everywhere, also across the joints of the pieces
template <class Function>
void expect_slopes(const Function& f, double low, double high) {
  const double h = 1e-6;
  for (double x = low; x < high; x += 0.00137) {
    const double difference = (f(x + h).value - f(x - h).value) / (2 * h);
    // across a joint the difference is of first order
    EXPECT_NEAR(f(x).slope, difference, 1e-4) << x;
    EXPECT_LT(std::fabs(f(x + h).slope - f(x - h).slope), 1e-4) << "kink at " << x;
  }
}

TEST(Smooth, Ramp) {
  const auto f = [](double x) { return smooth_ramp(x, 0.5); };
  EXPECT_EQ(f(-0.7).value, 0);
  EXPECT_EQ(f(-0.7).slope, 0);
  EXPECT_EQ(f(0.0).value, 0.125);  // a quarter of the width
  EXPECT_EQ(f(0.0).slope, 0.5);
  EXPECT_EQ(f(0.9).value, 0.9);
  EXPECT_EQ(f(0.9).slope, 1);
  expect_slopes(f, -1, 1);
}

TEST(Smooth, Step) {
  const auto f = [](double x) { return smooth_step(x); };
  EXPECT_EQ(f(-0.1).value, 0);
  EXPECT_EQ(f(0.5).value, 0.5);
  EXPECT_EQ(f(0.5).slope, 1.5);
  EXPECT_EQ(f(1.3).value, 1);
  EXPECT_EQ(f(1.3).slope, 0);
  expect_slopes(f, -0.5, 1.5);
}

TEST(Smooth, Limit) {
  const auto f = [](double x) { return smooth_limit(x, 2.0); };
  EXPECT_EQ(f(1.5).value, 1.5);
  EXPECT_EQ(f(1.5).slope, 1);
  EXPECT_NEAR(f(2.4).value, 2.0, 1e-15);
  EXPECT_NEAR(f(50.0).value, 2.0, 1e-15);
  EXPECT_EQ(f(50.0).slope, 0);
  EXPECT_EQ(f(-1.9).value, -f(1.9).value);
  EXPECT_NEAR(f(2.0).value, 1.9, 1e-15);  // 0.8 + 0.4 (0.5 - 0.125) of 2
  expect_slopes(f, -3, 3);
}

TEST(Smooth, LanesTakeTheirOwnBranch) {
  const Lanes4 x = {-3, 0.1, 1.7, 9};
  const Sloped<Lanes4> wide = smooth_limit<Lanes4>(x, broadcast<Lanes4>(2));
  for (int lane = 0; lane < 4; ++lane) {
    EXPECT_EQ(wide.value[lane], smooth_limit(x[lane], 2.0).value);
    EXPECT_EQ(wide.slope[lane], smooth_limit(x[lane], 2.0).slope);
  }
}

}  // namespace
}  // namespace inversim
