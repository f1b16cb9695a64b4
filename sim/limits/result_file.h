// SPDX-License-Identifier: Apache-2.0
// The result of a limits run as HDF5 that is also valid netCDF-4: every number of it along named
// dimensions, with units and meaning, and all that it was made from.
#pragma once

#include <string>

#include "inversim/limits/assess.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// Writes path.partial and renames it. Throws FileError.
void write_limits(const std::string& path, const LimitsResult& result,
                  const RunProvenance& provenance);

}  // namespace inversim
