// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/thinning.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace inversim {
namespace {

struct Kept {
  std::vector<double> time, value;
};

/// What is kept of f at every 10 ms of `seconds`.
template <class F>
Kept thinned(double tolerance, double seconds, F&& f) {
  Kept kept;
  Thinning thinning({tolerance});
  const auto keep = [&](double time, std::span<const double> values) {
    kept.time.push_back(time);
    kept.value.push_back(values[0]);
  };
  for (int i = 0; i <= static_cast<int>(std::lround(100 * seconds)); ++i) {
    const double t = 0.01 * i, v = f(t);
    if (thinning.add(t, std::span(&v, 1))) keep(thinning.before_time(), thinning.before());
  }
  keep(thinning.last_time(), thinning.last());
  return kept;
}

TEST(Thinning, LinesStayWithinTheTolerance) {
  const auto wave = [](double t) { return std::sin(t) + 0.2 * std::sin(7 * t); };
  for (const double tolerance : {0.1, 0.01, 0.001}) {
    const Kept kept = thinned(tolerance, 20, wave);
    std::size_t k = 0;
    double worst = 0.0;
    for (int i = 0; i <= 2000; ++i) {
      const double t = 0.01 * i;
      while (k + 2 < kept.time.size() && t > kept.time[k + 1]) ++k;
      const double share = (t - kept.time[k]) / (kept.time[k + 1] - kept.time[k]);
      const double line = kept.value[k] + share * (kept.value[k + 1] - kept.value[k]);
      worst = std::max(worst, std::fabs(line - wave(t)));
    }
    EXPECT_LE(worst, tolerance * 1.0001);
    // it uses what it may, and keeps few
    EXPECT_GT(worst, 0.3 * tolerance);
    EXPECT_LT(kept.time.size(), tolerance > 0.05 ? 100u : 700u);
  }
}

TEST(Thinning, AStraightLineIsTwoSamples) {
  const Kept kept = thinned(1e-6, 10, [](double t) { return 3 * t - 1; });
  ASSERT_EQ(kept.time.size(), 2u);
  EXPECT_EQ(kept.time[0], 0.0);
  EXPECT_EQ(kept.value[1], 29.0);
}

TEST(Thinning, AJumpKeepsBothSides) {
  const Kept kept = thinned(0.1, 2, [](double t) { return t < 1 ? 0.0 : 5.0; });
  ASSERT_EQ(kept.time.size(), 4u);
  EXPECT_DOUBLE_EQ(kept.time[1], 0.99);
  EXPECT_DOUBLE_EQ(kept.time[2], 1.0);
  EXPECT_EQ(kept.value[2], 5.0);
}

TEST(Thinning, AGapIsKept) {
  const Kept kept = thinned(0.1, 3, [](double t) {
    return t < 1 || t > 2 ? 1.0 : std::numeric_limits<double>::quiet_NaN();
  });
  // the last before it, its two ends, and the first after it
  ASSERT_EQ(kept.time.size(), 6u);
  EXPECT_EQ(kept.value[1], 1.0);
  EXPECT_TRUE(std::isnan(kept.value[2]));
  EXPECT_TRUE(std::isnan(kept.value[3]));
  EXPECT_EQ(kept.value[4], 1.0);
}

}  // namespace
}  // namespace inversim
