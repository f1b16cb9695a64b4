// SPDX-License-Identifier: Apache-2.0
#include "level_kernel.h"

namespace inversim::test {
inline namespace INVERSIM_LEVEL {

template <class T, int NB>
void run_constant(ConstantRun<T, NB>& run, int steps) {
  const CarrierDrive<T> free = {broadcast<T>(0), broadcast<T>(0)};
  for (int i = 0; i < steps; ++i) {
    kinematics_pass(run.tree, run.state, run.work);
    integrate(run.tree, run.drive, run.load, free, broadcast<T>(1e-3), broadcast<T>(0.5), run.work,
              run.state);
  }
}

template <class T>
void run_spine(bench::SpineProblem<T>& problem, int steps) {
  for (int i = 0; i < steps; ++i) bench::step(1e-3, problem);
}

template <class T>
constexpr Runs<T> kRuns = {run_constant<T, 1>, run_spine<T>};

LevelRuns level_runs() {
  return {run_constant<double, 0>, run_constant<double, 6>, kRuns<double>, kRuns<Lanes4>,
          kRuns<Lanes8>};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim::test
