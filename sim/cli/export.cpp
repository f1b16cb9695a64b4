// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/export.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/language/parse.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/mjcf_export.h"

namespace inversim {

int run_export(const ExportRequest& request) {
  Reading reading = read_resolved(request.scenario, default_library(), FileKind::kScenario);
  for (const std::string& setting : request.settings) {
    if (!reading) break;
    const auto wrong = apply_setting(*reading.document, setting);
    reading.diagnostics.insert(reading.diagnostics.end(), wrong.begin(), wrong.end());
  }
  if (!reading.diagnostics.empty() || !reading) {
    fmt::print(stderr, "{}", sentences(reading.diagnostics));
    return kInput;
  }
  try {
    const auto design = build_plant(reading.document->root);
    const std::string text =
        mjcf_text(design->model.tree, design->body_names, design->start.tree, "inversim");
    if (request.mjcf == "-") {
      std::cout << text;
      return kHolds;
    }
    if (same_file(request.mjcf, request.scenario)) {
      fmt::print(stderr, "inversim: {} is the scenario itself\n", request.mjcf);
      return kInput;
    }
    const std::string beside = request.mjcf + ".partial";
    std::ofstream file(beside);
    file << text;
    file.close();
    if (!file || std::rename(beside.c_str(), request.mjcf.c_str()) != 0) {
      std::remove(beside.c_str());
      fmt::print(stderr, "inversim: {} cannot be written\n", request.mjcf);
      return kEnvironment;
    }
  } catch (const std::invalid_argument& e) {
    fmt::print(stderr, "{}\n", e.what());
    return kInput;
  }
  return kHolds;
}

void add_export(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ExportRequest>();
  CLI::App* command = app.add_subcommand("export", "Export a scenario's plant for other programs");
  command->add_option("SCENARIO", request->scenario, "scenario file")->required();
  command->add_option("--mjcf", request->mjcf, "MJCF file to write; - for standard output")
      ->required();
  command->add_option("--set", request->settings, "PATH=VALUE, as in run")->take_all();
  command->footer(
      "The tree without springs, drives and contacts, to 17 digits.\n"
      "Example: inversim export scenarios/kim_2013_60deg.yaml --mjcf table.xml");
  command->callback([request, &exit_code] { exit_code = run_export(*request); });
}

}  // namespace inversim
