// SPDX-License-Identifier: Apache-2.0
// What the test report of a limits run shows; a page is made of it above (report/fill_page).
#pragma once

#include <nlohmann/json.hpp>

#include "inversim/limits/assess.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// Data of kind "limits" (sim/report/web/src/limits/data.ts): answers, criteria with their worst
/// cases and commands, users, plots, the 11 points of a test report, unverified figures, and where
/// all of it comes from. Figures are in the unit of their criterion; one that is not a number is
/// null.
nlohmann::ordered_json limits_page_data(const LimitsResult& result, const BenchFiles& files,
                                        const RunProvenance& provenance);

}  // namespace inversim
