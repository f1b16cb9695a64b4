// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/ladder.h"

#include <gtest/gtest.h>

#include "session.h"

namespace inversim {
namespace {

TEST(Ladder, MeansOverTwoDegrees) {
  const Recording r = made_up_session(100);
  const auto data = ladder_data(r);
  ASSERT_FALSE(data.is_null());
  bool heart = false;
  for (const auto& line : data.at("lines")) {
    ASSERT_EQ(line.at("a").size(), line.at("y").size());
    for (std::size_t i = 1; i < line.at("a").size(); ++i)
      EXPECT_GT(line.at("a")[i].get<double>(), line.at("a")[i - 1].get<double>());
    heart = heart || line.at("legend") == "arterial, heart";
  }
  EXPECT_TRUE(heart);
}

TEST(Ladder, ABedThatStandsStillHasNone) {
  Recording r = made_up_session(2);
  const std::size_t width = r.table.row_width;
  for (std::size_t i = 0; i < r.rows(); ++i) r.values[i * width] = 0.5;
  EXPECT_TRUE(ladder_data(r).is_null());
}

}  // namespace
}  // namespace inversim
