// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/hand_grip.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

constexpr HandGripParams<double> kHand = {400, 500, 8000, 100, 0.05, 1500, 110, 120};
constexpr HandCommand<double> kWanted = {1, 0, {0, 0, 0}, 250};

HandView<double> at(double gap) { return {{gap, 0, 0}, {0, 0, 0}, {0, 0, -0.4}}; }

double size(const Vec3<double>& v) { return std::sqrt(norm2(v)); }

TEST(HandGrip, ReachesWithLimitedForceAndClosesWithinReach) {
  HandGripState<double> s = {0, 0};
  const HandForces<double> far = hand_forces(kHand, kWanted, s, at(1.0), 1.0, 0.0);
  EXPECT_EQ(size(far.grip), 0);
  EXPECT_NEAR(far.girdle.x, 120, 1e-9);
  EXPECT_NEAR(hand_forces(kHand, kWanted, s, at(0.06), 1.0, 0.0).girdle.x, 90, 0.2);
  advance_hand(kHand, kWanted, at(0.051), 1.0, s);
  EXPECT_EQ(s.holds, 0);
  advance_hand(kHand, kWanted, at(0.049), 1.0, s);
  EXPECT_EQ(s.holds, 1);
  // a hand that holds does not reach any more, and does not pull before the other one holds
  EXPECT_EQ(size(hand_forces(kHand, kWanted, s, at(0), 1.0, 0.0).girdle), 0);
}

TEST(HandGrip, PullsAlongTheArmUpToItsStrength) {
  const HandGripState<double> s = {1, 0};
  const Vec3<double> pulled = hand_forces(kHand, kWanted, s, at(0), 1.0, 1.0).girdle;
  EXPECT_NEAR(pulled.z, 250, 1e-6);  // the hand is below the shoulder, which draws it up
  EXPECT_EQ(pulled.x, 0);
  HandCommand<double> more = kWanted;
  more.pull = 1000;
  EXPECT_NEAR(hand_forces(kHand, more, s, at(0), 1.0, 1.0).girdle.z, 400, 1e-6);
  EXPECT_EQ(size(hand_forces(kHand, more, s, at(0), 0.0, 1.0).girdle), 0);  // nobody at home
}

TEST(HandGrip, IsTornOffAndStaysOffUntilItLetsGo) {
  HandGripState<double> s = {1, 0};
  advance_hand(kHand, kWanted, at(0.062), 1.0, s);  // 496 N
  EXPECT_EQ(s.holds, 1);
  advance_hand(kHand, kWanted, at(0.063), 1.0, s);  // 504 N
  EXPECT_EQ(s.holds, 0);
  EXPECT_EQ(s.opened, 1);
  EXPECT_EQ(size(hand_forces(kHand, kWanted, s, at(0.2), 1.0, 1.0).girdle), 0);
  advance_hand(kHand, kWanted, at(0.0), 1.0, s);
  EXPECT_EQ(s.holds, 0);
  HandCommand<double> off = kWanted;
  off.active = 0;
  advance_hand(kHand, off, at(0.0), 1.0, s);
  advance_hand(kHand, kWanted, at(0.0), 1.0, s);
  EXPECT_EQ(s.holds, 1);
  // one who faints lets go
  advance_hand(kHand, kWanted, at(0.0), 0.0, s);
  EXPECT_EQ(s.holds, 0);
}

}  // namespace
}  // namespace inversim
