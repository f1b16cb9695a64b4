// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/validate.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/cli/run_provenance.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/report/fill_page.h"
#include "inversim/report/validation_data.h"
#include "inversim/validation/sets.h"

namespace inversim {

namespace {

std::string shown(const std::optional<double>& x) { return x ? fmt::format("{:.4g}", *x) : "-"; }

std::string band(const ValidationRow& r) {
  if (r.low && r.high) return fmt::format("{:.4g} .. {:.4g}", *r.low, *r.high);
  if (r.low) return fmt::format("from {:.4g}", *r.low);
  if (r.high) return fmt::format("to {:.4g}", *r.high);
  return "-";
}

void print_role(const std::vector<ValidatedSet>& sets, RowRole role, const char* heading) {
  std::vector<const ValidationRow*> rows;
  for (const ValidatedSet& set : sets) {
    for (const ValidationRow& r : set.rows) {
      if (r.role == role) rows.push_back(&r);
    }
  }
  if (rows.empty()) return;
  fmt::print("\n{}\n", heading);
  fmt::print("  {:<10} {:<48} {:>9} {:>9}  {:<16} {:<6} {}\n", "row", "what", "measured",
             "simulated", "band", "unit", "");
  for (const ValidationRow* r : rows) {
    fmt::print("  {:<10} {:<48.48} {:>9} {:>9}  {:<16} {:<6} {}\n", r->id,
               r->study + ": " + r->what, shown(r->measured), shown(r->simulated), band(*r),
               r->unit == "1" ? "" : r->unit, verdict(*r));
  }
}

int validate(const ValidateRequest& request) {
  const Library library = default_library();
  std::vector<ValidatedSet> sets;
  const std::vector<Document> documents = validation_sets(request.sets, library);
  for (const Document& set : documents) {
    const std::string why_not = request.output.empty() ? "" : unwritable(request.output, set);
    if (!why_not.empty()) throw FileError(why_not);
  }
  for (const Document& set : documents) {
    const SourceFile& file = set.files.front();
    const std::string path = portable_name(library, file.path);
    const auto tell = [&request, &path](const std::string& scenario) {
      if (!request.json) fmt::print(stderr, "  {}\n", scenario_shown(path, scenario));
    };
    sets.push_back({std::filesystem::path(file.path).stem().string(), path,
                    run_validation(set, library, tell)});
  }
  const std::string hash = parameter_hash(library);
  if (request.json) {
    nlohmann::ordered_json out{{"parameters", hash}};
    for (const ValidatedSet& set : sets) {
      for (const ValidationRow& r : set.rows) out["rows"].push_back(row_json(r, set.name));
    }
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print("parameters {}\n", hash);
    print_role(sets, RowRole::kTested, "Tested: predictions");
    print_role(sets, RowRole::kCalibrated, "Calibrated: parameters were chosen by these");
    print_role(sets, RowRole::kReported, "Reported: without a verdict");
  }
  if (!request.output.empty()) {
    write_whole(request.output, fill_page(validation_page_data(
                                    sets, hash, validation_provenance(documents, library))));
    if (!request.json) fmt::print("\n{}\n", request.output);
  }
  return outside_count(sets) == 0 ? kHolds : kFails;
}

}  // namespace

int run_validate(const ValidateRequest& request) {
  return exit_code_of([&] { return validate(request); });
}

void add_validate(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ValidateRequest>();
  CLI::App* validate =
      app.add_subcommand("validate", "Compare published measurements with simulations");
  validate->add_option("--set,--data", request->sets,
                       "shipped set (spine, circulation), or a file of your own rows (YAML, or CSV "
                       "whose header names "
                       "the keys); all shipped if left out");
  validate->add_option("-o,--output", request->output,
                       "page with answer, dot plot and table (HTML, one self-contained page)");
  validate->add_flag("--json", request->json, "for machines");
  validate->footer(
      "Example: inversim validate --set circulation -o validation.html\n"
      "Exit codes: 0 every row with a verdict is inside its band or a known miss, 1 one is not, "
      "2 input, 3 file system.");
  validate->callback([request, &exit_code] { exit_code = run_validate(*request); });
}

}  // namespace inversim
