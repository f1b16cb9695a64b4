// SPDX-License-Identifier: Apache-2.0
// The elastic law has the stiffnesses it was made from, is smooth, and gives back what it takes.
#include "inversim/spine/disc_elastic.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

DiscFigures l4l5() {
  DiscFigures f;
  f.k_compression_low = 0.44e6;
  f.k_compression_high = 2.0e6;
  f.k_tension_toe = 0.20e6;
  f.k_tension_linear = 0.70e6;
  f.toe_length = 1e-3;
  f.k_lateral_shear = f.k_anterior_shear = 0.26e6;
  f.k_flexion = 103;
  f.k_extension = 149;
  f.k_lateral_bending = 132;
  f.k_axial_rotation = 481;
  f.rom_flexion = 0.16;
  f.rom_extension = 0.09;
  f.rom_lateral = 0.10;
  f.rom_axial = 0.035;
  f.axial_damping = 1200;
  return f;
}

double stiffness_at(const DiscElastic<double>& p, double force) {
  return axial_force<double>(p, displacement_at(p, force)).slope;
}

TEST(DiscElastic, HasTheStiffnessesItIsMadeOf) {
  const DiscElastic<double> p = make_disc_elastic(l4l5());
  EXPECT_NEAR(stiffness_at(p, -500), 2.0e6, 0.01e6);
  EXPECT_NEAR(stiffness_at(p, -2000), 2.0e6, 0.01e6);
  EXPECT_NEAR(axial_force<double>(p, 0.0).value, 0.0, 1e-9);
  // beyond the toe
  EXPECT_NEAR(axial_force<double>(p, 3e-3).slope, 0.70e6, 1.0);
  // just outside the blend about zero force
  EXPECT_NEAR(stiffness_at(p, 60), 0.20e6, 0.05e6);
  EXPECT_GT(stiffness_at(p, -60), 0.44e6);
}

TEST(DiscElastic, ForceIsTheSlopesIntegralAndSmooth) {
  const DiscElastic<double> p = make_disc_elastic(l4l5());
  const double h = 1e-7;
  for (double d = -1.5e-3; d < 3e-3; d += 1.3e-5) {
    const Sloped<double> a = axial_force<double>(p, d - h), b = axial_force<double>(p, d + h);
    const Sloped<double> at = axial_force<double>(p, d);
    EXPECT_NEAR((b.value - a.value) / (2 * h), at.slope, 2e-4 * at.slope) << d;
    EXPECT_GT(at.slope, 0.0) << d;
    const double power =
        (axial_energy<double>(p, d + h) - axial_energy<double>(p, d - h)) / (2 * h);
    EXPECT_NEAR(power, at.value, 1e-3 + 1e-5 * std::fabs(at.value)) << d;
  }
}

TEST(DiscElastic, RotationStiffensTowardsItsRange) {
  const DiscElastic<double> p = make_disc_elastic(l4l5());
  const Vec3<double> o = zero3<double>();
  const auto moment = [&](double flexion) {
    return disc_force<double>(p, {0, flexion, 0}, o, o, o, 1.0).moment.y;
  };
  // extension is positive about y; theta0 is half the range
  EXPECT_NEAR(-moment(0.045), 149 * 0.045 * 2.0, 0.25);
  EXPECT_NEAR(moment(-0.08), 103 * 0.08 * 2.0, 0.25);
  EXPECT_EQ(disc_force<double>(p, {0, 0.02, 0}, o, o, o, 2.0).moment.y, 2.0 * moment(0.02));
}

// extension and axial rotation end at the facets: the moment that takes a level half as far again
// as its range is that of all the trunk's muscles (200 N m) and more
TEST(DiscElastic, FacetsStopExtensionAndAxialRotation) {
  DiscFigures f = l4l5();
  const double degree = 3.14159265358979 / 180;
  f.rom_extension = 5 * degree;
  f.rom_axial = 2 * degree;
  const DiscElastic<double> p = make_disc_elastic(f);
  const Vec3<double> none = zero3<double>();
  const auto moment = [&](const Vec3<double>& angle) {
    return disc_force<double>(p, angle, none, none, none, 1.0).moment;
  };
  EXPECT_NEAR(-moment({0, f.rom_extension, 0}).y, 65, 1);
  EXPECT_NEAR(-moment({f.rom_axial, 0, 0}).x, 84, 1);
  EXPECT_NEAR(-moment({0, 1.5 * f.rom_extension, 0}).y, 195, 2);
  EXPECT_NEAR(-moment({1.5 * f.rom_axial, 0, 0}).x, 252, 2);
}

TEST(DiscElastic, PreloadStiffensThroughTheMeasuredPoints) {
  const PreloadStiffening<double> p = make_preload_stiffening(250, 1.71, 500, 2.11, 1.5);
  EXPECT_DOUBLE_EQ(preload_factor<double>(p, 0.0), 1.0);
  EXPECT_NEAR(preload_factor<double>(p, 250.0), 1.71, 1e-12);
  EXPECT_NEAR(preload_factor<double>(p, 500.0), 2.11, 1e-12);
  EXPECT_GE(preload_factor<double>(p, 2000.0), 2.11);
}

}  // namespace
}  // namespace inversim
