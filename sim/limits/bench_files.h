// SPDX-License-Identifier: Apache-2.0
// The scenarios of limits with a table put into them, and what of the table a search ranges over.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/library.h"

namespace inversim {

/// The scenarios of limits with a table put into them; shared by benches.
struct BenchFiles {
  Library library;
  std::string table;                         ///< name or path, as given
  std::map<std::string, Document> scenario;  ///< by scenario_of()
};

/// Reads them. `text`: of the table, if it is in no file; `table` then is what it is called. Throws
/// std::invalid_argument with all that is wrong.
BenchFiles read_bench_files(const Library& library, const std::string& table,
                            const std::optional<std::string>& text = std::nullopt);

/// The rating, stops, holes and marks of the table, and what it has.
struct TableRange {
  std::string type;                                  ///< "disc_brake_table"
  bool brake = false, strap = false, motor = false;  ///< whether it has one
  bool boom = false;                                 ///< whether its height can be set
  double hole_height = 0.0;  ///< [m] of user height from one hole of the boom to the next
  double mass_max = 0.0;     ///< [kg]
  double height_min = 0.0, height_max = 0.0;  ///< [m]
  double lower = 0.0, upper = 0.0;            ///< [rad] end stops
  std::vector<std::string> hinge_holes;
  std::vector<double> marks;  ///< [rad] of the strap
};

/// That of a table's node.
TableRange table_range(const Node& table);

}  // namespace inversim
