// SPDX-License-Identifier: Apache-2.0
// Model and scenario files as Python sees them: what is wrong with them, and the shipped ones.
#include <algorithm>

#include <fmt/format.h>

#include "inversim/language/quantity.h"
#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

/// What is laid over a document, with what is wrong with it.
void lay(Reading& reading, const Settings& settings) {
  if (!reading) return;
  auto wrong = apply_overrides(*reading.document, settings, {"overrides", 0, 0});
  reading.diagnostics.insert(reading.diagnostics.end(), wrong.begin(), wrong.end());
}

std::vector<Diagnostic> check(const py::object& file, const py::object& overrides) {
  const Given given = to_given(file, overrides);
  const py::gil_scoped_release released;
  check_replaced(given.replaced);
  Reading reading =
      given.text ? resolve_text(*given.text, given.file, library(), std::nullopt, given.replaced)
                 : read_resolved(given.file, library(), std::nullopt, given.replaced);
  lay(reading, given.settings);
  return reading.diagnostics;
}

}  // namespace

Library library() { return default_library(); }

void check_replaced(const std::vector<Replacement>& replaced) {
  std::vector<std::string> keys;
  for (const Field& field : fields(FileKind::kScenario).children) {
    if (field.type == FieldType::kReference) keys.push_back(field.key);
  }
  for (const Replacement& r : replaced) {
    if (std::find(keys.begin(), keys.end(), r.key) != keys.end()) continue;
    const std::string near = nearest(r.key, keys);
    throw InputFailure(
        std::vector<Diagnostic>{{{"overrides", 0, 0},
                                 r.key,
                                 "a model",
                                 fmt::format("a model under {}", enumeration(keys, "or")),
                                 near.empty() ? "" : fmt::format("did you mean '{}'?", near)}});
  }
}

Document read_scenario(const Given& given) {
  const Library known = library();
  check_replaced(given.replaced);
  Reading reading =
      given.text ? resolve_text(*given.text, given.file, known, FileKind::kScenario, given.replaced)
                 : read_resolved(given.file, known, FileKind::kScenario, given.replaced);
  lay(reading, given.settings);
  if (!reading || !reading.diagnostics.empty()) throw InputFailure(std::move(reading.diagnostics));
  return std::move(*reading.document);
}

void bind_language(py::module_& module) {
  py::class_<Diagnostic>(module, "Diagnostic",
                         "One thing that is wrong in a file; str() of it is the sentence.")
      .def(py::init([](std::string file, int line, int column, std::string key, std::string found,
                       std::string expected, std::string hint) {
             return Diagnostic{{std::move(file), line, column},
                               std::move(key),
                               std::move(found),
                               std::move(expected),
                               std::move(hint),
                               ""};
           }),
           py::arg("file"), py::arg("line"), py::arg("column"), py::arg("key"), py::arg("found"),
           py::arg("expected"), py::arg("hint") = "")
      .def_property_readonly(
          "file", [](const Diagnostic& d) { return to_str(d.where.file); },
          "File as it was named, or 'overrides'.")
      .def_property_readonly(
          "line", [](const Diagnostic& d) { return d.where.line; },
          "From 1; 0 is the file as a whole, or an override.")
      .def_property_readonly(
          "column", [](const Diagnostic& d) { return d.where.column; }, "From 1, or 0.")
      .def_property_readonly(
          "key", [](const Diagnostic& d) { return to_str(d.key); },
          "Dotted path of the key: 'brake.clamp_force_N'.")
      .def_property_readonly(
          "found", [](const Diagnostic& d) { return to_str(d.found); }, "What is there.")
      .def_property_readonly(
          "expected", [](const Diagnostic& d) { return to_str(d.expected); },
          "What should be: 'a number of N from 0 to 50000'.")
      .def_property_readonly(
          "hint", [](const Diagnostic& d) { return to_str(d.hint); },
          "What was probably meant, or ''.")
      .def_property_readonly(
          "referred_by", [](const Diagnostic& d) { return to_str(d.referred_by); },
          "'scenario.yaml:4:8' where another file names this one, or ''.")
      .def("__str__", [](const Diagnostic& d) { return to_str(sentence(d)); })
      .def("__repr__",
           [](const Diagnostic& d) { return to_str(fmt::format("<Diagnostic {}>", sentence(d))); })
      .attr("__module__") = "inversim";

  module.def(
      "shown_unit",
      [](const std::string& si_units) {
        const ShownUnit shown = shown_unit(si_units);
        return py::make_tuple(to_str(shown.text), shown.factor);
      },
      py::arg("si_units"),
      "What people are shown of a signal's unit, and the factor from SI: ('deg', 57.29578) of "
      "'rad'.");

  module.def(
      "nearest",
      [](const std::string& word, const std::vector<std::string>& candidates) {
        return nearest(word, candidates);
      },
      py::arg("word"), py::arg("candidates"),
      "The candidate of which the word is most likely a slip, or ''.");
  module.def(
      "in_quotes", [](const std::string& text) { return to_str(in_quotes(text)); }, py::arg("text"),
      "Text of a file made fit for one line of a message.");

  module.def("check", &check, py::arg("path"), py::arg("overrides") = py::none(),
             R"(All that is wrong with a model or scenario file, and with those it names.

Args:
    path: a file of any kind, or a model of `inversim.models`.
    overrides: values to lay over it by dotted path, as for `run`; they are looked at where the
        files themselves are sound.

Returns:
    One Diagnostic for each mistake; an empty list where nothing is wrong.)");
}

}  // namespace inversim::python
