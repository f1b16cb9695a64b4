// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/equipment.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

TableData table() {
  TableData t;
  t.name = "test";
  t.rating = {125, 1.47, 1.98};
  t.frame = {25, 0.02, 0.45, 4.0, 4.5, 4.6, 1.0, 0.66, 0.0, 1.0};
  t.bed = {12, 0.4, 2.0, 2.3, 0.05, -0.15, 1.2, 0.5, 0.05, 0.85};
  t.hinge_holes = {{"A", -0.155}, {"B", -0.185}, {"C", -0.215}};
  t.boom = {0.0254, 0.537, std::nullopt};
  t.stops = {-1.3, 1.57, 3e4, 0.3};
  t.bearing.friction_torque = 5;
  t.brake.mu_static = 0.40;
  t.brake.mu_kinetic = 0.35;
  t.brake.stribeck_velocity = 0.003;
  t.brake.clamp_force = 4200;
  t.brake.effective_radius = 0.09;
  t.brake.bristle_stiffness = 1e5;
  t.brake.bristle_damping = 316;
  t.brake.series_stiffness = 5e4;
  t.brake.lever = {false, 0.1, 0.1, 200, 28, 2.6, 0.002, 150e3};
  t.ankle_clamp.take_up = 0.02;
  t.ankle_clamp.stiffness = 60e3;
  t.ankle_clamp.damping = 1200;
  t.ankle_clamp.rotational_stiffness = 60;
  t.ankle_clamp.capacity = 4905;
  return t;
}

// a hole moves the ankle, and with it s, by one inch; the label is the height it balances
TEST(Equipment, BoomSetting) {
  const TableData t = table();
  const BoomSetting least = boom_setting(t, 1.47, 0);
  EXPECT_EQ(least.hole, 0);
  EXPECT_NEAR(least.ankle_distance, 0.537 * 1.47, 1e-12);
  EXPECT_NEAR(least.label, 1.47, 1e-12);
  // published: 0.272 m of travel over the whole range
  const BoomSetting most = boom_setting(t, 1.98, 0);
  EXPECT_EQ(most.hole, 11);
  EXPECT_NEAR(most.ankle_distance - least.ankle_distance, 0.272, 0.5 * 0.0254);
  const BoomSetting one = boom_setting(t, 1.78, 0), longer = boom_setting(t, 1.78, 1);
  EXPECT_NEAR(longer.ankle_distance - one.ankle_distance, 0.0254, 1e-12);
  EXPECT_LE(std::abs(one.ankle_distance - 0.537 * 1.78), 0.5 * 0.0254 + 1e-12);
  EXPECT_EQ(boom_setting(t, 1.98, 5).hole, 11);
  EXPECT_EQ(boom_setting(t, 1.47, -3).hole, 0);
}

TEST(Equipment, ManOfTheHeightSetIsInBalanceWithinHalfAHole) {
  const TableData t = table();
  for (int cm = 147; cm <= 198; ++cm) {
    const double height = 0.01 * cm;
    const TableSetup s = set_up(t, {0, height, 0});
    // de Leva, men, arms at the sides: centre of mass 0.537 H above the ankle
    const double balance = s.ankle_x + 0.537 * height;
    EXPECT_LE(std::abs(balance), 0.5 * 0.0254 + 1e-9) << height;
    EXPECT_NEAR(platform_x(s, 0.0415 * height), s.ankle_x - 0.0415 * height, 1e-12);
  }
  // two holes short: 0.0508 m head-heavy, the published 62 N m at 125 kg
  const double off = set_up(t, {0, 1.78, -2}).ankle_x - set_up(t, {0, 1.78, 0}).ankle_x;
  EXPECT_NEAR(125 * 9.81 * off, 62.3, 0.1);
}

TEST(Equipment, HingeHoleMovesSurfaceAndBed) {
  const TableData t = table();
  const TableSetup a = set_up(t, {0, 1.75, 0}), c = set_up(t, {2, 1.75, 0});
  EXPECT_NEAR(a.surface_offset, -0.155, 1e-12);
  EXPECT_NEAR(c.surface_offset, -0.215, 1e-12);
  EXPECT_NEAR(c.bed.centre.z - a.bed.centre.z, -0.06, 1e-12);
  EXPECT_NEAR(a.bed.inertia.yy, 2.0, 1e-12);  // as the file says, about the pivot
  EXPECT_NEAR(c.bed.inertia.yy, 2.0 + 12 * (0.21 * 0.21 - 0.15 * 0.15), 1e-12);
  EXPECT_NEAR(c.bed.inertia.xx, 0.4 + 12 * (0.21 * 0.21 - 0.15 * 0.15), 1e-12);
  EXPECT_NEAR(c.bed.inertia.zz, 2.3, 1e-12);
  EXPECT_NEAR(a.bed.inertia.xz, 12 * 0.05 * 0.15, 1e-12);
}

TEST(Equipment, FrameInertiaIsAboutTheFloorPoint) {
  const TableSetup s = set_up(table(), {0, 1.75, 0});
  EXPECT_NEAR(s.frame.inertia.yy, 4.5 + 25 * (0.45 * 0.45 + 0.02 * 0.02), 1e-12);
  EXPECT_NEAR(s.frame.inertia.zz, 4.6 + 25 * 0.02 * 0.02, 1e-12);
  EXPECT_NEAR(s.frame.inertia.xz, -25 * 0.02 * 0.45, 1e-12);
}

constexpr ClampInput<double> kApplied = {1.0, 1.0, 1.0, 0.0};

TEST(Equipment, BrakeOfTheTable) {
  const TableModel m = set_up(table(), {0, 1.75, 0}).model;
  const double force = settled_clamp(m.actuation, m.actuator, kApplied).force;
  EXPECT_NEAR(force, 4200.0, 1e-6);  // 150 of the hand's 200 N are enough
  EXPECT_NEAR(m.brake_grip_per_force * force * m.brake.mu_static, 302.4, 1e-6);
  TableData weak = table();
  weak.brake.lever.hand_force = 100;
  const TableModel w = set_up(weak, {0, 1.75, 0}).model;
  EXPECT_NEAR(settled_clamp(w.actuation, w.actuator, kApplied).force, 2800.0, 1e-6);
  EXPECT_NEAR(m.bearing_grip * m.bearing.mu_static, 5.0, 1e-12);
}

}  // namespace
}  // namespace inversim
