// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/library.h"

#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "inversim/language/diagnostic.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

bool folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

void add(Library& library, const fs::path& root) {
  if (folder(root / "models")) library.roots.push_back(root);
}

/// `file` relative to `folder`, or empty if it does not lie below it; below / lies everything, and
/// that says nothing.
fs::path below(const fs::path& folder, const fs::path& file) {
  if (!folder.has_relative_path()) return {};
  const fs::path relative = file.lexically_relative(folder);
  return relative.empty() || *relative.begin() == ".." ? fs::path() : relative;
}

/// Whether a file says that it is of another kind: a folder may hold several.
bool is_of_other_kind(const fs::path& path, FileKind kind) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("kind:")) continue;
    std::istringstream words(line.substr(5));
    std::string word;
    words >> word;
    const std::optional<FileKind> said = kind_by_name(word);
    return said && *said != kind;
  }
  return false;
}

}  // namespace

fs::path installed_prefix() {
  std::error_code failed;
  fs::path file = "/proc/self/exe";
  Dl_info info{};
  void* map = nullptr;
  // the program itself has no name in the list of what is loaded
  if (dladdr1(reinterpret_cast<const void*>(&installed_prefix), &info, &map, RTLD_DL_LINKMAP) !=
          0 &&
      *static_cast<const link_map*>(map)->l_name != '\0') {
    file = static_cast<const link_map*>(map)->l_name;
  }
  fs::path prefix = fs::canonical(file, failed).parent_path();
  if (prefix.filename() == "bin") prefix = prefix.parent_path();
  return folder(prefix / "share" / "inversim" / "models") ? prefix : fs::path();
}

fs::path built_file(const std::string& folder, const std::string& name) {
  std::vector<fs::path> places;
  if (const fs::path prefix = installed_prefix(); !prefix.empty()) {
    places.push_back(prefix / "lib" / "inversim" / folder / name);
  }
#ifdef INVERSIM_BUILD_DIR
  places.push_back(fs::path(INVERSIM_BUILD_DIR) / folder / name);
#endif
  std::error_code failed;
  for (const fs::path& file : places) {
    if (fs::exists(file, failed)) return file;
  }
  return {};
}

Library default_library() {
  Library library;
  if (const char* set = std::getenv("INVERSIM_DATA")) {
    std::string_view rest = set;
    while (!rest.empty()) {
      const std::size_t colon = rest.find(':');
      if (colon != 0) add(library, fs::path(rest.substr(0, colon)));
      rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    }
  }
  if (const fs::path prefix = installed_prefix(); !prefix.empty()) {
    add(library, prefix / "share" / "inversim");
    return library;
  }
#ifdef INVERSIM_SOURCE_DIR
  add(library, fs::path(INVERSIM_SOURCE_DIR));
#endif
  return library;
}

std::vector<fs::path> places(const Library& library, FileKind kind, std::string_view reference,
                             const fs::path& referring_file) {
  const fs::path path(reference);
  std::vector<fs::path> found;
  if (path.is_absolute()) return {path};
  const std::string suffix = path.extension().string();
  const bool is_file = suffix == ".yaml" || suffix == ".yml";
  const bool has_folder = reference.find('/') != std::string_view::npos;
  if (is_file || has_folder) {
    found.push_back(referring_file.parent_path() / path);
    for (const fs::path& root : library.roots) found.push_back(root / "models" / path);
  }
  if (!is_file) {
    for (const fs::path& root : library.roots)
      found.push_back(root / kind_folder(kind) / (std::string(reference) + ".yaml"));
  }
  return found;
}

fs::path named_file(const Library& library, FileKind kind, const fs::path& reference) {
  std::error_code failed;
  if (fs::exists(reference, failed) && !folder(reference)) return reference;
  for (const fs::path& place : places(library, kind, reference.string(), {})) {
    if (fs::exists(place, failed)) return place;
  }
  return reference;
}

std::string portable_name(const Library& library, const fs::path& file) {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(file, failed);
  if (failed) return file.string();
  std::vector<fs::path> folders = library.roots;
  folders.push_back(fs::current_path(failed));
  for (const fs::path& folder : folders) {
    const fs::path root = fs::weakly_canonical(folder, failed);
    if (failed) continue;
    if (const fs::path name = below(root, whole); !name.empty()) return name.generic_string();
  }
  return file.string();
}

std::vector<LibraryEntry> shipped(const Library& library, FileKind kind) {
  std::vector<LibraryEntry> entries;
  for (const fs::path& root : library.roots) {
    const fs::path top = root / kind_folder(kind);
    std::error_code failed;
    for (const auto& file : fs::recursive_directory_iterator(
             top, fs::directory_options::skip_permission_denied, failed)) {
      if (file.path().extension() != ".yaml" || is_of_other_kind(file.path(), kind)) continue;
      const std::string name =
          file.path().lexically_relative(top).replace_extension().generic_string();
      const bool hidden =
          std::any_of(entries.begin(), entries.end(),
                      [&](const LibraryEntry& other) { return other.name == name; });
      if (!hidden) entries.push_back({kind, name, file.path()});
    }
  }
  // those in folders of their own after all others
  const auto deep = [](const LibraryEntry& e) { return e.name.find('/') != std::string::npos; };
  std::sort(entries.begin(), entries.end(), [&](const LibraryEntry& a, const LibraryEntry& b) {
    return std::pair(deep(a), a.name) < std::pair(deep(b), b.name);
  });
  return entries;
}

std::string shipped_namesake(const std::vector<LibraryEntry>& entries, const fs::path& reference) {
  for (const LibraryEntry& entry : entries) {
    if (entry.path.stem() == reference.stem()) return entry.name;
  }
  return {};
}

std::string shipped_like(const std::vector<LibraryEntry>& entries, const fs::path& reference) {
  if (std::string name = shipped_namesake(entries, reference); !name.empty()) return name;
  std::vector<std::string> names, stems;
  for (const LibraryEntry& entry : entries) {
    names.push_back(entry.name);
    stems.push_back(entry.path.stem().string());
  }
  const std::string word = fs::path(reference).replace_extension().generic_string();
  if (std::string name = nearest(word, names); !name.empty()) return name;
  const std::string stem = nearest(reference.stem().string(), stems);
  return stem.empty() ? "" : shipped_namesake(entries, stem);
}

}  // namespace inversim
