// SPDX-License-Identifier: Apache-2.0
// What people do on the table: oscillate, crunch, twist, pull, rock.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "inversim/math/angle.h"
#include "inversim/scenario/session.h"
#include "short_scenario.h"

namespace inversim {
namespace {

/// Samples at 50 Hz of the signals asked for, sums over the levels T12-L1 to L5-S1 where they have
/// several, by step of the protocol.
using Traces = std::map<std::string, std::map<int, std::vector<double>>>;

Traces run(const std::string& protocol, const std::string& settings,
           const std::vector<std::string>& at_l4l5, const std::vector<std::string>& lumbar_sums,
           const std::vector<std::string>& scalars) {
  const Document document =
      short_scenario("circulation: false, hinge_hole: B" + settings, "protocol:\n" + protocol);
  Session session(document);
  session.settle();
  Traces out;
  const auto place = [&session](const std::string& name) {
    std::size_t offset = 0;
    for (const Signal& s : session.all_signals().signals) {
      if (s.name == name) return offset;
      offset += s.width;
    }
    throw std::logic_error(name);
  };
  session.watch([&](double, int step, std::span<const double> row) {
    for (const std::string& name : scalars) out[name][step].push_back(row[place(name)]);
    for (const std::string& name : at_l4l5) {
      out[name][step].push_back(row[place(name) + kLevelL4L5]);
    }
    for (const std::string& name : lumbar_sums) {
      double sum = 0;
      for (std::size_t k = kLevelT12L1; k <= kLevelL5S1; ++k) sum += row[place(name) + k];
      out[name][step].push_back(sum);
    }
  });
  EXPECT_EQ(session.run({}).status, StepStatus::kOk);
  return out;
}

double most(const std::vector<double>& x) { return *std::max_element(x.begin(), x.end()); }
double least(const std::vector<double>& x) { return *std::min_element(x.begin(), x.end()); }

TEST(Exercise, OscillationGoesToAndFroAndComesBack) {
  Traces t =
      run("  - rotate: {to_deg: 20, rate_deg_per_s: 10}\n"
          "  - oscillate: {to_deg: 50, period_s: 6, cycles: 3}\n"
          "  - hold: {duration_s: 2}\n",
          "", {"section_axial"}, {}, {"bed_angle", "brake_torque"});
  EXPECT_NEAR(most(t["bed_angle"][2]), 50 * kDegree, 0.3 * kDegree);
  EXPECT_NEAR(least(t["bed_angle"][2]), 20 * kDegree, 0.3 * kDegree);
  EXPECT_NEAR(t["bed_angle"][3].back(), 20 * kDegree, 0.3 * kDegree);
  // intermittent traction
  EXPECT_GT(most(t["section_axial"][2]) - least(t["section_axial"][2]), 100);
  EXPECT_LT(most(t["brake_torque"][2]), 120);
}

TEST(Exercise, ACrunchBendsTheTrunkAndPressesTheDiscs) {
  Traces t =
      run("  - hold: {duration_s: 2}\n  - crunch: {flexion_deg: 30, times: 3, period_s: 4}\n"
          "  - hold: {duration_s: 3}\n",
          ", start_angle_deg: 90", {"disc_axial", "section_axial"}, {"flexion"}, {"muscle_effort"});
  std::printf("crunch: lumbar flexion %.1f deg, L4-L5 disc from %.0f to %.0f N, effort %.2f\n",
              (most(t["flexion"][2]) - t["flexion"][1].back()) / kDegree, t["disc_axial"][1].back(),
              least(t["disc_axial"][2]), most(t["muscle_effort"][2]));
  EXPECT_GT(most(t["flexion"][2]) - t["flexion"][1].back(), 6 * kDegree);
  EXPECT_LT(most(t["flexion"][2]) - t["flexion"][1].back(), 30 * kDegree);
  // hanging relieves the discs, working in it presses them again
  EXPECT_GT(t["disc_axial"][1].back(), 0);
  EXPECT_LT(least(t["disc_axial"][2]), -100);
  // and after it they are as before
  EXPECT_NEAR(t["disc_axial"][3].back(), t["disc_axial"][1].back(), 40);
  EXPECT_GT(most(t["muscle_effort"][2]), 0.1);
  EXPECT_LT(most(t["muscle_effort"][2]), 1.0);
}

TEST(Exercise, ATwistTurnsToBothSidesAlike) {
  Traces t =
      run("  - hold: {duration_s: 2}\n  - twist: {rotation_deg: 25, times: 3, period_s: 4}\n"
          "  - hold: {duration_s: 2}\n",
          ", start_angle_deg: 90", {"disc_axial"}, {"axial_rotation"}, {});
  const double right = most(t["axial_rotation"][2]), left = least(t["axial_rotation"][2]);
  std::printf("twist: lumbar rotation %.1f and %.1f deg, L4-L5 disc down to %.0f N\n",
              right / kDegree, left / kDegree, least(t["disc_axial"][2]));
  EXPECT_GT(right, 2 * kDegree);
  EXPECT_NEAR(right, -left, 0.1 * right);
  EXPECT_NEAR(t["axial_rotation"][3].back(), 0, 0.3 * kDegree);
  EXPECT_LT(least(t["disc_axial"][2]), t["disc_axial"][1].back() - 50);
}

// hands pull the shoulders headward: every cut below them carries it
TEST(Exercise, PullingAGripAddsToTraction) {
  for (const std::string grip : {"frame", "bed"}) {
    Traces t =
        run("  - hold: {duration_s: 5}\n  - pull: {force_N: 200, duration_s: 8, grip: " + grip +
                "}\n  - hold: {duration_s: 5}\n",
            ", start_angle_deg: 90, arms: overhead", {"section_axial"}, {},
            {"floor_normal", "cuff_pull"});
    const auto middle = [](const std::vector<double>& x) { return x[x.size() / 2]; };
    EXPECT_NEAR(middle(t["section_axial"][2]) - t["section_axial"][1].back(), 200, 40) << grip;
    EXPECT_NEAR(middle(t["cuff_pull"][2]) - t["cuff_pull"][1].back(), 200, 40) << grip;
    // it is between the body and the table
    EXPECT_NEAR(middle(t["floor_normal"][2]), t["floor_normal"][1].back(), 2) << grip;
    // it leaves the body a little farther down the pad, on which friction holds it from below
    EXPECT_NEAR(t["section_axial"][3].back(), t["section_axial"][1].back(), 20) << grip;
  }
}

// friction on the pad remembers the way down; rocking lets it go: what is left is what a bed
// without friction gives, by pressing across discs that are not square to it
TEST(Exercise, RockingLetsFrictionGo) {
  const auto shares = [](const std::string& friction) {
    Traces t =
        run("  - rotate: {to_deg: 50, rate_deg_per_s: 8}\n  - hold: {duration_s: 4}\n"
            "  - rock: {duration_s: 3}\n  - hold: {duration_s: 4}\n",
            ", tone: fixed, creep: false, friction: " + friction, {"friction_share"}, {}, {});
    return std::pair(t["friction_share"][2].back(), t["friction_share"][4].back());
  };
  const auto [before, after] = shares("0.3");
  const auto [smooth, still_smooth] = shares("0");
  std::printf(
      "rocking: the bed's share at L4-L5 %.0f N before, %.0f N after, %.0f N without friction\n",
      before, after, smooth);
  EXPECT_LT(before, smooth - 30);
  EXPECT_NEAR(after, smooth, 0.15 * std::fabs(before - smooth));
  EXPECT_NEAR(still_smooth, smooth, 1);
}

/// What is said of a scenario that cannot be run.
std::string refusal(const std::string& rest) {
  try {
    const Document document = short_scenario("circulation: false", rest);
    Session session(document);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

TEST(Exercise, AGripNamesHandlesOfTheTable) {
  EXPECT_NE(refusal("protocol:\n  - grip: {right: rail, force_N: 100}\n")
                .find("the table has no handle 'rail'; it has 'left', 'right', 'front leg left'"),
            std::string::npos);
  EXPECT_NE(refusal("protocol:\n  - grip: {force_N: 100}\n").find("neither hand is given a handle"),
            std::string::npos);
}

TEST(Exercise, APivotBoltFailsOnOneSide) {
  EXPECT_NE(refusal("protocol:\n  - hold: {duration_s: 1}\nfaults:\n  - {what: pivot_bolt}\n")
                .find("'pivot_bolt' needs a side, 'right' or 'left'"),
            std::string::npos);
}

// handles out of reach are no help, and it is said
TEST(Exercise, AHandleOutOfReachIsReported) {
  const Document document =
      short_scenario("circulation: false, start_angle_deg: 0",
                     "protocol:\n  - grip: {right: front leg left, force_N: 100, duration_s: 4}\n"
                     "  - hold: {duration_s: 1}\n");
  Session session(document);
  session.settle();
  std::vector<std::string> kinds;
  SessionSink sink;
  sink.event = [&kinds](const Event& e) { kinds.push_back(e.kind); };
  EXPECT_EQ(session.run(sink).status, StepStatus::kOk);
  EXPECT_EQ(std::ranges::count(kinds, "grip_out_of_reach"), 1);
  EXPECT_EQ(std::ranges::count(kinds, "hand_holds"), 0);
}

}  // namespace
}  // namespace inversim
