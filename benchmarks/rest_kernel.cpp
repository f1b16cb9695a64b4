// SPDX-License-Identifier: Apache-2.0
#include "rest_kernel.h"

namespace inversim::bench {
inline namespace INVERSIM_LEVEL {
namespace {

constexpr int kCirculationSteps = 30;  ///< as the plant's own kernel takes in a step of a hold

template <class T>
int step(const PlantModel<T>& model, const PlantInput<T>& input, double angle, double dt,
         PlantState<T>& state, PlantWork<T, 1>& work) {
  JointState<T>& bed = state.tree.joint[kBedBody];
  const SinCos<T> half = sincos<T>(broadcast<T>(0.5 * angle));
  const T o = broadcast<T>(0);
  bed.q_PB = {half.cos, o, half.sin, o};
  bed.angle = broadcast<T>(angle);
  take_time(model, broadcast<T>(dt), kCirculationSteps, state, work);
  return find_rest(model, input, kRestIterations, state, work).iterations;
}

}  // namespace

RestSteps rest_steps() { return {step<double>, step<Lanes4>, step<Lanes8>}; }

}  // namespace INVERSIM_LEVEL
}  // namespace inversim::bench
