// SPDX-License-Identifier: Apache-2.0
// Units: which there are, which belong together, and what each is in SI.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inversim {

/// Pascals in a millimetre of mercury: `90 * kMmHg` is a pressure, `pressure / kMmHg` its mmHg.
inline constexpr double kMmHg = 133.322387415;

/// One unit. A value in it is `value * to_si / per_si` in SI; two exact integers keep decimals such
/// as 155 mm -> 0.155 m correctly rounded.
struct Unit {
  std::string_view key;     ///< as a key ends in it: "N_per_m"
  std::string_view text;    ///< as people and `unit:` write it: "N/m"
  std::string_view family;  ///< units that can stand for each other: "stiffness"
  double to_si = 1.0;
  double per_si = 1.0;

  double si(double value) const { return value * to_si / per_si; }
  double from_si(double value) const { return value * per_si / to_si; }
};

/// All units, families together, the SI unit of a family first.
std::span<const Unit> units();

/// A key such as "clamp_force_N" taken apart: the longest unit that ends it.
struct UnitKey {
  std::string stem;  ///< "clamp_force"
  const Unit* unit;  ///< never null
};
std::optional<UnitKey> split_unit_key(std::string_view key);

/// The unit written as "mmHg s/ml", or null.
const Unit* unit_by_text(std::string_view text);

/// All units of `unit`'s family, itself included.
std::vector<const Unit*> family_of(const Unit& unit);

/// The SI unit of `unit`'s family.
const Unit& si_unit(const Unit& unit);

/// What people are shown of a quantity: `value * factor` in `text`.
struct ShownUnit {
  std::string text;     ///< "deg", "m/s"; empty of what has no unit
  double factor = 1.0;  ///< from SI
};

/// Of a signal's unit as UDUNITS reads it ("rad", "m s-1", "1"): angles and their rates in degrees,
/// pressures in mmHg, all else as it is.
ShownUnit shown_unit(std::string_view si_units);

/// A figure as short as it can be and still read back to the same bits: "0.155", "4200".
std::string number_text(double value);

}  // namespace inversim
