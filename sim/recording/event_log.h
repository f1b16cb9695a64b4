// SPDX-License-Identifier: Apache-2.0
// The events of a result file: variables along the unlimited dimension `event`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "inversim/plant/signals.h"
#include "inversim/recording/hdf5_file.h"

namespace inversim {

class EventLog {
 public:
  static constexpr std::size_t kKindBytes = 48;
  static constexpr std::size_t kTextBytes = 480;

  EventLog() = default;
  /// Creates event, event_time, event_kind, event_text, event_value in the root group, with
  /// dimensions numbered from `next_dimension`. All members throw hdf5::Failure.
  EventLog(const hdf5::Object& root, int& next_dimension);

  void add(const Event& event);
  /// Hands to HDF5 what it does not have yet.
  void write();
  /// Bytes handed to HDF5 so far.
  std::uint64_t bytes_written() const { return bytes_written_; }

 private:
  static constexpr std::size_t kRows = 64;  // events per chunk

  hdf5::Object number_, time_, kind_, text_, value_;
  std::vector<std::int32_t> numbers_;
  std::vector<double> times_, values_;
  std::vector<char> kinds_, texts_;
  std::size_t first_ = 0;  // event at which the blocks start
  std::size_t rows_ = 0;   // events in them
  bool waiting_ = false;
  std::uint64_t bytes_written_ = 0;
};

}  // namespace inversim
