// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/replay_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "session.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

std::string bytes_of(const std::string& code) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned group = 0;
  int bits = 0;
  for (const char c : code) {
    if (c == '=') break;
    group = group << 6 | static_cast<unsigned>(digits.find(c));
    bits += 6;
    if (bits >= 8) bytes.push_back(static_cast<char>(group >> (bits -= 8) & 255u));
  }
  return bytes;
}

std::vector<double> times(const Json& data) {
  const std::string bytes = bytes_of(data.at("time"));
  std::vector<double> out(bytes.size() / 8);
  std::memcpy(out.data(), bytes.data(), bytes.size());
  return out;
}

std::vector<double> values(const Json& packed) {
  const std::string bytes = bytes_of(packed.at("data"));
  std::vector<double> out(bytes.size() / 2);
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::int16_t whole = 0;
    std::memcpy(&whole, &bytes[2 * i], 2);
    out[i] = packed.at("offset").get<double>() + packed.at("scale").get<double>() * whole;
  }
  return out;
}

TEST(ReplayData, TracksFollowTheRecording) {
  const Recording r = made_up_session(60);
  const Json tracks = replay_data(r).at("tracks");
  const std::vector<double> t = times(tracks);
  const Json& section = tracks.at("values").at("section_axial");
  EXPECT_EQ(section.at("width"), 6);
  EXPECT_EQ(section.at("unit"), "N");
  EXPECT_EQ(tracks.at("levels")[4], "L4-L5");
  const std::vector<double> force = values(section);
  ASSERT_EQ(force.size(), 6 * t.size());
  EXPECT_LT(t.size(), 200u);
  // at any row, a line between what is kept is off by a 400th of the range
  double worst = 0.0;
  std::size_t k = 0;
  for (std::size_t i = 0; i < r.rows(); ++i) {
    while (k + 2 < t.size() && r.time[i] > t[k + 1]) ++k;
    const double share = (r.time[i] - t[k]) / (t[k + 1] - t[k]);
    const double line = (1 - share) * force[6 * k + 4] + share * force[6 * (k + 1) + 4];
    const double angle = 60 * kDegree * std::sin(std::numbers::pi * r.time[i] / 60);
    worst = std::max(worst, std::fabs(line - 400 * std::sin(angle)));
  }
  EXPECT_LT(worst, 450 * std::sin(60 * kDegree) / 400 + 0.2);
}

TEST(ReplayData, NoiseDoesNotFillThePage) {
  Recording r = made_up_session(600);
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    r.values[i] *= 1.0 + 0.3 * std::sin(12.9898 * static_cast<double>(i * i % 100003));
  }
  const Json tracks = replay_data(r).at("tracks");
  EXPECT_LE(times(tracks).size(), 4000u);
  EXPECT_DOUBLE_EQ(times(tracks).back(), 600.0);
}

TEST(ReplayData, PosesAreThoseOfTheFile) {
  Recording r = made_up_session(10);
  r.poses = made_up_poses(r);
  const Json poses = replay_data(r).at("poses");
  EXPECT_EQ(times(poses), r.poses.time);
  const std::vector<double> q = values(poses.at("rotation"));
  for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], r.poses.rotation[i], 2e-5);
  const std::vector<double> p = values(poses.at("position"));
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(p[i], r.poses.position[i], 2e-5);
}

TEST(ReplayData, OneRowIsNoReplay) {
  Recording r = made_up_session(1);
  r.time.resize(1);
  r.values.resize(r.table.row_width);
  EXPECT_TRUE(replay_data(r).is_null());
}

}  // namespace
}  // namespace inversim
