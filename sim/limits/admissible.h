// SPDX-License-Identifier: Apache-2.0
// The largest user of a height for whom a criterion holds, and how much of its capacity users of
// other masses take.
#pragma once

#include <vector>

#include "inversim/limits/search.h"

namespace inversim {

inline constexpr double kLeastUser = 30.0;      ///< [kg] of the search
inline constexpr double kGreatestUser = 250.0;  ///< [kg]

/// What users of one height get from one criterion.
struct UserLimit {
  double mass = 0.0;  ///< [kg] largest for which it holds; 0: for none; kGreatestUser: for all
  std::vector<double> margin;  ///< at the masses asked for, in the unit of the quantity
  std::size_t cases = 0;
};

/// Searches the worst settings at that height for a user of the table's rating, then finds the mass
/// at which the worst of these cells breaks the criterion, by bisection to 0.1 kg; at that mass it
/// searches again, for settings that are worse there, until there are none. A criterion that runs
/// takes the settings of `known`, its worst cases over all heights, instead. Goes up from
/// the lightest in steps of 20 kg to the first that fails, and says 0 where that is the lightest.
UserLimit largest_user(const BenchFiles& files, const Criterion& criterion, const TableRange& range,
                       double height, const std::vector<double>& masses,
                       const SearchOptions& options, const std::vector<Point>& known);

}  // namespace inversim
