// SPDX-License-Identifier: Apache-2.0
// Where the values of read_yaml begin and end in their text, and values written as YAML: what a
// change of a text needs so that all around it stays.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/yaml_text.h"

namespace inversim {

/// Part of a text, in bytes: [begin, end).
struct TextSpan {
  std::size_t begin = 0, end = 0;
};

/// Places in one text that read_yaml has read.
class YamlPlaces {
 public:
  explicit YamlPlaces(std::string_view text);

  /// Byte at which a location is.
  std::size_t offset(const Location& where) const;
  /// Whether it is a list or map in brackets.
  bool bracketed(const Raw& value) const;
  /// From its first to behind its last character. `flow`: it stands within brackets; `owner`: column
  /// (from 1) of the key or dash it belongs to.
  TextSpan span(const Raw& value, bool flow, int owner) const;
  /// Behind the colon of a key.
  std::size_t behind_colon(const Raw& key, bool flow) const;
  /// The end of the line in which a byte is, without its '\n'.
  std::size_t line_end(std::size_t at) const;
  std::size_t line_begin(std::size_t at) const;

 private:
  std::size_t quoted_end(std::size_t at) const;
  std::size_t bracket_end(std::size_t at) const;
  std::size_t plain_end(const Raw& value, std::size_t at, bool flow, int owner) const;
  std::size_t block_end(std::size_t at, int owner) const;
  bool deeper(std::size_t line, int owner) const;

  std::string_view text_;
  std::vector<std::size_t> lines_;  // where each begins
};

/// A value in one line, with brackets; texts in quotes where YAML needs them.
std::string in_one_line(const Raw& value);

}  // namespace inversim
