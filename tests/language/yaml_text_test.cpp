// SPDX-License-Identifier: Apache-2.0
// The traps of YAML: each gives a sentence, none an exception, a crash or a wrong value.
#include "inversim/language/yaml_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "inversim/language/parse.h"

namespace inversim {
namespace {

std::string said(std::string_view text) {
  const RawReading reading = read_yaml(text, "f");
  return reading.diagnostics.empty() ? "" : sentence(reading.diagnostics.front());
}

TEST(YamlText, RemembersWhereEverythingStands) {
  const RawReading reading = read_yaml("a: 1\nb:\n  - c: 'x'\n    d: {e: 2.5}\n", "f");
  ASSERT_TRUE(reading.root);
  const Raw& record = reading.root->items[1].items[0];
  EXPECT_EQ(record.keys[1].where.line, 4);
  EXPECT_EQ(record.keys[1].where.column, 5);
  EXPECT_EQ(record.items[1].items[0].where.column, 12);
  EXPECT_TRUE(record.items[0].quoted);
  EXPECT_FALSE(reading.root->items[0].quoted);
}

// yaml-cpp counts bytes and, behind a byte order mark, from elsewhere
TEST(YamlText, CountsCharactersNotBytes) {
  EXPECT_EQ(said("\xC3\xA4: [1, *x]"),
            "f:1:8: \xC3\xA4.2: found broken YAML: the referenced anchor is not defined, expected "
            "valid YAML");
  const RawReading marked = read_yaml(
      "\xEF\xBB\xBF"
      "ab: 1\n",
      "f");
  ASSERT_TRUE(marked.root);
  EXPECT_EQ(marked.root->keys[0].scalar, "ab");
  EXPECT_EQ(marked.root->keys[0].where.column, 1);
  EXPECT_EQ(marked.root->items[0].where.column, 5);
}

TEST(YamlText, RefusesWhatItDoesNotRead) {
  EXPECT_EQ(said("a: &x 1\nb: 2\n"),
            "f:1:4: a: found the anchor '&x', expected the value itself, written out");
  EXPECT_EQ(said("a: !!float 1\n"),
            "f:1:4: a: found the tag 'tag:yaml.org,2002:float', expected the value without a tag");
  EXPECT_EQ(said("a: 1\n---\nb: 2\n"),
            "f:2:1: found a second document, expected one document in a file");
  EXPECT_EQ(said("? [1, 2]\n: 3\n"), "f:1:3: found a list as a key, expected a word");
  EXPECT_EQ(said("a:\n\tb: 1\n"), "f:2:1: found a tab in the indentation, expected spaces");
  EXPECT_EQ(said("a: \xFF\n"),
            "f:1:4: found the byte 0xFF, which is not UTF-8, expected text in UTF-8");
  EXPECT_EQ(said("a: \xC0\x80\n"),
            "f:1:4: found the byte 0xC0, which is not UTF-8, expected text in UTF-8");
  EXPECT_EQ(said("a: \xED\xA0\x80\n"),
            "f:1:4: found the byte 0xED, which is not UTF-8, expected text in UTF-8");
  EXPECT_EQ(said(std::string("a: \0b\n", 6)),
            "f:1:4: found the control character 0x00, expected text");
  EXPECT_EQ(said(std::string("\xFF\xFE"
                             "a\0",
                             4)),
            "f:1:1: found the byte 0xFF, which is not UTF-8, expected text in UTF-8");
  EXPECT_THAT(said("a: [1, 2\nb: 3\n"), testing::HasSubstr("is a bracket left open?"));
  // the end of the text must not close a quote and swallow what stands behind it
  EXPECT_EQ(said("a: 'open\nb: 1\n"),
            "f:1:4: a: found a quote that is not closed, expected one that is");
  EXPECT_EQ(said("a: \"open \\\"\n"),
            "f:1:4: a: found a quote that is not closed, expected one that is");
  EXPECT_EQ(said("a: 'it''s'\nb: \"\\\"\"\n"), "");
  EXPECT_EQ(said("a: 1\n  b: 2\n"),
            "f:2:4: found broken YAML: illegal map value, expected valid YAML (is the "
            "indentation right, and is a "
            "text with ': ' in it quoted?)");
}

TEST(YamlText, DeepAndHugeFilesAreRefused) {
  for (const char* bracket : {"[", "{a: ", "- "}) {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += bracket;
    EXPECT_NE(said(deep).find("32 levels"), std::string::npos) << bracket;
  }
  EXPECT_NE(said(std::string(2 << 20, 'a')).find("2097152 bytes"), std::string::npos);
  // many mistakes end the reading instead of filling the memory
  std::string many = "a: [";
  for (int i = 0; i < 5000; ++i) many += "!t 1, ";
  EXPECT_LE(read_yaml(many + "]", "f").diagnostics.size(), 101u);
}

// flipped, cut and doubled bytes of a good file: a document or sentences, never both, never neither
TEST(YamlText, SpoiltBytesNeverThrow) {
  std::ifstream file(std::string(INVERSIM_SOURCE_DIR) + "/models/tables/disc_brake_125kg.yaml");
  std::stringstream stream;
  stream << file.rdbuf();
  const std::string good = stream.str();
  ASSERT_TRUE(parse_text(good, "f"));
  std::mt19937 random(20);
  const std::string bytes = " \n\t:-[]{}#&*!|>'\"%@`,?0aZ.\\\xC3\xFF";
  int refused = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string text = good;
    const int spoils = 1 + static_cast<int>(random() % 3);
    for (int k = 0; k < spoils; ++k) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          text.insert(at, 1, bytes[random() % bytes.size()]);
          break;
        case 2:
          text.erase(at, 1 + random() % 40);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), 30));
          break;
      }
    }
    Reading reading;
    ASSERT_NO_THROW(reading = parse_text(text, "f", FileKind::kTable)) << text;
    ASSERT_NE(reading.document.has_value(), !reading.diagnostics.empty());
    for (const Diagnostic& diagnostic : reading.diagnostics)
      ASSERT_EQ(sentence(diagnostic).find('\n'), std::string::npos);
    refused += !reading;
  }
  // comments and texts may change freely, structure may not
  EXPECT_GT(refused, 500);
  EXPECT_LT(refused, 1500);
}

}  // namespace
}  // namespace inversim
