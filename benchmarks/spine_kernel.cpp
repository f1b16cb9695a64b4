// SPDX-License-Identifier: Apache-2.0
#include "spine_kernel.h"

namespace inversim::bench {
inline namespace INVERSIM_LEVEL {

template <class T>
void run_steps(SpineProblem<T>& problem, double h, int count) {
  for (int i = 0; i < count; ++i) step(h, problem);
}

template <class T>
void run_evaluation(SpineProblem<T>& problem) {
  const CarrierDrive<T> free = {broadcast<T>(0), broadcast<T>(0)};
  kinematics_pass(problem.tree, problem.state, problem.work);
  forward_dynamics(problem.tree, problem.drive, problem.load, free, problem.work);
}

SpineKernels spine_kernels() {
  return {{run_steps<double>, run_evaluation<double>},
          {run_steps<Lanes4>, run_evaluation<Lanes4>},
          {run_steps<Lanes8>, run_evaluation<Lanes8>}};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim::bench
