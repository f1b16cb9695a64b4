// SPDX-License-Identifier: Apache-2.0
// Where the shipped models and scenarios lie, and which file a name means.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/fields.h"

namespace inversim {

/// Directories that hold models/ and scenarios/, the first that has a file wins.
struct Library {
  std::vector<std::filesystem::path> roots;
};

/// INVERSIM_DATA (several, separated by ':'), else share/inversim beside the program's bin, else
/// the source tree it was built from; those that exist.
Library default_library();

/// Places in which a reference is looked for, in order. A name without slash and suffix is a
/// shipped one ("disc_brake_125kg" -> models/tables/disc_brake_125kg.yaml); anything else is a
/// path, first relative to the file that names it, then below models/, and without a suffix it may
/// be a shipped one in a folder of its own ("controller/inversion").
std::vector<std::filesystem::path> places(const Library& library, FileKind kind,
                                          std::string_view reference,
                                          const std::filesystem::path& referring_file);

/// Shipped names of a kind, sorted: "disc_brake_125kg".
struct LibraryEntry {
  FileKind kind;
  std::string name;
  std::filesystem::path path;
};
std::vector<LibraryEntry> shipped(const Library& library, FileKind kind);

/// A file's name as results keep it, the same on every machine where it can be: within the library
/// relative to the root it lies in ("models/tables/disc_brake_125kg.yaml"), else relative to the
/// current folder if it lies below that, else as it was given.
std::string portable_name(const Library& library, const std::filesystem::path& file);

}  // namespace inversim
