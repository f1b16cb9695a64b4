// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/recorder.h"

#include <fcntl.h>
#include <fmt/chrono.h>
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
#include <set>

#include "inversim/recording/hdf5_file.h"

namespace inversim {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kEventRows = 64;  // events per chunk
constexpr std::size_t kKindBytes = 48;
constexpr std::size_t kTextBytes = 480;
constexpr std::uint64_t kLeastReserve = 32u << 20;  // [B] by which the end mark leads

std::string stamp() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

// cuts a UTF-8 text between characters and pads it with zeros
void put_text(char* place, std::size_t bytes, const std::string& text) {
  std::size_t length = std::min(text.size(), bytes);
  if (length < text.size()) {
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0u) == 0x80u) --length;
  }
  std::memset(place, 0, bytes);
  std::memcpy(place, text.data(), length);
}

void require(bool holds, const std::string& sentence) {
  if (!holds) throw std::invalid_argument(sentence);
}

// a name that HDF5 can hold and that no other thing in the file has
void check_name(std::set<std::string>& names, const std::string& name) {
  require(!name.empty() && name.find('/') == std::string::npos && name != ".",
          fmt::format("'{}' cannot name a variable", name));
  require(names.insert(name).second, fmt::format("two things are named {}", name));
}

void check_table(const SignalTable& table) {
  std::set<std::string> names = {
      "time",    "event", "event_time",      "event_kind", "event_text", "event_kind_byte",
      "summary", "start", "event_text_byte", "wall",       "event_value"};
  for (const Coordinate& axis : table.coordinates) {
    check_name(names, axis.name);
    require(!axis.labels.empty(), fmt::format("coordinate {} has no labels", axis.name));
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
  // a variable that grows: where its block lies and what is on file
  struct Series {
    hdf5::Object dataset;
    std::vector<char> block;  // one chunk
  };

  std::string path;
  std::string partial;
  SignalTable table;
  RecorderOptions options;
  std::vector<KeyFigure> figures;

  hdf5::Writer writer;
  int next_dimension = 1;  // 0 is time
  hdf5::Object summary_group;
  hdf5::Object wall_group;
  bool broken = false;
  bool finished = false;

  // signals: one block of memory, in which each has chunk_rows x width values one after the other
  std::vector<hdf5::Object> signals;
  std::vector<double> block;
  hdf5::Object time;
  std::vector<double> time_block;
  std::size_t block_first = 0;   // row at which the block starts
  std::size_t block_rows = 0;    // rows in it
  std::size_t rows_written = 0;  // handed to HDF5
  std::size_t rows_acknowledged = 0;
  double last_time = -std::numeric_limits<double>::infinity();

  // events, in blocks of their own
  hdf5::Object event, event_time, event_kind, event_text, event_value;
  std::vector<std::int32_t> event_numbers;
  std::vector<double> event_times, event_values;
  std::vector<char> event_kinds, event_texts;
  std::size_t event_first = 0;
  std::size_t event_rows = 0;
  bool event_waits = false;

  std::uint64_t reserve = 0;
  std::uint64_t bytes_since_flush = 0;
  std::size_t rows_at_flush = 0;
  Clock::time_point last_flush;

  void create(const RunProvenance& provenance);
  void write_provenance(const RunProvenance& provenance);
  void create_events();
  void create_signals();
  void put_row(double at, std::span<const double> row);
  void write_block();
  void write_events();
  void flush();
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
  const std::size_t block_bytes =
      options.chunk_rows * (table.row_width + 1) * sizeof(double) +
      kEventRows * (kKindBytes + kTextBytes + 2 * sizeof(double) + sizeof(std::int32_t));
  reserve = std::max<std::uint64_t>(kLeastReserve, 4 * block_bytes);

  // under a name of its own until it opens, so that a NAME.partial always does
  const std::string unborn = partial + "~";
  const auto unlink_unborn = [&] { std::remove(unborn.c_str()); };
  try {
    writer = hdf5::Writer(unborn, reserve);
    write_provenance(provenance);
    create_events();
    create_signals();
    writer.flush();
    if (std::rename(unborn.c_str(), partial.c_str()) != 0) {
      throw hdf5::Failure(hdf5::words(errno));
    }
  } catch (const hdf5::Failure& failure) {
    writer.abandon();
    unlink_unborn();
    throw FileError(fmt::format("cannot create {}: {}", partial, failure.what()));
  }
  last_flush = Clock::now();
}

void Recorder::Impl::write_provenance(const RunProvenance& provenance) {
  const hdf5::Object& root = writer.root();
  const auto text = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) hdf5::write_attribute(root, name, value);
  };
  text("inversim_version", provenance.inversim_version);
  text("git_revision", provenance.git_revision);
  text("build_flags", provenance.build_flags);
  text("compiler", provenance.compiler);
  text("cpu_level", provenance.cpu_level);
  text("conventions", provenance.conventions);
  hdf5::write_attribute(root, "seed", provenance.seed);
  hdf5::write_attribute(root, "step_size_s", provenance.step_size);
  text("overrides", fmt::format("{}", fmt::join(provenance.overrides, "\n")));
  std::string roles;
  for (const SourceText& source : provenance.sources) roles += source.role + "\n";
  if (!roles.empty()) text("sources", roles.substr(0, roles.size() - 1));
  for (const SourceText& source : provenance.sources) {
    text(source.role + "_path", source.path);
    text(source.role + "_hash", source.hash);
    text(source.role + "_text", source.text);
  }

  summary_group = hdf5::create_group(root, "summary");
  wall_group = hdf5::create_group(root, "wall");
  hdf5::write_attribute(wall_group, "created_at",
                        provenance.created_at.empty() ? stamp() : provenance.created_at);
  hdf5::reserve_attribute(wall_group, "finished_at", stamp().size());
  if (provenance.start_state.empty()) return;
  const hdf5::Object start = hdf5::create_group(root, "start");
  const std::vector<std::uint64_t> extent = {provenance.start_state.size()};
  const hdf5::Object bytes = hdf5::create_dataset(start, "byte", {hdf5::Kind::kInt32, extent});
  hdf5::make_dimension(bytes, "byte", next_dimension++, false);
  const hdf5::Object state = hdf5::create_dataset(start, "state", {hdf5::Kind::kByte, extent});
  hdf5::attach_dimension(state, bytes, 0);
  hdf5::write_attribute(state, "units", "1");
  hdf5::write_attribute(state, "long_name", "state of the plant before the first step, opaque");
  hdf5::write_all(state, provenance.start_state.data());
}

void Recorder::Impl::create_events() {
  const hdf5::Object& root = writer.root();
  const auto series = [&](const char* name, hdf5::Kind kind, const char* units,
                          const char* long_name) {
    hdf5::Object dataset = hdf5::create_dataset(root, name, {kind, {0}, kEventRows});
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
    hdf5::Object dataset =
        hdf5::create_dataset(root, name, {hdf5::Kind::kChar, {0, bytes}, kEventRows});
    hdf5::attach_dimension(dataset, length, 1);
    hdf5::write_attribute(dataset, "long_name", long_name);
    hdf5::write_attribute(dataset, "_Encoding", "utf-8");
    return dataset;
  };
  event_time = series("event_time", hdf5::Kind::kDouble, "s", "simulated time of the event");
  event_kind = texts("event_kind", kKindBytes, "what happened");
  event_text = texts("event_text", kTextBytes, "the event in a sentence");
  event_value = series("event_value", hdf5::Kind::kDouble, "1",
                       "the figure that belongs to the event, in the unit its text says");
  event = series("event", hdf5::Kind::kInt32, "1", "number of the event");
  hdf5::make_dimension(event, "event", next_dimension++, true);
  for (const auto* dataset : {&event_time, &event_kind, &event_text, &event_value}) {
    hdf5::attach_dimension(*dataset, event, 0);
  }
  event_numbers.resize(kEventRows);
  event_times.resize(kEventRows);
  event_values.resize(kEventRows);
  event_kinds.resize(kEventRows * kKindBytes);
  event_texts.resize(kEventRows * kTextBytes);
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
  const double missing = std::numeric_limits<double>::quiet_NaN();
  for (const Signal& signal : table.signals) {
    hdf5::Shape shape{hdf5::Kind::kDouble, {0}, options.chunk_rows, options.deflate_level};
    if (!signal.coordinate.empty()) shape.extent.push_back(signal.width);
    hdf5::Object dataset = hdf5::create_dataset(root, signal.name, shape);
    hdf5::write_attribute(dataset, "units", signal.units);
    hdf5::write_attribute(dataset, "long_name", signal.long_name);
    if (!signal.status.empty()) hdf5::write_attribute(dataset, "status", signal.status);
    hdf5::write_attribute(dataset, "_FillValue", missing);
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
  block.resize(options.chunk_rows * table.row_width);
  time_block.resize(options.chunk_rows);
}

// ---- rows

void Recorder::Impl::put_row(double at, std::span<const double> row) {
  const double* from = row.data();
  double* to = block.data();
  for (const Signal& signal : table.signals) {
    double* place = to + block_rows * signal.width;
    if (signal.width == 1) {
      *place = *from;
    } else {
      std::memcpy(place, from, signal.width * sizeof(double));
    }
    from += signal.width;
    to += options.chunk_rows * signal.width;
  }
  time_block[block_rows] = at;
  ++block_rows;
}

void Recorder::Impl::write_block() {
  const std::size_t rows = block_first + block_rows;
  const bool whole = block_rows == options.chunk_rows;
  if (rows > rows_written) {
    const auto write = [&](const hdf5::Object& dataset, std::size_t width, const double* data) {
      hdf5::set_rows(dataset, rows);
      const std::size_t bytes = options.chunk_rows * width * sizeof(double);
      if (options.deflate_level > 0) {
        hdf5::write_rows(dataset, block_first, block_rows, data);
      } else {
        hdf5::write_chunk(dataset, block_first, bytes, data);
      }
      bytes_since_flush += bytes;
    };
    const double* data = block.data();
    for (std::size_t i = 0; i < signals.size(); ++i) {
      write(signals[i], table.signals[i].width, data);
      data += options.chunk_rows * table.signals[i].width;
    }
    write(time, 1, time_block.data());
    rows_written = rows;
  }
  if (whole) {
    block_first = rows;
    block_rows = 0;
  }
}

void Recorder::Impl::write_events() {
  if (!event_waits) return;
  const std::size_t rows = event_first + event_rows;
  const auto write = [&](const hdf5::Object& dataset, std::size_t bytes, const void* data) {
    hdf5::set_rows(dataset, rows);
    hdf5::write_chunk(dataset, event_first, kEventRows * bytes, data);
    bytes_since_flush += kEventRows * bytes;
  };
  write(event_time, sizeof(double), event_times.data());
  write(event_kind, kKindBytes, event_kinds.data());
  write(event_text, kTextBytes, event_texts.data());
  write(event_value, sizeof(double), event_values.data());
  write(event, sizeof(std::int32_t), event_numbers.data());
  event_waits = false;
  if (event_rows == kEventRows) {
    event_first = rows;
    event_rows = 0;
  }
}

void Recorder::Impl::flush() {
  if (!writer.still_there()) throw hdf5::Failure("the file was deleted while it was written");
  write_events();
  // compressed chunks are written once, when they are full
  if (options.deflate_level == 0) write_block();
  writer.flush();
  rows_acknowledged = rows_written;
  rows_at_flush = block_first + block_rows;
  bytes_since_flush = 0;
  last_flush = Clock::now();
  if (options.acknowledged) options.acknowledged(rows_acknowledged);
}

void Recorder::Impl::finish() {
  write_block();
  flush();
  std::vector<hdf5::Object> values;
  for (const KeyFigure& figure : figures) {
    hdf5::Object value = hdf5::create_dataset(summary_group, "", {hdf5::Kind::kDouble, {}});
    hdf5::write_attribute(value, "units", figure.units);
    hdf5::write_attribute(value, "long_name", figure.long_name);
    hdf5::write_all(value, &figure.value);
    values.push_back(std::move(value));
  }
  writer.flush();
  for (std::size_t i = 0; i < values.size(); ++i) {
    hdf5::link(values[i], summary_group, figures[i].name);
  }
  hdf5::fill_attribute(wall_group, "finished_at", stamp());
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
  } catch (
      const std::exception&) {  // NOLINT(bugprone-empty-catch): what is on file is all there is
  }
}

void Recorder::append(double time, std::span<const double> row) {
  Impl& s = *impl_;
  require(row.size() == s.table.row_width,
          fmt::format("a row of {} values where {} are recorded", row.size(), s.table.row_width));
  require(time >= s.last_time,
          fmt::format("a sample at {} s after one at {} s", time, s.last_time));
  s.guarded([&] {
    s.put_row(time, row);
    s.last_time = time;
    if (s.block_rows == s.options.chunk_rows) s.write_block();
    const std::size_t waiting = s.block_first + s.block_rows - s.rows_at_flush;
    const std::chrono::duration<double> since = Clock::now() - s.last_flush;
    if ((s.options.flush_rows > 0 && waiting >= s.options.flush_rows) ||
        s.bytes_since_flush > s.reserve / 2 || since.count() >= s.options.flush_seconds) {
      s.flush();
    }
  });
}

void Recorder::add_event(const Event& event) {
  Impl& s = *impl_;
  s.guarded([&] {
    const std::size_t i = s.event_rows;
    s.event_numbers[i] = static_cast<std::int32_t>(s.event_first + i);
    s.event_times[i] = event.time;
    s.event_values[i] = event.value;
    put_text(s.event_kinds.data() + i * kKindBytes, kKindBytes, event.kind);
    put_text(s.event_texts.data() + i * kTextBytes, kTextBytes, event.text);
    ++s.event_rows;
    s.event_waits = true;
    if (s.event_rows == kEventRows) s.write_events();
    if (s.bytes_since_flush > s.reserve / 2) s.flush();
  });
}

void Recorder::set_summary(std::vector<KeyFigure> figures) {
  std::set<std::string> names;
  for (const KeyFigure& figure : figures) check_name(names, figure.name);
  impl_->figures = std::move(figures);
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
