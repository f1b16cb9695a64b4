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

/// Folder that this program, or the module of another one that this code is in, was installed to:
/// above bin of a program, that of the module itself (a Python package is such a folder). Below it
/// lie share/inversim, lib/inversim and include. Empty where no share/inversim is there.
std::filesystem::path installed_prefix();

/// Those of INVERSIM_DATA (several, separated by ':'), then share/inversim of where this was
/// installed; where it was not, the source tree it was built from. Those that exist.
Library default_library();

/// A file of `folder` ("controllers", "fmu") that was built with this program: in lib/inversim of
/// where it was installed, or in its build tree; empty if there is none.
std::filesystem::path built_file(const std::string& folder, const std::string& name);

/// The file that a command is given: `reference` itself if it is there, else the shipped file of
/// that name ("kim_2013_60deg", "controller/inversion"), else `reference`. read_named() reads it.
std::filesystem::path named_file(const Library& library, FileKind kind,
                                 const std::filesystem::path& reference);

/// Places in which a reference is looked for, in order. A name without slash and suffix is a
/// shipped one ("disc_brake_125kg" -> models/tables/disc_brake_125kg.yaml); anything else is a
/// path, first relative to the file that names it, then below models/, and without a suffix it may
/// be a shipped one in a folder of its own ("controller/inversion").
std::vector<std::filesystem::path> places(const Library& library, FileKind kind,
                                          std::string_view reference,
                                          const std::filesystem::path& referring_file);

/// Shipped names of a kind, sorted: "disc_brake_125kg"; then those in folders of their own:
/// "controller/inversion".
struct LibraryEntry {
  FileKind kind;
  std::string name;
  std::filesystem::path path;
};
std::vector<LibraryEntry> shipped(const Library& library, FileKind kind);

/// The shipped file that is called as a reference is, in whatever folder it lies ("inversion.yaml"
/// -> "controller/inversion"); empty if there is none.
std::string shipped_namesake(const std::vector<LibraryEntry>& entries,
                             const std::filesystem::path& reference);

/// That, or else the one whose name is nearest; empty if none is near.
std::string shipped_like(const std::vector<LibraryEntry>& entries,
                         const std::filesystem::path& reference);

/// A file's name as results keep it, the same on every machine where it can be: within the library
/// relative to the root it lies in ("models/tables/disc_brake_125kg.yaml"), else relative to the
/// current folder if it lies below that, else as it was given.
std::string portable_name(const Library& library, const std::filesystem::path& file);

}  // namespace inversim
