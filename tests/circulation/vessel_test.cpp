// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/vessel.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

// legs of the reference subject, in mmHg and ml: the laws do not know units
constexpr double kUnstressed = 716.0, kCompliance = 27.0, kMaximum = 1200.0;
constexpr double kShare = 0.5, kCollapse = 5.0;
constexpr double kPi = 3.14159265358979323846;

double heldt_volume(double pressure) {
  return kUnstressed +
         2 * kMaximum / kPi * std::atan(kPi * kCompliance * pressure / (2 * kMaximum));
}

Distension<double> leg(double volume) {
  return with_collapse<double>(
      saturating_vessel<double>(volume, kUnstressed, kCompliance, kMaximum), volume, kUnstressed,
      kShare, kCollapse);
}

TEST(Vessel, SaturatingLawIsHeldtsSolvedForPressure) {
  for (double p : {0.0, 0.5, 3.0, 10.0, 40.0, 80.0, 150.0})
    EXPECT_NEAR(
        saturating_vessel<double>(heldt_volume(p), kUnstressed, kCompliance, kMaximum).pressure, p,
        1e-10 * (1 + p));
}

TEST(Vessel, SaturatingLawGoesOnAlongItsTangent) {
  const double edge = kUnstressed + 0.9 * kMaximum;
  const auto at = saturating_vessel<double>(edge, kUnstressed, kCompliance, kMaximum);
  const auto beyond = saturating_vessel<double>(edge + 500, kUnstressed, kCompliance, kMaximum);
  EXPECT_NEAR(beyond.pressure, at.pressure + 500 / at.compliance, 1e-9 * beyond.pressure);
}

TEST(Vessel, CollapseHasTheComplianceOfTheSourceAtZeroAndNeverEmpties) {
  const auto just_below = leg(kUnstressed - 1e-6);
  EXPECT_NEAR(just_below.compliance, kUnstressed / kCollapse, 1e-3);
  EXPECT_NEAR(just_below.pressure, 0.0, 1e-6);
  // half of the collapsible half gone: P = 5 0.5 ln 0.5
  EXPECT_NEAR(leg(kUnstressed * 0.75).pressure, 2.5 * std::log(0.5), 1e-12);
  // what is left when the collapsible part is shut is held at any pressure a body can make
  EXPECT_LT(leg(kUnstressed * 0.5).pressure, -17.0);
  EXPECT_LT(leg(kUnstressed * 0.499).pressure, -18.0);
}

TEST(Vessel, ComplianceIsTheDerivative) {
  for (double v = 300.0; v < 2200.0; v += 13.7) {
    if (std::fabs(v - kUnstressed) < 1.0) continue;
    const double h = 1e-3;
    const double slope = (leg(v + h).pressure - leg(v - h).pressure) / (2 * h);
    EXPECT_NEAR(slope * leg(v).compliance, 1.0, 1e-4) << v;
    EXPECT_GT(leg(v + 1).pressure, leg(v).pressure) << v;
  }
}

TEST(Vessel, CollapsedVeinResistsAsInCVModel) {
  const double exponent = -std::log(1e-8);
  const auto r = [&](double v) {
    return collapse_resistance<double>(v, kUnstressed, 1.0, 1000.0, exponent);
  };
  EXPECT_NEAR(r(kUnstressed), 1e-5, 1e-12);
  EXPECT_NEAR(r(0.5 * kUnstressed), 1000.0 * std::pow(1e-8, 0.5), 1e-9);
  EXPECT_EQ(r(0.0), 1000.0);
  EXPECT_EQ(r(-5.0), 1000.0);
}

TEST(Vessel, JugularOpensAsInGadda) {
  const auto gadda = [](double p) { return std::pow(1 + 2 / kPi * std::atan(p / 0.8), 2) / 4; };
  for (double p : {-20.0, -3.0, 0.0, 0.4, 5.0, 25.0})
    EXPECT_NEAR(jugular_opening<double>(p, 0.8), gadda(p), 1e-15);
}

TEST(Vessel, ValveDrivesNothingAtZeroAndLittleBackwards) {
  const double width = 0.1, leak = 0.01;
  EXPECT_EQ(valve<double>(0.0, width, leak).value, 0.0);
  EXPECT_DOUBLE_EQ(valve<double>(-10.0, width, leak).value, -0.1);
  // fully open: its own pressure loss is one width
  EXPECT_NEAR(valve<double>(5.0, width, leak).value, 0.01 * 5 + 0.99 * (5 - width), 1e-14);
  for (double p = -0.3; p < 0.5; p += 0.007) {
    const double h = 1e-7;
    const auto v = valve<double>(p, width, leak);
    const double slope =
        (valve<double>(p + h, width, leak).value - valve<double>(p - h, width, leak).value) /
        (2 * h);
    EXPECT_NEAR(v.slope, slope, 1e-6) << p;
    EXPECT_GT(v.slope, 0.0) << p;
  }
}

// Henriksen: none up to 10 mmHg in the veins, half as much again from 35 on
TEST(Vessel, HangingLimbsNarrow) {
  const VenoarteriolarModel<double> m{0.5, 10.0, 35.0};
  EXPECT_EQ(venoarteriolar<double>(m, -5.0), 1.0);
  EXPECT_EQ(venoarteriolar<double>(m, 10.0), 1.0);
  EXPECT_NEAR(venoarteriolar<double>(m, 22.5), 1.25, 1e-12);
  EXPECT_NEAR(venoarteriolar<double>(m, 35.0), 1.5, 1e-12);
  EXPECT_NEAR(venoarteriolar<double>(m, 90.0), 1.5, 1e-12);
}

}  // namespace
}  // namespace inversim
