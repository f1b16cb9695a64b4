// SPDX-License-Identifier: Apache-2.0
// Measured against simulated: the rows of a validation file, each with the scenario that simulates
// its study.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/library.h"

namespace inversim {

enum class RowRole { kTested, kCalibrated, kReported };

/// One row, values in its unit.
struct ValidationRow {
  std::string id, study, what, scenario, unit, status, source, note;
  RowRole role = RowRole::kReported;
  std::optional<double> measured, low, high;
  std::optional<double> simulated;  ///< none where the scenario could not be run
  std::string failure;              ///< why not
  std::string known_miss;           ///< why it is outside its band, if that is known

  bool inside() const {
    return simulated && (!low || *simulated >= *low) && (!high || *simulated <= *high);
  }
};

/// Runs every scenario of the set once. `tell` is told each scenario before it runs; `look` is
/// called now and then meanwhile, and what it throws ends everything. Throws std::invalid_argument
/// with a sentence for people where a row asks for what is not there.
std::vector<ValidationRow> run_validation(const Document& set, const Library& library,
                                          const std::function<void(const std::string&)>& tell,
                                          const std::function<void()>& look = {});

/// The scenarios of a set, each once, in the order in which they are run.
std::vector<std::string> scenarios_of(const Document& set);

}  // namespace inversim
