// SPDX-License-Identifier: Apache-2.0
// The page of a sweep: which cases, what came of them, maps and lines over their axes.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "inversim/sweep/read_result.h"

namespace inversim {

/// Names of the metrics that are told first: of a file with few, those that differ between cases in
/// its order; of one with many, those that a session's page tells first. At most four.
std::vector<std::string> main_metrics(const SweepResult& sweep);

/// All that the page's script draws. Numbers are packed: a metric's as 4-byte floats, those of one
/// with labels (25 levels) as 16-bit integers. `file`: its name, to be told.
nlohmann::ordered_json sweep_data(const SweepResult& sweep, const std::string& file);

/// The page as UTF-8 text; it loads nothing.
std::string sweep_page(const SweepResult& sweep, const std::string& file);

}  // namespace inversim
