// SPDX-License-Identifier: Apache-2.0
// The reference problem's step, compiled once per CPU level.
#pragma once

#include "spine_tree.h"

namespace inversim::bench {

/// Entries of one width.
template <class T>
struct SpineRuns {
  void (*steps)(SpineProblem<T>& problem, double h, int count);
  /// Kinematics and forward dynamics alone, with the drives and loads that are there.
  void (*evaluate)(SpineProblem<T>& problem);
};

struct SpineKernels {
  SpineRuns<double> scalar;
  SpineRuns<Lanes4> lanes4;
  SpineRuns<Lanes8> lanes8;
};

}  // namespace inversim::bench
