// SPDX-License-Identifier: Apache-2.0
// A case as values of a scenario: laid quickly as a search does it, and as a person would set them.
#include "inversim/limits/limit_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "bench_fixture.h"
#include "inversim/language/parse.h"

namespace inversim {
namespace {

using testing::Contains;

LimitCase somebody() {
  LimitCase c;
  c.mass = 91.25;
  c.height = 1.83;
  c.sex = "female";
  c.hinge = "C";
  c.arms = "overhead";
  c.holes_off = -2;
  c.angle = 0.7;
  c.slope_direction = 1.3;
  return c;
}

TEST(LimitCase, ALoadTestMultipliesTheGravityOfTheScenario) {
  Document document = bench_files().scenario.at("limits/hold");
  Criterion load;
  load.weights = 4.0;
  EXPECT_THAT(settings_of(load, somebody(), document, base_figures(document)),
              Contains("settings.gravity_m_per_s2=39.24"));
  ASSERT_TRUE(apply_setting(document, "settings.gravity_m_per_s2=1.62").empty());
  EXPECT_THAT(settings_of(load, somebody(), document, base_figures(document)),
              Contains("settings.gravity_m_per_s2=6.48"));
}

TEST(LimitCase, LaidQuicklyItIsWhatSettingItValueByValueMakes) {
  for (const auto& [name, scenario] : bench_files().scenario) {
    Criterion criterion = shipped_criterion("stop_overshoot");
    criterion.brake_friction = 0.8;
    for (const Quantity q : {Quantity::kHoldingTorque, Quantity::kStopMargin, Quantity::kFallRate,
                             Quantity::kReturnAngle, Quantity::kStrapPeak}) {
      if (name == scenario_of(q)) criterion.quantity = q;
    }
    const auto settings = settings_of(criterion, somebody(), scenario, base_figures(scenario));
    Document quick = scenario, slow = scenario;
    lay(settings, quick);
    for (const std::string& s : settings) ASSERT_TRUE(apply_setting(slow, s).empty()) << s;
    const auto same = [&](const Node& a, const Node& b, auto&& self) -> void {
      EXPECT_EQ(a.present, b.present) << a.label;
      EXPECT_EQ(a.number, b.number) << a.label;
      EXPECT_EQ(a.whole, b.whole) << a.label;
      EXPECT_EQ(a.flag, b.flag) << a.label;
      EXPECT_EQ(a.word, b.word) << a.label;
      ASSERT_EQ(a.children.size(), b.children.size()) << a.label;
      for (std::size_t i = 0; i < a.children.size(); ++i) self(a.children[i], b.children[i], self);
    };
    same(quick.root, slow.root, same);
  }
}

TEST(LimitCase, WhatIsOutOfItsRangeIsRefusedWithItsKey) {
  Document document = bench_files().scenario.at("limits/hold");
  try {
    lay({"subject.mass_kg=1e6"}, document);
    FAIL();
  } catch (const std::invalid_argument& e) {
    EXPECT_THAT(e.what(), testing::StartsWith("--set: subject.mass_kg: found 1e6, expected "));
  }
}

}  // namespace
}  // namespace inversim
