// SPDX-License-Identifier: Apache-2.0
// The verdict under the bands of unverified figures: each figure at either end of its range, one at
// a time, and then all of them at the end that is worse for the criterion.
#pragma once

#include <string>
#include <vector>

#include "inversim/limits/search.h"

namespace inversim {

/// A figure of table or user whose value was not read in a source.
struct Unverified {
  std::string path;                             ///< in a scenario: "table.brake.mu_static"
  std::string unit;                             ///< of the three below, for people
  double nominal = 0.0, low = 0.0, high = 0.0;  ///< in that unit
  std::string status, source;
  /// What must be set for either end; a figure that may not pass another takes it along.
  Overlay at_low, at_high;
  std::string remark;  ///< that another goes along, or why an end cannot be set
};

/// Every figure of the table that has a range and was not seen in a source, then those of the
/// criteria.
std::vector<Unverified> unverified_figures(const BenchFiles& files, const Criteria& criteria);

/// How far a criterion is from being broken; in the unit of its quantity, negative when it is.
double margin_of(const Criterion& criterion, double value, double capacity);

/// What one figure does to one criterion, at the criterion's worst case.
struct Sensitivity {
  double margin_low = 0.0, margin_high = 0.0;  ///< of the criterion, figure at either end
  double worse = 0.0;   ///< the lesser of the two less the nominal margin, at most 0
  int worse_end = 0;    ///< -1 low, +1 high, 0: it makes no difference for the worse
  std::string failure;  ///< why an end could not be computed
};

/// Of every figure, in their order.
std::vector<Sensitivity> sensitivities(const BenchFiles& files, const Criterion& criterion,
                                       const Point& worst, double nominal_capacity,
                                       const Domain& domain, const std::vector<Unverified>& figures,
                                       int threads);

/// All figures at their worse ends, as far as they can be set together.
Overlay worse_together(const BenchFiles& files, const std::vector<Unverified>& figures,
                       const std::vector<Sensitivity>& found);

}  // namespace inversim
