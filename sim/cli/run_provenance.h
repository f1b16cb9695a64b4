// SPDX-License-Identifier: Apache-2.0
// Where a run comes from and how it is recorded, gathered for its result file: one account for the
// program and for Python.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/library.h"
#include "inversim/loop/suite.h"
#include "inversim/plant/plant.h"
#include "inversim/recording/recorder.h"
#include "inversim/sweep/plan.h"

namespace inversim {

/// Of the program itself: its version, how it was built, and the CPU's level.
RunProvenance program_provenance();

/// Of a run of a resolved scenario that was read with `library`; `overrides` are "path=value",
/// `start` is the state before the first recorded step.
RunProvenance run_provenance(const Document& document, const Library& library,
                             const std::vector<std::string>& overrides, const PlantDesign& design,
                             const PlantState<double>& start);

/// Of sets of validation rows: their files.
RunProvenance validation_provenance(const std::vector<Document>& sets, const Library& library);

/// Of a sweep: its own file, its scenario, and what that names; what holds for all cases. There is
/// no start state.
RunProvenance sweep_provenance(const SweepPlan& plan, const Library& library);

/// Of a suite: its own file, and the files of all of its cases, each once. There is neither seed
/// nor start state, which are the cases' own. Throws std::invalid_argument where it cannot be read.
RunProvenance suite_provenance(const std::string& suite, const std::vector<SuiteCase>& cases,
                               const Library& library);

/// How a resolved scenario wants to be recorded.
RecorderOptions recorder_options(const Document& document, const PlantDesign& design);

}  // namespace inversim
