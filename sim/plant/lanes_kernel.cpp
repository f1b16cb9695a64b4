// SPDX-License-Identifier: Apache-2.0
// Compiled once per CPU level, as step_kernel.cpp is: several plants at once, one per lane.
#include "inversim/plant/level_steps.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

void step_lanes4(const PlantModel<Lanes4>& model, const PlantInput<Lanes4>& input, double h,
                 PlantState<Lanes4>& state, PlantWork<Lanes4, 1>& work) {
  step_plant(model, input, broadcast<Lanes4>(h), state, work);
}

void step_lanes8(const PlantModel<Lanes8>& model, const PlantInput<Lanes8>& input, double h,
                 PlantState<Lanes8>& state, PlantWork<Lanes8, 1>& work) {
  step_plant(model, input, broadcast<Lanes8>(h), state, work);
}

void step_lanes4_floating(const PlantModel<Lanes4>& model, const PlantInput<Lanes4>& input,
                          double h, PlantState<Lanes4>& state, PlantWork<Lanes4, 6>& work) {
  step_plant(model, input, broadcast<Lanes4>(h), state, work);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
