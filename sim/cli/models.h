// SPDX-License-Identifier: Apache-2.0
// inversim models: the shipped models and scenarios, and the language they are written in.
#pragma once

#include <CLI/CLI.hpp>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "inversim/language/library.h"

namespace inversim {

struct ShippedModel {
  LibraryEntry entry;
  std::string title;  ///< the file's own name, or what is wrong with it
  bool good = false;
};
/// All that the library has, by kind and name.
std::vector<ShippedModel> shipped_models(const Library& library);

/// The shipped file of a name. Throws std::invalid_argument with a sentence for people.
LibraryEntry find_shipped(const Library& library, const std::string& name,
                          std::optional<FileKind> kind = std::nullopt);

/// What `inversim models` can do. Each returns 0, or 2 with one sentence on `err`.
int list_models(std::ostream& out, std::ostream& err, bool json);
int show_model(const std::string& name, std::ostream& out, std::ostream& err);
/// Copies the shipped file `name` to `output`, under the title `title` ("" keeps its own); nothing
/// is written over.
int new_model(const std::string& name, const std::string& output, const std::string& title,
              std::ostream& out, std::ostream& err);
int print_schema(const std::string& kind, std::ostream& out, std::ostream& err);
int print_formats(std::ostream& out);
int print_fields(std::ostream& out);

/// The command `models` of `app`; when it is given, `exit_code` is what it returned.
void add_models(CLI::App& app, int& exit_code);

}  // namespace inversim
