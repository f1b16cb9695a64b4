// SPDX-License-Identifier: Apache-2.0
// An upright column stands against the bed by active posture, and falls without it.
#include "plant_fixture.h"

namespace inversim {
namespace {

/// Place of the top of the head in bed axes [m].
Vec3<double> head(Plant& plant) {
  const PlantWork<double, 1>& w = plant.evaluate();
  const BodyWork<double, 1>& skull = w.tree.body[kSkullBody];
  const PlantDesign& d = plant.design();
  return skull.p_CB + skull.R_CB * d.frames.in_body(kSkull, d.body.segments[kSkull].p_RE);
}

/// Direction from the ankles to T1 in the bed, degrees off the reference in each plane.
struct Sway {
  double sagittal, lateral;
};
Sway sway(Plant& plant) {
  const PlantWork<double, 1>& w = plant.evaluate();
  const Vec3<double> line = w.tree.body[body_of_level(8)].p_CB - w.tree.body[kShanksBody].p_CB;
  return {std::atan2(line.z, line.x) / kDegree, std::atan2(line.y, line.x) / kDegree};
}

enum class Cuffs { kLatched, kOpen };

void stands(const std::vector<std::string>& settings, Cuffs cuffs) {
  Plant plant(plant_with(settings));
  if (cuffs == Cuffs::kOpen) {
    PlantState<double> state = plant.state();
    state.clamp.latch = 0.0;
    plant.restore(state);
  }
  hold(plant, 20);
  const Sway before = sway(plant);
  // 10 N for 0.2 s at T1, forward and to the right
  PlantInput<double>& in = plant.input();
  in.push_body = body_of_level(8);
  in.push_point =
      (1.0 / plant.model().tree.link[in.push_body].m) * plant.model().tree.link[in.push_body].mc;
  for (const Vec3<double> force : {Vec3<double>{0, 0, 10}, Vec3<double>{0, 10, 0}}) {
    in.push_C = force;
    hold(plant, 0.2);
    in.push_C = zero3<double>();
    double most = 0.0;
    for (int i = 0; i < 40; ++i) {
      hold(plant, 0.05);
      const Sway now = sway(plant);
      most = std::max({most, std::fabs(now.sagittal - before.sagittal),
                       std::fabs(now.lateral - before.lateral)});
    }
    EXPECT_LT(most, 1.0);
    std::printf("sway after a push of %g, %g N: %.3f deg\n", force.z, force.y, most);
  }
  hold(plant, 600 - 24.4);
  const Sway after = sway(plant);
  EXPECT_NEAR(after.sagittal, before.sagittal, 0.1);
  EXPECT_NEAR(after.lateral, before.lateral, 0.1);
  const Observation o = observe(plant);
  EXPECT_LT(o.muscle_effort, 1.0);
  EXPECT_LT(std::hypot(before.sagittal, before.lateral), 2.0);
  std::printf("after 10 min: sway %.4f deg, muscle effort %.3f of strength\n",
              std::fabs(after.sagittal - before.sagittal), o.muscle_effort);
}

TEST(Standing, TenMinutesAgainstTheBed) {
  stands({"settings.start_angle_deg=-75", "settings.circulation=false"}, Cuffs::kLatched);
}

// the platform under the soles is all there is
TEST(Standing, TenMinutesOnTheFeetAlone) {
  stands({"settings.start_angle_deg=-90", "settings.contact=false", "settings.circulation=false"},
         Cuffs::kOpen);
}

TEST(Standing, TheLightestAndTheHeaviestStandToo) {
  for (const auto& [mass, height] : {std::pair{"50", "147"}, std::pair{"125", "198"}}) {
    const std::string who = std::string(mass) + " kg, " + height + " cm";
    Plant plant(plant_with(
        {std::string("subject.mass_kg=") + mass, std::string("subject.height_cm=") + height,
         "settings.start_angle_deg=-90", "settings.contact=false", "settings.circulation=false"}));
    hold(plant, 20);
    const Sway before = sway(plant);
    hold(plant, 40);
    const Sway after = sway(plant);
    EXPECT_NEAR(after.sagittal, before.sagittal, 0.1) << who;
    EXPECT_NEAR(after.lateral, before.lateral, 0.1) << who;
    EXPECT_LT(observe(plant).muscle_effort, 1.0) << who;
  }
}

TEST(Standing, FallsWithoutActivePosture) {
  Plant plant(plant_with({"settings.start_angle_deg=-90", "settings.contact=false",
                          "settings.active_posture=false", "settings.circulation=false"}));
  const double before = head(plant).x;
  double least = before;
  for (int i = 0; i < 50; ++i) {
    hold(plant, 0.1);
    least = std::min(least, head(plant).x);
  }
  EXPECT_LT(least, before - 0.3);
  std::printf("without active posture the head drops %.2f m within 5 s\n", before - least);
}

}  // namespace
}  // namespace inversim
