// SPDX-License-Identifier: Apache-2.0
#include "inversim/validation/sets.h"

#include <fstream>
#include <span>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/csv_text.h"
#include "inversim/language/fnv1a.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"

namespace inversim {
namespace {

/// A table of the user's own.
Reading read_csv(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::invalid_argument(fmt::format("{}: cannot be read", name));
  std::ostringstream text;
  text << file.rdbuf();
  return parse_text(validation_from_csv(text.str(), name), name, FileKind::kValidation);
}

}  // namespace

std::string parameter_hash(const Library& library) {
  std::uint64_t hash = kFnv1aBasis;
  for (const FileKind kind : {FileKind::kTable, FileKind::kSpine, FileKind::kCirculation}) {
    for (const LibraryEntry& entry : shipped(library, kind)) {
      const Reading reading = read_file(entry.path, kind);
      if (!reading) continue;
      for (const SourceFile& file : reading.document->files) {
        hash = fnv1a(std::as_bytes(std::span(file.text)), hash);
      }
    }
  }
  return hash_text(hash);
}

std::vector<Document> validation_sets(const std::vector<std::string>& names,
                                      const Library& library) {
  std::vector<std::string> all = names;
  if (all.empty()) {
    for (const LibraryEntry& e : shipped(library, FileKind::kValidation)) all.push_back(e.name);
  }
  std::vector<Document> sets;
  for (const std::string& name : all) {
    Reading reading =
        name.ends_with(".csv") ? read_csv(name) : read_named(name, library, FileKind::kValidation);
    if (!reading) refuse(reading.diagnostics);
    sets.push_back(std::move(*reading.document));
  }
  return sets;
}

}  // namespace inversim
