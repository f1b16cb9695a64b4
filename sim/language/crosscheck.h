// SPDX-License-Identifier: Apache-2.0
// Checks that look at more than one value of a tree.
#pragma once

#include <vector>

#include "inversim/language/document.h"

namespace inversim {

/// How figures are known: the file's `provenance` list laid over its figures.
void lay_provenance(Node& root, std::vector<Diagnostic>& diagnostics);

/// Texts that must be names in a list of the same document, for lists that are there.
void check_members(const Node& root, std::vector<Diagnostic>& diagnostics);

/// Values that must not be above another beside them.
void check_order(const Node& root, std::vector<Diagnostic>& diagnostics);

}  // namespace inversim
