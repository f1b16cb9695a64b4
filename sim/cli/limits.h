// SPDX-License-Identifier: Apache-2.0
// inversim limits TABLE: what the table holds, for whom, and what binds.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "inversim/language/library.h"
#include "inversim/limits/assess.h"

namespace inversim {

struct LimitsRequest {
  std::string table;                      ///< file, or shipped name
  std::string criteria = "table_limits";  ///< file of limits, or shipped name
  /// Of a table and of criteria that are in no file; the names above then are what they are called.
  std::optional<std::string> table_text = {}, criteria_text = {};
  std::string output;              ///< result file; empty: none is written
  std::string report;              ///< page; empty: none is written
  std::vector<double> heights_cm;  ///< 100 to 230
  std::vector<double> masses_kg;   ///< 25 to 300
  bool quick = false;
  bool json = false;
  int threads = 0;  ///< up to 1024; 0: as many as the machine has
};

/// Computes, and writes what is asked for. `tell` is told what is being done; what it throws ends
/// everything. Throws std::invalid_argument with all that is wrong, FileError.
LimitsResult compute_limits(const LimitsRequest& request, const Library& library,
                            const std::function<void(const std::string&)>& tell);

/// Returns the exit code: 0 every judged criterion holds with the figures of the file, 1 one does
/// not, 2 input, 3 the file system, 5 internal.
int run_limits(const LimitsRequest& request);

/// The command `limits` of `app`; when it is given, `exit_code` is what run_limits returned.
void add_limits(CLI::App& app, int& exit_code);

}  // namespace inversim
