// SPDX-License-Identifier: Apache-2.0
// The whole reference problem, the tilt of 12 s, at equal accuracy: where the head is on the way,
// and what that costs each engine.
#pragma once

#include <vector>

#include "engines.h"

namespace inversim::bench {

/// Steps that engines may choose from [s], the longest first.
inline constexpr double kSteps[] = {10e-3, 5e-3, 2e-3, 1e-3, 0.5e-3, 0.25e-3};

inline constexpr double kPathTolerance = 10e-6;  // [m] head in the plane of the tilt, from 1 s on
inline constexpr double kEndTolerance = 1e-6;    // [m] the same at kEndTime, against kHeadAtEnd

/// Head every 0.1 s.
using HeadPath = std::vector<std::array<double, 3>>;

/// Runs the whole problem.
HeadPath head_path(const Simulation& simulation, double h);

/// Largest distances in x and z, in metres; infinite where the engine diverged.
struct HeadError {
  double path;  ///< from the reference, from 1 s on; the drop onto the supports is before
  double end;   ///< from kHeadAtEnd
};
HeadError head_error(const HeadPath& path, const HeadPath& reference);

/// What was found for one step.
struct Attempt {
  double h;
  HeadError error;
  bool good() const { return error.path < kPathTolerance && error.end < kEndTolerance; }
};

/// Tries kSteps from the longest, up to the first that is good or to the end.
std::vector<Attempt> longest_good_step(const Simulation& simulation, const HeadPath& reference);

}  // namespace inversim::bench
