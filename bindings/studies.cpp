// SPDX-License-Identifier: Apache-2.0
// Studies of many runs: published measurements against simulations, limits of a table.
#include <functional>
#include <optional>

#include <nlohmann/json.hpp>

#include "inversim/cli/limits.h"
#include "inversim/report/validation_data.h"
#include "inversim/validation/sets.h"
#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

/// A function of Python that is told things, if it is one.
template <class... What>
void tell(const py::object& progress, const What&... what) {
  if (!progress || progress.is_none()) return;
  const py::gil_scoped_acquire gil;
  progress(what...);
}

using NamedText = std::pair<std::string, std::string>;

/// Sets by name, file or text.
std::vector<Document> read_sets(const std::vector<std::string>& names,
                                const std::vector<NamedText>& texts, const Library& known) {
  std::vector<Document> sets;
  if (!names.empty() || texts.empty()) sets = validation_sets(names, known);
  for (const auto& [name, text] : texts) {
    Reading reading = parse_text(text, name, FileKind::kValidation);
    if (!reading) throw InputFailure(std::move(reading.diagnostics));
    sets.push_back(std::move(*reading.document));
  }
  return sets;
}

/// A row as `validate --json` has it, with its verdict in words.
py::dict dict_of(const ValidationRow& row, const std::string& set) {
  // texts may be of files that are not UTF-8
  const std::string text =
      row_json(row, set).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  py::dict out = py::module_::import("json").attr("loads")(text);
  out["verdict"] = to_str(verdict(row));
  return out;
}

py::tuple validate(const std::vector<std::string>& names, const std::vector<NamedText>& texts,
                   const py::object& progress) {
  std::vector<ValidatedSet> sets;
  std::string parameters;
  {
    const py::gil_scoped_release released;
    const Library known = library();
    Interrupts interrupts;
    try {
      const std::vector<Document> documents = read_sets(names, texts, known);
      std::size_t done = 0, all = 0;
      for (const Document& set : documents) all += scenarios_of(set).size();
      for (const Document& set : documents) {
        const auto told = [&](const std::string& scenario) {
          tell(progress, static_cast<double>(done++) / static_cast<double>(all), scenario);
        };
        const std::string& path = set.files.front().path;
        sets.push_back({fs::path(path).stem().string(), path,
                        run_validation(set, known, told, [&interrupts] { interrupts.check(); })});
      }
    } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
    parameters = parameter_hash(known);
  }
  py::list out;
  for (const ValidatedSet& set : sets) {
    for (const ValidationRow& row : set.rows) out.append(dict_of(row, set.name));
  }
  return py::make_tuple(out, parameters, outside_count(sets));
}

void limits(const NamedText& table, bool table_is_text, const NamedText& criteria,
            bool criteria_are_text, const std::vector<double>& heights_cm,
            const std::vector<double>& masses_kg, bool quick, int threads, const fs::path& output,
            const std::optional<fs::path>& report, const py::object& progress) {
  LimitsRequest request;
  request.table = table.first;
  if (table_is_text) request.table_text = table.second;
  request.criteria = criteria.first;
  if (criteria_are_text) request.criteria_text = criteria.second;
  request.heights_cm = heights_cm;
  request.masses_kg = masses_kg;
  request.quick = quick;
  request.threads = threads;
  request.output = output.string();
  if (report) request.report = report->string();
  const py::gil_scoped_release released;
  Interrupts interrupts;
  try {
    compute_limits(request, library(), [&](const std::string& what) {
      interrupts.check();
      tell(progress, what);
    });
  } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
}

}  // namespace

void bind_studies(py::module_& module) {
  module.def(
      "validate", &validate, py::arg("sets"), py::arg("texts"), py::arg("progress"),
      "Rows as dicts, the hash of the parameters, how many are outside and no known miss; see "
      "inversim.validate.");
  module.def("limits", &limits, py::arg("table"), py::arg("table_is_text"), py::arg("criteria"),
             py::arg("criteria_are_text"), py::arg("heights_cm"), py::arg("masses_kg"),
             py::arg("quick"), py::arg("threads"), py::arg("output"), py::arg("report"),
             py::arg("progress"), "Writes the result file; see inversim.limits.");
}

}  // namespace inversim::python
