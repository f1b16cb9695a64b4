// SPDX-License-Identifier: Apache-2.0
// inversim.export_mjcf: scenarios for other programs.
#include "inversim/cli/export.h"

#include <optional>

#include "inversim/cli/output_file.h"
#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

std::string export_mjcf(const py::object& scenario, const py::object& overrides,
                        const std::optional<fs::path>& path) {
  const Given given = to_given(scenario, overrides);
  const py::gil_scoped_release released;
  const Document document = read_scenario(given);
  std::string text;
  try {
    text = mjcf_of(document);
  } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
  if (path) {
    for (const SourceFile& source : document.files) {
      if (same_file(path->string(), source.path)) {
        throw InputFailure("path: found " + in_quotes(path->string()) +
                           ", a file of the scenario, expected another file");
      }
    }
    write_whole(path->string(), text);
  }
  return text;
}

}  // namespace

void bind_export(py::module_& module) {
  module.def("export_mjcf", &export_mjcf, py::arg("scenario"), py::arg("overrides"),
             py::arg("path"), "See inversim.export_mjcf.");
}

}  // namespace inversim::python
