// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/pose_track.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include "inversim/recording/hdf5_read.h"

namespace inversim {

namespace {

constexpr std::size_t kPlace = 3, kTurn = 4, kPose = kPlace + kTurn;
constexpr std::size_t kChunkRows = 256;

std::vector<double> tolerances(std::size_t bodies) {
  std::vector<double> all;
  for (std::size_t b = 0; b < bodies; ++b) {
    all.insert(all.end(), kPlace, kPoseTolerance);
    all.insert(all.end(), kTurn, kTurnTolerance);
  }
  return all;
}

}  // namespace

PoseGatherer::PoseGatherer(std::vector<std::string> bodies, std::string scene)
    : thinning_(tolerances(bodies.size())) {
  track_.bodies = std::move(bodies);
  track_.scene = std::move(scene);
}

void PoseGatherer::keep(double time, std::span<const double> poses) {
  track_.time.push_back(time);
  for (std::size_t at = 0; at < poses.size(); at += kPose) {
    const auto put = [&](std::size_t from, std::size_t count, std::vector<float>& to) {
      for (std::size_t i = from; i < from + count; ++i) {
        // rounding noise of a symmetric posture does not compress
        to.push_back(std::fabs(poses[i]) < 1e-9 ? 0.0f : static_cast<float>(poses[i]));
      }
    };
    put(at, kPlace, track_.position);
    put(at + kPlace, kTurn, track_.rotation);
  }
}

void PoseGatherer::add(double time, std::span<const double> poses) {
  if (thinning_.add(time, poses)) keep(thinning_.before_time(), thinning_.before());
}

PoseTrack PoseGatherer::take() {
  if (!track_.time.empty() && thinning_.last_time() > track_.time.back()) {
    keep(thinning_.last_time(), thinning_.last());
  }
  return std::move(track_);
}

PoseWriting::PoseWriting(const hdf5::Object& group, const PoseTrack& track, int& next_dimension) {
  const auto labels = [&](const char* name, const char* long_name,
                          const std::vector<std::string>& texts) {
    hdf5::Object axis = hdf5::create_dataset(group, "", {hdf5::Kind::kText, {texts.size()}});
    hdf5::make_dimension(axis, name, next_dimension++, true);
    hdf5::write_attribute(axis, "long_name", long_name);
    hdf5::write_all(axis, texts);
    return axis;
  };
  body_ = labels("body", "body of the plant", track.bodies);
  axis_ = labels("axis", "axis", {"x", "y", "z"});
  quaternion_ = labels("quaternion", "number of a quaternion", {"w", "x", "y", "z"});
  const std::size_t rows = track.time.size();
  const auto numbers = [&](std::size_t per_body, const char* units, const char* long_name,
                           const float* data) {
    hdf5::Object dataset = hdf5::create_dataset(
        group, "", {hdf5::Kind::kSingle, {0, track.bodies.size(), per_body}, kChunkRows, 4});
    hdf5::write_attribute(dataset, "units", units);
    hdf5::write_attribute(dataset, "long_name", long_name);
    hdf5::set_rows(dataset, rows);
    hdf5::write_rows(dataset, 0, rows, data);
    return dataset;
  };
  position_ = numbers(kPlace, "m",
                      "origin of the body: of frame and bed in the room, from the floor under the "
                      "pivot; of all others in the bed's axes, from the pivot",
                      track.position.data());
  rotation_ = numbers(kTurn, "1", "quaternion that turns the body's axes into those",
                      track.rotation.data());
  hdf5::write_attribute(position_, "bodies",
                        std::string_view(fmt::format("{}", fmt::join(track.bodies, "\n"))));
  hdf5::write_attribute(position_, "scene", track.scene);
  time_ = hdf5::create_dataset(group, "", {hdf5::Kind::kDouble, {0}, kChunkRows, 4});
  hdf5::make_dimension(time_, "time", next_dimension++, true);
  hdf5::write_attribute(time_, "units", "s");
  hdf5::write_attribute(time_, "long_name", "simulated time of the pose");
  hdf5::set_rows(time_, rows);
  hdf5::write_rows(time_, 0, rows, track.time.data());
  for (const auto& [dataset, last] : {std::pair{&position_, &axis_}, {&rotation_, &quaternion_}}) {
    hdf5::attach_dimension(*dataset, time_, 0);
    hdf5::attach_dimension(*dataset, body_, 1);
    hdf5::attach_dimension(*dataset, *last, 2);
  }
}

void PoseWriting::link(const hdf5::Object& group) const {
  hdf5::link(body_, group, "body");
  hdf5::link(axis_, group, "axis");
  hdf5::link(quaternion_, group, "quaternion");
  hdf5::link(position_, group, "position");
  hdf5::link(rotation_, group, "rotation");
  hdf5::link(time_, group, "time");
}

PoseTrack read_poses(const hdf5::Object& root, std::uint64_t file_bytes) {
  PoseTrack track;
  if (!hdf5::has(root, "replay")) return track;
  const hdf5::Object group = hdf5::open_group(root, "replay");
  // time is named last: with it, all is there
  if (!hdf5::has(group, "time")) return track;
  const hdf5::Object time = hdf5::open_dataset(group, "time"),
                     position = hdf5::open_dataset(group, "position"),
                     rotation = hdf5::open_dataset(group, "rotation");
  for (const auto& [name, value] : hdf5::read_attributes(position)) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) continue;
    if (name == "scene") track.scene = *text;
    if (name != "bodies") continue;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) track.bodies.push_back(line);
  }
  const hdf5::Shape shape = hdf5::read_shape(time);
  const std::uint64_t rows = shape.extent.empty() ? 0 : shape.extent[0];
  const std::uint64_t bodies = track.bodies.size();
  using Extent = std::vector<std::uint64_t>;
  if (shape.kind != hdf5::Kind::kDouble || shape.extent.size() != 1 ||
      hdf5::read_shape(position).extent != Extent{rows, bodies, kPlace} ||
      hdf5::read_shape(rotation).extent != Extent{rows, bodies, kTurn}) {
    throw hdf5::Failure("the poses do not have the shape they were made with");
  }
  // what a file says of its own size is believed only as far as gzip can pack
  if (static_cast<double>(rows) * static_cast<double>(kPose * bodies * sizeof(float)) >
      1032.0 * static_cast<double>(file_bytes)) {
    throw hdf5::Failure("the poses claim to be larger than the file can hold");
  }
  track.time.resize(rows);
  track.position.resize(rows * bodies * kPlace);
  track.rotation.resize(rows * bodies * kTurn);
  if (rows == 0 || bodies == 0) return PoseTrack{};
  hdf5::read_rows(time, hdf5::Kind::kDouble, 0, rows, track.time.data());
  hdf5::read_rows(position, hdf5::Kind::kSingle, 0, rows, track.position.data());
  hdf5::read_rows(rotation, hdf5::Kind::kSingle, 0, rows, track.rotation.data());
  return track;
}

}  // namespace inversim
