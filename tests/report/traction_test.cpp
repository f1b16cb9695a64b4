// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/traction.h"

#include <gtest/gtest.h>

#include "session.h"

namespace inversim {
namespace {

/// The made-up session with a section force at L4-L5 that is less by `held` going down and more by
/// as much coming back.
Recording with_friction(double held) {
  Recording r = made_up_session(100);
  const std::size_t width = r.table.row_width, section_l4_l5 = 4 + 6 + 4;
  for (std::size_t i = 0; i < r.rows(); ++i) {
    r.values[i * width + section_l4_l5] += i < r.rows() / 2 ? -held : held;
  }
  return r;
}

TEST(Traction, GoesDownAndComesBack) {
  const auto loop = traction_loop(with_friction(30), "L4-L5");
  ASSERT_TRUE(loop);
  for (const double degrees : {5.0, 20.0, 45.0, 58.0}) {
    const double a = degrees * kDegree;
    EXPECT_NEAR(traction_at(loop->down, a), 400 * std::sin(a) - 30, 0.3) << degrees;
    EXPECT_NEAR(traction_at(loop->back, a), 400 * std::sin(a) + 30, 0.3) << degrees;
  }
  EXPECT_TRUE(std::isnan(traction_at(loop->down, 70 * kDegree)));
  EXPECT_EQ(loop->down.weight.size(), loop->down.angle.size());
}

TEST(Traction, TheBandIsThatOfTheRuns) {
  const std::vector<Recording> others = {with_friction(10), with_friction(60)};
  const auto data = traction_data(with_friction(30), others);
  EXPECT_EQ(data.at("runs_in_band"), 2);
  const auto& down = data.at("bands")[0];
  const std::size_t i = down.at("a").size() / 2;
  EXPECT_NEAR(down.at("greatest")[i].get<double>() - down.at("least")[i].get<double>(), 50, 0.2);
  const double a = down.at("a")[i].get<double>() * kDegree;
  EXPECT_NEAR(down.at("least")[i].get<double>(), 400 * std::sin(a) - 60, 0.5);
  EXPECT_EQ(data.at("lines").size(), 3);
}

TEST(Traction, ABedThatStandsStillHasNoLoop) {
  Recording r = made_up_session(2);
  const std::size_t width = r.table.row_width;
  for (std::size_t i = 0; i < r.rows(); ++i) r.values[i * width] = 0.5;
  EXPECT_FALSE(traction_loop(r, "L4-L5"));
  EXPECT_TRUE(traction_data(r, {}).is_null());
  EXPECT_FALSE(traction_loop(made_up_session(2), "C3-C4"));
}

}  // namespace
}  // namespace inversim
