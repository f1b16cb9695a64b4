// SPDX-License-Identifier: Apache-2.0
// A measurement of one's own: a CSV file of time and signals, in SI units.
//
// The first line names the columns: time_s (or _ms, _min, _h), and for each channel the name of a
// recorded signal with its unit as the keys of files end in it: bed_angle_deg, cuff_pull_lbf,
// foot_force[head end left]_N. Commas, semicolons or tabs, whichever is in that line; the decimal
// sign is a point. Lines that begin with # and empty lines are passed over.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inversim/language/diagnostic.h"

namespace inversim {

/// A header taken apart: what is measured, in which unit.
struct MeasuredColumn {
  std::string channel;  ///< "bed_angle", or with its place "foot_force[head end left]"
  std::string signal, label;
  std::string units;  ///< SI, as UDUNITS reads it
  std::string long_name;
  double si = 1.0;  ///< size of the header's unit in SI
};

/// A header that is none: what is there, what should be, what was probably meant.
struct UnknownColumn : std::invalid_argument {
  UnknownColumn(const std::string& found_, std::string expected_, std::string hint_ = "")
      : std::invalid_argument(found_),
        found(found_),
        expected(std::move(expected_)),
        hint(std::move(hint_)) {}
  std::string found, expected, hint;
};

/// Takes "bed_angle_deg" apart. Throws UnknownColumn.
MeasuredColumn split_header(const std::string& header);

/// Channels that were sampled together.
struct Measured {
  std::string file;
  std::vector<double> time;  ///< [s] of the logger's clock, rising
  std::vector<MeasuredColumn> columns;
  std::vector<std::vector<double>> values;  ///< of each column, SI
};

/// Other names of columns, for a file as a logger wrote it; none: the column is left out.
using ColumnNames = std::vector<std::pair<std::string, std::optional<std::string>>>;

/// The measurement, or all that is wrong with it: file, line and column of each mistake.
struct MeasuredReading {
  std::optional<Measured> measured;
  std::vector<Diagnostic> wrong;
};
MeasuredReading read_measured(std::string_view text, const std::string& file,
                              const ColumnNames& names = {});

/// So many mistakes of a file are told at once.
inline constexpr std::size_t kMostMistakes = 20;

/// The mistakes, a sentence a line without an end to the last, and how many more there are.
std::string mistakes_text(const std::vector<Diagnostic>& wrong);

}  // namespace inversim
