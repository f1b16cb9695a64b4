// SPDX-License-Identifier: Apache-2.0
// The program `inversim`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "inversim/cli/check.h"
#include "inversim/cli/exit_code.h"
#include "inversim/cli/export.h"
#include "inversim/cli/hil.h"
#include "inversim/cli/limits.h"
#include "inversim/cli/models.h"
#include "inversim/cli/replay.h"
#include "inversim/cli/report.h"
#include "inversim/cli/run.h"
#include "inversim/cli/sweep.h"
#include "inversim/cli/validate.h"
#include "inversim/cli/version.h"

namespace {

bool has_command(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->check_name(name)) return true;
  }
  return false;
}

int run_program(int argc, char** argv) {
  CLI::App app{"Physics-based simulator of inversion tables and the body on them", "inversim"};
  const std::string revision = inversim::git_revision();
  app.set_version_flag("--version",
                       inversim::version() + (revision.empty() ? "" : " (" + revision + ")"));
  app.require_subcommand(1);
  int exit_code = inversim::kHolds;
  inversim::add_run(app, exit_code);
  inversim::add_check(app, exit_code);
  inversim::add_models(app, exit_code);
  inversim::add_export(app, exit_code);
  inversim::add_report(app, exit_code);
  inversim::add_validate(app, exit_code);
  inversim::add_limits(app, exit_code);
  inversim::add_hil(app, exit_code);
  inversim::add_replay(app, exit_code);
  inversim::add_sweep(app, exit_code);
  const std::string word = argc > 1 ? argv[1] : "";
  if (!word.empty() && word[0] != '-' && !has_command(app, word)) {
    std::fprintf(stderr, "inversim: there is no command '%s'; 'inversim --help' lists them\n",
                 word.c_str());
    return inversim::kInput;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    // help and version are no errors; anything else is a wrong use
    return app.exit(e) == 0 ? inversim::kHolds : inversim::kInput;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_program(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "inversim: %s\n", e.what());
    return inversim::kInternal;
  }
}
