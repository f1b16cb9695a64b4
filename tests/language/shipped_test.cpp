// SPDX-License-Identifier: Apache-2.0
// The models and scenarios in the tree: good, complete, every figure with its mark, and the figures
// that people will look up.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "inversim/language/parse.h"

namespace inversim {
namespace {

Library source_tree() { return {{INVERSIM_SOURCE_DIR}}; }

Document model(FileKind kind, const std::string& name) {
  const auto path = places(source_tree(), kind, name, "").front();
  Reading reading = read_file(path, kind);
  EXPECT_TRUE(reading) << sentences(reading.diagnostics);
  return std::move(*reading.document);
}

void each_figure(const Node& node, const std::string& path,
                 const std::function<void(const Node&, const std::string&)>& act) {
  const bool figure =
      node.field && (node.field->type == FieldType::kReal || node.field->type == FieldType::kReals);
  if (figure && node.present) act(node, path);
  for (const Node& child : node.children) each_figure(child, path + "." + child.label, act);
}

TEST(Shipped, EveryFileIsGoodAndNamesItsSource) {
  const Library library = source_tree();
  std::size_t files = 0;
  for (const FileKind kind : kFileKinds)
    for (const LibraryEntry& entry : shipped(library, kind)) {
      ++files;
      const Reading reading = read_resolved(entry.path, library, kind);
      EXPECT_TRUE(reading) << sentences(reading.diagnostics);
      ASSERT_TRUE(reading);
      EXPECT_TRUE(reading.document->root.has("source")) << entry.path;
    }
  EXPECT_GE(files, 12u);
}

TEST(Shipped, EveryFigureOfAModelSaysHowItIsKnown) {
  const Library library = source_tree();
  for (const FileKind kind : {FileKind::kTable, FileKind::kSpine, FileKind::kCirculation})
    for (const LibraryEntry& entry : shipped(library, kind)) {
      const Reading reading = read_file(entry.path, kind);
      ASSERT_TRUE(reading);
      each_figure(reading.document->root, entry.name,
                  [](const Node& node, const std::string& path) {
                    if (node.origin == Origin::kPreset || node.field->plain) return;
                    EXPECT_NE(node.provenance.status, Status::kNone) << path;
                    EXPECT_FALSE(node.provenance.source.empty()) << path;
                    EXPECT_LE(node.provenance.low.value_or(node.number), node.number) << path;
                    EXPECT_GE(node.provenance.high.value_or(node.number), node.number) << path;
                  });
    }
}

// what is not read in a source has a range, so that a sweep can vary it
TEST(Shipped, UnverifiedStiffnessesHaveARange) {
  const Document spine = model(FileKind::kSpine, "adult");
  for (const Node& level : spine.root.list("levels"))
    for (const char* key : {"compression_low_load_N_per_m", "compression_high_load_N_per_m",
                            "tension_toe_N_per_m", "tension_linear_N_per_m", "shear_ap_N_per_m",
                            "flexion_Nm_per_rad", "range_flexion_deg"}) {
      const Provenance& known = level.at(key).provenance;
      EXPECT_TRUE(known.low && known.high) << level.name() << " " << key;
    }
}

TEST(Shipped, TheSpineIsTheReferenceOne) {
  const Document spine = model(FileKind::kSpine, "adult");
  const auto& levels = spine.root.list("levels");
  ASSERT_EQ(levels.size(), 25u);
  double mass = 0, lordosis = 0;
  for (const Node& level : levels) mass += level.real("slice_mass_fraction");
  for (std::size_t i = 20; i < 25; ++i) lordosis += levels[i].real("supine_angle_deg");
  // head, neck and trunk above L5-S1 without arms; L1 to S1 supine of Kimura
  EXPECT_NEAR(mass, 0.3972, 3e-4);
  EXPECT_NEAR(lordosis * 180 / 3.14159265358979, 53.4, 1e-6);
  // vertebral body and disc
  EXPECT_NEAR(spine.root.real("levels.L4-L5.vertebra_span_m"), 0.0277 + 0.01142, 1e-9);
  EXPECT_NEAR(spine.root.real("levels.L5-S1.vertebra_span_m"), 0.0288 + 0.01047, 1e-9);
  // head's share of body mass with the neck (de Leva)
  double neck = 0;
  for (std::size_t i = 0; i < 8; ++i) neck += levels[i].real("slice_mass_fraction");
  EXPECT_NEAR(neck, 0.0694, 3e-4);
  for (std::size_t i = 2; i < 25; ++i) {
    EXPECT_TRUE(levels[i].has("disc_height_mean_m")) << levels[i].name();
    EXPECT_TRUE(levels[i].has("disc_area_m2")) << levels[i].name();
  }
  EXPECT_FALSE(levels[0].has("disc_height_mean_m"));
  // marks: by region, and the one that differs
  EXPECT_EQ(levels[23].at("disc_height_mean_m").provenance.status, Status::kSeen);
  EXPECT_EQ(levels[10].at("disc_height_mean_m").provenance.status, Status::kDerived);
  EXPECT_EQ(levels[23].at("vertebra_height_m").provenance.status, Status::kDerived);
  EXPECT_EQ(levels[24].at("vertebra_height_m").provenance.status, Status::kSeen);
}

TEST(Shipped, TheBrakeHoldsWhatItWasLaidOutFor) {
  const Document table = model(FileKind::kTable, "disc_brake_125kg");
  const Node& brake = table.root.at("brake");
  const double torque =
      2 * brake.real("mu_static") * brake.real("clamp_force_N") * brake.real("effective_radius_m");
  EXPECT_NEAR(torque, 302.4, 1e-9);
  EXPECT_NEAR(brake.real("lever.ratio") * brake.real("lever.hand_force_N"),
              brake.real("clamp_force_N"), 1e-9);
  EXPECT_NEAR(table.root.real("bearing.friction_torque_Nm"), 5, 0);
  EXPECT_NEAR(table.root.real("hinge.holes.B.surface_offset_m"), -0.185, 0);
  // a rigid body's moments of inertia obey the triangle inequality
  for (const char* part : {"frame", "bed"}) {
    const double x = table.root.at(part).real("roll_inertia_kgm2"),
                 y = table.root.at(part).real("pitch_inertia_kgm2"),
                 z = table.root.at(part).real("yaw_inertia_kgm2");
    EXPECT_LE(x, y + z) << part;
    EXPECT_LE(y, x + z) << part;
    EXPECT_LE(z, x + y) << part;
  }
}

TEST(Shipped, TheSubjectsAreWhoTheirNamesSay) {
  const struct {
    const char *name, *sex;
    double height, mass;
  } people[] = {{"man_75kg_175cm", "male", 1.75, 75},
                {"woman_60kg_163cm", "female", 1.63, 60},
                {"man_125kg_198cm", "male", 1.98, 125},
                {"woman_50kg_147cm", "female", 1.47, 50},
                {"reference_70kg_169cm", "male", 1.693, 70.3}};
  for (const auto& person : people) {
    const Document subject = model(FileKind::kSubject, person.name);
    EXPECT_EQ(subject.root.text("sex"), person.sex);
    EXPECT_DOUBLE_EQ(subject.root.real("height_cm"), person.height);
    EXPECT_EQ(subject.root.real("mass_kg"), person.mass);
  }
}

TEST(Shipped, KimIsThreeSetsOfThreeMinutesAtSixtyDegrees) {
  const Document kim = model(FileKind::kScenario, "kim_2013_60deg");
  const auto& steps = kim.root.list("protocol");
  const auto repeat = std::find_if(steps.begin(), steps.end(),
                                   [](const Node& step) { return step.step() == "repeat"; });
  ASSERT_NE(repeat, steps.end());
  EXPECT_EQ(repeat->integer("repeat.times"), 3);
  const auto& set = repeat->list("repeat.steps");
  EXPECT_NEAR(set[0].real("rotate.to_deg") * 180 / 3.14159265358979, 60, 1e-9);
  EXPECT_EQ(set[1].real("hold.duration_s"), 180);
  EXPECT_EQ(set[2].real("return.stop_s"), 20);
  EXPECT_EQ(set[2].real("return.stop_at_deg"), 0);
}

}  // namespace
}  // namespace inversim
