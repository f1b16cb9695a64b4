// SPDX-License-Identifier: Apache-2.0
// Faults of the link between plant and controller, and of the controller's running.
#pragma once

#include "inversim/scenario/faults.h"

namespace inversim {

bool is_link_fault(FaultKind kind);

/// Reads direction and value of one. Throws std::invalid_argument with a sentence for people.
void read_link_fault(const Node& node, const ControlModel& control, Fault& fault);

void happen(const Fault& fault, const ControlModel& model, ControlLink& link);
/// One that lasts for a time is over.
void pass(const Fault& fault, ControlLink& link);

}  // namespace inversim
