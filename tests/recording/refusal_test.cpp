// SPDX-License-Identifier: Apache-2.0
// What the recorder says and keeps when the file system refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <functional>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/reader.h"
#include "inversim/recording/recorder.h"
#include "sample.h"

namespace inversim {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const FileError& error) { return error.what(); }
  return "no error";
}

RecorderOptions every_rows(std::size_t rows) {
  RecorderOptions options;
  options.precision = Precision::kDouble;
  options.deflate_level = 0;
  options.chunk_rows = 256;
  options.flush_seconds = 1e9;
  options.flush_rows = rows;
  return options;
}

// records until the file system refuses; the rows acknowledged by then must be in the file
void record_until_refused(const std::string& path, const std::string& cause) {
  std::size_t acknowledged = 0;
  RecorderOptions options = every_rows(1000);
  options.acknowledged = [&](std::size_t rows) { acknowledged = rows; };
  const std::string sentence = refusal([&] {
    Recorder recorder(path, sample_table(), {}, options);
    const std::string first = refusal([&] { record(recorder, 0, 1u << 20); });
    EXPECT_THAT(first, HasSubstr(cause));
    // from here on it takes nothing more, and says so
    EXPECT_THAT(refusal([&] { recorder.append(1e9, sample_row(0)); }), HasSubstr("earlier write"));
    EXPECT_THAT(refusal([&] { recorder.finish(); }), HasSubstr("earlier write"));
    throw FileError(first);
  });
  EXPECT_THAT(sentence,
              AllOf(HasSubstr(path + ".partial"), HasSubstr(std::to_string(acknowledged) + " of "),
                    Not(HasSubstr("\n"))));
  EXPECT_GE(acknowledged, 1000u);
  const Recording recording = load(path + ".partial");
  ASSERT_GE(recording.rows(), acknowledged);
  EXPECT_FALSE(recording.finished);
  for (std::size_t i = 0; i < acknowledged; ++i) {
    const std::vector<double> expected = sample_row(i);
    ASSERT_EQ(std::memcmp(recording.row(i).data(), expected.data(), expected.size() * 8), 0) << i;
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Refusal, AFolderThatIsNotThereOrNotOne) {
  const TemporaryFolder folder;
  const auto attempt = [&](const std::string& path) {
    return refusal([&] { const Recorder recorder(path, sample_table(), {}); });
  };
  EXPECT_EQ(attempt(folder.file("no/run.nc")),
            "cannot create " + folder.file("no/run.nc.partial") + ": no such file or folder");
  write_bytes(folder.file("file"), "not a folder");
  EXPECT_EQ(attempt(folder.file("file/run.nc")), "cannot create " +
                                                     folder.file("file/run.nc.partial") +
                                                     ": a part of the path is not a folder");
  std::filesystem::create_directory(folder.file("run.nc.partial"));
  write_bytes(folder.file("run.nc.partial/occupied"), "");
  EXPECT_THAT(attempt(folder.file("run.nc")), HasSubstr("it is a folder"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("run.nc.partial~")));
}

TEST(Refusal, AFolderThatMayNotBeWritten) {
  const TemporaryFolder folder;
  ASSERT_EQ(chmod(folder.path.c_str(), 0555), 0);
  // root may write anywhere, so be somebody else for a moment
  const uid_t user = geteuid();
  constexpr uid_t kNobody = 65534;
  if (user == 0) { ASSERT_EQ(seteuid(kNobody), 0); }
  const std::string sentence =
      refusal([&] { const Recorder recorder(folder.file("run.nc"), sample_table(), {}); });
  if (user == 0) { ASSERT_EQ(seteuid(user), 0); }
  chmod(folder.path.c_str(), 0755);
  EXPECT_EQ(sentence, "cannot create " + folder.file("run.nc.partial") + ": permission denied");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path));
}

TEST(Refusal, AFullDisk) {
  const TemporaryFolder folder;
  if (mount("tmpfs", folder.path.c_str(), "tmpfs", 0, "size=1500k") != 0) {
    GTEST_SKIP() << "no small file system to fill: mounting one: " << std::strerror(errno);
  }
  record_until_refused(folder.file("run.nc"), "the disk is full");
  EXPECT_EQ(umount(folder.path.c_str()), 0);
}

TEST(Refusal, AFileSizeLimit) {
  const TemporaryFolder folder;
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1500u << 10;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  record_until_refused(folder.file("run.nc"), "File too large");
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
}

TEST(Refusal, AFileThatIsDeletedMeanwhile) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("results"));
  Recorder recorder(folder.file("results/run.nc"), sample_table(), {}, every_rows(100));
  record(recorder, 0, 150);
  std::filesystem::remove_all(folder.file("results"));
  EXPECT_EQ(refusal([&] { record(recorder, 150, 300); }),
            "cannot write " + folder.file("results/run.nc.partial") +
                ": the file was deleted while it was written (100 of 200 rows are safe on file)");
}

TEST(Refusal, AFolderThatIsMovedAwayMeanwhile) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("results"));
  Recorder recorder(folder.file("results/run.nc"), sample_table(), {}, every_rows(100));
  record(recorder, 0, 150);
  std::filesystem::rename(folder.file("results"), folder.file("moved"));
  record(recorder, 150, 300);
  EXPECT_THAT(refusal([&] { recorder.finish(); }),
              AllOf(HasSubstr("cannot rename"), HasSubstr("no such file or folder")));
  // nothing is lost
  EXPECT_EQ(load(folder.file("moved/run.nc.partial")).rows(), 300u);
}

}  // namespace
}  // namespace inversim
