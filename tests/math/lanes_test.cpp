// SPDX-License-Identifier: Apache-2.0
#include "inversim/math/lanes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace inversim {
namespace {

template <class T>
class Lanes : public testing::Test {};
using Widths = testing::Types<double, Lanes2, Lanes4, Lanes8>;
TYPED_TEST_SUITE(Lanes, Widths);

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kValues[] = {-3.5, -0.0, 0.0, 1e-310, 2.25, kInf, -7, 1e300};

template <class T>
T values() {
  T t{};
  for (int i = 0; i < kLanes<T>; ++i) set_lane(t, i, kValues[i]);
  return t;
}

TYPED_TEST(Lanes, BroadcastKeepsEveryBit) {
  for (double x : kValues) {
    const TypeParam t = broadcast<TypeParam>(x);
    for (int i = 0; i < kLanes<TypeParam>; ++i) {
      EXPECT_EQ(get_lane(t, i), x);
      EXPECT_EQ(std::signbit(get_lane(t, i)), std::signbit(x)) << x;
    }
  }
}

TYPED_TEST(Lanes, SelectMinMaxAbsClampByLane) {
  using T = TypeParam;
  const T t = values<T>(), one = broadcast<T>(1);
  for (int i = 0; i < kLanes<T>; ++i) {
    const double x = kValues[i];
    EXPECT_EQ(get_lane(min<T>(t, one), i), x < 1 ? x : 1);
    EXPECT_EQ(get_lane(max<T>(t, one), i), x < 1 ? 1 : x);
    EXPECT_EQ(get_lane(abs<T>(t), i), std::fabs(x));
    EXPECT_EQ(get_lane(clamp<T>(t, -one, one), i), x < -1 ? -1 : x > 1 ? 1 : x);
    EXPECT_EQ(get_lane(select<T>(t < one, t, one), i), x < 1 ? x : 1);
  }
}

TYPED_TEST(Lanes, SquareRootIsCorrectlyRounded) {
  using T = TypeParam;
  T t{};
  for (int i = 0; i < kLanes<T>; ++i) set_lane(t, i, 2.0 + i * 0.7);
  for (int i = 0; i < kLanes<T>; ++i) EXPECT_EQ(get_lane(sqrt<T>(t), i), std::sqrt(2.0 + i * 0.7));
}

TYPED_TEST(Lanes, AnySeesEveryLane) {
  using T = TypeParam;
  const T zero = broadcast<T>(0);
  EXPECT_FALSE(any<T>(zero > broadcast<T>(1)));
  for (int i = 0; i < kLanes<T>; ++i) {
    T t = zero;
    set_lane(t, i, 2);
    EXPECT_TRUE(any<T>(t > broadcast<T>(1))) << i;
  }
}

}  // namespace
}  // namespace inversim
