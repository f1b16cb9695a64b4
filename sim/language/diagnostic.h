// SPDX-License-Identifier: Apache-2.0
// What is wrong in a file of a person's, where, and what was meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inversim {

/// A place in a text. Line and column count from 1; line 0 means the text as a whole (a missing
/// file, an override from the command line).
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One thing that is wrong, for one sentence: `file:line:column: key: found X, expected Y`.
struct Diagnostic {
  Location where;
  std::string key;        ///< dotted path of the key: "brake.clamp_force_N", "protocol.2.rotate"
  std::string found;      ///< what is there: "'fourthousand'", "nothing"
  std::string expected;   ///< what should be: "a number of N from 0 to 50000"
  std::string hint = {};  ///< what was probably meant, or empty: "did you mean 'mass_kg'?"
  std::string referred_by = {};  ///< "scenario.yaml:4:8" if the file was named in another, or empty
};

/// The one sentence, on one line.
std::string sentence(const Diagnostic& diagnostic);

/// One sentence a line, and no newline after the last: what() of an exception.
std::string joined_sentences(std::span<const Diagnostic> diagnostics);

/// One sentence a line, each ended by a newline.
std::string sentences(std::span<const Diagnostic> diagnostics);

/// The candidate that `word` is most likely a slip of, or "" if none is near enough. A slip is a
/// letter left out, put in, changed or swapped, about one in three letters.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// Text of a file made fit for one line: quoted, shortened, control characters as \xHH.
std::string in_quotes(std::string_view text);

}  // namespace inversim
