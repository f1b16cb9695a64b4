// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/geometry.h"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <cmath>
#include <stdexcept>

#include "adult_spine.h"

namespace inversim {
namespace {

const Segment& segment(const BodyGeometry& b, std::string_view name) {
  return b.segments[static_cast<std::size_t>(segment_index(b, name))];
}

double pitch_radius(const MassProperties& m) { return std::sqrt(m.I_C(1, 1) / m.mass); }

/// Published for the segment set (docs/body.md): over stature.
struct Published {
  Sex sex;
  double com, forward_com, forward, shift, k_sides, k_forward, k_overhead;
};
constexpr Published kPublished[] = {
    {Sex::kMale, 0.556, 0.573, 0.018, 0.0339, 0.230, 0.247, 0.263},
    {Sex::kFemale, 0.554, 0.569, 0.0155, 0.0296, 0.225, 0.239, 0.252},
};

TEST(Geometry, TreeIsInOrder) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  ASSERT_EQ(b.segments.size(), static_cast<std::size_t>(kSegments));
  EXPECT_EQ(b.segments[0].parent, kNoBody);
  for (int i = 1; i < kSegments; ++i) {
    const Segment& s = b.segments[static_cast<std::size_t>(i)];
    EXPECT_LT(s.parent, i);
    if (i <= kSkull) {
      EXPECT_EQ(s.parent, i - 1);
      EXPECT_EQ(s.joint, JointKind::kBushing);
      // the chain hangs together: a joint is where its parent ends
      if (i != kShanks) {
        const Segment& parent = b.segments[static_cast<std::size_t>(s.parent)];
        EXPECT_NEAR((s.p_RJ - parent.p_RE).norm(), 0, 1e-12) << s.name;
      }
    }
  }
  EXPECT_EQ(segment(b, "L5").name, b.segments[kPelvis + 1].name);
  EXPECT_EQ(b.levels[kLevelL4L5].segment, segment_index(b, "L4"));
  EXPECT_EQ(segment_index(b, "skull"), kSkull);
  EXPECT_EQ(segment(b, "upper_arm_l").parent, segment_index(b, "T4"));
  EXPECT_EQ(segment(b, "upper_arm_r").joint, JointKind::kSpherical);
  EXPECT_EQ(segment(b, "forearm_r").joint, JointKind::kRevolute);
  EXPECT_GT(segment(b, "forearm_r").p_RJ.y(), 0);
  EXPECT_THROW(segment_index(b, "tail"), std::invalid_argument);
}

TEST(Geometry, MassIsTheSubjects) {
  for (const Subject& s : kBuilds) {
    EXPECT_NEAR(whole_body(make_geometry(s, adult_spine())).mass, s.mass, 1e-12 * s.mass);
  }
}

TEST(Geometry, CentreOfMassIsThePublishedOne) {
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    const Published& p = kPublished[s.sex == Sex::kFemale];
    const double H = s.height;
    const MassProperties sides = whole_body(b);
    const MassProperties forward = whole_body(with_arms(b, ArmPosture::kForward));
    const MassProperties overhead = whole_body(with_arms(b, ArmPosture::kOverhead));
    EXPECT_NEAR(sides.com.x() / H, p.com, 5e-4);
    EXPECT_NEAR(forward.com.x() / H, p.forward_com, 5e-4);
    EXPECT_NEAR((forward.com.z() - sides.com.z()) / H, p.forward, 2.5e-3);
    EXPECT_NEAR((overhead.com.x() - sides.com.x()) / H, p.shift, 2e-4);
    EXPECT_NEAR(sides.com.y(), 0, 1e-12);
  }
}

TEST(Geometry, PitchInertiaIsThePublishedOne) {
  // the slices' own shape adds 0.3 to 0.7 % to the set's radius of gyration
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    const Published& p = kPublished[s.sex == Sex::kFemale];
    const auto k = [&](ArmPosture arms) {
      return pitch_radius(whole_body(with_arms(b, arms))) / s.height;
    };
    EXPECT_NEAR(k(ArmPosture::kSides) / p.k_sides, 1, 0.01);
    EXPECT_NEAR(k(ArmPosture::kForward) / p.k_forward, 1, 0.01);
    EXPECT_NEAR(k(ArmPosture::kOverhead) / p.k_overhead, 1, 0.01);
  }
}

TEST(Geometry, TrunkAndHeadAgainstTheSegmentSet) {
  for (const Subject& s : kBuilds) {
    const SegmentSet& set = segment_set(s.segment_set, s.sex);
    const BodyGeometry b = make_geometry(s, adult_spine());
    const double length = b.heights.cervicale - b.heights.hip;
    const MassProperties trunk = mass_properties(b, kPelvis, segment_of_level(kLevelC7T1 + 1));
    EXPECT_NEAR((b.heights.cervicale - trunk.com.x()) / length, set.trunk.com, 1e-9);
    const Eigen::Vector3d k = (trunk.I_C.diagonal() / trunk.mass).cwiseSqrt() / length;
    EXPECT_NEAR(k.y() / set.trunk.k_transverse, 1, 0.06);
    EXPECT_NEAR(k.z() / set.trunk.k_sagittal, 1, 0.04);
    EXPECT_NEAR(k.x() / set.trunk.k_longitudinal, 1, 0.10);

    const double head_length = s.height - b.heights.cervicale;
    const MassProperties head = mass_properties(b, segment_of_level(kLevelC7T1), kSkull);
    EXPECT_NEAR((s.height - head.com.x()) / head_length, set.head.com, 1e-9);
    EXPECT_NEAR(std::sqrt(head.I_C(1, 1) / head.mass) / head_length / set.head.k_transverse, 1,
                0.15);
  }
}

TEST(Geometry, LiesAtHalfTheButtockDepth) {
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    EXPECT_NEAR(whole_body(b).com.z(), buttock_depth(s) / 2, 1e-12);
    EXPECT_GT(b.com_height, 0.100);
    EXPECT_LT(b.com_height, 0.145);
    EXPECT_LT(std::abs(b.lift), 0.015);         // bones moved off the bed to have it so
    EXPECT_LT(std::abs(b.slice_shift), 0.030);  // about one vertebra
  }
}

TEST(Geometry, InertiasArePossible) {
  for (const Subject& s : kBuilds) {
    for (const Segment& part : make_geometry(s, adult_spine()).segments) {
      EXPECT_NEAR((part.I_C - part.I_C.transpose()).norm(), 0, 1e-15) << part.name;
      const Eigen::Vector3d I =
          Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(part.I_C).eigenvalues();
      EXPECT_GT(I(0), 0) << part.name;
      EXPECT_GT(I(0) + I(1), I(2)) << part.name;
    }
  }
}

TEST(Geometry, LumpedLegsTurnAsTwo) {
  // about x, two thighs of 10.62 kg at +-y: twice their own inertia and m y^2
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  const Segment& thighs = segment(b, "thighs");
  const double own = std::pow(0.149 * 0.2425 * 1.75, 2);
  const double y = (0.048 + 0.055) / 2 * 1.75;
  EXPECT_NEAR(thighs.mass, 2 * 0.1416 * 75, 1e-9);
  EXPECT_NEAR(thighs.I_C(0, 0) / thighs.mass, own + y * y, 2e-4);
  EXPECT_NEAR(std::sqrt(thighs.I_C(1, 1) / thighs.mass), 0.329 * 0.2425 * 1.75, 1e-3);
}

TEST(Geometry, DiscsScaleWithTheSubject) {
  const BodyGeometry man = make_geometry(kMan75, adult_spine());
  EXPECT_NEAR(man.levels[kLevelL4L5].disc_height_mean, 11.42e-3, 1e-9);
  EXPECT_NEAR(man.levels[kLevelL4L5].disc_area, 1800e-6, 1e-9);
  EXPECT_EQ(man.levels[0].disc_area, 0);
  // anterior and posterior heights that the file leaves out are the mean
  EXPECT_EQ(man.levels[9].disc_height_anterior, man.levels[9].disc_height_mean);
  const BodyGeometry tall = make_geometry(kBuilds[2], adult_spine());
  const double scale = 1.98 / 1.75;
  EXPECT_NEAR(tall.levels[kLevelL4L5].disc_height_mean, scale * 11.42e-3, 1e-9);
  EXPECT_NEAR(tall.levels[kLevelL4L5].disc_area, scale * scale * 1800e-6, 1e-9);
}

TEST(Geometry, CranialLoadIsThatOfTheSegmentsAbove) {
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    const int entry = level_below("T4");
    for (const int level : {0, kLevelC7T1, entry, kLevelT12L1, kLevelL5S1}) {
      const LevelGeometry& l = b.levels[static_cast<std::size_t>(level)];
      const int last = level >= entry ? kForearmL : kSkull;
      const MassProperties above = mass_properties(b, l.segment, last);
      EXPECT_NEAR(l.cranial_mass, above.mass, 1e-12 * s.mass);
      const Segment& bone = b.segments[static_cast<std::size_t>(l.segment)];
      EXPECT_NEAR((bone.p_RJ + bone.R_RJ * l.p_JC_cranial - above.com).norm(), 0, 1e-12);
    }
  }
}

TEST(Geometry, TrunkWeightActsInFrontOfTheLoins) {
  // upright, the weight above T12-L1 pulls forward with a lever of 20 to 50 mm (Pearsall 1996,
  // recalled)
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  const LevelGeometry& l = b.levels[kLevelT12L1];
  const Eigen::Vector3d lever =
      b.segments[static_cast<std::size_t>(l.segment)].R_RJ * l.p_JC_cranial;
  EXPECT_GT(lever.z(), 0.020);
  EXPECT_LT(lever.z(), 0.050);
}

TEST(Geometry, SubjectsOffsetMovesTheCentre) {
  Subject s = kMan75;
  const Eigen::Vector3d usual = whole_body(make_geometry(s, adult_spine())).com;
  s.com_offset = 0.035;
  const Eigen::Vector3d moved = whole_body(make_geometry(s, adult_spine())).com;
  EXPECT_NEAR(moved.x() - usual.x(), 0.035, 1e-12);
  EXPECT_NEAR(moved.z(), usual.z(), 1e-12);
}

TEST(Geometry, ArmsEnterWhereTheSubjectSays) {
  Subject s = kMan75;
  s.arm_entry_level = "T9";
  const BodyGeometry b = make_geometry(s, adult_spine());
  EXPECT_EQ(segment(b, "upper_arm_r").parent, segment_index(b, "T9"));
  EXPECT_NEAR(b.levels[15].cranial_mass, b.levels[15].cranial_mass_no_arms, 1e-12);  // T8-T9
  EXPECT_NEAR(b.levels[16].cranial_mass - b.levels[16].cranial_mass_no_arms, 7.41, 1e-9);
  s.arm_entry_level = "C3";
  EXPECT_THROW(make_geometry(s, adult_spine()), std::invalid_argument);
}

TEST(Geometry, ArmsKeepTheirLengthWhenTurned) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  const BodyGeometry up = with_arms(b, ArmPosture::kOverhead);
  for (const int upper : {kUpperArmR, kUpperArmL}) {
    const auto i = static_cast<std::size_t>(upper);
    const auto span = [&](const BodyGeometry& g) {
      return (g.segments[i + 1].p_RE - g.segments[i].p_RJ).norm();
    };
    EXPECT_NEAR(span(up), span(b), 1e-12);
    EXPECT_NEAR(up.segments[i + 1].p_RE.x() - up.segments[i].p_RJ.x(), span(b), 1e-12);
    EXPECT_EQ(up.segments[i].p_RJ.y(), b.segments[i].p_RJ.y());
    EXPECT_NEAR(up.segments[i].R_RJ.determinant(), 1, 1e-12);
  }
}

TEST(Geometry, AStretchedTrunkStretchesTheColumn) {
  Subject s = kMan75;
  s.sitting_height = 1.04 * 0.523 * s.height;
  const BodyGeometry b = make_geometry(s, adult_spine());
  EXPECT_NEAR(b.levels[kLevelL4L5].disc_height_mean, 1.04 * 11.42e-3, 1e-9);
  EXPECT_NEAR(segment(b, "skull").p_RE.x(), s.height, 1e-12);
  EXPECT_NEAR(whole_body(b).mass, 75, 1e-9);
}

}  // namespace
}  // namespace inversim
