// SPDX-License-Identifier: Apache-2.0
// Sessions from equilibrium to equilibrium: times and angles of their way, what they refuse, and
// that they end where the dynamics end.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "inversim/math/angle.h"
#include "inversim/scenario/session.h"
#include "short_scenario.h"

namespace inversim {
namespace {

using testing::HasSubstr;

constexpr const char* kSettings = "hinge_hole: B, circulation: false, settle_time_s: 3, solver: ";
constexpr const char* kWay = R"(spine: adult
protocol:
  - hold: {duration_s: 5}
  - rotate: {to_deg: 45, rate_deg_per_s: 5}
  - hold: {duration_s: 20}
  - arms: {to: overhead, duration_s: 3}
  - rotate: {to_deg: 20, rate_deg_per_s: 5, by: spotter}
)";

struct Way {
  std::vector<double> time, angle;
  std::vector<int> step;
  SessionResult result;
  std::vector<double> axial;  // at the end of the hold, of all levels
};

Way run(const std::string& solver, const std::string& way = kWay) {
  const Document document = short_scenario(kSettings + solver, way);
  Session session(document);
  session.settle();
  Way out;
  const std::size_t angle = place_of(session.all_signals(), "bed_angle");
  std::size_t axial = 0;
  for (const Signal& s : session.all_signals().signals) {
    if (s.name == "section_axial") break;
    axial += s.width;
  }
  session.watch([&](double time, int step, std::span<const double> row) {
    out.time.push_back(time);
    out.angle.push_back(row[angle]);
    out.step.push_back(step);
    if (step == 3)
      out.axial.assign(row.begin() + static_cast<std::ptrdiff_t>(axial),
                       row.begin() + static_cast<std::ptrdiff_t>(axial + kLevels));
  });
  out.result = session.run({});
  return out;
}

TEST(QuasiStaticSession, FollowsTheWayInSteps) {
  const Way way = run("quasi_static");
  ASSERT_EQ(way.result.status, StepStatus::kOk);
  EXPECT_EQ(way.result.steps, 0u);
  EXPECT_EQ(way.result.rest_steps + 1, way.time.size());
  double steepest = 0.0, longest = 0.0, widest = 0.0;
  for (std::size_t i = 0; i < way.time.size(); ++i) {
    steepest = std::max(steepest, way.angle[i]);
    if (i == 0) continue;
    EXPECT_GT(way.time[i], way.time[i - 1]);
    EXPECT_GE(way.step[i], way.step[i - 1]);
    longest = std::max(longest, way.time[i] - way.time[i - 1]);
    widest = std::max(widest, std::fabs(way.angle[i] - way.angle[i - 1]));
  }
  EXPECT_DOUBLE_EQ(steepest, 45 * kDegree);
  EXPECT_DOUBLE_EQ(way.angle.back(), 20 * kDegree);
  EXPECT_LE(widest, 2.5 * kDegree + 1e-12);
  EXPECT_LE(longest, 10.0);
  // 5 s; 0.6 and 0.4 s of hands, 13.5 s of a smooth way, 0.5 s to arrive; 20 s; 3 s; 1 s and 5 s
  EXPECT_NEAR(way.time.back(), 5 + 14.5 + 0.5 + 20 + 3 + 6, 0.03);
}

TEST(QuasiStaticSession, EndsWhereTheDynamicsEnd) {
  // without the arms, whose swing makes the body slip in the dynamics alone
  const std::string way = R"(spine: adult
protocol:
  - hold: {duration_s: 5}
  - rotate: {to_deg: 45, rate_deg_per_s: 5}
  - hold: {duration_s: 20}
  - rotate: {to_deg: 20, rate_deg_per_s: 5, by: spotter}
)";
  const Way fast = run("quasi_static", way), slow = run("dynamic", way);
  ASSERT_EQ(slow.result.status, StepStatus::kOk);
  EXPECT_NEAR(fast.time.back(), slow.time.back(), 3.0);  // the spotter takes his time to arrive
  constexpr double kWeight = 75 * 9.81;
  for (std::size_t k = 0; k < kLevels; ++k) {
    EXPECT_NEAR(fast.axial[k], slow.axial[k], 0.003 * kWeight) << k;
  }
  const auto figure = [](const Way& w, const std::string& name) {
    const auto& f = w.result.figures;
    return std::ranges::find(f, name, &KeyFigure::name)->value;
  };
  EXPECT_NEAR(figure(fast, "peak_traction_l4_l5"), figure(slow, "peak_traction_l4_l5"),
              0.01 * kWeight);
  EXPECT_NEAR(figure(fast, "spacing_l4_l5"), figure(slow, "spacing_l4_l5"), 0.02);
  EXPECT_NEAR(figure(fast, "unloading_angle_l4_l5"), figure(slow, "unloading_angle_l4_l5"), 0.5);
  // the spotter pulls a little faster at first
  EXPECT_NEAR(figure(fast, "bed_rate_max"), figure(slow, "bed_rate_max"), 0.5);
}

TEST(QuasiStaticSession, HalvingItsStepsChangesLittle) {
  const auto spacing = [](const std::string& way) {
    const Way w = run("quasi_static", way);
    return std::ranges::find(w.result.figures, "spacing_l4_l5", &KeyFigure::name)->value;
  };
  // the same way in two halves, so that stops lie elsewhere
  const double whole =
      spacing("spine: adult\nprotocol:\n  - rotate: {to_deg: 60}\n  - hold: {duration_s: 60}\n");
  const double halves = spacing(
      "spine: adult\nprotocol:\n  - rotate: {to_deg: 31}\n  - rotate: {to_deg: 60}\n"
      "  - hold: {duration_s: 29}\n  - hold: {duration_s: 22.2}\n");
  EXPECT_NEAR(whole, halves, 0.02 * whole);
}

TEST(QuasiStaticSession, RefusesWhatLivesByInertia) {
  const auto refusal = [](const std::string& settings, const std::string& rest) {
    try {
      const Document document = short_scenario(settings, "spine: adult\n" + rest);
      const Session session(document);
    } catch (const std::invalid_argument& e) { return std::string(e.what()); }
    return std::string();
  };
  const std::string slow = "hinge_hole: B, solver: quasi_static";
  const std::string hold = "protocol: [{hold: {duration_s: 1}}]\n";
  EXPECT_EQ(refusal(slow, hold), "");
  for (const std::string step :
       {"push: {body: pelvis, force_N: 100, duration_s: 1}", "oscillate: {to_deg: 20}",
        "crunch: {times: 1}", "rock: {duration_s: 1}", "rotate: {to_deg: 20, by: arms}",
        "brake: release", "rotate: {to_deg: 20, engage: false}"}) {
    EXPECT_THAT(refusal(slow, "protocol: [{" + step + "}]\n"), HasSubstr("quasi_static")) << step;
  }
  EXPECT_THAT(refusal(slow, hold + "faults: [{what: syncope, at_s: 1}]\n"), HasSubstr("faults"));
  EXPECT_THAT(refusal(slow + ", brake: released", hold), HasSubstr("nothing holds"));
  EXPECT_THAT(refusal(slow + ", frame: floating", hold), HasSubstr("floats"));
  EXPECT_THAT(refusal(slow + ", start_rate_deg_per_s: 3", hold), HasSubstr("turns at the start"));
}

}  // namespace
}  // namespace inversim
