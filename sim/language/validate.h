// SPDX-License-Identifier: Apache-2.0
// A raw tree against the table of fields: the document's tree, or what is wrong with it.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/yaml_text.h"

namespace inversim {

/// Where a value is checked: its row, the unit its key was written with, and its place for people.
struct Place {
  const Field* field;
  FileKind kind;
  const Unit* unit;  ///< null: the field's own
  std::string path;  ///< dotted, for diagnostics
  Location owner;    ///< of the key or list entry, for what is missing below it
};

/// A value with everything below it. What is wrong is added to `diagnostics`, one entry for one
/// mistake; the node is of use only if none was.
Node validate(const Raw& raw, const Place& place, std::vector<Diagnostic>& diagnostics);

/// The field as it is when it is left out.
Node absent(const Field& field, FileKind kind, const Location& where);

/// A map's keys, as validate does for a field of that type.
Node validate_map(const Raw& raw, const Place& place, std::vector<Diagnostic>& diagnostics);

}  // namespace inversim
