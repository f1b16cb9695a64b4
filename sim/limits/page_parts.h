// SPDX-License-Identifier: Apache-2.0
// Pieces of the limits report: figures in words, tables, and the style.
#pragma once

#include <string>

#include "inversim/limits/assess.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// Style of the page, as that of a session's report.
std::string limits_style();

/// A figure of a criterion in its unit, to as many digits as matter.
std::string in_unit(const Criterion& criterion, double si);

/// A case in words: "man 125 kg 198.0 cm, +2 holes, hinge C, arms overhead, bed at -46.3 deg".
std::string case_words(const Criterion& criterion, const LimitCase& c);

/// Table of the criteria of one point of the report, with verdicts; of all for point 0. A sentence
/// where there are none.
std::string criteria_table(const LimitsResult& result, int report_item);

/// Every worst case with its command.
std::string replay_table(const LimitsResult& result);

/// The unverified figures with their ranges.
std::string figures_table(const LimitsResult& result);

/// Version, revision, hashes, texts.
std::string provenance_table(const LimitsResult& result, const RunProvenance& provenance);

}  // namespace inversim
