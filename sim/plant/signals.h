// SPDX-License-Identifier: Apache-2.0
// What a run gives out: named quantities with unit and meaning, one row of doubles per sample.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace inversim {

/// A named axis of a recorded quantity, such as the 25 levels or the segments.
struct Coordinate {
  std::string name;                 ///< "level"
  std::string long_name;            ///< "intervertebral level, named by its two bones"
  std::vector<std::string> labels;  ///< "C0-C1" ... "L5-S1"
};

/// One recorded quantity. A row of a sample holds the values of all signals in order; a signal
/// takes `width` consecutive values of it.
struct Signal {
  std::string name;       ///< unique, snake_case: "section_axial"
  std::string units;      ///< as UDUNITS reads it: "N", "m", "rad", "Pa", "1"
  std::string long_name;  ///< meaning in words
  std::string
      status;  ///< mark of the weakest figure it rests on: "", "recalled", "derived", "assumed"
  std::string coordinate;  ///< name of its Coordinate, or empty for one value per sample
  std::size_t width = 1;   ///< number of values: 1, or the coordinate's length
};

/// What is recorded: the signals, the axes they use, and the length of one row.
struct SignalTable {
  std::vector<Coordinate> coordinates;
  std::vector<Signal> signals;
  std::size_t row_width = 0;
};

/// A thing that happened at an instant: "brake_engaged", "contact_lost", "protocol_step".
struct Event {
  double time = 0.0;   ///< simulated [s]
  std::string kind;    ///< snake_case
  std::string text;    ///< one sentence for people
  double value = 0.0;  ///< the figure that belongs to it, or 0
};

/// A figure that sums up a run: "peak_traction", 412.3, "N", "largest section_axial at L5-S1".
struct KeyFigure {
  std::string name;
  double value = 0.0;
  std::string units;
  std::string long_name;
  std::string signal{};  ///< name of the signal it is read from, or empty
  std::string status{};  ///< that signal's mark; "unknown" where there is no signal
  std::string label{};   ///< where along the signal's coordinate it is from ("L5-S1"), or empty
};

}  // namespace inversim
