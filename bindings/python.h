// SPDX-License-Identifier: Apache-2.0
// What the binding files share: texts, refusals, Ctrl-C, and the files behind a scenario.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/parse.h"

namespace inversim::python {

namespace py = pybind11;

/// Dotted paths and what is written there.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// Becomes inversim.InputError.
struct InputFailure : std::runtime_error {
  explicit InputFailure(const std::string& text) : std::runtime_error(text) {}
  explicit InputFailure(std::vector<Diagnostic> wrong)
      : std::runtime_error(joined_sentences(wrong)), diagnostics(std::move(wrong)) {}
  std::vector<Diagnostic> diagnostics;
};

/// Becomes inversim.PlantError.
struct PlantFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A text for people as a str; bytes that are not UTF-8 are replaced.
py::str to_str(const std::string& text);

/// A mapping of overrides, or None, by inversim.overrides. Takes the GIL as held.
Settings to_settings(const py::object& overrides);

/// A scenario as Python hands it over: a file or a model, models in place of files that it names,
/// and what is laid over all of it.
struct Given {
  std::filesystem::path file;       ///< or the name of a shipped one; of a model, its name
  std::optional<std::string> text;  ///< of a model
  std::vector<Replacement> replaced;
  Settings settings;
};

/// By inversim.overrides. Takes the GIL as held.
Given to_given(const py::object& scenario, const py::object& overrides);

/// Throws InputFailure where something is to stand in for a file that no scenario names.
void check_replaced(const std::vector<Replacement>& replaced);

/// Where the shipped files are, as for the program; an installed package brings them.
Library library();

/// Read with all files it names and with overrides applied. Throws InputFailure with all that is
/// wrong. Needs no GIL.
Document read_scenario(const Given& given);

/// Lets Ctrl-C through a long computation that has let go of the GIL.
class Interrupts {
 public:
  /// Looks for a signal about fifty times a second; throws what the handler in Python raised.
  void check();

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

void bind_controller(py::module_& module);
void bind_export(py::module_& module);
void bind_language(py::module_& module);
void bind_models(py::module_& module);
void bind_plant(py::module_& module);
void bind_report(py::module_& module);
void bind_scenario(py::module_& module);
void bind_studies(py::module_& module);
void bind_sweep(py::module_& module);

}  // namespace inversim::python
