// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/sweep_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "inversim/report/packed.h"
#include "made_up_sweep.h"

namespace inversim {
namespace {

using testing::ElementsAre;

TEST(SweepData, TenThousandCasesAreASmallPage) {
  const std::string page = sweep_page(made_up_points(10000), "points.nc");
  EXPECT_LT(page.size(), 1'500'000u);
  EXPECT_NE(page.find("Made-up points"), std::string::npos);
  EXPECT_EQ(page.find("three.js authors"), std::string::npos) << "it draws nothing in space";
}

TEST(SweepData, HasWhatTheFileHas) {
  const SweepResult sweep = made_up_points(600);
  const nlohmann::ordered_json data = sweep_data(sweep, "points.nc");
  EXPECT_EQ(data.at("kind"), "sweep");
  EXPECT_EQ(data.at("title"), "Made-up points");
  EXPECT_EQ(data.at("file"), "points.nc");
  EXPECT_EQ(data.at("cases"), 600);
  EXPECT_EQ(data.at("axes").at(1).at("unit"), "");
  EXPECT_EQ(data.at("axes").at(2).at("data"), packed_singles(sweep.axes[2].numbers));
  EXPECT_EQ(data.at("metrics").at(0).at("singles"), packed_singles(sweep.metrics[0].values));
  EXPECT_EQ(data.at("metrics").at(0).at("status"), "assumed");
  EXPECT_EQ(data.at("metrics").at(2).at("labels").size(), 25u);
  EXPECT_THAT(data.at("failed").at("cases"), ElementsAre(249, 499));
  EXPECT_THAT(data.at("failed").at("which"), ElementsAre(0, 0));
  EXPECT_THAT(data.at("failed").at("reasons"), ElementsAre("the mass is beyond the table's"));
}

TEST(SweepData, FirstIsWhatDiffersInTheOrderOfTheFile) {
  SweepResult sweep = made_up_points(10);
  EXPECT_THAT(main_metrics(sweep), ElementsAre("pull", "gain"));
  // the same in all cases tells nothing, and without a value even less
  std::ranges::fill(sweep.metrics[0].values, 3.0);
  EXPECT_THAT(main_metrics(sweep), ElementsAre("gain"));
  std::ranges::fill(sweep.metrics[1].values, std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(main_metrics(sweep), ElementsAre());
}

TEST(SweepData, OfAllKeyFiguresThoseThatASessionTellsFirst) {
  SweepResult sweep = made_up_points(10);
  const std::vector<double> values = sweep.metrics[0].values;
  for (const char* name : {"bed_angle_max", "bed_rate_max", "cardiac_output", "intraocular_max",
                           "peak_traction", "spacing_l4_l5", "tipping_margin_min"}) {
    sweep.metrics.push_back({name, "1", name, "", {}, values});
  }
  EXPECT_THAT(main_metrics(sweep),
              ElementsAre("peak_traction", "spacing_l4_l5", "intraocular_max", "pull"));
}

TEST(SweepData, TextsOfAColumnAreKeptOnce) {
  SweepResult sweep = made_up_points(4);
  sweep.axes[1] = {"table", "1", "table", "table", {}, {"a", "b", "a", "c"}};
  const nlohmann::ordered_json axis = sweep_data(sweep, "x.nc").at("axes").at(1);
  EXPECT_THAT(axis.at("texts"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(axis.at("codes"), ElementsAre(0, 1, 0, 2));
}

}  // namespace
}  // namespace inversim
