// SPDX-License-Identifier: Apache-2.0
// inversim replay LOG: a controller against what one has answered before.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "inversim/cli/link_options.h"

namespace inversim {

struct ReplayRequest {
  std::string log;                ///< file of `run --exchanges`
  std::string controller;         ///< shipped name, path of a library, or link
  std::vector<std::string> only;  ///< "brake", "motor": what is compared; empty: all
  LinkRequest link;
};

/// Returns the exit code: 0 every answer, or what is compared of it, is the recorded one, 1 one is
/// not, 2 input, 3 a link, 4 the controller stopped answering, 5 internal.
int run_replay(const ReplayRequest& request);

/// The command `replay` of `app`; when it is given, `exit_code` is what run_replay returned.
void add_replay(CLI::App& app, int& exit_code);

}  // namespace inversim
