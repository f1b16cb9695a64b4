// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/heat_and_wear.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

// disc 0.15 kg of steel, 0.35 W/K; pads 20 J/K, 0.2 W/K; fade 200 to 350 degC; k 1e-13 m2/N
HeatAndWearParams<double> brake() {
  return {75.0, 20.0, 0.35, 0.2, 0.9, 20.0, 200.0, 350.0, 0.6, 1e-13, 4e-4, 0.09};
}

TEST(HeatAndWear, CoolsByTheClosedForm) {
  const HeatAndWearParams<double> p = brake();
  HeatAndWearState<double> s{50.0, 80.0, 0.0, 0.0};
  for (int i = 0; i < 200000; ++i) advance_heat_and_wear(p, 0.0, 0.0, 0.0, 1e-3, s);
  EXPECT_NEAR(s.disc, 50.0 * std::exp(-200.0 * 0.35 / 75.0), 1e-8);
  EXPECT_NEAR(s.pads, 80.0 * std::exp(-200.0 * 0.2 / 20.0), 1e-8);
}

TEST(HeatAndWear, AnArrestOf270Joules) {
  const HeatAndWearParams<double> p = brake();
  HeatAndWearState<double> s{};
  advance_heat_and_wear(p, 4200.0, 0.1, 270.0, 0.1, s);
  EXPECT_NEAR(s.disc, 0.9 * 270.0 / 75.0, 0.001);
  EXPECT_NEAR(s.pads, 0.1 * 270.0 / 20.0, 0.001);
  EXPECT_NEAR(s.wear, 1e-13 * 4200.0 / 4e-4 * 0.1, 1e-18);
  EXPECT_EQ(fade(p, s), 1.0);
}

TEST(HeatAndWear, WhatIsMadeIsStoredOrLost) {
  const HeatAndWearParams<double> p = brake();
  HeatAndWearState<double> s{};
  double made = 0.0;
  for (int i = 0; i < 100000; ++i) {
    const double heat = i % 1000 < 100 ? 2.7 : 0.0;
    made += heat;
    advance_heat_and_wear(p, 4200.0, 0.001, heat, i % 3 == 0 ? 1e-3 : 1e-2, s);
  }
  EXPECT_NEAR(stored_heat(p, s) + s.lost, made, 1e-9 * made);
}

TEST(HeatAndWear, FadesBetweenItsTemperatures) {
  const HeatAndWearParams<double> p = brake();
  HeatAndWearState<double> s{};
  const auto at = [&](double degC) {
    s.pads = degC - p.ambient;
    return fade(p, s);
  };
  EXPECT_EQ(at(200.0), 1.0);
  EXPECT_NEAR(at(275.0), 0.8, 1e-12);
  EXPECT_NEAR(at(500.0), 0.6, 1e-12);
}

}  // namespace
}  // namespace inversim
