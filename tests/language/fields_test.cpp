// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/fields.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "inversim/language/validate.h"

namespace inversim {
namespace {

void each(const std::function<void(const Field&, FileKind)>& act) {
  for (const FileKind kind : kFileKinds)
    for (const Field* field : all_fields(kind)) act(*field, kind);
}

TEST(Fields, EveryRowSaysWhatItIs) {
  each([](const Field& field, FileKind) {
    EXPECT_FALSE(field.doc.empty()) << field.path;
    EXPECT_EQ(field.doc.find('\n'), std::string::npos) << field.path;
    EXPECT_FALSE(field.doc.ends_with(".")) << field.path;
    EXPECT_FALSE(field.required && field.preset) << field.path << " is required and has a default";
    EXPECT_EQ(field.type == FieldType::kChoice, !field.choices.empty()) << field.path;
    EXPECT_LT(field.low, field.high) << field.path;
  });
}

// a figure without a range takes any slip of the keyboard for good
TEST(Fields, EveryFigureHasARange) {
  each([](const Field& field, FileKind) {
    if (field.type != FieldType::kReal && field.type != FieldType::kInteger &&
        field.type != FieldType::kReals)
      return;
    if (!field.unit_from.empty() || field.plain) return;
    EXPECT_TRUE(std::isfinite(field.low)) << field.path;
    EXPECT_TRUE(std::isfinite(field.high) || field.key == "from_s" || field.key == "until_s")
        << field.path;
  });
}

TEST(Fields, EveryDefaultIsAllowedByItsOwnRow) {
  each([](const Field& field, FileKind kind) {
    if (!field.preset || field.type == FieldType::kMap) return;
    Raw raw;
    raw.type = Raw::Type::kScalar;
    raw.scalar = *field.preset;
    raw.quoted = field.type == FieldType::kText || field.type == FieldType::kReference;
    std::vector<Diagnostic> wrong;
    validate(raw, {&field, kind, field.unit, field.path, {}}, wrong);
    EXPECT_TRUE(wrong.empty()) << field.path << ": " << sentences(wrong);
  });
}

TEST(Fields, WhatRowsPointToIsThere) {
  each([](const Field& field, FileKind kind) {
    const std::size_t dot = field.path.rfind('.');
    std::string above = dot == std::string::npos ? "" : field.path.substr(0, dot);
    for (std::size_t at = above.find("[]"); at != std::string::npos; at = above.find("[]"))
      above.erase(at, 2);
    const Field* parent = above.empty() ? &fields(kind) : find_field(kind, above);
    ASSERT_NE(parent, nullptr) << field.path;
    if (!field.not_above.empty()) {
      const Field* other = find_child(*parent, kind, field.not_above);
      ASSERT_NE(other, nullptr) << field.path;
      EXPECT_EQ(other->unit, field.unit) << field.path;
    }
    if (!field.unit_from.empty()) {
      EXPECT_NE(find_child(*parent, kind, field.unit_from), nullptr) << field.path;
    }
    for (const std::string& key : field.one_or_more_of)
      EXPECT_NE(find_child(field, kind, key), nullptr) << field.path;
    if (!field.member_of.empty()) {
      const Field* list = find_field(kind, field.member_of);
      ASSERT_NE(list, nullptr) << field.path;
      EXPECT_EQ(list->type, FieldType::kRecords) << field.path;
    }
    if (!field.like.empty()) { EXPECT_NE(find_field(kind, field.like), nullptr) << field.path; }
  });
}

TEST(Fields, PathsLeadThroughReferencesAndSteps) {
  EXPECT_EQ(find_field(FileKind::kScenario, "table.brake.clamp_force_N")->high, 100000);
  EXPECT_EQ(find_field(FileKind::kScenario, "protocol.repeat.steps.rotate.to_deg")->key, "to_deg");
  EXPECT_EQ(find_field(FileKind::kScenario, "protocol.repeat.steps.repeat.steps.hold.duration_s")
                ->unit->key,
            "s");
  EXPECT_EQ(find_field(FileKind::kTable, "brake.clamp_force"), nullptr);
  EXPECT_EQ(find_field(FileKind::kSpine, "levels")->names.size(), 25u);
  EXPECT_EQ(find_field(FileKind::kSpine, "levels")->names[19], "T12-L1");
}

TEST(Fields, ExpectationsAreInTheUnitThatWasWritten) {
  const Field& mass = *find_field(FileKind::kSubject, "mass_kg");
  EXPECT_EQ(expected_text(mass, FileKind::kSubject), "a number of kg from 25 to 300");
  EXPECT_EQ(expected_text(mass, FileKind::kSubject, unit_by_text("lb")),
            "a number of lb from 55.12 to 661.4");
  EXPECT_EQ(spellings(mass), (std::vector<std::string>{"mass_kg", "mass_g", "mass_lb", "mass_st"}));
  EXPECT_EQ(expected_text(*find_field(FileKind::kSubject, "sex"), FileKind::kSubject),
            "one of male or female");
}

}  // namespace
}  // namespace inversim
