// SPDX-License-Identifier: Apache-2.0
// A cuff reads the pressure of where it is.
#include "plant_fixture.h"

namespace inversim {
namespace {

TEST(CuffSite, ReadsTheColumnToWhereItIs) {
  const auto mean = [](const char* site) {
    Plant plant(plant_with({"settings.start_angle_deg=-75", site}));
    const Observation o = observe(plant);
    return std::pair{o.circulation.mean_cuff, o.circulation.mean_heart};
  };
  const auto [arm, heart] = mean("settings.cuff_site=upper_arm");
  const auto [forearm, same] = mean("settings.cuff_site=forearm");
  const auto [held, again] = mean("settings.cuff_site=heart");
  EXPECT_EQ(heart, same);
  // 0.1665 of 1.75 m, hanging at 75 deg, with 0.78 mmHg a centimetre
  EXPECT_NEAR((forearm - arm) / 133.322, 0.1665 * 175 * std::sin(75 * kDegree) * 0.78, 2.0);
  // the arm's arteries lie a little behind the arch
  EXPECT_NEAR(held / 133.322, again / 133.322, 2.0);
}

}  // namespace
}  // namespace inversim
