// SPDX-License-Identifier: Apache-2.0
// A recording of a made-up session, for the tests of this room.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <vector>

#include "inversim/math/angle.h"
#include "inversim/recording/reader.h"

namespace inversim {

/// Down to 60 deg and back in `seconds`, sampled at 50 Hz, with every signal that the page plots.
/// At L4-L5 the section force is 400 N times the sine of the angle, and the disc's 100 N less.
inline Recording made_up_session(double seconds, bool circulates = true) {
  Recording r;
  Coordinate level{"level", "intervertebral level", {"C7-T1"}};
  for (const char* name : {"L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"})
    level.labels.push_back(name);
  r.table.coordinates = {level};
  const auto add = [&r](const char* name, const char* units, const char* status,
                        std::size_t width) {
    r.table.signals.push_back({name, units, "words", status, width > 1 ? "level" : "", width});
    r.table.row_width += width;
  };
  add("bed_angle", "rad", "", 1);
  add("brake_torque", "N m", "recalled", 1);
  add("cuff_pull", "N", "assumed", 1);
  add("tipping_margin", "m", "recalled", 1);
  add("weight_axial", "N", "derived", 6);
  add("section_axial", "N", "assumed", 6);
  add("disc_axial", "N", "assumed", 6);
  add("disc_height_change", "m", "assumed", 6);
  add("lumbar_length_change", "m", "assumed", 1);
  if (circulates) {
    for (const char* name : {"map_heart", "map_carotid", "map_brain"})
      add(name, "Pa", "derived", 1);
    add("heart_rate", "s-1", "derived", 1);
  }

  const std::size_t rows = static_cast<std::size_t>(seconds * 50) + 1;
  for (std::size_t i = 0; i < rows; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(rows - 1);
    const double angle = 60 * kDegree * std::sin(std::numbers::pi * share);
    const double pull = std::sin(angle);
    r.time.push_back(0.02 * static_cast<double>(i));
    auto& v = r.values;
    v.insert(v.end(), {angle, 40 * pull, 600 * pull, 0.2 - 0.1 * pull});
    for (int k = 0; k < 6; ++k) v.push_back((220 + 50 * k) * pull);
    for (int k = 0; k < 6; ++k) v.push_back((200 + 50 * k) * pull);
    for (int k = 0; k < 6; ++k) v.push_back((200 + 50 * k) * pull - 100);
    for (int k = 0; k < 6; ++k) v.push_back(1e-4 * (1 + k) * pull);
    v.push_back(2e-3 * pull);
    if (circulates)
      v.insert(v.end(),
               {12e3 + 1e3 * pull, 12e3 + 3e3 * pull, 12e3 + 4e3 * pull, 1.1 - 0.1 * pull});
  }
  r.events = {{0.0, "protocol_step", "mount", 0.0},
              {1.5, "disc_unloaded", "L4-L5 is unloaded at 14.5 deg", 0.25}};
  r.summary = {
      {"peak_traction", 389.7, "N", "greatest gravitational traction of a lumbar level, at L5-S1",
       "section_axial", "assumed", "L5-S1"},
      {"spacing_l4_l5", 0.433, "mm", "greatest gain of mean disc height at L4-L5"},
      {"unloading_angle_l4_l5", 16.6, "deg", "bed angle of first unloading"},
      {"bed_angle_max", 60.0, "deg", "greatest inversion angle"},
      {"brake_slip", 0.0, "deg", "the engaged brake held"},
      {"tipping_margin_min", 11.3, "cm", "least distance", "tipping_margin", "recalled"}};
  if (circulates) {
    r.summary.insert(r.summary.end(),
                     {{"map_start", 90.0, "mmHg", "at the start"},
                      {"map_steepest", 96.5, "mmHg", "at the steepest angle"},
                      {"heart_rate_start", 66.0, "1/min", "at the start"},
                      {"heart_rate_steepest", 60.8, "1/min", "at the steepest angle"}});
  }
  r.attributes = {{"inversim_version", std::string("0.1.0")},
                  {"git_revision", std::string("0123abcd")},
                  {"compiler", std::string("GNU 12.2.0")},
                  {"cpu_level", std::string("v3")},
                  {"seed", std::uint64_t{7}},
                  {"step_size_s", 0.001},
                  {"sources", std::string("scenario\ntable")},
                  {"scenario_path", std::string("made_up.yaml")},
                  {"scenario_hash", std::string("fnv1a64:00112233")},
                  {"scenario_text", std::string("kind: scenario\nname: A made-up session\n")},
                  {"table_path", std::string("tables/plain.yaml")},
                  {"table_hash", std::string("fnv1a64:44556677")},
                  {"table_text", std::string("kind: table\nname: A plain table\n")}};
  r.wall = {{"created_at", std::string("2026-01-01T00:00:00Z")}};
  r.finished = true;
  return r;
}

/// Poses of a frame, a bed that turns with the session, and one body on it.
inline PoseTrack made_up_poses(const Recording& session) {
  PoseGatherer gatherer({"frame", "bed", "skull"}, R"({"pivot_height": 0.8, "segments": []})");
  for (std::size_t i = 0; i < session.rows(); i += 5) {
    const double half = 0.5 * session.row(i)[0];
    const double poses[] = {0, 0,   0, 1,    0, 0, 0, 0, 0, 0.8, std::cos(half), 0, std::sin(half),
                            0, 0.5, 0, -0.1, 1, 0, 0, 0};
    gatherer.add(session.time[i], poses);
  }
  return gatherer.take();
}

}  // namespace inversim
