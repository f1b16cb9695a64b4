// SPDX-License-Identifier: Apache-2.0
// Arms that are thrown as a fault: how fast, how far, and beside the protocol.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "inversim/math/angle.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/faults.h"
#include "inversim/scenario/session.h"
#include "short_scenario.h"

namespace inversim {
namespace {

using testing::EndsWith;

/// What is asked of the arms in every step of a scenario [deg, deg/s].
struct Asked {
  std::vector<double> angle, rate;
  double at(double seconds) const {
    return angle[static_cast<std::size_t>(std::lround(1e3 * seconds))];
  }
};

Asked asked(const std::string& rest) {
  const Document document = short_scenario("circulation: false, arms: chest", rest);
  const auto design = build_plant(document.root);
  Plant plant(design);
  plant.input().arm_angle = arm_angle("chest");
  ProtocolRunner runner(unroll_protocol(document.root, *design), {});
  FaultSchedule faults(read_faults(document.root, *design, nullptr), {});
  Asked a;
  for (bool more = true; more;) {
    more = runner.steer(plant);
    faults.apply(plant, nullptr, runner);
    a.angle.push_back(plant.input().arm_angle / kDegree);
    a.rate.push_back(plant.input().arm_rate / kDegree);
    EXPECT_EQ(plant.step(), StepStatus::kOk);
  }
  return a;
}

TEST(ArmsThrown, GoFromWhereTheyAreAtTheGreatestRateAndStay) {
  const Asked a = asked(
      "protocol:\n  - hold: {duration_s: 0.8}\n  - hold: {duration_s: 0.4}\n"
      "faults:\n  - {what: arms_thrown, to: overhead, value: 400, unit: deg/s, at_s: 0.3}\n");
  // 100 deg of minimum jerk: 15/8 of 100 / 400 s
  const double lasts = 1.875 * 100.0 / 400.0;
  EXPECT_NEAR(a.at(0.3), 80, 1e-9);
  EXPECT_NEAR(a.at(0.3 + 0.5 * lasts), 130, 0.5) << "half of the way in half of the time";
  EXPECT_NEAR(a.at(0.3 + lasts + 0.002), 180, 1e-9);
  EXPECT_NEAR(a.angle.back(), 180, 1e-9) << "whatever step the protocol is in";
  EXPECT_NEAR(*std::ranges::max_element(a.rate), 400, 0.1);
  EXPECT_EQ(a.rate.back(), 0);
}

TEST(ArmsThrown, TheNextStepTakesThemFromThereAndOneUnderWayLosesThem) {
  const Asked a = asked(
      "protocol:\n  - arms: {to: sides, duration_s: 0.6}\n  - hold: {duration_s: 0.4}\n"
      "  - arms: {to: thighs, duration_s: 0.5}\n  - hold: {duration_s: 0.1}\n"
      "faults:\n  - {what: arms_thrown, to: overhead, value: 800, unit: deg/s, at_s: 0.3}\n");
  // half of the way from 80 to 0 deg when they are thrown
  EXPECT_NEAR(a.at(0.3), 40, 1);
  EXPECT_NEAR(a.at(0.65), 180, 1e-9);
  EXPECT_NEAR(a.at(1.0), 180, 1e-9);
  EXPECT_NEAR(a.at(1.25), 0.5 * (180 + 25), 2);
  EXPECT_NEAR(a.angle.back(), 25, 1e-9);
}

TEST(ArmsThrown, NeedsAPlaceARateAndAPersonWhoMoves) {
  const auto refusal = [](const std::string& settings, const std::string& fault) -> std::string {
    try {
      const Document document = short_scenario(
          "circulation: false" + settings,
          "protocol: [{hold: {duration_s: 1}}]\nfaults:\n  - {what: arms_thrown, " + fault + "}\n");
      const Session session(document);
    } catch (const std::invalid_argument& e) { return e.what(); }
    return "";
  };
  EXPECT_EQ(refusal("", "to: chest, value: 300, unit: deg/s"), "");
  EXPECT_THAT(refusal("", "value: 300, unit: deg/s"),
              EndsWith(":8:5: faults: 'arms_thrown' needs a place, 'to'"));
  EXPECT_THAT(refusal("", "to: chest"), EndsWith(":8:5: faults: 'arms_thrown' needs a value"));
  EXPECT_THAT(refusal("", "to: chest, value: 300"),
              EndsWith("found the unit '1', expected one like deg/s"));
  EXPECT_THAT(refusal("", "to: chest, value: 0, unit: deg/s"),
              EndsWith("found 0 deg/s, expected 1 to 3000"));
  EXPECT_THAT(refusal(", rigid_user: true", "to: chest, value: 300, unit: deg/s"),
              EndsWith("'arms_thrown': a rigid user cannot move the arms"));
}

}  // namespace
}  // namespace inversim
