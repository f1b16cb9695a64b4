// SPDX-License-Identifier: Apache-2.0
// The result file of a sweep, read back into memory.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inversim/recording/reader.h"

namespace inversim {

/// Something that differs between the cases: a dimension of a grid, or a column of another design.
struct SweepResultAxis {
  std::string name, units, long_name;
  std::string paths;            ///< of the scenario, parted by spaces
  std::vector<double> numbers;  ///< its values, or of each case; empty where it has texts
  std::vector<std::string> texts;
  std::size_t size() const { return texts.empty() ? numbers.size() : texts.size(); }
};

/// A quantity kept of each case; labels are empty for one number a case.
struct SweepResultMetric {
  std::string name, units, long_name, status;
  std::vector<std::string> labels;
  std::vector<double> values;  ///< case by case, one for each label
};

struct SweepResult {
  std::string title, design;
  bool is_grid = false;  ///< cases: every value of every axis, the last axis changes fastest
  std::size_t cases = 0;
  std::vector<SweepResultAxis> axes;
  std::vector<SweepResultMetric> metrics;
  std::vector<std::string> traces;    ///< names of what is kept over time, which is not read
  std::vector<std::string> failures;  ///< why a case has no result, or empty
  Attributes attributes, wall;        ///< wall is empty where the file has none
};

/// Whether the file is HDF5 with the mark of a sweep; false as well if it cannot be read.
bool is_sweep_result(const std::string& path);

/// Reads it. Throws FileError with one sentence if it is missing, no result of a sweep, or damaged.
SweepResult load_sweep(const std::string& path);

}  // namespace inversim
