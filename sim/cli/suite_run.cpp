// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/suite_run.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "inversim/cli/run_provenance.h"
#include "inversim/loop/library.h"
#include "inversim/loop/link.h"

namespace inversim {
namespace {

/// Hash of a file's bytes, as sources have it; nothing where it cannot be read.
std::optional<std::string> hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return "fnv1a64:" + hash_text(text_hash(bytes));
}

/// How a controller is reached, in words.
std::string transport_of(const std::string& named) {
  if (named.starts_with("replay:")) return "a log of exchanges stands for it";
  if (named.starts_with("qemu:")) return "firmware in QEMU, lockstep link";
  if (is_linked(named)) return "lockstep link, " + named.substr(0, named.find(':'));
  return "shared library in this process";
}

std::vector<SuiteSetting> settings_of(const std::vector<SuiteCase>& cases, const LinkRequest& link,
                                      const Library& library) {
  std::vector<SuiteSetting> settings;
  std::vector<std::string> told, tables;
  bool any_linked = false;
  for (const SuiteCase& c : cases) {
    const std::string table = c.document.root.at("table").text("name");
    if (std::ranges::find(tables, table) == tables.end()) tables.push_back(table);
    if (std::ranges::find(told, c.controller) != told.end()) continue;
    told.push_back(c.controller);
    const bool linked = is_linked(c.controller);
    any_linked = any_linked || linked;
    settings.push_back({"controller", c.controller});
    settings.push_back({"transport", transport_of(c.controller)});
    if (linked || c.controller.starts_with("replay:")) continue;
    // a path of the command line is from here, one of a file from that file
    const Node& named = c.document.root.at("controller");
    const std::string folder = named.origin == Origin::kOverride
                                   ? ""
                                   : std::filesystem::path(named.where.file).parent_path().string();
    const std::string path = controller_path(c.controller, folder);
    settings.push_back({"file", portable_name(library, path)});
    settings.push_back({"hash", hash_of_file(path).value_or("it cannot be read")});
  }
  if (any_linked) {
    settings.push_back({"patience", link.debugger
                                        ? std::string("for ever, a debugger is waited for")
                                        : fmt::format("{:g} s of wall time", link.patience)});
    if (!link.start.empty()) settings.push_back({"started by", link.start});
  }
  settings.push_back({"clock", link.paced ? "kept to the wall clock" : "simulated time alone"});
  for (const std::string& table : tables) settings.push_back({"table", table});
  return settings;
}

}  // namespace

SuiteRun gather_suite(const std::string& suite, const std::vector<SuiteCase>& cases,
                      const std::vector<CaseResult>& results,
                      std::vector<nlohmann::ordered_json> seconds, const LinkRequest& link,
                      const Library& library) {
  SuiteRun run;
  run.provenance = suite_provenance(suite, cases, library);
  run.provenance.created_at = utc_now();
  const Reading reading = read_resolved(suite, library, FileKind::kSuite);
  run.name = reading.document->root.text("name");
  run.description = reading.document->root.text("description");
  run.cases = cases;
  run.results = results;
  run.seconds = std::move(seconds);
  run.settings = settings_of(cases, link, library);
  return run;
}

}  // namespace inversim
