// SPDX-License-Identifier: Apache-2.0
// The scenarios of a frame that stands on its feet alone: each meets its expectations, tells its
// events, and fails for a table that differs.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "inversim/language/parse.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

struct Told {
  SessionResult result;
  std::vector<std::string> events;

  bool says(const std::string& kind) const { return std::ranges::count(events, kind) > 0; }
  double figure(const std::string& name) const {
    for (const KeyFigure& f : result.figures)
      if (f.name == name) return f.value;
    throw std::runtime_error("no figure " + name);
  }
  int failed() const {
    return static_cast<int>(
        std::ranges::count_if(result.verdicts, [](const Verdict& v) { return !v.holds; }));
  }
};

Told run(const std::string& name, const std::vector<std::string>& changes = {}) {
  const Library library{{INVERSIM_SOURCE_DIR}};
  Reading reading = read_resolved(
      std::string(INVERSIM_SOURCE_DIR) + "/scenarios/equipment/" + name + ".yaml", library);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  for (const std::string& change : changes) {
    const auto wrong = apply_setting(*reading.document, change);
    if (!wrong.empty()) throw std::runtime_error(sentences(wrong));
  }
  Session session(*reading.document);
  session.settle();
  Told told;
  SessionSink sink;
  sink.event = [&told](const Event& e) { told.events.push_back(e.kind); };
  told.result = session.run(sink);
  EXPECT_EQ(told.result.status, StepStatus::kOk) << told.result.failure;
  return told;
}

TEST(FrameOnFloor, StandsOnASlopeOfTenDegrees) {
  const Told told = run("tipping_slope_10deg");
  EXPECT_EQ(told.failed(), 0);
  EXPECT_FALSE(told.says("foot_lifted"));
  EXPECT_GT(run("tipping_slope_10deg", {"table.frame.base_width_m=0.6"}).failed(), 0);
  const Told smooth = run("tipping_slope_10deg", {"table.frame.foot_friction=0.15"});
  EXPECT_GT(smooth.failed(), 0);
  EXPECT_TRUE(smooth.says("frame_slid"));
}

TEST(FrameOnFloor, StandsTheBrakesSlam) {
  const Told told = run("brake_slam_on_slope");
  EXPECT_EQ(told.failed(), 0);
  const Told narrow = run("brake_slam_on_slope", {"table.frame.base_length_m=0.7"});
  EXPECT_GT(narrow.failed(), 0);
  EXPECT_TRUE(narrow.says("foot_lifted"));
}

TEST(FrameOnFloor, TipsOverAndLands) {
  const Told told = run("frame_tips_over");
  EXPECT_EQ(told.failed(), 0);
  for (const char* kind : {"foot_lifted", "tipping", "frame_fell"}) EXPECT_TRUE(told.says(kind));
  EXPECT_GT(told.figure("frame_tilt_max"), 60.0);
  const Told wide = run("frame_tips_over", {"table.frame.base_width_m=1.0"});
  EXPECT_GT(wide.failed(), 0);
  EXPECT_FALSE(wide.says("frame_fell"));
}

TEST(FrameOnFloor, RestsInLargeSteps) {
  // where nothing moves for minutes the frame is held where it stands
  const Told welded = run("../session_30min", {"settings.slope_deg=5"});
  const Told standing =
      run("../session_30min", {"settings.slope_deg=5", "settings.frame=standing"});
  EXPECT_GT(standing.result.rest_steps, 50u);
  EXPECT_NEAR(standing.figure("spacing_l4_l5"), welded.figure("spacing_l4_l5"), 0.02);
  EXPECT_NEAR(standing.figure("tipping_margin_min"), welded.figure("tipping_margin_min"), 1.0);
  EXPECT_EQ(standing.figure("feet_lifted_max"), 0.0);
}

}  // namespace
}  // namespace inversim
