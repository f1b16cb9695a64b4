// SPDX-License-Identifier: Apache-2.0
// An FMU as a file: description, shared library with what it needs beside it, and resources.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/document.h"

namespace inversim {

/// Writes the FMU of a resolved scenario for FMI 2 or 3. `settings`: what was laid over it, as
/// PATH=VALUE; `version`: of inversim. Throws std::invalid_argument with a sentence for what cannot
/// be exported, std::system_error where the file cannot be written.
void write_fmu(const Document& document, const std::vector<std::string>& settings, int fmi,
               const std::string& version, const std::string& path);

}  // namespace inversim
