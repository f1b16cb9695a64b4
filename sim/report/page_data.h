// SPDX-License-Identifier: Apache-2.0
// What the page shows, taken from a recording: answers, lines of plots, tables.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "inversim/recording/reader.h"

namespace inversim {

/// Name of the scenario, or words for a recording that has none.
std::string report_title(const Recording& recording);

/// All the page's script draws. Units are those that people read: mm, deg, mmHg, 1/min, cm.
nlohmann::ordered_json report_data(const Recording& recording);

}  // namespace inversim
