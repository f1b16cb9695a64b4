// SPDX-License-Identifier: Apache-2.0
// Where a sentence about a file begins, and how a value that does not fit is refused.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "inversim/language/diagnostic.h"

namespace inversim {

/// "file:line:column"; "file:line" of a line as a whole (column 0), "file" of a text as a whole or
/// of the command line ("--set"), "" of no place.
std::string place_text(const Location& where);

/// The place as a sentence begins with it: "file:line:column: ", or "" of no place.
std::string place_prefix(const Location& where);

/// Throws std::invalid_argument "file:line:column: key: why"; `key` may be empty.
[[noreturn]] void refuse(const Location& where, std::string_view key, const std::string& why);

/// Throws std::invalid_argument with all that is wrong, a sentence a line.
[[noreturn]] void refuse(std::span<const Diagnostic> wrong);

}  // namespace inversim
