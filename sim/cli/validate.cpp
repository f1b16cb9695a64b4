// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/validate.h"

#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/validation_page.h"
#include "inversim/language/csv_text.h"
#include "inversim/language/parse.h"
#include "inversim/scenario/validation.h"

namespace inversim {

const char* role_name(RowRole role) {
  switch (role) {
    case RowRole::kTested:
      return "tested";
    case RowRole::kCalibrated:
      return "calibrated";
    default:
      return "reported";
  }
}

std::string verdict(const ValidationRow& r) {
  if (!r.simulated) return "not run: " + r.failure;
  if (r.role == RowRole::kReported) return "";
  if (r.inside()) return r.known_miss.empty() ? "inside" : "inside, though listed as a miss";
  return r.known_miss.empty() ? "OUTSIDE" : "outside: " + r.known_miss;
}

namespace {

std::string shown(const std::optional<double>& x) { return x ? fmt::format("{:.4g}", *x) : "-"; }

std::string band(const ValidationRow& r) {
  if (r.low && r.high) return fmt::format("{:.4g} .. {:.4g}", *r.low, *r.high);
  if (r.low) return fmt::format("from {:.4g}", *r.low);
  if (r.high) return fmt::format("to {:.4g}", *r.high);
  return "-";
}

void print_role(const std::vector<ValidationRow>& rows, RowRole role, const char* heading) {
  bool any = false;
  for (const ValidationRow& r : rows) any = any || r.role == role;
  if (!any) return;
  fmt::print("\n{}\n", heading);
  fmt::print("  {:<10} {:<48} {:>9} {:>9}  {:<16} {:<6} {}\n", "row", "what", "measured",
             "simulated", "band", "unit", "");
  for (const ValidationRow& r : rows) {
    if (r.role != role) continue;
    fmt::print("  {:<10} {:<48.48} {:>9} {:>9}  {:<16} {:<6} {}\n", r.id, r.study + ": " + r.what,
               shown(r.measured), shown(r.simulated), band(r), r.unit == "1" ? "" : r.unit,
               verdict(r));
  }
}

nlohmann::ordered_json json_of(const ValidationRow& r) {
  const auto number = [](const std::optional<double>& x) -> nlohmann::ordered_json {
    return x ? nlohmann::ordered_json(*x) : nlohmann::ordered_json(nullptr);
  };
  return {{"row", r.id},
          {"study", r.study},
          {"what", r.what},
          {"role", role_name(r.role)},
          {"scenario", r.scenario},
          {"unit", r.unit},
          {"measured", number(r.measured)},
          {"low", number(r.low)},
          {"high", number(r.high)},
          {"simulated", number(r.simulated)},
          {"inside", r.inside()},
          {"failure", r.failure},
          {"status", r.status},
          {"source", r.source},
          {"known_miss", r.known_miss},
          {"note", r.note}};
}

/// A table of the user's own.
Reading read_csv(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::invalid_argument(fmt::format("{}: cannot be read\n", name));
  std::ostringstream text;
  text << file.rdbuf();
  Reading reading = parse_text(validation_from_csv(text.str(), name), name, FileKind::kValidation);
  if (!reading) throw std::invalid_argument(sentences(reading.diagnostics));
  return reading;
}

}  // namespace

std::string parameter_hash(const Library& library) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const FileKind kind : {FileKind::kTable, FileKind::kSpine, FileKind::kCirculation}) {
    for (const LibraryEntry& entry : shipped(library, kind)) {
      const Reading reading = read_file(entry.path, kind);
      if (!reading) continue;
      for (const SourceFile& file : reading.document->files) {
        hash = (hash ^ file.hash) * 0x100000001b3u;
      }
    }
  }
  return fmt::format("{:016x}", hash);
}

std::vector<Document> validation_sets(const std::vector<std::string>& names,
                                      const Library& library) {
  std::vector<std::string> all = names;
  if (all.empty()) {
    for (const LibraryEntry& e : shipped(library, FileKind::kValidation)) all.push_back(e.name);
  }
  std::vector<Document> sets;
  for (const std::string& name : all) {
    Reading reading;
    if (name.ends_with(".csv")) reading = read_csv(name);
    for (const auto& path : places(library, FileKind::kValidation, name, {})) {
      if (reading || !std::filesystem::exists(path)) continue;
      reading = read_file(path, FileKind::kValidation);
      break;
    }
    if (!reading) {
      throw std::invalid_argument(reading.diagnostics.empty()
                                      ? fmt::format("there is no validation set '{}'\n", name)
                                      : sentences(reading.diagnostics));
    }
    sets.push_back(std::move(*reading.document));
  }
  return sets;
}

int run_validate(const ValidateRequest& request) {
  const Library library = default_library();
  std::vector<ValidationRow> rows;
  try {
    const auto tell = [&request](const std::string& scenario) {
      if (!request.json) fmt::print(stderr, "  {}\n", scenario);
    };
    for (const Document& set : validation_sets(request.sets, library)) {
      const std::vector<ValidationRow> more = run_validation(set, library, tell);
      rows.insert(rows.end(), more.begin(), more.end());
    }
  } catch (const std::invalid_argument& e) {
    fmt::print(stderr, "{}", e.what());
    return kInput;
  }
  const std::string hash = parameter_hash(library);
  if (request.json) {
    nlohmann::ordered_json out{{"parameters", hash}};
    for (const ValidationRow& r : rows) out["rows"].push_back(json_of(r));
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print("parameters {}\n", hash);
    print_role(rows, RowRole::kTested, "Tested: predictions");
    print_role(rows, RowRole::kCalibrated, "Calibrated: parameters were chosen by these");
    print_role(rows, RowRole::kReported, "Reported: without a verdict");
  }
  if (!request.output.empty()) {
    std::ofstream file(request.output, std::ios::binary);
    file << validation_page(rows, hash);
    if (!file.flush()) {
      fmt::print(stderr, "inversim: cannot write {}\n", request.output);
      return kEnvironment;
    }
    if (!request.json) fmt::print("\n{}\n", request.output);
  }
  int outside = 0;
  for (const ValidationRow& r : rows) {
    const bool known = r.simulated && !r.known_miss.empty();
    outside += r.role != RowRole::kReported && !r.inside() && !known;
  }
  return outside == 0 ? kHolds : kFails;
}

void add_validate(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ValidateRequest>();
  CLI::App* validate =
      app.add_subcommand("validate", "Compare published measurements with simulations");
  validate->add_option("--set,--data", request->sets,
                       "shipped set (spine, circulation), or a file of your own rows (YAML, or CSV "
                       "whose header names "
                       "the keys); all shipped if left out");
  validate->add_option("-o,--output", request->output, "page with table and plot (HTML)");
  validate->add_flag("--json", request->json, "for machines");
  validate->footer(
      "Example: inversim validate --set circulation -o validation.html\n"
      "Exit codes: 0 every row with a verdict is inside its band or a known miss, 1 one is not, "
      "2 input, 3 file system.");
  validate->callback([request, &exit_code] { exit_code = run_validate(*request); });
}

}  // namespace inversim
