// SPDX-License-Identifier: Apache-2.0
// A scenario with the files it names, and its values changed by path.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "inversim/language/parse.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

Library source_tree() { return {{INVERSIM_SOURCE_DIR}}; }

constexpr char kHead[] =
    "kind: scenario\nname: A\ntable: disc_brake_125kg\nsubject: man_75kg_175cm\nprotocol: "
    "[mount]\n";

class Override : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("inversim_override_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  // without the folder, which differs from run to run
  std::string said(const Reading& reading) const {
    std::string text = sentences(reading.diagnostics);
    const std::string prefix = folder_.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
      text.erase(at, prefix.size());
    return text;
  }

  fs::path folder_;
};

TEST_F(Override, AScenarioHoldsTheFilesItNames) {
  const Reading reading = read_resolved(write("s.yaml", kHead), source_tree());
  ASSERT_TRUE(reading) << said(reading);
  const Node& root = reading.document->root;
  EXPECT_EQ(root.real("table.brake.clamp_force_N"), 4200);
  EXPECT_EQ(root.real("subject.mass_kg"), 75);
  EXPECT_EQ(root.list("spine.levels").size(), 25u);
  EXPECT_EQ(root.real("spine.levels.L4-L5.tension_linear_N_per_m"), 700000);
  EXPECT_EQ(root.at("table").at("brake").real("mu_static"), 0.40);
  EXPECT_FALSE(root.has("spine.levels.C0-C1.disc_area_m2"));
  ASSERT_EQ(reading.document->files.size(), 6u);
  EXPECT_EQ(reading.document->files[1].kind, FileKind::kTable);
  EXPECT_EQ(reading.document->files[1].referred_by.line, 3);
}

TEST_F(Override, OverridesOfAFileAreApplied) {
  const Reading reading = read_resolved(write("s.yaml", std::string(kHead) + R"(overrides:
  table.brake.clamp_force_lbf: 1000
  spine.levels.L4-L5.tension_toe_N_per_m: 100000
  settings.hinge_hole: 'C'
  settings.tone: fixed
  protocol.1.mount.duration_min: 1
  table.handles.left.position_m: [0.1, 0.2, 0.3]
  circulation.subject.mass: 80
)"),
                                        source_tree());
  ASSERT_TRUE(reading) << said(reading);
  const Node& root = reading.document->root;
  EXPECT_NEAR(root.real("table.brake.clamp_force_N"), 4448.22, 0.01);
  EXPECT_EQ(root.real("spine.levels.L4-L5.tension_toe_N_per_m"), 100000);
  EXPECT_EQ(root.real("spine.levels.L3-L4.tension_toe_N_per_m"), 200000);
  EXPECT_EQ(root.text("settings.hinge_hole"), "C");
  EXPECT_EQ(root.text("settings.tone"), "fixed");
  EXPECT_EQ(root.real("protocol.1.mount.duration_s"), 60);
  EXPECT_EQ(root.reals("table.handles.left.position_m"), (std::vector<double>{0.1, 0.2, 0.3}));
  EXPECT_EQ(root.real("circulation.subject.mass.value"), 80);
  // a changed figure no longer has its source
  const Node& force = root.at("table.brake.clamp_force_N");
  EXPECT_EQ(force.origin, Origin::kOverride);
  EXPECT_EQ(force.provenance.status, Status::kAssumed);
  EXPECT_THAT(force.provenance.source, HasSubstr("s.yaml:7"));
  EXPECT_FALSE(force.provenance.low);
}

TEST_F(Override, WrongOverridesAreLocated) {
  EXPECT_EQ(said(read_resolved(
                write("s.yaml", std::string(kHead) + "overrides:\n  table.brake.clamp_forc_N: 1\n"),
                source_tree())),
            "s.yaml:7:29: table.brake.clamp_forc_N: found the unknown key 'clamp_forc_N', expected "
            "one of clamp_force_N, actuator, mu_static, "
            "mu_kinetic, stribeck_velocity_m_per_s, effective_radius_m, "
            "bristle_stiffness_per_m, bristle_damping_s_per_m, series_stiffness_Nm_per_rad, "
            "pad_spring_N_per_m or 5 more in 'table.brake' "
            "(did you mean 'table.brake.clamp_force_N'?)\n");
  EXPECT_EQ(
      said(read_resolved(
          write("s.yaml", std::string(kHead) + "overrides: {table.brake.clamp_force_N: much}\n"),
          source_tree())),
      "s.yaml:6:40: table.brake.clamp_force_N: found 'much', expected a number of N from 0 to "
      "100000\n");
}

TEST_F(Override, EveryErrorOfEveryFileIsReportedWithWhoNamedIt) {
  write("t.yaml", "kind: table\nname: T\n");
  write("p.yaml", "kind: subject\nname: P\nsex: male\nage_years: 30\nheight_cm: 175\nmass_kg: 7\n");
  const Reading reading = read_resolved(write("s.yaml",
                                              "kind: scenario\nname: A\ntable: t.yaml\nsubject: "
                                              "p.yaml\nspine: adlut\nprotocol: [mount]\n"),
                                        source_tree());
  const std::string all = said(reading);
  EXPECT_THAT(all,
              HasSubstr("t.yaml:1:1: rating: found nothing, expected a map of user_mass_max_kg"));
  EXPECT_THAT(all, HasSubstr("p.yaml:6:10: mass_kg: found 7, expected a number of kg from 25 to "
                             "300 [named in s.yaml:4:10]\n"));
  EXPECT_THAT(all, HasSubstr("s.yaml:5:8: spine: found 'adlut', expected the name or path of a "
                             "spine file; there is no "));
  EXPECT_THAT(all, HasSubstr("(did you mean 'adult'?)"));
}

TEST_F(Override, NamesInOtherFilesAreChecked) {
  EXPECT_EQ(said(read_resolved(write("s.yaml", std::string(kHead) + "settings: {hinge_hole: D}\n"),
                               source_tree())),
            "s.yaml:6:24: settings.hinge_hole: found 'D', expected one of A, B or C "
            "(table.hinge.holes)\n");
}

TEST_F(Override, SettingsOfTheCommandLine) {
  Reading reading = read_resolved(write("s.yaml", kHead), source_tree());
  ASSERT_TRUE(reading);
  Document& document = *reading.document;
  EXPECT_TRUE(apply_setting(document, "subject.mass_lb=200").empty());
  EXPECT_NEAR(document.root.real("subject.mass_kg"), 90.718, 1e-3);
  EXPECT_TRUE(
      apply_setting(document, "subject.mass_kg={value: 80, low: 75, high: 85, status: seen}")
          .empty());
  EXPECT_EQ(*document.root.at("subject.mass_kg").provenance.high, 85);
  const auto refused = [&](const char* setting) {
    return sentences(apply_setting(document, setting));
  };
  const std::string before =
      hash_text(text_hash(std::to_string(document.root.real("subject.mass_kg"))));
  EXPECT_EQ(refused("subject.mass_kg=9"),
            "--set: subject.mass_kg: found 9, expected a number of kg from 25 to 300\n");
  EXPECT_EQ(refused("subject.mass_lb=9"),
            "--set: subject.mass_lb: found 9, expected a number of lb from 55.12 to 661.4\n");
  EXPECT_EQ(refused("subject.mass_kg="),
            "--set: subject.mass_kg: found nothing, expected a number of kg from 25 to 300\n");
  EXPECT_EQ(refused("subject.mass_kg=[1"),
            "--set: subject.mass_kg: found broken YAML: end of sequence flow not found, expected "
            "valid YAML (is a bracket left open?)\n");
  EXPECT_EQ(refused("mass"),
            "--set: found 'mass', expected PATH=VALUE, as in table.brake.clamp_force_N=3500\n");
  EXPECT_EQ(refused("=3"), "--set: found no path, expected the dotted path of a value\n");
  EXPECT_THAT(refused("table=other"),
              HasSubstr("found a file that has been read, expected a value in it, by its path"));
  EXPECT_THAT(refused("spine.levels.L4-L6.disc_area_mm2=9"),
              HasSubstr("found the unknown name 'L4-L6'"));
  EXPECT_THAT(refused("spine.levels.L4-L6.disc_area_mm2=9"),
              HasSubstr("did you mean 'spine.levels.L4-L5'?"));
  EXPECT_THAT(refused("spine.levels.L4-L5=9"), HasSubstr("found an entry of a list"));
  EXPECT_THAT(refused("spine.levels.L4-L5.name=X"),
              HasSubstr("found the key 'name', expected a key that can be changed"));
  EXPECT_THAT(refused("subject.mass_kg.value=9"),
              HasSubstr("expected nothing below 'subject.mass_kg'"));
  EXPECT_THAT(refused("table.brake.mu_kinetic=0.5"),
              HasSubstr("expected a number not above mu_static"));
  EXPECT_THAT(refused("settings.hinge_hole=Z"), HasSubstr("expected one of A, B or C"));
  EXPECT_THAT(refused("circulation.subject.mass.unit=g"), HasSubstr("found the key 'unit'"));
  // nothing of that changed anything
  EXPECT_EQ(hash_text(text_hash(std::to_string(document.root.real("subject.mass_kg")))), before);
  EXPECT_EQ(document.root.real("table.brake.mu_kinetic"), 0.35);
}

// what may not pass another is asked of all values together, and nothing is half done
TEST_F(Override, SeveralValuesAtOnce) {
  const Reading reading = read_resolved(write("s.yaml", kHead), source_tree());
  ASSERT_TRUE(reading) << said(reading);
  const Location where{"overrides", 0, 0};
  const auto mu = [](const Document& document) {
    PathNumber slip, stick;
    EXPECT_TRUE(find_number(document, "table.brake.mu_kinetic", {}, slip).empty());
    EXPECT_TRUE(find_number(document, "table.brake.mu_static", {}, stick).empty());
    return std::pair(slip.value.value_or(-1), stick.value.value_or(-1));
  };
  // each of them alone, in either order, would pass the other as it is in the file
  const std::vector<PathValue> both = {{"table.brake.mu_kinetic", "0.5"},
                                       {"table.brake.mu_static", "0.6"}};
  Document changed = *reading.document;
  EXPECT_FALSE(apply_override(changed, both[0].first, both[0].second, where).empty());
  EXPECT_TRUE(apply_overrides(changed, both, where).empty());
  EXPECT_EQ(mu(changed), std::pair(0.5, 0.6));

  const auto before = mu(changed);
  const auto wrong = apply_overrides(changed,
                                     {{"table.brake.mu_kinetic", "0.1"},
                                      {"table.brake.mu_statik", "0.2"},
                                      {"subject.mass_kg", "heavy"}},
                                     where);
  ASSERT_EQ(wrong.size(), 2u);
  EXPECT_THAT(sentences(wrong), HasSubstr("did you mean 'table.brake.mu_static'?"));
  EXPECT_EQ(wrong[1].key, "subject.mass_kg");
  EXPECT_EQ(mu(changed), before);
}

TEST_F(Override, SettingsAndAScenariosOverridesAreCheckedTogether) {
  Reading reading = read_resolved(write("s.yaml", kHead), source_tree());
  apply_settings(reading, {"table.brake.mu_kinetic=0.5", "table.brake.mu_static=0.6"});
  EXPECT_TRUE(reading.diagnostics.empty()) << said(reading);
  apply_settings(reading, {"table.brake.mu_static=0.4", "subject.mass_kg"});
  EXPECT_THAT(said(reading), HasSubstr("PATH=VALUE"));
  PathNumber stick;
  find_number(*reading.document, "table.brake.mu_static", {}, stick);
  EXPECT_EQ(stick.value, 0.6) << "nothing is half done";

  const std::string map = std::string(kHead) + "overrides: {";
  EXPECT_TRUE(read_resolved(
      write("t.yaml", map + "table.brake.mu_kinetic: 0.5, table.brake.mu_static: 0.6}\n"),
      source_tree()));
  const Reading passes = read_resolved(
      write("u.yaml", map + "table.brake.mu_kinetic: 0.5, table.brake.mu_static: 0.4}\n"),
      source_tree());
  EXPECT_FALSE(passes);
  EXPECT_THAT(said(passes), HasSubstr("u.yaml:"));
}

TEST_F(Override, AnAbsentValueCanBeSet) {
  Reading reading = read_resolved(write("s.yaml", kHead), source_tree());
  ASSERT_TRUE(reading);
  EXPECT_FALSE(reading.document->root.has("settings.friction"));
  EXPECT_TRUE(apply_setting(*reading.document, "settings.friction=0.3").empty());
  EXPECT_EQ(reading.document->root.real("settings.friction"), 0.3);
}

TEST_F(Override, ANumberAtAPathWithWhatItMayBe) {
  const Reading reading = read_resolved(write("s.yaml", kHead), source_tree());
  ASSERT_TRUE(reading) << said(reading);
  const Document& document = *reading.document;
  PathNumber n;
  ASSERT_TRUE(find_number(document, "table.brake.mu_kinetic", {"p", 0, 0}, n).empty());
  EXPECT_EQ(n.value, 0.35);
  EXPECT_EQ(n.low, 0.0);
  EXPECT_EQ(n.high, 2.0);
  EXPECT_EQ(n.band_low, 0.25);
  EXPECT_EQ(n.band_high, 0.40);
  EXPECT_EQ(n.unit, "1");
  ASSERT_EQ(n.not_above.size(), 1u);
  EXPECT_EQ(n.not_above[0], std::make_pair(std::string("table.brake.mu_static"), 0.40));
  EXPECT_TRUE(n.not_below.empty());

  // in the unit of the path, limits included; the range of the table is 0 to 200 N m
  ASSERT_TRUE(
      find_number(document, "table.bearing.friction_torque_lbf_ft", {"p", 0, 0}, n).empty());
  EXPECT_NEAR(*n.value, 5.0 / 1.3558179483314, 1e-12);
  EXPECT_NEAR(n.high, 200.0 / 1.3558179483314, 1e-9);
  EXPECT_EQ(n.unit, "lbf ft");
  ASSERT_TRUE(
      find_number(document, "table.hinge.holes.B.surface_offset_mm", {"p", 0, 0}, n).empty());
  EXPECT_NEAR(*n.value, -185.0, 1e-9);
  EXPECT_NEAR(n.low, -600.0, 1e-9);

  // left out in the files
  ASSERT_TRUE(find_number(document, "settings.friction", {"p", 0, 0}, n).empty());
  EXPECT_FALSE(n.value.has_value());

  EXPECT_THAT(sentences(find_number(document, "table.brake.mu_kinetik", {"p", 0, 0}, n)),
              HasSubstr("did you mean 'table.brake.mu_kinetic'"));
  for (const char* path :
       {"table.type", "table", "table.brake", "", "table.hinge.holes.B", "protocol.1"})
    EXPECT_FALSE(find_number(document, path, {"p", 0, 0}, n).empty()) << path;
}

}  // namespace
}  // namespace inversim
