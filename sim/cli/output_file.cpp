// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/output_file.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "inversim/recording/hdf5_file.h"

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

void write_whole(const std::string& path, const std::string& text) {
  const std::string partial = path + ".partial";
  std::ofstream file(partial, std::ios::binary);
  file << text;
  file.close();
  if (file && std::rename(partial.c_str(), path.c_str()) == 0) return;
  std::remove(partial.c_str());
  throw FileError(fmt::format("{} cannot be written", path));
}

}  // namespace inversim
