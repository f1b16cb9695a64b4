// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/replay_data.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"
#include "inversim/recording/thinning.h"
#include "inversim/report/lookup.h"
#include "inversim/report/packed.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostInstants = 4000;
constexpr double kApart = 0.05;       // [s] rows that are looked at
constexpr double kShare = 1.0 / 400;  // of a quantity's range: what a line between may be off by

struct Track {
  const char* signal;
  const char* unit;
  double factor;  // from SI
  double least;   // [unit] tolerance, where the range is small
};

constexpr Track kLevelTracks[] = {{"section_axial", "N", 1, 0.5},
                                  {"disc_axial", "N", 1, 0.5},
                                  {"disc_height_change", "mm", 1e3, 0.005}};
constexpr Track kTracks[] = {{"bed_angle", "deg", 1.0 / kDegree, 0.05},
                             {"map_heart", "mmHg", 1.0 / kMmHg, 0.3},
                             {"map_carotid", "mmHg", 1.0 / kMmHg, 0.3},
                             {"map_brain", "mmHg", 1.0 / kMmHg, 0.3},
                             {"map_eye", "mmHg", 1.0 / kMmHg, 0.3},
                             {"right_atrial_pressure", "mmHg", 1.0 / kMmHg, 0.3},
                             {"jugular_pressure", "mmHg", 1.0 / kMmHg, 0.3},
                             {"cerebral_venous_pressure", "mmHg", 1.0 / kMmHg, 0.3},
                             {"intracranial_pressure", "mmHg", 1.0 / kMmHg, 0.3},
                             {"intraocular_pressure", "mmHg", 1.0 / kMmHg, 0.3},
                             {"heart_rate", "1/min", 60, 0.3},
                             {"brake_torque", "N m", 1, 0.5},
                             {"brake_clamp_force", "N", 1, 10},
                             {"brake_slip", "deg", 1.0 / kDegree, 0.02},
                             {"weight_torque", "N m", 1, 0.5},
                             {"pad_temperature", "degC", 1, 0.2},
                             {"motor_torque", "N m", 1, 0.5},
                             {"spotter_torque", "N m", 1, 0.5},
                             {"tether_tension", "N", 1, 2},
                             {"cuff_pull", "N", 1, 2},
                             {"head_clearance", "cm", 100, 0.3},
                             {"tipping_margin", "cm", 100, 0.3}};

struct Taken {
  const Track* track;
  std::size_t place, width;
};

std::vector<Taken> taken_tracks(const SignalTable& table) {
  std::vector<Taken> all;
  const auto take = [&](const Track& track, bool of_levels) {
    const Signal* signal = find_signal_named(table, track.signal);
    if (signal == nullptr || (signal->coordinate == "level") != of_levels) return;
    all.push_back({&track, find_signal(table, track.signal).offset, signal->width});
  };
  for (const Track& track : kLevelTracks) take(track, true);
  for (const Track& track : kTracks) take(track, false);
  return all;
}

/// Rows no closer than kApart, and the last.
std::vector<std::size_t> looked_at(const Recording& recording) {
  std::vector<std::size_t> rows;
  double next = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < recording.rows(); ++i) {
    if (recording.time[i] < next && i + 1 < recording.rows()) continue;
    rows.push_back(i);
    next = recording.time[i] + kApart - 1e-9;
  }
  return rows;
}

/// Values of one row, in the units of the page.
void put_row(const Recording& recording, std::size_t row, const std::vector<Taken>& taken,
             std::vector<double>& values) {
  values.clear();
  const auto from = recording.row(row);
  for (const Taken& t : taken) {
    for (std::size_t k = 0; k < t.width; ++k) {
      values.push_back(t.track->factor * from[t.place + k]);
    }
  }
}

std::vector<double> tolerances(const Recording& recording, const std::vector<Taken>& taken,
                               const std::vector<std::size_t>& rows) {
  std::vector<double> all, values;
  for (const Taken& t : taken) {
    // one range for all levels: they share an axis and a scale of colours
    double least = std::numeric_limits<double>::infinity(), greatest = -least;
    for (const std::size_t row : rows) {
      const auto from = recording.row(row);
      for (std::size_t k = 0; k < t.width; ++k) {
        const double v = t.track->factor * from[t.place + k];
        if (!std::isfinite(v)) continue;
        least = std::min(least, v);
        greatest = std::max(greatest, v);
      }
    }
    const double range = least <= greatest ? greatest - least : 0.0;
    all.insert(all.end(), t.width, std::max(t.track->least, kShare * range));
  }
  return all;
}

/// Rows that are kept, at most kMostInstants.
std::vector<std::size_t> kept_rows(const Recording& recording, const std::vector<Taken>& taken,
                                   const std::vector<std::size_t>& rows) {
  std::vector<double> tolerance = tolerances(recording, taken, rows), values;
  while (true) {
    std::vector<std::size_t> kept;
    Thinning thinning(tolerance);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      put_row(recording, rows[i], taken, values);
      if (thinning.add(recording.time[rows[i]], values))
        kept.push_back(i == 0 ? rows[0] : rows[i - 1]);
    }
    if (!rows.empty() && kept.back() != rows.back()) kept.push_back(rows.back());
    if (kept.size() <= kMostInstants) return kept;
    for (double& t : tolerance) t *= 1.5;
  }
}

Json tracks_data(const Recording& recording) {
  const std::vector<Taken> taken = taken_tracks(recording.table);
  const std::vector<std::size_t> kept = kept_rows(recording, taken, looked_at(recording));
  std::vector<double> times;
  times.reserve(kept.size());
  for (const std::size_t row : kept) times.push_back(recording.time[row]);
  Json tracks = Json::object();
  for (const Taken& t : taken) {
    std::vector<double> values;
    for (const std::size_t row : kept) {
      const auto from = recording.row(row).subspan(t.place, t.width);
      for (const double v : from) values.push_back(t.track->factor * v);
    }
    Json one = packed_shorts(values);
    one["unit"] = t.track->unit;
    one["width"] = t.width;
    tracks[t.track->signal] = std::move(one);
  }
  Json levels = Json::array();
  for (const Coordinate& axis : recording.table.coordinates) {
    if (axis.name == "level") levels = axis.labels;
  }
  return {{"time", packed_doubles(times)}, {"levels", levels}, {"values", tracks}};
}

/// Every pose of the file; in files whose bodies move all the time, as many as a page can bear.
Json poses_data(const PoseTrack& track) {
  if (track.empty()) return nullptr;
  const Json scene = Json::parse(track.scene, nullptr, false);
  if (scene.is_discarded() || !scene.is_object()) return nullptr;
  const std::size_t bodies = track.bodies.size(), rows = track.time.size();
  std::vector<std::size_t> kept;
  for (double share = 1.0;; share *= 2.0) {
    kept.clear();
    std::vector<double> tolerance;
    for (std::size_t b = 0; b < bodies; ++b) {
      tolerance.insert(tolerance.end(), 3, share * kPoseTolerance);
      tolerance.insert(tolerance.end(), 4, share * kTurnTolerance);
    }
    Thinning thinning(tolerance);
    std::vector<double> pose(7 * bodies);
    for (std::size_t i = 0; i < rows && share > 1.0; ++i) {
      for (std::size_t b = 0; b < bodies; ++b) {
        std::copy_n(&track.position[3 * (i * bodies + b)], 3, &pose[7 * b]);
        std::copy_n(&track.rotation[4 * (i * bodies + b)], 4, &pose[7 * b + 3]);
      }
      if (thinning.add(track.time[i], pose)) kept.push_back(i == 0 ? 0 : i - 1);
    }
    if (share == 1.0) {
      for (std::size_t i = 0; i < rows; ++i) kept.push_back(i);
    } else if (kept.back() != rows - 1) {
      kept.push_back(rows - 1);
    }
    if (kept.size() <= kMostInstants) break;
  }
  std::vector<double> time, position, rotation;
  for (const std::size_t i : kept) {
    time.push_back(track.time[i]);
    for (std::size_t k = 0; k < 3 * bodies; ++k)
      position.push_back(track.position[3 * i * bodies + k]);
    for (std::size_t k = 0; k < 4 * bodies; ++k)
      rotation.push_back(track.rotation[4 * i * bodies + k]);
  }
  return {{"bodies", track.bodies},
          {"scene", scene},
          {"time", packed_doubles(time)},
          {"position", packed_shorts(position)},
          {"rotation", packed_shorts(rotation)}};
}

}  // namespace

Json replay_data(const Recording& recording) {
  if (recording.rows() < 2) return nullptr;
  return {{"tracks", tracks_data(recording)}, {"poses", poses_data(recording.poses)}};
}

}  // namespace inversim
