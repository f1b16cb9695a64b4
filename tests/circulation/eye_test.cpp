// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/eye.h"

#include "shipped.h"

namespace inversim {
namespace {

constexpr double kMicrolitre = 1e-9;  // [m3]

// Goldmann: (F - U) / C over the episcleral pressure; 1.28 / 0.24 of the young, 1.3 / 0.24 at 65
TEST(Eye, RestsByGoldmannsEquation) {
  const CirculationParameters p = shipped_parameters();
  for (const auto& [age, outflow] :
       {std::pair{25.0, 1.28}, {45.0, 1.29}, {65.0, 1.3}, {80.0, 1.3}}) {
    CirculationSubject s = reference_subject(p);
    s.age = age;
    const CirculationModel<double> m = make_circulation(p, s);
    const CirculationOutputs<double> o = at_rest(m, 0.0);
    EXPECT_NEAR((o.intraocular - o.episcleral) / kMmHg, outflow / 0.24, 0.02) << age;
    EXPECT_NEAR(o.episcleral / kMmHg, 7.0 + std::log(1.0 + std::exp(-3.5)), 0.02) << age;
  }
}

TEST(Eye, OwnPressureIsKept) {
  const CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  s.intraocular = 17.0 * kMmHg;
  const CirculationModel<double> m = make_circulation(p, s);
  EXPECT_NEAR(at_rest(m, 0.0).intraocular / kMmHg, 17.0, 0.02);
}

// the choroid makes nine tenths of a change with 8 s; what is left takes 1 / (C K IOP)
TEST(Eye, ChoroidIsFastAndAqueousSlow) {
  const EyeModel<double> e = reference_model().eye;
  EyeState<double> state{};
  const double over = 1.0 * kMmHg, evp = e.rest_episcleral + over;
  const auto rise = [&] {
    return (intraocular_pressure<double>(e, state) - e.rest_pressure) / over;
  };
  const double dt = 0.01;
  const auto go = [&](double duration) {
    for (long n = 0; n < std::lround(duration / dt); ++n) advance<double>(e, state, evp, dt);
  };
  go(8.0);
  EXPECT_NEAR(rise(), 0.9 * (1.0 - std::exp(-1.0)), 0.01);
  go(52.0);
  EXPECT_NEAR(rise(), 0.9, 0.015);
  go(7200.0);
  EXPECT_NEAR(rise(), 1.0, 0.002);  // slope 1 of Goldmann's equation
  // aqueous alone: 26.7 min at this pressure
  const double time = 1.0 / (e.facility * e.rigidity * e.rest_pressure);
  EXPECT_NEAR(time / 60.0, 1.0 / (0.24 * 0.0126 * e.rest_pressure / kMmHg), 1e-6);
  state = {};
  state.aqueous = 1.0 * kMicrolitre;
  EyeModel<double> rigid = e;
  rigid.choroid_time = 1e12;
  for (long n = 0; n < std::lround(time / 0.1); ++n)
    advance<double>(rigid, state, e.rest_episcleral, 0.1);
  EXPECT_NEAR(state.aqueous / kMicrolitre, std::exp(-1.0), 0.005);
}

// a waterfall: hardly anything upright, the whole column inverted
TEST(Eye, PressureInPostures) {
  const CirculationModel<double> m = reference_model();
  const double lying = at_rest(m, 0.0).intraocular;
  const auto rise = [&](double degrees) {
    return (at_rest(m, degrees).intraocular - lying) / kMmHg;
  };
  EXPECT_NEAR(rise(90.0), 20.0, 3.0);  // at rest; some 19 after five minutes
  EXPECT_NEAR(rise(18.0), 4.5, 1.5);
  EXPECT_GT(rise(-75.0), -1.0);
  EXPECT_LT(rise(-75.0), 0.0);
  double last = -10.0;
  for (double degrees = -90.0; degrees <= 90.0; degrees += 15.0) {
    EXPECT_GE(rise(degrees), last) << degrees;
    last = rise(degrees);
  }
}

TEST(Eye, SoftmaxIsSmoothAndAboveBoth) {
  EXPECT_NEAR(softmax<double>(7.0, 7.0, 1.0), 7.0 + std::log(2.0), 1e-12);
  EXPECT_NEAR(softmax<double>(7.0, 27.0, 1.0), 27.0, 1e-8);
  EXPECT_NEAR(softmax<double>(27.0, 7.0, 1.0), 27.0, 1e-8);
  EXPECT_EQ(softmax<double>(7.0, -1e6, 1.0), 7.0);
}

}  // namespace
}  // namespace inversim
