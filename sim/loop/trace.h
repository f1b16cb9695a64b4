// SPDX-License-Identifier: Apache-2.0
// A stretch of a run, every step of it, as CSV for tables and as VCD for waveform viewers.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "inversim/plant/signals.h"

namespace inversim {

class Trace {
 public:
  /// Of what comes between two times [s].
  Trace(SignalTable table, double from, double until);

  void sample(double time, std::span<const double> row);
  void event(const Event& event);
  std::size_t rows() const { return times_.size(); }
  const SignalTable& table() const { return table_; }
  const std::vector<double>& times() const { return times_; }  ///< [s]
  const std::vector<Event>& events() const { return events_; }
  /// All samples of one value of a row.
  std::vector<double> column(std::size_t at) const;

  /// A column for each value, named 'signal:label [unit]', time first; one line for each step.
  void write_csv(std::ostream& out) const;
  /// IEEE 1364 value change dump, 1 ns: reals, 32-bit words for what counts or is a set of bits,
  /// and the name of the controller's state and the last event as text (read by GTKWave).
  void write_vcd(std::ostream& out) const;

 private:
  SignalTable table_;
  double from_, until_;
  std::vector<double> times_, values_;
  std::vector<Event> events_;
};

}  // namespace inversim
