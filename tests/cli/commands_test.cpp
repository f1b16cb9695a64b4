// SPDX-License-Identifier: Apache-2.0
// inversim check and inversim models, as they are typed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "inversim/cli/check.h"
#include "inversim/cli/models.h"
#include "inversim/language/parse.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Outcome {
  int exit_code;
  std::string out, err;
};

Outcome check(CheckRequest request) {
  std::ostringstream out, err;
  const int exit_code = run_check(request, out, err);
  return {exit_code, out.str(), err.str()};
}

std::string shipped_file(const std::string& path) {
  return std::string(INVERSIM_SOURCE_DIR) + "/" + path;
}

TEST(Check, GoodAndBrokenFilesTogether) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_check_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::string bad = (folder / "bad.yaml").string();
  std::ofstream(bad) << "kind: subject\nname: A\nsex: male\nage_years: 35\nheight_cm: "
                        "175\nmass_kg: 7500\nshoe_size: 44\n";
  const std::string good = shipped_file("scenarios/kim_2013_60deg.yaml");
  const Outcome run = check({{good, bad, (folder / "gone.yaml").string()}, {}, false});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.out, good + ": nothing wrong, a scenario file with the 5 it names\n");
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 3) << run.err;
  EXPECT_THAT(
      run.err,
      HasSubstr("bad.yaml:6:10: mass_kg: found 7500, expected a number of kg from 25 to 300\n"));
  EXPECT_THAT(run.err, HasSubstr("bad.yaml:7:1: shoe_size: found an unknown key"));
  EXPECT_THAT(run.err, HasSubstr("gone.yaml: found no such file, expected a readable file\n"));
  // nothing is left behind
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
  fs::remove_all(folder);
}

TEST(Check, ShapeFilesOfATableAreReadWithIt) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_check_shapes_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ifstream in(shipped_file("models/tables/disc_brake_125kg.yaml"));
  const std::string table{std::istreambuf_iterator<char>(in), {}};
  const auto lines = std::count(table.begin(), table.end(), '\n');
  const std::string file = (folder / "own.yaml").string();
  const auto with = [&](const std::string& shapes) {
    std::ofstream(file) << table << "shapes:\n" << shapes;
    return check({{file}, {}, false});
  };
  std::ofstream(folder / "open.obj")
      << "v 0 0 0\nv 900 0 0\nv 0 900 0\nv 0 0 900\nf 1 3 2\nf 1 2 4\nf 1 4 3\n";
  std::ofstream(folder / "words.stl") << "solid a\nvertex 1 2 three\n";
  const Outcome wrong = with(
      "  - {name: pad, part: bed, file: open.obj}\n  - {name: rest, part: bed, file: "
      "gone.stl}\n  - {name: tube, part: frame, file: words.stl}\n");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_EQ(wrong.out, "");
  // each with its place in the table file
  EXPECT_EQ(std::count(wrong.err.begin(), wrong.err.end(), '\n'), 3) << wrong.err;
  const auto at = [&](int line) { return file + ":" + std::to_string(lines + 1 + line) + ":"; };
  EXPECT_THAT(wrong.err, HasSubstr(at(1) + "34: shapes.pad.file: "));
  EXPECT_THAT(wrong.err, HasSubstr("not closed: 3 of"));
  EXPECT_THAT(wrong.err, HasSubstr(at(2) + "35: shapes.rest.file: there is no file"));
  EXPECT_THAT(wrong.err, HasSubstr(at(3) + "37: shapes.tube.file: "));
  EXPECT_THAT(wrong.err, HasSubstr("line 2: three numbers expected, found 'three'"));
  const Outcome good = with("  - {name: pad, part: bed, file: open.obj, as: hull}\n");
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_THAT(good.out, HasSubstr("nothing wrong, a table file"));
  fs::remove_all(folder);
}

TEST(Check, SettingsAndJson) {
  const std::string good = shipped_file("scenarios/kim_2013_60deg.yaml");
  EXPECT_EQ(check({{good}, {"subject.mass_kg=80"}, false}).exit_code, 0);
  const Outcome run = check({{good}, {"subject.mass_kg=8"}, true});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.err, "");
  const auto report = nlohmann::json::parse(run.out);
  EXPECT_EQ(report[0]["good"], false);
  EXPECT_EQ(report[0]["wrong"][0]["key"], "subject.mass_kg");
  EXPECT_EQ(report[0]["wrong"][0]["found"], "8");
}

TEST(Models, AreListedShownAndDescribed) {
  std::ostringstream out, err;
  EXPECT_EQ(list_models(out, err, false), 0);
  EXPECT_THAT(out.str(), HasSubstr("table        disc_brake_125kg"));
  EXPECT_THAT(out.str(), HasSubstr("Kim 2013, 60 degrees"));
  // also those in folders of their own, by the name that run takes
  EXPECT_THAT(out.str(), HasSubstr("scenario     controller/inversion "));
  EXPECT_THAT(out.str(), HasSubstr("scenario     catalogue/b07_cable_tears "));
  out.str("");
  EXPECT_EQ(show_model("man_75kg_175cm", out, err), 0);
  EXPECT_THAT(out.str(), HasSubstr("\nmass_kg: 75\n"));
  EXPECT_EQ(show_model("man_75kg_175", out, err), 2);
  EXPECT_EQ(err.str(),
            "models: found 'man_75kg_175', expected the name of a shipped file (did you mean "
            "'man_75kg_175cm'?)\n");
  out.str("");
  err.str("");
  EXPECT_EQ(show_model("catalogue/b07_cable_tears", out, err), 0);
  EXPECT_THAT(out.str(), HasSubstr("kind: scenario"));
  EXPECT_EQ(show_model("b07_cable_tears", out, err), 2);
  EXPECT_THAT(err.str(), HasSubstr("(did you mean 'catalogue/b07_cable_tears'?)"));
  out.str("");
  EXPECT_EQ(print_schema("table", out, err), 0);
  EXPECT_EQ(nlohmann::json::parse(out.str())["title"], "inversim table file");
  EXPECT_EQ(print_schema("tables", out, err), 2);
}

TEST(Commands, AreTypedAsTheHelpSays) {
  const auto type = [](std::vector<std::string> words) {
    CLI::App app("inversim");
    int exit_code = 0;
    add_check(app, exit_code);
    add_models(app, exit_code);
    app.require_subcommand(1);
    std::reverse(words.begin(), words.end());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    try {
      app.parse(words);
    } catch (const CLI::ParseError&) { exit_code = 2; }
    return Outcome{exit_code, testing::internal::GetCapturedStdout(),
                   testing::internal::GetCapturedStderr()};
  };
  EXPECT_EQ(type({"check", shipped_file("models/spine/adult.yaml")}).exit_code, 0);
  EXPECT_EQ(type({"check"}).exit_code, 2);
  EXPECT_EQ(type({"models"}).exit_code, 0);
  EXPECT_EQ(nlohmann::json::parse(type({"models", "--json"}).out)[0]["kind"], "table");
  EXPECT_EQ(type({"models", "show", "nobody"}).exit_code, 2);
  EXPECT_EQ(type({"models", "new", "x.yaml", "--from", "nobody"}).exit_code, 2);
  EXPECT_THAT(type({"models", "docs"}).out, HasSubstr("# File formats"));
  EXPECT_EQ(nlohmann::json::parse(type({"models", "fields"}).out)["format"], 1);
}

TEST(Models, NewIsACopyUnderItsOwnName) {
  const std::string file = testing::TempDir() + "my_table.yaml";
  std::filesystem::remove(file);
  std::ostringstream out, err;
  EXPECT_EQ(new_model("disc_brake_125kg", file, "Prototype 3", out, err), 0) << err.str();
  const Reading mine = read_file(file, FileKind::kTable);
  ASSERT_TRUE(mine) << sentences(mine.diagnostics);
  EXPECT_EQ(mine.document->root.text("name"), "Prototype 3");
  EXPECT_EQ(mine.document->root.real("brake.clamp_force_N"), 4200.0);
  EXPECT_EQ(new_model("disc_brake_125kg", file, "", out, err), 3);  // never over a file
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace inversim
