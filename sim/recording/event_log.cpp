// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/event_log.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace inversim {

namespace {

// cuts a UTF-8 text between characters and pads it with zeros
void put_text(char* place, std::size_t bytes, const std::string& text) {
  std::size_t length = std::min(text.size(), bytes);
  if (length < text.size()) {
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0u) == 0x80u) --length;
  }
  std::memset(place, 0, bytes);
  std::copy_n(text.data(), length, place);
}

}  // namespace

EventLog::EventLog(const hdf5::Object& root, int& next_dimension)
    : numbers_(kRows),
      times_(kRows),
      values_(kRows),
      kinds_(kRows * kKindBytes),
      texts_(kRows * kTextBytes) {
  const auto numbers = [&](const char* name, hdf5::Kind kind, const char* units,
                           const char* long_name) {
    hdf5::Object dataset = hdf5::create_dataset(root, name, {kind, {0}, kRows});
    hdf5::write_attribute(dataset, "units", units);
    hdf5::write_attribute(dataset, "long_name", long_name);
    return dataset;
  };
  // texts are characters in place: those of any length would stand in a heap that a flush writes
  // after the rows that point into it
  const auto texts = [&](const std::string& name, std::size_t bytes, const char* long_name) {
    const hdf5::Object length =
        hdf5::create_dataset(root, name + "_byte", {hdf5::Kind::kInt32, {bytes}});
    hdf5::make_dimension(length, name + "_byte", next_dimension++, false);
    hdf5::Object dataset = hdf5::create_dataset(root, name, {hdf5::Kind::kChar, {0, bytes}, kRows});
    hdf5::attach_dimension(dataset, length, 1);
    hdf5::write_attribute(dataset, "long_name", long_name);
    hdf5::write_attribute(dataset, "_Encoding", "utf-8");
    return dataset;
  };
  time_ = numbers("event_time", hdf5::Kind::kDouble, "s", "simulated time of the event");
  kind_ = texts("event_kind", kKindBytes, "what happened");
  text_ = texts("event_text", kTextBytes, "the event in a sentence");
  value_ = numbers("event_value", hdf5::Kind::kDouble, "1",
                   "the figure that belongs to the event, in the unit its text says");
  // the number comes last, as time does for the signals: where it is there, the event is whole
  number_ = numbers("event", hdf5::Kind::kInt32, "1", "number of the event");
  hdf5::make_dimension(number_, "event", next_dimension++, true);
  for (const auto* dataset : {&time_, &kind_, &text_, &value_}) {
    hdf5::attach_dimension(*dataset, number_, 0);
  }
}

void EventLog::add(const Event& event) {
  numbers_[rows_] = static_cast<std::int32_t>(first_ + rows_);
  times_[rows_] = event.time;
  values_[rows_] = event.value;
  put_text(kinds_.data() + rows_ * kKindBytes, kKindBytes, event.kind);
  put_text(texts_.data() + rows_ * kTextBytes, kTextBytes, event.text);
  ++rows_;
  waiting_ = true;
  if (rows_ == kRows) write();
}

void EventLog::write() {
  if (!waiting_) return;
  const auto write = [&](const hdf5::Object& dataset, std::size_t bytes, const void* data) {
    hdf5::set_rows(dataset, first_ + rows_);
    hdf5::write_chunk(dataset, first_, kRows * bytes, data);
    bytes_written_ += kRows * bytes;
  };
  write(time_, sizeof(double), times_.data());
  write(kind_, kKindBytes, kinds_.data());
  write(text_, kTextBytes, texts_.data());
  write(value_, sizeof(double), values_.data());
  write(number_, sizeof(std::int32_t), numbers_.data());
  waiting_ = false;
  if (rows_ == kRows) {
    first_ += kRows;
    rows_ = 0;
  }
}

}  // namespace inversim
