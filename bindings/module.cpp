// SPDX-License-Identifier: Apache-2.0
// The compiled module inversim._core, and how failures become exceptions.
#include "python.h"

#include <tuple>

#include "inversim/cli/version.h"
#include "inversim/limits/admissible.h"
#include "inversim/recording/hdf5_file.h"

namespace inversim::python {
namespace {

// by value, as pybind11 hands it over
// NOLINTNEXTLINE(performance-unnecessary-value-param)
void translate(std::exception_ptr failure) {
  const auto errors = [] { return py::module_::import("inversim.errors"); };
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (const InputFailure& e) {
    const py::object type = errors().attr("InputError");
    const py::object error = type(to_str(e.what()), py::cast(e.diagnostics));
    PyErr_SetObject(type.ptr(), error.ptr());
  } catch (const PlantFailure& e) {
    const py::object type = errors().attr("PlantError");
    const py::object error = type(to_str(e.what()));
    PyErr_SetObject(type.ptr(), error.ptr());
  } catch (const FileError& e) { PyErr_SetObject(PyExc_OSError, to_str(e.what()).ptr()); }
}

}  // namespace

py::str to_str(const std::string& text) {
  return py::reinterpret_steal<py::str>(
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

Settings to_settings(const py::object& overrides) {
  return py::module_::import("inversim.overrides").attr("as_settings")(overrides).cast<Settings>();
}

Given to_given(const py::object& scenario, const py::object& overrides) {
  const py::object as_given = py::module_::import("inversim.overrides").attr("as_given");
  using File = std::tuple<std::string, std::string, std::string>;
  auto [file, text, replaced, settings] =
      as_given(scenario, overrides)
          .cast<std::tuple<std::string, std::optional<std::string>, std::vector<File>, Settings>>();
  Given given{std::move(file), std::move(text), {}, std::move(settings)};
  for (auto& [key, name, words] : replaced) {
    given.replaced.push_back({std::move(key), std::move(name), std::move(words)});
  }
  return given;
}

void Interrupts::check() {
  using namespace std::chrono_literals;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < 20ms) return;
  last_ = now;
  const py::gil_scoped_acquire gil;
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

}  // namespace inversim::python

PYBIND11_MODULE(_core, module) {
  using namespace inversim::python;
  module.doc() = "The compiled part of inversim; use the package `inversim`.";
  module.attr("__version__") = inversim::version();
  module.attr("greatest_user_kg") = inversim::kGreatestUser;
  py::register_exception_translator(translate);
  bind_controller(module);
  bind_export(module);
  bind_language(module);
  bind_models(module);
  bind_plant(module);
  bind_report(module);
  bind_scenario(module);
  bind_studies(module);
  bind_sweep(module);
}
