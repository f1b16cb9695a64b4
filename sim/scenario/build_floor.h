// SPDX-License-Identifier: Apache-2.0
// The floor: its slope, and what of table and person can come to it.
#pragma once

#include "inversim/language/document.h"
#include "inversim/plant/plant.h"

namespace inversim {

/// Gravity [m/s^2] in the axes of a floor that slopes by an angle [rad]. direction [rad]: which way
/// is downhill, 0 the head end of the table (+x), 90 deg the user's right (+y).
Vec3<double> gravity_on_slope(double gravity, double slope, double direction);

/// Puts the frame on its feet: points that can come to the floor, and where the frame starts, its
/// feet as deep in the floor as the weight presses them on the level.
void stand_on_floor(const FrameData& frame, const BedData& bed, double gravity,
                    PlantDesign& design);

}  // namespace inversim
