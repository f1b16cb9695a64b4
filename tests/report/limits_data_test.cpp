// SPDX-License-Identifier: Apache-2.0
// What the test report of a limits run says, of results made by hand.
#include "inversim/report/limits_data.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <utility>

#include "../limits/bench_fixture.h"
#include "inversim/math/angle.h"
#include "inversim/report/limits_words.h"

namespace inversim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::pair<std::string, std::string>;

CriterionResult holding(const std::string& name, double demand, double capacity) {
  CriterionResult r;
  r.criterion = shipped_criterion("hold_set_right");
  r.criterion.name = name;
  r.criterion.factor = 2.0;
  r.criterion.report_item = 6;
  r.worst.point.value = demand;
  r.capacity = r.worse_capacity = capacity;
  r.margin = capacity - 2.0 * demand;
  r.worse_point.value = 1.25 * demand;
  r.worse_margin = capacity - 2.5 * demand;
  r.verdict = r.margin < 0         ? BandVerdict::kFails
              : r.worse_margin < 0 ? BandVerdict::kNominally
                                   : BandVerdict::kHolds;
  return r;
}

LimitsResult result_of(std::vector<CriterionResult> results) {
  LimitsResult x;
  x.table_name = "a <table>";
  x.range = Bench(bench_files()).range();
  x.criteria.name = "by hand";
  x.heights = {1.6, 1.9};
  x.masses = {80, 120};
  x.largest_user = {140, 110.04};
  x.binding = {0, 0};
  x.admissible_user = 110.04;
  x.admissible_height = 1.9;
  x.admissible_binding = 0;
  x.slip_torque = 300;
  x.cases = 10;
  x.wall = 2.0;
  for (std::size_t k = 0; k < results.size(); ++k) {
    x.user_limits.push_back({{140, {50, 10}, 1}, {110.04, {20, -5}, 1}});
  }
  x.results = std::move(results);
  return x;
}

nlohmann::ordered_json data_of(const LimitsResult& x) {
  RunProvenance p;
  p.git_revision = "abc";
  p.step_size = 1e-3;
  p.sources = {{"limits", "l.yaml", "kind: limits", "fnv1a64:1"},
               {"spine", "s.yaml", "kind: spine", "fnv1a64:2"}};
  return limits_page_data(x, bench_files(), p);
}

TEST(LimitsPageData, TheVerdictIsThatOfTheWorstJudgedCriterion) {
  const auto verdict = [](const LimitsResult& x) {
    const auto first = data_of(x)["answers"][0];
    return Words(first["value"].get<std::string>(), first["mood"].get<std::string>());
  };
  EXPECT_EQ(verdict(result_of({holding("a", 100, 300)})), Words("holds", "good"));
  EXPECT_EQ(verdict(result_of({holding("a", 100, 300), holding("b", 100, 220)})),
            Words("holds only nominally", "amber"));
  EXPECT_EQ(verdict(result_of({holding("b", 100, 220), holding("c", 100, 150)})),
            Words("fails", "bad"));
  LimitsResult silent = result_of({holding("c", 100, 150)});
  silent.results[0].criterion.judged = false;
  EXPECT_EQ(verdict(silent), Words("no verdict, nothing is judged", "absent"));
  EXPECT_TRUE(data_of(silent)["users"]["margins"].empty());
}

TEST(LimitsPageData, AnswersNameUserBindingAndCount) {
  CriterionResult other;
  other.criterion = shipped_criterion("hold_set_right");
  other.criterion.name = "strap";
  other.not_applicable = "there is no strap";
  other.verdict = BandVerdict::kNotApplicable;
  const auto data = data_of(result_of({holding("b", 100, 220), holding("c", 100, 150), other}));
  const auto& answers = data["answers"];
  EXPECT_EQ(answers[0]["note"], "fails: c");
  EXPECT_EQ(answers[1]["value"], "110.0");
  EXPECT_EQ(answers[1]["unit"], "kg");
  EXPECT_EQ(answers[2]["value"], "b");
  EXPECT_EQ(answers[2]["note"], "breaks first as users get heavier, at 190.0 cm");
  EXPECT_EQ(answers[3]["value"], "0 of 2 hold");
  EXPECT_EQ(answers[3]["note"],
            "1 more only nominally, 1 not at all, under the bands of 0 unverified figures; 1 does "
            "not apply to this kind: disc brake table");
  EXPECT_EQ(data["criteria"][2]["outcome"], "not_applicable");
  EXPECT_FALSE(data["criteria"][2].contains("demand"));

  LimitsResult all = result_of({holding("a", 100, 300)});
  all.admissible_user = kGreatestUser;
  EXPECT_EQ(data_of(all)["answers"][1]["value"], "over 250");
  all.admissible_user = 0;
  EXPECT_EQ(data_of(all)["answers"][1]["value"], "none");
  EXPECT_THAT(data_of(all)["answers"][2]["note"].get<std::string>(),
              HasSubstr("does not hold for any user"));
}

TEST(LimitsPageData, SharesAreOfWhatIsAllowed) {
  CriterionResult margin = holding("margin", 0.1, 0.0);
  margin.criterion.at_least = true;
  margin.criterion.against = Against::kLimit;
  CriterionResult least = margin;
  least.capacity = 0.05;
  CriterionResult told = holding("told", 100, std::nan(""));
  told.criterion.against = Against::kNothing;
  const auto c = data_of(result_of({holding("a", 100, 250), margin, least, told}))["criteria"];
  EXPECT_DOUBLE_EQ(c[0]["taken"], 0.8);
  EXPECT_DOUBLE_EQ(c[0]["taken_unfavourable"], 1.0);
  // of a limit of 0 there is no share
  EXPECT_TRUE(std::isnan(c[1]["taken"].get<double>()));
  EXPECT_DOUBLE_EQ(c[2]["taken"], 0.25);
  EXPECT_EQ(c[0]["compared_with"], "at most slip torque");
  EXPECT_EQ(c[1]["compared_with"], "at least limit");
  EXPECT_FALSE(c[3]["compared"]);
  EXPECT_TRUE(std::isnan(c[3]["margin"].get<double>()));
}

TEST(LimitsPageData, BarsHaveTheWorstFigureFirst) {
  LimitsResult x = result_of({holding("a", 100, 250)});
  for (const char* path : {"table.brake.mu_static", "subject.offset_m", "table.bed.mass_kg"}) {
    x.figures.push_back({path, "1", 1, 0.5, 2, "assumed", "test", {}, {}, ""});
  }
  x.results[0].sensitivities = {{40, 60, -10, -1, ""}, {50, 20, -30, 1, ""}, {50, 50, 0, 0, ""}};
  const auto data = data_of(x);
  const auto& rows = data["bars"][0]["rows"];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["figure"], "subject.offset_m");
  EXPECT_EQ(rows[0]["high"], 20);
  EXPECT_EQ(rows[1]["figure"], "brake.mu_static");
  EXPECT_EQ(data["figures"].size(), 3u);
}

TEST(LimitsData, DownhillIsASideOrBetweenTwo) {
  EXPECT_EQ(downhill_words(0), "the head end downhill");
  EXPECT_EQ(downhill_words(90 * kDegree), "the user's right downhill");
  EXPECT_EQ(downhill_words(-90 * kDegree), "the user's left downhill");
  EXPECT_EQ(downhill_words(360 * kDegree), "the head end downhill");
  EXPECT_EQ(downhill_words(30 * kDegree), "downhill 30 deg from the head end to the user's right");
  EXPECT_EQ(downhill_words(292.5 * kDegree),
            "downhill 22.5 deg from the user's left to the head end");
}

/// settings.slope_direction_deg: 0 the head end is downhill, 90 the user's right.
TEST(LimitsPageData, SidesOfTheSlopeAreThoseOfTheScenario) {
  LimitsResult x = result_of({holding("a", 100, 300)});
  for (int k = 0; k < 4; ++k) x.tipping_lines.push_back({k * 1.5707963267948966, {0.1 * k}});
  const auto lines = data_of(x)["tipping"]["lines"];
  EXPECT_EQ(lines[0]["legend"], "downhill: head end");
  EXPECT_EQ(lines[1]["legend"], "downhill: user's right");
  EXPECT_EQ(lines[2]["legend"], "downhill: foot end");
  EXPECT_EQ(lines[3]["legend"], "downhill: user's left");
}

TEST(LimitsPageData, UsersAndTextsAreThere) {
  const auto data = data_of(result_of({holding("a", 100, 250)}));
  EXPECT_THAT(data["users"]["heights_cm"], ElementsAre(160, 190));
  EXPECT_EQ(data["users"]["margins"][0]["by_height_and_mass"][1][1], -5);
  EXPECT_EQ(data["users"]["lines"][0]["largest_kg"][1], 110.04);
  EXPECT_EQ(data["title"], "Limits of a <table>");
  ASSERT_EQ(data["provenance"]["texts"].size(), 1u);
  EXPECT_EQ(data["provenance"]["texts"][0]["path"], "l.yaml");
  EXPECT_EQ(data["provenance"]["sources"].size(), 2u);
  EXPECT_EQ(data["points"].size(), 11u);
  EXPECT_THAT(data["points"][5]["criteria"], ElementsAre(0));
}

}  // namespace
}  // namespace inversim
