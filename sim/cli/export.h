// SPDX-License-Identifier: Apache-2.0
// inversim export: a scenario for other programs, the tree of its plant as MJCF or all of it as an
// FMU.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "inversim/language/document.h"

namespace inversim {

struct ExportRequest {
  std::string scenario;
  std::string mjcf;                   ///< file to write, "-" for standard output; or empty
  std::string fmu;                    ///< file to write, or empty
  int fmi = 3;                        ///< version of the FMU: 2 or 3
  std::vector<std::string> settings;  ///< PATH=VALUE
};

/// The tree of a resolved scenario's plant as MJCF. Throws std::invalid_argument with a sentence for
/// people where files do not fit together.
std::string mjcf_of(const Document& scenario);

/// Returns the exit code: 0, 2 input, 3 the file system.
int run_export(const ExportRequest& request);

/// The command `export` of `app`; when it is given, `exit_code` is what run_export returned.
void add_export(CLI::App& app, int& exit_code);

}  // namespace inversim
