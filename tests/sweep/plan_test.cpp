// SPDX-License-Identifier: Apache-2.0
// Sweep files into cases, and all that can be wrong with them.
#include "sweep_fixture.h"

namespace inversim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Plan : public SweepFolder {
 protected:
  std::string refusal(const std::string& text) const {
    try {
      plan(text);
    } catch (const std::invalid_argument& e) { return e.what(); }
    return "";
  }
};

TEST_F(Plan, TheLastAxisOfAGridChangesFastest) {
  const SweepPlan p = plan(kGrid);
  ASSERT_EQ(p.count(), 36u);
  EXPECT_THAT(p.settings_of(0), ElementsAre("protocol.1.rotate.to_deg=10", "subject.mass_kg=60"));
  EXPECT_THAT(p.settings_of(1), ElementsAre("protocol.1.rotate.to_deg=10", "subject.mass_kg=62"));
  EXPECT_THAT(p.settings_of(35), ElementsAre("protocol.1.rotate.to_deg=30", "subject.mass_kg=82"));
  EXPECT_EQ(p.design().axes[1].unit, "kg");
  EXPECT_EQ(p.values_per_case(), 1u + 25u);
  const Document last = p.scenario_of(35);
  EXPECT_DOUBLE_EQ(last.root.real("subject.mass_kg"), 82.0);
  EXPECT_NEAR(last.root.list("protocol")[0].real("rotate.to_deg"), 30 * 0.017453292519943295,
              1e-12);
}

TEST_F(Plan, WithoutMetricsAllKeyFiguresAreKept) {
  const SweepPlan p = plan("axes: [{path: subject.mass_kg, values: [60, 70]}]\n");
  std::vector<std::string> names;
  for (const SweepMetric& m : p.metrics()) names.push_back(m.name);
  EXPECT_THAT(names, testing::IsSupersetOf({"peak_traction", "spacing_l4_l5", "intraocular_max",
                                            "unloading_angle_l4_l5"}));
}

TEST_F(Plan, PointsLieBetweenTheEndsOfTheAxes) {
  for (const std::string design : {"latin_hypercube", "sobol"}) {
    const SweepPlan p = plan("design: " + design + R"(
cases: 64
axes:
  - {path: subject.mass_kg, low: 60, high: 100}
  - {path: settings.friction, low: 0.2, high: 0.4, distribution: normal}
)");
    double least = 1e9, most = 0.0;
    int inside = 0;
    for (std::size_t i = 0; i < 64; ++i) {
      least = std::min(least, p.design().axes[0].numbers[i]);
      most = std::max(most, p.design().axes[0].numbers[i]);
      const double mu = p.design().axes[1].numbers[i];
      inside += mu > 0.2 && mu < 0.4 ? 1 : 0;
    }
    EXPECT_GE(least, 60.0);
    EXPECT_LT(least, 61.5);
    EXPECT_LE(most, 100.0);
    EXPECT_GT(most, 98.5);
    EXPECT_NEAR(inside, 61, 1) << design;  // 95 % of 64
  }
}

TEST_F(Plan, ATableOfCases) {
  write("cases.csv", "# two people\nangle,subject\n20,man_75kg_175cm\n\n30,woman_60kg_163cm\n");
  const std::string text = "design: table\ntable: cases.csv\n";
  EXPECT_THAT(refusal(text), HasSubstr("unknown key 'angle'"));
  EXPECT_THAT(refusal(text + "axes: [{label: anlge, path: protocol.1.rotate.to_deg}]\n"),
              HasSubstr("no column 'anlge'"));
  const SweepPlan p = plan(text + "axes: [{label: angle, path: protocol.1.rotate.to_deg}]\n");
  ASSERT_EQ(p.count(), 2u);
  EXPECT_EQ(p.scenario_of(1).root.text("subject.sex"), "female");
  EXPECT_DOUBLE_EQ(p.scenario_of(0).root.real("subject.mass_kg"), 75.0);
}

TEST_F(Plan, WhatIsWrongIsSaid) {
  const std::string axis = "axes: [{path: subject.mass_kg, values: [60]}]\n";
  EXPECT_THAT(refusal("axes: [{path: subject.mas_kg, values: [60]}]\n"), HasSubstr("mass_kg"));
  EXPECT_THAT(refusal("axes: [{path: subject.mass_kg, values: [6000]}]\n"), HasSubstr("300"));
  EXPECT_THAT(refusal("axes: [{path: subject.mass_kg, low: 60, high: 70}]\n"), HasSubstr("count"));
  EXPECT_THAT(refusal("design: sobol\n" + axis), HasSubstr("cases"));
  EXPECT_THAT(refusal("cases: 3\n" + axis), HasSubstr("latin_hypercube"));
  EXPECT_THAT(refusal(""), HasSubstr("nothing differs"));
  EXPECT_THAT(refusal("design: table\n"), HasSubstr("needs `table`"));
  EXPECT_THAT(refusal(axis + "metrics: [{name: x, figure: peak_tracton}]\n"),
              HasSubstr("did you mean 'peak_traction'"));
  EXPECT_THAT(refusal(axis + "metrics: [{name: x, signal: disc_hight}]\n"),
              HasSubstr("did you mean 'disc_height'"));
  EXPECT_THAT(refusal(axis + "metrics: [{name: x, signal: section_axial, at: L6}]\n"),
              HasSubstr("no level"));
  EXPECT_THAT(refusal(axis + "metrics: [{name: x, signal: section_axial, unit: mm}]\n"),
              HasSubstr("no unit of"));
  EXPECT_THAT(refusal("axes: [{path: subject.mass_kg, label: x, values: [60]}]\n"
                      "metrics: [{name: x, figure: peak_traction}]\n"),
              HasSubstr("twice"));
  EXPECT_THAT(refusal(axis + "traces: {signals: [pulse]}\n"), HasSubstr("no signal 'pulse'"));
  EXPECT_THAT(refusal(axis + "set: [settings.frictoin=0.2]\n"), HasSubstr("friction"));
}

TEST_F(Plan, TheFingerprintIsOfAllThatAResultDependsOn) {
  const std::uint64_t base = plan(kGrid).fingerprint();
  EXPECT_EQ(plan(kGrid).fingerprint(), base);
  EXPECT_NE(plan(std::string(kGrid) + "set: [settings.friction=0.2]\n").fingerprint(), base);
  std::ifstream in(path("short.yaml"));
  std::string scenario((std::istreambuf_iterator<char>(in)), {});
  write("short.yaml", scenario + "# changed\n");
  EXPECT_NE(plan(kGrid).fingerprint(), base);
}

}  // namespace
}  // namespace inversim
