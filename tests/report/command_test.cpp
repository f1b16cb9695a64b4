// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>
#include <stdexcept>

#include "inversim/cli/report.h"
#include "inversim/cli/sweep.h"
#include "inversim/recording/recorder.h"
#include "inversim/report/page.h"
#include "session.h"

namespace inversim {
namespace {

struct ReportCommand : testing::Test {
  std::filesystem::path folder;
  std::string result;

  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "inversim_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
    result = (folder / "result.nc").string();
    const Recording session = made_up_session(4);
    Recorder recorder(result, session.table, {});
    for (std::size_t i = 0; i < session.rows(); ++i) {
      recorder.append(session.time[i], session.row(i));
    }
    for (const Event& event : session.events) recorder.add_event(event);
    recorder.set_summary(session.summary);
    recorder.finish();
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  static std::string bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
  }
};

TEST_F(ReportCommand, WritesThePageOfTheFile) {
  const std::string output = (folder / "report.html").string();
  EXPECT_EQ(run_report({result, output}), 0);
  EXPECT_EQ(bytes(output), report_page(load(result)));
  EXPECT_THAT(bytes(output), testing::HasSubstr("\"value\":\"390\""));
  EXPECT_EQ(files(), 2);
}

TEST_F(ReportCommand, NamesThePageAfterTheResult) {
  EXPECT_EQ(run_report({result, ""}), 0);
  EXPECT_TRUE(std::filesystem::exists(folder / "result.html"));
}

/// A logger's file of the made-up session: its clock begins 1.5 s after the run's, its angle is off
/// by 2 deg, and by 5 once.
std::string logged() {
  std::string csv = "# rig 3\ntime_ms;bed_angle_deg;section_axial[L4-L5]_N\n";
  for (int i = 0; i < 50; ++i) {
    const double t = 1.5 + 0.03 * i;  // of the run
    const double angle = 60.0 * std::sin(std::numbers::pi * t / 4.0);
    const double pull = std::sin(angle * std::numbers::pi / 180.0);
    const double level = 200 + 50 * 4;
    csv += fmt::format("{:.6f};{:.9f};{:.9f}\n", 30.0 * i, angle + (i == 20 ? 5.0 : 2.0),
                       level * pull);
  }
  return csv;
}

TEST_F(ReportCommand, LaysAMeasurementOverTheRun) {
  const std::string csv = (folder / "rig.csv").string(), output = (folder / "page.html").string();
  std::ofstream(csv) << logged();
  testing::internal::CaptureStdout();
  EXPECT_EQ(run_report({result, output, csv, 1.5}), 0);
  const std::string said = testing::internal::GetCapturedStdout();
  // sqrt((49 * 2^2 + 5^2) / 50) = 2.10 deg, at 1.5 + 0.6 s
  EXPECT_THAT(said,
              testing::HasSubstr("bed_angle: measured less simulated, root mean square 2.1 deg, "
                                 "largest 5 deg at 2.10 s, of 50 samples"));
  EXPECT_THAT(said, testing::HasSubstr("section_axial[L4-L5]: "));
  const std::string page = bytes(output);
  EXPECT_THAT(page, testing::HasSubstr("bed_angle, measured and simulated"));
  EXPECT_THAT(page, testing::HasSubstr("mean 2.06 deg, largest 5 deg at 2.10 s"));
  EXPECT_THAT(page, testing::HasSubstr("\"points\":true"));
}

TEST_F(ReportCommand, SaysWhatIsWrongWithAMeasurement) {
  const std::string csv = (folder / "rig.csv").string(), output = (folder / "page.html").string();
  const auto told = [&](const std::string& text, double offset = 0.0) {
    std::ofstream(csv) << text;
    testing::internal::CaptureStderr();
    EXPECT_EQ(run_report({result, output, csv, offset}), 2);
    return testing::internal::GetCapturedStderr();
  };
  EXPECT_THAT(
      told("time_s,bed_angel_deg\n0,0\n1,1\n"),
      testing::AllOf(testing::HasSubstr(csv + ":1:8: bed_angel_deg: found the unknown signal"),
                     testing::HasSubstr("did you mean 'bed_angle'?")));
  EXPECT_THAT(told("time_s,bed_angle_deg\n0,0\n1,x\n"),
              testing::HasSubstr(csv + ":3:3: bed_angle_deg: found 'x', expected a finite number"));
  EXPECT_THAT(told("time_s,tether_tension_N\n0,0\n1,1\n"),
              testing::HasSubstr("the run has no tether_tension: is it in record.signals"));
  EXPECT_THAT(
      told("time_s,bed_angle_deg\n0,0\n1,1\n", 100.0),
      testing::HasSubstr("100 to 101 s of the run's clock, does not lie over the run, 0 to 4 s"));
  EXPECT_FALSE(std::filesystem::exists(output));
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_report({result, output, (folder / "gone.csv").string()}), 2);
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              testing::HasSubstr("gone.csv cannot be read"));
}

TEST_F(ReportCommand, RefusesWhatIsNoResult) {
  const std::string page = (folder / "page.html").string();
  EXPECT_EQ(run_report({(folder / "none.nc").string(), page}), 2);
  std::ofstream(folder / "text.nc") << "not a result";
  EXPECT_EQ(run_report({(folder / "text.nc").string(), page}), 2);
  EXPECT_FALSE(std::filesystem::exists(page));
}

TEST_F(ReportCommand, NeverWritesOverTheResult) {
  const std::string before = bytes(result);
  EXPECT_EQ(run_report({result, result}), 2);
  EXPECT_EQ(bytes(result), before);
}

TEST_F(ReportCommand, SaysWhenThePageCannotBeWritten) {
  EXPECT_EQ(run_report({result, (folder / "none" / "page.html").string()}), 3);
  EXPECT_EQ(run_report({result, folder.string()}), 3);  // a folder stands there
  EXPECT_EQ(files(), 1);
}

struct SweepReport : ReportCommand {
  SweepRequest request;

  void SetUp() override {
    ReportCommand::SetUp();
    request.file = INVERSIM_SOURCE_DIR "/tests/report/small_sweep.yaml";
    request.output = (folder / "grid.nc").string();
    request.json = true;
  }
};

TEST_F(SweepReport, IsThatOfItsResult) {
  request.report = (folder / "grid.html").string();
  EXPECT_EQ(run_sweep_command(request), 1) << "six cases are to fail";
  const std::string page = bytes(request.report);
  EXPECT_THAT(page, testing::HasSubstr("\"kind\":\"sweep\""));
  EXPECT_THAT(page, testing::HasSubstr("subject.mass_kg: found 500"));
  const std::string other = (folder / "other.html").string();
  EXPECT_EQ(run_report({request.output, other}), 0);
  EXPECT_EQ(bytes(other), page);
  // a session and a sweep do not go beside each other
  EXPECT_EQ(run_report({.result = request.output, .output = other, .beside = result}), 2);
  EXPECT_EQ(run_report({.result = result, .output = other, .beside = request.output}), 2);
  EXPECT_EQ(bytes(other), page);
}

TEST_F(SweepReport, IsRefusedBeforeAnythingRuns) {
  for (const std::string& page : {request.output, folder.string(), request.file}) {
    request.report = page;
    EXPECT_EQ(run_sweep_command(request), 3) << page;
    EXPECT_FALSE(std::filesystem::exists(request.output));
  }
}

}  // namespace
}  // namespace inversim
