// SPDX-License-Identifier: Apache-2.0
// Head to sole on the table: the column and the joints of the legs.
#include <cmath>

#include "plant_fixture.h"

namespace inversim {
namespace {

/// Top of the head from the soles along the bed [m], from where the bodies are.
double head_to_sole(Plant& plant) {
  const PlantDesign& d = plant.design();
  const PlantWork<double, 1>& w = plant.evaluate();
  const BodyWork<double, 1>&skull = w.tree.body[kSkullBody], &feet = w.tree.body[kFeetBody];
  const Eigen::Vector3d& vertex = d.body.segments[kSkull].p_RE;
  const Vec3<double> top = skull.p_CB + skull.R_CB * d.frames.in_body(kSkull, vertex);
  const Vec3<double> sole = feet.p_CB + feet.R_CB * d.frames.in_body(kFeet, {0.0, 0.0, vertex.z()});
  return top.x - sole.x;
}

TEST(LengthOnTable, GrowsByDiscsAndJointsWhenHanging) {
  const auto design = plant_with(
      {"settings.circulation=false", "settings.clock_time_h=12", "settings.lying_before_min=30"});
  Plant plant(design);
  hold(plant, 2);
  ASSERT_EQ(plant.hold(1.0), StepStatus::kOk);
  const Observation lying = observe(plant);
  const double length_lying = head_to_sole(plant);
  EXPECT_NEAR(lying.length_on_table, 0.0, 0.2e-3);

  tilt(plant, 90 * kDegree, 20);
  ASSERT_EQ(plant.hold(1.0), StepStatus::kOk);
  const Observation at_once = observe(plant);
  const double geometric = head_to_sole(plant) - length_lying;
  for (int n = 0; n < 120; ++n) ASSERT_EQ(plant.hold(10.0), StepStatus::kOk);
  const Observation later = observe(plant);

  // each joint is one spring under what hangs below it
  const PlantModel<double>& m = plant.model();
  EXPECT_NEAR(later.hip_distraction[0], later.hip_axial / m.limb[kHip].k_translation.x, 1e-9);
  EXPECT_NEAR(later.knee_distraction[0], later.knee_axial / m.limb[kKnee].k_translation.x, 1e-9);
  EXPECT_NEAR(later.ankle_distraction[1], later.ankle_axial / m.limb[kAnkle].k_translation.x, 1e-9);
  EXPECT_GT(later.ankle_axial, later.knee_axial);
  EXPECT_GT(later.knee_axial, later.hip_axial);
  const double joints =
      later.hip_distraction[0] + later.knee_distraction[0] + later.ankle_distraction[0];
  EXPECT_NEAR(later.length_on_table, later.stature_change + joints, 1e-12);
  // what the sum leaves out is the flattening of the curves: of the order of the discs' own growth
  EXPECT_GT(geometric, at_once.length_on_table);
  EXPECT_LT(geometric, 3 * at_once.length_on_table);
  std::printf(
      "90 deg: length %+.1f mm at once (discs %+.1f, joints %+.1f; measured from head to sole "
      "%+.1f), %+.1f mm after 20 min (discs %+.1f)\n",
      1e3 * at_once.length_on_table, 1e3 * at_once.stature_change,
      1e3 * (at_once.length_on_table - at_once.stature_change), 1e3 * geometric,
      1e3 * later.length_on_table, 1e3 * later.stature_change);
}

// the lay claim is of more than 10 mm; over the range of the laxities
TEST(LengthOnTable, DependsOnLaxitiesThatNobodyHasMeasured) {
  double least = 1, most = 0;
  for (const std::vector<const char*>& k :
       {std::vector<const char*>{"50000", "100000", "100000"}, {"800000", "600000", "600000"}}) {
    const char* joint[] = {"ankle", "knee", "hip"};
    std::vector<std::string> settings = {"settings.circulation=false", "settings.clock_time_h=12",
                                         "settings.lying_before_min=30"};
    for (std::size_t i = 0; i < 3; ++i) {
      settings.push_back(std::string("spine.limbs.") + joint[i] + ".axial_N_per_m=" + k[i]);
    }
    Plant plant(plant_with(settings));
    hold(plant, 2);
    tilt(plant, 90 * kDegree, 20);
    for (int n = 0; n < 120; ++n) ASSERT_EQ(plant.hold(10.0), StepStatus::kOk);
    const double length = observe(plant).length_on_table;
    least = std::min(least, length);
    most = std::max(most, length);
  }
  std::printf("90 deg, 20 min: length %+.1f to %+.1f mm\n", 1e3 * least, 1e3 * most);
  EXPECT_GT(most - least, 5e-3);
}

}  // namespace
}  // namespace inversim
