// SPDX-License-Identifier: Apache-2.0
// Samples gathered signal by signal, and handed to NumPy without a copy.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "inversim/plant/signals.h"
#include "python.h"

namespace inversim::python {

/// An array that owns the numbers of a vector.
py::array_t<double> to_array(std::vector<double>&& numbers, const std::vector<py::ssize_t>& shape);

class Columns {
 public:
  explicit Columns(const SignalTable& table);

  void append(double time, std::span<const double> row);

  /// [s] of shape (time,). The numbers go to the array: once.
  py::array_t<double> take_time();
  /// Values of a signal, of shape (time,) or (time, coordinate). The numbers go to the array: once.
  /// Throws py::key_error if there is no such signal.
  py::array_t<double> take(const std::string& signal);

 private:
  std::vector<double> time_;
  std::vector<std::size_t> widths_;
  std::vector<bool> has_axis_;
  std::map<std::string, std::size_t> place_;
  std::vector<std::vector<double>> values_;  // of each signal
};

}  // namespace inversim::python
