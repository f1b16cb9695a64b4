// SPDX-License-Identifier: Apache-2.0
// A resolved scenario into a plant: table, person, spine and circulation put together.
#pragma once

#include <memory>

#include "inversim/circulation/rest.h"
#include "inversim/language/document.h"
#include "inversim/plant/plant.h"

namespace inversim {

/// Builds the plant of a resolved scenario document, at its start angle, not yet settled. Throws
/// std::invalid_argument with a sentence for people where files that are sound by themselves do not
/// fit together. `known`: resting states of the circulation that other plants have found.
std::shared_ptr<const PlantDesign> build_plant(const Node& scenario,
                                               RestingStates* known = nullptr);

}  // namespace inversim
