// SPDX-License-Identifier: Apache-2.0
// Compiled once per CPU level (cmake/cpu_levels.cmake); free of std and Eigen, so that no inline
// function of theirs is emitted with instructions that an older CPU lacks.
#include "inversim/plant/kernels.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {
namespace {

template <class T, int NB>
void step_by(const PlantModel<T>& model, const PlantInput<T>& input, double h, PlantState<T>& state,
             PlantWork<T, NB>& work) {
  step_plant(model, input, broadcast<T>(h), state, work);
}

// a step too short to matter: forces and accelerations of this instant
constexpr double kInstant = 1e-6;  // [s]

template <class T, int NB>
void evaluate(const PlantModel<T>& model, const PlantInput<T>& input, PlantState<T>& state,
              PlantWork<T, NB>& work) {
  compute_accelerations(model, input, broadcast<T>(kInstant), broadcast<T>(0), state, work);
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

constexpr PlantKernels kKernels = {INVERSIM_LEVEL_NAME,
                                   step_by<double, 1>,
                                   step_by<double, 6>,
                                   evaluate<double, 1>,
                                   evaluate<double, 6>,
                                   rest,
                                   wait,
                                   step_by<Lanes4, 1>,
                                   step_by<Lanes8, 1>,
                                   step_by<Lanes4, 6>};

}  // namespace

const PlantKernels& level_kernels() { return kKernels; }

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
