// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/export.h"

#include <iostream>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/cli/version.h"
#include "inversim/fmu/archive.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/mjcf_export.h"

namespace inversim {

std::string mjcf_of(const Document& scenario) {
  const auto design = build_plant(scenario.root);
  return mjcf_text(design->model.tree, design->body_names, design->start.tree, "inversim");
}

int run_export(const ExportRequest& request) {
  return exit_code_of([&] {
    if (request.mjcf.empty() && request.fmu.empty()) {
      throw std::invalid_argument("export: give --mjcf FILE, --fmu FILE or both");
    }
    Reading reading = read_resolved(request.scenario, default_library(), FileKind::kScenario);
    apply_settings(reading, request.settings);
    if (!reading.diagnostics.empty()) refuse(reading.diagnostics);
    for (const std::string& file : {request.mjcf, request.fmu}) {
      if (file.empty() || file == "-" || !same_file(file, request.scenario)) continue;
      throw std::invalid_argument(fmt::format("{} is the scenario itself", file));
    }
    if (request.mjcf == "-") {
      std::cout << mjcf_of(*reading.document);
    } else if (!request.mjcf.empty()) {
      write_whole(request.mjcf, mjcf_of(*reading.document));
    }
    if (!request.fmu.empty()) {
      try {
        write_fmu(*reading.document, request.settings, request.fmi, version(), request.fmu);
      } catch (const std::system_error& e) { throw FileError(e.what()); }
    }
    return kHolds;
  });
}

void add_export(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ExportRequest>();
  CLI::App* command = app.add_subcommand("export", "Export a scenario's plant for other programs");
  command->add_option("SCENARIO", request->scenario, "scenario file, or the name of a shipped one")
      ->required();
  CLI::Option_group* what = command->add_option_group("what", "at least one of");
  what->add_option("--mjcf", request->mjcf,
                   "MJCF file to write, the tree without springs, drives and contacts to 17 "
                   "digits; - for standard output");
  what->add_option("--fmu", request->fmu, "FMU to write, all of the scenario for co-simulation");
  command->add_option("--fmi", request->fmi, "version of the FMU")
      ->check(CLI::IsMember({2, 3}))
      ->capture_default_str();
  command->add_option("--set", request->settings, "PATH=VALUE, as in run")->take_all();
  command->footer(
      "Examples: inversim export scenarios/kim_2013_60deg.yaml --mjcf table.xml\n"
      "          inversim export scenarios/controller/inversion.yaml --fmu table.fmu --fmi 2\n"
      "docs/fmu.md says how an FMU is used.");
  command->callback([request, &exit_code] { exit_code = run_export(*request); });
}

}  // namespace inversim
