// SPDX-License-Identifier: Apache-2.0
// The result of a sweep as a file: HDF5 that is valid netCDF-4. A grid has a dimension for each of
// its axes; any other design has one, `case`.
#pragma once

#include <string>
#include <vector>

#include "inversim/recording/provenance.h"
#include "inversim/sweep/plan.h"

namespace inversim {

/// Writes it under another name, and renames it. `values` are cases x values_per_case(), `failures`
/// one text for each case. Throws FileError.
void write_sweep(const std::string& path, const SweepPlan& plan, const RunProvenance& provenance,
                 const std::string& fingerprint, const std::vector<double>& values,
                 const std::vector<std::string>& failures);

}  // namespace inversim
