// SPDX-License-Identifier: Apache-2.0
// Every key figure is read from a signal and bears its mark.
#include "inversim/scenario/key_figures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "inversim/language/parse.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

Document scenario(const std::string& name) {
  const std::string root = INVERSIM_SOURCE_DIR;
  Reading reading = read_resolved(root + "/scenarios/" + name + ".yaml", Library{{root}});
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return std::move(*reading.document);
}

void expect_marks_of_signals(const std::vector<KeyFigure>& figures, const SignalTable& table) {
  for (const KeyFigure& f : figures) {
    if (f.name.starts_with("risk_flags")) {
      EXPECT_EQ(f.status, "unknown") << f.name;
      continue;
    }
    const auto signal = std::ranges::find(table.signals, f.signal, &Signal::name);
    ASSERT_NE(signal, table.signals.end()) << f.name << " is read from '" << f.signal << "'";
    EXPECT_EQ(f.status, signal->status) << f.name;
  }
}

class KeyFiguresOf : public testing::TestWithParam<const char*> {};

TEST_P(KeyFiguresOf, BearTheMarkOfTheirSignal) {
  const Document document = scenario(GetParam());
  const Session session(document);
  const std::vector<KeyFigure> figures = session.figure_catalogue();
  EXPECT_GT(figures.size(), 10u);
  expect_marks_of_signals(figures, session.all_signals());
}

// with circulation, motor, tether, a frame that can tip
INSTANTIATE_TEST_SUITE_P(OnePlantOfEachKind, KeyFiguresOf,
                         testing::Values("inversion_5min", "equipment/motorised_table",
                                         "equipment/tether_table", "equipment/frame_tips_over"));

// those of the hands are there only once the hands have moved
TEST(KeyFigures, OfARunBearTheMarkOfTheirSignal) {
  const Document document = scenario("equipment/frame_tips_over");
  Session session(document);
  session.settle();
  const SessionResult result = session.run({});
  std::set<std::string> names;
  for (const KeyFigure& f : result.figures) names.insert(f.name);
  EXPECT_TRUE(names.contains("hand_floor_clearance_min"));
  EXPECT_TRUE(names.contains("frame_tilt_max"));
  expect_marks_of_signals(result.figures, session.all_signals());
}

}  // namespace
}  // namespace inversim
