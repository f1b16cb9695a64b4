// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/hydrostatics.h"

#include <set>
#include <string>

#include "shipped.h"

namespace inversim {
namespace {

constexpr double kBlood = 1060.0 * 9.80665;  // [Pa/m]

TEST(Hydrostatics, LandmarksAreNamedOnceAndOrderedAlongTheBody) {
  std::set<std::string> names;
  for (const LandmarkRow& row : kLandmarkRows) names.insert(row.name);
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kLandmarks));
  const CirculationModel<double> m = reference_model();
  const Landmark from_the_top[] = {kEye,   kEar,         kCarotidSinus, kNeck,
                                   kArch,  kRightAtrium, kAbdominal,    kSplanchnic,
                                   kThigh, kShank,       kFoot};
  for (std::size_t i = 1; i < std::size(from_the_top); ++i)
    EXPECT_LT(m.landmark[from_the_top[i]], m.landmark[from_the_top[i - 1]])
        << kLandmarkRows[from_the_top[i]].name;
  EXPECT_EQ(m.landmark[kRightAtrium], 0.0);
}

// legs: a third of the way down from hip (0.53 H) to sole (0): 0.2 + 0.53/3 below the heart
TEST(Hydrostatics, LegsHangAThirdOfTheirLength) {
  const CirculationModel<double> m = reference_model();
  const double legs = height_of<double>(tilted(m, -90.0), kLegVeins);
  EXPECT_NEAR(legs / 1.693, -(0.2 + 0.53 / 3.0), 0.001);
}

// knees drawn to the chest: the shanks' share of the leg column goes with the shanks
TEST(Hydrostatics, BentKneesShortenTheColumn) {
  const CirculationModel<double> m = reference_model();
  CirculationInput<double> input = tilted(m, 90.0);
  const double straight = height_of<double>(input, kLegVeins);
  input.height[kShank] = input.height[kThigh] - 0.1;
  EXPECT_NEAR(height_of<double>(input, kLegVeins) - straight,
              0.22 * (input.height[kThigh] - 0.1 - m.landmark[kShank] * -1.0), 1e-12);
}

TEST(Hydrostatics, SurroundingsAtRestUprightAndInverted) {
  const CirculationModel<double> m = reference_model();
  const auto outside = [&](double degrees, int compartment) {
    Surroundings<double> s;
    surround<double>(m.surroundings, tilted(m, degrees), 0.0, s);
    return s.external[compartment] / kMmHg;
  };
  // chest: Ferris -3.5 mmHg upright, the sign extended head down
  EXPECT_NEAR(outside(0, kRightHeart), -3.0, 1e-12);
  EXPECT_NEAR(outside(-90, kRightHeart), -6.5, 1e-12);
  EXPECT_NEAR(outside(90, kLeftHeart), 0.5, 1e-12);
  // abdomen: 0.9 of the column from the diaphragm's height down
  const double column = 0.9 * kBlood * 0.1 * 1.693 / kMmHg;
  EXPECT_NEAR(outside(-90, kSplanchnicVeins), column, 1e-9);
  EXPECT_NEAR(outside(90, kSplanchnicVeins), -column, 1e-9);
  // neck: 7 cm of tissue rest on it lying, none upright or inverted
  EXPECT_NEAR(outside(0, kJugularVeins), 1100 * 9.80665 * 0.07 / kMmHg, 1e-9);
  EXPECT_NEAR(outside(60, kCarotids), 0.5 * outside(0, kJugularVeins), 1e-9);
  EXPECT_NEAR(outside(-90, kJugularVeins), 0.0, 1e-6);
  EXPECT_NEAR(outside(90, kJugularVeins), 0.0, 1e-6);
  // skull: spinal fluid from its zero at T1-T5 up to the ear
  EXPECT_NEAR(fluid_column<double>(m.brain, tilted(m, 90)) / kMmHg,
              1005 * 9.80665 * 0.12 * 1.693 / kMmHg, 1e-9);
  EXPECT_EQ(outside(-60, kLegVeins), 0.0);
}

// the thorax counts, not the bed: sat up on a head-down bed the chest is upright
TEST(Hydrostatics, ChestFollowsTheThoraxNotTheBed) {
  const CirculationModel<double> m = reference_model();
  CirculationInput<double> input = tilted(m, 60.0);
  input.thorax_sine = -1.0;
  Surroundings<double> s;
  surround<double>(m.surroundings, input, 0.0, s);
  EXPECT_NEAR(s.external[kRightHeart] / kMmHg, -6.5, 1e-12);
}

// pressures at head and cuff go with where head and cuff are, not with the angle
TEST(Hydrostatics, ReadingsFollowTheirLandmarks) {
  const CirculationModel<double> m = reference_model();
  const CirculationInput<double> input = tilted(m, -75.0);
  const CirculationState<double> state = resting_state(m, input);
  const CirculationOutputs<double> upright = outputs(m, state, input);
  CirculationInput<double> bowed = input;
  for (Landmark l : {kEar, kEye}) bowed.height[l] -= 0.1;
  bowed.height[kCuff] += 0.2;
  const CirculationOutputs<double> o = outputs(m, state, bowed);
  EXPECT_NEAR(o.mean_cuff - upright.mean_cuff, -0.2 * kBlood, 1e-6);
  EXPECT_NEAR(upright.mean_brain - upright.mean_eye,
              0.005 * 1.693 * std::sin(75 * kDegree) * kBlood, 1e-6);
  EXPECT_LT(upright.mean_eye, upright.mean_carotid);
  EXPECT_LT(upright.mean_carotid, upright.mean_heart);
}

}  // namespace
}  // namespace inversim
