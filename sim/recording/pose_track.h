// SPDX-License-Identifier: Apache-2.0
// Poses of bodies over a session, thinned to what a replay needs, and how they stand in a file:
//
//   /replay/time      [s] of the poses that were kept
//   /replay/position  along time, body and axis [m]
//   /replay/rotation  along time, body and quaternion (w x y z)
//                     attribute scene: what the bodies look like, as JSON (report/scene.h)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/thinning.h"

namespace inversim {

/// Poses at the instants that were kept: between two of them all bodies move straight within
/// kPoseTolerance and kTurnTolerance.
struct PoseTrack {
  std::vector<std::string> bodies;  ///< names, in the order of the poses
  std::string scene;                ///< JSON: what the bodies look like; opaque here
  std::vector<double> time;         ///< [s]
  std::vector<float> position;      ///< [m] x y z per body and instant
  std::vector<float> rotation;      ///< w x y z per body and instant

  bool empty() const { return time.empty(); }
};

inline constexpr double kPoseTolerance = 5e-4;  // [m]
inline constexpr double kTurnTolerance = 5e-4;  // of a quaternion's numbers: 0.06 deg

/// Gathers poses of a session (plant/observe_bodies.h: x y z w x y z per body).
class PoseGatherer {
 public:
  PoseGatherer(std::vector<std::string> bodies, std::string scene);
  void add(double time, std::span<const double> poses);
  /// The track, with the last pose; the gatherer is spent.
  PoseTrack take();

 private:
  void keep(double time, std::span<const double> poses);
  PoseTrack track_;
  Thinning thinning_;
};

/// Writes a track into the group, under names that come last: a writer that is killed leaves all
/// of it or none. `next_dimension` is the file's next free number.
class PoseWriting {
 public:
  PoseWriting(const hdf5::Object& group, const PoseTrack& track, int& next_dimension);
  /// After a flush.
  void link(const hdf5::Object& group) const;

 private:
  hdf5::Object time_, body_, axis_, quaternion_, position_, rotation_;
};

/// What a file has of it; empty where it has none. Throws hdf5::Failure where it is damaged.
PoseTrack read_poses(const hdf5::Object& root, std::uint64_t file_bytes);

}  // namespace inversim
