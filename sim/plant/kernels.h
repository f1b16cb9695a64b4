// SPDX-License-Identifier: Apache-2.0
// The plant's step compiled once per CPU level; which one runs is chosen at run time.
#pragma once

#include "inversim/plant/quasi_static.h"

namespace inversim {

/// Step functions of one CPU level. Welded: the frame does not move; floating: it is free, or
/// stands on the floor.
struct PlantKernels {
  const char* level;  ///< "x86-64-v3"
  void (*step)(const PlantModel<double>&, const PlantInput<double>&, double h, PlantState<double>&,
               PlantWork<double, 1>&);
  void (*step_floating)(const PlantModel<double>&, const PlantInput<double>&, double h,
                        PlantState<double>&, PlantWork<double, 6>&);
  /// Accelerations and loads at a state; the state's contact anchors may move.
  void (*evaluate)(const PlantModel<double>&, const PlantInput<double>&, PlantState<double>&,
                   PlantWork<double, 1>&);
  void (*evaluate_floating)(const PlantModel<double>&, const PlantInput<double>&,
                            PlantState<double>&, PlantWork<double, 6>&);
  /// Rest on the bed, held at its angle, within so many iterations (quasi_static.h).
  RestReport (*find_rest)(const PlantModel<double>&, const PlantInput<double>&, int max_iterations,
                          PlantState<double>&, PlantWork<double, 1>&);
  /// A step dt of all that takes time while the body rests.
  void (*take_time)(const PlantModel<double>&, double dt, PlantState<double>&,
                    PlantWork<double, 1>&);
  void (*step4)(const PlantModel<Lanes4>&, const PlantInput<Lanes4>&, double h, PlantState<Lanes4>&,
                PlantWork<Lanes4, 1>&);
  void (*step8)(const PlantModel<Lanes8>&, const PlantInput<Lanes8>&, double h, PlantState<Lanes8>&,
                PlantWork<Lanes8, 1>&);
  void (*step4_floating)(const PlantModel<Lanes4>&, const PlantInput<Lanes4>&, double h,
                         PlantState<Lanes4>&, PlantWork<Lanes4, 6>&);
};

/// The kernels of a level named as in cpu_levels.h; the best this machine has by default.
const PlantKernels& plant_kernels();
const PlantKernels& plant_kernels(const char* level);

}  // namespace inversim
