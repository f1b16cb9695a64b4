// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/spine_curve.h"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>
#include <stdexcept>

#include "adult_spine.h"

namespace inversim {
namespace {

double tilt_of(const Eigen::Vector3d& v) { return std::atan2(v.z(), v.x()); }

SpineCurve curve_of(const Subject& s) {
  const BodyHeights h = body_heights(segment_set(s.segment_set, s.sex), s);
  return make_spine_curve(adult_spine(), h, s.height, {h.hip, 0, 0.12});
}

TEST(SpineCurve, SupineLumbarAnglesAreTheMeasuredOnes) {
  const SpineCurve c = curve_of(kMan75);
  const double kimura[] = {-0.8, 0.7, 4.7, 7.9, 14.3, 25.8};  // T12-L1 .. L5-S1 [deg]
  for (std::size_t i = kLevelT12L1; i < kLevels; ++i) {
    const Eigen::Vector3d& lower = i + 1 < kLevels ? c.axis[i + 1] : c.sacrum_axis;
    EXPECT_NEAR(tilt_of(lower) - tilt_of(c.axis[i]), kimura[i - kLevelT12L1] * kDegree, 1e-12);
  }
}

TEST(SpineCurve, ChestKeepsTheSourcesShape) {
  const SpineCurve c = curve_of(kMan75);
  // kyphosis T1 to T12 by the source's tilts: 20.2 + 22.5 deg
  EXPECT_NEAR(tilt_of(c.axis[8]) - tilt_of(c.axis[kLevelT12L1]), 42.7 * kDegree, 1e-12);
}

TEST(SpineCurve, SpansAreScaledToSittingHeight) {
  const double mm[] = {33.04, 36.57, 38.49, 38.94, 39.12, 39.27};  // T12 .. L5, body and disc
  for (const Subject& s : kBuilds) {
    const SpineCurve c = curve_of(s);
    const double sitting = (s.sex == Sex::kMale ? 0.4860 : 0.4949) * s.height;
    EXPECT_NEAR(c.scale, sitting / (0.4860 * 1.75), 1e-12);
    for (std::size_t i = kLevelT12L1; i < kLevels; ++i) {
      EXPECT_NEAR((c.joint[i - 1] - c.joint[i]).norm(), c.scale * mm[i - kLevelT12L1] * 1e-3, 1e-9);
    }
  }
}

TEST(SpineCurve, TrunkLineLiesAlongTheBody) {
  for (const Subject& s : kBuilds) {
    const BodyHeights h = body_heights(segment_set(s.segment_set, s.sex), s);
    const SpineCurve c = curve_of(s);
    EXPECT_NEAR(c.joint[kLevelC7T1].x(), h.cervicale, 1e-12);
    EXPECT_NEAR(c.joint[kLevelC7T1].z(), 0.12, 1e-12);
    for (int i = 0; i < kLevels; ++i) EXPECT_EQ(c.joint[static_cast<std::size_t>(i)].y(), 0);
  }
}

TEST(SpineCurve, PelvisThatClosesTheChainIsAPelvis) {
  const SpineCurve c = curve_of(kMan75);
  const BodyHeights h = body_heights(segment_set("de_leva_1996", Sex::kMale), kMan75);
  const Eigen::Vector3d sacrum = c.joint[kLevelL5S1] - Eigen::Vector3d(h.hip, 0, 0.12);
  // hip to sacral plate 0.11 m, sacral slope 40 +-10 deg, pelvic tilt 12 +-7 deg (adults, recalled)
  EXPECT_NEAR(sacrum.norm(), 0.115, 0.01);
  EXPECT_NEAR(tilt_of(c.sacrum_axis) / kDegree, 40, 10);
  EXPECT_NEAR(-tilt_of(sacrum) / kDegree, 12, 7);
}

TEST(SpineCurve, MidDiscAxesHalveTheAngle) {
  const SpineCurve c = curve_of(kMan75);
  for (const int level : {4, 12, 21, kLevelL5S1}) {
    const auto i = static_cast<std::size_t>(level);
    const Eigen::Matrix3d R = level_axes(adult_spine(), c, level);
    const Eigen::Vector3d& lower = level == kLevelL5S1 ? c.sacrum_axis : c.axis[i + 1];
    EXPECT_NEAR(tilt_of(R.col(0)), (tilt_of(c.axis[i]) + tilt_of(lower)) / 2, 1e-12);
    EXPECT_NEAR(R.determinant(), 1, 1e-12);
    EXPECT_GT(R(2, 2), 0);  // z anterior
    EXPECT_EQ(R(1, 1), 1);  // y right
  }
  // no disc: axes of the bone above
  EXPECT_NEAR(tilt_of(level_axes(adult_spine(), c, 1).col(0)), tilt_of(c.axis[1]), 1e-12);
  EXPECT_NEAR(tilt_of(level_axes(adult_spine(), c, 0).col(0)), 0, 1e-12);
}

TEST(SpineCurve, AColumnThatDoesNotFitIsRefused) {
  SpineGeometry spine = adult_spine();
  for (LevelRecord& l : spine.level) l.vertebra_span *= 2;
  const BodyHeights h = body_heights(segment_set("de_leva_1996", Sex::kMale), kMan75);
  EXPECT_THROW(make_spine_curve(spine, h, 1.75, {h.hip, 0, 0.12}), std::invalid_argument);
}

}  // namespace
}  // namespace inversim
