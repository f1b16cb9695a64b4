// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/resources.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/located.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSettings = "settings.txt";

std::string file_name(FileKind kind) { return fmt::format("{}.yaml", kind_name(kind)); }

}  // namespace

std::vector<ResourceFile> resource_files(const Document& document,
                                         const std::vector<std::string>& settings) {
  std::vector<ResourceFile> files;
  for (const SourceFile& file : document.files) {
    const std::string name = file_name(file.kind);
    if (std::ranges::count(files, name, &ResourceFile::first) > 0) {
      throw std::invalid_argument(
          fmt::format("{}: a second file of kind {}; an FMU carries one of each", file.path,
                      kind_name(file.kind)));
    }
    files.emplace_back(name, file.text);
  }
  const Node& table = document.root.at("table");
  if (!table.list("shapes").empty()) {
    throw std::invalid_argument(fmt::format(
        "{}: a table with shape files of its own cannot be exported as an FMU", table.where.file));
  }
  std::string lines;
  for (const std::string& setting : settings) lines += setting + "\n";
  files.emplace_back(kSettings, lines);
  return files;
}

Document read_resources(const fs::path& folder) {
  std::vector<Replacement> replaced;
  for (const FileKind kind : kFileKinds) {
    const fs::path file = folder / file_name(kind);
    std::error_code failed;
    if (kind == FileKind::kScenario || !fs::exists(file, failed)) continue;
    replaced.push_back({std::string(kind_name(kind)), file.string()});
  }
  Reading reading = read_resolved(folder / file_name(FileKind::kScenario), Library{{folder}},
                                  FileKind::kScenario, replaced);
  std::ifstream lines(folder / kSettings);
  std::vector<std::string> settings;
  for (std::string line; std::getline(lines, line);) settings.push_back(line);
  apply_settings(reading, settings);
  if (!reading || !reading.diagnostics.empty()) refuse(reading.diagnostics);
  return std::move(*reading.document);
}

}  // namespace inversim
