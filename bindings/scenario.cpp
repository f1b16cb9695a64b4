// SPDX-License-Identifier: Apache-2.0
// inversim._core.run: one session, its samples kept in memory and, if wanted, in a result file.
#include "inversim/scenario/session.h"

#include <optional>

#include <fmt/format.h>

#include "columns.h"
#include "inversim/cli/run_provenance.h"
#include "inversim/recording/recorder.h"
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

std::string failure_to_settle(const fs::path& scenario, const char* what) {
  return fmt::format("{}: {}", scenario.string(), what);
}

/// Runs without the GIL; `progress` is None or is called with it.
std::unique_ptr<Run> run_session(const fs::path& scenario, const Settings& settings,
                                 const std::optional<fs::path>& output,
                                 const py::object& progress) {
  const Document document = read_scenario(scenario, settings);
  std::optional<Session> session;
  try {
    session.emplace(document);
  } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
  Interrupts interrupts;
  try {
    session->settle([&interrupts] { interrupts.check(); });
  } catch (const std::runtime_error& e) {
    throw PlantFailure(failure_to_settle(scenario, e.what()));
  }
  interrupts.check();

  std::vector<std::string> overrides;
  for (const auto& [path, value] : settings) overrides.push_back(fmt::format("{}={}", path, value));
  auto run = std::make_unique<Run>(
      session->signals(),
      run_provenance(document, library(), overrides, session->design(), session->start_state()));
  std::optional<Recorder> recorder;
  if (output) {
    recorder.emplace(output->string(), session->signals(), run->provenance,
                     recorder_options(document, session->design()));
  }

  SessionSink sink;
  sink.sample = [&](double time, std::span<const double> row) {
    run->columns.append(time, row);
    if (recorder) recorder->append(time, row);
    interrupts.check();
  };
  sink.event = [&](const Event& event) {
    run->events.push_back(event);
    if (recorder) recorder->add_event(event);
  };
  sink.progress = [&](double share, double time) {
    interrupts.check();
    if (progress.is_none()) return;
    const py::gil_scoped_acquire gil;
    progress(share, time);
  };
  run->result = session->run(sink);
  if (recorder) {
    recorder->set_summary(run->result.figures);
    // what is not whole keeps the name of what is not
    if (run->result.status == StepStatus::kOk) {
      recorder->finish();
    } else {
      recorder->flush();
    }
  }
  return run;
}

std::unique_ptr<Run> run(const fs::path& scenario, const py::object& overrides,
                         const std::optional<fs::path>& output, const py::object& progress) {
  const Settings settings = to_settings(overrides);
  const py::gil_scoped_release released;
  return run_session(scenario, settings, output, progress);
}

/// As the recorder names and writes them.
py::dict attributes(const RunProvenance& p) {
  py::dict out;
  const auto text = [&out](const std::string& name, const std::string& value) {
    if (!value.empty()) out[to_str(name)] = to_str(value);
  };
  text("inversim_version", p.inversim_version);
  text("git_revision", p.git_revision);
  text("build_flags", p.build_flags);
  text("compiler", p.compiler);
  text("cpu_level", p.cpu_level);
  text("conventions", p.conventions);
  out["seed"] = p.seed;
  out["step_size_s"] = p.step_size;
  text("overrides", fmt::format("{}", fmt::join(p.overrides, "\n")));
  std::vector<std::string> roles;
  for (const SourceText& source : p.sources) roles.push_back(source.role);
  text("sources", fmt::format("{}", fmt::join(roles, "\n")));
  for (const SourceText& source : p.sources) {
    text(source.role + "_path", source.path);
    text(source.role + "_hash", source.hash);
    text(source.role + "_text", source.text);
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
      .def_property_readonly("figures",
                             [](const Run& r) {
                               py::list out;
                               for (const KeyFigure& f : r.result.figures) {
                                 out.append(py::make_tuple(f.name, f.value, f.units, f.long_name));
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
      .def_property_readonly("state_hash",
                             [](const Run& r) { return fmt::format("{:016x}", r.result.hash); })
      .def_property_readonly("steps", [](const Run& r) { return r.result.steps; })
      .def_property_readonly("simulated_s", [](const Run& r) { return r.result.simulated; });

  module.def("run", &run, py::arg("scenario"), py::arg("overrides"), py::arg("output"),
             py::arg("progress"), "One session; see inversim.run.");
}

}  // namespace inversim::python
