// SPDX-License-Identifier: Apache-2.0
// What the page shows, taken from a recording: answers, lines of plots, tables.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "inversim/recording/reader.h"
#include "inversim/report/measured_lines.h"

namespace inversim {

/// Name of the scenario, or words for a recording that has none.
std::string report_title(const Recording& recording);

/// All the page's script draws. Units are those that people read: mm, deg, mmHg, 1/min, cm.
/// band: runs of the same session at other friction coefficients (traction.h). measured: of
/// lay_over(), drawn over the run before everything else.
nlohmann::ordered_json report_data(const Recording& recording, std::span<const Recording> band = {},
                                   std::span<const MeasuredLine> measured = {});

}  // namespace inversim
