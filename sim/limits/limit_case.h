// SPDX-License-Identifier: Apache-2.0
// A case of the test bench: user, settings, angle and floor. It is nothing but values of a
// scenario, so that `inversim run` with the same values does the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/limits/criteria.h"

namespace inversim {

/// Who is on the table, how it is set up, how it stands, and what happens. SI units.
struct LimitCase {
  double mass = 75.0, height = 1.75;  ///< [kg], [m] of the user
  std::string sex = "male";
  double height_setting = 0.0;   ///< [m] that is dialled in; 0: the user's height
  int holes_off = 0;             ///< of the boom beyond it; positive: longer, foot-heavy
  std::string hinge;             ///< hole
  std::string arms = "sides";    ///< posture
  double mark = 0.0;             ///< [rad] at which the strap is taut; 0: its last
  double angle = 0.0;            ///< [rad] of the bed, at rest or as the run begins
  double slope_direction = 0.0;  ///< [rad] which side is downhill, of a criterion with a slope
};

/// Figures of a scenario that its cases take shares or multiples of, as files and overlay have
/// them.
struct BaseFigures {
  double still = 0.0, kinetic = 0.0;  ///< friction coefficients of the pads
  double clamp_force = 0.0;           ///< [N] on each
  double gravity = 0.0;               ///< [m/s2]
};
BaseFigures base_figures(const Document& scenario);

/// The values of a scenario that make it this case: "subject.mass_kg=125" ...
std::vector<std::string> settings_of(const Criterion& criterion, const LimitCase& c,
                                     const Document& scenario, const BaseFigures& base);

/// Both friction coefficients at a share of the file's, in the order in which the kinetic one is at
/// no time above the static; `change`: over those that are set now.
std::vector<std::string> pad_settings(const BaseFigures& base, double share, double change);

/// Lays values over a scenario in which their paths have been set before. Throws
/// std::invalid_argument with all that is wrong.
void lay(const std::vector<std::string>& settings, Document& scenario);

/// A case with its values rounded to what a person can type; what is reported is computed of it.
LimitCase rounded(LimitCase c);

}  // namespace inversim
