// SPDX-License-Identifier: Apache-2.0
// Long series made short for a plot without losing a peak.
#pragma once

#include <cstddef>
#include <vector>

#include "inversim/recording/reader.h"

namespace inversim {

/// Points of a line. A point that is not a number breaks the line.
struct Line {
  std::vector<double> time;  ///< [s]
  std::vector<double> value;
};

/// Of each of `columns` equal spans of time the least and the greatest sample, in the order in
/// which they came, with their own times; besides the first and the last sample of all. Every point
/// is a sample of the recording, and none of it lies outside the line. `place` is the value's place
/// in a row.
Line envelope(const Recording& recording, std::size_t place, std::size_t columns);

/// An instant at which a value changed its sign.
struct Crossing {
  double time = 0.0;
  std::size_t row = 0;
  bool upwards = false;
};

/// Changes of sign of a value; those that do not go beyond +-band are passed over.
std::vector<Crossing> zero_crossings(const Recording& recording, std::size_t place, double band);

}  // namespace inversim
