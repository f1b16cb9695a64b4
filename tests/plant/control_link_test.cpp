// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/control_link.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

namespace inversim {
namespace {

constexpr std::uint64_t kSeed = 7;
constexpr double kStep = 1e-3;

/// A link that is stepped: sensors with the number of their step as the angle.
struct Rig {
  std::unique_ptr<ControlLink> link = std::make_unique<ControlLink>();
  std::uint64_t step = 0;

  LinkFault& sensors() { return link->fault[static_cast<int>(LinkWay::kSensors)]; }

  const inversim_sensors& next() {
    inversim_sensors s{};
    s.size = sizeof s;
    s.abi = INVERSIM_CONTROLLER_ABI;
    s.step = step;
    s.time_ns = static_cast<std::int64_t>(step) * 1000000;
    s.fresh = INVERSIM_SAMPLE_ENCODER;
    s.bed_angle_deg = static_cast<float>(step);
    s.pendant_age_ms = 3;
    send(*link, s, kSeed, step);
    receive_sensors(*link, s.time_ns, step, kStep);
    ++step;
    return link->seen;
  }
};

TEST(ControlLink, WithoutAFaultWhatIsSentIsSeen) {
  Rig rig;
  for (int k = 0; k < 100; ++k) {
    const inversim_sensors& s = rig.next();
    EXPECT_EQ(s.bed_angle_deg, static_cast<float>(k));
    EXPECT_EQ(s.link_age_ms, 0u);
    EXPECT_EQ(s.pendant_age_ms, 3u);
    EXPECT_NE(s.fresh, 0u);
  }
  EXPECT_TRUE(is_plain(*rig.link));
}

TEST(ControlLink, LateMessagesComeInTheStepTheyAreDueAndSayHowOldTheyAre) {
  for (const int delay : {1, 7, kMostLinkDelay}) {
    Rig rig;
    rig.sensors().delay = delay;
    for (int k = 0; k < 3 * kMostLinkDelay; ++k) {
      const inversim_sensors& s = rig.next();
      EXPECT_EQ(s.step, static_cast<std::uint64_t>(k)) << "the clock is the controller's own";
      if (k < delay) {
        EXPECT_EQ(s.link_age_ms, ~0u) << "nothing has ever come";
        EXPECT_EQ(s.fresh, 0u);
        continue;
      }
      EXPECT_EQ(s.bed_angle_deg, static_cast<float>(k - delay));
      EXPECT_EQ(s.link_age_ms, static_cast<std::uint32_t>(delay));
      EXPECT_EQ(s.pendant_age_ms, static_cast<std::uint32_t>(3 + delay));
    }
    EXPECT_EQ(rig.link->sensors.tally.lost, 0u);
  }
}

TEST(ControlLink, ACutLeavesWhatWasKnownGrowOld) {
  Rig rig;
  for (int k = 0; k < 10; ++k) rig.next();
  rig.sensors().is_cut = 1;
  for (int k = 1; k <= 50; ++k) {
    const inversim_sensors& s = rig.next();
    EXPECT_EQ(s.bed_angle_deg, 9.0f);
    EXPECT_EQ(s.fresh, 0u);
    EXPECT_EQ(s.link_age_ms, static_cast<std::uint32_t>(k));
    EXPECT_EQ(s.pendant_age_ms, static_cast<std::uint32_t>(3 + k));
  }
  rig.sensors().is_cut = 0;
  EXPECT_EQ(rig.next().bed_angle_deg, 60.0f);
  EXPECT_EQ(rig.link->seen.link_age_ms, 0u);
  EXPECT_EQ(rig.link->seen.pendant_age_ms, 3u);
}

TEST(ControlLink, AShareIsLostAndTheSeedSaysWhich) {
  std::vector<float> seen[2];
  for (std::vector<float>& s : seen) {
    Rig rig;
    rig.sensors().lost = 0.3;
    for (int k = 0; k < 10000; ++k) s.push_back(rig.next().bed_angle_deg);
    // three standard deviations of a binomial
    EXPECT_NEAR(static_cast<double>(rig.link->sensors.tally.lost), 3000.0, 140.0);
    EXPECT_EQ(rig.link->commands.tally.sent, 0u);
  }
  EXPECT_EQ(seen[0], seen[1]);
}

TEST(ControlLink, WhatIsOvertakenDamagedOrRepeatedIsThrownAwayAndCounted) {
  Rig rig;
  rig.sensors().overtaken = 0.5;
  float last = -1.0f;
  for (int k = 0; k < 10000; ++k) {
    const float angle = rig.next().bed_angle_deg;
    EXPECT_GE(angle, last) << "time does not run backwards";
    last = angle;
  }
  // of two after one that is late by two steps, one at least was in time
  EXPECT_NEAR(static_cast<double>(rig.link->sensors.tally.overtaken), 10000.0 * 0.5 * 0.75, 150.0);
  Rig damaged;
  damaged.sensors().damaged = 1.0;
  damaged.next();
  EXPECT_EQ(damaged.link->sensors.tally.damaged, 1u);
  EXPECT_EQ(damaged.link->seen.link_age_ms, ~0u);
  Rig repeated;
  repeated.sensors().repeated = 1.0;
  for (int k = 0; k < 10; ++k) EXPECT_EQ(repeated.next().bed_angle_deg, static_cast<float>(k));
  EXPECT_EQ(repeated.link->sensors.tally.repeated, 10u);
}

TEST(ControlLink, IsPlainDataThatGoesOnFromACopy) {
  Rig rig;
  rig.sensors().delay = 20;
  rig.sensors().lost = 0.2;
  rig.sensors().overtaken = 0.2;
  for (int k = 0; k < 500; ++k) rig.next();
  Rig fork;
  *fork.link = *rig.link;
  fork.step = rig.step;
  for (int k = 0; k < 500; ++k) {
    const inversim_sensors a = rig.next(), b = fork.next();
    ASSERT_EQ(std::memcmp(&a, &b, sizeof a), 0) << k;
  }
}

TEST(ControlLink, CommandsComeLateToo) {
  auto link = std::make_unique<ControlLink>();
  link->fault[static_cast<int>(LinkWay::kCommands)].delay = 4;
  for (std::uint64_t k = 0; k < 20; ++k) {
    inversim_actuators a{};
    a.brake_command = static_cast<float>(k);
    send(*link, a, kSeed, k);
    inversim_actuators come{};
    EXPECT_EQ(receive_commands(*link, k, come), k >= 4);
    if (k >= 4) { EXPECT_EQ(come.brake_command, static_cast<float>(k - 4)); }
  }
}

}  // namespace
}  // namespace inversim
