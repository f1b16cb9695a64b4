// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/recorder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>

#include "inversim/recording/event_log.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/row_hash.h"

namespace inversim {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kLeastReserve = 32u << 20;  // [B] by which the end mark leads

// what the rounding of doubles leaves where a force, moment or angle of the body is zero, as those
// to the side are in a symmetric posture: up to 5e-13 N, 6e-14 N m, 4e-15 rad in single values, and
// 2e-10 N in differences of them. Stored as it is, it is half of a file: noise does not compress
double rounding_floor(const std::string& units) {
  if (units == "N") return 1e-9;
  if (units == "N m") return 1e-10;
  if (units == "rad") return 1e-12;
  return 0.0;
}

void require(bool holds, const std::string& sentence) {
  if (!holds) throw std::invalid_argument(sentence);
}

// a name that HDF5 can hold and that no other thing in the file has
void check_name(std::set<std::string>& names, const std::string& name) {
  require(!name.empty() && name.find_first_of("/. \n") == std::string::npos,
          fmt::format("'{}' cannot name a variable", name));
  require(names.insert(name).second, fmt::format("two things are named {}", name));
}

void check_table(const SignalTable& table) {
  std::set<std::string> names = {
      "time",        "event",           "event_time",      "event_kind", "event_text",
      "event_value", "event_kind_byte", "event_text_byte", "summary",    "start",
      "wall",        "layout",          "replay"};
  for (const Coordinate& axis : table.coordinates) {
    check_name(names, axis.name);
    require(!axis.labels.empty(), fmt::format("coordinate {} has no labels", axis.name));
    for (const std::string& label : axis.labels) {
      require(!label.empty() && label.find('\n') == std::string::npos,
              fmt::format("coordinate {} has a label that is empty or of two lines", axis.name));
    }
  }
  std::size_t width = 0;
  for (const Signal& signal : table.signals) {
    check_name(names, signal.name);
    const auto axis =
        std::find_if(table.coordinates.begin(), table.coordinates.end(),
                     [&](const Coordinate& c) { return c.name == signal.coordinate; });
    const bool found = axis != table.coordinates.end();
    require(found || signal.coordinate.empty(),
            fmt::format("signal {} has the unknown coordinate {}", signal.name, signal.coordinate));
    const std::size_t expected = found ? axis->labels.size() : 1;
    require(signal.width == expected,
            fmt::format("signal {} is {} wide where its coordinate has {}", signal.name,
                        signal.width, expected));
    width += signal.width;
  }
  require(width == table.row_width,
          fmt::format("a row of {} values where the signals have {}", table.row_width, width));
}

}  // namespace

struct Recorder::Impl {
  std::string path;
  std::string partial;
  SignalTable table;
  RecorderOptions options;
  std::vector<KeyFigure> figures;
  std::vector<WallFigure> wall_figures;
  PoseTrack poses;

  hdf5::Writer writer;
  int next_dimension = 1;  // 0 is time
  hdf5::Object summary_group;
  hdf5::Object wall_group;
  hdf5::Object replay_group;
  bool broken = false;
  bool finished = false;

  // signals: one block of memory, in which each has chunk_rows x width values one after the other
  std::vector<hdf5::Object> signals;
  std::size_t value_bytes = sizeof(double);
  std::vector<double> floors;  // of the signals: smaller magnitudes are stored as 0
  std::vector<std::byte> block;
  std::vector<double> rounded;  // a row as it stands in the file
  hdf5::Object time;
  std::vector<double> time_block;
  std::size_t block_first = 0;   // row at which the block starts
  std::size_t block_rows = 0;    // rows in it
  std::size_t rows_written = 0;  // handed to HDF5
  std::size_t rows_acknowledged = 0;
  RowHash hash;
  double last_time = -std::numeric_limits<double>::infinity();

  EventLog events;

  std::uint64_t reserve = 0;
  std::uint64_t bytes_written = 0;   // rows, handed to HDF5 so far
  std::uint64_t bytes_at_flush = 0;  // rows and events
  std::size_t rows_at_flush = 0;
  Clock::time_point last_flush;

  void create(const RunProvenance& provenance);
  void create_groups(const RunProvenance& provenance);
  void create_signals();
  void create_layout();
  template <class Value>
  void put_values(std::span<const double> row);
  void put_row(double at, std::span<const double> row);
  void write_block();
  void flush();
  std::uint64_t bytes_waiting() const;
  bool flush_is_due() const;
  void finish();

  // runs what writes; a refusal ends the recording and becomes a sentence
  template <class Action>
  void guarded(Action&& action) {
    require(!finished, "the recorder has finished and takes no more");
    if (broken) throw FileError("cannot write " + partial + ": an earlier write has failed");
    try {
      action();
    } catch (const hdf5::Failure& failure) {
      broken = true;
      writer.abandon();
      throw FileError(fmt::format("cannot write {}: {} ({} of {} rows are safe on file)", partial,
                                  failure.what(), rows_acknowledged, block_first + block_rows));
    }
  }
};

// ---- creation

void Recorder::Impl::create(const RunProvenance& provenance) {
  const std::size_t block_bytes = options.chunk_rows * (table.row_width + 1) * sizeof(double);
  reserve = std::max<std::uint64_t>(kLeastReserve, 4 * block_bytes);

  // under a name of its own until it opens, so that a NAME.partial always does
  const std::string unborn = partial + "~";
  try {
    writer = hdf5::Writer(unborn, reserve);
    write_provenance(writer.root(), provenance, next_dimension);
    create_groups(provenance);
    events = EventLog(writer.root(), next_dimension);
    create_signals();
    writer.flush();
    if (std::rename(unborn.c_str(), partial.c_str()) != 0) {
      throw hdf5::Failure(hdf5::words(errno));
    }
  } catch (const hdf5::Failure& failure) {
    writer.abandon();
    std::remove(unborn.c_str());
    throw FileError(fmt::format("cannot create {}: {}", partial, failure.what()));
  }
  last_flush = Clock::now();
}

// what finish() will fill is there from the start: it changes in place, and no link moves
void Recorder::Impl::create_groups(const RunProvenance& provenance) {
  summary_group = hdf5::create_group(writer.root(), "summary");
  hdf5::reserve_attribute(summary_group, "rows_hash", RowHash::kTextBytes);
  wall_group = hdf5::create_group(writer.root(), "wall");
  replay_group = hdf5::create_group(writer.root(), "replay");
  const std::string created = utc_now();
  hdf5::write_attribute(wall_group, "created_at",
                        provenance.created_at.empty() ? created : provenance.created_at);
  hdf5::reserve_attribute(wall_group, "finished_at", created.size());
}

void Recorder::Impl::create_signals() {
  const hdf5::Object& root = writer.root();
  std::vector<hdf5::Object> axes;
  for (const Coordinate& axis : table.coordinates) {
    hdf5::Object labels =
        hdf5::create_dataset(root, axis.name, {hdf5::Kind::kText, {axis.labels.size()}});
    hdf5::make_dimension(labels, axis.name, next_dimension++, true);
    hdf5::write_attribute(labels, "long_name", axis.long_name);
    hdf5::write_all(labels, axis.labels);
    axes.push_back(std::move(labels));
  }
  create_layout();
  const bool single = options.precision == Precision::kSingle;
  value_bytes = single ? sizeof(float) : sizeof(double);
  for (const Signal& signal : table.signals) {
    hdf5::Shape shape{single ? hdf5::Kind::kSingle : hdf5::Kind::kDouble,
                      {0},
                      options.chunk_rows,
                      options.deflate_level};
    if (!signal.coordinate.empty()) shape.extent.push_back(signal.width);
    hdf5::Object dataset = hdf5::create_dataset(root, signal.name, shape);
    hdf5::write_attribute(dataset, "units", signal.units);
    hdf5::write_attribute(dataset, "long_name", signal.long_name);
    if (!signal.status.empty()) hdf5::write_attribute(dataset, "status", signal.status);
    floors.push_back(single ? rounding_floor(signal.units) : 0.0);
    if (floors.back() > 0.0) hdf5::write_attribute(dataset, "zero_below", floors.back());
    if (single) {
      hdf5::write_attribute(dataset, "_FillValue", std::numeric_limits<float>::quiet_NaN());
    } else {
      hdf5::write_attribute(dataset, "_FillValue", std::numeric_limits<double>::quiet_NaN());
    }
    signals.push_back(std::move(dataset));
  }
  // time comes last: at the highest address, and so becomes visible after all that hangs on it
  time = hdf5::create_dataset(
      root, "time", {hdf5::Kind::kDouble, {0}, options.chunk_rows, options.deflate_level});
  hdf5::make_dimension(time, "time", 0, true);
  hdf5::write_attribute(time, "units", "s");
  hdf5::write_attribute(time, "long_name", "simulated time");
  for (std::size_t i = 0; i < signals.size(); ++i) {
    hdf5::attach_dimension(signals[i], time, 0);
    for (std::size_t k = 0; k < axes.size(); ++k) {
      if (table.coordinates[k].name == table.signals[i].coordinate) {
        hdf5::attach_dimension(signals[i], axes[k], 1);
      }
    }
  }
  block.resize(options.chunk_rows * table.row_width * value_bytes);
  rounded.resize(table.row_width);
  time_block.resize(options.chunk_rows);
}

// what the reader needs of names and labels, in attributes, whose checksums HDF5 verifies; the heap
// in which netCDF wants labels and dimensions has none, and over a damaged one HDF5 1.10 crashes
void Recorder::Impl::create_layout() {
  const hdf5::Object layout = hdf5::create_group(writer.root(), "layout");
  const auto write = [&](const std::string& name, const std::vector<std::string>& lines) {
    hdf5::write_attribute(layout, name,
                          std::string_view(fmt::format("{}", fmt::join(lines, "\n"))));
  };
  std::vector<std::string> axes;
  std::vector<std::string> names;
  for (const Coordinate& axis : table.coordinates) {
    axes.push_back(axis.name);
    write(axis.name + "_labels", axis.labels);
  }
  for (const Signal& signal : table.signals) {
    names.push_back(signal.coordinate.empty()
                        ? signal.name
                        : fmt::format("{} {}", signal.name, signal.coordinate));
  }
  write("coordinates", axes);
  write("signals", names);
}

// ---- rows

template <class Value>
void Recorder::Impl::put_values(std::span<const double> row) {
  const double* from = row.data();
  std::byte* to = block.data();
  double* as_stored = rounded.data();
  for (std::size_t k = 0; k < table.signals.size(); ++k) {
    const Signal& signal = table.signals[k];
    const double floor = floors[k];
    std::byte* place = to + block_rows * signal.width * sizeof(Value);
    for (std::size_t i = 0; i < signal.width; ++i) {
      const auto value = static_cast<Value>(std::fabs(from[i]) < floor ? 0.0 : from[i]);
      std::memcpy(place + i * sizeof(Value), &value, sizeof(Value));
      *as_stored++ = static_cast<double>(value);
    }
    from += signal.width;
    to += options.chunk_rows * signal.width * sizeof(Value);
  }
}

void Recorder::Impl::put_row(double at, std::span<const double> row) {
  if (options.precision == Precision::kSingle) {
    put_values<float>(row);
  } else {
    put_values<double>(row);
  }
  time_block[block_rows] = at;
  hash.add(at, rounded);
  ++block_rows;
}

void Recorder::Impl::write_block() {
  const std::size_t rows = block_first + block_rows;
  const bool whole = block_rows == options.chunk_rows;
  if (rows > rows_written) {
    const auto write = [&](const hdf5::Object& dataset, std::size_t row_bytes, const void* data) {
      hdf5::set_rows(dataset, rows);
      const std::size_t bytes = options.chunk_rows * row_bytes;
      if (options.deflate_level > 0) {
        hdf5::write_rows(dataset, block_first, block_rows, data);
      } else {
        hdf5::write_chunk(dataset, block_first, bytes, data);
      }
      bytes_written += bytes;
    };
    const std::byte* data = block.data();
    for (std::size_t i = 0; i < signals.size(); ++i) {
      const std::size_t row_bytes = table.signals[i].width * value_bytes;
      write(signals[i], row_bytes, data);
      data += options.chunk_rows * row_bytes;
    }
    write(time, sizeof(double), time_block.data());
    rows_written = rows;
  }
  if (whole) {
    block_first = rows;
    block_rows = 0;
  }
}

void Recorder::Impl::flush() {
  if (!writer.still_there()) throw hdf5::Failure("the file was deleted while it was written");
  events.write();
  // compressed chunks are written once, when they are full
  if (options.deflate_level == 0) write_block();
  writer.flush();
  rows_acknowledged = rows_written;
  rows_at_flush = block_first + block_rows;
  bytes_at_flush += bytes_waiting();
  last_flush = Clock::now();
  if (options.acknowledged) options.acknowledged(rows_acknowledged);
}

std::uint64_t Recorder::Impl::bytes_waiting() const {
  return bytes_written + events.bytes_written() - bytes_at_flush;
}

bool Recorder::Impl::flush_is_due() const {
  const std::size_t rows = block_first + block_rows - rows_at_flush;
  if (options.flush_rows > 0 && rows >= options.flush_rows) return true;
  if (bytes_waiting() > reserve / 2) return true;
  const std::chrono::duration<double> since = Clock::now() - last_flush;
  return since.count() >= options.flush_seconds;
}

void Recorder::Impl::finish() {
  write_block();
  flush();
  std::vector<hdf5::Object> values;
  for (const KeyFigure& figure : figures) {
    hdf5::Object value = hdf5::create_dataset(summary_group, "", {hdf5::Kind::kDouble, {}});
    hdf5::write_attribute(value, "units", figure.units);
    hdf5::write_attribute(value, "long_name", figure.long_name);
    if (!figure.status.empty()) hdf5::write_attribute(value, "status", figure.status);
    if (!figure.label.empty()) hdf5::write_attribute(value, "label", figure.label);
    hdf5::write_all(value, &figure.value);
    values.push_back(std::move(value));
  }
  for (const WallFigure& figure : wall_figures) {
    std::vector<std::uint64_t> extent;
    if (figure.values.size() > 1) extent.push_back(figure.values.size());
    hdf5::Object value = hdf5::create_dataset(wall_group, "", {hdf5::Kind::kDouble, extent});
    hdf5::write_attribute(value, "units", figure.units);
    hdf5::write_attribute(value, "long_name", figure.long_name);
    hdf5::write_all(value, figure.values.data());
    values.push_back(std::move(value));
  }
  std::optional<PoseWriting> written;
  if (!poses.empty()) written.emplace(replay_group, poses, next_dimension);
  writer.flush();
  if (written) written->link(replay_group);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    hdf5::link(values[i], summary_group, figures[i].name);
  }
  for (std::size_t i = 0; i < wall_figures.size(); ++i) {
    hdf5::link(values[figures.size() + i], wall_group, wall_figures[i].name);
  }
  hdf5::fill_attribute(summary_group, "rows_hash", hash.text());
  hdf5::fill_attribute(wall_group, "finished_at", utc_now());
  writer.close();
}

// ---- the face

Recorder::Recorder(std::string path, SignalTable table, const RunProvenance& provenance,
                   RecorderOptions options)
    : impl_(std::make_unique<Impl>()) {
  require(!path.empty(), "a result file needs a name");
  require(options.chunk_rows > 0, "a chunk needs rows");
  require(options.deflate_level >= 0 && options.deflate_level <= 9, "gzip has the levels 0 to 9");
  check_table(table);
  impl_->partial = path + ".partial";
  impl_->path = std::move(path);
  impl_->table = std::move(table);
  impl_->options = std::move(options);
  impl_->create(provenance);
}

Recorder::~Recorder() {
  if (impl_->finished || impl_->broken) return;
  try {
    impl_->guarded([&] {
      impl_->write_block();
      impl_->flush();
      impl_->writer.close();
    });
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): the file keeps what it has
  }
}

void Recorder::append(double time, std::span<const double> row) {
  Impl& s = *impl_;
  if (row.size() != s.table.row_width) {
    throw std::invalid_argument(
        fmt::format("a row of {} values where {} are recorded", row.size(), s.table.row_width));
  }
  // not-a-number is refused as well
  if (!(time >= s.last_time)) {
    throw std::invalid_argument(
        fmt::format("a sample at {} s after one at {} s", time, s.last_time));
  }
  s.guarded([&] {
    s.put_row(time, row);
    s.last_time = time;
    if (s.block_rows == s.options.chunk_rows) s.write_block();
    if (s.flush_is_due()) s.flush();
  });
}

void Recorder::add_event(const Event& event) {
  Impl& s = *impl_;
  s.guarded([&] {
    s.events.add(event);
    if (s.bytes_waiting() > s.reserve / 2) s.flush();
  });
}

void Recorder::set_summary(std::vector<KeyFigure> figures) {
  std::set<std::string> names;
  for (const KeyFigure& figure : figures) check_name(names, figure.name);
  impl_->figures = std::move(figures);
}

void Recorder::set_poses(PoseTrack track) { impl_->poses = std::move(track); }

void Recorder::add_wall(WallFigure figure) {
  require(!figure.values.empty(), fmt::format("'{}' has no values", figure.name));
  std::set<std::string> names;
  for (const WallFigure& other : impl_->wall_figures) names.insert(other.name);
  check_name(names, figure.name);
  impl_->wall_figures.push_back(std::move(figure));
}

void Recorder::flush() {
  impl_->guarded([&] { impl_->flush(); });
}

void Recorder::finish() {
  Impl& s = *impl_;
  s.guarded([&] { s.finish(); });
  s.finished = true;
  if (std::rename(s.partial.c_str(), s.path.c_str()) != 0) {
    throw FileError(fmt::format("cannot rename {} to {}: {}; the result is whole in {}", s.partial,
                                s.path, hdf5::words(errno), s.partial));
  }
  // the new name, too, is safe when the folder is synced; some file systems cannot do that
  const std::string parent = std::filesystem::path(s.path).parent_path().string();
  const int folder =
      open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);
    close(folder);
  }
}

std::size_t Recorder::rows() const { return impl_->block_first + impl_->block_rows; }
std::size_t Recorder::acknowledged_rows() const { return impl_->rows_acknowledged; }
const std::string& Recorder::path() const { return impl_->path; }
const std::string& Recorder::partial_path() const { return impl_->partial; }

}  // namespace inversim
