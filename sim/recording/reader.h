// SPDX-License-Identifier: Apache-2.0
// Reads a result file back: what the recorder wrote, finished or left behind as NAME.partial.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "inversim/plant/signals.h"
#include "inversim/recording/recorder.h"

namespace inversim {

/// Value of an attribute: a text, a number, or a whole number.
using AttributeValue = std::variant<std::string, double, std::int64_t, std::uint64_t>;
/// Attributes in the order in which they were written.
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;

/// The text of an attribute; empty if there is none of that name, or it is a number.
std::string text_of(const Attributes& attributes, const std::string& name);

/// A result file in memory.
struct Recording {
  SignalTable table;
  std::vector<double> time;    ///< [s] simulated, one per row
  std::vector<double> values;  ///< row after row, table.row_width each
  std::vector<Event> events;
  std::vector<KeyFigure> summary;
  Attributes attributes;               ///< of the file: versions, texts, hashes, seed, conventions
  Attributes wall;                     ///< wall-clock stamps; differ between equal runs
  PoseTrack poses;                     ///< of the bodies; empty where the file has none
  std::vector<std::byte> start_state;  ///< the plant's state before the first step, opaque
  bool finished = false;               ///< false: the run was cut short

  std::size_t rows() const { return time.size(); }
  std::span<const double> row(std::size_t i) const {
    return {values.data() + i * table.row_width, table.row_width};
  }
  /// Text of the attribute, or empty.
  std::string text(const std::string& attribute) const;
};

/// Reads the whole file. Throws FileError with one sentence if it is missing, not a result file,
/// cut off or damaged. A row that a killed run had not completed is left out.
Recording load(const std::string& path);

/// Place of a signal in table.signals and its first value in a row; throws std::out_of_range if
/// there is none of that name.
struct SignalPlace {
  std::size_t index;
  std::size_t offset;
};
SignalPlace find_signal(const SignalTable& table, const std::string& name);

}  // namespace inversim
