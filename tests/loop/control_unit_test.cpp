// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/control_unit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "inversim/plant/control_signals.h"
#include "inversim/scenario/build_control.h"
#include "inversim/scenario/build_plant.h"
#include "tables.h"

namespace inversim {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

struct Rig {
  explicit Rig(const std::string& head = "controller: reference\n")
      : document(controlled_scenario("protocol:\n  - hold: {duration_s: 1}\n", "", head)),
        plant(build_plant(document.root)),
        unit(build_control(document.root, plant.design())) {}

  /// One exchange, answered with `a`.
  CommandFault answer(const inversim_actuators& a) {
    FunctionPort port([&a](const inversim_sensors&, inversim_actuators& out) {
      const auto size = out.size, abi = out.abi;
      out = a;
      if (a.size == 0) {
        out.size = size;
        out.abi = abi;
      }
      return ExchangeStatus::kAnswered;
    });
    CommandFault fault = CommandFault::kNone;
    EXPECT_EQ(unit.control(plant, &port, fault), ExchangeStatus::kAnswered);
    return fault;
  }

  Document document;
  Plant plant;
  ControlUnit unit;
};

inversim_actuators command(float brake, std::uint32_t mode = INVERSIM_MOTOR_OFF, float rate = 0,
                           float torque = 0) {
  inversim_actuators a{};
  a.brake_command = brake;
  a.motor_mode = mode;
  a.motor_rate_deg_per_s = rate;
  a.motor_torque_Nm = torque;
  return a;
}

TEST(ControlUnit, CommandsActAfterTheirDelay) {
  for (const int delay : {0, 1, 7}) {
    Rig rig("controller: reference\noverrides: {table.control.command_delay_steps: " +
            std::to_string(delay) + "}\n");
    for (int k = 0; k < 20; ++k) {
      rig.answer(command(k == 10 ? 0.25f : 1.0f));
      EXPECT_EQ(rig.plant.input().brake_command, k == 10 + delay ? 0.25 : 1.0) << delay << " " << k;
    }
  }
}

TEST(ControlUnit, BeforeTheFirstCommandTheBrakeIsOn) {
  Rig rig;
  rig.answer(command(0.0f, INVERSIM_MOTOR_RATE, 5));
  EXPECT_EQ(rig.plant.input().brake_command, 1.0);
  EXPECT_EQ(rig.plant.input().motor_voltage, 0.0);
}

TEST(ControlUnit, RefusesWhatIsNoCommand) {
  inversim_actuators older = command(0);
  older.size = 32;
  older.abi = INVERSIM_CONTROLLER_ABI;
  const std::pair<inversim_actuators, CommandFault> bad[] = {
      {command(kNaN), CommandFault::kBrake},
      {command(-0.01f), CommandFault::kBrake},
      {command(1.01f), CommandFault::kBrake},
      {command(0, 4), CommandFault::kMotorMode},
      {command(0, INVERSIM_MOTOR_RATE, kNaN), CommandFault::kMotorRate},
      {command(0, INVERSIM_MOTOR_RATE, 1e6f), CommandFault::kMotorRate},
      {command(0, INVERSIM_MOTOR_TORQUE, 0, std::numeric_limits<float>::infinity()),
       CommandFault::kMotorTorque},
      {older, CommandFault::kStruct}};
  for (const auto& [a, fault] : bad) {
    Rig rig;
    rig.answer(command(0));
    rig.answer(command(0));
    ASSERT_EQ(rig.plant.input().brake_command, 0.0);
    EXPECT_EQ(rig.answer(a), fault);
    rig.answer(command(0));
    EXPECT_EQ(rig.plant.input().brake_command, 1.0) << command_fault_text(fault);
    EXPECT_EQ(rig.plant.input().motor_voltage, 0.0);
    EXPECT_EQ(rig.unit.state().refused, 1u);
    rig.answer(command(0));
    EXPECT_EQ(rig.plant.input().brake_command, 0.0) << "a good command counts again";
  }
}

TEST(ControlUnit, EmergencyStopAndSafeOffCutTheDrives) {
  Rig rig;
  const auto drive = [&rig] {
    for (int i = 0; i < 3; ++i) rig.answer(command(0, INVERSIM_MOTOR_RATE, 5));
    return std::pair(rig.plant.input().motor_voltage != 0.0, rig.plant.input().supply);
  };
  EXPECT_EQ(drive(), std::pair(true, 1.0));
  rig.unit.pendant().buttons = INVERSIM_BUTTON_EMERGENCY_STOP;
  EXPECT_EQ(drive(), std::pair(true, 0.0)) << "by wire, whatever the controller says";
  rig.unit.pendant().buttons = 0;
  EXPECT_EQ(drive(), std::pair(true, 1.0));
  rig.answer(command(1, INVERSIM_MOTOR_SAFE_OFF));
  rig.answer(command(1, INVERSIM_MOTOR_SAFE_OFF));
  rig.unit.state().motor_fault = {1.0, 0.0, 1.0, 1, 0};
  EXPECT_EQ(drive(), std::pair(false, 1.0)) << "for good, and behind a drive that runs away";
}

// the torque that the drive is asked for is what the rotor gets
TEST(ControlUnit, TorqueLoopInvertsTheMotorsLine) {
  Rig rig;
  for (int i = 0; i < 3; ++i) rig.answer(command(1, INVERSIM_MOTOR_TORQUE, 0, 100));
  const MotorParams<double>& m = rig.plant.model().motor;
  const double v = rig.plant.state().motor.rate;
  const double torque = m.stall_torque * (rig.plant.input().motor_voltage - v / m.no_load_rate);
  EXPECT_NEAR(torque, 100, 1e-6);
}

TEST(ControlUnit, AMissedAnswerLeavesTheLastCommand) {
  Rig rig;
  for (int i = 0; i < 3; ++i) rig.answer(command(0.25f));
  FunctionPort silent(
      [](const inversim_sensors&, inversim_actuators&) { return ExchangeStatus::kMissed; });
  CommandFault fault = CommandFault::kNone;
  for (int i = 0; i < 5; ++i) rig.unit.control(rig.plant, &silent, fault);
  EXPECT_EQ(rig.plant.input().brake_command, 0.25);
  EXPECT_EQ(rig.unit.state().missed, 5u);
  rig.unit.control(rig.plant, nullptr, fault);
  rig.unit.control(rig.plant, nullptr, fault);
  EXPECT_EQ(rig.plant.input().brake_command, 1.0) << "the default, of one that has died";
}

TEST(ControlUnit, DrivesWithoutACommandGiveUpAfterTheirTime) {
  for (const int timeout : {0, 20}) {
    Rig rig("controller: reference\noverrides: {table.control.drive_timeout_ms: " +
            std::to_string(timeout) + "}\n");
    for (int i = 0; i < 3; ++i) rig.answer(command(0.25f));
    FunctionPort silent(
        [](const inversim_sensors&, inversim_actuators&) { return ExchangeStatus::kMissed; });
    CommandFault fault = CommandFault::kNone;
    for (int i = 1; i <= 50; ++i) {
      rig.unit.control(rig.plant, &silent, fault);
      // a command acts a step later, the default too
      const bool still = timeout == 0 || i <= timeout + 1;
      EXPECT_EQ(rig.plant.input().brake_command, still ? 0.25 : 1.0) << timeout << " " << i;
    }
  }
}

TEST(ControlUnit, ACommandThatComesLateActsLate) {
  Rig rig;
  rig.unit.state().link.fault[static_cast<int>(LinkWay::kCommands)].delay = 5;
  for (int k = 0; k < 30; ++k) {
    FunctionPort port([k](const inversim_sensors&, inversim_actuators& out) {
      out.brake_command = k == 10 ? 0.25f : 1.0f;
      return ExchangeStatus::kAnswered;
    });
    CommandFault fault = CommandFault::kNone;
    rig.unit.control(rig.plant, &port, fault);
    EXPECT_EQ(rig.plant.input().brake_command, k == 16 ? 0.25 : 1.0) << k;
    // the plant's clock is the number of a message
    PlantState<double> state = rig.plant.state();
    state.step += 1.0;
    rig.plant.restore(state);
  }
}

TEST(ControlUnit, AFrozenControllerIsNotAskedAndOneThatWasOffStartsAnew) {
  struct Counting final : ControllerPort {
    int starts = 0, asked = 0;
    std::string start(const inversim_config&) override {
      ++starts;
      return "";
    }
    ExchangeStatus exchange(const inversim_sensors& s, inversim_actuators& a) noexcept override {
      ++asked;
      age = s.link_age_ms;
      a.brake_command = 0.25f;
      return ExchangeStatus::kAnswered;
    }
    std::string failure() const override { return ""; }
    std::uint32_t age = 0;
  } port;
  Rig rig;
  CommandFault fault = CommandFault::kNone;
  ControlLink& link = rig.unit.state().link;
  link.is_frozen = 1;
  EXPECT_EQ(rig.unit.control(rig.plant, &port, fault), ExchangeStatus::kMissed);
  EXPECT_EQ(port.asked, 0);
  link.is_frozen = 0;
  link.is_off = 1;
  rig.unit.control(rig.plant, &port, fault);
  EXPECT_EQ(port.asked, 0);
  rig.unit.state().safe_off = 1;
  link.is_off = 0;
  link.is_starting = 1;
  EXPECT_EQ(rig.unit.control(rig.plant, &port, fault), ExchangeStatus::kAnswered);
  EXPECT_EQ(port.starts, 1);
  EXPECT_EQ(port.asked, 1);
  EXPECT_EQ(rig.unit.state().safe_off, 0) << "a reset gives the motor back";
}

TEST(ControlUnit, ABrakeForTheHandIsNoneForAController) {
  const Document d = controlled_scenario("protocol:\n  - hold: {duration_s: 1}\n", "",
                                         "controller: reference\n", "tether_136kg");
  EXPECT_THROW(build_control(d.root, *build_plant(d.root)), std::invalid_argument);
}

TEST(ControlUnit, StatesHaveOneName) {
  // the language's words, in the order of the header's codes
  const Field* await = find_field(FileKind::kScenario, "protocol.await.state");
  ASSERT_NE(await, nullptr);
  ASSERT_EQ(await->choices.size(), 12u);
  for (std::uint32_t code = 0; code < 12; ++code) {
    EXPECT_EQ(controller_state_name(code), await->choices[code]);
  }
  EXPECT_EQ(controller_state_by_name("needs_release"), INVERSIM_STATE_NEEDS_RELEASE);
  EXPECT_EQ(controller_state_by_name("fault_lock"), INVERSIM_STATE_FAULT_LOCK);
}

}  // namespace
}  // namespace inversim
