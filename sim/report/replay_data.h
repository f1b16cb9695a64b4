// SPDX-License-Identifier: Apache-2.0
// What a page moves with time: poses of table and body, and the values of levels, pressures, brake.
#pragma once

#include <nlohmann/json.hpp>

#include "inversim/recording/reader.h"

namespace inversim {

/// Poses and tracks of values as packed numbers, thinned to what the eye can tell; null for a
/// recording without rows. Without poses (a run that was cut short, or older than they are) it has
/// the tracks alone, and "poses" is null.
nlohmann::ordered_json replay_data(const Recording& recording);

}  // namespace inversim
