// SPDX-License-Identifier: Apache-2.0
// This library's kernels, by CPU level and lanes, behind the face that the other engines have.
#pragma once

#include <fmt/format.h>

#include <memory>

#include "engines.h"
#include "inversim/multibody/cpu_levels.h"
#include "spine_kernel.h"

namespace inversim::bench {

/// The kernels of a level that the machine has.
SpineKernels spine_kernels_of(CpuLevel level);

/// Those of one width.
template <class T>
SpineRuns<T> runs_of(const SpineKernels& kernels) {
  if constexpr (kLanes<T> == 1) return kernels.scalar;
  if constexpr (kLanes<T> == 4) return kernels.lanes4;
  if constexpr (kLanes<T> == 8) return kernels.lanes8;
}

/// "inversim 8 lanes, x86-64-v4"
template <class T>
std::string own_name(CpuLevel level) {
  return fmt::format("inversim {} lane{}, {}", kLanes<T>, kLanes<T> == 1 ? "" : "s",
                     cpu_level_name(level));
}

/// The reference problem at rest, the same in all lanes.
template <class T>
std::shared_ptr<SpineProblem<T>> problem_of(const std::vector<Part>& parts) {
  auto problem = std::make_shared<SpineProblem<T>>();
  for (int lane = 0; lane < kLanes<T>; ++lane) set_problem_lane(*problem, lane, parts);
  return problem;
}

template <class T>
Simulation own_simulation(CpuLevel level, const std::vector<Part>& parts) {
  const SpineRuns<T> runs = runs_of<T>(spine_kernels_of(level));
  auto problem = problem_of<T>(parts);
  auto step = std::make_shared<double>();
  Simulation simulation;
  simulation.scheme = "trapezoid; springs and supports implicit";
  simulation.start = [problem, step, rest = problem->state](double h) {
    problem->state = rest, problem->t = 0, *step = h;
  };
  simulation.advance = [problem, step, runs](int count) { runs.steps(*problem, *step, count); };
  simulation.head = [problem, runs] {
    runs.evaluate(*problem);
    const Vec3<T> x = head_position(*problem);
    const int last = kLanes<T> - 1;
    return std::array<double, 3>{get_lane(x.x, last), get_lane(x.y, last), get_lane(x.z, last)};
  };
  return simulation;
}

}  // namespace inversim::bench
