// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/skin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "adult_spine.h"

namespace inversim {
namespace {

double lowest(const SkinPoint& p) { return p.p_RS.z() - p.radius; }

TEST(Skin, BackLiesOnTheBed) {
  for (const Subject& s : kBuilds) {
    const BodyGeometry b = make_geometry(s, adult_spine());
    const double mm = 1e-3 * s.height / 1.75;
    std::map<std::string, double> gap;
    for (const SkinPoint& p : b.skin) gap[p.name] = lowest(p);
    for (const char* name : {"heel", "calf", "thigh_proximal", "buttock", "T3", "T6", "T10"}) {
      EXPECT_NEAR(gap.at(std::string(name) + "_right"), 0, 1e-12) << name;
      EXPECT_NEAR(gap.at(std::string(name) + "_left"), 0, 1e-12) << name;
    }
    EXPECT_NEAR(gap.at("L3_left"), 15 * mm, 1e-12);
    EXPECT_NEAR(gap.at("T12_left"), 6 * mm, 1e-12);
    EXPECT_GT(gap.at("T1_right"), 30 * mm);
    EXPECT_NEAR(gap.at("occiput"), b.headrest_height, 1e-12);
    EXPECT_TRUE(std::ranges::all_of(gap, [](const auto& g) { return g.second > -1e-12; }));
  }
}

TEST(Skin, NamesAreUniqueAndInTheOrderOfSegments) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  std::set<std::string> names;
  int segment = 0;
  for (const SkinPoint& p : b.skin) {
    EXPECT_TRUE(names.insert(p.name).second) << p.name;
    EXPECT_GE(p.segment, segment) << p.name;
    segment = p.segment;
  }
  EXPECT_EQ(b.skin.size(), 51u);
}

TEST(Skin, IsMirroredAndUnderTheBones) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  double y = 0;
  for (const SkinPoint& p : b.skin) {
    y += p.share * p.p_RS.y();
    const Segment& s = b.segments[static_cast<std::size_t>(p.segment)];
    const double low = std::min(s.p_RJ.x(), s.p_RE.x()), high = std::max(s.p_RJ.x(), s.p_RE.x());
    EXPECT_GT(p.p_RS.x(), low - 1e-9) << p.name;
    EXPECT_LT(p.p_RS.x(), high + 1e-9) << p.name;
    EXPECT_LT(lowest(p), s.p_RC.z()) << p.name;
  }
  EXPECT_NEAR(y, 0, 1e-12);
}

TEST(Skin, SharesGoWithTheMassCarried) {
  const BodyGeometry b = make_geometry(kMan75, adult_spine());
  std::map<SkinRegion, double> sum;
  double buttocks = 0, l4 = 0;
  for (const SkinPoint& p : b.skin) {
    sum[p.region] += p.share;
    if (p.segment == kPelvis) buttocks += p.share;
    if (p.name == "L4_left") l4 = p.share;
  }
  for (const auto& [region, total] : sum) EXPECT_NEAR(total, 1, 1e-12);
  EXPECT_EQ(sum.size(), 4u);
  EXPECT_NEAR(buttocks, 0.1068 / 0.4346, 1e-3);
  EXPECT_NEAR(l4, 0.0267 / 0.4346 / 2, 1e-4);
}

}  // namespace
}  // namespace inversim
