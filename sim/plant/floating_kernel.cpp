// SPDX-License-Identifier: Apache-2.0
// Compiled once per CPU level, as step_kernel.cpp is: a frame that floats or stands on the floor.
#include "inversim/plant/level_steps.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

void step_floating(const PlantModel<double>& model, const PlantInput<double>& input, double h,
                   PlantState<double>& state, PlantWork<double, 6>& work) {
  step_plant(model, input, h, state, work);
}

void evaluate_floating(const PlantModel<double>& model, const PlantInput<double>& input,
                       PlantState<double>& state, PlantWork<double, 6>& work) {
  compute_accelerations(model, input, kInstant, 0.0, state, work);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
