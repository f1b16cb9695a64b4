// SPDX-License-Identifier: Apache-2.0
// What is read off the bed's two pivots, and off the hands: what they hold, what they come near.
#pragma once

#include "inversim/plant/observe.h"

namespace inversim {

void observe_pivots(const PlantModel<double>& m, const PlantInput<double>& in,
                    const PlantState<double>& s, const PlantWork<double, 1>& w, Observation& o);

void observe_hands(const PlantModel<double>& m, const PlantInput<double>& in,
                   const PlantState<double>& s, const PlantWork<double, 1>& w, Observation& o);

/// Gaps of hands to frame and floor; not a number where there is none.
void observe_clearances(const PlantDesign& design, const PlantWork<double, 1>& w, Observation& o);

}  // namespace inversim
