// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include "inversim/language/parse.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

TEST(Library, NamesAreShippedModelsAndPathsAreRelativeToTheFile) {
  const Library library{{"/data", "/more"}};
  const auto names = places(library, FileKind::kTable, "disc_brake_125kg", "/some/me/s.yaml");
  EXPECT_EQ(names, (std::vector<fs::path>{"/data/models/tables/disc_brake_125kg.yaml",
                                          "/more/models/tables/disc_brake_125kg.yaml"}));
  const auto paths = places(library, FileKind::kTable, "../t.yaml", "/some/me/s.yaml");
  EXPECT_EQ(paths[0].lexically_normal(), "/some/t.yaml");
  EXPECT_EQ(paths[1], "/data/models/../t.yaml");
  EXPECT_EQ(places(library, FileKind::kTable, "t.yaml", "s.yaml")[0], "t.yaml");
  EXPECT_EQ(places(library, FileKind::kTable, "/abs/t", "s.yaml"),
            (std::vector<fs::path>{"/abs/t"}));
  // a point in a name does not make a path of it
  EXPECT_EQ(places(library, FileKind::kSubject, "man_1.75m", "s.yaml")[0],
            "/data/models/subjects/man_1.75m.yaml");
}

TEST(Library, TheEnvironmentGoesBeforeTheSourceTree) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_library_" + std::to_string(::getpid()));
  fs::create_directories(folder / "models/tables");
  std::ofstream(folder / "models/tables/mine.yaml") << "kind: table\n";
  ::setenv("INVERSIM_DATA", ("/nowhere::" + folder.string()).c_str(), 1);
  const Library library = default_library();
  ::unsetenv("INVERSIM_DATA");
  ASSERT_GE(library.roots.size(), 2u);
  EXPECT_EQ(library.roots.front(), folder);
  EXPECT_EQ(library.roots.back(), fs::path(INVERSIM_SOURCE_DIR));
  const auto tables = shipped(library, FileKind::kTable);
  std::vector<std::string> names;
  for (const LibraryEntry& table : tables) names.push_back(table.name);
  EXPECT_EQ(std::ranges::count(names, "disc_brake_125kg"), 1);
  EXPECT_EQ(std::ranges::count(names, "mine"), 1);
  EXPECT_TRUE(std::ranges::is_sorted(names));
  fs::remove_all(folder);
}

TEST(Library, ACommandTakesAFileOrTheNameOfAShippedOne) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_named_" + std::to_string(::getpid()));
  fs::create_directories(folder / "scenarios/controller");
  fs::create_directories(folder / "here/hang");
  for (const char* name : {"hang", "controller/hang", "tilt"}) {
    std::ofstream(folder / "scenarios" / (std::string(name) + ".yaml")) << "kind: scenario\n";
  }
  std::ofstream(folder / "here/tilt") << "kind: scenario\n";
  const Library library{{folder}};
  const fs::path before = fs::current_path();
  fs::current_path(folder / "here");
  const auto named = [&](const char* word) {
    return named_file(library, FileKind::kScenario, word);
  };
  // a folder of that name is no scenario, a file is the one that is meant
  EXPECT_EQ(named("hang"), folder / "scenarios/hang.yaml");
  EXPECT_EQ(named("controller/hang"), folder / "scenarios/controller/hang.yaml");
  EXPECT_EQ(named("tilt"), "tilt");
  EXPECT_EQ(named("gone"), "gone");
  EXPECT_EQ(named("gone.yaml"), "gone.yaml");
  fs::current_path(before);

  const Reading slip = read_resolved("hnag", library, FileKind::kScenario);
  ASSERT_EQ(slip.diagnostics.size(), 1u);
  EXPECT_EQ(sentence(slip.diagnostics[0]),
            "hnag: found no such file, expected a readable file, or the name of a shipped "
            "scenario file (did you mean 'hang'?)");
  fs::remove_all(folder);
}

TEST(Library, AFileThatAnotherNamesIsLookedForBesideItAndHintedAt) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_referred_" + std::to_string(::getpid()));
  fs::create_directories(folder / "models");
  fs::create_directories(folder / "scenarios");
  fs::create_directories(folder / "own");
  for (const char* file : {"scenarios/hang.yaml", "own/mine.yaml"}) {
    std::ofstream(folder / file) << "kind: scenario\n";
  }
  const Library library{{folder}};
  const Location where{(folder / "own/suite.yaml").string(), 4, 7};
  std::vector<Diagnostic> wrong;
  const auto found = [&](const std::string& named) {
    return referred_file(library, FileKind::kScenario, named, where, "cases.one", wrong);
  };
  EXPECT_EQ(found("mine.yaml"), folder / "own/mine.yaml");
  EXPECT_EQ(found("../own/mine.yaml"), folder / "own/mine.yaml");
  EXPECT_EQ(found("hang"), folder / "scenarios/hang.yaml");
  EXPECT_TRUE(wrong.empty());
  EXPECT_FALSE(found("hnag"));
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(sentence(wrong[0]),
            where.file +
                ":4:7: cases.one: found 'hnag', expected the name or path of a scenario "
                "file; there is no " +
                (folder / "scenarios/hnag.yaml").string() + " (did you mean 'hang'?)");
  fs::remove_all(folder);
}

TEST(Library, ScenariosInFoldersOfTheirOwnAreListedAndHintedAt) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_deep_" + std::to_string(::getpid()));
  fs::create_directories(folder / "scenarios/controller/slow");
  fs::create_directories(folder / "scenarios/sweeps");
  for (const char* name : {"tilt", "controller/inversion", "controller/slow/return"}) {
    std::ofstream(folder / "scenarios" / (std::string(name) + ".yaml")) << "kind: scenario\n";
  }
  std::ofstream(folder / "scenarios/sweeps/angles.yaml") << "kind: sweep\n";
  const Library library{{folder}};
  std::vector<std::string> names;
  for (const LibraryEntry& e : shipped(library, FileKind::kScenario)) names.push_back(e.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"tilt", "controller/inversion", "controller/slow/return"}));
  const auto hint = [&](const char* word) {
    const Reading reading = read_resolved(word, library, FileKind::kScenario);
    return reading.diagnostics.empty() ? "" : reading.diagnostics[0].hint;
  };
  // a file that lies elsewhere, a name without its folder, slips in either
  EXPECT_EQ(hint("tilt.yaml"), "did you mean 'tilt'?");
  EXPECT_EQ(hint("inversion.yaml"), "did you mean 'controller/inversion'?");
  EXPECT_EQ(hint("scenarios/return.yaml"), "did you mean 'controller/slow/return'?");
  EXPECT_EQ(hint("inversion"), "did you mean 'controller/inversion'?");
  EXPECT_EQ(hint("inversoin"), "did you mean 'controller/inversion'?");
  // one's own file that is not there is no slip of a shipped name
  EXPECT_EQ(hint("my_inversion.yaml"), "");
  fs::remove_all(folder);
}

TEST(Library, ABuildTreeIsNoInstallation) {
  EXPECT_EQ(installed_prefix(), fs::path());
  EXPECT_EQ(built_file("controllers", "no_such_controller.so"), fs::path());
}

TEST(Library, NamesOfFilesDoNotTellTheMachine) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("inversim_names_" + std::to_string(::getpid()));
  fs::create_directories(folder / "a/models/tables");
  fs::create_directories(folder / "b/own");
  fs::create_directory_symlink(folder / "a", folder / "link");
  const Library library{{folder / "link"}};
  EXPECT_EQ(portable_name(library, folder / "a/models/tables/x.yaml"), "models/tables/x.yaml");
  EXPECT_EQ(portable_name(library, folder / "link/scenarios/../models/x.yaml"), "models/x.yaml");
  const fs::path before = fs::current_path();
  fs::current_path(folder / "b");
  EXPECT_EQ(portable_name(library, folder / "b/own/s.yaml"), "own/s.yaml");
  EXPECT_EQ(portable_name(library, "own/s.yaml"), "own/s.yaml");
  EXPECT_EQ(portable_name(library, "../a/models/x.yaml"), "models/x.yaml");
  // neither here nor there: as given, and no name that only starts like a root's
  EXPECT_EQ(portable_name(library, folder / "ab/x.yaml"), (folder / "ab/x.yaml").string());
  fs::current_path("/");
  EXPECT_EQ(portable_name(library, folder / "b/own/s.yaml"), (folder / "b/own/s.yaml").string());
  fs::current_path(before);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace inversim
