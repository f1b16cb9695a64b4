// SPDX-License-Identifier: Apache-2.0
// Back from inversion to upright: fast, slow, with a pause lying; and what an inversion before
// standing up does (push-pull).
#include <cstdio>

#include "inversim/circulation/conditions.h"
#include "shipped.h"

namespace inversim {
namespace {

/// Tilts from one angle to another at a rate, with a pause where it passes lying.
struct Way {
  double from = 60.0;   // [deg]
  double to = -75.0;    // [deg]
  double rate = 20.0;   // [deg/s]
  double hold = 300.0;  // at `from`, the way there from lying included [s]
  double pause = 0.0;   // [s]
  double at(double t) const {
    if (t < hold) return std::fmin(from, rate * t);
    const double lying = from / rate;
    const double moved = std::fmin(t - hold, lying) + std::fmax(0.0, t - hold - lying - pause);
    return std::fmax(to, from - rate * moved);
  }
};

struct Dip {
  double pressure = 1e9;  // least at the ear [Pa]
  double flow = 0.0;      // greatest drop of the brain's flow [1]
  double lightness = 0.0;
};

template <Face face>
Dip dip(const CirculationModel<double>& m, const Way& way) {
  constexpr double kStep = face == Face::kBeating ? 1e-3 : 0.02;
  CirculationState<double> state = resting_state(m, tilted(m, 0.0), face);
  Dip d;
  const double end = way.hold + way.pause + (way.from - way.to) / way.rate + 60.0;
  for (long n = 1; n <= std::lround(end / kStep); ++n) {
    const double t = static_cast<double>(n) * kStep;
    const CirculationInput<double> input = tilted(m, way.at(t));
    step<face, double>(m, state, input, kStep);
    if (t < way.hold || n % 20 != 0) continue;
    const CirculationOutputs<double> o = outputs<face>(m, state, input);
    d.pressure = std::fmin(d.pressure, o.mean_brain);
    d.flow = std::fmax(d.flow, -o.brain_flow_change);
    d.lightness = std::fmax(d.lightness, o.lightness);
  }
  return d;
}

CirculationModel<double> person(double age, const std::string& condition) {
  const Reading reading =
      read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml", FileKind::kCirculation);
  CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  s.age = age;
  if (!condition.empty())
    apply_condition(condition_effects(reading.document->root), condition, p, s);
  return make_circulation(p, s);
}

template <Face face>
void slow_and_pause_are_better(const char* name, const CirculationModel<double>& m) {
  const Dip fast = dip<face>(m, {});
  const Dip slow = dip<face>(m, {.rate = 4.0});
  const Dip pause = dip<face>(m, {.pause = 20.0});
  for (const auto& [way, d] : {std::pair{"fast", fast}, {"slow", slow}, {"pause", pause}})
    std::printf("  %-8s %-8s %-6s %5.1f mmHg  %5.1f %%  %.3f\n", name,
                face == Face::kBeating ? "beating" : "averaged", way, d.pressure / kMmHg,
                -100.0 * d.flow, d.lightness);
  EXPECT_GT(slow.pressure, fast.pressure + 2.0 * kMmHg);
  EXPECT_GT(pause.pressure, fast.pressure + 2.0 * kMmHg);
  EXPECT_LT(slow.flow, fast.flow - 0.02);
  EXPECT_LT(pause.flow, fast.flow - 0.02);
  EXPECT_LT(slow.lightness, fast.lightness);
  EXPECT_LT(pause.lightness, fast.lightness);
}

// from 60 deg after five minutes: 20 deg/s, 4 deg/s, and 20 deg/s with 20 s lying
TEST(ReturnUpright, SlowAndPauseAreBetterThanFast) {
  std::printf("back to -75 deg: least pressure at the ear, greatest drop of flow, index\n");
  for (const auto& [name, age, condition] :
       {std::tuple{"25 y", 25.0, ""}, {"70 y", 70.0, ""}, {"blocked", 25.0, "beta_blocker"}}) {
    SCOPED_TRACE(name);
    const CirculationModel<double> m = person(age, condition);
    slow_and_pause_are_better<Face::kAveraged>(name, m);
    slow_and_pause_are_better<Face::kBeating>(name, m);
  }
}

// Sheriff 2010 (C127): 20 s at 15 deg head down make the dip of 30 deg head up larger
TEST(ReturnUpright, HeadDownBeforeHeadUpMakesTheDipDeeper) {
  const CirculationModel<double> m = reference_model();
  const auto check = [&](auto face, double push, double pull, double least) {
    constexpr Face kFace = decltype(face)::value;
    const Dip lying = dip<kFace>(m, {.from = 0.0, .to = pull, .hold = 20.0});
    const Dip pushed = dip<kFace>(m, {.from = push, .to = pull, .hold = 20.0});
    std::printf("push-pull %.0f, %.0f deg: least at the ear %.1f mmHg, from lying %.1f\n", push,
                pull, pushed.pressure / kMmHg, lying.pressure / kMmHg);
    EXPECT_LT(pushed.pressure, lying.pressure - least * kMmHg);
    EXPECT_GT(pushed.flow, lying.flow);
  };
  check(std::integral_constant<Face, Face::kAveraged>{}, 15.0, -30.0, 2.0);
  check(std::integral_constant<Face, Face::kBeating>{}, 15.0, -30.0, 2.0);
  check(std::integral_constant<Face, Face::kAveraged>{}, 60.0, -75.0, 5.0);
  check(std::integral_constant<Face, Face::kBeating>{}, 60.0, -75.0, 5.0);
}

// the less blood pressure is defended, the deeper it falls
TEST(ReturnUpright, AutonomicFailureFaints) {
  const Dip well = dip<Face::kAveraged>(person(25.0, ""), {});
  const Dip ill = dip<Face::kAveraged>(person(25.0, "autonomic_failure"), {});
  EXPECT_LT(ill.pressure, well.pressure - 15.0 * kMmHg);
  EXPECT_GT(ill.lightness, 0.5);
  EXPECT_LT(well.lightness, 0.25);
}

}  // namespace
}  // namespace inversim
