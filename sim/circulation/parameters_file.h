// SPDX-License-Identifier: Apache-2.0
// A circulation file into figures.
#pragma once

#include "inversim/circulation/parameters.h"
#include "inversim/language/document.h"

namespace inversim {

/// `root`: a checked circulation file, or the sub-tree `circulation` of a scenario. Throws
/// std::invalid_argument with one sentence where a figure, compartment or resistance that the code
/// asks for is missing, or joins or stands elsewhere than the network of this version has it.
CirculationParameters circulation_parameters(const Node& root);

}  // namespace inversim
