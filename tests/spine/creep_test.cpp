// SPDX-License-Identifier: Apache-2.0
// Creep follows its two times exactly, whatever the step, and a day that repeats comes back.
#include "inversim/spine/creep.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

constexpr double kHour = 3600.0;

/// The shipped units, with all levels as L4-L5.
Creep<double> lumbar() {
  CreepFigures f;
  f.unit = {{{0.3e-6, 30, 30}, {0.6e-6, 600, 900}, {3.0e-6, 3 * kHour, 8 * kHour}}};
  f.reference_shape = 6.34;
  f.greatest_scale = 3;
  f.thoracic_factor = 0.7;
  f.below_sacrum = 2.5e-3;
  f.below_sacrum_time = 600;
  std::array<double, kLevels> height{}, area{};
  height.fill(6.34 * 1800e-6);
  area.fill(1800e-6);
  return make_creep(f, height, area, 360.0);
}

CreepState<double> after(const Creep<double>& creep, double force, double duration, int steps,
                         CreepState<double> s = {}) {
  const CreepShares<double> shares = creep_shares(creep, duration / steps);
  for (int n = 0; n < steps; ++n) step_creep(creep, shares, kLevelL4L5, force, s);
  return s;
}

TEST(Creep, StepsOfAnySizeAgree) {
  const Creep<double> creep = lumbar();
  const CreepState<double> small = after(creep, -500, 3600, 3600000);
  const CreepState<double> large = after(creep, -500, 3600, 1);
  for (int u = 0; u < kCreepUnits; ++u) {
    EXPECT_NEAR(small.unit[kLevelL4L5][u], large.unit[kLevelL4L5][u], 1e-12) << u;
  }
}

TEST(Creep, LoadsFasterThanItRecovers) {
  const Creep<double> creep = lumbar();
  const int slow = 2;
  const double pressed = after(creep, -500, 3 * kHour, 1).unit[kLevelL4L5][slow];
  EXPECT_NEAR(pressed, -1.5e-3 * (1 - std::exp(-1.0)), 1e-12);
  CreepState<double> s = after(creep, -500, 1000 * kHour, 1);
  EXPECT_NEAR(s.unit[kLevelL4L5][slow], -1.5e-3, 1e-12);
  s = after(creep, 0, 8 * kHour, 1, s);
  EXPECT_NEAR(s.unit[kLevelL4L5][slow], -1.5e-3 * std::exp(-1.0), 1e-12);
}

TEST(Creep, SmallStepsDoNotCancel) {
  // 1 ms over 8 h is 3.5e-8
  EXPECT_NEAR(creep_share<double>(1e-3, 8 * kHour), 3.47222216194e-8, 1e-18);
  EXPECT_NEAR(creep_share<double>(1.0001e-3, 1.0), 1 - std::exp(-1.0001e-3), 1e-15);
  EXPECT_NEAR(creep_share<double>(0.9999e-3, 1.0), 1 - std::exp(-0.9999e-3), 1e-15);
}

TEST(Creep, ADayComesBackToWhereItBegan) {
  const Creep<double> creep = lumbar();
  Day day;
  day.rise = 7 * kHour;
  day.to_bed = 23 * kHour;
  day.upright.fill(-550);
  day.lying.fill(-120);
  const CreepState<double> morning = periodic_creep(creep, day, day.rise);
  CreepState<double> s = morning;
  const CreepShares<double> minute = creep_shares(creep, 60.0);
  for (int n = 0; n < 24 * 60; ++n) {
    const bool up = n < 16 * 60;
    step_creep(creep, minute, kLevelL4L5, up ? -550.0 : -120.0, s);
    step_below_sacrum(creep, up ? -360.0 : 0.0, 60.0, s);
    // and at each full hour it is what the closed form says
    if (n % 60 == 59 && n < 24 * 60 - 1) {
      const CreepState<double> now = periodic_creep(creep, day, day.rise + (n + 1) * 60.0);
      for (int u = 0; u < kCreepUnits; ++u) {
        EXPECT_NEAR(s.unit[kLevelL4L5][u], now.unit[kLevelL4L5][u], 1e-12) << n << " " << u;
      }
      EXPECT_NEAR(s.below_sacrum, now.below_sacrum, 1e-9) << n;
    }
  }
  for (int u = 0; u < kCreepUnits; ++u) {
    EXPECT_NEAR(s.unit[kLevelL4L5][u], morning.unit[kLevelL4L5][u], 1e-12) << u;
  }
}

TEST(Creep, ScalesWithHeightOverAreaRibsAndAge) {
  CreepFigures f;
  f.unit = {{{1e-6, 1, 1}, {1e-6, 1, 1}, {1e-6, 1, 1}}};
  f.reference_shape = 6.34;
  f.greatest_scale = 3;
  f.thoracic_factor = 0.7;
  f.age_factor = 0.57;
  std::array<double, kLevels> height{}, area{};
  height.fill(0.00634);
  area.fill(1e-3);
  area[0] = 0;     // no disc
  area[3] = 1e-4;  // ten times as soft: cut at three
  const Creep<double> creep = make_creep(f, height, area, 300);
  EXPECT_DOUBLE_EQ(creep.compliance[kLevelL4L5][0], 0.57e-6);
  EXPECT_DOUBLE_EQ(creep.compliance[12][0], 0.7 * 0.57e-6);
  EXPECT_DOUBLE_EQ(creep.compliance[3][0], 3 * 0.57e-6);
  EXPECT_EQ(creep.compliance[0][0], 0.0);
}

}  // namespace
}  // namespace inversim
