// SPDX-License-Identifier: Apache-2.0
// inversim validate: published measurements against simulations of their own protocols.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace inversim {

struct ValidateRequest {
  std::vector<std::string> sets;  ///< shipped names or files; empty: all that are shipped
  std::string output;             ///< page with table and plot; empty: none
  bool json = false;
};

/// Returns the exit code: 0 every tested and calibrated row is inside its band, 1 one is not, 2
/// input, 3 the file system.
int run_validate(const ValidateRequest& request);

void add_validate(CLI::App& app, int& exit_code);

}  // namespace inversim
