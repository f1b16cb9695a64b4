// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/suite_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "inversim/language/parse.h"
#include "inversim/report/packed.h"

namespace inversim {
namespace {

using testing::ElementsAre;

Verdict at_most(double measured, double greatest, double time) {
  Verdict v;
  v.text = "max of bed_angle at most 60 deg";
  v.measured = measured;
  v.unit = "deg";
  v.holds = measured <= greatest;
  v.time = time;
  v.greatest = greatest;
  v.signal = "bed_angle";
  return v;
}

Verdict reached(double measured, double latest, double time) {
  Verdict v;
  v.text = "reaches fault_lock";
  v.measured = measured;
  v.unit = "s";
  v.holds = measured >= 0.0 && measured <= latest;
  v.time = time;
  v.greatest = latest;
  v.signal = "controller_state";
  return v;
}

/// A case of a shipped scenario, without faults.
SuiteCase some_case() {
  static const Reading reading = read_resolved(
      INVERSIM_SOURCE_DIR "/scenarios/controller/inversion.yaml", Library{{INVERSIM_SOURCE_DIR}});
  SuiteCase c;
  c.name = "nothing_wrong";
  c.scenario = INVERSIM_SOURCE_DIR "/scenarios/controller/inversion.yaml";
  c.document = *reading.document;
  return c;
}

SignalTable bed_table() {
  SignalTable table;
  table.signals = {{"bed_angle", "rad", "angle of the bed", "", "", 1},
                   {"controller_state", "1", "state", "", "", 1},
                   {"nobody_asks", "1", "of no interest", "", "", 1}};
  table.row_width = 3;
  return table;
}

/// 2001 steps of 0.5 ms from 9.5 to 10.5 s: the angle rises from 0 to 1 rad.
Trace made_up_trace() {
  Trace trace(bed_table(), 9.5, 10.5);
  for (int i = 0; i < 4000; ++i) {
    const double time = 9.0 + 0.0005 * i;
    trace.sample(time, std::vector<double>{time - 9.5, 3.0, 7.0});
  }
  trace.event({9.2, "fault", "too early", 0.0});
  trace.event({9.75, "fault", "encoder sticks", 0.0});
  trace.event({9.8, "disc_unloaded", "L4-L5", 0.0});
  return trace;
}

TEST(SuiteData, MarginIsTheWayToTheNearerBound) {
  SuiteRun run;
  run.cases = {some_case()};
  CaseResult r;
  r.status = CaseStatus::kFailed;
  Verdict both = at_most(58.0, 60.0, 3.0);
  both.least = 57.5;
  r.verdicts = {at_most(61.5, 60.0, 4.0), both, reached(0.2, 0.3, 8.0), reached(-1.0, 0.3, 9.0)};
  run.results = {r};
  run.seconds = {nullptr};
  const nlohmann::ordered_json e = suite_data(run).at("cases").at(0).at("expectations");
  EXPECT_DOUBLE_EQ(e.at(0).at("margin"), -1.5);
  EXPECT_DOUBLE_EQ(e.at(1).at("margin"), 0.5);
  EXPECT_NEAR(e.at(2).at("margin").get<double>(), 0.1, 1e-12);
  EXPECT_TRUE(e.at(3).at("margin").is_null()) << "what never came is by no time too late";
  EXPECT_TRUE(e.at(3).at("measured").is_null());
  EXPECT_EQ(e.at(3).at("never"), true);
}

TEST(SuiteData, FailureIsWhereTheFirstExpectationFails) {
  CaseResult r;
  r.simulated = 40.0;
  EXPECT_EQ(failing_time(r), 40.0);
  r.verdicts = {at_most(61.0, 60.0, 12.0), at_most(50.0, 60.0, 1.0), at_most(62.0, 60.0, 7.5)};
  EXPECT_EQ(failing_time(r), 7.5);
}

TEST(SuiteData, SecondHasEveryStepOfWhatFailed) {
  CaseResult r;
  r.verdicts = {at_most(61.0, 60.0, 10.0)};
  const Trace trace = made_up_trace();
  const nlohmann::ordered_json second = second_data(trace, r);
  EXPECT_EQ(second.at("every"), 1);
  EXPECT_EQ(second.at("at"), 10.0);
  EXPECT_EQ(second.at("time"), packed_doubles(trace.times()));
  ASSERT_EQ(second.at("signals").size(), 2u);
  const nlohmann::ordered_json& angle = second.at("signals").at(0);
  EXPECT_EQ(angle.at("name"), "bed_angle");
  EXPECT_EQ(angle.at("unit"), "deg");
  // 0 .. 1 rad in degrees, the middle of the range
  EXPECT_NEAR(angle.at("values").at("offset").get<double>(), 28.6479, 0.02);
  EXPECT_EQ(second.at("signals").at(1).at("constant"), 3.0);
  ASSERT_EQ(second.at("events").size(), 1u) << "within the second, and nothing of discs";
  EXPECT_EQ(second.at("events").at(0).at("text"), "encoder sticks");
  EXPECT_EQ(second.at("states").at(8), "fault_lock");
}

TEST(SuiteData, NoSampleNoSecond) {
  EXPECT_TRUE(second_data(Trace(bed_table(), 1.0, 2.0), CaseResult{}).is_null());
}

TEST(SuiteData, ManySecondsDoNotFillThePage) {
  SuiteRun run;
  for (int i = 0; i < 50; ++i) {
    run.cases.push_back(some_case());
    run.results.emplace_back().status = CaseStatus::kFailed;
    run.seconds.push_back({{"at", i}});
  }
  const nlohmann::ordered_json data = suite_data(run);
  EXPECT_EQ(data.at("seconds"), 40);
  EXPECT_EQ(data.at("cases").at(39).at("second").at("at"), 39);
  EXPECT_TRUE(data.at("cases").at(40).at("second").is_null());
}

TEST(SuiteData, WordsOfStatus) {
  std::vector<std::string> words;
  for (const CaseStatus s : {CaseStatus::kPassed, CaseStatus::kFailed, CaseStatus::kDied,
                             CaseStatus::kSkipped, CaseStatus::kNoLink, CaseStatus::kBroken}) {
    words.emplace_back(status_word(s));
  }
  EXPECT_THAT(words, ElementsAre("pass", "fail", "died", "skip", "error", "error"));
}

}  // namespace
}  // namespace inversim
