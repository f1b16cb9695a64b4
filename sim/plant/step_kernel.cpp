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
                int max_iterations, PlantState<double>& state, PlantWork<double, 1>& work) {
  const EquilibriumResult<double> r = find_rest(model, input, max_iterations, state, work);
  return {r.iterations, r.move, r.converged};
}

constexpr int kCirculationParts = 30;  ///< averaged steps in a step of a hold, at least

void wait(const PlantModel<double>& model, double dt, PlantState<double>& state,
          PlantWork<double, 1>& work) {
  // steps are small where a hold begins, and pressures still follow the motion before it
  const bool beats = model.face == Face::kBeating;
  const int fewest = beats ? 1 : kCirculationParts;
  const int parts = static_cast<int>(dt / (beats ? kBeatStep : kCirculationStep)) + 1;
  take_time(model, dt, parts < fewest ? fewest : parts, state, work);
}

constexpr PlantKernels kKernels = {
    INVERSIM_LEVEL_NAME, step,        step_floating,       evaluate, evaluate_floating, rest, wait,
    step_lanes4,         step_lanes8, step_lanes4_floating};

}  // namespace

const PlantKernels& level_kernels() { return kKernels; }

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
