// SPDX-License-Identifier: Apache-2.0
// Flags that a session raises: when, at what value, against which threshold, from which source.
#include "inversim/scenario/risk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "inversim/scenario/session.h"
#include "short_scenario.h"

namespace inversim {
namespace {

struct Told {
  SessionResult result;
  std::vector<Event> events;
};

Told run(const std::string& condition, int degrees) {
  const std::string healthy =
      condition.empty() ? "" : "\n  subject.circulation.conditions: [" + condition + "]";
  const Document document = short_scenario(
      "solver: auto, step_ms: 5, hinge_hole: B",
      "overrides:\n  subject.age_years: 60" + healthy +
          "\nprotocol:\n  - hold: {duration_s: 30}\n  - rotate: {to_deg: " +
          std::to_string(degrees) + ", rate_deg_per_s: 4}\n  - hold: {duration_min: 6}\n");
  Session session(document);
  session.settle();
  Told told;
  SessionSink sink;
  sink.event = [&told](const Event& e) { told.events.push_back(e); };
  told.result = session.run(sink);
  return told;
}

const RaisedFlag* find(const Told& told, const std::string& name, RiskLevel level) {
  const auto at = std::ranges::find_if(
      told.result.flags, [&](const RaisedFlag& f) { return f.name == name && f.level == level; });
  return at == told.result.flags.end() ? nullptr : &*at;
}

TEST(Risk, GlaucomaAndHypertensionAreFlaggedAtEveryAngle) {
  for (const char* condition : {"hypertension_untreated", "glaucoma"}) {
    for (const int degrees : {20, 60, 90}) {
      const Told told = run(condition, degrees);
      const Told healthy = run("", degrees);
      std::printf("%s at %d deg\n", condition, degrees);
      for (const RaisedFlag& f : told.result.flags) {
        std::printf("  %6.1f s %s\n", f.time, sentence(f).c_str());
        EXPECT_FALSE(f.source.empty());
      }
      EXPECT_GT(told.result.flags.size(), healthy.result.flags.size()) << degrees;
      EXPECT_TRUE(std::ranges::any_of(told.events, [](const Event& e) {
        return e.kind == "contraindication" && e.time == 0.0;
      }));
      EXPECT_TRUE(std::ranges::none_of(
          healthy.events, [](const Event& e) { return e.kind == "contraindication"; }));
    }
  }
}

TEST(Risk, AFlagTellsWhenAndWhat) {
  const Told told = run("glaucoma", 60);
  // any head-down angle is amber for this eye: the bed passes 1 deg a quarter of a second after 30
  // s
  const RaisedFlag* tilted = find(told, "eye_disease_head_down", RiskLevel::kAmber);
  ASSERT_NE(tilted, nullptr);
  EXPECT_NEAR(tilted->time, 32.0, 1.0);
  EXPECT_NEAR(tilted->value, 1.0, 0.2);
  EXPECT_EQ(tilted->threshold, 1.0);
  EXPECT_EQ(find(run("", 60), "eye_disease_head_down", RiskLevel::kAmber), nullptr);
  const RaisedFlag* eye = find(told, "intraocular_pressure", RiskLevel::kAmber);
  ASSERT_NE(eye, nullptr);
  EXPECT_NEAR(eye->value, 21.0, 0.5);
  // five minutes beyond 55 deg count when they are over
  const RaisedFlag* longest = find(told, "long_at_60", RiskLevel::kAmber);
  ASSERT_NE(longest, nullptr);
  EXPECT_GT(longest->time, 30.0 + 55.0 / 4 + 300.0);
  EXPECT_TRUE(std::ranges::any_of(told.events, [](const Event& e) {
    return e.kind == "risk_amber" && e.text.find("threshold 21") != std::string::npos;
  }));
}

TEST(Risk, RefusesAUnitThatDoesNotMeasureTheSignal) {
  Document document = short_scenario("", "protocol:\n  - hold: {duration_s: 1}\n");
  SignalTable table;
  table.signals = {{"intraocular_pressure", "kg", "not a pressure", "", "", 1}};
  table.row_width = 1;
  EXPECT_THROW(RiskWatch(document.root, table, {}), std::invalid_argument);
  table.signals[0].name = "another";
  EXPECT_NO_THROW(RiskWatch(document.root, table, {}));
}

}  // namespace
}  // namespace inversim
