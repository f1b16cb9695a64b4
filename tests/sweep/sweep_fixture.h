// SPDX-License-Identifier: Apache-2.0
// Small sweeps of a short session, and a folder of one's own.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "inversim/language/diagnostic.h"
#include "inversim/language/parse.h"
#include "inversim/sweep/run.h"

namespace inversim {

/// A folder that goes with the test, with a session of half a minute in it.
class SweepFolder : public testing::Test {
 protected:
  SweepFolder()
      : folder_(std::filesystem::temp_directory_path() /
                fmt::format("inversim_sweep_{}_{}", ::getpid(),
                            testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::create_directories(folder_);
    write("short.yaml", R"(kind: scenario
name: A short tilt
table: disc_brake_125kg
subject: reference_70kg_169cm
spine: adult
circulation: heldt_2004
settings: {hinge_hole: B, settle_time_s: 2, solver: quasi_static}
protocol:
  - rotate: {to_deg: 30, rate_deg_per_s: 10}
  - hold: {duration_s: 10}
)");
  }
  ~SweepFolder() override {
    std::error_code failed;
    std::filesystem::remove_all(folder_, failed);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  SweepPlan plan(const std::string& text) const {
    const Reading reading = parse_text("kind: sweep\nname: A test\nscenario: short.yaml\n" + text,
                                       path("sweep.yaml"), FileKind::kSweep);
    if (!reading) throw std::invalid_argument(sentences(reading.diagnostics));
    return SweepPlan(*reading.document, library());
  }
  static Library library() { return Library{{INVERSIM_SOURCE_DIR}}; }
  static RunProvenance provenance() {
    RunProvenance p;
    p.inversim_version = "1.2.3";
    return p;
  }

  std::filesystem::path folder_;
};

/// 3 x 12 cases, more than one batch.
inline constexpr const char* kGrid = R"(axes:
  - {label: angle, path: protocol.1.rotate.to_deg, values: [10, 20, 30]}
  - {path: subject.mass_kg, low: 60, high: 82, count: 12}
metrics:
  - {name: traction, signal: section_axial, at: L4-L5}
  - {name: heights, signal: disc_height_change, statistic: max, unit: mm}
)";

}  // namespace inversim
