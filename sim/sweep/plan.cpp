// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/plan.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/language/diagnostic.h"
#include "inversim/language/located.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

std::string scenario_path(const Library& library, const Node& root) {
  const Node& named = root.at("scenario");
  std::vector<Diagnostic> wrong;
  const auto file = referred_file(library, FileKind::kScenario, root.text("scenario"), named.where,
                                  "scenario", wrong);
  if (!file) refuse(wrong);
  return file->string();
}

/// Whether a path names a file that a scenario joins, and not a value.
bool is_file_key(const std::string& path) {
  return path == "table" || path == "subject" || path == "spine" || path == "circulation";
}

/// A name under which HDF5 and netCDF keep a variable.
void check_name(const Node& n, const std::string& name, std::set<std::string>& taken) {
  if (name.empty() || name.find('/') != std::string::npos) {
    refuse(n.where, "", fmt::format("'{}' cannot name a variable of a result", name));
  }
  if (!taken.insert(name).second) refuse(n.where, "", fmt::format("'{}' is there twice", name));
}

const Signal& find_signal(const Node& n, const SignalTable& table, const std::string& name,
                          const std::string& key) {
  const auto found = std::ranges::find(table.signals, name, &Signal::name);
  if (found != table.signals.end()) return *found;
  std::vector<std::string> names;
  names.reserve(table.signals.size());
  for (const Signal& s : table.signals) names.push_back(s.name);
  const std::string near = nearest(name, names);
  refuse(n.where, key,
         fmt::format("there is no signal '{}'{}", name,
                     near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

const Coordinate& coordinate_of(const SignalTable& table, const Signal& signal) {
  return *std::ranges::find(table.coordinates, signal.coordinate, &Coordinate::name);
}

SweepMetric figure_metric(const Node& n, const std::vector<KeyFigure>& figures) {
  const std::string& wanted = n.text("figure");
  const auto found = std::ranges::find(figures, wanted, &KeyFigure::name);
  if (found == figures.end()) {
    std::vector<std::string> names;
    names.reserve(figures.size());
    for (const KeyFigure& f : figures) names.push_back(f.name);
    const std::string near = nearest(wanted, names);
    refuse(n.where, "metrics",
           fmt::format("there is no key figure '{}'{}", wanted,
                       near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
  }
  SweepMetric m;
  m.figure = found->name;
  m.units = found->units;
  m.long_name = found->long_name;
  m.status = found->status;
  return m;
}

std::string window_words(const Window& w) {
  std::string out = w.step > 0 ? fmt::format(", in step {} of the protocol", w.step) : "";
  if (w.from > 0.0) out += fmt::format(", from {:g} s", w.from);
  if (w.until < 1e300) out += fmt::format(", until {:g} s", w.until);
  return out;
}

SweepMetric signal_metric(const Node& n, const SignalTable& table) {
  const Signal& signal = find_signal(n, table, n.text("signal"), "metrics");
  SweepMetric m;
  m.signal = signal.name;
  m.window = read_window(n);
  m.unit = read_unit(n, table, "metrics");
  m.units = n.text("unit") == "1" ? signal.units : m.unit->text;
  m.status = signal.status;
  std::string where;
  if (signal.coordinate.empty()) {
    if (n.has("at"))
      refuse(n.where, "metrics", fmt::format("'{}' has one value; no 'at'", signal.name));
  } else if (n.has("at")) {
    const std::vector<std::string>& labels = coordinate_of(table, signal).labels;
    const auto label = std::ranges::find(labels, n.text("at"));
    if (label == labels.end()) {
      refuse(n.where, "metrics.at", fmt::format("'{}' is no {}", n.text("at"), signal.coordinate));
    }
    m.label = static_cast<std::size_t>(label - labels.begin());
    where = " at " + n.text("at");
  } else {
    m.coordinate = signal.coordinate;
    m.width = signal.width;
  }
  m.long_name = fmt::format("{} of {}{}{}", m.window.statistic, signal.long_name, where,
                            window_words(m.window));
  return m;
}

}  // namespace

SweepPlan::SweepPlan(const Document& sweep, const Library& library, const SweepInputs& inputs)
    : library_(library),
      source_(sweep.files.front()),
      name_(sweep.root.text("name")),
      scenario_file_(inputs.scenario ? sweep.root.text("scenario")
                                     : scenario_path(library, sweep.root)),
      scenario_text_(inputs.scenario),
      replaced_(inputs.replaced),
      design_(read_design(sweep, inputs.columns)) {
  if (sweep.root.has("set")) settings_ = sweep.root.texts("set");
  for (const SweepAxis& axis : design_.axes) {
    const auto files = static_cast<std::size_t>(std::ranges::count_if(axis.paths, is_file_key));
    if (files != 0 && files != axis.paths.size()) {
      refuse(
          sweep.root.at("axes").where, "axes",
          fmt::format("'{}' is a name of a file for one path and a value for another", axis.name));
    }
    names_file_.push_back(files != 0);
  }
  base_ = read_scenario({});
  describe_axes();
  choose_metrics(sweep.root);
  choose_traces(sweep.root);
  take_fingerprint();
}

Document SweepPlan::read_scenario(const std::vector<Replacement>& instead) const {
  // the last one of a key holds
  std::vector<Replacement> replaced = replaced_;
  replaced.insert(replaced.end(), instead.begin(), instead.end());
  Reading reading =
      scenario_text_
          ? resolve_text(*scenario_text_, scenario_file_, library_, FileKind::kScenario, replaced)
          : read_resolved(scenario_file_, library_, FileKind::kScenario, replaced);
  apply_settings(reading, settings_);
  if (!reading.diagnostics.empty()) refuse(reading.diagnostics);
  return std::move(*reading.document);
}

void SweepPlan::describe_axes() {
  for (std::size_t k = 0; k < design_.axes.size(); ++k) {
    SweepAxis& axis = design_.axes[k];
    if (names_file_[k]) {
      axis.numbers.clear();
      axis.meaning = fmt::format("file of the {}", axis.paths.front());
      continue;
    }
    PathNumber number;
    const auto wrong = find_number(base_, axis.paths.front(), {"axes", 0, 0}, number);
    if (wrong.empty()) {
      axis.unit = number.unit;
      axis.meaning = number.doc;
    } else if (!axis.numbers.empty()) {
      axis.meaning = axis.paths.front();
    }
  }
}

void SweepPlan::choose_metrics(const Node& sweep) {
  const Document first = scenario_of(0);
  const Session session(first);
  const SignalTable& table = session.all_signals();
  const std::vector<KeyFigure> figures = session.figure_catalogue();
  coordinates_ = table.coordinates;
  std::set<std::string> taken = {"case", "time", "failed", "failure"};
  for (const Coordinate& c : table.coordinates) taken.insert(c.name);
  for (const SweepAxis& axis : design_.axes) check_name(sweep.at("axes"), axis.name, taken);
  if (sweep.has("metrics")) {
    for (const Node& n : sweep.list("metrics")) {
      check_name(n, n.name(), taken);
      if (n.has("figure") == n.has("signal")) {
        refuse(n.where, "metrics", fmt::format("'{}' is of either a figure or a signal", n.name()));
      }
      SweepMetric m = n.has("figure") ? figure_metric(n, figures) : signal_metric(n, table);
      m.name = n.name();
      metrics_.push_back(std::move(m));
    }
  } else {
    for (const KeyFigure& f : figures) {
      SweepMetric m;
      m.name = m.figure = f.name;
      m.units = f.units;
      m.long_name = f.long_name;
      m.status = f.status;
      metrics_.push_back(std::move(m));
    }
  }
  for (SweepMetric& m : metrics_) {
    m.offset = values_per_case_;
    values_per_case_ += m.width;
  }
  if (!sweep.has("traces.signals")) return;
  for (const std::string& name : sweep.texts("traces.signals")) {
    const Signal& signal = find_signal(sweep.at("traces.signals"), table, name, "traces.signals");
    traces_.push_back({signal, 0});
  }
}

void SweepPlan::choose_traces(const Node& sweep) {
  if (traces_.empty()) return;
  const double every = sweep.real("traces.every_s"), until = sweep.real("traces.until_s");
  const auto count = static_cast<std::size_t>(until / every + 1e-9) + 1;
  for (std::size_t i = 0; i < count; ++i) trace_times_.push_back(static_cast<double>(i) * every);
  for (SweepTrace& t : traces_) {
    t.offset = values_per_case_;
    values_per_case_ += count * t.signal.width;
  }
}

void SweepPlan::take_fingerprint() {
  std::string all = fmt::format("{}\n{}\n", text_hash(source_.text), fmt::join(settings_, "\n"));
  for (const SourceFile& file : base_.files) all += fmt::format("{:016x}\n", file.hash);
  for (const SweepAxis& axis : design_.axes) {
    all += fmt::format("{} {} {}\n", axis.name, fmt::join(axis.paths, " "),
                       fmt::join(axis.texts, " "));
  }
  fingerprint_ = text_hash(all);
}

std::vector<std::string> SweepPlan::settings_of(std::size_t index) const {
  std::vector<std::string> all = settings_;
  for (std::size_t k = 0; k < design_.axes.size(); ++k) {
    for (const std::string& path : design_.axes[k].paths) {
      all.push_back(fmt::format("{}={}", path, design_.text(index, k)));
    }
  }
  return all;
}

Document SweepPlan::scenario_of(std::size_t index) const {
  std::vector<std::string> files;
  std::vector<Replacement> instead;
  for (std::size_t k = 0; k < design_.axes.size(); ++k) {
    if (!names_file_[k]) continue;
    for (const std::string& path : design_.axes[k].paths) {
      instead.push_back({path, design_.text(index, k)});
      files.push_back(path + "=" + design_.text(index, k));
    }
  }
  std::shared_ptr<const Document> variant;
  if (!files.empty()) {
    const std::scoped_lock lock(variants_mutex_);
    const auto known = std::ranges::find(variants_, files, &Variant::files);
    if (known != variants_.end()) {
      variant = known->document;
    } else {
      variant = std::make_shared<const Document>(read_scenario(instead));
      variants_.push_back({files, variant});
    }
  }
  Document document = variant ? *variant : base_;
  std::vector<PathValue> values;
  for (std::size_t k = 0; k < design_.axes.size(); ++k) {
    if (names_file_[k]) continue;
    for (const std::string& path : design_.axes[k].paths) {
      values.emplace_back(path, design_.text(index, k));
    }
  }
  const std::vector<Diagnostic> wrong = apply_overrides(document, values, {"axes", 0, 0});
  if (!wrong.empty()) refuse(wrong);
  return document;
}

}  // namespace inversim
