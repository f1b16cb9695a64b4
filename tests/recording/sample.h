// SPDX-License-Identifier: Apache-2.0
// A small recording for the tests of this room: its table, its rows, and a folder that goes again.
#pragma once

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "inversim/recording/reader.h"
#include "inversim/recording/recorder.h"

namespace inversim {

struct TemporaryFolder {
  std::filesystem::path path;
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "inversim_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string file(const std::string& name) const { return (path / name).string(); }
};

/// Two scalars, one quantity per level (3), one per segment (2): 7 values a row.
inline SignalTable sample_table() {
  SignalTable table;
  table.coordinates = {{"level", "level, named by its two bones", {"C0-C1", "T1-T2", "L5-S1"}},
                       {"segment", "segment of the body", {"pelvis", "größter Zeh"}}};
  table.signals = {
      {"bed_angle", "rad", "inversion angle of the bed", "", "", 1},
      {"section_axial", "N", "free-body force through the cut, tension positive", "recalled",
       "level", 3},
      {"brake_torque", "N m", "torque of the brake on the bed", "", "", 1},
      {"segment_height", "m", "height of the segment's centre above the pivot", "", "segment", 2}};
  table.row_width = 7;
  return table;
}

/// Every value of every row differs, and no bit pattern is lost on the way: signs of zero,
/// subnormals, infinities and not-a-numbers are among them.
inline std::vector<double> sample_row(std::size_t i) {
  std::vector<double> row(7);
  for (std::size_t k = 0; k < row.size(); ++k) {
    row[k] =
        std::sin(0.37 * static_cast<double>(i * 7 + k)) * std::pow(10.0, static_cast<double>(k));
  }
  if (i % 5 == 1) row[1] = -0.0;
  if (i % 5 == 2) row[2] = 4.9e-324;
  if (i % 5 == 3) row[3] = -INFINITY;
  if (i % 5 == 4) row[4] = NAN;
  return row;
}

inline double sample_time(std::size_t i) { return 0.02 * static_cast<double>(i); }

inline void record(Recorder& recorder, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) recorder.append(sample_time(i), sample_row(i));
}

inline std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace inversim
