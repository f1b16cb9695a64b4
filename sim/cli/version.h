// SPDX-License-Identifier: Apache-2.0
// What this program was built from.
#pragma once

#include <string>

namespace inversim {

std::string version();  ///< "0.1.0"
std::string
git_revision();             ///< short hash at configure time, "+" if the tree was changed; or empty
std::string build_flags();  ///< what decides the bits
std::string compiler();     ///< "GNU 12.2.0"

}  // namespace inversim
