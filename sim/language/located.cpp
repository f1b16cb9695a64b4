// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/located.h"

#include <fmt/format.h>

namespace inversim {

std::string before(const Location& where) {
  if (where.line == 0) return "";
  return fmt::format("{}:{}:{}: ", where.file, where.line, where.column);
}

}  // namespace inversim
