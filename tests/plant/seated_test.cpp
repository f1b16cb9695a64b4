// SPDX-License-Identifier: Apache-2.0
// One who sits: hips and knees bent, held by seat, thigh bar and cuffs.
#include "inversim/scenario/session.h"
#include "plant_fixture.h"

namespace inversim {
namespace {

const Document& vernon() {
  static const Document document = [] {
    const Library library{{INVERSIM_SOURCE_DIR}};
    Reading reading = read_resolved(
        std::string(INVERSIM_SOURCE_DIR) + "/scenarios/validation/vernon_1985.yaml", library);
    if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
    return std::move(*reading.document);
  }();
  return document;
}

constexpr double kWeight = 75 * 9.81;

TEST(Seated, LegsBendAndTheTrunkStaysWhereItWas) {
  const auto lying = plant_with({"settings.circulation=false"});
  const BodyGeometry& straight = lying->body;
  const BodyGeometry bent = seated(straight);
  const Segment &thighs = bent.segments[kThighs], &shanks = bent.segments[kShanks];
  const double thigh = (straight.segments[kThighs].p_RE - straight.segments[kThighs].p_RJ).norm();
  // the knees straight in front of the hips, the ankles a shank's length footward of them
  EXPECT_NEAR(thighs.p_RJ.x(), thighs.p_RE.x(), 1e-12);
  EXPECT_NEAR(thighs.p_RJ.z() - thighs.p_RE.z(), thigh, 1e-12);
  EXPECT_EQ(thighs.p_RJ, shanks.p_RE);
  EXPECT_NEAR((shanks.p_RE - shanks.p_RJ - straight.segments[kShanks].p_RE +
               straight.segments[kShanks].p_RJ)
                  .norm(),
              0, 1e-12);
  for (int i = kPelvis; i < kSegments; ++i) {
    EXPECT_EQ(bent.segments[static_cast<std::size_t>(i)].p_RC,
              straight.segments[static_cast<std::size_t>(i)].p_RC);
  }
  EXPECT_NEAR(whole_body(bent).mass, whole_body(straight).mass, 1e-12);
}

TEST(Seated, HasTheSpineOfTheSamePersonLying) {
  const auto sitting = build_plant(vernon().root);
  const auto lying = plant_with({"settings.circulation=false", "settings.clock_time_h=12"});
  for (int k = 0; k < kLevels; ++k) {
    const DiscElastic<double>&a = sitting->model.spine.disc[k], &b = lying->model.spine.disc[k];
    EXPECT_EQ(a.free_displacement, b.free_displacement) << k;
    EXPECT_EQ(a.free_angle.y, b.free_angle.y) << k;
    EXPECT_EQ(sitting->start.spine.creep.unit[k][0], lying->start.spine.creep.unit[k][0]) << k;
  }
}

TEST(Seated, SeatCarriesUprightBarAndCuffsInverted) {
  Plant plant(build_plant(vernon().root));
  hold(plant, 6);
  const Observation up = observe(plant);
  const double trunk = -up.weight_axial[kLevelL5S1];
  EXPECT_GT(trunk, 0.45 * kWeight);
  // all that the body touches, along gravity
  EXPECT_NEAR(up.bed_friction + up.cuff_pull * -1 + up.platform_push, kWeight, 0.04 * kWeight);
  EXPECT_GT(up.bed_friction, 0.9 * kWeight);
  tilt(plant, 90 * kDegree, 20);
  hold(plant, 4);
  const Observation down = observe(plant);
  EXPECT_NEAR(down.cuff_pull - down.bed_friction, kWeight, 0.04 * kWeight);
  EXPECT_GT(-down.bed_friction, 0.3 * kWeight);
  EXPECT_GT(down.cuff_pull, 0.3 * kWeight);
  // the trunk hangs by its own weight, but for what rubs on the back rest
  for (int k = kLevelL4L5; k <= kLevelL5S1; ++k) {
    EXPECT_GT(down.section_axial[k], 0.9 * down.weight_axial[k]) << k;
    EXPECT_GT(down.disc_height_change[k], up.disc_height_change[k] + 0.5e-3) << k;
  }
}

}  // namespace
}  // namespace inversim
