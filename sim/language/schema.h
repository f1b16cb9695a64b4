// SPDX-License-Identifier: Apache-2.0
// What is generated from the table of fields.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "inversim/language/fields.h"

namespace inversim {

/// JSON Schema, draft 2020-12, for editors. It allows what the parser allows, but for what a schema
/// cannot say (order of figures, files that must exist, paths of overrides).
nlohmann::ordered_json json_schema(FileKind kind);

/// docs/file_formats.md.
std::string formats_markdown();

/// Every row of the table, for generators in other languages.
nlohmann::ordered_json fields_json();

}  // namespace inversim
