// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

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
