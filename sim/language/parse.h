// SPDX-License-Identifier: Apache-2.0
// Text to document. Nothing here throws for what a person wrote: a document comes back, or all that
// is wrong with it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inversim/language/diagnostic.h"
#include "inversim/language/document.h"
#include "inversim/language/library.h"

namespace inversim {

/// A document, or at least one diagnostic; never both.
struct Reading {
  std::optional<Document> document;
  std::vector<Diagnostic> diagnostics;

  explicit operator bool() const { return document.has_value(); }
};

/// One text, `name` standing for the file in diagnostics. Its key `kind` decides which table it is
/// checked against; if `kind` is given it must be that. Files it names are not opened.
Reading parse_text(std::string_view text, const std::string& name,
                   std::optional<FileKind> kind = std::nullopt);

/// One file, read and checked as parse_text.
Reading read_file(const std::filesystem::path& path, std::optional<FileKind> kind = std::nullopt);

/// One file that a command is given, by its path or its shipped name, as read_file; of one that is
/// not there it is said what was probably meant.
Reading read_named(const std::filesystem::path& path, const Library& library, FileKind kind);

/// The file that another one means by `named` at a place of it, under a key; where there is none,
/// what is wrong joins `wrong`, with what was probably meant.
std::optional<std::filesystem::path> referred_file(const Library& library, FileKind kind,
                                                   const std::string& named, const Location& where,
                                                   const std::string& key,
                                                   std::vector<Diagnostic>& wrong);

/// A file in place of the one that a document names under a key: {"table", "my_table.yaml"}.
struct Replacement {
  std::string key;
  std::string file;  ///< shipped name or path, as it would be written in the document
  /// The file's text, if it is not to be read; `file` then is what it is called, and files that it
  /// names by a relative path are looked for beside that.
  std::optional<std::string> text = std::nullopt;
};

/// One file (of a kind: also by its shipped name) and all files it names, joined: a scenario with
/// its sub-trees `table`, `subject`, `spine`, `circulation` and its overrides applied. For a kind
/// that names no files it is read_file.
Reading read_resolved(const std::filesystem::path& path, const Library& library,
                      std::optional<FileKind> kind = std::nullopt,
                      const std::vector<Replacement>& replaced = {});

/// As read_resolved, of a text that stands for the file `path`.
Reading resolve_text(std::string_view text, const std::filesystem::path& path,
                     const Library& library, std::optional<FileKind> kind = std::nullopt,
                     const std::vector<Replacement>& replaced = {});

/// Sets one value of a resolved document, as if the file had it there:
///   apply_override(document, "table.brake.clamp_force_N", "3500", {"--set"})
/// The value is written as in a file; another unit of the family may stand in the path
/// ("table.brake.clamp_force_lbf"). Nothing is changed if anything is wrong. A path through
/// `table`, `subject`, `spine` or `circulation` names a value of that file; a path to the reference
/// itself is refused, because the file it named has been read.
std::vector<Diagnostic> apply_override(Document& document, std::string_view path,
                                       std::string_view value, const Location& where);

/// A dotted path, and the value for it as it would be written in a file.
using PathValue = std::pair<std::string, std::string>;

/// A value for a path, and where it was given.
struct Override {
  std::string path, value;
  Location where;
};

/// Several values one after the other, with nothing changed if anything is wrong. What must fit
/// together (a key that may not pass another) is asked of the result alone; if it does not, the
/// last override is named as the place.
std::vector<Diagnostic> apply_overrides(Document& document, const std::vector<Override>& overrides);

/// The same for values that were given in one place.
std::vector<Diagnostic> apply_overrides(Document& document, const std::vector<PathValue>& values,
                                        const Location& where);

/// A number of a resolved document, and what it may be; in the unit in which its path writes it.
struct PathNumber {
  std::optional<double> value;  ///< none: left out in the files
  double low = 0.0, high = 0.0;
  bool above_low = false;  ///< `low` itself is refused
  std::string unit;        ///< for people: "N m"
  std::string doc;
  std::optional<double> band_low, band_high;  ///< in which the files say it lies
  Status status = Status::kNone;              ///< how the files say it is known
  std::string source;                         ///< where the files say it is from
  /// Paths and values of the keys beside it that it may not pass.
  std::vector<std::pair<std::string, double>> not_above, not_below;
};

/// The number at a dotted path, which is one that apply_override takes. Says what is wrong with the
/// path, and leaves `number` alone then.
std::vector<Diagnostic> find_number(const Document& document, std::string_view path,
                                    const Location& where, PathNumber& number);

/// As apply_override for "path=value" of the command line.
std::vector<Diagnostic> apply_setting(Document& document, std::string_view setting);

/// As apply_overrides for several "path=value"; what is wrong joins the reading's diagnostics. A
/// reading without a document stays as it is.
void apply_settings(Reading& reading, const std::vector<std::string>& settings);

}  // namespace inversim
