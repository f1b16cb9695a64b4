// SPDX-License-Identifier: Apache-2.0
// Each kind of equipment: which criteria are for it, and the figures of chair, boots and motor by
// hand.
#include "inversim/limits/applies.h"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "bench_fixture.h"
#include "inversim/language/parse.h"
#include "inversim/limits/assess.h"

namespace inversim {
namespace {

using testing::HasSubstr;

constexpr double kGravity = 9.81;

BenchFiles files_of(const std::string& table) { return read_bench_files(source_tree(), table); }

Criteria shipped_criteria() {
  const Reading reading = read_file(
      std::string(INVERSIM_SOURCE_DIR) + "/models/criteria/table_limits.yaml", FileKind::kLimits);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return read_criteria(*reading.document);
}

std::set<std::string> silent_for(const std::string& table) {
  const TableRange range = Bench(files_of(table)).range();
  std::set<std::string> out;
  for (const Criterion& c : shipped_criteria().criteria) {
    if (!why_not(c, range).empty()) out.insert(c.name);
  }
  return out;
}

TEST(Applies, CriteriaAreForWhatATableHas) {
  const std::set<std::string> brake = silent_for("disc_brake_125kg"),
                              strap = silent_for("tether_136kg"),
                              motor = silent_for("motorised_136kg"),
                              chair = silent_for("inversion_chair"),
                              boots = silent_for("gravity_boots");
  for (const char* name : {"hold_misuse", "hold_set_right", "stop_overshoot", "endurance_h"}) {
    EXPECT_FALSE(brake.contains(name)) << name;
    EXPECT_TRUE(strap.contains(name)) << name;
    EXPECT_TRUE(chair.contains(name)) << name;
    EXPECT_TRUE(boots.contains(name)) << name;
  }
  for (const char* name : {"strap_peak", "strap_load_2_5x", "return_from_mark"}) {
    EXPECT_FALSE(strap.contains(name)) << name;
    for (const auto* other : {&brake, &motor, &chair, &boots}) {
      EXPECT_TRUE(other->contains(name)) << name;
    }
  }
  for (const char* name : {"motor_lifts", "gear_holds", "power_loss", "motor_stuck_on"}) {
    EXPECT_FALSE(motor.contains(name)) << name;
    for (const auto* other : {&brake, &strap, &chair, &boots}) {
      EXPECT_TRUE(other->contains(name)) << name;
    }
  }
  // a brake is there and holds, but no hand stops a bed that a motor turns
  EXPECT_FALSE(motor.contains("hold_misuse"));
  EXPECT_TRUE(motor.contains("stop_tipping"));
  EXPECT_FALSE(chair.contains("hinge_holds"));
  EXPECT_TRUE(brake.contains("hinge_holds"));
  EXPECT_TRUE(boots.contains("tipping_static"));
  EXPECT_FALSE(chair.contains("tipping_static"));
  // all that hang from cuffs
  for (const auto* any : {&brake, &strap, &motor, &chair, &boots}) {
    EXPECT_FALSE(any->contains("clamp_2_5x"));
    EXPECT_FALSE(any->contains("head_clearance"));
  }
}

Criteria only(const std::vector<std::string>& names) {
  Criteria out;
  out.name = "some";
  for (const std::string& name : names) out.criteria.push_back(shipped_criterion(name));
  return out;
}

LimitsResult quickly(const std::string& table, const Criteria& criteria) {
  AssessOptions options;
  options.search = quick_options(0);
  options.heights = {1.75};
  options.masses = {80};
  return assess(files_of(table), criteria, options);
}

TEST(Applies, WhatIsNotApplicableIsCountedNowhere) {
  const LimitsResult x = quickly("gravity_boots", only({"hold_misuse", "clamp_1x", "pivot_1x"}));
  EXPECT_EQ(x.results[0].verdict, BandVerdict::kNotApplicable);
  EXPECT_EQ(x.results[0].not_applicable, "there is no brake");
  EXPECT_FALSE(x.results[0].judged());
  EXPECT_EQ(x.verdict(), BandVerdict::kHolds);
  EXPECT_EQ(x.admissible_binding, 1);
  // 2220 N of two boots
  EXPECT_NEAR(x.admissible_user, 2220 / kGravity, 0.2);
  EXPECT_TRUE(std::isnan(x.slip_torque));
}

TEST(Applies, WhereNothingIsJudgedNothingHolds) {
  for (const auto& criteria : {only({"pivot_1x"}), only({"hold_misuse"})}) {
    const LimitsResult x = quickly("gravity_boots", criteria);
    EXPECT_EQ(x.verdict(), BandVerdict::kReported);
    EXPECT_EQ(x.verdict_text(), "no verdict, nothing is judged");
    EXPECT_THAT(x.verdict_text(), testing::Not(HasSubstr("holds")));
  }
}

Observation seen(const BenchFiles& files, const std::vector<std::string>& settings) {
  Document document = files.scenario.at("limits/hold");
  for (const std::string& s : settings) {
    const auto wrong = apply_setting(document, s);
    if (!wrong.empty()) throw std::runtime_error(sentences(wrong));
  }
  Plant plant(build_plant(document.root));
  plant.input().prescribed = 1.0;  // the bed is held
  return observe(plant);
}

TEST(Chair, FiguresByHand) {
  const BenchFiles files = files_of("inversion_chair");
  const auto at = [&](const char* posture, const char* angle) {
    return seen(files, {std::string("settings.posture=") + posture, "subject.mass_kg=125",
                        "subject.height_cm=178", std::string("settings.start_angle_deg=") + angle});
  };
  // who sits has thighs and shanks in front of the hips: against lying straight on the same boom
  // the seat moves the centre of mass out of the surface by what thighs (0.142 of the mass each, de
  // Leva) gain with 0.41 of their 0.24 H, and shanks and feet (0.057 each) with all of it
  const Observation lies = at("straight", "0"), sits = at("seated", "0");
  const double forward = 1.78 * 0.24 * 2 * (0.142 * 0.41 + 0.057);
  std::printf("centre of mass: straight x %.3f z %.3f, seated x %.3f z %.3f m; by hand %.3f m\n",
              lies.user_com_x, lies.user_com_z, sits.user_com_x, sits.user_com_z, forward);
  EXPECT_NEAR(sits.user_com_z - lies.user_com_z, forward, 0.02);

  // moment at any angle: m g (s cos a + n sin a), and the bed's 12 kg
  const Criterion holds = shipped_criterion("hinge_holds");
  const TableRange range = Bench(files).range();
  SearchOptions options = quick_options(0);
  const Worst worst =
      find_worst(files, {}, holds, domain_of(holds, range, range.mass_max, options), options);
  const LimitCase& c = worst.point.where;
  std::vector<std::string> settings;
  const Document& hold = files.scenario.at("limits/hold");
  for (const std::string& s : settings_of(holds, c, hold, base_figures(hold))) {
    settings.push_back(s);
  }
  const Observation o = seen(files, settings);
  const double by_hand =
      kGravity * (c.mass * (o.user_com_x * std::cos(c.angle) + o.user_com_z * std::sin(c.angle)) +
                  12 * -0.15 * std::sin(c.angle));
  std::printf("worst %.1f N m at %.1f cm, by hand %.1f\n", worst.point.value, 100 * c.height,
              by_hand);
  EXPECT_NEAR(worst.point.value, std::fabs(by_hand), 1e-6 * worst.point.value);
  EXPECT_EQ(Bench(files).capacity(holds), 60);

  // hooks of a rigid user, belt and backrest left out: m g sin 70
  EXPECT_NEAR(at("seated", "70").cuff_pull, 125 * kGravity * std::sin(70 * kDegree), 0.1);
}

TEST(Boots, FiguresByHand) {
  const BenchFiles files = files_of("gravity_boots");
  const auto hangs = [&](const char* height) {
    return seen(files, {"subject.mass_kg=113", std::string("subject.height_cm=") + height,
                        "settings.start_angle_deg=90"});
  };
  const Observation o = hangs("178");
  EXPECT_NEAR(o.cuff_pull, 113 * kGravity, 0.1);
  EXPECT_NEAR(o.pivot_force, (113 + 2.7) * kGravity, 0.1);
  // the bar at 2.3 m, the ankle joint 0.05 m below it, and from there to the vertex 1702 of 1741 mm
  // (de Leva's men, recalled)
  constexpr double kShare = 1702.0 / 1741.0;
  std::printf("head over floor %.3f m at 1.78 m\n", o.head_clearance);
  EXPECT_NEAR(o.head_clearance, 2.3 - 0.05 - kShare * 1.78, 0.01);
  EXPECT_NEAR(o.head_clearance - hangs("188").head_clearance, kShare * 0.10, 0.002);
}

TEST(Motor, TorquesOfItsGear) {
  const BenchFiles files = files_of("motorised_136kg");
  // (S N - F0) eta at standstill, less 3 N m of bearing
  const double law = (0.5 * 1700 - 3) * 0.4 - 3;
  EXPECT_NEAR(Bench(files).motor_torque(), law, 0.01 * law);
  EXPECT_NEAR(Bench(files, {"table.motor.stall_torque_Nm=0.3"}).motor_torque(),
              (0.3 * 1700 - 3) * 0.4 - 3, 2);
  // a worm of 0.4 holds what it is tried with; one of 0.6 runs back at F0 / (2 - 1 / eta)
  EXPECT_EQ(Bench(files).gear_torque(), kMostGearTorque);
  const double back = 3 / (2 - 1 / 0.6);
  EXPECT_NEAR(Bench(files, {"table.motor.efficiency=0.6"}).gear_torque(), back, 1.0);
}

TEST(Motor, WithoutSupplyWormAndBrakeStopTheBed) {
  const BenchFiles files = files_of("motorised_136kg");
  const Criterion both = shipped_criterion("power_loss");
  Criterion alone = shipped_criterion("power_loss_gear");
  LimitCase c;
  c.mass = 136;
  c.height = 1.9;
  c.hinge = "C";
  c.arms = "overhead";
  c.holes_off = -2;
  c.angle = -40 * kDegree;
  const double with_brake = Bench(files).figure(both, c);
  const double worm = Bench(files).figure(alone, c);
  const Overlay slips = {"table.motor.efficiency=0.6"};
  const double spur = Bench(files, slips).figure(alone, c);
  const double saved = Bench(files, slips).figure(both, c);
  std::printf("brake and worm %.2f deg, worm %.2f, gear of 0.6 %.1f, with brake %.2f\n",
              with_brake / kDegree, worm / kDegree, spur / kDegree, saved / kDegree);
  EXPECT_LT(with_brake, 1 * kDegree);
  EXPECT_LT(worm, 1.5 * kDegree);
  // a gear that does not lock lets it fall on, and the brake is there for that
  EXPECT_GT(spur, 20 * kDegree);
  EXPECT_LT(saved, 6 * kDegree);
}

}  // namespace
}  // namespace inversim
