// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/located.h"

#include <stdexcept>

#include <fmt/format.h>

namespace inversim {

std::string place_text(const Location& where) {
  if (where.line == 0) return where.file;
  if (where.column == 0) return fmt::format("{}:{}", where.file, where.line);
  return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

std::string place_prefix(const Location& where) {
  const std::string place = place_text(where);
  return place.empty() ? "" : place + ": ";
}

void refuse(const Location& where, std::string_view key, const std::string& why) {
  throw std::invalid_argument(
      fmt::format("{}{}{}{}", place_prefix(where), key, key.empty() ? "" : ": ", why));
}

void refuse(std::span<const Diagnostic> wrong) {
  throw std::invalid_argument(joined_sentences(wrong));
}

}  // namespace inversim
