// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/trunk_slices.h"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>

#include "adult_spine.h"

namespace inversim {
namespace {

constexpr double kG = 9.80665;

const SegmentSet& set_of(const Subject& s) { return segment_set(s.segment_set, s.sex); }

double level_weight(const std::array<double, kLevels>& mass, std::string_view bone) {
  return kG * mass[static_cast<std::size_t>(level_below(bone))];
}

TEST(TrunkSlices, HeadAndTrunkAreThoseOfTheSet) {
  for (const Subject& s : kBuilds) {
    const SegmentSet& set = set_of(s);
    const TrunkSlices slices = trunk_slices(adult_spine(), set, s.mass);
    const auto trunk = slices.mass.begin() + kLevelC7T1 + 1;
    const double head = std::accumulate(slices.mass.begin(), trunk, 0.0);
    const double rest = std::accumulate(trunk, slices.mass.end(), slices.pelvis);
    const double body = s.mass / mass_sum(set);
    EXPECT_NEAR(head, body * set.head.mass, 1e-12);
    EXPECT_NEAR(rest, body * set.trunk.mass, 1e-12);
  }
}

TEST(TrunkSlices, PelvisIsWhatTheModelTheSlicesAreFromHas) {
  const TrunkSlices slices = trunk_slices(adult_spine(), set_of(kMan75), kMan75.mass);
  EXPECT_NEAR(slices.pelvis / 75, 0.1070, 5e-4);
}

TEST(TrunkSlices, CranialWeightOfTheReferenceMan) {
  const SegmentSet& set = set_of(kMan75);
  const TrunkSlices slices = trunk_slices(adult_spine(), set, 75);
  const CranialMass m = cranial_mass(slices, set, 75, "T4");
  // shares of body mass without arms, of the published slices; those of head and neck, rounded, sum
  // to 0.0696 and are scaled to 0.0694
  EXPECT_NEAR(m.no_arms[0] / 75, 0.0387, 1.5e-4);
  EXPECT_NEAR(m.no_arms[kLevelC7T1] / 75, 0.0694, 1e-6);
  EXPECT_NEAR(m.no_arms[11] / 75, 0.1210, 1e-6);  // T4-T5
  EXPECT_NEAR(m.no_arms[kLevelT12L1] / 75, 0.2651, 2e-4);
  EXPECT_NEAR(m.no_arms[kLevelL4L5] / 75, 0.3690, 2e-4);
  EXPECT_NEAR(m.no_arms[kLevelL5S1] / 75, 0.3972, 2e-4);
  // weights with arms: published with arms of 0.0971, here 0.0988 of body mass (de Leva)
  EXPECT_NEAR(level_weight(m.carried, "C7"), 51, 0.5);
  EXPECT_NEAR(level_weight(m.carried, "T3"), 79, 0.5);
  EXPECT_NEAR(level_weight(m.carried, "T4"), 160, 2);
  EXPECT_NEAR(level_weight(m.carried, "L4"), 343, 2);
  EXPECT_NEAR(level_weight(m.carried, "L5"), 364, 2);
  EXPECT_NEAR(level_weight(m.with_arms, "C7"), 51 + 71.4, 2);
}

TEST(TrunkSlices, ArmsCountFromWhereTheyEnter) {
  const SegmentSet& set = set_of(kMan75);
  const TrunkSlices slices = trunk_slices(adult_spine(), set, 75);
  const CranialMass low = cranial_mass(slices, set, 75, "L1");
  EXPECT_EQ(low.carried[kLevelT12L1], low.no_arms[kLevelT12L1]);
  EXPECT_EQ(low.carried[kLevelT12L1 + 1], low.with_arms[kLevelT12L1 + 1]);
  EXPECT_NEAR(low.with_arms[5] - low.no_arms[5], 2 * 75 * (0.0271 + 0.0162 + 0.0061), 1e-12);
  EXPECT_THROW(cranial_mass(slices, set, 75, "C7"), std::invalid_argument);
  EXPECT_THROW(cranial_mass(slices, set, 75, "S1"), std::invalid_argument);
}

TEST(TrunkSlices, CylinderInertia) {
  // disc of radius r, and rod of length h
  const Eigen::Matrix3d disc = cylinder_inertia(2, 0, {0.3, 0.3});
  EXPECT_NEAR(disc(0, 0), 2 * 0.09 / 2, 1e-15);
  EXPECT_NEAR(disc(1, 1), 2 * 0.09 / 4, 1e-15);
  const Eigen::Matrix3d rod = cylinder_inertia(2, 0.6, {0, 0});
  EXPECT_NEAR(rod(1, 1), 2 * 0.36 / 12, 1e-15);
  EXPECT_EQ(rod(0, 0), 0);
  // wider than deep: harder to turn about z than about y
  const Eigen::Matrix3d slice = cylinder_inertia(2, 0.03, {0.16, 0.11});
  EXPECT_NEAR(slice(2, 2) - slice(1, 1), 2 * (0.16 * 0.16 - 0.11 * 0.11) / 4, 1e-15);
}

TEST(TrunkSlices, SlicesHaveTheDensityOfTissue) {
  // outline times span against mass: water with lungs in the chest, without below
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  for (const auto& [bone, low, high] : {std::tuple{"T8", 600., 950.},
                                        {"T10", 750., 1050.},
                                        {"L1", 850., 1100.},
                                        {"L4", 850., 1100.}}) {
    const Segment& s = b.segments[static_cast<std::size_t>(segment_index(b, bone))];
    const SliceShape shape = slice_shape(level_below(bone), kMan75);
    const double volume =
        3.14159265 * shape.half_width * shape.half_depth * (s.p_RE - s.p_RJ).norm();
    EXPECT_GT(s.mass / volume, low) << bone;
    EXPECT_LT(s.mass / volume, high) << bone;
  }
}

}  // namespace
}  // namespace inversim
