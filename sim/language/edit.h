// SPDX-License-Identifier: Apache-2.0
// One value of a file changed in its text. Comments, order and every other line stay as they are.
//
//   Edited made = set_in_text(text, "mine.yaml", FileKind::kTable, "brake.clamp_force_N", "3500",
//                             "by hand");
//   // clamp_force_N: {value: 3500, status: assumed, source: "by hand"}
//
// A path is one that apply_override takes. In a scenario, one that leads through a file which the
// scenario names is put under its `overrides`, and a path to such a name changes the name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/parse.h"

namespace inversim {

/// The new text, or what is wrong; never both.
struct Edited {
  std::string text;
  std::vector<Diagnostic> diagnostics;

  explicit operator bool() const { return diagnostics.empty(); }
};

/// Sets a value, written as in a file. A bare number where the file said how it was known gets the
/// status `assumed` and `source`, for what was said is not of this number. The text is one that
/// parse_text takes.
Edited set_in_text(std::string_view text, const std::string& name, FileKind kind,
                   std::string_view path, std::string_view value, const std::string& source);

/// Takes a key out with all below it, so that it has its default again.
Edited remove_from_text(std::string_view text, const std::string& name, FileKind kind,
                        std::string_view path);

}  // namespace inversim
