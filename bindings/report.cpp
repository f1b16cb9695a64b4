// SPDX-License-Identifier: Apache-2.0
// inversim.report: a page for people, made of a result.
#include "inversim/cli/report.h"

#include <optional>

#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

py::list report(const fs::path& result, const fs::path& output,
                const std::optional<fs::path>& measured, double offset,
                const std::vector<fs::path>& band, const std::optional<fs::path>& beside) {
  ReportRequest request;
  request.result = result.string();
  request.output = output.string();
  if (measured) request.measured = measured->string();
  request.offset = offset;
  for (const fs::path& other : band) request.band.push_back(other.string());
  if (beside) request.beside = beside->string();
  ReportPage page;
  {
    const py::gil_scoped_release released;
    try {
      page = make_report(request);
      write_report(request, page);
    } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
  }
  py::list out;
  for (const MeasuredLine& x : page.measured) {
    out.append(
        py::make_tuple(to_str(x.channel), to_str(x.unit), x.rms, x.bias, x.largest, x.largest_at));
  }
  return out;
}

}  // namespace

void bind_report(py::module_& module) {
  module.def("report", &report, py::arg("result"), py::arg("output"), py::arg("measured"),
             py::arg("offset"), py::arg("band"), py::arg("beside"),
             R"(See inversim.report.

Channel, unit, root mean square, mean, largest residual and its time of what was measured.)");
}

}  // namespace inversim::python
