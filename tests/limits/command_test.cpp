// SPDX-License-Identifier: Apache-2.0
// `inversim limits` from end to end with few criteria: verdict, files, page, and worst cases that
// `inversim run` repeats.
#include <gmock/gmock.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bench_fixture.h"
#include "inversim/cli/limits.h"
#include "inversim/cli/run.h"

namespace inversim {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
namespace fs = std::filesystem;

constexpr const char* kFew = R"(kind: limits
name: few
source: test
criteria:
  - {name: hold, what: x, quantity: holding_torque, against: slip_torque, unit: N m, factor: 2,
     arms: [sides, overhead], report_item: 6, clause: none, status: assumed, source: test}
  - {name: clamp, what: x, quantity: clamp_pull, against: clamp_capacity, unit: N, weights: 4,
     arms: [sides], from_deg: 60, report_item: 4, clause: none, status: assumed, source: test}
  - {name: margin, what: x, quantity: static_margin, side: at_least, against: limit, limit: 0,
     unit: m, slope_deg: 10, arms: [sides], report_item: 5, clause: none, status: assumed,
     source: test}
  - {name: overshoot, what: x, quantity: stop_overshoot, against: limit, limit: 9, unit: deg,
     arms: [overhead], from_deg: -30, to_deg: 30, rate_deg_per_s: 15, latency_s: 0.1,
     report_item: 6, clause: none, status: assumed, source: test}
  - {name: worn, what: x, quantity: holding_torque, against: worn_slip_torque, unit: N m,
     factor: 2, arms: [sides, overhead], cycles: 12000, cycle_stops: 2, cycle_angle_deg: 60,
     rate_deg_per_s: 15, latency_s: 0.1, role: reported, report_item: 8, clause: none,
     status: assumed, source: test}
  - {name: fall, what: x, quantity: fall_rate, against: nothing, unit: deg/s, role: reported,
     arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
)";

constexpr const char* kClamp = R"(kind: limits
name: clamp
source: test
criteria:
  - {name: clamp, what: x, quantity: clamp_pull, against: clamp_capacity, unit: N, weights: 4,
     arms: [sides], from_deg: 60, report_item: 4, clause: none, status: assumed, source: test}
)";

constexpr const char* kStrap = R"(kind: limits
name: strap
source: test
criteria:
  - {name: peak, what: x, quantity: strap_peak, against: strap_strength, unit: N, holes_off: 2,
     arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
  - {name: load, what: x, quantity: strap_load, against: strap_strength, unit: N, weights: 2.5,
     holes_off: 2, arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
  - {name: past, what: x, quantity: strap_overshoot, against: nothing, unit: deg, role: reported,
     arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
  - {name: rate, what: x, quantity: strap_rate, against: nothing, unit: deg/s, role: reported,
     arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
  - {name: free, what: x, quantity: fall_rate, against: nothing, unit: deg/s, role: reported,
     arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
  - {name: clamp, what: x, quantity: clamp_pull, against: clamp_capacity, unit: N, weights: 2.5,
     arms: [sides], report_item: 4, clause: none, status: assumed, source: test}
  - {name: hold, what: x, quantity: holding_torque, against: slip_torque, unit: N m, factor: 2,
     arms: [sides], report_item: 6, clause: none, status: assumed, source: test}
)";

constexpr const char* kMotor = R"(kind: limits
name: motor
source: test
criteria:
  - {name: lost, what: x, quantity: power_loss_travel, against: limit, limit: 6, unit: deg,
     holes_off: 2, arms: [overhead], from_deg: -60, to_deg: 60, rate_deg_per_s: 10,
     report_item: 6, clause: none, status: assumed, source: test}
  - {name: alone, what: x, quantity: power_loss_travel, against: nothing, unit: deg, role: reported,
     holes_off: 2, arms: [overhead], from_deg: -60, to_deg: 60, rate_deg_per_s: 10,
     without_brake: true, report_item: 6, clause: none, status: assumed, source: test}
  - {name: tips, what: x, quantity: power_loss_margin, side: at_least, against: nothing, unit: m,
     role: reported, slope_deg: 10, arms: [sides], from_deg: -60, to_deg: 60, rate_deg_per_s: 10,
     report_item: 5, clause: none, status: assumed, source: test}
  - {name: lifts, what: x, quantity: holding_torque, against: motor_torque, unit: N m,
     arms: [sides], report_item: 7, clause: none, status: assumed, source: test}
  - {name: strap, what: x, quantity: strap_load, against: strap_strength, unit: N,
     arms: [sides], report_item: 7, clause: none, status: assumed, source: test}
)";

struct LimitsCommand : testing::Test {
  fs::path folder;
  fs::path before = fs::current_path();

  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "inversim_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
    std::ofstream(folder / "few.yaml") << kFew;
    fs::current_path(INVERSIM_SOURCE_DIR);
  }
  void TearDown() override {
    fs::current_path(before);
    fs::remove_all(folder);
  }

  LimitsRequest few(const std::string& table) const {
    LimitsRequest r;
    r.table = table;
    r.criteria = (folder / "few.yaml").string();
    r.quick = true;
    r.heights_cm = {175};
    r.masses_kg = {80, 240};
    return r;
  }

  static std::string bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// What is in a page for its script.
  static nlohmann::json page_data(const std::string& page) {
    const std::string open = "<script type=\"application/json\" id=\"data\">";
    const std::size_t from = page.find(open) + open.size();
    return nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from));
  }

  static void check_files(const LimitsRequest& request);
  /// A table with criteria of a text: exit code, and what it says as JSON.
  std::pair<int, nlohmann::json> assessed(const std::string& table, const char* criteria) const {
    std::ofstream(folder / "own.yaml") << criteria;
    LimitsRequest request = few(table);
    request.criteria = (folder / "own.yaml").string();
    request.json = true;
    request.output = (folder / "own.nc").string();
    request.report = (folder / "own.html").string();
    const auto [code, text] = said(request);
    return {code, nlohmann::json::parse(text)};
  }

  static std::pair<int, std::string> said(const LimitsRequest& request) {
    testing::internal::CaptureStdout();
    const int code = run_limits(request);
    return {code, testing::internal::GetCapturedStdout()};
  }
};

/// What `inversim run` measures of an expectation whose sentence begins so.
double replayed(const std::string& command, const std::string& beginning) {
  RunRequest request;
  request.json = true;
  std::istringstream words(command);
  std::string word;
  words >> word >> word >> request.scenario;
  while (words >> word) {
    std::string value;
    words >> value;
    if (word == "--table") request.table = value;
    if (word == "--set") request.settings.push_back(value);
  }
  testing::internal::CaptureStdout();
  run_session(request);
  const auto j = nlohmann::json::parse(testing::internal::GetCapturedStdout());
  for (const auto& e : j["expectations"]) {
    if (e["text"].get<std::string>().starts_with(beginning)) return e["measured"];
  }
  throw std::runtime_error(beginning);
}

TEST_F(LimitsCommand, HoldsAndItsWorstCasesRunAgain) {
  LimitsRequest request = few("models/tables/disc_brake_125kg.yaml");
  request.json = true;
  request.output = (folder / "limits.nc").string();
  request.report = (folder / "limits.html").string();
  const auto [code, text] = said(request);
  const auto j = nlohmann::json::parse(text);
  EXPECT_EQ(code, 0) << text;
  EXPECT_EQ(j["failures"].size(), 0u);
  const std::map<std::string, std::string> shown = {
      {"hold", "first of weight_torque"},  {"worn", "first of weight_torque"},
      {"clamp", "first of cuff_pull"},     {"margin", "first of tipping_margin"},
      {"overshoot", "range of bed_angle"}, {"fall", "max of bed_rate"}};
  ASSERT_EQ(j["criteria"].size(), shown.size());
  for (const auto& c : j["criteria"]) {
    const double again = std::fabs(replayed(c["replay"], shown.at(c["name"])));
    EXPECT_NEAR(again, c["demand"], 1e-6 * std::fabs(again)) << c.dump(2);
    if (!c.contains("endurance")) continue;
    // a stop of the cycle gives its heat and wear, two of them those of the cycle
    const auto& e = c["endurance"];
    EXPECT_TRUE(e["extrapolated"]);
    EXPECT_NEAR(2 * replayed(e["cycle_replay"], "last of brake_heat"), e["cycle_heat_J"], 1e-6);
    EXPECT_NEAR(2 * replayed(e["cycle_replay"], "range of pad_wear"), e["cycle_wear_m"], 1e-15);
    EXPECT_NEAR(e["wear_m"], 12000 * e["cycle_wear_m"].get<double>(), 1e-12);
    EXPECT_LT(c["capacity"], e["new_slip_torque_Nm"]);
  }
  check_files(request);
  // the page says of every criterion what the program says
  const nlohmann::json data = page_data(bytes(request.report));
  EXPECT_EQ(data["answers"][0]["value"], j["verdict"]);
  ASSERT_EQ(data["criteria"].size(), j["criteria"].size());
  for (std::size_t k = 0; k < j["criteria"].size(); ++k) {
    for (const char* key : {"name", "judged", "verdict", "demand", "factor", "capacity", "margin",
                            "margin_unfavourable", "replay"}) {
      EXPECT_EQ(data["criteria"][k][key], j["criteria"][k][key]) << k << " " << key;
    }
  }
}

TEST_F(LimitsCommand, AChangedTableFails) {
  std::string table = bytes("models/tables/disc_brake_125kg.yaml");
  const std::string capacity = "capacity_N: {value: 4905, low: 2450, high: 4905";
  ASSERT_NE(table.find(capacity), std::string::npos);
  table.replace(table.find(capacity), capacity.size(),
                "capacity_N: {value: 4000, low: 2450, high: 4905");
  std::ofstream(folder / "weak.yaml") << table;
  std::ofstream(folder / "clamp.yaml") << kClamp;
  LimitsRequest request = few((folder / "weak.yaml").string());
  request.criteria = (folder / "clamp.yaml").string();
  const auto [code, text] = said(request);
  EXPECT_EQ(code, 1);
  EXPECT_THAT(text, HasSubstr("rated user 125 kg: fails"));
  EXPECT_THAT(text, HasSubstr("binds: clamp"));
  // a cuff that carries 4000 N is good for 4000 / 4 / 9.81 = 101.9 kg
  EXPECT_THAT(text, HasSubstr("largest admissible user: 101.9 kg"));
}

void LimitsCommand::check_files(const LimitsRequest& request) {
  EXPECT_FALSE(fs::exists(request.output + ".partial"));
  EXPECT_GT(fs::file_size(request.output), 10000u);

  const std::string page = bytes(request.report);
  const nlohmann::json data = page_data(page);
  EXPECT_EQ(data["kind"], "limits");
  // every point has figures, or says why it has none
  ASSERT_EQ(data["points"].size(), 11u);
  for (std::size_t k = 0; k < 11; ++k) {
    const auto& point = data["points"][k];
    EXPECT_EQ(point["number"], k + 1);
    const bool figures = !point["rows"].empty() || !point["criteria"].empty() ||
                         (point["plot"] == "bars" && !data["figures"].empty());
    EXPECT_TRUE(figures || !point["not_simulated"].empty()) << point;
  }
  EXPECT_EQ(data["answers"][2]["label"], "Binding criterion");
  EXPECT_THAT(page, HasSubstr("slip torque after 12000 cycles, extrapolated"));
  EXPECT_THAT(page, HasSubstr("cycles (extrapolated)"));
  EXPECT_THAT(bytes(request.output), HasSubstr("extrapolated"));
  for (const auto& source : data["provenance"]["sources"]) {
    EXPECT_THAT(source["hash"].get<std::string>(), StartsWith("fnv1a64:"));
  }
  EXPECT_GE(data["provenance"]["sources"].size(), 4u);
  // the texts that decide are in it whole
  ASSERT_EQ(data["provenance"]["texts"].size(), 2u);
  EXPECT_EQ(data["provenance"]["texts"][0]["text"], kFew);
  EXPECT_EQ(data["provenance"]["texts"][1]["text"], bytes("models/tables/disc_brake_125kg.yaml"));
  EXPECT_THAT(page, HasSubstr("inversim run scenarios/limits/hold.yaml"));
  for (const char* loads : {" src=", "href=\"http", "url(", "<script src", "@import"}) {
    EXPECT_EQ(page.find(loads), std::string::npos) << loads << " from elsewhere";
  }
}

/// Each worst case, run again, gives the figure; `shown` has what is looked at of which criterion.
void check_replays(const nlohmann::json& j, const std::map<std::string, std::string>& shown,
                   const std::string& less_mark) {
  for (const auto& c : j["criteria"]) {
    if (c.contains("not_applicable")) continue;
    const std::string replay = c["replay"];
    double again = std::fabs(replayed(replay, shown.at(c["name"])));
    if (c["name"] == less_mark) {
      const std::string key = "settings.tether_deg=";
      again -= std::stod(replay.substr(replay.find(key) + key.size()));
    }
    EXPECT_NEAR(again, c["demand"], 1e-6 * std::fabs(again)) << c.dump(2);
  }
}

// the whole search of another kind; run before a release
using LimitsCommandCampaign = LimitsCommand;
TEST_F(LimitsCommandCampaign, ATableWithAStrapIsAssessedAndItsWorstCasesRunAgain) {
  const auto [code, j] = assessed("models/tables/tether_136kg.yaml", kStrap);
  EXPECT_EQ(code, 0) << j.dump(2);
  EXPECT_EQ(j["failures"].size(), 0u);
  EXPECT_EQ(j["type"], "tether_table");
  EXPECT_TRUE(j["slip_torque_Nm"].is_null());
  check_replays(j,
                {{"peak", "max of tether_tension"},
                 {"load", "first of tether_hold"},
                 {"past", "max of bed_angle"},
                 {"rate", "first of bed_rate"},
                 {"free", "max of bed_rate"},
                 {"clamp", "first of cuff_pull"}},
                "past");
  const auto& hold = j["criteria"].back();
  EXPECT_EQ(hold["verdict"], "not applicable");
  EXPECT_EQ(hold["not_applicable"], "there is no brake");
  EXPECT_FALSE(hold["judged"]);
  EXPECT_FALSE(hold.contains("demand"));
  const std::string page = bytes(folder / "own.html");
  EXPECT_EQ(page_data(page)["criteria"].back()["not_applicable"], "there is no brake");
  EXPECT_EQ(page_data(page)["criteria"].back()["outcome"], "not_applicable");
  EXPECT_THAT(page, HasSubstr("1 does not apply to this kind: tether table"));
  EXPECT_THAT(page, HasSubstr("taut at 20, 40, 60, 90 deg"));
  EXPECT_EQ(page.find("peak load of a tether"), std::string::npos) << "it is simulated";
  const std::string result = bytes(folder / "own.nc");
  EXPECT_THAT(result, HasSubstr("not applicable"));
  EXPECT_THAT(result, HasSubstr("there is no brake"));
}

TEST_F(LimitsCommandCampaign, AMotorisedTableIsAssessedAndItsWorstCasesRunAgain) {
  const auto [code, j] = assessed("models/tables/motorised_136kg.yaml", kMotor);
  EXPECT_EQ(code, 0) << j.dump(2);
  EXPECT_EQ(j["failures"].size(), 0u);
  check_replays(j,
                {{"lost", "range of bed_angle"},
                 {"alone", "range of bed_angle"},
                 {"tips", "min of tipping_margin"},
                 {"lifts", "first of weight_torque"}},
                "");
  EXPECT_EQ(j["criteria"].back()["not_applicable"], "there is no strap");
}

TEST_F(LimitsCommand, ChairAndBootsAreAssessedAndTheirWorstCasesRunAgain) {
  constexpr const char* kHangs = R"(kind: limits
name: hangs
source: test
criteria:
  - {name: clamp, what: x, quantity: clamp_pull, against: clamp_capacity, unit: N,
     arms: [sides], report_item: 4, clause: none, status: assumed, source: test}
  - {name: torque, what: x, quantity: holding_torque, against: nothing, unit: N m, role: reported,
     arms: [overhead], report_item: 7, clause: none, status: assumed, source: test}
)";
  for (const char* table : {"inversion_chair", "gravity_boots"}) {
    const auto [code, j] = assessed(table, kHangs);
    EXPECT_EQ(code, 0) << j.dump(2);
    check_replays(j, {{"clamp", "first of cuff_pull"}, {"torque", "first of weight_torque"}}, "");
  }
}

TEST_F(LimitsCommand, NothingHoldsWhereNothingIsJudged) {
  constexpr const char* kShown = R"(kind: limits
name: shown
source: test
criteria:
  - {name: pivot, what: x, quantity: pivot_force, against: nothing, unit: N, role: reported,
     arms: [sides], report_item: 2, clause: none, status: assumed, source: test}
)";
  std::ofstream(folder / "shown.yaml") << kShown;
  LimitsRequest request = few("disc_brake_125kg");
  request.criteria = (folder / "shown.yaml").string();
  request.report = (folder / "shown.html").string();
  request.output = (folder / "shown.nc").string();
  const auto [code, text] = said(request);
  EXPECT_EQ(code, 0);
  EXPECT_THAT(text, HasSubstr("rated user 125 kg: no verdict, nothing is judged"));
  EXPECT_THAT(text, HasSubstr("largest admissible user: not asked for"));
  EXPECT_EQ(text.find("holds"), std::string::npos);
  const nlohmann::json data = page_data(bytes(request.report));
  EXPECT_EQ(data["answers"][0]["value"], "no verdict, nothing is judged");
  EXPECT_EQ(data["answers"][0]["mood"], "absent");
  for (const auto& c : data["criteria"]) EXPECT_EQ(c["outcome"], "reported");
}

TEST_F(LimitsCommand, WrongInputsAreToldAndHaveTheirCodes) {
  testing::internal::CaptureStderr();
  LimitsRequest request = few("no_such_table");
  EXPECT_EQ(run_limits(request), 2);
  request = few("disc_brake_125kg");
  request.criteria = "table_limit";
  EXPECT_EQ(run_limits(request), 2);
  request = few("disc_brake_125kg");
  request.heights_cm = {165.0, 231.0};
  EXPECT_EQ(run_limits(request), 2);
  request = few("disc_brake_125kg");
  request.output = "/no/such/folder/limits.nc";
  EXPECT_EQ(run_limits(request), 3);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_THAT(said, HasSubstr("no_such_table"));
  EXPECT_THAT(
      said, HasSubstr("table_limit: found no such file, expected a readable file, or the name of a "
                      "shipped limits file (did you mean 'table_limits'?)\n"));
  EXPECT_THAT(said, HasSubstr("heights: found 231, expected numbers of cm from 100 to 230\n"));
  EXPECT_THAT(said, HasSubstr("there is no folder"));
}

}  // namespace
}  // namespace inversim
