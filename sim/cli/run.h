// SPDX-License-Identifier: Apache-2.0
// inversim run SCENARIO: one session, recorded and judged.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "inversim/cli/link_options.h"
#include "inversim/language/parse.h"

namespace inversim {

struct RunRequest {
  std::string scenario;
  std::string table;                  ///< file in place of the scenario's table, or empty
  std::string controller;             ///< in place of the scenario's controller, or empty
  std::string output;                 ///< result file; empty: none is written
  std::string exchanges;              ///< file for a log of sensors and commands, or empty
  std::vector<std::string> settings;  ///< PATH=VALUE
  bool json = false;
  bool quiet = false;
  LinkRequest link;
  bool acknowledge = false;  ///< prints the number of rows safe on file after each flush
};

/// Returns the exit code: 0 all holds, 1 an expectation failed, 2 input, 3 the file system
/// or a link, 4 the controller stopped answering, 5 the plant failed.
int run_session(const RunRequest& request);

/// A table, by path or shipped name, in place of the one that a scenario names; none if empty.
std::vector<Replacement> table_instead(const std::string& table);

/// The command `run` of `app`; when it is given, `exit_code` is what run_session returned.
void add_run(CLI::App& app, int& exit_code);

}  // namespace inversim
