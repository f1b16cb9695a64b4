// SPDX-License-Identifier: Apache-2.0
// inversim sweep FILE.yaml
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace inversim {

struct SweepRequest {
  std::string file;
  std::string output;
  std::string report;  ///< page to write of the result, or empty
  int threads = 0;
  bool afresh = false;
  bool list = false;
  bool json = false;
};

/// Runs the cases that are missing and writes the result; exit code as in exit_code.h.
int run_sweep_command(const SweepRequest& request);

void add_sweep(CLI::App& app, int& exit_code);

}  // namespace inversim
