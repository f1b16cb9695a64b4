// SPDX-License-Identifier: Apache-2.0
// inversim hil SUITE: a controller against the cases of a suite.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "inversim/cli/link_options.h"

namespace inversim {

struct HilRequest {
  std::string suite;
  std::vector<std::string> controllers;  ///< shipped names or paths; empty: the scenarios' own
  std::string junit;                     ///< file for JUnit's XML, or empty
  std::string recordings;                ///< folder for a result file of each case, or empty
  std::string exchanges;                 ///< folder for a log of each case's exchanges, or empty
  std::string failing;                   ///< folder for the failing second of cases, or empty
  std::string report;                    ///< page to write, or empty
  std::vector<std::string> only;         ///< names of cases; empty: all
  int jobs = 0;                          ///< threads; 0: as many as the machine has
  bool list = false;                     ///< says what the cases are, and runs none
  bool json = false;                     ///< says it for machines
  bool quiet = false;                    ///< what failed only
  LinkRequest link;
};

/// Returns the exit code: 0 every case holds, 1 an expectation failed, 2 input, or a controller
/// that refuses a table whose case does not say that it may, 3 the file system or a link, 4 a
/// controller stopped answering, 5 internal.
int run_hil(const HilRequest& request);

/// The command `hil` of `app`; when it is given, `exit_code` is what run_hil returned.
void add_hil(CLI::App& app, int& exit_code);

}  // namespace inversim
