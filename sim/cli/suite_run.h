// SPDX-License-Identifier: Apache-2.0
// What a page tells of a suite beside its cases: how its controllers were reached, where it all
// comes from.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "inversim/cli/link_options.h"
#include "inversim/language/library.h"
#include "inversim/report/suite_data.h"

namespace inversim {

/// Throws std::invalid_argument where the suite's file cannot be read any more.
SuiteRun gather_suite(const std::string& suite, const std::vector<SuiteCase>& cases,
                      const std::vector<CaseResult>& results,
                      std::vector<nlohmann::ordered_json> seconds, const LinkRequest& link,
                      const Library& library);

}  // namespace inversim
