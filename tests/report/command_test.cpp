// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "inversim/cli/report.h"
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

}  // namespace
}  // namespace inversim
