// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <map>
#include <optional>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/reader.h"
#include "sample.h"

namespace inversim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// every bit as computed, and a flush only where a test asks for one
RecorderOptions quiet(std::size_t chunk_rows) {
  RecorderOptions options;
  options.precision = Precision::kDouble;
  options.deflate_level = 0;
  options.chunk_rows = chunk_rows;
  options.flush_seconds = 1e9;
  return options;
}

void expect_rows(const Recording& recording, std::size_t rows) {
  ASSERT_EQ(recording.rows(), rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::vector<double> expected = sample_row(i);
    ASSERT_EQ(recording.time[i], sample_time(i));
    ASSERT_EQ(std::memcmp(recording.row(i).data(), expected.data(), expected.size() * 8), 0)
        << "row " << i;
  }
}

TEST(Recorder, GivesEveryBitBackAndAllThatNamesIt) {
  const TemporaryFolder folder;
  RunProvenance provenance;
  provenance.inversim_version = "0.1.0";
  provenance.build_flags = "-O3";
  provenance.seed = 0xfedcba9876543210u;
  provenance.step_size = 0.001;
  provenance.overrides = {"table.brake.clamp_force_N=3000", "subject.mass_kg=80"};
  provenance.start_state = {std::byte{0}, std::byte{1}, std::byte{255}};
  provenance.sources = {{"scenario", "s/kim.yaml", "angle_deg: 60\n", "sha256:12"}};
  Recorder recorder(folder.file("run.nc"), sample_table(), provenance, quiet(64));
  record(recorder, 0, 64 * 3 + 17);
  recorder.add_event({1.25, "brake_engaged", "the brake holds", 136.5});
  recorder.set_summary({{"peak_traction", 412.25, "N", "largest section_axial at L5-S1"}});
  recorder.finish();

  const Recording recording = load(folder.file("run.nc"));
  expect_rows(recording, 64 * 3 + 17);
  EXPECT_TRUE(recording.finished);
  const SignalTable expected = sample_table();
  ASSERT_EQ(recording.table.signals.size(), 4u);
  EXPECT_EQ(recording.table.row_width, 7u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(recording.table.signals[i].name, expected.signals[i].name);
    EXPECT_EQ(recording.table.signals[i].units, expected.signals[i].units);
    EXPECT_EQ(recording.table.signals[i].long_name, expected.signals[i].long_name);
    EXPECT_EQ(recording.table.signals[i].status, expected.signals[i].status);
    EXPECT_EQ(recording.table.signals[i].coordinate, expected.signals[i].coordinate);
    EXPECT_EQ(recording.table.signals[i].width, expected.signals[i].width);
  }
  ASSERT_EQ(recording.table.coordinates.size(), 2u);
  EXPECT_THAT(recording.table.coordinates[0].labels, ElementsAre("C0-C1", "T1-T2", "L5-S1"));
  EXPECT_THAT(recording.table.coordinates[1].labels, ElementsAre("pelvis", "größter Zeh"));
  EXPECT_EQ(find_signal(recording.table, "brake_torque").offset, 4u);

  ASSERT_EQ(recording.events.size(), 1u);
  EXPECT_EQ(recording.events[0].time, 1.25);
  EXPECT_EQ(recording.events[0].kind, "brake_engaged");
  EXPECT_EQ(recording.events[0].text, "the brake holds");
  EXPECT_EQ(recording.events[0].value, 136.5);
  ASSERT_EQ(recording.summary.size(), 1u);
  EXPECT_EQ(recording.summary[0].name, "peak_traction");
  EXPECT_EQ(recording.summary[0].value, 412.25);
  EXPECT_EQ(recording.summary[0].units, "N");
  EXPECT_EQ(recording.text("inversim_version"), "0.1.0");
  EXPECT_EQ(recording.text("scenario_text"), "angle_deg: 60\n");
  EXPECT_EQ(recording.text("scenario_path"), "s/kim.yaml");
  EXPECT_EQ(recording.text("scenario_hash"), "sha256:12");
  EXPECT_EQ(recording.text("overrides"), "table.brake.clamp_force_N=3000\nsubject.mass_kg=80");
  EXPECT_THAT(recording.attributes,
              ::testing::Contains(::testing::Pair("seed", AttributeValue(provenance.seed))));
  EXPECT_EQ(recording.start_state, provenance.start_state);
}

TEST(Recorder, KeepsTextsOfAnyLength) {
  const TemporaryFolder folder;
  RunProvenance provenance;
  // 64 kB is what an object header can hold; zeros, line ends and UTF-8 are in the way
  for (const std::size_t bytes : {65534u, 65535u, 65536u, 70000u, 3000000u}) {
    std::string text;
    while (text.size() < bytes) text += "Wirbelsäule " + std::to_string(text.size()) + "\r\n\t";
    text.resize(bytes, 'x');
    provenance.sources.push_back({"model_" + std::to_string(bytes), "a path", text, ""});
  }
  Recorder(folder.file("run.nc"), sample_table(), provenance, quiet(64)).finish();
  const Recording recording = load(folder.file("run.nc"));
  for (const SourceText& source : provenance.sources) {
    EXPECT_EQ(recording.text(source.role + "_text"), source.text) << source.role;
  }
}

TEST(Recorder, CutsEventTextsBetweenCharacters) {
  const TemporaryFolder folder;
  Recorder recorder(folder.file("run.nc"), sample_table(), {}, quiet(64));
  // 479 bytes and then a character of two: it does not fit into 480
  recorder.add_event({0.0, std::string(47, 'k') + "ä", std::string(479, 't') + "äb", 0.0});
  // more than one chunk of events
  for (int i = 1; i < 200; ++i) recorder.add_event({0.1 * i, "tick", std::to_string(i), 1.0 * i});
  recorder.finish();
  const Recording recording = load(folder.file("run.nc"));
  ASSERT_EQ(recording.events.size(), 200u);
  EXPECT_EQ(recording.events[0].kind, std::string(47, 'k'));
  EXPECT_EQ(recording.events[0].text, std::string(479, 't'));
  for (int i = 1; i < 200; ++i) {
    EXPECT_EQ(recording.events[static_cast<std::size_t>(i)].text, std::to_string(i));
    EXPECT_EQ(recording.events[static_cast<std::size_t>(i)].value, 1.0 * i);
  }
}

TEST(Recorder, AcknowledgesWhatAFlushHasWritten) {
  const TemporaryFolder folder;
  std::vector<std::size_t> acknowledged;
  RecorderOptions options = quiet(10);
  options.flush_rows = 25;
  options.acknowledged = [&](std::size_t rows) { acknowledged.push_back(rows); };
  Recorder recorder(folder.file("run.nc"), sample_table(), {}, options);
  record(recorder, 0, 60);
  EXPECT_THAT(acknowledged, ElementsAre(25, 50));
  EXPECT_EQ(recorder.rows(), 60u);
  EXPECT_EQ(recorder.acknowledged_rows(), 50u);
  // another program opens what is there meanwhile, and finds what was acknowledged
  std::filesystem::copy_file(recorder.partial_path(), folder.file("copy.nc"));
  const Recording meanwhile = load(folder.file("copy.nc"));
  expect_rows(meanwhile, 50);
  EXPECT_FALSE(meanwhile.finished);
  recorder.finish();
  EXPECT_THAT(acknowledged, ElementsAre(25, 50, 60));
}

TEST(Recorder, RoundsToSingleAndKeepsThoseBits) {
  const TemporaryFolder folder;
  RecorderOptions options = quiet(64);
  options.precision = Precision::kSingle;
  SignalTable table;
  table.signals = {{"pressure", "Pa", "", "", "", 1},
                   {"force", "N", "", "", "", 1},
                   {"moment", "N m", "", "", "", 1},
                   {"angle", "rad", "", "", "", 1}};
  table.row_width = 4;
  const std::vector<std::vector<double>> rows = {
      // ties go to the even neighbour: 1 + 2^-24 down, 1 + 3 x 2^-24 up
      {1.0 + 0x1p-24, 1.0 + 0x3p-24, -0.1, 1e300},
      {-0.0, NAN, -INFINITY, 1e-46},
      {1e-40, 9.99e-10, -9.99e-11, 9.99e-13},
      {-1e-12, -1.01e-9, 1.01e-10, -1.01e-12}};
  const std::vector<std::vector<float>> expected = {{1.0f, 1.0f + 0x1p-22f, -0.1f, INFINITY},
                                                    {-0.0f, NAN, -INFINITY, 0.0f},
                                                    {1e-40f, 0.0f, 0.0f, 0.0f},
                                                    {-1e-12f, -1.01e-9f, 1.01e-10f, -1.01e-12f}};
  Recorder recorder(folder.file("run.nc"), table, {}, options);
  for (std::size_t i = 0; i < rows.size(); ++i) recorder.append(sample_time(i), rows[i]);
  recorder.finish();
  const Recording recording = load(folder.file("run.nc"));
  ASSERT_EQ(recording.rows(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(recording.time[i], sample_time(i));
    for (std::size_t k = 0; k < 4; ++k) {
      const auto value = static_cast<float>(recording.row(i)[k]);
      EXPECT_EQ(std::memcmp(&value, &expected[i][k], sizeof value), 0)
          << i << " " << k << ": " << value;
      if (!std::isnan(value)) {
        EXPECT_EQ(recording.row(i)[k], static_cast<double>(expected[i][k]));
      }
    }
  }
}

TEST(Recorder, PacksABodyAtRestBelowATenthOfItsDoubles) {
  const TemporaryFolder folder;
  // what creeps has smooth digits, what is zero by symmetry has noise
  const auto bytes = [&](const RecorderOptions& options, std::size_t rows) {
    SignalTable table;
    table.coordinates = {{"level", "", {"a", "b", "c", "d", "e"}}};
    table.signals = {{"weight", "N", "", "", "level", 5}, {"moment", "N m", "", "", "level", 5}};
    table.row_width = 10;
    Recorder recorder(folder.file("run.nc"), table, {}, options);
    std::vector<double> row(10);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t k = 0; k < 5; ++k) {
        row[k] = 300.0 + static_cast<double>(k) + 1e-4 * std::sin(1e-3 * static_cast<double>(i));
        row[5 + k] = 1e-14 * std::sin(1e5 * static_cast<double>(i * 5 + k));
      }
      recorder.append(sample_time(i), row);
    }
    recorder.finish();
    return std::filesystem::file_size(folder.file("run.nc"));
  };
  RecorderOptions standard;
  standard.flush_seconds = 1e9;
  // less the lists of chunks, which have their room from the start
  const std::uintmax_t packed = bytes(standard, 20480) - bytes(standard, 0);
  const std::uintmax_t doubles = bytes(quiet(256), 20480) - bytes(quiet(256), 0);
  EXPECT_GE(doubles, 20480 * 11 * 8u);
  EXPECT_LT(10 * packed, doubles) << packed;
}

TEST(Recorder, AcknowledgesCompressedRowsInWholeChunks) {
  const TemporaryFolder folder;
  RecorderOptions options = quiet(64);
  options.deflate_level = 1;
  Recorder recorder(folder.file("run.nc"), sample_table(), {}, options);
  record(recorder, 0, 150);
  recorder.flush();
  EXPECT_EQ(recorder.acknowledged_rows(), 128u);
  recorder.finish();
  expect_rows(load(folder.file("run.nc")), 150);
}

TEST(Recorder, NamesTheFilePartialUntilItIsWhole) {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.nc");
  write_bytes(path, "an older result");
  {
    Recorder recorder(path, sample_table(), {}, quiet(8));
    record(recorder, 0, 20);
    EXPECT_EQ(read_bytes(path), "an older result");
    EXPECT_TRUE(std::filesystem::exists(path + ".partial"));
  }
  // left without finish(): nothing is lost, nothing is replaced
  EXPECT_EQ(read_bytes(path), "an older result");
  const Recording left = load(path + ".partial");
  expect_rows(left, 20);
  EXPECT_FALSE(left.finished);

  Recorder recorder(path, sample_table(), {}, quiet(8));
  record(recorder, 0, 5);
  recorder.finish();
  expect_rows(load(path), 5);
  EXPECT_FALSE(std::filesystem::exists(path + ".partial"));
  EXPECT_FALSE(std::filesystem::exists(path + ".partial~"));
}

TEST(Recorder, CutsTheTailThatItKeepsAheadOfItself) {
  const TemporaryFolder folder;
  Recorder recorder(folder.file("run.nc"), sample_table(), {}, quiet(64));
  record(recorder, 0, 64);
  recorder.flush();
  EXPECT_GT(std::filesystem::file_size(recorder.partial_path()), 30u << 20);
  recorder.finish();
  // 64 rows of 8 doubles, 48 kB of events, and nodes of 256 chunks for each of ten variables
  EXPECT_LT(std::filesystem::file_size(folder.file("run.nc")), 300u << 10);
}

TEST(Recorder, RepeatsItselfByteForByteButForTheWallClock) {
  const TemporaryFolder folder;
  for (const char* name : {"a.nc", "b.nc"}) {
    RunProvenance provenance;
    provenance.created_at = std::string(name) + " created";
    RecorderOptions options = quiet(16);
    // flushes fall where the wall clock wants them
    options.flush_rows = name[0] == 'a' ? 7 : 11;
    Recorder recorder(folder.file(name), sample_table(), provenance, options);
    record(recorder, 0, 100);
    recorder.add_event({0.5, "tick", "tack", 1.0});
    recorder.finish();
  }
  const Recording a = load(folder.file("a.nc"));
  const Recording b = load(folder.file("b.nc"));
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(std::memcmp(a.values.data(), b.values.data(), a.values.size() * 8), 0);
  EXPECT_EQ(a.attributes, b.attributes);
  EXPECT_NE(a.wall, b.wall);
}

TEST(Recorder, RefusesWhatTheCallerGotWrong) {
  const TemporaryFolder folder;
  SignalTable twice = sample_table();
  twice.signals[2].name = "bed_angle";
  EXPECT_THROW(Recorder(folder.file("a.nc"), twice, {}), std::invalid_argument);
  SignalTable reserved = sample_table();
  reserved.signals[0].name = "time";
  EXPECT_THROW(Recorder(folder.file("a.nc"), reserved, {}), std::invalid_argument);
  SignalTable narrow = sample_table();
  narrow.signals[1].width = 2;
  narrow.row_width = 6;
  EXPECT_THROW(Recorder(folder.file("a.nc"), narrow, {}), std::invalid_argument);
  SignalTable unknown = sample_table();
  unknown.signals[1].coordinate = "rib";
  EXPECT_THROW(Recorder(folder.file("a.nc"), unknown, {}), std::invalid_argument);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path));

  Recorder recorder(folder.file("a.nc"), sample_table(), {}, quiet(8));
  record(recorder, 0, 3);
  EXPECT_THROW(recorder.append(1.0, std::vector<double>(6)), std::invalid_argument);
  EXPECT_THROW(recorder.append(0.01, sample_row(0)), std::invalid_argument);
  EXPECT_THROW(recorder.append(NAN, sample_row(0)), std::invalid_argument);
  recorder.finish();
  EXPECT_THROW(recorder.append(1.0, sample_row(0)), std::invalid_argument);
  expect_rows(load(folder.file("a.nc")), 3);
}

}  // namespace
}  // namespace inversim
