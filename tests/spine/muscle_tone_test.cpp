// SPDX-License-Identifier: Apache-2.0
#include "inversim/spine/muscle_tone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace inversim {
namespace {

MuscleTone<double> shipped() {
  MuscleTone<double> p{};
  for (int i = 0; i < kLevels; ++i) {
    p.steady[i] = i > kLevelC7T1 ? 120 : 60;
    p.upright[i] = i > kLevelC7T1 ? 80 : 0;
    p.relaxes[i] = p.guards[i] = i > kLevelC7T1 ? 1 : 0;
  }
  p.kept_share = 0.65;
  p.fast_share = 0.35;
  p.slow_time = 150;
  p.fast_time = 4;
  p.enabled = 1;
  p.guarding = 60;
  p.guarding_anxious = 150;
  p.guarding_rate = 0.0873;
  p.guarding_time = 120;
  p.sin_head_down_from = std::sin(1 * std::numbers::pi / 180);
  p.sin_head_down_full = std::sin(5 * std::numbers::pi / 180);
  return p;
}

double tone_after(const MuscleTone<double>& p, double angle, double duration,
                  MuscleToneState<double>& s) {
  for (int n = 0; n < static_cast<int>(duration * 1000 + 0.5); ++n) {
    step_tone<double>(p, std::sin(angle), 0.0, 1e-3, s);
  }
  return tone_at(p, tone_drive<double>(p, s, 0.0, 0.0), kLevelL4L5);
}

TEST(MuscleTone, RelaxesHeadDownAndComesBack) {
  MuscleTone<double> p = shipped();
  p.guarding = 0;
  MuscleToneState<double> s = {1, 1, 0, 0, 0};
  EXPECT_DOUBLE_EQ(tone_after(p, -0.1, 1, s), 120);
  // 120 (0.65 + 0.35 exp(-t/4))
  EXPECT_NEAR(tone_after(p, 0.5, 4, s), 120 * (0.65 + 0.35 * std::exp(-1.0)), 0.02);
  EXPECT_NEAR(tone_after(p, 0.5, 600, s), 78, 0.01);
  EXPECT_NEAR(tone_after(p, -0.1, 4, s), 120 * (1 - 0.35 * std::exp(-1.0)), 0.02);
  EXPECT_EQ(tone_at(p, tone_drive<double>(p, s, 0.0, 0.0), 3), 60);
}

TEST(MuscleTone, SlowRelaxationWhereLessIsKept) {
  MuscleTone<double> p = shipped();
  p.guarding = 0;
  p.kept_share = 0.5;
  MuscleToneState<double> s = {1, 1, 0, 0, 0};
  EXPECT_NEAR(tone_after(p, 0.5, 150, s), 120 * (0.5 + 0.15 * std::exp(-1.0)), 0.02);
}

TEST(MuscleTone, GuardingRisesGoingHeadDownAndDecays) {
  const MuscleTone<double> p = shipped();
  MuscleToneState<double> s = {1, 1, 0, 0, 0};
  tone_after(p, 0.1, 1.0, s);
  EXPECT_NEAR(s.guarding, 60, 1.0);
  tone_after(p, 0.1, 119, s);
  EXPECT_NEAR(s.guarding, 60 * std::exp(-1.0), 0.1);
  // fast turning raises it to the anxious value, within a tenth of a second or so
  for (int n = 0; n < 100; ++n) step_tone<double>(p, 0.2, 0.14, 1e-3, s);
  EXPECT_NEAR(s.guarding, 150 - (150 - 22) * std::exp(-1.0), 2.0);
  for (int n = 0; n < 2000; ++n) step_tone<double>(p, 0.2, 0.14, 1e-3, s);
  EXPECT_NEAR(
      tone_at(p, tone_drive<double>(p, s, 0.0, 0.0), kLevelL4L5) -
          tone_at(p, tone_drive<double>(p, {s.slow, s.fast, 1, 0, 0}, 0.0, 0.0), kLevelL4L5),
      150, 1e-4);
}

// lying on a bed that gives by some hundredths of a degree is lying
TEST(MuscleTone, ALevelBedIsNotHeadDown) {
  const MuscleTone<double> p = shipped();
  for (const double degrees : {-0.04, 0.04, 0.9}) {
    MuscleToneState<double> s = {1, 1, 0, 0, 0};
    EXPECT_DOUBLE_EQ(tone_after(p, degrees * 0.0174533, 60, s), 120) << degrees;
  }
  // in between in between: it relaxes by a part, and guards by a part, once
  MuscleToneState<double> s = {1, 1, 0, 0, 0};
  tone_after(p, 3 * 0.0174533, 1.0, s);
  EXPECT_NEAR(s.alarm, 30, 1.0);
  const double alarm = s.alarm;
  tone_after(p, 2.9 * 0.0174533, 1.0, s);
  tone_after(p, 3 * 0.0174533, 1.0, s);
  EXPECT_LT(s.alarm, alarm);
  EXPECT_NEAR(tone_after(p, 3 * 0.0174533, 1800, s), 120 * (1 - 0.35 / 2), 1.0);
}

TEST(MuscleTone, TurningAtTheRateRaisesNothingHalfAsMuchAgainAllOfIt) {
  MuscleTone<double> p = shipped();
  p.guarding = 0;
  const auto alarm_at = [&](double rate) {
    MuscleToneState<double> s = {1, 1, 0, 0, 0};
    step_tone<double>(p, -0.5, rate, 1e-3, s);
    return s.alarm;
  };
  EXPECT_EQ(alarm_at(p.guarding_rate), 0);
  EXPECT_NEAR(alarm_at(1.25 * p.guarding_rate), 75, 1e-9);
  EXPECT_DOUBLE_EQ(alarm_at(-1.5 * p.guarding_rate), 150);
}

TEST(MuscleTone, UprightMusclesWorkAgainstEachOther) {
  const MuscleTone<double> p = shipped();
  const MuscleToneState<double> s = {1, 1, 0, 0, 0};
  EXPECT_DOUBLE_EQ(tone_at(p, tone_drive<double>(p, s, -1.0, 1.0), kLevelL4L5), 200);
  EXPECT_DOUBLE_EQ(tone_at(p, tone_drive<double>(p, s, -0.5, 1.0), kLevelL4L5), 160);
  EXPECT_DOUBLE_EQ(tone_at(p, tone_drive<double>(p, s, 0.5, 1.0), kLevelL4L5), 120);
}

}  // namespace
}  // namespace inversim
