// SPDX-License-Identifier: Apache-2.0
// A statistic of one recorded value over a window of a session.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>

#include "inversim/language/document.h"
#include "inversim/language/quantity.h"
#include "inversim/plant/signals.h"

namespace inversim {

/// When to look, and what to make of it.
struct Window {
  std::string statistic = "last";  ///< min, max, mean, first, last or range
  int step = 0;                    ///< number of the protocol's step, from 1; 0: the whole session
  double from = 0.0;               ///< [s] from the start of that
  double until = std::numeric_limits<double>::infinity();  ///< [s]
  std::string after;  ///< kind of the event with whose first the time begins, or empty
};

/// The window in the keys statistic, step, from_s and until_s of a node.
Window read_window(const Node& node);

/// Place of a one-valued signal in a full row. Throws std::logic_error where there is none.
std::size_t place_of(const SignalTable& table, const std::string& name);

/// Place in a full row of the value that the keys `signal` and `at` of a node name. Throws
/// std::invalid_argument with a sentence for people; `what` begins the key.
std::size_t find_value(const Node& node, const SignalTable& table, const std::string& what);

/// The language's unit for a signal's, which is written "m3 s-1" where the language has "m3/s";
/// null where it has none.
const Unit* unit_of_signal(const std::string& units);

/// Unit of the bounds of a node: its key `unit`, or the signal's own where that is left out. Throws
/// std::invalid_argument if it measures something else than the signal.
const Unit* read_unit(const Node& node, const SignalTable& table, const std::string& what);

class Watch {
 public:
  Watch(std::size_t place, Window window) : place_(place), window_(std::move(window)) {}

  /// A sample: simulated time [s], number of the protocol's step, full row. Samples need not be
  /// evenly spaced.
  void sample(double time, int step, std::span<const double> row);

  /// Something happened.
  void notice(const Event& event);

  /// Whether there was a sample in the window.
  bool seen() const { return seen_; }
  double value() const;
  /// When it was so [s]: of an extreme its first sample, else the last of the window.
  double time() const;

 private:
  std::size_t place_;
  Window window_;
  bool seen_ = false;
  double step_start_ = -1.0, event_time_ = -1.0;
  double least_ = 0.0, greatest_ = 0.0, first_ = 0.0, last_ = 0.0;
  double first_time_ = 0.0, last_time_ = 0.0, integral_ = 0.0;
  double least_time_ = 0.0, greatest_time_ = 0.0;
};

}  // namespace inversim
