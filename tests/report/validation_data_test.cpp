// SPDX-License-Identifier: Apache-2.0
// What the page of a validation answers, of rows made by hand.
#include "inversim/report/validation_data.h"

#include <gmock/gmock.h>

#include <string>

namespace inversim {
namespace {

using testing::HasSubstr;

ValidationRow row(const std::string& id, RowRole role, std::optional<double> simulated) {
  ValidationRow r;
  r.id = id;
  r.study = "Study of " + id;
  r.what = "a pressure";
  r.unit = "mmHg";
  r.source = "doi of " + id;
  r.status = "seen";
  r.scenario = "s.yaml";
  r.role = role;
  r.measured = 20;
  r.low = 18;
  r.high = 22.5;
  r.simulated = simulated;
  return r;
}

TEST(ValidationData, CountsAndNamesTheFirstOutsidePredictionsBeforeCalibrations) {
  ValidationRow known = row("known", RowRole::kTested, 30);
  known.known_miss = "for a reason";
  const std::vector<ValidatedSet> sets = {
      {"one",
       "one.yaml",
       {row("c_out", RowRole::kCalibrated, 9), row("c_in", RowRole::kCalibrated, 20)}},
      {"two",
       "two.yaml",
       {row("t_in", RowRole::kTested, 22.5), row("told", RowRole::kReported, 99),
        row("t_out", RowRole::kTested, -17.25), known,
        row("gone", RowRole::kTested, std::nullopt)}}};
  RunProvenance from;
  from.sources = {{"validation", "one.yaml", "name: One", "h1"},
                  {"validation", "two.yaml", "name: Two", "h2"}};
  const auto data = validation_page_data(sets, "abc", from);
  EXPECT_EQ(data["kind"], "validation");
  EXPECT_EQ(data["parameters"], "abc");
  const auto& answers = data["answers"];
  EXPECT_EQ(answers[0]["value"], "2 of 6");
  EXPECT_EQ(answers[0]["note"], "tested 1 of 4, calibrated 1 of 2");
  EXPECT_EQ(answers[1]["value"], "4");
  EXPECT_EQ(answers[1]["mood"], "bad");
  EXPECT_EQ(answers[1]["note"], "1 of them for a reason that is known; 1 could not be run");
  EXPECT_EQ(answers[2]["label"], "First that is not: t_out");
  EXPECT_EQ(answers[2]["value"], "-17.25 mmHg");
  EXPECT_EQ(answers[2]["note"],
            "band 18 .. 22.5 mmHg, measured 20 mmHg, tested. Study of t_out: a pressure. Source: "
            "doi of t_out (seen)");
  ASSERT_EQ(data["rows"].size(), 7u);
  const char* outcomes[] = {"outside", "inside", "inside", "reported",
                            "outside", "known",  "not_run"};
  for (std::size_t k = 0; k < 7; ++k) EXPECT_EQ(data["rows"][k]["outcome"], outcomes[k]) << k;
  EXPECT_EQ(data["rows"][0]["set"], "one");
  EXPECT_EQ(outside_count(sets), 3);  // c_out, t_out, gone
  EXPECT_TRUE(data["rows"][6]["simulated"].is_null());
  EXPECT_EQ(data["provenance"]["sources"][1]["hash"], "h2");
  EXPECT_EQ(data["provenance"]["sources"][1]["name"], "Two");
}

TEST(ValidationData, AllInsideIsGood) {
  ValidationRow open = row("open", RowRole::kTested, 19);
  open.high.reset();
  const auto answers = validation_page_data({{"one", "", {open}}}, "", {})["answers"];
  EXPECT_EQ(answers[0]["value"], "1 of 1");
  EXPECT_EQ(answers[0]["mood"], "good");
  EXPECT_EQ(answers[1]["value"], "0");
  EXPECT_EQ(answers[2]["value"], "none");
  open.simulated = 1;
  const auto missed = validation_page_data({{"one", "", {open}}}, "", {})["answers"];
  EXPECT_THAT(missed[2]["note"].get<std::string>(), HasSubstr("band from 18 mmHg,"));
  // only known misses: nothing that is new
  open.known_miss = "so it is";
  EXPECT_EQ(validation_page_data({{"one", "", {open}}}, "", {})["answers"][1]["mood"], "amber");
  EXPECT_EQ(outside_count({{"one", "", {open}}}), 0);
}

}  // namespace
}  // namespace inversim
