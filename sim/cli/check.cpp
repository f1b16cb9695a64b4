// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/check.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "inversim/cli/exit_code.h"
#include "inversim/language/parse.h"
#include "inversim/scenario/read_shapes.h"
#include "inversim/scenario/session.h"
#include "inversim/sweep/plan.h"

namespace inversim {
namespace {

nlohmann::ordered_json json_of(const Diagnostic& diagnostic) {
  return {{"file", diagnostic.where.file},     {"line", diagnostic.where.line},
          {"column", diagnostic.where.column}, {"key", diagnostic.key},
          {"found", diagnostic.found},         {"expected", diagnostic.expected},
          {"hint", diagnostic.hint},           {"referred_by", diagnostic.referred_by},
          {"sentence", sentence(diagnostic)}};
}

}  // namespace

int run_check(const CheckRequest& request, std::ostream& out, std::ostream& err) {
  const Library library = default_library();
  nlohmann::ordered_json report = nlohmann::ordered_json::array();
  int exit_code = kHolds;
  for (const std::string& file : request.files) {
    Reading reading = read_resolved(file, library);
    apply_settings(reading, request.settings);
    // what only the plant knows: signals, angles beyond stops, parts of the body
    std::vector<std::string> refused;
    std::vector<std::string> warnings;
    if (reading.diagnostics.empty() && reading.document->kind == FileKind::kScenario) {
      try {
        warnings = Session(*reading.document).design().warnings;
      } catch (const std::exception& e) { refused.emplace_back(e.what()); }
    }
    if (reading.diagnostics.empty() && reading.document->kind == FileKind::kSweep) {
      try {
        const SweepPlan plan(*reading.document, library);
      } catch (const std::exception& e) { refused.emplace_back(e.what()); }
    }
    if (reading.diagnostics.empty() && reading.document->kind == FileKind::kTable) {
      refused = shape_mistakes(reading.document->root);
    }
    if (!reading.diagnostics.empty() || !refused.empty()) exit_code = kInput;
    if (request.json) {
      nlohmann::ordered_json entry{{"file", file},
                                   {"good", reading.diagnostics.empty() && refused.empty()}};
      entry["wrong"] = nlohmann::ordered_json::array();
      for (const Diagnostic& diagnostic : reading.diagnostics)
        entry["wrong"].push_back(json_of(diagnostic));
      for (const std::string& sentence : refused)
        entry["wrong"].push_back({{"file", file}, {"sentence", sentence}});
      entry["warnings"] = warnings;
      report.push_back(entry);
    } else if (!refused.empty()) {
      for (const std::string& sentence : refused) err << sentence << '\n';
    } else if (reading.diagnostics.empty()) {
      for (const std::string& warning : warnings) err << file << ": warning: " << warning << '\n';
      out << fmt::format(
          "{}: nothing wrong, a {} file{}\n", file, kind_name(reading.document->kind),
          reading.document->files.size() > 1
              ? fmt::format(" with the {} it names", reading.document->files.size() - 1)
              : "");
    } else {
      err << sentences(reading.diagnostics);
    }
  }
  // a name with bytes that are not UTF-8 must not throw
  if (request.json)
    out << report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  return exit_code;
}

void add_check(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<CheckRequest>();
  CLI::App* command = app.add_subcommand(
      "check",
      "Say all that is wrong with model and scenario files, and with the shape files of a table");
  command->add_option("files", request->files, "Files of any kind")->required();
  command->add_option("--set", request->settings, "PATH=VALUE, as for run")->take_all();
  command->add_flag("--json", request->json, "For machines");
  command->footer("Example: inversim check scenarios/*.yaml my_table.yaml");
  command->callback(
      [request, &exit_code] { exit_code = run_check(*request, std::cout, std::cerr); });
}

}  // namespace inversim
