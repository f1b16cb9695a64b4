// SPDX-License-Identifier: Apache-2.0
// inversim check FILE...: all that is wrong with files, at once.
#pragma once

#include <CLI/CLI.hpp>
#include <iosfwd>
#include <string>
#include <vector>

namespace inversim {

struct CheckRequest {
  std::vector<std::string> files;
  std::vector<std::string> settings;  ///< PATH=VALUE, laid over each file that names others
  bool json = false;
};

/// One sentence a mistake on `err`, one line a good file on `out`; with json one object on `out`.
/// Returns 0 if nothing is wrong, 2 otherwise.
int run_check(const CheckRequest& request, std::ostream& out, std::ostream& err);

/// The command `check` of `app`; when it is given, `exit_code` is what run_check returned.
void add_check(CLI::App& app, int& exit_code);

}  // namespace inversim
