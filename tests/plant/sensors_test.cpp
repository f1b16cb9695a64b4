// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/sensors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <memory>

#include "inversim/plant/draws.h"
#include "plant_fixture.h"

namespace inversim {
namespace {

constexpr auto kEncoder = static_cast<std::size_t>(Sensor::kEncoder);

/// A true value of one sensor that is a function of time, and what a controller reads of it.
struct Line {
  SensorModel model;
  std::unique_ptr<SensorState> state = std::make_unique<SensorState>();
  inversim_sensors out{};
  std::uint64_t n = 0;

  SensorParams& encoder() { return model.group[static_cast<int>(SensorGroup::kEncoder)]; }
  void step(double x) {
    TrueValues v{};
    v.of[kEncoder] = x;
    read_sensors(model, v, 1e-3 * static_cast<double>(n), n, *state, out);
    ++n;
  }
  double degrees() const { return static_cast<double>(out.bed_angle_deg); }
  bool is_fresh() const { return (out.fresh & INVERSIM_SAMPLE_ENCODER) != 0; }
};

TEST(Sensors, NoiseIsNormal) {
  double sum = 0, squares = 0, fourth = 0, with_next = 0, with_other = 0;
  constexpr int kCount = 200000;
  double last = 0;
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const double x = gaussian(7, 3, i);
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
    with_next += x * last;
    with_other += x * gaussian(7, 4, i);
    last = x;
  }
  EXPECT_NEAR(sum / kCount, 0, 0.01);
  EXPECT_NEAR(squares / kCount, 1, 0.015);
  EXPECT_NEAR(fourth / kCount, 2.9, 0.06) << "twelve uniform numbers: 3 - 1/10";
  EXPECT_NEAR(with_next / kCount, 0, 0.01);
  EXPECT_NEAR(with_other / kCount, 0, 0.01);
  EXPECT_NE(gaussian(7, 3, 0), gaussian(8, 3, 0));
}

TEST(Sensors, RateLatencyAndFreshness) {
  Line line;
  line.encoder().period = 1.0 / 320;  // no whole number of steps
  line.encoder().latency = 0.006;
  int fresh = 0;
  for (int i = 0; i < 1000; ++i) {
    const double now = 1e-3 * i;
    line.step(now * kDegree);  // the angle in degrees is the time
    fresh += line.is_fresh();
    if (i < 20) continue;
    // the latest sample that is 6 ms old, and samples are up to a period apart
    const double age = now - line.degrees();
    EXPECT_GE(age, 0.006 - 0.0006) << i;
    EXPECT_LE(age, 0.006 + 1.0 / 320 + 0.001) << i;
  }
  EXPECT_NEAR(fresh, 320 - 2, 1);
}

TEST(Sensors, ResolutionBiasAndDrift) {
  Line line;
  line.encoder().resolution = 360.0 / 16384 * kDegree;
  line.encoder().bias = 2 * kDegree;
  line.encoder().drift = 3 * kDegree;  // a second
  for (int i = 0; i <= 1000; ++i) line.step(10 * kDegree);
  EXPECT_NEAR(line.degrees(), 15, 0.011);
  const double steps = line.degrees() / (360.0 / 16384);
  EXPECT_NEAR(steps, std::round(steps), 1e-3);
}

TEST(Sensors, WhatMayBeWrong) {
  const auto after = [](const auto& wrong) {
    Line line;
    for (int i = 0; i < 100; ++i) line.step(10 * kDegree);
    SensorChannel& c = line.state->channel[kEncoder];
    c.fault.stuck_at = c.output;
    wrong(c.fault);
    for (int i = 0; i < 100; ++i) line.step(20 * kDegree);
    return std::pair(line.degrees(), line.is_fresh());
  };
  using F = SensorFault;
  EXPECT_EQ(after([](F&) {}), std::pair(20.0, true));
  EXPECT_EQ(after([](F& f) { f.is_stuck = 1; }), std::pair(10.0, true)) << "it still talks";
  EXPECT_EQ(after([](F& f) { f.is_silent = 1; }), std::pair(10.0, false));
  EXPECT_NEAR(after([](F& f) { f.bias = 1 * kDegree; }).first, 21, 1e-6);
  EXPECT_NEAR(after([](F& f) {
                f.drift = 10 * kDegree;
                f.drift_since = 0.1;
              }).first,
              20.99, 1e-3);
  EXPECT_NEAR(after([](F& f) { f.delay = 0.06; }).first, 20, 1e-6);
  EXPECT_NEAR(after([](F& f) { f.source = static_cast<int>(Sensor::kSupply); }).first, 0, 1e-6);
}

TEST(Sensors, CopiedStateGoesOnTheSame) {
  Line line;
  line.encoder().noise = 0.1;
  line.encoder().latency = 0.01;
  for (int i = 0; i < 137; ++i) line.step(0.001 * i);
  Line fork;
  fork.model = line.model;
  fork.n = line.n;
  std::memcpy(fork.state.get(), line.state.get(), sizeof(SensorState));
  for (int i = 0; i < 500; ++i) {
    line.step(0.5);
    fork.step(0.5);
    ASSERT_EQ(std::memcmp(&line.out, &fork.out, sizeof line.out), 0) << i;
  }
  EXPECT_EQ(std::memcmp(line.state.get(), fork.state.get(), sizeof(SensorState)), 0);
}

// at rest an accelerometer points up, wherever the bed is
TEST(Sensors, AccelerometerAndSwitchesOfAPlant) {
  for (const double angle : {-75.0, -30.0, 0.0, 60.0, 90.0}) {
    Plant plant(plant_with(
        {"settings.circulation=false", "settings.start_angle_deg=" + std::to_string(angle)}));
    SensorModel model;
    model.stop_margin = 1 * kDegree;
    model.released_force = 10;
    model.worn = 1e-3;
    const TrueValues v = true_values(model, plant, 0.5, {INVERSIM_BUTTON_STOP, 0.3});
    const auto of = [&v](Sensor s) { return v.of[static_cast<int>(s)]; };
    EXPECT_NEAR(of(Sensor::kAccelerometerX), -9.81 * std::sin(angle * kDegree), 1e-9);
    EXPECT_NEAR(of(Sensor::kAccelerometerZ), 9.81 * std::cos(angle * kDegree), 1e-9);
    EXPECT_NEAR(of(Sensor::kEncoder), angle * kDegree, 1e-12);
    EXPECT_EQ(of(Sensor::kLowerStop), angle == -75.0 ? 1 : 0);
    EXPECT_EQ(of(Sensor::kUpperStop), angle == 90.0 ? 1 : 0);
    EXPECT_EQ(of(Sensor::kLatchLeft2), 1);
    EXPECT_EQ(of(Sensor::kBrakeReleased), 0);
    EXPECT_EQ(of(Sensor::kSupply), 12);
    EXPECT_EQ(of(Sensor::kStop), 1);
    EXPECT_EQ(of(Sensor::kInvert), 0);
  }
}

}  // namespace
}  // namespace inversim
