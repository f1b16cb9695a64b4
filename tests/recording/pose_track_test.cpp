// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/pose_track.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sample.h"

namespace inversim {
namespace {

/// A bed that turns half a turn in ten seconds after two of rest, and a person who lies on it.
std::array<double, 14> poses_at(double time) {
  const double half = 0.5 * M_PI / 10 * std::max(0.0, time - 2);
  return {0, 0, 0.8, std::cos(half), 0, std::sin(half), 0, 0.5, 0, -0.1, 1, 0, 0, 0};
}

PoseTrack gathered(double seconds) {
  PoseGatherer gatherer({"bed", "skull"}, R"({"segments": []})");
  for (int i = 0; i <= static_cast<int>(10 * seconds); ++i) {
    gatherer.add(0.1 * i, poses_at(0.1 * i));
  }
  return gatherer.take();
}

void write(const std::string& path, PoseTrack track) {
  Recorder recorder(path, sample_table(), {});
  record(recorder, 0, 100);
  recorder.set_poses(std::move(track));
  recorder.finish();
}

TEST(PoseTrack, KeepsWhatAReplayNeeds) {
  const PoseTrack track = gathered(12);
  EXPECT_EQ(track.time.front(), 0.0);
  EXPECT_DOUBLE_EQ(track.time.back(), 12.0);
  // nothing of the rest, and enough of the turn that a chord is off by 5e-4 at most
  EXPECT_DOUBLE_EQ(track.time[1], 2.0);
  EXPECT_LT(track.time.size(), 40u);
  for (std::size_t k = 1; k + 1 < track.time.size(); ++k) {
    const double middle = 0.5 * (track.time[k] + track.time[k + 1]);
    const auto there = poses_at(middle);
    const double w = 0.5 * (track.rotation[8 * k] + track.rotation[8 * (k + 1)]);
    EXPECT_NEAR(w, there[3], 1.1 * kTurnTolerance) << middle;
  }
}

TEST(PoseTrack, ComesBackFromAFile) {
  const TemporaryFolder folder;
  const PoseTrack track = gathered(12);
  write(folder.file("a.nc"), track);
  const Recording recording = load(folder.file("a.nc"));
  EXPECT_EQ(recording.rows(), 100u);
  EXPECT_EQ(recording.poses.bodies, track.bodies);
  EXPECT_EQ(recording.poses.scene, track.scene);
  EXPECT_EQ(recording.poses.time, track.time);
  EXPECT_EQ(recording.poses.position, track.position);
  EXPECT_EQ(recording.poses.rotation, track.rotation);
}

TEST(PoseTrack, AFileWithoutHasNone) {
  const TemporaryFolder folder;
  write(folder.file("a.nc"), {});
  EXPECT_TRUE(load(folder.file("a.nc")).poses.empty());
  // nor has one that was left behind
  {
    Recorder recorder(folder.file("b.nc"), sample_table(), {});
    record(recorder, 0, 300);
    recorder.set_poses(gathered(3));
  }
  EXPECT_TRUE(load(folder.file("b.nc.partial")).poses.empty());
}

}  // namespace
}  // namespace inversim
