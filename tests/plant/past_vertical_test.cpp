// SPDX-License-Identifier: Apache-2.0
// Past 90 deg the bed overhangs: the body leaves it and hangs from the cuffs alone.
#include <cmath>

#include "plant_fixture.h"

namespace inversim {
namespace {

TEST(PastVertical, TheBodyHangsFromTheCuffs) {
  const Library library{{INVERSIM_SOURCE_DIR}};
  Reading reading =
      read_resolved(std::string(INVERSIM_SOURCE_DIR) + "/scenarios/past_vertical.yaml", library);
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  ASSERT_TRUE(apply_setting(*reading.document, "settings.circulation=false").empty());
  const auto design = build_plant(reading.document->root);
  Plant plant(design);
  hold(plant, 3);
  tilt(plant, 105 * kDegree, 30);
  hold(plant, 20);
  ASSERT_EQ(plant.hold(10.0), StepStatus::kOk);
  const PlantModel<double>& m = plant.model();
  const PlantState<double>& s = plant.state();
  const PlantWork<double, 1>& w = plant.evaluate();
  const Observation o = observe(plant);

  EXPECT_EQ(o.bed_normal, 0.0);
  EXPECT_EQ(o.bed_friction, 0.0);
  for (int c = 0; c < m.contact.count; ++c) {
    const BodyWork<double, 1>& b = w.tree.body[m.contact.body[c]];
    const Vec3<double> x =
        relative_to_carrier(b, w.tree.body[kBedBody].V, m.contact.point[c].p_BQ).w;
    const ContactPointState<double>& at = s.contact.point[c];
    EXPECT_LT(at.offset + m.contact.point[c].radius - dot(at.n_C, x), 0.0) << "touches: " << c;
    // no tissue is stretched that touches nothing
    EXPECT_LT(std::sqrt(norm2(tangential(at.n_C, x - at.anchor_C))), 1e-9) << c;
  }

  // world axes: x towards the head of a level bed, z up
  const double a = plant.bed_angle();
  const auto in_world = [&](const Vec3<double>& v) {
    return Vec3<double>{std::cos(a) * v.x + std::sin(a) * v.z, v.y,
                        std::cos(a) * v.z - std::sin(a) * v.x};
  };
  for (int k = 0; k < kLevels; ++k) {
    const int body = body_of_level(k);
    const ToneDrive<double> muscle = tone_drive(m.spine.tone, s.spine.tone, w.sin_a, w.upright);
    const LevelForce<double> f = level_force(m.spine, s.spine, k, s.tree.joint[body], muscle);
    Vec3<double> cut = f.disc.force;
    cut.x -= f.tone;
    const Vec3<double> force = in_world(w.tree.body[m.tree.parent[body]].R_CB * cut);
    const double weight = design->body.levels[static_cast<std::size_t>(k)].cranial_mass * 9.81;
    EXPECT_NEAR(force.z, weight, 1e-4 * weight) << kLevelNames[static_cast<std::size_t>(k)];
    EXPECT_NEAR(std::hypot(force.x, force.y), 0.0, 1e-4 * weight) << k;
    EXPECT_NEAR(o.section_axial[k], o.weight_axial[k], 1e-4 * weight) << k;
    EXPECT_NEAR(o.friction_share[k], 0.0, 1e-4 * weight) << k;
  }

  // plumb: the centre of mass hangs below the ankles, but for what the cuffs' padding turns
  const Vec3<double> from_ankle =
      in_world(Vec3<double>{o.user_com_x, 0.0, o.user_com_z} - w.tree.body[kFeetBody].p_CB);
  const double lean = std::atan2(from_ankle.x, -from_ankle.z) / kDegree;
  std::printf("105 deg: cuffs %.0f N of %.0f, the body %.2f deg from plumb, L4-L5 %.1f N of %.1f\n",
              o.cuff_pull, 75 * 9.81, lean, o.section_axial[kLevelL4L5],
              design->body.levels[kLevelL4L5].cranial_mass * 9.81);
  EXPECT_LT(std::fabs(lean), 3.0);
  EXPECT_NEAR(o.section_axial[kLevelL4L5],
              design->body.levels[kLevelL4L5].cranial_mass * 9.81 * std::cos(5 * kDegree), 10);
}

}  // namespace
}  // namespace inversim
