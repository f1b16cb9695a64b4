// SPDX-License-Identifier: Apache-2.0
// Whether a fault has something to act on: the part of the table, or the person, that it spoils.
#pragma once

#include "inversim/scenario/faults.h"

namespace inversim {

/// Whether the table has a brake that presses when it is applied.
bool has_brake(const PlantDesign& design);

/// Refuses keys that the fault's kind does not have and a value that is none of it, and what acts
/// on a part that this scenario does not have. `fault` is as it was read from `node`. Throws
/// std::invalid_argument with a located sentence for people.
void check_target(const Node& node, const Node& scenario, const PlantDesign& design,
                  const Fault& fault);

}  // namespace inversim
