// SPDX-License-Identifier: Apache-2.0
// The shipped spine file, and the four shipped builds, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include "inversim/human/geometry.h"
#include "inversim/language/parse.h"
#include "inversim/math/angle.h"

namespace inversim {

inline const SpineGeometry& adult_spine() {
  static const SpineGeometry spine = [] {
    SpineGeometry s = {};
    const Reading reading =
        read_file(INVERSIM_SOURCE_DIR "/models/spine/adult.yaml", FileKind::kSpine);
    if (!reading) {
      ADD_FAILURE() << sentences(reading.diagnostics);
      return s;
    }
    const auto& levels = reading.document->root.list("levels");
    for (std::size_t i = 0; i < kLevels; ++i) {
      const Node& n = levels.at(i);
      EXPECT_EQ(n.name(), kLevelNames[i]);
      s.level[i] = {.joint_x = n.real("joint_x_m"),
                    .joint_y = n.real("joint_y_m"),
                    .vertebra_tilt = n.real_or("vertebra_tilt_deg", 0),
                    .vertebra_span = n.real_or("vertebra_span_m", 0),
                    .vertebra_height = n.real_or("vertebra_height_m", 0),
                    .endplate_width = n.real_or("endplate_width_m", 0),
                    .endplate_depth = n.real_or("endplate_depth_m", 0),
                    .disc_height_anterior = n.real_or("disc_height_anterior_m", 0),
                    .disc_height_mean = n.real_or("disc_height_mean_m", 0),
                    .disc_height_posterior = n.real_or("disc_height_posterior_m", 0),
                    .disc_area = n.real_or("disc_area_m2", 0),
                    .supine_angle = n.real("supine_angle_deg"),
                    .slice_mass = n.real("slice_mass_fraction")};
    }
    return s;
  }();
  return spine;
}

inline Subject subject(Sex sex, double height, double mass) {
  Subject s;
  s.sex = sex;
  s.height = height;
  s.mass = mass;
  return s;
}

inline const Subject kMan75 = subject(Sex::kMale, 1.75, 75);
inline const Subject kBuilds[] = {kMan75, subject(Sex::kFemale, 1.63, 60),
                                  subject(Sex::kMale, 1.98, 125), subject(Sex::kFemale, 1.47, 50)};

}  // namespace inversim
