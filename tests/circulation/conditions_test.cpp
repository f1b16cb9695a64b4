// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/conditions.h"

#include <set>

#include "shipped.h"

namespace inversim {
namespace {

const std::vector<ConditionEffect>& effects() {
  static const std::vector<ConditionEffect> kEffects = [] {
    const Reading reading = read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml",
                                      FileKind::kCirculation);
    if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
    return condition_effects(reading.document->root);
  }();
  return kEffects;
}

CirculationModel<double> with(const std::string& condition) {
  CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  if (!condition.empty()) apply_condition(effects(), condition, p, s);
  return make_circulation(p, s);
}

// five minutes at 75 deg upright, from lying
CirculationOutputs<double> stood(const CirculationModel<double>& m) {
  CirculationState<double> state = resting_state(m, tilted(m, 0.0));
  run(m, state, 300.0, 0.02, [](double t) { return -75.0 * std::fmin(1.0, t / 10.0); });
  return outputs(m, state, tilted(m, -75.0));
}

TEST(Conditions, FileHasThoseOfTheDesign) {
  std::set<std::string> names;
  for (const ConditionEffect& e : effects()) names.insert(e.condition);
  EXPECT_EQ(names, (std::set<std::string>{"hypertension_untreated", "hypertension_treated",
                                          "glaucoma", "ocular_hypertension", "heart_failure",
                                          "autonomic_failure", "beta_blocker", "dehydration"}));
  for (const std::string& name : names) EXPECT_NO_THROW(with(name)) << name;
}

TEST(Conditions, UnknownNameIsRefusedWithThoseThereAre) {
  try {
    with("gout");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("'gout'"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("'dehydration'"), std::string::npos);
  }
}

TEST(Conditions, BetaBlockerSlowsTheHeartAndFlattensItsRise) {
  const CirculationModel<double> well = with(""), ill = with("beta_blocker");
  const double lying = at_rest(ill, 0.0).heart_rate, well_lying = at_rest(well, 0.0).heart_rate;
  EXPECT_LT(lying * 60, well_lying * 60 - 5.0);
  EXPECT_LT(stood(ill).heart_rate - lying, 0.6 * (stood(well).heart_rate - well_lying));
}

TEST(Conditions, AutonomicFailureCannotStand) {
  const CirculationModel<double> well = with(""), ill = with("autonomic_failure");
  EXPECT_NEAR(at_rest(ill, 0.0).mean_heart / kMmHg, at_rest(well, 0.0).mean_heart / kMmHg, 8.0);
  const CirculationOutputs<double> o = stood(ill);
  EXPECT_LT(o.mean_heart, stood(well).mean_heart - 15.0 * kMmHg);
  EXPECT_LT((o.heart_rate - at_rest(ill, 0.0).heart_rate) * 60.0, 10.0);
  EXPECT_GT(o.lightness, 0.5);
}

TEST(Conditions, HeartFailureEjectsLessFromAFullerHeart) {
  const CirculationOutputs<double> well = at_rest(with(""), 0.0);
  const CirculationOutputs<double> ill = at_rest(with("heart_failure"), 0.0);
  EXPECT_LT(ill.stroke_volume, well.stroke_volume - 3.0 * kMl);
  EXPECT_GT(ill.left_atrium, well.left_atrium + 3.0 * kMmHg);
  EXPECT_GT(ill.pulmonary_artery, well.pulmonary_artery);
  EXPECT_GT(ill.heart_rate, well.heart_rate);
}

TEST(Conditions, DehydrationRacesUpright) {
  EXPECT_GT(stood(with("dehydration")).heart_rate * 60, stood(with("")).heart_rate * 60 + 3.0);
  EXPECT_LT(with("dehydration").blood_volume, 0.95 * with("").blood_volume);
}

TEST(Conditions, GlaucomaAndOcularHypertensionRaiseTheEyesPressure) {
  const double well = at_rest(with(""), 0.0).intraocular;
  const double glaucoma = at_rest(with("glaucoma"), 0.0).intraocular;
  const double ocular = at_rest(with("ocular_hypertension"), 0.0).intraocular;
  EXPECT_NEAR((glaucoma - well) / kMmHg, 1.28 / 0.24 * (1 / 0.4 - 1), 0.05);
  EXPECT_GT(ocular / kMmHg, 21.0);
  // the column comes on top
  EXPECT_GT(at_rest(with("glaucoma"), 60.0).intraocular, glaucoma + 10.0 * kMmHg);
}

TEST(Conditions, HypertensionRaisesPressureAndTreatmentLowersIt) {
  const CirculationOutputs<double> well = at_rest(with(""), 0.0);
  const CirculationOutputs<double> treated = at_rest(with("hypertension_treated"), 0.0);
  const CirculationOutputs<double> untreated = at_rest(with("hypertension_untreated"), 0.0);
  EXPECT_NEAR(untreated.mean_heart / kMmHg, 1.25 * 91.0, 6.0);
  EXPECT_NEAR(treated.mean_heart / kMmHg, 1.1 * 91.0, 5.0);
  // stiffer arteries: a wider pulse per stroke; the brain's flow is kept
  const auto pulse = [](const CirculationOutputs<double>& o) {
    return (o.systolic_heart - o.diastolic_heart) / o.stroke_volume;
  };
  EXPECT_GT(pulse(untreated), 1.2 * pulse(well));
  EXPECT_NEAR(untreated.brain_flow / well.brain_flow, 1.0, 0.1);
}

}  // namespace
}  // namespace inversim
