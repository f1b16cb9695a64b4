// SPDX-License-Identifier: Apache-2.0
// What stands between the plant of a scenario and its controller: sensors and drives of the table.
#pragma once

#include "inversim/language/document.h"
#include "inversim/plant/control_unit.h"

namespace inversim {

/// Throws std::invalid_argument with a sentence for people where a controller has nothing to act
/// on, or a sensor has more samples under way than can be.
ControlModel build_control(const Node& scenario, const PlantDesign& design);

}  // namespace inversim
