// SPDX-License-Identifier: Apache-2.0
// inversim._core.run: one session, its samples kept in memory and, if wanted, in a result file.
#include "inversim/scenario/session.h"

#include <optional>

#include <fmt/format.h>

#include "columns.h"
#include "controller.h"
#include "inversim/cli/recorded_run.h"
#include "inversim/scenario/measured.h"
#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

/// What a session leaves behind.
struct Run {
  Run(const SignalTable& signals, RunProvenance from)
      : table(signals), provenance(std::move(from)), columns(table) {}

  SignalTable table;
  RunProvenance provenance;
  Columns columns;
  std::vector<Event> events;
  SessionResult result;
};

/// Runs without the GIL; `progress` is None or is called with it. `settings` are in the document.
std::unique_ptr<Run> run_session(const fs::path& scenario, const Document& document,
                                 const Settings& settings, const std::optional<fs::path>& output,
                                 const py::object& progress, PythonController* own) {
  std::unique_ptr<Run> run;
  Interrupts interrupts;
  RecordingRequest request;
  if (output) request.output = output->string();
  for (const auto& [path, value] : settings) {
    request.settings.push_back(fmt::format("{}={}", path, value));
  }
  if (progress && !progress.is_none()) {
    request.progress = [&progress](double share, double time) {
      const py::gil_scoped_acquire gil;
      progress(share, time);
    };
  }
  request.own = own;
  request.begins = [&run](const SignalTable& signals, const RunProvenance& from) {
    run = std::make_unique<Run>(signals, from);
  };
  request.sample = [&run](double time, std::span<const double> row) {
    run->columns.append(time, row);
  };
  request.interrupt = [&interrupts, own] {
    interrupts.check();
    if (own != nullptr) own->rethrow();
  };
  try {
    RecordedRun recorded = run_recorded(document, library(), request);
    run->events = std::move(recorded.events);
    run->result = std::move(recorded.result);
  } catch (const std::invalid_argument& e) {
    throw InputFailure(std::string(e.what()));
  } catch (const DoesNotSettle& e) {
    throw PlantFailure(fmt::format("{}: {}", scenario.string(), e.what()));
  }
  return run;
}

std::unique_ptr<Run> run(const py::object& scenario, const py::object& overrides,
                         const std::optional<fs::path>& output, const py::object& progress,
                         const py::object& controller) {
  const Given given = to_given(scenario, overrides);
  std::optional<PythonController> own;
  if (!controller.is_none()) own.emplace(controller);
  const py::gil_scoped_release released;
  return run_session(given.file, read_scenario(given), given.settings, output, progress,
                     own ? &*own : nullptr);
}

/// A scenario read once and run with many values.
class Prepared {
 public:
  Prepared(const py::object& scenario, const py::object& overrides)
      : given_(to_given(scenario, overrides)), document_(read_scenario(given_)) {}

  std::unique_ptr<Run> run(const py::object& overrides) const {
    const Settings more = to_settings(overrides);
    const py::gil_scoped_release released;
    Settings all = given_.settings;
    all.insert(all.end(), more.begin(), more.end());
    Document document = document_;
    auto wrong = apply_overrides(document, more, {"overrides", 0, 0});
    if (!wrong.empty()) throw InputFailure(std::move(wrong));
    return run_session(given_.file, document, all, std::nullopt, {}, nullptr);
  }

  PathNumber number(const std::string& path) const {
    PathNumber number;
    auto wrong = find_number(document_, path, {"parameters", 0, 0}, number);
    if (!wrong.empty()) throw InputFailure(std::move(wrong));
    return number;
  }

 private:
  Given given_;
  Document document_;
};

py::dict attributes(const RunProvenance& provenance) {
  py::dict out;
  for (const auto& [name, value] : provenance_attributes(provenance)) {
    const auto* text = std::get_if<std::string>(&value);
    // texts may be of files that are not UTF-8
    out[to_str(name)] = text != nullptr ? py::object(to_str(*text)) : py::cast(value);
  }
  return out;
}

py::dict coordinates(const SignalTable& table) {
  py::dict out;
  for (const Coordinate& axis : table.coordinates) {
    out[to_str(axis.name)] = py::make_tuple(axis.long_name, axis.labels);
  }
  return out;
}

py::tuple column_of(const MeasuredColumn& c) {
  return py::make_tuple(to_str(c.channel), to_str(c.signal), to_str(c.label), to_str(c.units),
                        to_str(c.long_name), c.si);
}

}  // namespace

void bind_scenario(py::module_& module) {
  py::class_<Run>(module, "Run",
                  "What a session leaves behind; inversim.run makes a dataset of it.")
      .def_property_readonly("signals", [](const Run& r) { return r.table.signals; })
      .def_property_readonly("coordinates", [](const Run& r) { return coordinates(r.table); })
      .def_property_readonly("attributes", [](const Run& r) { return attributes(r.provenance); })
      .def_property_readonly("time", [](Run& r) { return r.columns.take_time(); })
      .def(
          "values", [](Run& r, const std::string& signal) { return r.columns.take(signal); },
          py::arg("signal"), "The array takes the numbers over: ask once.")
      .def_property_readonly(
          "events",
          [](const Run& r) {
            py::list out;
            for (const Event& e : r.events) {
              out.append(py::make_tuple(e.time, to_str(e.kind), to_str(e.text), e.value));
            }
            return out;
          })
      .def_property_readonly(
          "figures",
          [](const Run& r) {
            py::list out;
            for (const KeyFigure& f : r.result.figures) {
              out.append(py::make_tuple(f.name, f.value, f.units, f.long_name, f.status));
            }
            return out;
          })
      .def_property_readonly(
          "expectations",
          [](const Run& r) {
            py::list out;
            for (const Verdict& v : r.result.verdicts) {
              out.append(py::make_tuple(to_str(v.text), v.measured, to_str(v.unit), v.holds));
            }
            return out;
          })
      .def_property_readonly("failure", [](const Run& r) { return to_str(r.result.failure); })
      .def_property_readonly("controller_failure",
                             [](const Run& r) { return to_str(r.result.controller_failure); })
      .def_property_readonly("state_hash",
                             [](const Run& r) { return fmt::format("{:016x}", r.result.hash); })
      .def_property_readonly("steps", [](const Run& r) { return r.result.steps; })
      .def_property_readonly("simulated_s", [](const Run& r) { return r.result.simulated; });

  py::class_<PathNumber>(module, "PathNumber",
                         "A number of a scenario and what it may be, in the unit of its path.")
      .def_readonly("value", &PathNumber::value, "None where the files leave it out.")
      .def_readonly("low", &PathNumber::low, "Smallest that the language takes.")
      .def_readonly("high", &PathNumber::high, "Greatest that the language takes.")
      .def_readonly("above_low", &PathNumber::above_low, "Whether low itself is refused.")
      .def_readonly("unit", &PathNumber::unit, "For people: 'N m'.")
      .def_readonly("doc", &PathNumber::doc, "What it is.")
      .def_property_readonly(
          "status", [](const PathNumber& n) { return std::string(status_name(n.status)); },
          "How it is known: 'seen', 'recalled', 'derived', 'assumed', or ''.")
      .def_property_readonly(
          "source", [](const PathNumber& n) { return to_str(n.source); },
          "Where it is from, or ''.")
      .def_readonly("band_low", &PathNumber::band_low, "From where the files say it lies, or None.")
      .def_readonly("band_high", &PathNumber::band_high, "Up to where, or None.")
      .def_readonly("not_above", &PathNumber::not_above,
                    "Paths and values of keys that it may not exceed.")
      .def_readonly("not_below", &PathNumber::not_below,
                    "Paths and values of keys that may not exceed it.");

  py::class_<Prepared>(module, "Prepared", "A scenario read once, to be run with many values.")
      .def(py::init<const py::object&, const py::object&>(), py::arg("scenario"),
           py::arg("overrides"), "Raises InputError as inversim.run does.")
      .def("run", &Prepared::run, py::arg("overrides"),
           "One session with further values; several threads may ask at once.")
      .def("number", &Prepared::number, py::arg("path"),
           "The number at a dotted path; InputError where there is none.");

  module.def(
      "split_header",
      [](const std::string& header) -> py::tuple {
        try {
          return column_of(split_header(header));
        } catch (const UnknownColumn& e) {
          return py::make_tuple(to_str(e.found), to_str(e.expected), to_str(e.hint));
        }
      },
      py::arg("header"),
      R"(A column's header taken apart: channel, signal, label, units, long name, size of its unit in SI.

Of a header that is none: what is there, what should be, what was probably meant.)");

  module.def(
      "read_measured",
      [](const std::string& text, const std::string& file, const ColumnNames& names) {
        const MeasuredReading reading = read_measured(text, file, names);
        py::list columns;
        std::vector<double> time;
        if (reading.measured) {
          time = reading.measured->time;
          for (std::size_t k = 0; k < reading.measured->columns.size(); ++k) {
            const auto& values = reading.measured->values[k];
            columns.append(py::make_tuple(
                column_of(reading.measured->columns[k]),
                py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data())));
          }
        }
        return py::make_tuple(
            py::array_t<double>(static_cast<py::ssize_t>(time.size()), time.data()), columns,
            reading.wrong, to_str(mistakes_text(reading.wrong)));
      },
      py::arg("text"), py::arg("file"), py::arg("names"),
      R"(A measurement's text: time [s]; each column as split_header gives it, with its values in SI;
what is wrong, as Diagnostics and as text. Where something is, there are no columns.)");

  module.def("run", &run, py::arg("scenario"), py::arg("overrides"), py::arg("output"),
             py::arg("progress"), py::arg("controller"), "One session; see inversim.run.");
}

}  // namespace inversim::python
