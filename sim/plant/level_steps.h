// SPDX-License-Identifier: Apache-2.0
// Steps of one CPU level that are compiled apart from the scalar one, so that a build does them
// side by side.
#pragma once

#include "inversim/plant/step.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

// floating_kernel.cpp
void step_floating(const PlantModel<double>&, const PlantInput<double>&, double h,
                   PlantState<double>&, PlantWork<double, 6>&);
void evaluate_floating(const PlantModel<double>&, const PlantInput<double>&, PlantState<double>&,
                       PlantWork<double, 6>&);

// lanes_kernel.cpp
void step_lanes4(const PlantModel<Lanes4>&, const PlantInput<Lanes4>&, double h,
                 PlantState<Lanes4>&, PlantWork<Lanes4, 1>&);
void step_lanes8(const PlantModel<Lanes8>&, const PlantInput<Lanes8>&, double h,
                 PlantState<Lanes8>&, PlantWork<Lanes8, 1>&);
void step_lanes4_floating(const PlantModel<Lanes4>&, const PlantInput<Lanes4>&, double h,
                          PlantState<Lanes4>&, PlantWork<Lanes4, 6>&);

// a step too short to matter: forces and accelerations of this instant
inline constexpr double kInstant = 1e-6;  // [s]

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
