// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace inversim {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kPound = 0.45359237;            // [kg] exact
constexpr double kPoundForce = 4.4482216152605;  // [N] exact
constexpr double kGrav = 9.80665;                // [m/s2] exact, for kgf
constexpr double kPsi = 6894.757293168;          // [Pa]

// key            text          family          to_si, per_si     the SI unit of a family first
constexpr Unit kUnits[] = {
    {"kg", "kg", "mass", 1, 1},
    {"g", "g", "mass", 1, 1000},
    {"lb", "lb", "mass", kPound, 1},
    {"st", "st", "mass", 14 * kPound, 1},

    {"m", "m", "length", 1, 1},
    {"cm", "cm", "length", 1, 100},
    {"mm", "mm", "length", 1, 1000},
    {"in", "in", "length", 254, 10000},
    {"ft", "ft", "length", 3048, 10000},

    {"m2", "m2", "area", 1, 1},
    {"cm2", "cm2", "area", 1, 10000},
    {"mm2", "mm2", "area", 1, 1000000},

    {"m3", "m3", "volume", 1, 1},
    {"l", "l", "volume", 1, 1000},
    {"ml", "ml", "volume", 1, 1000000},
    {"ul", "ul", "volume", 1, 1e9},

    {"rad", "rad", "angle", 1, 1},
    {"deg", "deg", "angle", kPi, 180},

    {"rad_per_s", "rad/s", "angular rate", 1, 1},
    {"deg_per_s", "deg/s", "angular rate", kPi, 180},
    {"rpm", "rpm", "angular rate", kPi, 30},

    {"s", "s", "time", 1, 1},
    {"ms", "ms", "time", 1, 1000},
    {"min", "min", "time", 60, 1},
    {"h", "h", "time", 3600, 1},

    {"years", "years", "age", 1, 1},

    {"degC", "degC", "temperature", 1, 1},
    {"J_per_K", "J/K", "heat capacity", 1, 1},
    {"J_per_kgK", "J/kg/K", "specific heat", 1, 1},
    {"W_per_K", "W/K", "heat conductance", 1, 1},
    {"m2_per_N", "m2/N", "wear", 1, 1},
    {"mm2_per_N", "mm2/N", "wear", 1, 1000000},
    {"A", "A", "current", 1, 1},
    {"V", "V", "voltage", 1, 1},
    {"K", "K", "temperature difference", 1, 1},

    {"Hz", "Hz", "frequency", 1, 1},
    {"per_s", "1/s", "frequency", 1, 1},
    {"per_min", "1/min", "frequency", 1, 60},

    {"m_per_s", "m/s", "velocity", 1, 1},
    {"mm_per_s", "mm/s", "velocity", 1, 1000},
    {"cm_per_s", "cm/s", "velocity", 1, 100},

    {"m_per_s2", "m/s2", "acceleration", 1, 1},

    {"N", "N", "force", 1, 1},
    {"kN", "kN", "force", 1000, 1},
    {"lbf", "lbf", "force", kPoundForce, 1},
    {"kgf", "kgf", "force", kGrav, 1},

    {"Nm", "N m", "torque", 1, 1},
    {"lbf_ft", "lbf ft", "torque", kPoundForce * 0.3048, 1},
    {"lbf_in", "lbf in", "torque", kPoundForce * 0.0254, 1},

    {"J", "J", "energy", 1, 1},
    {"kJ", "kJ", "energy", 1000, 1},

    {"Pa", "Pa", "pressure", 1, 1},
    {"kPa", "kPa", "pressure", 1000, 1},
    {"MPa", "MPa", "pressure", 1000000, 1},
    {"mmHg", "mmHg", "pressure", kMmHg, 1},
    {"psi", "psi", "pressure", kPsi, 1},

    {"N_per_m", "N/m", "stiffness", 1, 1},
    {"N_per_mm", "N/mm", "stiffness", 1000, 1},
    {"kN_per_m", "kN/m", "stiffness", 1000, 1},
    {"lbf_per_in", "lbf/in", "stiffness", kPoundForce / 0.0254, 1},

    {"m_per_N", "m/N", "axial compliance", 1, 1},
    {"mm_per_kN", "mm/kN", "axial compliance", 1, 1000000},

    {"Nm_per_rad", "N m/rad", "rotational stiffness", 1, 1},
    {"Nm_per_deg", "N m/deg", "rotational stiffness", 180 / kPi, 1},

    {"Ns_per_m", "N s/m", "damping", 1, 1},
    {"Ns_per_mm", "N s/mm", "damping", 1000, 1},

    {"Nms_per_rad", "N m s/rad", "rotational damping", 1, 1},
    {"Nms_per_deg", "N m s/deg", "rotational damping", 180 / kPi, 1},

    {"kgm2", "kg m2", "inertia", 1, 1},
    {"lbft2", "lb ft2", "inertia", kPound * 0.3048 * 0.3048, 1},

    {"per_m", "1/m", "per length", 1, 1},
    {"per_mm", "1/mm", "per length", 1000, 1},
    {"s_per_m", "s/m", "time per length", 1, 1},
    {"s_per_mm", "s/mm", "time per length", 1000, 1},

    {"kg_per_m3", "kg/m3", "density", 1, 1},
    {"g_per_cm3", "g/cm3", "density", 1000, 1},
    {"Pa_s", "Pa s", "viscosity", 1, 1},
    {"mPa_s", "mPa s", "viscosity", 1, 1000},
    {"Pa_per_m", "Pa/m", "pressure gradient", 1, 1},
    {"mmHg_per_cm", "mmHg/cm", "pressure gradient", kMmHg * 100, 1},

    {"m3_per_Pa", "m3/Pa", "compliance", 1, 1},
    {"ml_per_mmHg", "ml/mmHg", "compliance", 1, 1e6 * kMmHg},
    {"m3_per_Pa2", "m3/Pa2", "compliance slope", 1, 1},
    {"ml_per_mmHg2", "ml/mmHg2", "compliance slope", 1, 1e6 * kMmHg* kMmHg},
    {"Pa_per_m3", "Pa/m3", "elastance", 1, 1},
    {"mmHg_per_ml", "mmHg/ml", "elastance", 1e6 * kMmHg, 1},
    {"per_m3", "1/m3", "per volume", 1, 1},
    {"per_ml", "1/ml", "per volume", 1e6, 1},
    {"per_ul", "1/ul", "per volume", 1e9, 1},

    {"Pa_s_per_m3", "Pa s/m3", "resistance", 1, 1},
    {"mmHg_s_per_ml", "mmHg s/ml", "resistance", 1e6 * kMmHg, 1},
    {"mmHg_min_per_ml", "mmHg min/ml", "resistance", 60e6 * kMmHg, 1},
    {"s_per_m3", "s/m3", "resistance per pressure", 1, 1},
    {"s_per_ml", "s/ml", "resistance per pressure", 1e6, 1},
    {"Pa3_s_per_m3", "Pa3 s/m3", "resistance factor", 1, 1},
    {"mmHg3_s_per_ml", "mmHg3 s/ml", "resistance factor", 1e6 * kMmHg* kMmHg* kMmHg, 1},

    {"m3_per_s", "m3/s", "flow", 1, 1},
    {"ml_per_s", "ml/s", "flow", 1, 1000000},
    {"ml_per_min", "ml/min", "flow", 1, 60e6},
    {"l_per_min", "l/min", "flow", 1, 60000},
    {"ul_per_min", "ul/min", "flow", 1, 60e9},
    {"m3_per_s_per_Pa", "m3/s/Pa", "conductance", 1, 1},
    {"ml_per_s_per_mmHg", "ml/s/mmHg", "conductance", 1, 1e6 * kMmHg},
    {"ul_per_min_per_mmHg", "ul/min/mmHg", "conductance", 1, 60e9 * kMmHg},

    {"s_per_Pa", "s/Pa", "time per pressure", 1, 1},
    {"ms_per_mmHg", "ms/mmHg", "time per pressure", 1, 1000 * kMmHg},
    {"per_Pa", "1/Pa", "per pressure", 1, 1},
    {"per_mmHg", "1/mmHg", "per pressure", 1, kMmHg},
    {"root_s", "s^0.5", "root of time", 1, 1},
};

// a figure without a unit, as `unit: "1"` says it
constexpr Unit kOne{"", "1", "number", 1, 1};

}  // namespace

std::span<const Unit> units() { return kUnits; }

std::optional<UnitKey> split_unit_key(std::string_view key) {
  const Unit* longest = nullptr;
  for (const Unit& unit : kUnits) {
    if (key.size() <= unit.key.size() + 1 || !key.ends_with(unit.key)) continue;
    if (key[key.size() - unit.key.size() - 1] != '_') continue;
    if (!longest || unit.key.size() > longest->key.size()) longest = &unit;
  }
  if (!longest) return std::nullopt;
  return UnitKey{std::string(key.substr(0, key.size() - longest->key.size() - 1)), longest};
}

const Unit* unit_by_text(std::string_view text) {
  if (text == kOne.text) return &kOne;
  const auto* found = std::find_if(std::begin(kUnits), std::end(kUnits),
                                   [&](const Unit& unit) { return unit.text == text; });
  return found == std::end(kUnits) ? nullptr : found;
}

std::vector<const Unit*> family_of(const Unit& unit) {
  std::vector<const Unit*> family;
  for (const Unit& other : kUnits)
    if (other.family == unit.family) family.push_back(&other);
  if (family.empty()) family.push_back(&unit);
  return family;
}

const Unit& si_unit(const Unit& unit) { return *family_of(unit).front(); }

ShownUnit shown_unit(std::string_view si_units) {
  constexpr struct {
    std::string_view si, shown;
  } kShown[] = {
      {"rad", "deg"}, {"rad s-1", "deg/s"}, {"Pa", "mmHg"}, {"m s-1", "m/s"}, {"m s-2", "m/s2"}};
  if (si_units == kOne.text) return {};
  for (const auto& [si, shown] : kShown) {
    if (si == si_units) return {std::string(shown), unit_by_text(shown)->from_si(1.0)};
  }
  return {std::string(si_units), 1.0};
}

std::string number_text(double value) {
  std::array<char, 64> buffer;
  const double size = value < 0 ? -value : value;
  char* const first = buffer.data();
  char* const last = first + buffer.size();
  // 100000 rather than 1e+05; beyond that whichever is shorter
  const bool plain = value == 0 || (size >= 1e-4 && size < 1e7);
  const auto end = plain ? std::to_chars(first, last, value, std::chars_format::fixed)
                         : std::to_chars(first, last, value);
  return std::string(buffer.data(), end.ptr);
}

}  // namespace inversim
