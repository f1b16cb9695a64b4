// SPDX-License-Identifier: Apache-2.0
// Records as a run does, to be killed: rows of about 400 values at 50 Hz of simulated time, each
// after some computing, events now and then. Prints "acknowledged N" after each flush.
//
// With --die-at-call N it kills itself (SIGKILL) in place of its N-th pwrite or ftruncate, so that
// every gap between two writes can be visited; with --torn-pages P it first writes P pages of it.

#include <fmt/format.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <vector>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/recorder.h"

namespace {

std::atomic<long> calls{0};
long die_at_call = -1;
long torn_pages = 0;

// called in place of each write: true if this is the one to die in
bool is_last_call() { return ++calls == die_at_call; }

[[noreturn]] void die() {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

// splitmix64: a number in [-1, 1) that depends on every bit of its place
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

double value(std::uint64_t row, std::uint64_t column) {
  return static_cast<double>(mix(row * 4096 + column) >> 11) * 0x1p-52 - 1.0;
}

inversim::SignalTable make_table(int scalars, int levels, int segments) {
  inversim::SignalTable table;
  inversim::Coordinate level{"level", "intervertebral level, named by its two bones", {}};
  for (int i = 0; i < 25; ++i) level.labels.push_back(fmt::format("V{}-V{}", i, i + 1));
  inversim::Coordinate segment{"segment", "segment of the body", {}};
  for (int i = 0; i < 33; ++i) segment.labels.push_back(fmt::format("segment {}", i));
  table.coordinates = {level, segment};
  const auto add = [&](const std::string& name, const std::string& axis, std::size_t width) {
    table.signals.push_back(
        {name, "N", "what " + name + " means, in words", "derived", axis, width});
    table.row_width += width;
  };
  for (int i = 0; i < scalars; ++i) add(fmt::format("scalar_{}", i), "", 1);
  for (int i = 0; i < levels; ++i) add(fmt::format("level_{}", i), "level", 25);
  for (int i = 0; i < segments; ++i) add(fmt::format("segment_{}", i), "segment", 33);
  return table;
}

}  // namespace

// take the place of the C library's, for HDF5 as well
extern "C" ssize_t pwrite(int descriptor, const void* data, size_t bytes, off_t offset) {
  if (is_last_call()) {
    constexpr off_t kPage = 4096;
    const off_t torn = (offset / kPage + torn_pages) * kPage - offset;
    if (torn_pages > 0 && torn < static_cast<off_t>(bytes)) {
      syscall(SYS_pwrite64, descriptor, data, static_cast<size_t>(torn), offset);
    }
    die();
  }
  return syscall(SYS_pwrite64, descriptor, data, bytes, offset);
}

extern "C" ssize_t pwrite64(int descriptor, const void* data, size_t bytes, off_t offset) {
  return pwrite(descriptor, data, bytes, offset);
}

extern "C" int ftruncate(int descriptor, off_t length) noexcept {
  if (is_last_call()) die();
  return static_cast<int>(syscall(SYS_ftruncate, descriptor, length));
}

extern "C" int ftruncate64(int descriptor, off_t length) noexcept {
  return ftruncate(descriptor, length);
}

int main(int argc, char** argv) {
  CLI::App app("Records rows until it is killed");
  std::string path;
  std::size_t rows = 36000;
  std::uint64_t work = 0;
  inversim::RecorderOptions options;
  bool count_calls = false;
  bool quiet = false;
  bool no_finish = false;
  options.precision = inversim::Precision::kDouble;
  options.deflate_level = 0;
  int scalars = 40;  // 40 + 9 x 25 + 4 x 33 = 397 values
  int levels = 9;
  int segments = 4;
  app.add_option("-o,--output", path, "result file")->required();
  app.add_option("--rows", rows, "rows in the whole run");
  app.add_option("--work", work, "numbers to compute per row, as the physics would");
  app.add_option("--scalars", scalars, "signals of one value");
  app.add_option("--levels", levels, "signals of 25 values");
  app.add_option("--segments", segments, "signals of 33 values");
  app.add_option("--chunk-rows", options.chunk_rows);
  app.add_option("--flush-seconds", options.flush_seconds);
  app.add_option("--flush-rows", options.flush_rows);
  app.add_option("--gzip", options.deflate_level);
  app.add_flag(
      "--single", [&](std::int64_t) { options.precision = inversim::Precision::kSingle; },
      "values of 4 bytes");
  app.add_option("--die-at-call", die_at_call);
  app.add_option("--torn-pages", torn_pages);
  app.add_flag("--count-calls", count_calls, "print the number of writes at the end");
  app.add_flag("--quiet", quiet);
  app.add_flag("--no-finish", no_finish, "leave the file as a partial one");
  CLI11_PARSE(app, argc, argv);

  try {
    options.acknowledged = [quiet](std::size_t n) {
      if (quiet) return;
      std::printf("acknowledged %zu\n", n);
      std::fflush(stdout);
    };
    inversim::RunProvenance provenance;
    provenance.inversim_version = "0.1.0";
    provenance.step_size = 0.001;
    provenance.seed = 42;
    provenance.conventions = "made up";
    provenance.start_state.resize(1000, std::byte{7});
    provenance.sources = {{"scenario", "made/up.yaml", std::string(70000, 'x'), "none:0"}};
    const inversim::SignalTable table = make_table(scalars, levels, segments);
    inversim::Recorder recorder(path, table, provenance, options);
    std::vector<double> row(table.row_width);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::uint64_t k = 0; k < work; ++k) sum = mix(sum + k);
      for (std::size_t k = 0; k < row.size(); ++k) row[k] = value(i, k);
      if (i % 100 == 7) {
        recorder.add_event({0.02 * static_cast<double>(i), "made_up", fmt::format("row {}", i),
                            static_cast<double>(i)});
      }
      recorder.append(0.02 * static_cast<double>(i), row);
    }
    // the sum is used, so that it is computed; no run of this length gives 0
    recorder.set_summary({{"work", sum == 0 && work > 0 ? 0.0 : 1.0, "1", "work was done"}});
    if (!no_finish) recorder.finish();
  } catch (const inversim::FileError& error) {
    std::cerr << error.what() << '\n';
    return 3;
  }
  if (count_calls) std::printf("calls %ld\n", calls.load());
  return 0;
}
