// SPDX-License-Identifier: Apache-2.0
// One who stands on the head: the neck carries what a table takes at the ankles.
#include "plant_fixture.h"

namespace inversim {
namespace {

TEST(Headstand, StandsAndPressesTheNeckThatATablePulls) {
  const Library library{{INVERSIM_SOURCE_DIR}};
  Reading reading =
      read_resolved(std::string(INVERSIM_SOURCE_DIR) + "/scenarios/headstand.yaml", library);
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  Plant plant(build_plant(reading.document->root));
  hold(plant, 3);
  const Observation before = observe(plant);
  hold(plant, 20);
  const Observation o = observe(plant);
  const double W = 75 * 9.81;
  const int neck = kLevelC7T1;
  EXPECT_LT(o.section_axial[neck], -0.6 * W);
  EXPECT_GT(o.section_axial[neck], -1.0 * W);
  // the whole weight along the bed goes into what the body touches, the floor above all
  EXPECT_NEAR(-o.bed_friction, W * std::sin(80 * kDegree), 0.02 * W);
  EXPECT_EQ(o.cuff_pull, 0);
  EXPECT_NEAR(o.user_com_x, before.user_com_x, 0.01);
  double turned = 0;
  for (int k = 0; k <= neck; ++k) turned += o.angle_torsion[k];
  EXPECT_LT(std::fabs(turned), 5 * kDegree);

  Plant table(plant_with({"settings.start_angle_deg=80", "settings.circulation=false"}));
  hold(table, 20);
  const Observation hanging = observe(table);
  std::printf("C7-T1 in a headstand %.0f N, on a table %.0f N; L4-L5 %.0f and %.0f N\n",
              o.section_axial[neck], hanging.section_axial[neck], o.section_axial[kLevelL4L5],
              hanging.section_axial[kLevelL4L5]);
  EXPECT_GT(hanging.section_axial[neck], 30);
}

}  // namespace
}  // namespace inversim
