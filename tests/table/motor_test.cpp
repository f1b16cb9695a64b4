// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/motor.h"
#include "inversim/math/angle.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

// 300 N m stalled, 10 deg/s without load, at the bed; 5 mrad of backlash
MotorParams<double> motor(double efficiency = 0.4) {
  MotorParams<double> p{300.0, 10 * kDegree, 25.0, efficiency, 3.0, 0.005, 3e4, 0.0, 10.0};
  p.tooth_damping = 2.0 * std::sqrt(p.inertia * p.tooth_stiffness);
  return p;
}

struct Bed {
  double inertia = 25.0, angle = 0.0, rate = 0.0, acceleration = 0.0, load = 0.0;
};

void run(Bed& bed, const MotorParams<double>& p, MotorCommand<double> command, double duration,
         MotorState<double>& s, double h = 1e-3) {
  for (int i = 0; i < std::lround(duration / h); ++i) {
    bed.angle += 0.5 * h * bed.rate;
    const PivotStep<double> step = {bed.angle - 0.5 * h * bed.rate, bed.rate, bed.acceleration, h,
                                    0.5};
    const PivotDrive<double> drive = motor_drive(p, s, command, step);
    bed.acceleration = (drive.tau + bed.load) / (bed.inertia + drive.H);
    bed.rate += h * bed.acceleration;
    bed.angle += 0.5 * h * bed.rate;
    advance_motor(p, command, step, bed.acceleration, s);
  }
}

TEST(Motor, RunsOnItsLine) {
  // lifting 60 N m: S (u - v / V) = 60 / eta + F0
  for (const double efficiency : {0.4, 0.9}) {
    const MotorParams<double> p = motor(efficiency);
    Bed bed;
    bed.load = -60.0;
    MotorState<double> s{};
    run(bed, p, {1.0, 1.0}, 4.0, s);
    const double needed = 60.0 / efficiency + 3.0;
    const double rate = p.no_load_rate * (1.0 - needed / 300.0);
    EXPECT_NEAR(bed.rate, rate, 1e-3 * rate) << efficiency;
    EXPECT_NEAR(s.torque, 60.0, 0.06) << efficiency;
    EXPECT_NEAR(s.current, 10.0 * needed / 300.0, 0.01) << efficiency;
  }
}

TEST(Motor, AWormHoldsWithoutSupply) {
  Bed bed;
  bed.load = 136.0;
  MotorState<double> s{};
  run(bed, motor(0.4), {0.0, 0.0}, 2.0, s);
  const double there = bed.angle;
  run(bed, motor(0.4), {0.0, 0.0}, 600.0, s);
  EXPECT_LT(std::fabs(bed.angle - there), 1e-9);
  EXPECT_NEAR(s.torque, -136.0, 1e-3);
  EXPECT_NEAR(there, 0.0025 + 136.0 / 3e4, 2e-4);  // half the backlash and the teeth
}

TEST(Motor, AnEfficientGearRunsBack) {
  Bed bed;
  bed.load = 136.0;
  MotorState<double> s{};
  run(bed, motor(0.8), {0.0, 0.0}, 1.0, s);
  // rotor and bed together, against what the gear rubs: T = load - I w', J w' = T - F0 - T/4
  const double torque = (136.0 / 25.0 + 3.0 / 25.0) / (1.0 / 25.0 + 0.75 / 25.0);
  EXPECT_NEAR(bed.rate, (136.0 - torque) / 25.0, 0.1);
}

TEST(Motor, ShortedItBrakes) {
  // with supply and no voltage the line holds against motion: 136 N m through a gear of 0.9
  Bed bed;
  bed.load = 136.0;
  MotorState<double> s{};
  const MotorParams<double> p = motor(0.9);
  run(bed, p, {0.0, 1.0}, 5.0, s);
  const double rubs = 3.0 + (1.0 / 0.9 - 1.0) * 136.0;
  EXPECT_NEAR(bed.rate, p.no_load_rate * (136.0 - rubs) / 300.0, 1e-3 * bed.rate);
}

TEST(Motor, CrossesItsBacklash) {
  Bed bed;
  MotorState<double> s{};
  run(bed, motor(), {0.2, 1.0}, 1.0, s);
  EXPECT_GT(s.lead, 0.0);
  // the rotor has to cross the gap before the bed turns back
  const double rate = bed.rate;
  run(bed, motor(), {-0.2, 1.0}, 0.01, s);
  EXPECT_NEAR(bed.rate, rate, 0.2 * rate);
  run(bed, motor(), {-0.2, 1.0}, 3.0, s);
  EXPECT_LT(bed.rate, 0.0);
}

}  // namespace
}  // namespace inversim
