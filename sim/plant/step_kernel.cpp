// SPDX-License-Identifier: Apache-2.0
// Compiled once per CPU level (cmake/cpu_levels.cmake); free of std and Eigen, so that no inline
// function of theirs is emitted with instructions that an older CPU lacks.
#include "inversim/plant/kernels.h"
#include "inversim/plant/level_steps.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {
namespace {

void step(const PlantModel<double>& model, const PlantInput<double>& input, double h,
          PlantState<double>& state, PlantWork<double, 1>& work) {
  step_plant(model, input, h, state, work);
}

void evaluate(const PlantModel<double>& model, const PlantInput<double>& input,
              PlantState<double>& state, PlantWork<double, 1>& work) {
  compute_accelerations(model, input, kInstant, 0.0, state, work);
}

RestReport rest(const PlantModel<double>& model, const PlantInput<double>& input,
                PlantState<double>& state, PlantWork<double, 1>& work) {
  const EquilibriumResult<double> r = find_rest(model, input, state, work);
  return {r.iterations, r.move, r.converged};
}

void wait(const PlantModel<double>& model, double dt, PlantState<double>& state,
          PlantWork<double, 1>& work) {
  const double longest = model.face == Face::kBeating ? kBeatStep : kCirculationStep;
  const int parts = static_cast<int>(dt / longest) + 1;
  take_time(model, dt, parts, state, work);
}

constexpr PlantKernels kKernels = {
    INVERSIM_LEVEL_NAME, step,        step_floating,       evaluate, evaluate_floating, rest, wait,
    step_lanes4,         step_lanes8, step_lanes4_floating};

}  // namespace

const PlantKernels& level_kernels() { return kKernels; }

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
