// SPDX-License-Identifier: Apache-2.0
// The zero state: free lengths and angles of the discs such that a person who lies on the back,
// relaxed, has the disc heights and angles of the reference posture.
#pragma once

#include "inversim/plant/plant.h"

namespace inversim {

/// Sets free displacement, shear and angle of every disc of `design.model`. The load of each level
/// lying is found with the levels welded and friction off on the design's own bed; the tone must be
/// the subject's. Needs shapes and contact points; leaves the start state as it is.
void solve_zero_state(PlantDesign& design);

}  // namespace inversim
