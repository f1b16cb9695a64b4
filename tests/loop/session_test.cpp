// SPDX-License-Identifier: Apache-2.0
// A controller in a session: protocol at the pendant, faults in simulated time, events, verdicts.
#include "inversim/scenario/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "inversim/loop/attach.h"
#include "tables.h"

namespace inversim {
namespace {

using testing::HasSubstr;

/// The sentence with which a scenario is refused.
std::string refusal(const Document& document) {
  try {
    Session session(document);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

struct Told {
  SessionResult result;
  std::vector<Event> events;
  const Event* first(const std::string& kind) const {
    for (const Event& e : events)
      if (e.kind == kind) return &e;
    return nullptr;
  }
};

Told run(const Document& document, ControllerPort& port) {
  Session session(document);
  session.attach(&port);
  session.settle();
  Told told;
  SessionSink sink;
  sink.event = [&told](const Event& e) { told.events.push_back(e); };
  told.result = session.run(sink);
  return told;
}

Told run(const Document& document) {
  Session session(document);
  const auto port = attach_controller(document, session);
  session.settle();
  Told told;
  SessionSink sink;
  sink.event = [&told](const Event& e) { told.events.push_back(e); };
  told.result = session.run(sink);
  return told;
}

const std::string kHold = "protocol:\n  - hold: {duration_s: 1}\n";

TEST(ControlledSession, SaysWhatHasNothingToActOn) {
  const auto with_fault = [](const std::string& fault, const std::string& head,
                             const std::string& table = "motorised_136kg") {
    return refusal(controlled_scenario(kHold + "faults:\n  - {" + fault + "}\n", "", head, table));
  };
  const std::string controller = "controller: reference\n";
  EXPECT_THAT(with_fault("what: sensor_dropout, sensor: encoder", ""),
              HasSubstr(":9:5: faults: 'sensor_dropout' acts between plant and controller; the "
                        "scenario names none"));
  EXPECT_THAT(with_fault("what: sensor_dropout, sensor: encodr", controller),
              HasSubstr("did you mean 'encoder'?"));
  EXPECT_THAT(with_fault("what: sensor_bias, sensor: encoder, value: 3, unit: N", controller),
              HasSubstr("found the unit 'N', expected one like rad"));
  EXPECT_THAT(with_fault("what: sensor_bias, sensor: latch_left_1, value: 1", controller),
              HasSubstr("a switch is closed or open"));
  EXPECT_THAT(with_fault("what: sensor_delay, sensor: encoder, value: 900, unit: ms", controller),
              HasSubstr("can be late by 0 to 63 ms"));
  EXPECT_THAT(with_fault("what: sensor_swap, sensor: encoder, with: supply", controller),
              HasSubstr("not two quantities of one kind"));
  EXPECT_THAT(with_fault("what: actuator_weak, actuator: brake, value: 1.5", controller),
              HasSubstr("expected a value from 0 to 1"));
  EXPECT_THAT(with_fault("what: syncope, for_s: 3", controller),
              HasSubstr("'syncope' does not pass by itself"));
  EXPECT_THAT(with_fault("what: syncope, at_state: hold", ""), HasSubstr("waits for a controller"));
  EXPECT_THAT(with_fault("what: actuator_stuck, actuator: motor",
                         controller + "overrides: {table.motor.stall_torque_Nm: 0}\n"),
              HasSubstr("the table has no motor"));
  EXPECT_EQ(with_fault("what: sensor_bias, sensor: encoder, value: 3, unit: deg", controller), "");
}

TEST(ControlledSession, WhoActsIsClear) {
  const auto with_step = [](const std::string& step, const std::string& head) {
    return refusal(controlled_scenario("protocol:\n  - " + step + "\n", "", head));
  };
  const std::string controller = "controller: reference\n";
  EXPECT_THAT(with_step("press: invert", ""), HasSubstr("there is no controller"));
  EXPECT_THAT(with_step("await: {state: hold}", ""), HasSubstr("there is no controller"));
  EXPECT_THAT(with_step("rotate: {to_deg: 60, by: motor}", controller),
              HasSubstr("brake and motor are the controller's"));
  EXPECT_THAT(with_step("brake: release", controller), HasSubstr("are the controller's"));
  EXPECT_EQ(with_step("rotate: {to_deg: 60, by: spotter}", controller), "");
  EXPECT_THAT(refusal(controlled_scenario(kHold + "expect:\n  - {never_states: [hold]}\n", "", "")),
              HasSubstr("states are those of a controller"));
  EXPECT_THAT(refusal(controlled_scenario(kHold + "expect:\n  - {never_states: [hould]}\n")),
              HasSubstr("'hould' is no state"));
  EXPECT_THAT(refusal(controlled_scenario(kHold + "expect:\n  - {signal: bed_angle, max: 1}\n")),
              HasSubstr("neither a signal with its statistic nor"));
}

TEST(ControlledSession, AControllerThatDiesLeavesTheBrakeOn) {
  std::int64_t last = 0;
  FunctionPort port([&last](const inversim_sensors& s, inversim_actuators& a) {
    last = s.time_ns;
    if (s.time_ns > 1500000000) return ExchangeStatus::kDied;
    // turns and lets the brake go
    a.brake_command = 0;
    a.motor_mode = INVERSIM_MOTOR_RATE;
    a.motor_rate_deg_per_s = 6;
    return ExchangeStatus::kAnswered;
  });
  const Told told =
      run(controlled_scenario("protocol:\n  - hold: {duration_s: 30}\nexpect:\n"
                              "  - {signal: bed_angle, statistic: max, max: 100, unit: deg}\n"),
          port);
  ASSERT_NE(told.first("controller_died"), nullptr);
  EXPECT_NEAR(told.first("controller_died")->time, 1.501, 1e-9);
  EXPECT_NEAR(1e-9 * static_cast<double>(last), 1.501, 1e-9) << "it is not asked again";
  EXPECT_THAT(told.result.controller_failure, HasSubstr("it was told to stop"));
  EXPECT_TRUE(told.result.verdicts.empty()) << "neither a pass nor a failure";
  EXPECT_GT(told.result.simulated, 2.4) << "until the bed has rested for a second";
  EXPECT_LT(told.result.simulated, 4.0);
}

TEST(ControlledSession, TellsOfRefusedCommandsOnce) {
  FunctionPort port([](const inversim_sensors& s, inversim_actuators& a) {
    a.brake_command = s.step > 300 && s.step < 500 ? 7.0f : 1.0f;
    return ExchangeStatus::kAnswered;
  });
  const Told told = run(controlled_scenario(kHold), port);
  int refused = 0;
  for (const Event& e : told.events) refused += e.kind == "command_refused";
  EXPECT_EQ(refused, 1);
  EXPECT_NEAR(told.first("command_refused")->time, 0.301, 1e-9);
}

// a fault at an event, at a state and at an angle, one that passes, and what is expected after it
TEST(ControlledSession, FaultsWaitForWhatTheyAreToldTo) {
  FunctionPort port([](const inversim_sensors& s, inversim_actuators& a) {
    a.brake_command = 1;
    a.state_code = s.step < 200 ? INVERSIM_STATE_IDLE : INVERSIM_STATE_HOLD;
    a.fault_code = s.supply_V < 15 ? 13 : 0;
    return ExchangeStatus::kAnswered;
  });
  const Told told =
      run(controlled_scenario(kHold +
                              "faults:\n"
                              "  - {what: supply_dip, value: 0.5, at_state: hold, for_s: 0.25}\n"
                              "  - {what: syncope, at_event: controller_fault}\n"
                              "  - {what: pads_hot, value: 90, unit: degC, at_deg: 10}\n"
                              "expect:\n"
                              "  - {reaches_states: [hold], max: 0.21}\n"
                              "  - {reaches_states: [hold], max: 0.19}\n"
                              "  - {never_states: [inverting, fault_lock]}\n"
                              "  - {never_states: [idle]}\n"
                              "  - {never_states: [idle], after_event: fault}\n"
                              "  - {signal: seen_supply, statistic: min, after_event: fault_over, "
                              "from_s: 0.01, min: 23}\n"
                              "  - {signal: seen_supply, statistic: max, after_event: fault_over, "
                              "from_s: 0.01, max: 23}\n"),
          port);
  std::vector<std::pair<double, std::string>> faults;
  for (const Event& e : told.events)
    if (e.kind.starts_with("fault")) faults.emplace_back(e.time, e.text);
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_NEAR(faults[0].first, 0.201, 1e-9);
  EXPECT_THAT(faults[0].second, HasSubstr("dips to 0.5"));
  EXPECT_THAT(faults[1].second, HasSubstr("faints"));
  EXPECT_NEAR(faults[2].first, 0.451, 1e-9) << "the dip is over";
  std::vector<bool> holds;
  for (const Verdict& v : told.result.verdicts) holds.push_back(v.holds);
  EXPECT_EQ(holds, (std::vector<bool>{true, false, true, false, true, true, false}));
}

TEST(ControlledSession, TheReferenceControllerIsFoundByName) {
  const Told told =
      run(controlled_scenario("protocol:\n  - await: {state: idle, at_most_s: 3}\n"
                              "expect:\n  - {reaches_states: [idle], max: 1.1}\n"));
  ASSERT_EQ(told.result.verdicts.size(), 1u);
  EXPECT_TRUE(told.result.verdicts[0].holds) << told.result.verdicts[0].text;
}

}  // namespace
}  // namespace inversim
