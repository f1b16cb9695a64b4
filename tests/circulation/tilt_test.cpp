// SPDX-License-Identifier: Apache-2.0
// Head-up and head-down tilt beside what was measured. The comparison is printed, not judged: this
// face has no fluid exchange and no cardiopulmonary reflex, which the rows need. Judged is what any
// closed loop must do.
#include <cstdio>

#include "shipped.h"

namespace inversim {
namespace {

struct Tilt {
  CirculationOutputs<double> before;
  CirculationOutputs<double> after;  // mean of the last three of five minutes
};

Tilt tilt(double gain_ms, double resting_rate, double degrees, double ramp) {
  const CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  s.reflex_gain = gain_ms * 1e-3 / kMmHg;
  s.heart_rate = resting_rate / 60.0;
  const CirculationModel<double> m = make_circulation(p, s);
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  Tilt t;
  t.before = outputs(m, state, tilted(m, 0.0));
  run(m, state, 120.0, 0.02, [&](double time) { return degrees * std::fmin(1.0, time / ramp); });
  t.after = {};
  auto* sum = reinterpret_cast<double*>(&t.after);
  constexpr int kSeconds = 180;
  for (int n = 0; n < kSeconds; ++n) {
    run(m, state, 1.0, 0.02, [&](double) { return degrees; });
    const CirculationOutputs<double> o = outputs(m, state, tilted(m, degrees));
    for (int i = 0; i < kCirculationSignals; ++i)
      sum[i] += reinterpret_cast<const double*>(&o)[i] / kSeconds;
  }
  return t;
}

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
  std::printf("head-up tilt, change from supine  measured (simulated)\n");
  std::printf("  deg   MAP mmHg        SV ml            HR /min\n");
  double last_stroke = 0.0, last_rate = 0.0;
  for (const Row& row : rows) {
    const Tilt t = tilt(28.0, 67.0, -row.degrees, 10.0);
    const double pressure = (t.after.mean_heart - t.before.mean_heart) / kMmHg;
    const double stroke = (t.after.stroke_volume - t.before.stroke_volume) / kMl;
    const double rate = (t.after.heart_rate - t.before.heart_rate) * 60.0;
    std::printf("  %3.0f   %5.1f (%5.1f)   %6.1f (%6.1f)   %5.1f (%5.1f)\n", row.degrees,
                row.pressure, pressure, row.stroke, stroke, row.rate, rate);
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
  std::printf("75 deg head-up, change from supine  measured (simulated)\n");
  for (const Row& row : {Row{"rapid, 2 s", 2.0, 13.0, 4.0}, Row{"slow, 50 s", 50.0, 14.6, 5.7}}) {
    const Tilt t = tilt(12.0, 67.0, -75.0, row.ramp);
    const double pressure = (t.after.mean_heart - t.before.mean_heart) / kMmHg;
    const double rate = (t.after.heart_rate - t.before.heart_rate) * 60.0;
    std::printf("  %-12s HR %5.1f (%5.1f) /min   MAP %5.1f (%5.1f) mmHg\n", row.name, row.rate,
                rate, row.pressure, pressure);
    EXPECT_GT(rate, 0.0);
  }
}

TEST(Tilt, InvertedBesideSupineAndStanding) {
  std::printf("inverted, measured (simulated)\n");
  const Tilt down = tilt(12.0, 67.0, 90.0, 10.0), up = tilt(12.0, 67.0, -90.0, 10.0);
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

// fast to upright the pressure dips before the reflex answers; slowly it does not
TEST(Tilt, FastStandingDipsSlowDoesNot) {
  const CirculationModel<double> m = reference_model();
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
