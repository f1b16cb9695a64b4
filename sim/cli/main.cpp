// SPDX-License-Identifier: Apache-2.0
// The program `inversim`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "inversim/cli/check.h"
#include "inversim/cli/export.h"
#include "inversim/cli/models.h"
#include "inversim/cli/report.h"
#include "inversim/cli/run.h"
#include "inversim/cli/validate.h"
#include "inversim/cli/version.h"

namespace {

int run_program(int argc, char** argv) {
  CLI::App app{"Physics-based simulator of inversion tables and the body on them", "inversim"};
  app.set_version_flag("--version", inversim::version());
  app.require_subcommand(1);
  int exit_code = 0;
  inversim::add_run(app, exit_code);
  inversim::add_check(app, exit_code);
  inversim::add_models(app, exit_code);
  inversim::add_export(app, exit_code);
  inversim::add_report(app, exit_code);
  inversim::add_validate(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    // help and version are no errors; anything else is a wrong use
    return app.exit(e) == 0 ? 0 : 2;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_program(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "inversim: %s\n", e.what());
    return 5;
  }
}
