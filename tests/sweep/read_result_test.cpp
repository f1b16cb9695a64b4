// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/read_result.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "inversim/sweep/result_file.h"
#include "sweep_fixture.h"

namespace inversim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ReadResult : public SweepFolder {
 protected:
  /// A file of the plan whose values are 0, 1, 2 ...; the case `failed` has none.
  std::string written(const SweepPlan& plan, std::size_t failed) const {
    const std::size_t width = plan.values_per_case();
    std::vector<double> values(plan.count() * width);
    std::vector<std::string> failures(plan.count());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
    for (std::size_t k = 0; k < width; ++k) values[failed * width + k] = std::nan("");
    failures[failed] = "too heavy";
    write_sweep(path("result.nc"), plan, provenance(), "mark", values, failures);
    return path("result.nc");
  }
  static std::string why(const std::string& file) {
    try {
      load_sweep(file);
    } catch (const FileError& e) { return e.what(); }
    return "";
  }
};

TEST_F(ReadResult, GridHasItsAxesAndValues) {
  const SweepPlan grid = plan(kGrid);
  const std::string file = written(grid, 7);
  EXPECT_TRUE(is_sweep_result(file));
  const SweepResult r = load_sweep(file);
  EXPECT_TRUE(r.is_grid);
  EXPECT_EQ(r.title, "sweep: A test");
  EXPECT_EQ(r.cases, 36u);
  ASSERT_EQ(r.axes.size(), 2u);
  EXPECT_EQ(r.axes[0].name, "angle");
  EXPECT_EQ(r.axes[0].units, "deg");
  EXPECT_EQ(r.axes[0].paths, "protocol.1.rotate.to_deg");
  EXPECT_THAT(r.axes[0].numbers, ElementsAre(10, 20, 30));
  EXPECT_EQ(r.axes[1].size(), 12u);
  ASSERT_EQ(r.metrics.size(), 2u);
  EXPECT_EQ(r.metrics[0].name, "traction");
  EXPECT_EQ(r.metrics[0].units, "N");
  EXPECT_EQ(r.metrics[0].status, "assumed");
  EXPECT_TRUE(r.metrics[0].labels.empty());
  ASSERT_EQ(r.metrics[0].values.size(), 36u);
  // a case has 1 + 25 values
  EXPECT_EQ(r.metrics[0].values[5], 5 * 26.0);
  EXPECT_TRUE(std::isnan(r.metrics[0].values[7]));
  ASSERT_EQ(r.metrics[1].labels.size(), 25u);
  EXPECT_EQ(r.metrics[1].labels.back(), "L5-S1");
  EXPECT_EQ(r.metrics[1].values[25 * 5 + 3], 5 * 26.0 + 1 + 3);
  EXPECT_EQ(r.failures[7], "too heavy");
  EXPECT_EQ(r.failures[8], "");
}

TEST_F(ReadResult, TableHasAColumnForEachAxis) {
  write("cases.csv", "subject.mass_kg,subject.sex\n60,male\n70,female\n80,male\n");
  const SweepPlan table = plan(
      "design: table\ntable: cases.csv\nmetrics:\n  - {name: traction, signal: section_axial, at: "
      "L4-L5}\n");
  const SweepResult r = load_sweep(written(table, 1));
  EXPECT_FALSE(r.is_grid);
  EXPECT_EQ(r.design, "table");
  EXPECT_EQ(r.cases, 3u);
  ASSERT_EQ(r.axes.size(), 2u);
  EXPECT_THAT(r.axes[0].numbers, ElementsAre(60, 70, 80));
  EXPECT_THAT(r.axes[1].texts, ElementsAre("male", "female", "male"));
  ASSERT_EQ(r.metrics.size(), 1u) << "neither the number of the case nor an axis is a metric";
  EXPECT_THAT(r.failures, ElementsAre("", "too heavy", ""));
}

TEST_F(ReadResult, KeyFiguresBearTheirMark) {
  const std::string axis = "axes:\n  - {path: subject.mass_kg, values: [60, 70]}\n";
  for (const std::string metrics :
       {"", "metrics: [{name: peak_traction, figure: peak_traction}]\n"}) {
    const SweepResult r = load_sweep(written(plan(axis + metrics), 0));
    const auto traction = std::ranges::find(r.metrics, "peak_traction", &SweepResultMetric::name);
    ASSERT_NE(traction, r.metrics.end());
    EXPECT_EQ(traction->status, "assumed");
  }
}

TEST_F(ReadResult, WhatIsNoSweepIsSaidToBeNone) {
  EXPECT_FALSE(is_sweep_result(path("nothing.nc")));
  EXPECT_THAT(why(path("nothing.nc")), HasSubstr("nothing.nc"));
  EXPECT_FALSE(is_sweep_result(path("short.yaml")));
  EXPECT_THAT(why(path("short.yaml")), HasSubstr("not an HDF5 file"));
}

TEST_F(ReadResult, CutOffFileIsRefused) {
  const std::string file = written(plan(kGrid), 0);
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  for (const std::size_t length : {bytes.size() / 4, bytes.size() / 2, bytes.size() - 100}) {
    std::ofstream(path("cut.nc"), std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(length));
    EXPECT_THAT(why(path("cut.nc")), HasSubstr("cut.nc")) << length;
  }
}

}  // namespace
}  // namespace inversim
