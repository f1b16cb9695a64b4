// SPDX-License-Identifier: Apache-2.0
// The place that a sentence about a file begins with.
#pragma once

#include <string>

#include "inversim/language/diagnostic.h"

namespace inversim {

/// "file:line:column: ", or "" of what no file says, such as an override of the command line.
std::string before(const Location& where);

}  // namespace inversim
