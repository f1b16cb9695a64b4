// SPDX-License-Identifier: Apache-2.0
// Lists of maps, lists of steps, and overrides, checked.
#pragma once

#include <vector>

#include "inversim/language/validate.h"

namespace inversim {

/// kRecords, kSteps.
Node validate_entries(const Raw& raw, const Place& place, std::vector<Diagnostic>& diagnostics);

/// kOverrides: its paths are looked up when everything is joined.
Node validate_overrides(const Raw& raw, const Place& place, std::vector<Diagnostic>& diagnostics);

}  // namespace inversim
