// SPDX-License-Identifier: Apache-2.0
// Sweeps as Python sees them: a plan, its batches, and the store that keeps them; inversim.sweep is
// made of these.
#include "inversim/sweep/run.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>

#include <fmt/format.h>

#include "columns.h"
#include "inversim/cli/run_provenance.h"
#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

/// Names of columns, and a text for each case.
using Table = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Kind, name and text of files.
using Sources = std::vector<std::tuple<std::string, std::string, std::string>>;

class Sweep {
 public:
  Sweep(const std::string& text, const std::string& file, const std::optional<Table>& table,
        const Sources& sources)
      : known_(library()) {
    const py::gil_scoped_release released;
    const Reading reading = parse_text(text, file, FileKind::kSweep);
    if (!reading) throw InputFailure(reading.diagnostics);
    std::vector<TableColumn> columns;
    if (table) {
      columns.reserve(table->size());
      for (const auto& [name, texts] : *table) columns.push_back({name, texts});
    }
    SweepInputs inputs;
    if (table) inputs.columns = &columns;
    for (const auto& [kind, name, source] : sources) {
      if (kind == kind_name(FileKind::kScenario)) {
        inputs.scenario = source;
      } else {
        inputs.replaced.push_back({kind, name, source});
      }
    }
    try {
      plan_.emplace(*reading.document, known_, inputs);
    } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
  }

  const SweepPlan& plan() const { return *plan_; }
  RunProvenance provenance() const { return sweep_provenance(*plan_, known_); }

  /// Values of shape (cases, values) and the failures of a batch, computed on this thread.
  py::tuple compute(std::size_t number) const {
    if (number >= batch_count(*plan_)) throw py::index_error("there is no such batch");
    SweepBatch batch;
    {
      const py::gil_scoped_release released;
      batch = compute_batch(*plan_, number, {});
    }
    const auto cases = static_cast<py::ssize_t>(batch.failures.size());
    const auto width = static_cast<py::ssize_t>(plan_->values_per_case());
    py::list failures;
    for (const std::string& text : batch.failures) failures.append(to_str(text));
    return py::make_tuple(to_array(std::move(batch.values), {cases, width}), failures);
  }

 private:
  Library known_;
  std::optional<SweepPlan> plan_;
};

class Store {
 public:
  Store(std::shared_ptr<const Sweep> sweep, std::string output, bool afresh)
      : sweep_(std::move(sweep)) {
    const py::gil_scoped_release released;
    store_.emplace(std::move(output), sweep_->plan(), sweep_->provenance(), afresh);
  }

  std::vector<std::size_t> missing() {
    const py::gil_scoped_release released;
    return open().missing();
  }

  void commit(std::size_t number,
              const py::array_t<double, py::array::c_style | py::array::forcecast>& values,
              std::vector<std::string> failures) {
    const SweepPlan& plan = sweep_->plan();
    if (number >= batch_count(plan)) throw py::index_error("there is no such batch");
    const std::size_t cases = cases_of_batch(plan, number);
    if (static_cast<std::size_t>(values.size()) != cases * plan.values_per_case() ||
        failures.size() != cases) {
      throw py::value_error("the batch has another number of values");
    }
    SweepBatch batch = {
        number, {values.data(), values.data() + values.size()}, std::move(failures)};
    const py::gil_scoped_release released;
    open().commit(batch);
  }

  /// Computes what is missing on threads of this process. progress(done, total, failed).
  py::tuple run(int threads, const py::object& progress) {
    SweepSummary summary;
    std::optional<py::error_already_set> raised;
    {
      const py::gil_scoped_release released;
      const auto caller = std::this_thread::get_id();
      Interrupts interrupts;
      std::mutex raising;
      const auto guarded = [&](const auto& call) {
        try {
          call();
        } catch (py::error_already_set& e) {
          const std::scoped_lock lock(raising);
          if (!raised) raised.emplace(std::move(e));
        }
      };
      std::atomic<bool> stopped = false;
      SweepOptions options;
      options.threads = threads;
      options.stop = [&] {
        // signals are for the thread that called
        if (std::this_thread::get_id() == caller && !stopped) {
          guarded([&] { interrupts.check(); });
          const std::scoped_lock lock(raising);
          if (raised) stopped = true;
        }
        return stopped.load();
      };
      options.progress = [&](const SweepProgress& p) {
        if (progress.is_none() || stopped) return;
        guarded([&] {
          const py::gil_scoped_acquire gil;
          progress(p.done, p.total, p.failed);
        });
        const std::scoped_lock lock(raising);
        if (raised) stopped = true;
      };
      summary = run_sweep(sweep_->plan(), open(), options);
    }
    if (raised) throw py::error_already_set(std::move(*raised));
    return py::make_tuple(summary.found, summary.computed, summary.failed);
  }

  std::size_t finish() {
    const py::gil_scoped_release released;
    return open().finish();
  }

  void close() { store_.reset(); }

 private:
  SweepStore& open() {
    if (!store_) throw std::invalid_argument("the store is closed");
    return *store_;
  }

  std::shared_ptr<const Sweep> sweep_;
  std::optional<SweepStore> store_;
};

Sources sources_of(const Document& scenario) {
  Sources out;
  out.reserve(scenario.files.size());
  for (const SourceFile& file : scenario.files) {
    out.emplace_back(std::string(kind_name(file.kind)), file.path, file.text);
  }
  return out;
}

/// Columns of a design that is a table; of any other none.
Table table_of(const Sweep& sweep) {
  Table columns;
  if (sweep.plan().design().kind != "table") return columns;
  for (const SweepAxis& axis : sweep.plan().design().axes) {
    columns.emplace_back(axis.name, axis.texts);
  }
  return columns;
}

std::string find_sweep(const std::string& name) {
  Reading reading = read_named(name, library(), FileKind::kSweep);
  if (!reading) throw InputFailure(std::move(reading.diagnostics));
  return reading.document->files.front().path;
}

}  // namespace

void bind_sweep(py::module_& module) {
  module.def(
      "scenario_sources",
      [](const py::object& scenario, const py::object& overrides) {
        const Given given = to_given(scenario, overrides);
        const py::gil_scoped_release released;
        return sources_of(read_scenario(given));
      },
      py::arg("scenario"), py::arg("overrides"),
      "Kind, name and text of a scenario and of all files it names.");
  module.def("find_sweep", &find_sweep, py::arg("name"),
             "Path of a sweep file, or of the shipped one of that name.");
  py::class_<Sweep, std::shared_ptr<Sweep>>(module, "Sweep",
                                            "The cases of a sweep; inversim.sweep runs them.")
      .def(py::init<const std::string&, const std::string&, const std::optional<Table>&,
                    const Sources&>(),
           py::arg("text"), py::arg("file"), py::arg("table"), py::arg("sources"))
      .def_property_readonly("cases", [](const Sweep& s) { return s.plan().count(); })
      .def_property_readonly("batch_size", [](const Sweep&) { return kSweepBatch; })
      .def_property_readonly("fingerprint",
                             [](const Sweep& s) {
                               const RunProvenance p = s.provenance();
                               return fmt::format("{:016x} {} {}", s.plan().fingerprint(),
                                                  p.inversim_version, p.git_revision);
                             })
      .def_property_readonly("table", &table_of)
      .def_property_readonly("sources",
                             [](const Sweep& s) { return sources_of(s.plan().scenario()); })
      .def("compute", &Sweep::compute, py::arg("batch"))
      .def(
          "is_result",
          [](const Sweep& s, const std::string& output) {
            const py::gil_scoped_release released;
            return is_result_of(output, s.plan(), s.provenance());
          },
          py::arg("output"));
  py::class_<Store>(module, "SweepStore", "Where batches of a sweep are kept until all are there.")
      .def(py::init<std::shared_ptr<const Sweep>, std::string, bool>(), py::arg("sweep"),
           py::arg("output"), py::arg("afresh"))
      .def("missing", &Store::missing)
      .def("commit", &Store::commit, py::arg("batch"), py::arg("values"), py::arg("failures"))
      .def("run", &Store::run, py::arg("threads"), py::arg("progress"))
      .def("finish", &Store::finish)
      .def("close", &Store::close);
}

}  // namespace inversim::python
