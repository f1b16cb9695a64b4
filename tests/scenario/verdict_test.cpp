// SPDX-License-Identifier: Apache-2.0
// What a session says of itself: windows, units, expectations, events, turns.
#include <gtest/gtest.h>

#include <cmath>

#include "inversim/math/angle.h"
#include "inversim/scenario/session.h"
#include "inversim/scenario/watch.h"
#include "short_scenario.h"

namespace inversim {
namespace {

Document scenario(const std::string& more, const std::string& settings = "") {
  return short_scenario("circulation: false, settle_time_s: 3" + settings, more);
}

struct Told {
  SessionResult result;
  std::vector<Event> events;
  std::vector<double> margin, angle, rate, spotter, brake;

  bool says(const std::string& kind) const {
    for (const Event& e : events)
      if (e.kind == kind) return true;
    return false;
  }
};

Told run(const Document& document) {
  Session session(document);
  session.settle();
  Told told;
  std::vector<std::size_t> at;
  for (const char* name :
       {"tipping_margin_fore_aft", "bed_angle", "bed_rate", "spotter_torque", "brake_torque"}) {
    std::size_t offset = 0;
    for (const Signal& s : session.signals().signals) {
      if (s.name == name) at.push_back(offset);
      offset += s.width;
    }
  }
  SessionSink sink;
  sink.event = [&told](const Event& e) { told.events.push_back(e); };
  sink.sample = [&](double, std::span<const double> row) {
    told.margin.push_back(row[at[0]]);
    told.angle.push_back(row[at[1]]);
    told.rate.push_back(row[at[2]]);
    told.spotter.push_back(row[at[3]]);
    told.brake.push_back(row[at[4]]);
  };
  told.result = session.run(sink);
  return told;
}

TEST(Watch, LooksWhereItIsTold) {
  const auto over = [](Window window) {
    Watch watch(0, window);
    // x = t, of which step 2 is from 3 s on
    for (int n = 0; n <= 10; ++n) {
      const double row[] = {static_cast<double>(n)};
      watch.sample(n, n < 3 ? 1 : 2, row);
    }
    return watch;
  };
  EXPECT_EQ(over({"max", 0, 0, 4.5}).value(), 4);
  EXPECT_EQ(over({"first", 2, 2, 100}).value(), 5) << "from the step's start";
  EXPECT_EQ(over({"range", 2}).value(), 7);
  EXPECT_EQ(over({"mean", 1}).value(), 1);
  EXPECT_EQ(over({"min", 0, 6}).value(), 6);
  EXPECT_EQ(over({"last"}).value(), 10);
  EXPECT_FALSE(over({"max", 3}).seen());
}

TEST(Expectations, AreJudgedInTheirUnit) {
  const Told told = run(scenario(
      "protocol:\n  - hold: {duration_s: 1}\nexpect:\n"
      "  - {signal: bed_angle, statistic: max, max: 1, unit: deg}\n"
      "  - {signal: bed_angle, statistic: max, min: 1, unit: deg}\n"
      "  - {signal: bed_angle, statistic: max, max: 0.02}\n"
      "  - {signal: weight_axial, at: L4-L5, statistic: last, min: -1, max: 1, unit: kN}\n"));
  ASSERT_EQ(told.result.verdicts.size(), 4u);
  EXPECT_TRUE(told.result.verdicts[0].holds);
  EXPECT_FALSE(told.result.verdicts[1].holds);
  EXPECT_EQ(told.result.verdicts[2].unit, "rad") << "its own where none is given";
  EXPECT_TRUE(told.result.verdicts[3].holds);
  EXPECT_LT(std::fabs(told.result.verdicts[3].measured), 0.1);
}

TEST(Expectations, AForceIsNoAngle) {
  EXPECT_THROW(run(scenario("protocol:\n  - hold: {duration_s: 1}\nexpect:\n"
                            "  - {signal: bed_angle, statistic: max, max: 3, unit: N}\n")),
               std::invalid_argument);
  EXPECT_THROW(run(scenario("protocol:\n  - hold: {duration_s: 1}\nexpect:\n"
                            "  - {signal: bed_angel, statistic: max, max: 3}\n")),
               std::invalid_argument);
}

TEST(Session, StartsAtRestOnTheBrake) {
  const Told told = run(
      scenario("protocol:\n  - hold: {duration_s: 2}\n", ", start_angle_deg: -60, hinge_hole: A"));
  for (std::size_t n = 0; n < told.rate.size(); ++n) {
    EXPECT_LT(std::fabs(told.rate[n]), 0.002 * kDegree) << n;
    EXPECT_NEAR(told.angle[n], told.angle[0], 0.001 * kDegree) << n;
    EXPECT_NEAR(told.brake[n], told.brake[0], 0.5) << n;
  }
  EXPECT_GT(std::fabs(told.brake[0]), 10);
}

// the hands push against the floor: the frame feels the bed's weight move while they do
TEST(Session, AHelperStandsOnTheFloor) {
  const Told told =
      run(scenario("protocol:\n  - rotate: {to_deg: 30, rate_deg_per_s: 4, by: spotter}\n"
                   "  - hold: {duration_s: 3}\n",
                   ", hinge_hole: A"));
  // before and after the hands let go the load is the same, in the hands or in the brake
  const std::size_t end = told.angle.size() - 1;
  std::size_t held = 0;
  for (std::size_t n = 0; n < told.angle.size(); ++n) {
    if (std::fabs(told.spotter[n]) > 5 && std::fabs(told.rate[n]) < 0.05 * kDegree &&
        told.angle[n] > 20 * kDegree) {
      held = n;
    }
  }
  ASSERT_GT(held, 0u);
  EXPECT_NEAR(told.spotter[end], 0, 1e-6);
  EXPECT_GT(std::fabs(told.margin[held] - told.margin[end]), 1e-3);
}

TEST(Session, AHelperWhoCannotGivesUp) {
  const Told told = run(
      scenario("protocol:\n  - rotate: {to_deg: 40, rate_deg_per_s: 4, by: spotter, at_most_s: 2}\n"
               "  - hold: {duration_s: 1}\n"));
  EXPECT_TRUE(told.says("turn_given_up"));
  for (const double rate : told.rate) EXPECT_LT(std::fabs(rate), 5 * kDegree);
  EXPECT_LT(std::fabs(told.rate.back()), 0.01 * kDegree);
}

TEST(Session, PrescribedMotionTakesTheTimeItNeeds) {
  const Told told = run(scenario("protocol:\n  - rotate: {to_deg: 60, rate_deg_per_s: 0.5}\n"));
  EXPECT_FALSE(told.says("turn_given_up"));
  EXPECT_NEAR(told.angle.back(), 60 * kDegree, 0.1 * kDegree);
  for (const double rate : told.rate) EXPECT_LT(std::fabs(rate), 0.6 * kDegree);
}

TEST(Session, RefusesAnglesBeyondTheStops) {
  const Document beyond = scenario("protocol:\n  - rotate: {to_deg: 105}\n");
  EXPECT_THROW(Session{beyond}, std::invalid_argument);
  const Document before =
      scenario("protocol:\n  - hold: {duration_s: 1}\n", ", start_angle_deg: -100");
  EXPECT_THROW(Session{before}, std::invalid_argument);
}

TEST(Session, RefusesARateThatIsNoWholeNumberOfSteps) {
  const Document uneven =
      scenario("protocol:\n  - hold: {duration_s: 1}\nrecord: {rate_Hz: 300}\n");
  EXPECT_THROW(Session{uneven}, std::invalid_argument);
}

TEST(Session, WarnsOfAUserWhoDoesNotFitTheTable) {
  Document document = scenario("protocol:\n  - hold: {duration_s: 1}\n");
  EXPECT_FALSE(run(document).says("warning"));
  EXPECT_TRUE(apply_setting(document, "subject.mass_kg=140").empty());
  EXPECT_TRUE(apply_setting(document, "subject.height_cm=205").empty());
  int warnings = 0;
  for (const Event& e : run(document).events) warnings += e.kind == "warning";
  EXPECT_EQ(warnings, 3) << "mass, height, boom";
}

// a disc that is unloaded while the bed comes back, or from the first sample, has no angle going
// down
TEST(KeyFigures, UnloadingIsReadGoingDown) {
  const auto has = [](const Told& told) {
    for (const KeyFigure& f : told.result.figures)
      if (f.name == "unloading_angle_l4_l5") return true;
    return false;
  };
  EXPECT_TRUE(has(run(scenario("protocol:\n  - rotate: {to_deg: 70, rate_deg_per_s: 10}\n"))));
  EXPECT_FALSE(
      has(run(scenario("protocol:\n  - hold: {duration_s: 20}\n", ", start_angle_deg: 60"))));
}

}  // namespace
}  // namespace inversim
