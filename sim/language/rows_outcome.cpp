// SPDX-License-Identifier: Apache-2.0
// Keys that scenarios and suites share: what fails, what must come out, the states of a controller.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

std::vector<std::string> state_names() {
  return {"boot",  "idle",      "mounted",    "inverting",    "hold",          "return",
          "pause", "return_up", "fault_lock", "fault_return", "assist_return", "needs_release"};
}

rows::Rows fault_rows(const std::string& at, const std::string& doc) {
  return {
      records(at, doc),
      choice(
          at + "[].what",
          {"pads_contaminated", "pads_worn",        "pads_hot",       "cable_torn",
           "supply_lost",       "tether_torn",      "cuffs_latch",    "pivot_bolt",
           "syncope",           "arms_thrown",      "supply_dip",     "sensor_stuck",
           "sensor_bias",       "sensor_drift",     "sensor_noise",   "sensor_dropout",
           "sensor_delay",      "sensor_swap",      "actuator_stuck", "actuator_slow",
           "actuator_weak",     "actuator_runaway", "link_loss",      "link_delay",
           "link_duplicate",    "link_reorder",     "link_corrupt",   "link_cut",
           "controller_frozen", "controller_off"},
          "pads_contaminated: value is the share of their friction that is left; pads_worn: of "
          "each pad (unit: mm); pads_hot: (unit: degC); cuffs_latch: value is the share of "
          "their capacity at which the cuffs hold, 0: open; pivot_bolt: the bolt of one side's "
          "pivot is gone; syncope: the person faints; arms_thrown: both arms go from where they "
          "are to 'to', value is their greatest rate (unit: deg/s), and stay there until the "
          "protocol moves them; supply_dip: value is the share of the "
          "voltage that is left; sensor_stuck: at a value, or left out where it is; sensor_bias; "
          "sensor_drift: by the value in a minute; sensor_noise: its standard deviation; "
          "sensor_dropout: nothing new comes; sensor_delay: (unit: ms); sensor_swap: shows what "
          "another, 'with', would; actuator_stuck: the drive's output, 0 to 1 of the brake, -1 "
          "to 1 of full voltage of the motor; left out, as it is; actuator_slow: time constant "
          "(unit: s); actuator_weak: value is the share that is left; actuator_runaway: the "
          "brake opens, the motor runs head down, or up with a value of -1; link_loss, "
          "link_corrupt, link_duplicate, link_reorder: value is the share of the messages that are "
          "lost, damaged, repeated, or overtaken by the next ones; link_delay: (unit: ms); "
          "link_cut; controller_frozen: it does not run, and goes on where it stopped; "
          "controller_off: it has no power, and starts anew when that comes back")
          .required(),
      real(at + "[].at_s", "time of the run from which it can happen").range(0, 1e6).preset(0),
      real(at + "[].at_deg", "bed angle at the passing of which it happens; left out, at once")
          .range(-110, 110),
      choice(at + "[].at_state", state_names(),
             "state of the controller on entering which it happens"),
      text(at + "[].at_event",
           "kind of an event of the run that brings it about, such as 'controller_fault'"),
      real(at + "[].for_s",
           "how long; of supply, sensors, actuators, link and controller; left out, "
           "for good")
          .above(0, 1e6),
      text(at + "[].sensor",
           "of a sensor fault: one quantity, such as 'encoder', 'gyro_y' or 'latch_left_1', or a "
           "group of them: 'accelerometer', 'clamp_load', 'switches', 'pendant'"),
      text(at + "[].with", "of sensor_swap: the other quantity"),
      choice(at + "[].actuator", {"brake", "motor"}, "of an actuator fault"),
      choice(at + "[].to", {"sides", "thighs", "chest", "overhead"}, "of arms_thrown: where to"),
      choice(at + "[].direction", {"both", "sensors", "commands"},
             "of a link fault: messages to the controller, or from it")
          .preset("both"),
      real(at + "[].value", "how bad, in the unit").unit_from("unit"),
      text(at + "[].unit", "of the value").preset("1"),
      choice(at + "[].side", {"both", "right", "left"},
             "which cuffs, with two legs; which pivot bolt")
          .preset("both"),
  };
}

rows::Rows expect_rows(const std::string& at, const std::string& doc) {
  return {
      records(at, doc).one_or_more_of({"min", "max", "never_states", "reaches_states"}),
      text(at + "[].signal", "name of the signal"),
      text(at + "[].at", "level, segment or site, of a signal that has several"),
      choice(at + "[].statistic", {"min", "max", "mean", "first", "last", "range"},
             "of the signal over the time below"),
      texts(at + "[].never_states", "in none of which the controller ever is in that time"),
      texts(at + "[].reaches_states",
            "one of which the controller comes to; max: within this time (unit: s) of its start"),
      text(at + "[].after_event",
           "the time begins with the first event of this kind, such as 'fault' or "
           "'controller_fault'"),
      integer(at + "[].step", "number of the protocol's step to which the time is limited, from 1")
          .range(1, 10000),
      real(at + "[].from_s", "start of the time, from the start of the run or of the step")
          .at_least(0),
      real(at + "[].until_s", "end of the time").at_least(0),
      real(at + "[].min", "smallest value that passes, in the unit")
          .unit_from("unit")
          .not_above("max"),
      real(at + "[].max", "greatest value that passes, in the unit").unit_from("unit"),
      text(at + "[].unit", "of min and max; left out, the signal's own").preset("1"),
      text(at + "[].why", "what the expectation rests on"),
  };
}

}  // namespace inversim
