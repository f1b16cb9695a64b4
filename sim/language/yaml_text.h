// SPDX-License-Identifier: Apache-2.0
// The one place that knows yaml-cpp: text to a plain tree that remembers where everything was.
//
// A subset of YAML 1.2 is read: maps, lists, texts, numbers, comments. Refused, with a sentence:
// anchors, aliases and merge keys, tags, a second document, keys that are not words, bytes that are
// not UTF-8, tabs in the indentation, more than 1 MB, more than 32 levels.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/diagnostic.h"

namespace inversim {

/// A value as it stands in the text.
struct Raw {
  enum class Type { kNothing, kScalar, kList, kMap };

  Type type = Type::kNothing;
  Location where;
  std::string scalar;
  bool quoted = false;     ///< scalar in quotes, or as a block
  bool broken = false;     ///< already complained of: say nothing more
  std::vector<Raw> items;  ///< of a list; values of a map
  std::vector<Raw> keys;   ///< of a map, each a scalar, beside `items`
};

struct RawReading {
  std::optional<Raw> root;
  std::vector<Diagnostic> diagnostics;
};

/// Never throws for what the text holds.
RawReading read_yaml(std::string_view text, const std::string& file);

}  // namespace inversim
