// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/output_file.h"

#include <fmt/format.h>

#include <filesystem>

namespace inversim {

namespace fs = std::filesystem;

bool same_file(const std::string& one, const std::string& other) {
  std::error_code failed;
  return fs::equivalent(one, other, failed) && !failed;
}

std::string unwritable(const std::string& path, const Document& document) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return fmt::format("{} is a folder", path);
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, failed)) {
    return fmt::format("{}: there is no folder {}", path, folder.string());
  }
  for (const SourceFile& source : document.files) {
    if (same_file(path, source.path)) {
      return fmt::format("{} is one of the files that the run is made from", path);
    }
  }
  return {};
}

}  // namespace inversim
