// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/exchange_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "inversim/loop/replay.h"
#include "inversim/plant/draws.h"
#include "tables.h"

namespace inversim {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr int kExchanges = 50;

inversim_config config() {
  inversim_config c{};
  c.size = sizeof c;
  c.abi = INVERSIM_CONTROLLER_ABI;
  c.step_ns = 1000000;
  return c;
}

inversim_sensors sensors(int k) {
  inversim_sensors s{};
  s.size = sizeof s;
  s.abi = INVERSIM_CONTROLLER_ABI;
  s.step = static_cast<std::uint64_t>(k);
  s.time_ns = 1000000 * static_cast<std::int64_t>(k);
  s.bed_angle_deg = 0.5f * static_cast<float>(k);
  s.imu_rate_deg_per_s[1] = 2.0f;
  return s;
}

/// Answers with half of the angle; dies at an exchange.
FunctionPort halving(int dies_at = -1) {
  return FunctionPort([dies_at, k = 0](const inversim_sensors& s, inversim_actuators& a) mutable {
    if (k++ == dies_at) return ExchangeStatus::kDied;
    a.brake_command = 0.01f * s.bed_angle_deg;
    a.state_code = static_cast<std::uint32_t>(k);
    return ExchangeStatus::kAnswered;
  });
}

class ExchangeLogTest : public testing::Test {
 protected:
  ~ExchangeLogTest() override { fs::remove(path_); }

  /// A run's exchanges, written by a recorder.
  std::vector<std::uint8_t> record(ControllerPort& port, bool restarts = false, bool ends = true) {
    {
      ExchangeRecorder recorder(port, path_, 0x1234);
      EXPECT_EQ(recorder.start(config()), "");
      for (int k = 0; k < kExchanges; ++k) {
        if (restarts && k == 20) recorder.start(config());
        inversim_actuators a{};
        a.size = sizeof a;
        a.abi = INVERSIM_CONTROLLER_ABI;
        if (recorder.exchange(sensors(k), a) == ExchangeStatus::kDied) break;
      }
      if (ends) recorder.close();
    }
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const std::string path_ =
      (fs::temp_directory_path() / ("inversim_exchanges_" + std::to_string(getpid()))).string();
};

TEST_F(ExchangeLogTest, HoldsWhatWasExchanged) {
  FunctionPort port = halving();
  record(port, true);
  const ExchangeLog log = read_exchanges(path_);
  EXPECT_TRUE(log.is_whole);
  EXPECT_EQ(log.model_hash, 0x1234u);
  EXPECT_EQ(log.config.step_ns, 1000000);
  ASSERT_EQ(log.exchanges.size(), static_cast<std::size_t>(kExchanges));
  for (int k = 0; k < kExchanges; ++k) {
    const Exchange& e = log.exchanges[static_cast<std::size_t>(k)];
    EXPECT_FALSE(first_difference(e.sensors, sensors(k)));
    EXPECT_EQ(e.starts, k == 0 || k == 20);
    ASSERT_TRUE(e.answer);
    EXPECT_EQ(e.answer->state_code, static_cast<std::uint32_t>(k + 1));
  }
}

TEST_F(ExchangeLogTest, OneThatBreaksOffIsReadAsFarAsItGoes) {
  FunctionPort port = halving();
  std::vector<std::uint8_t> bytes = record(port, false, false);
  bytes.resize(bytes.size() - 10);
  const ExchangeLog log = read_exchanges(bytes, "cut");
  EXPECT_FALSE(log.is_whole);
  ASSERT_EQ(log.exchanges.size(), static_cast<std::size_t>(kExchanges));
  EXPECT_FALSE(log.exchanges.back().answer) << "its last frame is the one that was cut";
}

TEST_F(ExchangeLogTest, EveryChangedByteIsFound) {
  FunctionPort port = halving();
  const std::vector<std::uint8_t> good = record(port);
  for (std::size_t at = 0; at < good.size(); at += 7) {
    std::vector<std::uint8_t> bad = good;
    bad[at] ^= 0x10u;
    try {
      // the last frame may come to look like one that has not come whole
      EXPECT_FALSE(read_exchanges(bad, "log").is_whole) << at;
    } catch (const std::invalid_argument& e) { EXPECT_THAT(e.what(), HasSubstr("log: ")) << at; }
  }
}

TEST_F(ExchangeLogTest, RubbishIsNoLog) {
  std::vector<std::uint8_t> bytes;
  EXPECT_THROW(read_exchanges(bytes, "empty"), std::invalid_argument);
  for (std::uint64_t i = 0; i < 5000; ++i)
    bytes.push_back(static_cast<std::uint8_t>(draw(1, 2, i)));
  EXPECT_THROW(read_exchanges(bytes, "rubbish"), std::invalid_argument);
  EXPECT_THROW(read_exchanges("/nowhere/at/all"), std::invalid_argument);
}

TEST_F(ExchangeLogTest, AFullDiskIsSaid) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  FunctionPort port = halving();
  ExchangeRecorder recorder(port, "/dev/full", 0);
  recorder.start(config());
  EXPECT_THROW(recorder.close(), std::system_error);
  EXPECT_THROW(ExchangeRecorder(port, "/nowhere/at/all", 0), std::system_error);
}

TEST_F(ExchangeLogTest, AControllerThatAnswersTheSameIsFoundTheSame) {
  FunctionPort port = halving(), same = halving();
  record(port);
  const ControllerReplay r = replay_controller(read_exchanges(path_), same);
  EXPECT_FALSE(r.difference);
  EXPECT_EQ(r.exchanges, static_cast<std::size_t>(kExchanges));
  EXPECT_EQ(r.failure, "");
}

TEST_F(ExchangeLogTest, TheFirstDifferentFieldIsNamed) {
  FunctionPort port = halving();
  record(port);
  FunctionPort other([k = 0](const inversim_sensors& s, inversim_actuators& a) mutable {
    a.brake_command = 0.01f * s.bed_angle_deg;
    a.state_code = static_cast<std::uint32_t>(++k);
    if (k > 31) a.motor_torque_Nm = 3.5f;
    return ExchangeStatus::kAnswered;
  });
  const ControllerReplay r = replay_controller(read_exchanges(path_), other);
  ASSERT_TRUE(r.difference);
  EXPECT_EQ(r.exchanges, 31u);
  EXPECT_EQ(sentence(*r.difference), "step 31, 0.0310 s: motor_torque_Nm was 0 and is 3.5");
}

TEST_F(ExchangeLogTest, OneThatDiedDiesAgain) {
  FunctionPort port = halving(12), again = halving(12), lives = halving();
  record(port);
  const ExchangeLog log = read_exchanges(path_);
  ASSERT_EQ(log.exchanges.size(), 13u);
  const ControllerReplay same = replay_controller(log, again);
  EXPECT_EQ(same.failure, "");
  EXPECT_FALSE(same.difference);
  EXPECT_EQ(replay_controller(log, lives).difference->field.found, "alive");
  FunctionPort sooner = halving(5);
  EXPECT_THAT(replay_controller(log, sooner).failure, HasSubstr("it was told to stop"));
}

TEST_F(ExchangeLogTest, APlantThatDoesTheSameIsFoundTheSameAndElseTheFieldIsNamed) {
  FunctionPort port = halving();
  record(port);
  for (const bool same : {true, false}) {
    ReplayedController replayed(read_exchanges(path_));
    EXPECT_EQ(replayed.start(config()), "");
    for (int k = 0; k < kExchanges; ++k) {
      inversim_sensors s = sensors(k);
      if (!same && k >= 17) s.imu_rate_deg_per_s[1] = 2.5f;
      inversim_actuators a{};
      ASSERT_EQ(replayed.exchange(s, a), ExchangeStatus::kAnswered);
      EXPECT_EQ(a.state_code, static_cast<std::uint32_t>(k + 1));
    }
    inversim_actuators a{};
    EXPECT_EQ(replayed.exchange(sensors(kExchanges), a), ExchangeStatus::kDied);
    EXPECT_EQ(replayed.failure(), "the recording ends");
    EXPECT_EQ(replayed.difference().has_value(), !same);
    if (!same) {
      EXPECT_EQ(sentence(*replayed.difference()),
                "step 17, 0.0170 s: imu_rate_deg_per_s[1] was 2 and is 2.5");
    }
  }
  ReplayedController other(read_exchanges(path_));
  inversim_config c = config();
  c.rated_mass_kg = 100;
  EXPECT_THAT(other.start(c), HasSubstr("another table"));
}

TEST(ControlFields, EveryByteOfTheStructsBelongsToOne) {
  const inversim_sensors s{};
  for (std::size_t at = 8; at < sizeof s; ++at) {
    inversim_sensors changed = s;
    reinterpret_cast<unsigned char*>(&changed)[at] = 1;
    EXPECT_TRUE(first_difference(s, changed)) << at;
  }
  const inversim_actuators a{};
  for (std::size_t at = 8; at < sizeof a; ++at) {
    inversim_actuators changed = a;
    reinterpret_cast<unsigned char*>(&changed)[at] = 1;
    EXPECT_TRUE(first_difference(a, changed)) << at;
  }
}

}  // namespace
}  // namespace inversim
