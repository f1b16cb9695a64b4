// SPDX-License-Identifier: Apache-2.0
// modelDescription.xml of an FMU, for FMI 2.0 and 3.0.
//
// FMI 2.0 has scalars: an array's elements are "section_axial[L4-L5]", one value reference each, in
// the order of the variables. FMI 3.0 has arrays: one value reference for each variable; 0 is time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inversim/fmu/variables.h"

namespace inversim {

inline constexpr const char* kModelIdentifier = "inversim";

struct ModelInfo {
  std::string name;         ///< of the scenario
  std::string description;  ///< for people
  std::string version;      ///< of inversim
  std::string token;        ///< GUID: the same for the same variables and files
  double step = 1e-3;       ///< [s]
  double stop = 1.0;        ///< [s] of the default experiment
};

std::string description_fmi2(const ModelInfo& info, const std::vector<FmuVariable>& variables);
std::string description_fmi3(const ModelInfo& info, const std::vector<FmuVariable>& variables);

/// A unit taken apart: value in SI base units = factor * value + offset.
struct BaseUnit {
  int kg = 0, m = 0, s = 0, A = 0, K = 0, rad = 0;
  double factor = 1.0, offset = 0.0;
};
/// Of "N m", "m s-2", "N/mm", "deg/s"; false for what it does not know ("years").
bool base_unit(const std::string& text, BaseUnit& unit);

}  // namespace inversim
