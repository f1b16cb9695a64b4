// SPDX-License-Identifier: Apache-2.0
// Dotted paths: from the root of a document down to what one names.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "inversim/language/document.h"

namespace inversim {

/// The places from the root down to what a path names.
struct Walk {
  std::vector<Node*> nodes;         ///< root first
  const Unit* unit = nullptr;       ///< in which the last key is written, if not in its own
  std::optional<Diagnostic> wrong;  ///< why there is no such place
};

/// A list, and not one of its entries.
bool is_list_node(const Node& node);

/// The child with this label, or null.
Node* child_labelled(Node& node, std::string_view label);
const Node* child_labelled(const Node& node, std::string_view label);

/// A named figure stands for its value: "parameters.x" for "parameters.x.value".
Walk walk(Document& document, std::string_view path, const Location& where);

/// A figure in a unit (null: none); to the digit as it was written, if it was in that.
double number_in(const Node& figure, const Unit* unit);

/// The unit in which the figure at the end of a walk is written; null: none.
const Unit* unit_of(const Walk& walk);

}  // namespace inversim
