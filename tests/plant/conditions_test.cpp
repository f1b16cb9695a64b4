// SPDX-License-Identifier: Apache-2.0
// Conditions of the spine change results the way their sources say.
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "inversim/scenario/read_models.h"
#include "plant_fixture.h"

namespace inversim {
namespace {

/// Gain of disc height from lying to full inversion [mm], and the inverted state.
struct Inverted {
  std::array<double, kLevels> gain;
  Observation observation;
};
Inverted invert(std::shared_ptr<const PlantDesign> design) {
  Plant plant(std::move(design));
  hold(plant, 5);
  const Observation lying = observe(plant);
  tilt(plant, 90 * kDegree, 20);
  EXPECT_EQ(plant.hold(1.0), StepStatus::kOk);
  Inverted out{{}, observe(plant)};
  for (int k = 0; k < kLevels; ++k) {
    out.gain[static_cast<std::size_t>(k)] =
        1e3 * (out.observation.disc_height_change[k] - lying.disc_height_change[k]);
  }
  return out;
}

std::shared_ptr<const PlantDesign> with_subject(const std::string& more) {
  // tests run at the same time, each in a process of its own
  const std::string folder =
      testing::TempDir() + "/inversim_conditions_" + std::to_string(::getpid());
  std::filesystem::create_directories(folder);
  const std::string subject = folder + "/conditioned_subject.yaml";
  const std::string scenario = folder + "/conditioned_scenario.yaml";
  std::ofstream(subject) << "kind: subject\nname: A man\nsex: male\nage_years: 35\nheight_cm: 175\n"
                            "mass_kg: 75\n"
                         << more;
  std::ofstream(scenario) << "kind: scenario\nname: A test\ntable: disc_brake_125kg\nsubject: "
                          << subject
                          << "\nsettings: {circulation: false}\nprotocol:\n  - hold: "
                             "{duration_s: 1}\n";
  const Library library{{INVERSIM_SOURCE_DIR}};
  Reading reading = read_resolved(scenario, library);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  std::filesystem::remove_all(folder);
  return build_plant(reading.document->root);
}

// degenerated segments elongate less under traction (weight bath, Kurutz and Bender 2010)
TEST(Conditions, ADegeneratedDiscSeparatesLess) {
  const Inverted healthy = invert(with_subject(""));
  const Inverted ill = invert(with_subject("conditions:\n  - {name: L4-L5, kind: degenerated}\n"));
  EXPECT_LT(ill.gain[kLevelL4L5], 0.8 * healthy.gain[kLevelL4L5]);
  EXPECT_GT(ill.gain[kLevelL4L5], 0.4 * healthy.gain[kLevelL4L5]);
  // its neighbours as before
  EXPECT_NEAR(ill.gain[kLevelL4L5 - 1], healthy.gain[kLevelL4L5 - 1], 0.03);
  EXPECT_LT(ill.observation.disc_height[kLevelL4L5],
            0.8 * healthy.observation.disc_height[kLevelL4L5]);
}

// a fusion takes the motion of its level
TEST(Conditions, AFusedLevelHardlyMoves) {
  const Inverted healthy = invert(with_subject(""));
  const Inverted fused = invert(with_subject("conditions:\n  - {name: L4-L5, kind: fused}\n"));
  EXPECT_LT(std::fabs(fused.gain[kLevelL4L5]), 0.05 * healthy.gain[kLevelL4L5]);
  EXPECT_LT(std::fabs(fused.observation.angle_flexion[kLevelL4L5]), 0.1 * kDegree);
  // the weight goes through it all the same
  EXPECT_NEAR(fused.observation.section_axial[kLevelL4L5],
              healthy.observation.section_axial[kLevelL4L5], 3.0);
}

// with more lordosis the lumbosacral disc slopes more, and less of the weight pulls across it
TEST(Conditions, LordosisTurnsTheLumbosacralDisc) {
  const Inverted plain = invert(with_subject(""));
  const Inverted hyper = invert(with_subject("lordosis_change_deg: 15\n"));
  const Inverted hypo = invert(with_subject("lordosis_change_deg: -20\n"));
  EXPECT_LT(hyper.observation.section_axial[kLevelL5S1],
            plain.observation.section_axial[kLevelL5S1] - 10);
  EXPECT_GT(hypo.observation.section_axial[kLevelL5S1],
            plain.observation.section_axial[kLevelL5S1] + 5);
}

TEST(Conditions, ALevelThatIsNotThereIsNamed) {
  try {
    with_subject("conditions:\n  - {name: L6-S1, kind: fused}\n");
    FAIL();
  } catch (const std::invalid_argument& e) {
    EXPECT_NE(std::string(e.what()).find("L6-S1"), std::string::npos);
  }
}

}  // namespace
}  // namespace inversim
