// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/document.h"

#include <gtest/gtest.h>

#include <span>
#include <stdexcept>
#include <string_view>

#include "inversim/language/fnv1a.h"
#include "inversim/language/parse.h"

namespace inversim {
namespace {

constexpr char kSubject[] = R"(kind: subject
name: A
sex: female
age_years: 35
height_in: 65
mass_lb: {value: 132, low: 120, high: 140, status: recalled, source: scales}
)";

Document subject() { return *parse_text(kSubject, "s.yaml").document; }

Document scenario(const std::string& more) {
  Reading reading = parse_text("kind: scenario\nname: A\ntable: t\nsubject: s\n" + more, "s.yaml");
  EXPECT_TRUE(reading) << sentences(reading.diagnostics);
  return *reading.document;
}

TEST(Document, FiguresAreInSiAndKnowHowTheyWereWritten) {
  const Document document = subject();
  const Node& mass = document.root.at("mass_kg");
  EXPECT_DOUBLE_EQ(document.root.real("mass_kg"), 132 * 0.45359237);
  EXPECT_EQ(mass.written, "132");
  EXPECT_EQ(mass.unit->key, "lb");
  EXPECT_EQ(mass.where.line, 6);
  EXPECT_EQ(mass.where.column, 18);
  EXPECT_EQ(mass.provenance.status, Status::kRecalled);
  EXPECT_EQ(mass.provenance.source, "scales");
  EXPECT_DOUBLE_EQ(*mass.provenance.low, 120 * 0.45359237);
  EXPECT_DOUBLE_EQ(*mass.provenance.high, 140 * 0.45359237);
  EXPECT_DOUBLE_EQ(document.root.real("height_cm"), 1.651);
  EXPECT_EQ(document.root.text("sex"), "female");
}

TEST(Document, WhatIsLeftOutHasItsDefaultOrIsAbsent) {
  const Document document = subject();
  EXPECT_EQ(document.root.text("arms_enter_at"), "T4");
  EXPECT_EQ(document.root.at("arms_enter_at").origin, Origin::kPreset);
  EXPECT_EQ(document.root.real("tone.scale"), 1);
  EXPECT_FALSE(document.root.has("sitting_height_cm"));
  EXPECT_FALSE(document.root.at("sitting_height_cm").present);
  EXPECT_EQ(document.root.real_or("sitting_height_cm", 0.9), 0.9);
  const Document run = scenario("protocol: [mount]\n");
  EXPECT_EQ(run.root.text("spine"), "adult");
  EXPECT_EQ(run.root.real("settings.step_ms"), 1e-3);
  EXPECT_TRUE(run.root.boolean("settings.contact"));
  EXPECT_EQ(run.root.integer("settings.seed"), 1);
  EXPECT_TRUE(run.root.list("expect").empty());
}

TEST(Document, StepsAreReadInOrder) {
  const Document run = scenario(R"(protocol:
  - mount
  - repeat:
      times: 3
      steps:
        - rotate: {to_deg: 60, by: spotter}
        - hold: {duration_min: 3}
  - brake: release
)");
  const auto& steps = run.root.list("protocol");
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(steps[0].step(), "mount");
  EXPECT_EQ(steps[0].real("mount.duration_s"), 10);
  EXPECT_EQ(steps[1].integer("repeat.times"), 3);
  const auto& inner = steps[1].list("repeat.steps");
  EXPECT_DOUBLE_EQ(inner[0].real("rotate.to_deg"), 3.14159265358979323846 / 3);
  EXPECT_EQ(inner[0].text("rotate.by"), "spotter");
  EXPECT_EQ(inner[1].real("hold.duration_s"), 180);
  EXPECT_EQ(steps[2].text("brake"), "release");
  EXPECT_EQ(run.root.real("protocol.2.repeat.steps.2.hold.duration_s"), 180);
  EXPECT_FALSE(steps[0].has("hold.duration_s"));
}

TEST(Document, AskingForWhatTheTableDoesNotHaveIsABug) {
  const Document document = subject();
  EXPECT_THROW(document.root.real("mass"), std::logic_error);
  EXPECT_THROW(document.root.real("mass_lb"), std::logic_error);
  EXPECT_THROW(document.root.real("sex"), std::logic_error);
  EXPECT_THROW(document.root.text("mass_kg"), std::logic_error);
  EXPECT_THROW(document.root.real("sitting_height_cm"), std::logic_error);
  EXPECT_THROW(document.root.has("nonsense"), std::logic_error);
  EXPECT_THROW(document.root.real("tone.nonsense"), std::logic_error);
  const Document run = scenario("protocol: [mount]\n");
  EXPECT_THROW(run.root.list("protocol")[0].real("hold.duration_s"), std::logic_error);
  EXPECT_THROW(run.root.at("protocol.2"), std::logic_error);
  try {
    document.root.real("tone.nonsense");
  } catch (const std::logic_error& error) {
    EXPECT_STREQ(
        error.what(),
        "language: 'tone.nonsense' below '' of a subject file: no such key in the table of fields");
  }
}

TEST(Document, KeepsTextAndHash) {
  const Document document = subject();
  EXPECT_EQ(document.files.at(0).text, kSubject);
  EXPECT_EQ(document.files.at(0).hash, text_hash(kSubject));
  // published values of FNV-1a 64
  EXPECT_EQ(hash_text(text_hash("")), "cbf29ce484222325");
  EXPECT_EQ(hash_text(text_hash("a")), "af63dc4c8601ec8c");
  EXPECT_EQ(hash_text(text_hash("foobar")), "85944171f73967e8");
  const std::string_view bar = "bar";
  EXPECT_EQ(fnv1a(std::as_bytes(std::span(bar)), text_hash("foo")), text_hash("foobar"));
}

}  // namespace
}  // namespace inversim
