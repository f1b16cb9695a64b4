// SPDX-License-Identifier: Apache-2.0
// One scalar as a person wrote it: is it the number, word or text that is asked for?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inversim/language/yaml_text.h"

namespace inversim {

/// Why a scalar is not what is asked for; `hint` may be empty.
struct ScalarFault {
  std::string found;
  std::string hint = {};
};

/// A value, or why there is none.
template <class T>
struct ScalarReading {
  std::optional<T> value;
  ScalarFault fault;
};

/// What a value is, for "found ...": 'nothing', 'a list', '12', "'text'".
std::string found_text(const Raw& raw);

/// A plain decimal number, finite. Refused, with a hint: .nan and .inf, octal, hexadecimal, digits
/// with '_' or ':', a decimal comma, a unit behind the number, a number in quotes.
ScalarReading<double> read_number(const Raw& raw);
ScalarReading<std::int64_t> read_whole(const Raw& raw);

/// true or false; yes, no, on, off, which YAML 1.1 takes for the same, are refused.
ScalarReading<bool> read_flag(const Raw& raw);

/// A text that is not empty; a plain number, true or false is refused.
ScalarReading<std::string> read_text(const Raw& raw);

}  // namespace inversim
