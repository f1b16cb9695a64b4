// SPDX-License-Identifier: Apache-2.0
// Head-up and head-down tilt beside what was measured, in both faces. The comparison is printed,
// not judged: `inversim validate` does that. Judged is what any closed loop must do.
#include <cstdio>

#include "shipped.h"

namespace inversim {
namespace {

struct Tilt {
  CirculationOutputs<double> before;
  CirculationOutputs<double> after;  // mean of the last three of five minutes
};

template <Face face>
Tilt tilt(double gain_ms, double resting_rate, double degrees, double ramp) {
  constexpr double kStep = face == Face::kBeating ? 1e-3 : 0.02;
  const CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  s.reflex_gain = gain_ms * 1e-3 / kMmHg;
  s.heart_rate = resting_rate / 60.0;
  const CirculationModel<double> m = make_circulation(p, s);
  CirculationState<double> state = resting_state(m, tilted(m, 0.0), face);
  Tilt t;
  t.before = mean_over<face>(m, state, 10.0, kStep, 0.0);
  run<face>(m, state, 120.0, kStep,
            [&](double time) { return degrees * std::fmin(1.0, time / ramp); });
  t.after = mean_over<face>(m, state, 180.0, kStep, degrees);
  return t;
}

double pressure_change(const Tilt& t) { return (t.after.mean_heart - t.before.mean_heart) / kMmHg; }
double stroke_change(const Tilt& t) {
  return (t.after.stroke_volume - t.before.stroke_volume) / kMl;
}
double rate_change(const Tilt& t) { return (t.after.heart_rate - t.before.heart_rate) * 60.0; }

constexpr Face kA = Face::kAveraged, kB = Face::kBeating;

TEST(Tilt, HeadUpBesideSmith) {
  // Smith 1987 through Heldt, men 20 to 29 years, n = 15: C224 to C238; gain 28 ms/mmHg
  struct Row {
    double degrees, pressure, stroke, rate;
  };
  const Row rows[] = {{10, -0.4, -8.6, 0.1},
                      {20, -0.3, -15.3, 2.3},
                      {30, 1.1, -27.9, 6.5},
                      {45, 3.2, -36.1, 14.4},
                      {70, 7.6, -45.1, 22.7}};
  std::printf("head-up tilt, change from supine  measured (averaged, beating)\n");
  std::printf("  deg   MAP mmHg               SV ml                   HR /min\n");
  double last_stroke = 0.0, last_rate = 0.0;
  for (const Row& row : rows) {
    const Tilt t = tilt<kA>(28.0, 67.0, -row.degrees, 10.0);
    const Tilt b = tilt<kB>(28.0, 67.0, -row.degrees, 10.0);
    const double stroke = stroke_change(t), rate = rate_change(t);
    std::printf("  %3.0f   %5.1f (%5.1f, %5.1f)   %6.1f (%6.1f, %6.1f)   %5.1f (%5.1f, %5.1f)\n",
                row.degrees, row.pressure, pressure_change(t), pressure_change(b), row.stroke,
                stroke, stroke_change(b), row.rate, rate, rate_change(b));
    EXPECT_LT(stroke, last_stroke);
    EXPECT_GT(rate, last_rate);
    EXPECT_LT(t.after.mean_carotid, t.before.mean_carotid);
    last_stroke = stroke;
    last_rate = rate;
  }
}

TEST(Tilt, HeadUpBesideHeldt) {
  // Heldt 2004 Table 7.2, n = 10: C216 to C221; gain 12 ms/mmHg
  struct Row {
    const char* name;
    double ramp, rate, pressure;
  };
  std::printf("75 deg head-up, change from supine  measured (averaged, beating)\n");
  for (const Row& row : {Row{"rapid, 2 s", 2.0, 13.0, 4.0}, Row{"slow, 50 s", 50.0, 14.6, 5.7}}) {
    const Tilt t = tilt<kA>(12.0, 67.0, -75.0, row.ramp), b = tilt<kB>(12.0, 67.0, -75.0, row.ramp);
    std::printf("  %-12s HR %5.1f (%5.1f, %5.1f) /min   MAP %5.1f (%5.1f, %5.1f) mmHg\n", row.name,
                row.rate, rate_change(t), rate_change(b), row.pressure, pressure_change(t),
                pressure_change(b));
    EXPECT_GT(rate_change(t), 0.0);
    EXPECT_GT(rate_change(b), 0.0);
  }
}

TEST(Tilt, InvertedBesideSupineAndStanding) {
  std::printf("inverted, measured (averaged)\n");
  const Tilt down = tilt<kA>(12.0, 67.0, 90.0, 10.0), up = tilt<kA>(12.0, 67.0, -90.0, 10.0);
  const auto mm = [](double a, double b) { return (a - b) / kMmHg; };
  std::printf("  against supine: HR 0 (%.1f) /min, MAP +22 (heart %.1f, cuff %.1f) mmHg\n",
              (down.after.heart_rate - down.before.heart_rate) * 60.0,
              mm(down.after.mean_heart, down.before.mean_heart),
              mm(down.after.mean_cuff, down.before.mean_cuff));
  std::printf("  against standing: HR -16.4 (%.1f) /min, arm +17/+16 (mean %.1f) mmHg\n",
              (down.after.heart_rate - up.after.heart_rate) * 60.0,
              mm(down.after.mean_cuff, up.after.mean_cuff));
  EXPECT_LT(down.after.heart_rate, up.after.heart_rate);
  EXPECT_LT(up.after.stroke_volume, down.after.stroke_volume);
}

TEST(Tilt, BloodGoesWhereItIsLow) {
  CirculationModel<double> m = reference_model();
  for (double& capacity : m.interstitium.capacity) capacity = 0.0;  // blood that has not left yet
  const CirculationOutputs<double> up = at_rest(m, -90.0), lying = at_rest(m, 0.0),
                                   down = at_rest(m, 90.0);
  // Heldt's 1200 ml of leg veins take 0.5 to 0.7 l upright (static check of the reference: 0.56)
  EXPECT_NEAR((up.leg_volume - lying.leg_volume) / kMl, 600.0, 100.0);
  // inverted they give 0.25 to 0.45 l back
  EXPECT_NEAR((down.leg_volume - lying.leg_volume) / kMl, -350.0, 100.0);
  // the skull keeps what it has, the neck takes some
  EXPECT_NEAR((down.head_volume - lying.head_volume) / kMl, 60.0, 25.0);
  // right atrium: the hydrostatic indifferent point lies 3 to 11 cm below the heart, both ways
  const double per_cm = 1060.0 * 9.80665 * 0.01;
  EXPECT_NEAR((lying.right_atrium - up.right_atrium) / per_cm, 7.0, 4.0);
  EXPECT_NEAR((down.right_atrium - lying.right_atrium) / per_cm, 7.0, 4.0);
}

// fast to upright the pressure dips before the reflex answers; slowly it does not
TEST(Tilt, FastStandingDipsSlowDoesNot) {
  CirculationModel<double> m = reference_model();
  for (double& capacity : m.interstitium.capacity) capacity = 0.0;  // slower than what is meant
  const auto lowest = [&](double ramp) {
    CirculationState<double> state = resting_state(m, tilted(m, 0.0));
    const auto angle = [&](double t) { return -75.0 * std::fmin(1.0, t / ramp); };
    double least = 1e9, t = 0.0;
    const double end = outputs(m, resting_state(m, tilted(m, -75.0)), tilted(m, -75.0)).mean_heart;
    while (t < 120.0) {
      t += 0.01;
      step<Face::kAveraged, double>(m, state, tilted(m, angle(t)), 0.01);
      if (angle(t) == -75.0)
        least = std::fmin(least, outputs(m, state, tilted(m, -75.0)).mean_heart);
    }
    return (end - least) / kMmHg;
  };
  const double fast = lowest(2.0), slow = lowest(50.0);
  std::printf("dip below the steady upright pressure: %.1f mmHg in 2 s, %.1f in 50 s\n", fast,
              slow);
  EXPECT_GT(fast, 5.0);
  EXPECT_LT(slow, 0.5 * fast);
}

}  // namespace
}  // namespace inversim
