// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/model.h"

#include "shipped.h"

namespace inversim {
namespace {

CirculationSubject person(double mass, double height, bool female, double age = 30.0) {
  CirculationSubject s;
  s.mass = mass;
  s.height = height;
  s.female = female;
  s.age = age;
  return s;
}

TEST(CirculationModel, ReferenceSubjectHasTheFiguresOfTheFile) {
  const CirculationModel<double> m = reference_model();
  EXPECT_NEAR(m.blood_volume / kMl, 5253.0, 1e-9);
  EXPECT_NEAR(m.compliance[kLegVeins], 27.0 * kMl / kMmHg, 1e-20);
  EXPECT_NEAR(m.resistance[kRenalBed], 4.42 * kMmHg / kMl, 1e-3);
  EXPECT_NEAR(m.reflex.bed_gain[kRenalBed] * kMmHg, -0.05 / 4.42, 1e-12);
  // the head does not follow the reflex: an error takes off the rest's conductance what it would
  // off that of Heldt's upper body, which has the head in it
  const CirculationParameters p = shipped_parameters();
  const double without_head = p.resistance[kUpperBed];
  EXPECT_NEAR(m.reflex.bed_gain[kUpperBed] * kMmHg / without_head,
              -0.05 / 4.165 / p.upper_bed_resistance, 1e-12 / without_head);
  EXPECT_NEAR(m.landmark[kEye], 0.2 * 1.693, 1e-12);
  double unstressed = m.left.unstressed + m.right.unstressed;
  for (double v : m.unstressed) unstressed += v;
  EXPECT_NEAR(unstressed / kMl, 4066.0, 1e-6);  // Heldt's 4166, 100 calibrated off
}

// the brain's flow supine is that of CVModel's conductance, which was split off Heldt's upper body
TEST(CirculationModel, HeadIsSplitOffTheUpperBody) {
  const CirculationOutputs<double> o = at_rest(reference_model(), 0.0);
  const double conductance = o.brain_flow / (o.mean_brain - o.cerebral_venous +
                                             reference_model().brain.sinus * o.brain_flow);
  EXPECT_NEAR(conductance, 0.15 * kMl / kMmHg, 0.003 * kMl / kMmHg);
}

TEST(CirculationModel, BloodVolumeGoesWithNadler) {
  const CirculationParameters p = shipped_parameters();
  const double man = make_circulation(p, person(70.3, 1.693, false)).blood_volume;
  const double woman = make_circulation(p, person(70.3, 1.693, true)).blood_volume;
  EXPECT_NEAR(man / kMl, 5253.0, 1e-9);
  EXPECT_NEAR(woman / man, 4.2370 / 4.6475, 1e-4);  // Nadler's litres, by hand
}

// the four shipped subjects: pressures do not go with size, flow and rate do
TEST(CirculationModel, PeopleOfAllSizesRestAtTheSamePressure) {
  const CirculationParameters p = shipped_parameters();
  double last_output = 0.0, last_rate = 1e9;
  for (const CirculationSubject& s : {person(50, 1.47, true), person(60, 1.63, true),
                                      person(75, 1.75, false), person(125, 1.98, false)}) {
    const CirculationOutputs<double> o = at_rest(make_circulation(p, s), 0.0);
    EXPECT_NEAR(o.mean_heart / kMmHg, 90.0, 2.0) << s.mass;
    EXPECT_GT(o.cardiac_output, last_output) << s.mass;
    EXPECT_LT(o.heart_rate, last_rate) << s.mass;
    last_output = o.cardiac_output;
    last_rate = o.heart_rate;
  }
  EXPECT_NEAR(last_output / kLitrePerMinute, 7.4, 0.8);
}

TEST(CirculationModel, OwnRestingValuesAreKept) {
  const CirculationParameters p = shipped_parameters();
  CirculationSubject s = reference_subject(p);
  s.mean_pressure = 110.0 * kMmHg;
  s.heart_rate = 79.0 / 60.0;
  const CirculationOutputs<double> o = at_rest(make_circulation(p, s), 0.0);
  EXPECT_NEAR(o.mean_heart / kMmHg, 110.0, 5.0);
  EXPECT_NEAR(o.heart_rate * 60.0, 79.0, 6.0);
}

TEST(CirculationModel, RefusesWhatCannotBe) {
  CirculationParameters p = shipped_parameters();
  EXPECT_THROW(make_circulation(p, CirculationSubject{}), std::invalid_argument);
  p.resistance[kLegBed] = 0.0;
  EXPECT_THROW(make_circulation(p, person(70, 1.7, false)), std::invalid_argument);
}

TEST(CirculationFile, RefusesAMissingOrMisplacedFigure) {
  const Reading reading =
      read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml", FileKind::kCirculation);
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  const auto refusal = [&](auto change) -> std::string {
    Node root = reading.document->root;
    change(root);
    try {
      circulation_parameters(root);
    } catch (const std::invalid_argument& error) { return error.what(); }
    return "";
  };
  const auto list = [](Node& root, std::string_view name) -> Node& {
    for (Node& child : root.children)
      if (child.label == name) return child;
    throw std::logic_error("no such list");
  };
  EXPECT_EQ(refusal([](Node&) {}), "");
  EXPECT_EQ(refusal([&](Node& root) { list(root, "vessels").children.front().label = "other"; }),
            "circulation file: vessels has no entry named 'collapse_pressure'");
  const std::string moved = refusal([&](Node& root) {
    for (Node& node : list(root, "compartments").children.front().children)
      if (node.label == "landmark") node.word = "eye";
  });
  EXPECT_EQ(moved,
            "circulation file: 'aortic_arch' has landmark 'eye', the network of this version has "
            "'arch'");
}

}  // namespace
}  // namespace inversim
