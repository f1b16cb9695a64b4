// SPDX-License-Identifier: Apache-2.0
// What became of validation rows, for machines and for the page of `inversim validate`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "inversim/recording/provenance.h"
#include "inversim/validation/rows.h"

namespace inversim {

/// A set of rows that were run, and the file it was read from.
struct ValidatedSet {
  std::string name;  ///< "circulation", or the file's own name
  std::string path;  ///< of the file
  std::vector<ValidationRow> rows;
};

/// File of a row's scenario as people find it, from where the set's file is; a shipped name as it
/// is.
std::string scenario_shown(const std::string& set, const std::string& scenario);

const char* role_name(RowRole role);  ///< "tested", "calibrated", "reported"
/// What became of a row in words: "inside", "OUTSIDE" ...; empty of one without a verdict.
std::string verdict(const ValidationRow& row);
/// The same in one word: "inside", "outside", "known" (outside, and why is known), "not_run", or
/// "reported".
const char* outcome_name(const ValidationRow& row);

/// Rows with a verdict that are not inside their band, or could not be run, and are no known miss:
/// what `validate` fails by.
int outside_count(const std::vector<ValidatedSet>& sets);

/// A row as `--json` and Python have it.
nlohmann::ordered_json row_json(const ValidationRow& row, const std::string& set);

/// Data of kind "validation" (sim/report/web/src/validation/data.ts). `parameters`: their hash;
/// `provenance`: of the program and of the sets' files.
nlohmann::ordered_json validation_page_data(const std::vector<ValidatedSet>& sets,
                                            const std::string& parameters,
                                            const RunProvenance& provenance);

}  // namespace inversim
