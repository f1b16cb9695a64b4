// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "inversim/report/page_data.h"
#include "session.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

/// The data block of a page, as a browser would find it.
Json data_in(const std::string& page) {
  const std::string open = "id=\"data\">";
  const std::size_t begin = page.find(open) + open.size();
  return Json::parse(page.substr(begin, page.find("</script", begin) - begin));
}

Json by_id(const Json& list, const std::string& id) {
  for (const Json& one : list) {
    if (one.at("id") == id) return one;
  }
  ADD_FAILURE() << "nothing is named " << id;
  return {};
}

void set_attribute(Recording& recording, const std::string& name, const std::string& value) {
  for (auto& [key, old] : recording.attributes) {
    if (key == name) old = value;
  }
}

void drop_signal(Recording& recording, const std::string& name) {
  const SignalPlace place = find_signal(recording.table, name);
  const std::size_t width = recording.table.signals[place.index].width;
  std::vector<double> kept;
  for (std::size_t i = 0; i < recording.rows(); ++i) {
    const auto row = recording.row(i);
    kept.insert(kept.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(place.offset));
    kept.insert(kept.end(), row.begin() + static_cast<std::ptrdiff_t>(place.offset + width),
                row.end());
  }
  recording.values = kept;
  recording.table.row_width -= width;
  recording.table.signals.erase(recording.table.signals.begin() +
                                static_cast<std::ptrdiff_t>(place.index));
}

TEST(ReportPage, AnswersTheQuestionsOfASession) {
  const Json answers = data_in(report_page(made_up_session(10))).at("answers");
  const auto value = [&](const char* id) {
    return by_id(answers, id).at("value").get<std::string>();
  };
  EXPECT_EQ(value("traction"), "390");
  EXPECT_EQ(by_id(answers, "traction").at("note"), "lumbar level L5-S1");
  EXPECT_EQ(value("spacing"), "+0.43");
  EXPECT_EQ(value("map"), "90 \u2192 96");
  EXPECT_EQ(by_id(answers, "map").at("note"), "at the heart, bed at 0 \u2192 60 deg");
  EXPECT_EQ(value("heart-rate"), "66 \u2192 61");
  EXPECT_EQ(value("brake"), "held");
  EXPECT_EQ(value("tipping"), "11.3");
  EXPECT_EQ(value("unloading"), "17");
  EXPECT_EQ(value("angle"), "60.0");
}

TEST(ReportPage, SaysWhatIsBadInWords) {
  Recording r = made_up_session(2);
  for (KeyFigure& f : r.summary) {
    if (f.name == "brake_slip") f = {f.name, 12.34, "deg", "the engaged brake slipped"};
    if (f.name == "tipping_margin_min") f.value = -3.2;
  }
  std::erase_if(r.summary, [](const KeyFigure& f) { return f.name == "unloading_angle_l4_l5"; });
  const Json answers = report_data(r).at("answers");
  EXPECT_EQ(by_id(answers, "brake").at("value"), "slipped");
  EXPECT_EQ(by_id(answers, "brake").at("note"), "slid 12.34 deg while engaged");
  EXPECT_EQ(by_id(answers, "tipping").at("note"), "the table tips");
  EXPECT_EQ(by_id(answers, "unloading").at("value"), "none");
  r.summary.push_back({"brake_torque_max", 0.0, "N m", "greatest torque of the brake"});
  EXPECT_EQ(by_id(report_data(r).at("answers"), "brake").at("value"), "not used");
}

TEST(ReportPage, LoadsNothing) {
  const std::string page = report_page(made_up_session(2));
  EXPECT_FALSE(
      std::regex_search(page, std::regex(R"re((src|href|action)\s*=(?!["'](#|data:,)))re")));
  EXPECT_FALSE(std::regex_search(page, std::regex("url\\(|@import|import\\(|fetch\\(|XMLHttp")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  // the one address in it names the vocabulary of SVG
  std::string rest = page;
  const std::string vocabulary = "http://www.w3.org/2000/svg";
  rest.erase(rest.find(vocabulary), vocabulary.size());
  EXPECT_THAT(rest, Not(HasSubstr("://")));
}

TEST(ReportPage, DrawsInSpaceWhereThereArePoses) {
  Recording r = made_up_session(4);
  const std::string without = report_page(r);
  EXPECT_THAT(without, Not(HasSubstr("inversimThree=")));
  EXPECT_TRUE(data_in(without).at("replay").at("poses").is_null());
  r.poses = made_up_poses(r);
  const std::string with = report_page(r);
  EXPECT_THAT(with, HasSubstr("inversimThree="));
  EXPECT_GT(with.size(), without.size() + 400'000);
  // three.js names its licence
  EXPECT_THAT(with, HasSubstr("SPDX-License-Identifier: MIT"));
  const Json poses = data_in(with).at("replay").at("poses");
  EXPECT_EQ(poses.at("bodies"), Json::array({"frame", "bed", "skull"}));
  EXPECT_EQ(poses.at("scene").at("pivot_height"), 0.8);
  // a scene that is no JSON: no picture, and no crash
  r.poses.scene = "{";
  EXPECT_TRUE(data_in(report_page(r)).at("replay").at("poses").is_null());
}

TEST(ReportPage, SetsASecondResultBeside) {
  const Recording a = made_up_session(4), b = made_up_session(8, false);
  const Json data = data_in(report_page(a, {}, {}, &b));
  EXPECT_EQ(data.at("end"), 4.0);
  EXPECT_EQ(data.at("beside").at("end"), 8.0);
  EXPECT_FALSE(data_in(report_page(a)).contains("beside"));
}

TEST(ReportPage, TextsOfTheResultStayText) {
  Recording r = made_up_session(2);
  const std::string hostile = "</script><script>alert(1)</script><!--<b> & {{data}} \" '";
  set_attribute(r, "scenario_text", "name: '" + std::string("</script><b>&\"{{data}}") + "'\n");
  set_attribute(r, "table_path", hostile);
  r.events[0].text = hostile + "\xff\xfe";
  const std::string page = report_page(r);
  EXPECT_THAT(page, HasSubstr("<h1 id=\"title\">&lt;/script&gt;&lt;b&gt;&amp;&quot;{{data}}</h1>"));
  EXPECT_THAT(page, Not(HasSubstr("alert(1)</script>")));
  EXPECT_THAT(page, Not(HasSubstr("<!--<b>")));
  const Json data = data_in(page);
  EXPECT_EQ(data.at("title"), "</script><b>&\"{{data}}");
  EXPECT_EQ(data.at("events")[0].at("text"), hostile + "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(data.at("provenance").at("sources")[1].at("path"), hostile);
}

TEST(ReportPage, PlotsAreInUnitsOfPeople) {
  const Json data = report_data(made_up_session(10));
  const auto greatest = [&](const char* id, std::size_t line) {
    double most = -1e9;
    const Json plot = by_id(data.at("plots"), id);
    for (const Json& v : plot.at("lines").at(line).at("y")) {
      most = std::max(most, v.get<double>());
    }
    return most;
  };
  EXPECT_NEAR(greatest("bed-angle", 0), 60.0, 0.02);
  EXPECT_NEAR(greatest("traction", 3), 400 * std::sin(60 * kDegree), 0.1);  // L4-L5
  EXPECT_NEAR(greatest("spacing", 0), 0.5 * std::sin(60 * kDegree), 1e-3);
  EXPECT_NEAR(greatest("pressure", 0), (12e3 + 1e3 * std::sin(60 * kDegree)) / 133.322, 0.02);
  EXPECT_NEAR(greatest("heart-rate", 0), 66.0, 0.01);
  EXPECT_NEAR(greatest("tipping", 0), 20.0, 0.01);
}

TEST(ReportPage, MarksWhereADiscIsUnloaded) {
  const Json plot = by_id(report_data(made_up_session(10)).at("plots"), "disc-force");
  // each of the six discs once down, once back; L4-L5 beyond +1 N at asin(101 / 400)
  EXPECT_EQ(plot.at("crossings"), 12);
  const double when = std::asin(std::asin(101.0 / 400) / (60 * kDegree)) / std::numbers::pi * 10;
  bool found = false;
  for (const Json& mark : plot.at("marks")) {
    if (mark.at("line") == 3 && mark.at("up") == true) {
      found = true;
      EXPECT_NEAR(mark.at("t").get<double>(), when, 0.02);
    }
  }
  EXPECT_TRUE(found);
}

TEST(ReportPage, ProfileIsTakenAtTheSteepestAngle) {
  const Json profile = report_data(made_up_session(10)).at("profile");
  EXPECT_NEAR(profile.at("angle").get<double>(), 60.0, 0.2);
  EXPECT_EQ(profile.at("levels").size(), 6);
  EXPECT_NEAR(profile.at("forces")[0].at("y")[4].get<double>(), 400 * std::sin(60 * kDegree), 1.0);
  EXPECT_NEAR(profile.at("forces")[1].at("y")[4].get<double>(), 400 * std::sin(60 * kDegree) - 100,
              1.0);
}

TEST(ReportPage, SaysWhatIsLeftOut) {
  Recording r = made_up_session(10, false);
  drop_signal(r, "cuff_pull");
  drop_signal(r, "weight_axial");
  const Json data = report_data(r);
  EXPECT_EQ(by_id(data.at("answers"), "map").at("note"), "the circulation was not simulated");
  std::vector<std::string> titles;
  for (const Json& one : data.at("left_out")) titles.push_back(one.at("title"));
  EXPECT_THAT(titles, testing::ElementsAre("Mean arterial pressure", "Pressures in the head",
                                           "Cerebral blood flow", "Heart rate", "Clamp pull"));
  EXPECT_EQ(data.at("profile").at("missing"), Json::array({"weight_axial"}));
  EXPECT_NEAR(data.at("profile").at("forces")[0].at("y")[4].get<double>(),
              400 * std::sin(60 * kDegree), 1.0);
}

TEST(ReportPage, AResultCutShortSaysSo) {
  Recording r = made_up_session(10);
  r.finished = false;
  r.summary.clear();
  const Json data = report_data(r);
  EXPECT_EQ(data.at("finished"), false);
  EXPECT_EQ(by_id(data.at("answers"), "brake").at("note"), "the run was cut short");
  r.time.clear();
  r.values.clear();
  EXPECT_EQ(report_data(r).at("plots").size(), 0);
}

TEST(ReportPage, FiguresBearTheMarkOfTheirSignal) {
  const Json figures = report_data(made_up_session(2)).at("figures");
  ASSERT_EQ(figures[3].at("name"), "bed_angle_max");
  EXPECT_EQ(figures[0].at("status"), "assumed");   // peak_traction: section_axial
  EXPECT_EQ(figures[3].at("status"), "");          // bed_angle_max
  EXPECT_EQ(figures[5].at("status"), "recalled");  // tipping_margin_min
}

TEST(ReportPage, HalfAnHourStaysUnderTwoMegabytes) {
  Recording r = made_up_session(1800);
  // noise, which rounds badly
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    r.values[i] *= 1.0 + 0.05 * std::sin(12.9898 * static_cast<double>(i * i % 100003));
  }
  EXPECT_EQ(r.rows(), 90001);
  EXPECT_LT(report_page(r).size(), 2'000'000);
}

}  // namespace
}  // namespace inversim
