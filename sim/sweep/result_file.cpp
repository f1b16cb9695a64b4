// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/result_file.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/recording/netcdf_file.h"

namespace inversim {
namespace {

using Axes = NetcdfFile::Axes;

/// The dimensions along which cases lie.
Axes write_axes(NetcdfFile& f, const SweepPlan& plan) {
  const SweepDesign& design = plan.design();
  Axes cases;
  if (design.is_grid()) {
    for (const SweepAxis& axis : design.axes) {
      const hdf5::Object& made = axis.numbers.empty()
                                     ? f.axis(axis.name, axis.meaning, axis.texts)
                                     : f.axis(axis.name, axis.unit, axis.meaning, axis.numbers);
      hdf5::write_attribute(made, "paths", fmt::format("{}", fmt::join(axis.paths, " ")));
      cases.emplace_back(&made, axis.texts.size());
    }
    return cases;
  }
  std::vector<double> numbers(design.count);
  for (std::size_t i = 0; i < design.count; ++i) numbers[i] = static_cast<double>(i);
  cases.emplace_back(&f.axis("case", "1", "number of the case, from 0", numbers), design.count);
  for (const SweepAxis& axis : design.axes) {
    const hdf5::Object& made =
        axis.numbers.empty() ? f.texts(axis.name, axis.meaning, cases, axis.texts)
                             : f.values(axis.name, axis.unit, axis.meaning, cases, axis.numbers);
    hdf5::write_attribute(made, "paths", fmt::format("{}", fmt::join(axis.paths, " ")));
  }
  return cases;
}

class Columns {
 public:
  Columns(const std::vector<double>& values, std::size_t width) : values_(values), width_(width) {}

  /// Values `offset` to `offset` + `count` of each case, case by case.
  std::vector<double> take(std::size_t offset, std::size_t count) const {
    std::vector<double> out;
    const std::size_t cases = values_.size() / width_;
    out.reserve(cases * count);
    for (std::size_t i = 0; i < cases; ++i) {
      const auto first = values_.begin() + static_cast<std::ptrdiff_t>(i * width_ + offset);
      out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(count));
    }
    return out;
  }

 private:
  const std::vector<double>& values_;
  std::size_t width_;
};

void write_contents(NetcdfFile& f, const SweepPlan& plan, const std::vector<double>& values,
                    const std::vector<std::string>& failures) {
  const Axes cases = write_axes(f, plan);
  std::map<std::string, std::pair<const hdf5::Object*, std::size_t>> labels;
  const auto need = [&](const std::string& coordinate) {
    if (coordinate.empty() || labels.contains(coordinate)) return;
    const Coordinate& c = *std::ranges::find(plan.coordinates(), coordinate, &Coordinate::name);
    labels[coordinate] = {&f.axis(c.name, c.long_name, c.labels), c.labels.size()};
  };
  for (const SweepMetric& m : plan.metrics()) need(m.coordinate);
  for (const SweepTrace& t : plan.traces()) need(t.signal.coordinate);
  std::pair<const hdf5::Object*, std::size_t> time{};
  if (!plan.traces().empty()) {
    time = {&f.axis("time", "s", "simulated time", plan.trace_times()), plan.trace_times().size()};
  }

  const Columns columns(values, plan.values_per_case());
  for (const SweepMetric& m : plan.metrics()) {
    Axes axes = cases;
    if (!m.coordinate.empty()) axes.push_back(labels.at(m.coordinate));
    f.values(m.name, m.units, m.long_name, axes, columns.take(m.offset, m.width), m.status);
  }
  for (const SweepTrace& t : plan.traces()) {
    Axes axes = cases;
    axes.push_back(time);
    if (!t.signal.coordinate.empty()) axes.push_back(labels.at(t.signal.coordinate));
    f.values("trace_" + t.signal.name, t.signal.units, t.signal.long_name, axes,
             columns.take(t.offset, t.signal.width * plan.trace_times().size()), t.signal.status);
  }
  std::vector<double> failed;
  failed.reserve(failures.size());
  for (const std::string& text : failures) failed.push_back(text.empty() ? 0.0 : 1.0);
  f.values("failed", "1", "1: the case has no result; failure says why", cases, failed);
  f.texts("failure", "why the case has no result, or empty", cases, failures);
}

}  // namespace

void write_sweep(const std::string& path, const SweepPlan& plan, const RunProvenance& provenance,
                 const std::string& fingerprint, const std::vector<double>& values,
                 const std::vector<std::string>& failures) {
  write_netcdf(path, provenance, [&](NetcdfFile& f) {
    hdf5::write_attribute(f.root(), "title", fmt::format("sweep: {}", plan.name()));
    hdf5::write_attribute(f.root(), "sweep_design", plan.design().kind);
    hdf5::write_attribute(f.root(), "sweep_fingerprint", fingerprint);
    hdf5::write_attribute(f.root(), "cases", static_cast<std::uint64_t>(plan.count()));
    write_contents(f, plan, values, failures);
  });
}

}  // namespace inversim
