// SPDX-License-Identifier: Apache-2.0
// Blood that leaves the legs for the trunk and the head turns a free table.
#include "inversim/plant/blood_weight.h"

#include "plant_fixture.h"

namespace inversim {
namespace {

/// Torque of the shifted blood about the pivot, from the bed's axes [N m].
double torque(const Plant& plant, const PlantWork<double, 1>& w) {
  const PlantModel<double>& m = plant.model();
  double sum = 0.0;
  for (int i = 0; i < kCompartments; ++i) {
    const double mass = arrived_mass(m.circulation, plant.state().circulation, i);
    const Place& place = kPlace[i];
    for (const auto& [k, share] :
         {std::pair{place.near, 1.0 - place.far_share}, {place.far, place.far_share}}) {
      const BodyWork<double, 1>& b = w.tree.body[m.landmark_body[k]];
      const Vec3<double> p = b.p_CB + b.R_CB * m.landmark[k].p_BP;
      sum += share * cross(p, mass * w.g_C).y;
    }
  }
  return sum;
}

TEST(BloodWeight, SumsToNothingAndIsNothingLying) {
  Plant plant(plant_with({"settings.blood_shift=true"}));
  double total = 0.0, most = 0.0;
  for (int i = 0; i < kCompartments; ++i) {
    const double mass = arrived_mass(plant.model().circulation, plant.state().circulation, i);
    total += mass;
    most = std::max(most, std::fabs(mass));
  }
  EXPECT_NEAR(total, 0.0, 1e-6);
  EXPECT_LT(most, 0.05);  // a lying body is not quite level
}

// the same table, let go, with and without the weight of blood: what differs is its torque
TEST(BloodWeight, TurnsAFreeBed) {
  const auto turned = [](const char* shift) {
    Plant plant(plant_with({"settings.start_angle_deg=-60", "settings.rigid_user=true", shift,
                            "table.bearing.friction_torque_Nm=0"}));
    const PlantWork<double, 1>& w = plant.evaluate();
    const double here = torque(plant, w);
    plant.input().brake_command = 0.0;
    plant.input().prescribed = 0.0;
    const double before = plant.bed_rate();
    run(plant, 0.5);
    return std::pair{plant.bed_rate() - before, here};
  };
  const auto [with, expected] = turned("settings.blood_shift=true");
  const auto [without, unused] = turned("settings.blood_shift=false");
  std::printf(
      "blood upright at -60 deg: %.2f N m about the pivot; rate after 0.5 s %.4f against %.4f "
      "rad/s\n",
      expected, with, without);
  // legs hold some 0.7 kg more, half a metre and more below the pivot: feet down
  EXPECT_LT(expected, -1.0);
  EXPECT_GT(expected, -8.0);
  EXPECT_LT(with, without);
}

TEST(BloodWeight, EquilibriumFeelsItToo) {
  const auto cuffs = [](const char* shift) {
    Plant plant(plant_with({"settings.start_angle_deg=90", shift, "settings.contact=false",
                            "settings.creep=false", "settings.tone=fixed"}));
    for (int n = 0; n < 30; ++n) hold(plant, 1);
    if (plant.hold(1.0) != StepStatus::kOk) return 0.0;
    return observe(plant).cuff_pull;
  };
  // the weight of the whole does not change: the same pull at the ankles within 1 N but for the
  // feet
  EXPECT_NEAR(cuffs("settings.blood_shift=true"), cuffs("settings.blood_shift=false"), 3.0);
}

}  // namespace
}  // namespace inversim
