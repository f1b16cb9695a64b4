// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/paced.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "tables.h"

namespace inversim {
namespace {

TEST(LatencyHistogram, ClassesJoinWithoutAGap) {
  // an edge is in its own class, and the nanosecond before it in the one before
  for (int i = 1; i < LatencyHistogram::kClasses; ++i) {
    const auto edge = static_cast<std::int64_t>(std::llround(1e9 * LatencyHistogram::edge(i)));
    LatencyHistogram at, before;
    at.add(edge);
    before.add(edge - 1);
    EXPECT_EQ(at.counts()[static_cast<std::size_t>(i)], 1u) << i;
    EXPECT_EQ(before.counts()[static_cast<std::size_t>(i - 1)], 1u) << i;
  }
}

TEST(LatencyHistogram, QuantilesAreGoodToAnEighthOfAnOctave) {
  LatencyHistogram h;
  for (int k = 1; k <= 10000; ++k) h.add(100 * k);
  EXPECT_DOUBLE_EQ(h.least(), 100e-9);
  EXPECT_DOUBLE_EQ(h.most(), 1000e-6);
  for (const double share : {0.1, 0.5, 0.9, 0.99}) {
    EXPECT_GE(h.quantile(share), share * 1000e-6);
    EXPECT_LE(h.quantile(share), share * 1000e-6 * (1 + 1.0 / 8));
  }
  EXPECT_DOUBLE_EQ(h.quantile(1.0), 1000e-6);
  EXPECT_EQ(LatencyHistogram().quantile(0.5), 0.0);
}

TEST(PacedController, NoExchangeBeginsBeforeItsInstant) {
  using Clock = std::chrono::steady_clock;
  std::vector<Clock::time_point> at;
  FunctionPort port([&at](const inversim_sensors&, inversim_actuators&) {
    at.push_back(Clock::now());
    return ExchangeStatus::kAnswered;
  });
  PacedController paced(port);
  inversim_sensors s{};
  s.time_ns = 5000000;
  for (int k = 0; k < 50; ++k, s.time_ns += 1000000) {
    inversim_actuators a{};
    EXPECT_EQ(paced.exchange(s, a), ExchangeStatus::kAnswered);
  }
  for (std::size_t k = 1; k < at.size(); ++k) {
    // from the first: what was not ready has only moved the rest on
    EXPECT_GE(at[k] - at[0], std::chrono::microseconds(1000 * k - 100));
  }
  const PaceReport& r = paced.report();
  EXPECT_EQ(r.steps, 50u);
  EXPECT_EQ(r.answer.total(), 50u);
  EXPECT_EQ(r.work.total(), 49u);
  EXPECT_EQ(r.wake.total() + r.overruns, 49u);
}

TEST(PacedController, AStepThatIsNotReadyIsCountedAndTheRestMovesOn) {
  int k = 0;
  FunctionPort port([&k](const inversim_sensors&, inversim_actuators&) {
    // an answer that takes three steps
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(3);
    while (k == 10 && std::chrono::steady_clock::now() < until) {}
    ++k;
    return ExchangeStatus::kAnswered;
  });
  PacedController paced(port);
  inversim_sensors s{};
  for (int i = 0; i < 20; ++i, s.time_ns += 1000000) {
    inversim_actuators a{};
    paced.exchange(s, a);
  }
  const PaceReport& r = paced.report();
  EXPECT_GE(r.overruns, 1u);
  EXPECT_GE(r.slipped, 1.5e-3);
  EXPECT_GE(r.answer.most(), 3e-3);
}

}  // namespace
}  // namespace inversim
