// SPDX-License-Identifier: Apache-2.0
// Faults of what is between plant and controller: supply, sensors, drives, and the link.
#pragma once

#include "inversim/scenario/faults.h"

namespace inversim {

/// Whether a fault acts on the control unit where there is one.
bool is_electrical(FaultKind kind);
/// Whether it has nothing to act on without one.
bool needs_controller(FaultKind kind);

void happen(const Fault& fault, double now, ControlUnit& unit);
/// A fault that lasts for a time is over.
void pass(const Fault& fault, ControlUnit& unit);

/// Reads sensor, other sensor, actuator of a fault and checks its value against them. Throws
/// std::invalid_argument with a sentence for people.
void read_electrical(const Node& node, const PlantDesign& design, const ControlModel* control,
                     Fault& fault);

}  // namespace inversim
