// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/envelope.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace inversim {
namespace {

Recording one_signal(const std::vector<double>& values) {
  Recording r;
  r.table.signals = {{"x", "1", "", "", "", 1}};
  r.table.row_width = 1;
  r.values = values;
  for (std::size_t i = 0; i < values.size(); ++i) r.time.push_back(static_cast<double>(i));
  return r;
}

TEST(Envelope, KeepsASpikeOfOneSampleInALongSeries) {
  std::vector<double> values(100000, 1.0);
  values[31416] = 9.0;
  values[31417] = -9.0;
  const Line line = envelope(one_signal(values), 0, 100);
  EXPECT_LE(line.time.size(), 202);
  const auto at = std::find(line.time.begin(), line.time.end(), 31416.0);
  ASSERT_NE(at, line.time.end());
  const auto k = static_cast<std::size_t>(at - line.time.begin());
  EXPECT_EQ(line.value[k], 9.0);
  EXPECT_EQ(line.time[k + 1], 31417.0);
  EXPECT_EQ(line.value[k + 1], -9.0);
}

TEST(Envelope, KeepsEverySampleOfAShortSeries) {
  const std::vector<double> values = {0, 3, -1, 4, 1};
  const Line line = envelope(one_signal(values), 0, 1000);
  EXPECT_EQ(line.value, values);
  EXPECT_THAT(line.time, testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST(Envelope, TimesNeverGoBack) {
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) values.push_back(std::sin(0.7 * i));
  const Line line = envelope(one_signal(values), 0, 37);
  for (std::size_t i = 1; i < line.time.size(); ++i) EXPECT_LT(line.time[i - 1], line.time[i]);
  EXPECT_EQ(line.time.front(), 0.0);
  EXPECT_EQ(line.time.back(), 4999.0);
}

TEST(Envelope, AGapBreaksTheLine) {
  std::vector<double> values(1000, 2.0);
  for (std::size_t i = 300; i < 600; ++i) values[i] = NAN;
  values[900] = INFINITY;
  const Line line = envelope(one_signal(values), 0, 10);
  std::size_t gaps = 0;
  for (std::size_t i = 0; i < line.time.size(); ++i) {
    if (!std::isnan(line.value[i])) continue;
    ++gaps;
    EXPECT_TRUE((line.time[i] >= 300 && line.time[i] < 600) || line.time[i] == 900) << line.time[i];
  }
  EXPECT_GE(gaps, 4);
}

TEST(Envelope, NothingRecordedGivesNoLine) {
  EXPECT_TRUE(envelope(one_signal({}), 0, 10).time.empty());
  EXPECT_EQ(envelope(one_signal({5.0}), 0, 10).value, std::vector<double>{5.0});
}

TEST(ZeroCrossings, PassOverWhatStaysInsideTheBand) {
  const auto all = zero_crossings(one_signal({-5, -0.5, 0.5, -0.5, 2, 0.5, -0.5, 3, -4}), 0, 1.0);
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].row, 4);
  EXPECT_TRUE(all[0].upwards);
  EXPECT_EQ(all[1].row, 8);
  EXPECT_FALSE(all[1].upwards);
}

}  // namespace
}  // namespace inversim
