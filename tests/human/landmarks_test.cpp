// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/landmarks.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "adult_spine.h"

namespace inversim {
namespace {

TEST(Landmarks, HeightsOverStature) {
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    const auto height = [&](std::string_view name) {
      return body_landmark(b, name).p_RP.x() / s.height;
    };
    const double atrium = height("right_atrium");
    EXPECT_NEAR(atrium, 0.73, 1e-12);
    EXPECT_NEAR(height("arch") - atrium, 0.05, 1e-12);
    EXPECT_NEAR(height("carotid_sinus") - atrium, 0.135, 1e-12);
    EXPECT_NEAR(height("eye") - atrium, 0.20, 1e-12);
    EXPECT_NEAR(height("vertex"), 1, 1e-12);
    EXPECT_NEAR(height("sole"), 0, 1e-12);
    // two thirds up a leg column of 106 cm for 169.3 cm of stature
    EXPECT_NEAR(height("legs"), 2.0 / 3 * 106 / 169.3, 1e-3);
  }
}

TEST(Landmarks, CarotidSinusIsAboveTheArchByTheMeasuredColumn) {
  // 14 cm from the brachiocephalic artery for a man of 1.70 m
  const BodyGeometry b = make_geometry(subject(Sex::kMale, 1.70, 70), adult_spine());
  const double column =
      body_landmark(b, "carotid_sinus").p_RP.x() - body_landmark(b, "arch").p_RP.x();
  EXPECT_NEAR(column, 0.14, 0.006);
}

TEST(Landmarks, CoverWhatTheCirculationAsksFor) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  for (const char* name : {"right_atrium",
                           "arch",
                           "carotid_sinus",
                           "ear",
                           "eye",
                           "cuff",
                           "csf_zero",
                           "neck",
                           "upper_arm",
                           "forearm",
                           "superior_cava",
                           "thoracic_aorta",
                           "inferior_cava",
                           "abdominal",
                           "renal",
                           "splanchnic",
                           "thigh",
                           "shank",
                           "foot",
                           "abdomen",
                           "legs",
                           "feet",
                           "T1",
                           "heel",
                           "hand_r",
                           "hand_l"}) {
    EXPECT_EQ(body_landmark(b, name).name, name);
  }
  std::set<std::string> names;
  for (const BodyPoint& p : body_landmarks(b)) EXPECT_TRUE(names.insert(p.name).second) << p.name;
  EXPECT_THROW(body_landmark(b, "tail"), std::invalid_argument);
}

TEST(Landmarks, LyingFlatTheBloodIsLevel) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  const double z = body_landmark(b, "right_atrium").p_RP.z();
  for (const char* name : {"arch", "eye", "ear", "cuff", "renal", "legs", "foot", "csf_zero"}) {
    EXPECT_EQ(body_landmark(b, name).p_RP.z(), z) << name;
  }
  EXPECT_NEAR(z, 0.125, 0.015);  // half way through the chest
}

TEST(Landmarks, TrunkLandmarksAreOnNearbyBones) {
  // a rigid segment may carry a landmark only if the column between does not matter: within 0.1 m
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    for (const BodyPoint& p : body_landmarks(b)) {
      if (p.segment <= kPelvis || p.segment > kSkull) continue;
      const Segment& bone = b.segments[static_cast<std::size_t>(p.segment)];
      EXPECT_LT(std::abs(p.p_RP.x() - bone.p_RJ.x()), 0.15) << p.name;
    }
  }
}

TEST(Landmarks, CuffGoesWithTheArm) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  const BodyPoint cuff = body_landmark(b, "cuff");
  EXPECT_EQ(cuff.segment, kUpperArmR);
  EXPECT_NEAR(cuff.p_RP.y(), b.segments[kUpperArmR].p_RJ.y(), 1e-12);
  // at the height of the heart with arms at the sides
  EXPECT_NEAR(cuff.p_RP.x(), body_landmark(b, "right_atrium").p_RP.x(), 0.02);
}

}  // namespace
}  // namespace inversim
