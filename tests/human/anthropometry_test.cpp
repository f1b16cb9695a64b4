// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/anthropometry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace inversim {
namespace {

/// The body as a straight chain of sticks with the set's masses and radii: an independent sum.
struct Stick {
  double com, k;  // over stature
};
Stick stick_figure(const SegmentSet& set, bool overhead) {
  const BodyHeights h = body_heights(set);
  double m = 0, mx = 0, mxx = 0;
  const auto add = [&](int count, const SegmentFigures& f, double proximal, double direction) {
    const double x = proximal + direction * f.com * f.length;
    const double k = f.k_transverse * f.length;
    m += count * f.mass;
    mx += count * f.mass * x;
    mxx += count * f.mass * (x * x + k * k);
  };
  const double arm = overhead ? 1 : -1;
  add(1, set.head, 1, -1);
  add(1, set.trunk, h.cervicale, -1);
  add(2, set.upper_arm, h.shoulder, arm);
  add(2, set.forearm, h.shoulder + arm * set.upper_arm.length, arm);
  add(2, set.hand, h.shoulder + arm * (set.upper_arm.length + set.forearm.length), arm);
  add(2, set.thigh, h.hip, -1);
  add(2, set.shank, h.knee, -1);
  m += 2 * set.foot.mass;
  mx += 2 * set.foot.mass * h.ankle / 2;
  const double com = mx / m;
  return {com, std::sqrt(mxx / m - com * com)};
}

const SegmentSet& male() { return segment_set("de_leva_1996", Sex::kMale); }
const SegmentSet& female() { return segment_set("de_leva_1996", Sex::kFemale); }

TEST(Anthropometry, MassesSumToOne) {
  EXPECT_NEAR(mass_sum(male()), 1, 1e-12);
  EXPECT_NEAR(mass_sum(female()), 1, 1.5e-4);  // the published columns sum to 0.9999
}

TEST(Anthropometry, PartsOfTheTrunkAreOfTheTrunk) {
  // upper 0.1596 and middle 0.1633 complete the male trunk, 0.1545 and 0.1465 the female
  EXPECT_NEAR(male().trunk.mass, 0.1596 + 0.1633 + male().lower_trunk.mass, 1e-9);
  EXPECT_NEAR(female().trunk.mass, 0.1545 + 0.1465 + female().lower_trunk.mass, 1e-9);
}

TEST(Anthropometry, KnownWholeBodyCentreOfMass) {
  // computed from the published tables by others, docs/body.md
  EXPECT_NEAR(stick_figure(male(), false).com, 0.556, 5e-4);
  EXPECT_NEAR(stick_figure(female(), false).com, 0.554, 5e-4);
  EXPECT_NEAR(stick_figure(male(), true).com - stick_figure(male(), false).com, 0.0339, 1e-4);
  EXPECT_NEAR(stick_figure(female(), true).com - stick_figure(female(), false).com, 0.0296, 1e-4);
}

TEST(Anthropometry, KnownPitchRadiusOfGyration) {
  EXPECT_NEAR(stick_figure(male(), false).k, 0.230, 1e-3);
  EXPECT_NEAR(stick_figure(male(), true).k, 0.263, 1e-3);
  EXPECT_NEAR(stick_figure(female(), false).k, 0.225, 1e-3);
  EXPECT_NEAR(stick_figure(female(), true).k, 0.252, 1e-3);
}

TEST(Anthropometry, ChainClosesAtTheAnkle) {
  EXPECT_NEAR(body_heights(male()).ankle, 0.019, 5e-4);    // centre of mass 0.537 H above it
  EXPECT_NEAR(body_heights(female()).ankle, 0.040, 5e-4);  // 0.514 H
  EXPECT_NEAR(body_heights(male()).hip, 0.513, 0.015);     // trochanterion, ANSUR II mean and SD
  EXPECT_NEAR(body_heights(female()).hip, 0.519, 0.014);
}

TEST(Anthropometry, SittingHeightMovesLengthBetweenTrunkAndLegs) {
  Subject s;
  const BodyHeights usual = body_heights(male(), s);
  EXPECT_NEAR(usual.hip, 0.514 * 1.75, 1e-9);
  s.sitting_height = 1.05 * 0.523 * 1.75;
  const BodyHeights tall = body_heights(male(), s);
  EXPECT_NEAR(1.75 - tall.hip, 1.05 * (1.75 - usual.hip), 1e-12);
  EXPECT_NEAR(tall.shoulder - tall.hip, 1.05 * (usual.shoulder - usual.hip), 1e-12);
  EXPECT_NEAR(tall.ankle / tall.hip, usual.ankle / usual.hip, 1e-12);
  s.sitting_height = 1.6;
  EXPECT_THROW(body_heights(male(), s), std::invalid_argument);
}

TEST(Anthropometry, ButtockDepthOfThePopulation) {
  Subject man;
  man.height = 1.755;
  man.mass = 84.6;
  EXPECT_NEAR(buttock_depth(man), 0.250, 0.001);  // ANSUR II p50
  man.mass = 75;
  man.height = 1.75;
  EXPECT_NEAR(buttock_depth(man), 0.2357, 1e-4);
  // p5 and p95 of men are 0.204 and 0.291 m
  man.mass = 110.7;
  man.height = 1.870;
  EXPECT_NEAR(buttock_depth(man), 0.291, 0.02);
}

TEST(Anthropometry, UnknownSetIsNamed) {
  try {
    segment_set("winter", Sex::kMale);
    FAIL();
  } catch (const std::invalid_argument& e) {
    EXPECT_STREQ(e.what(), "unknown segment set 'winter'; there is de_leva_1996");
  }
}

}  // namespace
}  // namespace inversim
