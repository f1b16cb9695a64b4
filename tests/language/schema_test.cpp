// SPDX-License-Identifier: Apache-2.0
// What is generated from the table is in step with it, and with the files that are committed.
#include "inversim/language/schema.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

TEST(Schema, TheCommittedPageIsTheGeneratedOne) {
  std::ifstream file(std::string(INVERSIM_SOURCE_DIR) + "/docs/file_formats.md");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), formats_markdown()) << "run: inversim models docs > docs/file_formats.md";
}

// walks table and schema together: every key under every spelling, its range, its words
void compare(const Field& field, FileKind kind, const Json& schema, int depth, int& keys) {
  ASSERT_EQ(schema.at("additionalProperties"), false) << field.path;
  std::size_t expected = 0;
  for (const Field& child : children_of(field, kind)) {
    for (const std::string& key : spellings(child)) {
      ++expected;
      ++keys;
      ASSERT_TRUE(schema.at("properties").contains(key)) << child.path << " as " << key;
      const Json& property = schema["properties"][key];
      EXPECT_EQ(property.value("description", ""), child.doc) << child.path;
      if (child.type == FieldType::kChoice) {
        EXPECT_EQ(property.at("enum").get<std::vector<std::string>>(), child.choices);
      }
      if (child.type == FieldType::kMap) compare(child, kind, property, depth, keys);
      if (child.type == FieldType::kRecords) {
        EXPECT_EQ(property.at("minItems"), child.least);
        compare(child, kind, property.at("items"), depth, keys);
      }
      if (child.type == FieldType::kReal) {
        const Json& number = child.plain ? property : property.at("oneOf").at(0);
        EXPECT_EQ(number.at("type"), "number");
        const char* low = child.above_low ? "exclusiveMinimum" : "minimum";
        const Unit* unit = key == child.key ? child.unit : split_unit_key(key)->unit;
        if (std::isfinite(child.low)) {
          const double bound = number.at(low).get<double>();
          const double back = unit == child.unit ? bound : child.unit->from_si(unit->si(bound));
          EXPECT_NEAR(back, child.low, 1e-9 * std::abs(child.low)) << child.path << " as " << key;
        }
      }
    }
    const auto& required = schema.value("required", Json::array());
    const bool named = std::find(required.begin(), required.end(), child.key) != required.end();
    if (spellings(child).size() == 1) { EXPECT_EQ(named, child.required) << child.path; }
  }
  EXPECT_EQ(schema.at("properties").size(), expected) << field.path;
}

TEST(Schema, HasEveryKeyOfTheTableAndNoOther) {
  int keys = 0;
  for (const FileKind kind : kFileKinds) compare(fields(kind), kind, json_schema(kind), 0, keys);
  EXPECT_GT(keys, 700);
}

TEST(Schema, StepsAreOneOfTheirKind) {
  const Json schema = json_schema(FileKind::kScenario);
  EXPECT_EQ(schema["properties"]["protocol"]["$ref"], "#/$defs/protocol");
  const Json& step = schema["$defs"]["protocol"]["items"]["oneOf"][0];
  EXPECT_EQ(step["maxProperties"], 1);
  EXPECT_EQ(step["properties"]["repeat"]["properties"]["steps"]["$ref"], "#/$defs/protocol");
  EXPECT_EQ(schema["$defs"]["protocol"]["items"]["oneOf"][1]["enum"],
            (Json{"mount", "return", "crunch", "twist", "rock"}));
}

TEST(Schema, TheDumpHasEveryRow) {
  const Json dump = fields_json();
  for (const FileKind kind : kFileKinds)
    EXPECT_EQ(dump["kinds"][std::string(kind_name(kind))]["rows"].size(), all_fields(kind).size());
  const Json& rows = dump["kinds"]["table"]["rows"];
  const auto force = std::find_if(rows.begin(), rows.end(), [](const Json& row) {
    return row["path"] == "brake.clamp_force_N";
  });
  ASSERT_NE(force, rows.end());
  EXPECT_EQ((*force)["unit"], "N");
  EXPECT_EQ((*force)["family"], "force");
  EXPECT_EQ((*force)["high"], 100000);
}

}  // namespace
}  // namespace inversim
