// SPDX-License-Identifier: Apache-2.0
// A quasi-static session's step, several people at once or one: what lanes could bring to a sweep.
#pragma once

#include "inversim/plant/kernels.h"

namespace inversim::bench {

/// One step: the bed at an angle [rad], time passes, the body comes to rest. Returns the
/// iterations.
template <class T>
using RestStep = int (*)(const PlantModel<T>&, const PlantInput<T>&, double angle, double dt,
                         PlantState<T>&, PlantWork<T, 1>&);

struct RestSteps {
  RestStep<double> scalar;
  RestStep<Lanes4> lanes4;
  RestStep<Lanes8> lanes8;
};

}  // namespace inversim::bench
