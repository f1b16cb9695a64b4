// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/quantity.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

namespace inversim {
namespace {

double si(std::string_view key, double value) { return split_unit_key(key)->unit->si(value); }

// the right side is worked out by hand or by definition, not by the table
TEST(Quantity, TurnsIntoSi) {
  EXPECT_EQ(si("mass_lb", 275.6), 275.6 * 0.45359237);
  EXPECT_NEAR(si("mass_st", 19.5), 123.83, 0.005);
  EXPECT_EQ(si("height_in", 1), 0.0254);
  EXPECT_EQ(si("height_ft", 10), 3.048);
  EXPECT_EQ(si("gap_mm", 155), 0.155);
  EXPECT_EQ(si("disc_area_mm2", 1800), 1.8e-3);
  EXPECT_DOUBLE_EQ(si("angle_deg", 180), 3.14159265358979323846);
  EXPECT_DOUBLE_EQ(si("rate_rpm", 60), 2 * 3.14159265358979323846);
  EXPECT_NEAR(si("force_lbf", 1), 4.44822, 1e-5);
  EXPECT_EQ(si("force_kgf", 1), 9.80665);
  EXPECT_NEAR(si("torque_lbf_ft", 1), 1.355818, 1e-6);
  EXPECT_NEAR(si("pressure_mmHg", 760), 101325, 1);
  EXPECT_NEAR(si("pressure_psi", 1), 6894.76, 0.01);
  EXPECT_EQ(si("stiffness_N_per_mm", 150), 150000);
  EXPECT_NEAR(si("stiffness_Nm_per_deg", 1), 57.29578, 1e-5);
  EXPECT_EQ(si("rest_min", 3), 180);
  EXPECT_EQ(si("sigma_per_mm", 100), 1e5);
  EXPECT_EQ(si("sigma_s_per_mm", 0.316), 316);
  // 1 PRU = 133.322 Pa s / 1e-6 m3
  EXPECT_NEAR(si("r_mmHg_s_per_ml", 1), 1.33322e8, 1e3);
  EXPECT_NEAR(si("c_ml_per_mmHg", 1), 7.50062e-9, 1e-14);
  EXPECT_NEAR(si("q_l_per_min", 6), 1e-4, 1e-19);
  EXPECT_NEAR(si("gain_ms_per_mmHg", 1), 7.50062e-6, 1e-11);
}

TEST(Quantity, TheLongestUnitThatEndsAKeyIsItsUnit) {
  EXPECT_EQ(split_unit_key("tension_linear_N_per_m")->stem, "tension_linear");
  EXPECT_EQ(split_unit_key("bristle_stiffness_per_m")->unit->key, "per_m");
  EXPECT_EQ(split_unit_key("disc_area_m2")->unit->key, "m2");
  EXPECT_EQ(split_unit_key("flexion_Nm_per_rad")->unit->key, "Nm_per_rad");
  EXPECT_FALSE(split_unit_key("friction"));
  EXPECT_FALSE(split_unit_key("kg"));
  EXPECT_FALSE(split_unit_key("_kg"));
}

TEST(Quantity, PeopleAreShownDegreesAndMillimetresOfMercury) {
  const auto shown = [](const char* units, double value) {
    const ShownUnit unit = shown_unit(units);
    return fmt::format("{:.6g} {}", value * unit.factor, unit.text);
  };
  EXPECT_EQ(shown("rad", 3.14159265358979323846 / 3), "60 deg");
  EXPECT_EQ(shown("rad s-1", 0.1), "5.72958 deg/s");
  EXPECT_EQ(shown("Pa", 101325), "760 mmHg");
  EXPECT_EQ(shown("m s-1", 2), "2 m/s");
  EXPECT_EQ(shown("m s-2", 9.81), "9.81 m/s2");
  EXPECT_EQ(shown("N m", 4), "4 N m");
  EXPECT_EQ(shown("1", 0.5), "0.5 ");
}

TEST(Quantity, AFamilyHasOneSiUnitAndItIsFirst) {
  std::set<std::string> families;
  std::map<std::string, int> texts;
  for (const Unit& unit : units()) {
    const Unit& base = si_unit(unit);
    EXPECT_EQ(base.to_si / base.per_si, 1) << base.key;
    EXPECT_EQ(base.family, unit.family);
    ++texts[std::string(unit.text)];
    EXPECT_DOUBLE_EQ(unit.from_si(unit.si(7.25)), 7.25) << unit.key;
  }
  for (const auto& [text, times] : texts) EXPECT_EQ(times, 1) << text;
}

TEST(Quantity, NumbersAreShortAndReadBack) {
  EXPECT_EQ(number_text(4200), "4200");
  EXPECT_EQ(number_text(0.155), "0.155");
  EXPECT_EQ(number_text(100000), "100000");
  EXPECT_EQ(number_text(2147483647), "2147483647");
  EXPECT_EQ(number_text(1e-12), "1e-12");
  EXPECT_EQ(number_text(-0.0005), "-0.0005");
  for (const double value : {1.0 / 3, 2e17, 6.02e23, 5e-324, -7.1e-5})
    EXPECT_EQ(std::strtod(number_text(value).c_str(), nullptr), value);
}

}  // namespace
}  // namespace inversim
