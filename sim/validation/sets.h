// SPDX-License-Identifier: Apache-2.0
// Sets of published rows as files: found by name or path, and the hash of what they are compared
// with.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/library.h"

namespace inversim {

/// The parameters of the shipped spine, circulation and table, as one hash.
std::string parameter_hash(const Library& library);

/// The sets of these names or files, YAML or CSV; all that are shipped where none is named. Throws
/// std::invalid_argument with all that is wrong.
std::vector<Document> validation_sets(const std::vector<std::string>& names,
                                      const Library& library);

}  // namespace inversim
