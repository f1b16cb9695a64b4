// SPDX-License-Identifier: Apache-2.0
// Which values each case of a sweep has: axes, and how their values are combined.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/document.h"

namespace inversim {

/// What differs from case to case.
struct SweepAxis {
  std::string name;
  std::vector<std::string> paths;  ///< that take its value
  std::vector<std::string> texts;  ///< values of a grid, as written; of a table, those of each case
  std::vector<double> numbers;     ///< the same, where all of them are numbers
  std::string unit;                ///< of numbers, for people: "kg"; of the first path
  std::string meaning;             ///< of the first path
};

/// Cases, numbered from 0.
struct SweepDesign {
  std::string kind;             ///< grid, latin_hypercube, sobol or table
  std::vector<SweepAxis> axes;  ///< of a grid, the last one changes fastest
  std::size_t count = 1;

  /// Number of the axis' value in a case.
  std::size_t place(std::size_t index, std::size_t axis) const;
  /// The value as it is written.
  const std::string& text(std::size_t index, std::size_t axis) const {
    return axes[axis].texts[place(index, axis)];
  }
  bool is_grid() const { return kind == "grid"; }
};

/// The design of a sweep file; a table is looked for from the file's folder. `columns`, if given,
/// stand for the table: a name and a text per case. Units and meanings stay empty. Throws
/// std::invalid_argument with sentences for people.
struct TableColumn {
  std::string name;
  std::vector<std::string> texts;
};
SweepDesign read_design(const Document& sweep, const std::vector<TableColumn>* columns = nullptr);

}  // namespace inversim
