// SPDX-License-Identifier: Apache-2.0
// Values changed in the text of a file: what is asked for changes, and nothing else.
#include "inversim/language/edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "inversim/language/library.h"
#include "inversim/language/paths.h"

namespace inversim {
namespace {

using testing::HasSubstr;

constexpr char kSubject[] = R"(# who it is
kind: subject
name: A man   # of straw
description: >-
  Two lines of words,
  folded: with a colon.

# measured this morning
sex: male
age_years: 35
height_cm: 175   # barefoot
mass_kg: 75
centre_of_mass_offset_m: {value: 0, low: -0.035, high: 0.035, status: derived, source: "a, b: c"}
)";

constexpr char kScenario[] = R"(kind: scenario
name: A tilt
table: disc_brake_125kg   # as sold
subject: man_75kg_175cm
settings: {hinge_hole: B, start_angle_deg: 0}
protocol:
  - mount
  - hold: {duration_s: 5}   # to settle
  - rotate:
      to_deg: 30
      rate_deg_per_s: 3
)";

std::string set(std::string_view text, FileKind kind, const std::string& path,
                const std::string& value) {
  const Edited made = set_in_text(text, "x.yaml", kind, path, value, "by hand");
  return made ? made.text : sentences(made.diagnostics);
}
std::string in_subject(const std::string& path, const std::string& value) {
  return set(kSubject, FileKind::kSubject, path, value);
}
std::string in_scenario(const std::string& path, const std::string& value) {
  return set(kScenario, FileKind::kScenario, path, value);
}

/// The text with one part exchanged.
std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), fresh);
}

TEST(Edit, ANumberChangesAndNothingElse) {
  EXPECT_EQ(in_subject("mass_kg", "90"), with(kSubject, "mass_kg: 75", "mass_kg: 90"));
  EXPECT_EQ(in_subject("height_cm", "180.5"), with(kSubject, "175   #", "180.5   #"));
}

TEST(Edit, AnotherUnitOfThePathIsWritten) {
  EXPECT_EQ(in_subject("mass_lb", "200"), with(kSubject, "mass_kg: 75", "mass_lb: 200"));
}

TEST(Edit, TextsAreQuotedWhereTheyMustBe) {
  EXPECT_EQ(in_subject("name", "\"B: 3\""), with(kSubject, "A man   #", "\"B: 3\"   #"));
  EXPECT_EQ(in_subject("sex", "\"female\""), with(kSubject, "male", "female"));
  EXPECT_EQ(in_subject("description", "\"short it is\""),
            with(kSubject, ">-\n  Two lines of words,\n  folded: with a colon.",
                 "\"short it is\""));
}

TEST(Edit, WhatWasKnownOfAFigureIsNotSaidOfAnother) {
  EXPECT_EQ(in_subject("centre_of_mass_offset_m", "0.01"),
            with(kSubject, "{value: 0, low: -0.035, high: 0.035, status: derived, source: \"a, b: c\"}",
                 "{value: 0.01, status: assumed, source: \"by hand\"}"));
  EXPECT_EQ(in_subject("centre_of_mass_offset_m", "{value: 0.01, status: seen, source: rig}"),
            with(kSubject, "{value: 0, low: -0.035, high: 0.035, status: derived, source: \"a, b: c\"}",
                 "{value: 0.01, status: seen, source: rig}"));
}

TEST(Edit, AKeyThatIsLeftOutIsAdded) {
  EXPECT_EQ(in_subject("sitting_height_cm", "92"), std::string(kSubject) + "sitting_height_cm: 92\n");
  EXPECT_EQ(in_scenario("settings.friction", "0.3"),
            with(kScenario, "start_angle_deg: 0}", "start_angle_deg: 0, friction: 0.3}"));
  EXPECT_EQ(in_scenario("record.rate_Hz", "10"),
            std::string(kScenario) + "record: {rate_Hz: 10}\n");
  EXPECT_EQ(in_scenario("protocol.3.rotate.by", "spotter"),
            with(kScenario, "rate_deg_per_s: 3\n", "rate_deg_per_s: 3\n      by: spotter\n"));
}

TEST(Edit, AStepWithoutSettingsGetsOne) {
  EXPECT_EQ(in_scenario("protocol.1.mount.duration_s", "4"),
            with(kScenario, "- mount\n", "- mount: {duration_s: 4}\n"));
}

TEST(Edit, AListOfStepsIsWrittenLineByLine) {
  const std::string made = in_scenario("protocol", "[mount, {hold: {duration_s: 1}}]");
  const std::string head(kScenario, std::string_view(kScenario).find("  - mount"));
  EXPECT_EQ(made, head + "  - mount\n  - {hold: {duration_s: 1}}\n");
}

TEST(Edit, FilesOfAScenarioAreChangedByOverrides) {
  const std::string once = in_scenario("table.brake.clamp_force_N", "3500");
  EXPECT_EQ(once,
            std::string(kScenario) + "overrides: {table.brake.clamp_force_N: 3500}\n");
  const std::string twice =
      set(once, FileKind::kScenario, "table.brake.clamp_force_N", "3000");
  EXPECT_EQ(twice,
            std::string(kScenario) + "overrides: {table.brake.clamp_force_N: 3000}\n");
  EXPECT_EQ(in_scenario("table", "motorised_136kg"),
            with(kScenario, "disc_brake_125kg", "motorised_136kg"));
}

TEST(Edit, WhatTheLanguageRefusesIsSaidWithItsKey) {
  EXPECT_EQ(in_subject("mass_kg", "heavy"),
            "x.yaml: mass_kg: found 'heavy', expected a number of kg from 25 to 300\n");
  EXPECT_THAT(in_subject("mas_kg", "90"), HasSubstr("did you mean 'mass_kg'?"));
  EXPECT_THAT(in_subject("kind", "table"), HasSubstr("a key that can be changed"));
  EXPECT_THAT(in_scenario("protocol.9.hold.duration_s", "1"), HasSubstr("unknown name '9'"));
}

TEST(Edit, AKeyIsTakenOutAndHasItsDefaultAgain) {
  const auto without = [](std::string_view text, FileKind kind, const std::string& path) {
    const Edited made = remove_from_text(text, "x.yaml", kind, path);
    return made ? made.text : sentences(made.diagnostics);
  };
  EXPECT_EQ(without(kSubject, FileKind::kSubject, "age_years"),
            "x.yaml:2:1: age_years: found nothing, expected a number of years from 18 to 110 (the key "
            "is missing)\n");
  EXPECT_EQ(without(kSubject, FileKind::kSubject, "description"),
            with(kSubject, "description: >-\n  Two lines of words,\n  folded: with a colon.\n", ""));
  EXPECT_EQ(without(kScenario, FileKind::kScenario, "settings.start_angle_deg"),
            with(kScenario, ", start_angle_deg: 0", ""));
  EXPECT_EQ(without(kScenario, FileKind::kScenario, "settings.hinge_hole"),
            with(kScenario, "hinge_hole: B, ", ""));
  EXPECT_THAT(without(kScenario, FileKind::kScenario, "settings.friction"),
              HasSubstr("found what is not written there"));
}

void leaves(const Node& node, const std::string& path,
            std::vector<std::pair<std::string, const Node*>>& out) {
  for (const Node& child : node.children) {
    const std::string at = path.empty() ? child.label : path + "." + child.label;
    if (child.field->type == FieldType::kReal && child.present) out.emplace_back(at, &child);
    leaves(child, at, out);
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// every file that is shipped, written by many hands: each number set to itself, digits spelled out
TEST(Edit, EveryNumberOfEveryShippedFileCanBeSet) {
  int count = 0, added = 0;
  for (const FileKind kind : kFileKinds) {
    for (const LibraryEntry& entry : shipped({{INVERSIM_SOURCE_DIR}}, kind)) {
      const Reading reading = read_file(entry.path, kind);
      ASSERT_TRUE(reading) << entry.path;
      const std::string& text = reading.document->files.front().text;
      std::vector<std::pair<std::string, const Node*>> all;
      leaves(reading.document->root, "", all);
      const std::size_t stride = std::max<std::size_t>(1, all.size() / 10);
      for (std::size_t i = 0; i < all.size(); i += stride) {
        const auto& [path, node] = all[i];
        if (path.starts_with("provenance.")) continue;
        Document document = *reading.document;
        const Walk way = walk(document, path, {});
        const Unit* unit = unit_of(way);
        const double value = unit != nullptr ? unit->from_si(node->number) : node->number;
        const Edited made = set_in_text(text, entry.name, kind, path,
                                        "{value: " + number_text(value) + "}", "by hand");
        // a plain number takes no marks
        const Edited plain = made ? made
                                  : set_in_text(text, entry.name, kind, path, number_text(value),
                                                "by hand");
        ASSERT_TRUE(plain) << entry.path << " " << path << ": " << sentences(plain.diagnostics);
        const std::vector<std::string> before = lines_of(text), after = lines_of(plain.text);
        const std::size_t most = std::max(before.size(), after.size());
        std::size_t head = 0, tail = 0;
        while (head < most && head < before.size() && head < after.size() &&
               before[head] == after[head]) {
          ++head;
        }
        while (tail + head < std::min(before.size(), after.size()) &&
               before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
          ++tail;
        }
        // one line, or those of a figure that was a map of several lines or has its marks beside it
        EXPECT_LE(before.size() - head - tail, 6u) << entry.path << " " << path;
        EXPECT_LE(after.size() - head - tail, node->field->unit_from.empty() ? 1u : 3u)
            << entry.path << " " << path;
        added += after.size() > before.size() ? 1 : 0;
        ++count;
      }
    }
  }
  EXPECT_GT(count, 300);
  EXPECT_GT(added, 30);
}

}  // namespace
}  // namespace inversim
