// SPDX-License-Identifier: Apache-2.0
// A fault of a part that the table or the person does not have is refused with its place; the same
// fault of one that has it is taken.
#include "inversim/scenario/fault_targets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "inversim/language/parse.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

constexpr char kHold[] = "protocol: [{hold: {duration_s: 1}}]\n";

/// What is said of a scenario whose sixth line is its settings; rigid unless they say otherwise.
std::string said_of(const std::string& table, const std::string& settings, const std::string& rest,
                    const std::string& head = "") {
  const std::string file =
      testing::TempDir() + "/inversim_targets_" + std::to_string(::getpid()) + ".yaml";
  std::ofstream(file) << "kind: scenario\nname: A test\ntable: " << table
                      << "\nsubject: man_75kg_175cm\n"
                      << (head.empty() ? "description: of one fault" : head)
                      << "\nsettings: {circulation: false, " << settings << "}\n"
                      << rest;
  Reading reading = read_resolved(file, Library{{INVERSIM_SOURCE_DIR}});
  std::filesystem::remove(file);
  if (!reading) return sentences(reading.diagnostics);
  try {
    Session session(*reading.document);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

constexpr char kRigid[] = "rigid_user: true", kSoft[] = "start_angle_deg: 0";

std::string said(const std::string& table, const std::string& fault, const std::string& settings,
                 const std::string& head = "") {
  return said_of(table, settings, kHold + ("faults:\n  - {" + fault + "}\n"), head);
}

TEST(FaultTargets, PartsThatATableDoesNotHave) {
  for (const std::string brake : {"pads_contaminated, value: 0.5", "pads_worn, value: 1, unit: mm",
                                  "pads_hot, value: 200, unit: degC", "cable_torn"}) {
    const std::string what = "what: " + brake, kind = brake.substr(0, brake.find(','));
    const std::string why = said("tether_136kg", what, kRigid);
    EXPECT_THAT(why, HasSubstr(".yaml:9:5: faults: '" + kind + "': the table has no brake"));
    EXPECT_EQ(said("disc_brake_125kg", what, kRigid), "");
  }
  EXPECT_THAT(said("motorised_136kg", "what: cable_torn", kRigid),
              EndsWith(":9:5: faults: 'cable_torn': the table's brake has no cable; an "
                       "electromagnet works it"));
  EXPECT_THAT(said("disc_brake_125kg", "what: tether_torn", kRigid),
              EndsWith(":9:5: faults: 'tether_torn': the table has no tether"));
  EXPECT_EQ(said("tether_136kg", "what: tether_torn", kRigid), "");
  for (const char* supply : {"what: supply_lost", "what: supply_dip, value: 0.5"}) {
    EXPECT_THAT(said("disc_brake_125kg", supply, kRigid),
                HasSubstr("nothing of the table runs on a supply"));
    EXPECT_EQ(said("motorised_136kg", supply, kRigid), "");
  }
  EXPECT_THAT(said("gravity_boots", "what: pivot_bolt, side: left", kRigid),
              EndsWith("'pivot_bolt': boots hang on a bar, on no pivot"));
  EXPECT_EQ(said("disc_brake_125kg", "what: pivot_bolt, side: left", kRigid), "");
}

TEST(FaultTargets, APersonWhoIsNotThereOrDoesNotMove) {
  EXPECT_THAT(said("disc_brake_125kg", "what: syncope", kRigid),
              EndsWith(":9:5: faults: 'syncope': a rigid user has no muscles to go limp"));
  EXPECT_THAT(said("disc_brake_125kg", "what: syncope", "rigid_user: true, empty_table: true"),
              EndsWith("'syncope': nobody is on the table"));
  EXPECT_EQ(said("disc_brake_125kg", "what: syncope", kSoft), "");
  EXPECT_THAT(said("disc_brake_125kg", "what: cuffs_latch, value: 0.5", kRigid),
              HasSubstr("'cuffs_latch': a rigid user is one with the bed"));
  EXPECT_EQ(said("disc_brake_125kg", "what: cuffs_latch, value: 0.5", kSoft), "");
  EXPECT_EQ(said("motorised_136kg", "what: cuffs_latch, value: 0.5", "rigid_user: true",
                 "controller: reference"),
            "");
}

TEST(FaultTargets, CuffsOfOneSide) {
  const std::string left = "what: cuffs_latch, value: 0.5, side: left";
  EXPECT_THAT(said("disc_brake_125kg", left, kSoft), HasSubstr("lumped legs are in both cuffs"));
  const std::string two = "legs: two, start_angle_deg: 0";
  EXPECT_EQ(said("disc_brake_125kg", left, two), "");
  EXPECT_THAT(
      said("disc_brake_125kg", left, two + ", cuffs: right"),
      HasSubstr("settings.cuffs leaves the left cuff open from the start; give side: right"));
  EXPECT_THAT(said("disc_brake_125kg", "what: cuffs_latch, value: 0.5", two + ", cuffs: left"),
              HasSubstr("leaves the right cuff open from the start; give side: left"));
}

TEST(FaultTargets, SensorsOfPartsThatATableDoesNotHave) {
  const std::string controller = "controller: reference";
  const std::string no_motor = controller + "\noverrides: {table.motor.stall_torque_Nm: 0}";
  const std::string current = "what: sensor_stuck, sensor: motor_current";
  EXPECT_THAT(said("motorised_136kg", current, kRigid, no_motor),
              HasSubstr("'sensor_stuck': the table has no motor whose current it could show"));
  EXPECT_EQ(said("motorised_136kg", current, kRigid, controller), "");
  EXPECT_THAT(
      said("motorised_136kg", "what: sensor_stuck, sensor: tether, value: 1", kRigid, controller),
      HasSubstr("the table has no tether that could close its switch"));
  EXPECT_THAT(said("motorised_136kg", "what: sensor_swap, sensor: upper_stop, with: tether", kRigid,
                   controller),
              HasSubstr("the table has no tether that could close its switch"));
}

TEST(FaultTargets, KeysAndValuesThatAKindDoesNotHave) {
  const auto brake = [](const std::string& fault) {
    return said("disc_brake_125kg", fault, kRigid);
  };
  EXPECT_THAT(brake("what: cable_torn, sensor: encoder"),
              EndsWith("'cable_torn': it has no sensor"));
  EXPECT_THAT(brake("what: cable_torn, with: encoder"), EndsWith("it has no with"));
  EXPECT_THAT(brake("what: cable_torn, actuator: brake"), EndsWith("it has no actuator"));
  EXPECT_THAT(brake("what: cable_torn, direction: sensors"), EndsWith("it has no direction"));
  EXPECT_THAT(brake("what: cable_torn, side: left"), EndsWith("it has no side"));
  EXPECT_THAT(brake("what: cable_torn, value: 1"), EndsWith("it has no value"));
  EXPECT_THAT(brake("what: pads_contaminated, value: 1.2"),
              EndsWith("found 1.2, expected a share from 0 to 1"));
  EXPECT_THAT(brake("what: pads_contaminated, value: 1, unit: N"),
              EndsWith("found the unit 'N', expected none: it is a share"));
  EXPECT_THAT(brake("what: pads_worn, value: 3"),
              EndsWith("found the unit '1', expected one like mm"));
  EXPECT_THAT(brake("what: pads_worn, value: -1, unit: mm"),
              EndsWith("found -1 mm, expected 0 to 50"));
  EXPECT_THAT(brake("what: pads_hot, value: 200, unit: K"),
              EndsWith("found the unit 'K', expected one like degC"));
}

TEST(FaultTargets, AManualReleaseNeedsABrakeOrAMotor) {
  const std::string pull = "protocol:\n  - hand_release: pull\n  - hold: {duration_s: 1}\n";
  EXPECT_THAT(said_of("tether_136kg", kRigid, pull),
              EndsWith(":8:5: protocol hand_release: the table has neither a brake nor a motor to "
                       "be released"));
  EXPECT_EQ(said_of("motorised_136kg", kRigid, pull), "");
}

}  // namespace
}  // namespace inversim
