// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/baroreflex.h"

#include "shipped.h"

namespace inversim {
namespace {

struct Answer {
  double mean = 0.0;    // of the impulse response [s]
  double spread = 0.0;  // its standard deviation [s]
  double end = 0.0;     // of the step response
};

// moments of the impulse response, from the answer to a unit step
template <int lags>
Answer answer(double time, double dt) {
  double chain[lags] = {};
  Answer a;
  double second = 0.0, before = 0.0;
  for (long n = 0; n < std::lround(200.0 / dt); ++n) {
    const double t = (static_cast<double>(n) + 0.5) * dt;
    lag_chain<double>(chain, 1.0, lag_share<double>(dt, time));
    a.mean += (chain[lags - 1] - before) * t;
    second += (chain[lags - 1] - before) * t * t;
    before = chain[lags - 1];
  }
  a.end = before;
  a.spread = std::sqrt(second - a.mean * a.mean);
  return a;
}

double mean_of(const ResponseFigures& r) { return (r.delay + r.peak + r.end) / 3; }
double spread_of(const ResponseFigures& r) {
  return std::sqrt((r.delay * r.delay + r.peak * r.peak + r.end * r.end - r.delay * r.peak -
                    r.delay * r.end - r.peak * r.end) /
                   18);
}

TEST(Baroreflex, PathwaysAnswerWithTheMeanTimeOfTheSource) {
  const CirculationParameters p = shipped_parameters();
  const CirculationModel<double> m = reference_model();
  for (double dt : {0.001, 0.01, 0.1}) {
    const Answer vagal = answer<kVagalLags>(m.reflex.vagal_time, dt);
    const Answer beta = answer<kBetaLags>(m.reflex.beta_time, dt);
    const Answer resistance = answer<kResistanceLags>(m.reflex.resistance_time, dt);
    const Answer volume = answer<kVolumeLags>(m.reflex.volume_time, dt);
    EXPECT_NEAR(vagal.mean, mean_of(p.parasympathetic), 0.2 * dt + 0.002);
    EXPECT_NEAR(beta.mean, mean_of(p.beta), 0.1 * dt + 0.01);
    EXPECT_NEAR(resistance.mean, mean_of(p.alpha_resistance), 0.1 * dt + 0.01);
    EXPECT_NEAR(volume.mean, mean_of(p.alpha_volume), 0.1 * dt + 0.02);
    for (const Answer& a : {vagal, beta, resistance, volume}) EXPECT_NEAR(a.end, 1.0, 1e-6);
    // the slow pathways also keep the spread of their triangles
    EXPECT_NEAR(beta.spread / spread_of(p.beta), 1.0, 0.05);
    EXPECT_NEAR(resistance.spread / spread_of(p.alpha_resistance), 1.0, 0.05);
    EXPECT_NEAR(volume.spread / spread_of(p.alpha_volume), 1.0, 0.05);
  }
}

TEST(Baroreflex, ErrorIsLinearAtTheSetPointAndSaturates) {
  const CirculationModel<double> m = reference_model();
  const auto error = [&](double over) {
    const double p = m.reflex.set_point + over * kMmHg;
    return reflex_error<double>(m.reflex, over_set_point<double>(m.reflex, p, p, 0.0)) / kMmHg;
  };
  EXPECT_EQ(error(0.0), 0.0);
  EXPECT_NEAR(error(0.01), 0.01, 1e-8);
  EXPECT_NEAR(error(18.0), 18.0 * kDegree * 45.0, 1e-9);
  EXPECT_LT(error(1000.0), 18.0 * kDegree * 90.0);
  EXPECT_NEAR(error(-7.0), -error(7.0), 1e-12);
}

// a pulse of 30 mmHg about a mean that is off: what arrives is the error of the mean, but for 0.2;
// an arctangent of the pulse itself would be off by 2
TEST(Baroreflex, PulseIsNotTakenForAnError) {
  const CirculationModel<double> m = reference_model();
  for (double over : {-15.0, 0.0, 13.0}) {
    BaroreflexState<double> state{};
    double sum = 0.0;
    for (int n = 0; n < 200000; ++n) {
      const double pulse = 15.0 * std::sin(6.283185307179586 * n * 1e-3);
      advance<double>(m.reflex, state, (over + pulse) * kMmHg, 0.0, 1e-3);
      if (n >= 100000) sum += state.vagal[kVagalLags - 1] / kMmHg / 100000;
    }
    EXPECT_NEAR(sum, 18.0 * std::atan(over / 18.0), 0.2) << over;
  }
}

TEST(Baroreflex, CentralPressorLiftsTheSetPointHeadDownOnly) {
  CirculationModel<double> m = reference_model();
  m.reflex.central_pressor = 10.0 * kMmHg;
  const auto error = [&](double sine) {
    return reflex_error<double>(
        m.reflex, over_set_point<double>(m.reflex, m.reflex.set_point, m.reflex.set_point, sine));
  };
  EXPECT_EQ(error(-1.0), 0.0);
  EXPECT_NEAR(error(1.0) / kMmHg, -18.0 * std::atan(10.0 / 18.0), 1e-9);
}

// 9 + 9 ms/mmHg at rest, both limbs, for the young; 7.5/16.3 of it at 54.5 years
TEST(Baroreflex, HeartPeriodFollowsGainAndAge) {
  const CirculationParameters p = shipped_parameters();
  const auto period = [&](double age, double gain) {
    CirculationSubject s = reference_subject(p);
    s.age = age;
    s.reflex_gain = gain;
    const CirculationModel<double> m = make_circulation(p, s);
    BaroreflexState<double> state{};
    state.vagal[kVagalLags - 1] = state.beta[kBetaLags - 1] = kMmHg;
    return heart_period<double>(m.reflex, state) - m.reflex.resting_period;
  };
  EXPECT_NEAR(period(22, 0), 0.018, 1e-12);
  EXPECT_NEAR(period(54.5, 0), 0.018 * 7.5 / 16.3, 1e-12);
  EXPECT_NEAR(period(49.5, 0), 0.018 * (8.8 + 7.5) / 2 / 16.3, 1e-12);
  EXPECT_NEAR(period(64.5, 0), 0.018 * 7.5 / 16.3 * std::exp(-0.23), 1e-12);
  EXPECT_NEAR(period(70, 0.028 / kMmHg), 0.028, 1e-12);  // a study's own gain
}

}  // namespace
}  // namespace inversim
