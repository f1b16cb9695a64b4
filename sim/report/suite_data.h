// SPDX-License-Identifier: Apache-2.0
// The page of a suite: the verdict of each case, and the second in which a case failed.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "inversim/loop/suite.h"
#include "inversim/loop/trace.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// The time [s] of a case's first expectation that does not hold; without one, its end.
double failing_time(const CaseResult& result);

/// Every step of the second around a failure: the signals of the expectations that fail, in their
/// units, and those by which a controller is understood; with all events. Null without a sample.
nlohmann::ordered_json second_data(const Trace& trace, const CaseResult& result);

/// How a controller was reached, told once: {key, value} each.
struct SuiteSetting {
  std::string key, value;
};

/// A suite that ran. `seconds`: of second_data(), one for each case, null where there is none.
struct SuiteRun {
  std::string name, description;
  std::vector<SuiteCase> cases;
  std::vector<CaseResult> results;
  std::vector<nlohmann::ordered_json> seconds;
  std::vector<SuiteSetting> settings;
  RunProvenance provenance;
};

/// All that the page's script draws. Of seconds the first 40 are kept, for the page's size.
nlohmann::ordered_json suite_data(const SuiteRun& run);

/// The page as UTF-8 text; it loads nothing.
std::string suite_page(const SuiteRun& run);

}  // namespace inversim
