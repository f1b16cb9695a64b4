// SPDX-License-Identifier: Apache-2.0
#include "columns.h"

#include <memory>
#include <optional>

namespace inversim::python {

py::array_t<double> to_array(std::vector<double>&& numbers, const std::vector<py::ssize_t>& shape) {
  auto owned = std::make_unique<std::vector<double>>(std::move(numbers));
  const double* data = owned->data();
  const py::capsule owner(owned.get(),
                          [](void* p) { delete static_cast<std::vector<double>*>(p); });
  owned.release();  // NOLINT(bugprone-unused-return-value): the capsule has it
  return py::array_t<double>(shape, data, owner);
}

Columns::Columns(const SignalTable& table) {
  for (const Signal& signal : table.signals) {
    place_[signal.name] = widths_.size();
    widths_.push_back(signal.width);
    has_axis_.push_back(!signal.coordinate.empty());
  }
  values_.resize(widths_.size());
}

void Columns::append(double time, std::span<const double> row) {
  time_.push_back(time);
  const double* from = row.data();
  for (std::size_t i = 0; i < values_.size(); ++i) {
    values_[i].insert(values_[i].end(), from, from + widths_[i]);
    from += widths_[i];
  }
}

py::array_t<double> Columns::take_time() {
  const auto rows = static_cast<py::ssize_t>(time_.size());
  return to_array(std::move(time_), {rows});
}

py::array_t<double> Columns::take(const std::string& signal) {
  const auto place = place_.find(signal);
  if (place == place_.end()) throw py::key_error("no signal is named " + signal);
  const std::size_t i = place->second;
  const auto width = static_cast<py::ssize_t>(widths_[i]);
  std::vector<py::ssize_t> shape = {static_cast<py::ssize_t>(values_[i].size()) / width};
  if (has_axis_[i]) shape.push_back(width);
  return to_array(std::move(values_[i]), shape);
}

}  // namespace inversim::python
