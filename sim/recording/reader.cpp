// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>
#include <sstream>
#include <stdexcept>

#include "inversim/recording/hdf5_read.h"
#include "inversim/recording/row_hash.h"

namespace inversim {

namespace {

using hdf5::Failure;
using hdf5::Kind;
using hdf5::Object;
using hdf5::Shape;

// what a file says of its own size is believed only as far as the file is long: gzip packs no
// better than 1032 : 1
void check_size(const std::string& name, double bytes, std::uint64_t file_bytes) {
  if (bytes > 1032.0 * static_cast<double>(file_bytes)) {
    throw Failure("variable " + name + " claims to be larger than the file can hold");
  }
}

struct Reader {
  std::uint64_t file_bytes = 0;
  Object root;
  Recording recording;
  std::vector<Object> datasets;  // of the signals
  std::uint64_t rows = 0;
  std::size_t row_bytes = sizeof(double);  // of a row in the file, with its time

  std::vector<std::string> texts(const std::string& name) const {
    const Object dataset = hdf5::open_dataset(root, name);
    double bytes = 16;  // of a text's place in the heap
    for (const std::uint64_t length : hdf5::read_shape(dataset).extent) {
      bytes *= static_cast<double>(length);
    }
    check_size(name, bytes, file_bytes);
    return hdf5::read_texts(dataset);
  }

  // first `count` values of a list of doubles
  std::vector<double> numbers(const Object& dataset, const std::string& name,
                              std::uint64_t count) const {
    const Shape shape = hdf5::read_shape(dataset);
    if (shape.kind != Kind::kDouble || shape.extent.size() != 1 || shape.extent[0] < count) {
      throw Failure("variable " + name + " is not a list of numbers");
    }
    check_size(name, static_cast<double>(count) * sizeof(double), file_bytes);
    std::vector<double> values(static_cast<std::size_t>(count));
    if (count > 0) hdf5::read_rows(dataset, Kind::kDouble, 0, count, values.data());
    return values;
  }

  void read_table();
  void read_values();
  void read_events();
  void read_summary();
  void read_start();
};

// one line each
std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) result.push_back(line);
  return result;
}

void Reader::read_table() {
  if (!hdf5::has(root, "layout") || !hdf5::has(root, "wall")) {
    throw Failure("it is HDF5, but not a result of inversim run");
  }
  SignalTable& table = recording.table;
  const Attributes layout = hdf5::read_attributes(hdf5::open_group(root, "layout"));
  for (const std::string& name : lines(text_of(layout, "coordinates"))) {
    const Attributes attributes = hdf5::read_attributes(hdf5::open_dataset(root, name));
    table.coordinates.push_back(
        {name, text_of(attributes, "long_name"), lines(text_of(layout, name + "_labels"))});
  }
  rows = std::numeric_limits<std::uint64_t>::max();
  for (const std::string& line : lines(text_of(layout, "signals"))) {
    const std::size_t space = line.find(' ');
    Signal signal;
    signal.name = line.substr(0, space);
    if (space != std::string::npos) signal.coordinate = line.substr(space + 1);
    Object dataset = hdf5::open_dataset(root, signal.name);
    const Attributes attributes = hdf5::read_attributes(dataset);
    signal.units = text_of(attributes, "units");
    signal.long_name = text_of(attributes, "long_name");
    signal.status = text_of(attributes, "status");

    const Shape shape = hdf5::read_shape(dataset);
    const std::uint64_t length = shape.extent.empty() ? 0 : shape.extent[0];
    std::vector<std::uint64_t> expected = {length};
    if (!signal.coordinate.empty()) {
      const auto axis =
          std::find_if(table.coordinates.begin(), table.coordinates.end(),
                       [&](const Coordinate& c) { return c.name == signal.coordinate; });
      if (axis != table.coordinates.end()) signal.width = axis->labels.size();
      expected.push_back(signal.width);
    }
    const bool real = shape.kind == Kind::kSingle || shape.kind == Kind::kDouble;
    if (!real || shape.extent != expected) {
      throw Failure("variable " + signal.name + " does not have the shape it was made with");
    }
    rows = std::min(rows, length);
    table.row_width += signal.width;
    row_bytes += signal.width * (shape.kind == Kind::kSingle ? sizeof(float) : sizeof(double));
    table.signals.push_back(std::move(signal));
    datasets.push_back(std::move(dataset));
  }
  const Shape time = hdf5::read_shape(hdf5::open_dataset(root, "time"));
  if (time.extent.size() != 1) throw Failure("variable time is not a list");
  rows = std::min(rows, time.extent[0]);
}

void Reader::read_values() {
  const SignalTable& table = recording.table;
  check_size("time", static_cast<double>(rows) * static_cast<double>(row_bytes), file_bytes);
  recording.time = numbers(hdf5::open_dataset(root, "time"), "time", rows);
  // a kill inside a flush can leave rows that are not whole: their time is missing
  while (!recording.time.empty() && std::isnan(recording.time.back())) recording.time.pop_back();
  const std::size_t count = recording.time.size();
  recording.values.resize(count * table.row_width);
  if (count == 0) return;
  std::size_t offset = 0;
  std::vector<double> column;
  for (std::size_t k = 0; k < datasets.size(); ++k) {
    const std::size_t width = table.signals[k].width;
    column.resize(count * width);
    hdf5::read_rows(datasets[k], Kind::kDouble, 0, count, column.data());
    for (std::size_t i = 0; i < count; ++i) {
      std::memcpy(&recording.values[i * table.row_width + offset], &column[i * width],
                  width * sizeof(double));
    }
    offset += width;
  }
}

void Reader::read_events() {
  const Object time = hdf5::open_dataset(root, "event_time");
  const Object value = hdf5::open_dataset(root, "event_value");
  const std::vector<std::string> kinds = texts("event_kind");
  const std::vector<std::string> sentences = texts("event_text");
  std::uint64_t count = std::min(kinds.size(), sentences.size());
  for (const Object* dataset : {&time, &value}) {
    const Shape shape = hdf5::read_shape(*dataset);
    count = std::min(count, shape.extent.empty() ? 0 : shape.extent[0]);
  }
  const Object number = hdf5::open_dataset(root, "event");
  const Shape shape = hdf5::read_shape(number);
  if (shape.kind != Kind::kInt32 || shape.extent.size() != 1) {
    throw Failure("variable event is not a list of whole numbers");
  }
  count = std::min(count, shape.extent[0]);
  std::vector<std::int32_t> event_numbers(static_cast<std::size_t>(count));
  if (count > 0) hdf5::read_rows(number, Kind::kInt32, 0, count, event_numbers.data());
  // the number is written last: where it is missing, the event is not whole
  while (count > 0 && event_numbers[count - 1] < 0) --count;
  const std::vector<double> times = numbers(time, "event_time", count);
  const std::vector<double> values = numbers(value, "event_value", count);
  for (std::size_t i = 0; i < count; ++i) {
    recording.events.push_back({times[i], kinds[i], sentences[i], values[i]});
  }
}

void Reader::read_summary() {
  const Object summary = hdf5::open_group(root, "summary");
  for (const std::string& name : hdf5::dataset_names(summary)) {
    const Object dataset = hdf5::open_dataset(summary, name);
    const Shape shape = hdf5::read_shape(dataset);
    if (shape.kind != Kind::kDouble || !shape.extent.empty()) continue;
    const Attributes attributes = hdf5::read_attributes(dataset);
    recording.summary.push_back({name,
                                 hdf5::read_number(dataset),
                                 text_of(attributes, "units"),
                                 text_of(attributes, "long_name"),
                                 {},
                                 text_of(attributes, "status"),
                                 text_of(attributes, "label")});
  }
  recording.wall = hdf5::read_attributes(hdf5::open_group(root, "wall"));
  recording.finished = !text_of(recording.wall, "finished_at").empty();
  const std::string written = text_of(hdf5::read_attributes(summary), "rows_hash");
  if (!recording.finished || written.empty()) return;
  RowHash hash;
  for (std::size_t i = 0; i < recording.rows(); ++i) hash.add(recording.time[i], recording.row(i));
  if (hash.text() != written) throw Failure("its values are not those that were written");
}

void Reader::read_start() {
  if (!hdf5::has(root, "start")) return;
  const Object start = hdf5::open_group(root, "start");
  const Object state = hdf5::open_dataset(start, "state");
  const Shape shape = hdf5::read_shape(state);
  if (shape.kind != Kind::kByte || shape.extent.size() != 1) {
    throw Failure("the start state is no list of bytes");
  }
  check_size("start/state", static_cast<double>(shape.extent[0]), file_bytes);
  recording.start_state.resize(static_cast<std::size_t>(shape.extent[0]));
  hdf5::read_rows(state, Kind::kByte, 0, shape.extent[0], recording.start_state.data());
}

}  // namespace

std::string text_of(const Attributes& attributes, const std::string& name) {
  for (const auto& [key, value] : attributes) {
    if (key != name) continue;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
  }
  return {};
}

std::string Recording::text(const std::string& attribute) const {
  return text_of(attributes, attribute);
}

Recording load(const std::string& path) {
  Reader reader;
  try {
    reader.root = hdf5::open_file(path);
    reader.file_bytes = std::filesystem::file_size(path);
    reader.recording.attributes = hdf5::read_attributes(reader.root);
    reader.read_table();
    reader.read_values();
    reader.read_events();
    reader.read_summary();
    reader.read_start();
    reader.recording.poses = read_poses(reader.root, reader.file_bytes);
  } catch (const Failure& failure) {
    throw FileError(fmt::format("cannot read {}: {}", path, failure.what()));
  } catch (const std::filesystem::filesystem_error& failure) {
    throw FileError(fmt::format("cannot read {}: {}", path, failure.code().message()));
  } catch (const std::bad_alloc&) {
    throw FileError(fmt::format("cannot read {}: it does not fit into memory", path));
  }
  return std::move(reader.recording);
}

SignalPlace find_signal(const SignalTable& table, const std::string& name) {
  std::size_t offset = 0;
  for (std::size_t i = 0; i < table.signals.size(); ++i) {
    if (table.signals[i].name == name) return {i, offset};
    offset += table.signals[i].width;
  }
  throw std::out_of_range("no signal is named " + name);
}

}  // namespace inversim
