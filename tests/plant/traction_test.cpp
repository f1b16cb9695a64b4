// SPDX-License-Identifier: Apache-2.0
// Gravitational traction against statics.
#include "plant_fixture.h"

namespace inversim {
namespace {

// hanging by the feet with nothing else touching, every cut carries the weight below it
TEST(Traction, IsTheCranialWeightWhenHangingFree) {
  Plant plant(plant_with({"settings.contact=false", "settings.tone=off", "settings.creep=false",
                          "settings.active_posture=false", "settings.start_angle_deg=90"}));
  // nothing but the joints damps the swing: slowed by hand until it rests
  for (int n = 0; n < 60000; ++n) {
    hold(plant, plant.design().step);
    PlantState<double> state = plant.state();
    for (JointState<double>& x : state.tree.joint) {
      x.w = 0.99 * x.w;
      x.v = 0.99 * x.v;
    }
    plant.restore(state);
  }
  const PlantWork<double, 1>& w = plant.evaluate();
  const PlantModel<double>& m = plant.model();
  const double g = 9.81;
  for (int k = 0; k < kLevels; ++k) {
    const int body = body_of_level(k);
    const JointState<double>& x = plant.state().tree.joint[body];
    const LevelForce<double> f = level_force(m.spine, plant.state().spine, k, x, {1.0, 0.0, 0.0});
    // resultant of the cut in world axes; head down, the bed's x axis points down
    const Vec3<double> force_C = w.tree.body[m.tree.parent[body]].R_CB * f.disc.force;
    double mass = 0.0;
    for (int i = body; i < kPlantBodies; ++i) {
      int above = i;
      while (above > body) above = m.tree.parent[above];
      if (above == body) mass += m.tree.link[i].m;
    }
    const double weight = mass * g;
    EXPECT_NEAR(-force_C.x, weight, 1e-6 * weight) << kLevelNames[static_cast<std::size_t>(k)];
    EXPECT_NEAR(force_C.y, 0.0, 1e-6 * weight) << kLevelNames[static_cast<std::size_t>(k)];
    EXPECT_NEAR(force_C.z, 0.0, 1e-6 * weight) << kLevelNames[static_cast<std::size_t>(k)];
  }
}

// moment and angle have one sign: a disc that is bent resists
TEST(Traction, MomentOfADiscResistsEachRotation) {
  Plant plant(plant_with({"settings.tone=fixed"}));
  hold(plant, 2);
  const PlantState<double> rest = plant.state();
  const auto bent = [&](const Vec3<double>& turn) {
    PlantState<double> state = rest;
    JointState<double>& x = state.tree.joint[body_of_level(kLevelL4L5)];
    x.q_PB = renormalise(x.q_PB * Quat<double>{1.0, 0.5 * turn.x, 0.5 * turn.y, 0.5 * turn.z});
    plant.restore(state);
    return observe(plant);
  };
  constexpr int k = kLevelL4L5;
  const Observation before = bent({0, 0, 0}), back = bent({0, 0.02, 0}), fore = bent({0, -0.02, 0});
  EXPECT_NEAR(fore.angle_flexion[k] - before.angle_flexion[k], 0.02, 1e-4) << "anterior is flexion";
  EXPECT_LT(fore.moment_flexion[k], before.moment_flexion[k] - 0.1);
  EXPECT_GT(back.moment_flexion[k], before.moment_flexion[k] + 0.1);
  EXPECT_LT(fore.disc_height_anterior[k], before.disc_height_anterior[k]) << "it closes in front";
  const Observation right = bent({0, 0, 0.02}), turned = bent({0.02, 0, 0});
  EXPECT_GT(right.angle_lateral[k], before.angle_lateral[k]);
  EXPECT_LT(right.moment_lateral[k], before.moment_lateral[k]);
  EXPECT_GT(turned.angle_torsion[k], before.angle_torsion[k]);
  EXPECT_LT(turned.moment_torsion[k], before.moment_torsion[k]);
}

// going down friction holds the body back, coming back it holds it down
TEST(Traction, FrictionHasASign) {
  Plant plant(plant_with({"settings.tone=fixed", "settings.friction=0.3"}));
  hold(plant, 5);
  tilt(plant, 60 * kDegree, 20);
  hold(plant, 10);
  const Observation down = observe(plant);
  tilt(plant, 90 * kDegree, 10);
  hold(plant, 5);
  tilt(plant, 60 * kDegree, 10);
  hold(plant, 10);
  const Observation back = observe(plant);
  const double W = down.weight_axial[kLevelL4L5] / std::sin(60 * kDegree);
  const double going = down.section_axial[kLevelL4L5] / W;
  const double coming = back.section_axial[kLevelL4L5] / W;
  EXPECT_GE(going, 0.72) << "full headward slip is sin 60 - 0.3 cos 60";
  EXPECT_LT(going, std::sin(60 * kDegree));
  EXPECT_GT(coming, going + 0.02);
  EXPECT_GE(coming, 0.72);
  EXPECT_LE(coming, 1.02) << "full footward slip is sin 60 + 0.3 cos 60";
  std::printf("L4-L5 section over cranial weight at 60 deg: %.3f going down, %.3f coming back\n",
              going, coming);
}

// a cut carries the weight and the inertia of what is cranial of it, less what the bed gives there
TEST(Traction, AddsUp) {
  Plant plant(plant_with({}));
  hold(plant, 3);
  tilt(plant, 45 * kDegree, 5);
  hold(plant, 1);
  const Observation o = observe(plant);
  const PlantModel<double>& m = plant.model();
  const PlantWork<double, 1>& w = plant.evaluate();
  std::vector<Vec3<double>> from_bed(kPlantBodies, zero3<double>());
  for (int c = 0; c < m.contact.count; ++c) {
    const auto body = static_cast<std::size_t>(m.contact.body[c]);
    const ContactPoint<double>& p = m.contact.point[c];
    const Motion<double> x =
        relative_to_carrier(w.tree.body[body], w.tree.body[kBedBody].V, p.p_BQ);
    from_bed[body] +=
        contact_law(p, plant.state().contact.point[c], m.contact.onset, m.contact.enabled, x.w, x.v)
            .force_C;
  }
  for (std::size_t i = kPlantBodies - 1; i > kFirstSegment; --i) {
    from_bed[static_cast<std::size_t>(m.tree.parent[i])] += from_bed[i];
  }
  for (int k = 0; k < kLevels; ++k) {
    const int body = body_of_level(k);
    const Mat3<double>& R = w.tree.body[m.tree.parent[body]].R_CB;
    const Vec3<double> normal = R * Vec3<double>{1, 0, 0};  // of the level, but for its small turn
    const double bed = dot(from_bed[static_cast<std::size_t>(body)], normal);
    EXPECT_NEAR(o.section_axial[k], o.weight_axial[k] + o.inertia_axial[k] + bed,
                0.02 * std::fabs(o.weight_axial[k]) + 1.0)
        << kLevelNames[static_cast<std::size_t>(k)];
    EXPECT_NEAR(o.disc_axial[k] + o.muscle_tone[k], o.section_axial[k],
                0.01 * o.muscle_tone[k] + 1e-9);
  }
}

}  // namespace
}  // namespace inversim
