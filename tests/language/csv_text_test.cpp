// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/csv_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "inversim/language/parse.h"

namespace inversim {
namespace {

using testing::HasSubstr;

Reading read(const std::string& csv) {
  return parse_text(validation_from_csv(csv, "mine.csv"), "mine.csv", FileKind::kValidation);
}

std::string refusal(const std::string& csv) {
  try {
    validation_from_csv(csv, "mine.csv");
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "none";
}

TEST(CsvText, RowsAreThoseOfAValidationFile) {
  const Reading reading = read(
      "\xef\xbb\xbfname,study,scenario,signal,at,statistic,step,minus.statistic,minus.step,unit,"
      "measured,low,high,relative\r\n"
      "one,\"Us, 2026, "
      "\"\"pilot\"\"\",a.yaml,disc_height_change,L4-L5,last,3,first,1,mm,1.5,1,2,\r\n"
      "\r\n# a remark\r\n"
      ",Us,b.yaml,bed_angle,,max,,,,deg,60,,,false\r\n");
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  const auto& rows = reading.document->root.list("rows");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].name(), "one");
  EXPECT_EQ(rows[0].text("study"), "Us, 2026, \"pilot\"");
  EXPECT_EQ(rows[0].text("role"), "tested");
  EXPECT_EQ(rows[0].integer("step"), 3);
  EXPECT_EQ(rows[0].text("minus.statistic"), "first");
  EXPECT_DOUBLE_EQ(rows[0].real("measured"), 1.5e-3);
  EXPECT_EQ(rows[1].name(), "line 5");
  EXPECT_EQ(rows[1].text("role"), "reported");
  EXPECT_EQ(rows[1].text("source"), "mine.csv");
}

TEST(CsvText, SaysTheLineOfWhatIsWrong) {
  const Reading reading =
      read("scenario,signal,statistic\na.yaml,bed_angle,max\na.yaml,bed_angle,most\n");
  ASSERT_EQ(reading.diagnostics.size(), 1u);
  EXPECT_EQ(reading.diagnostics[0].where.line, 3);
  EXPECT_THAT(sentences(reading.diagnostics), HasSubstr("found 'most'"));
  EXPECT_THAT(sentences(read("scenario,signl,statistic\na.yaml,x,max\n").diagnostics),
              HasSubstr("signl"));
}

TEST(CsvText, RefusesWhatIsNoTable) {
  EXPECT_EQ(refusal("a,b\n1,2,3\n"), "mine.csv:2: 3 fields under a header of 2");
  EXPECT_EQ(refusal("a,b\n\"1,2\n"), "mine.csv:2: a quoted field does not end on its line");
  EXPECT_THAT(refusal(""), HasSubstr("no rows"));
  EXPECT_THAT(refusal("a,b\n\n"), HasSubstr("no rows"));
}

}  // namespace
}  // namespace inversim
