// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <random>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/recorder.h"
#include "sample.h"

namespace inversim {
namespace {

using ::testing::HasSubstr;

std::string sentence_of(const std::string& path) {
  try {
    load(path);
  } catch (const FileError& error) { return error.what(); }
  return "no error";
}

std::string whole_file(const TemporaryFolder& folder, RecorderOptions options = {}) {
  RunProvenance provenance;
  provenance.start_state.resize(100, std::byte{3});
  provenance.sources = {{"scenario", "a.yaml", std::string(70000, 's'), "sha256:0"}};
  options.chunk_rows = 16;
  Recorder recorder(folder.file("whole.nc"), sample_table(), provenance, options);
  record(recorder, 0, 100);
  recorder.add_event({0.5, "tick", "tack", 1.0});
  recorder.set_summary({{"peak", 1.0, "N", "peak"}});
  recorder.finish();
  return read_bytes(folder.file("whole.nc"));
}

TEST(Reader, SaysWhatIsWrongInOneSentence) {
  const TemporaryFolder folder;
  EXPECT_EQ(sentence_of(folder.file("none.nc")),
            "cannot read " + folder.file("none.nc") + ": no such file or folder");
  EXPECT_THAT(sentence_of(folder.path.string()), HasSubstr("it is a folder"));
  write_bytes(folder.file("text.nc"), "angle_deg: 60\n");
  EXPECT_EQ(sentence_of(folder.file("text.nc")),
            "cannot read " + folder.file("text.nc") + ": it is not an HDF5 file");
  write_bytes(folder.file("empty.nc"), "");
  EXPECT_EQ(sentence_of(folder.file("empty.nc")),
            "cannot read " + folder.file("empty.nc") + ": it is empty");
  const std::string whole = whole_file(folder);
  write_bytes(folder.file("half.nc"), whole.substr(0, whole.size() / 2));
  EXPECT_THAT(sentence_of(folder.file("half.nc")), HasSubstr("it is cut off"));
}

TEST(Reader, RefusesHdf5OfOthers) {
  const TemporaryFolder folder;
  {
    hdf5::Writer writer(folder.file("other.h5"), 1u << 20);
    hdf5::write_attribute(writer.root(), "title", "something else");
    writer.close();
  }
  EXPECT_THAT(sentence_of(folder.file("other.h5")), HasSubstr("not a result of inversim"));
}

TEST(Reader, FindsAValueThatWasChanged) {
  const TemporaryFolder folder;
  RecorderOptions options;
  options.precision = Precision::kDouble;
  options.deflate_level = 0;
  std::string bytes = whole_file(folder, options);
  // the bed's angle in row 40, one bit of it
  const double angle = sample_row(40)[0];
  const std::size_t at =
      bytes.find(std::string(reinterpret_cast<const char*>(&angle), sizeof angle));
  ASSERT_NE(at, std::string::npos);
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  write_bytes(folder.file("changed.nc"), bytes);
  EXPECT_THAT(sentence_of(folder.file("changed.nc")),
              HasSubstr("its values are not those that were written"));
}

// how loading a damaged file ended: in a process of its own, so that its death is an outcome
enum class Outcome { kLoaded, kRefused, kDied };

Outcome load_apart(const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(20);
    int code = 2;
    try {
      load(path);
      code = 0;
    } catch (const FileError& error) {
      const std::string sentence = error.what();
      const bool clear = sentence.starts_with("cannot read " + path + ": ") &&
                         sentence.find('\n') == std::string::npos;
      code = clear ? 1 : 2;
    } catch (...) { code = 2; }
    _exit(code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) return Outcome::kDied;
  return WEXITSTATUS(status) == 0 ? Outcome::kLoaded : Outcome::kRefused;
}

TEST(Reader, RefusesAFileCutOffAnywhere) {
  const TemporaryFolder folder;
  const std::string whole = whole_file(folder);
  const std::string path = folder.file("cut.nc");
  std::size_t refused = 0;
  std::size_t cuts = 0;
  for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 400) {
    write_bytes(path, whole.substr(0, length));
    ++cuts;
    const Outcome outcome = load_apart(path);
    ASSERT_NE(outcome, Outcome::kDied) << "cut at " << length;
    if (outcome == Outcome::kRefused) ++refused;
  }
  EXPECT_EQ(refused, cuts);
}

TEST(Reader, OutlivesBytesThatWereChanged) {
  const TemporaryFolder folder;
  RecorderOptions plain;
  plain.deflate_level = 0;
  const std::string wholes[] = {whole_file(folder), whole_file(folder, plain)};
  const std::string path = folder.file("changed.nc");
  std::mt19937_64 random(20240229);
  std::map<Outcome, int> outcomes;
  std::string died;
  const char* campaign = std::getenv("INVERSIM_DAMAGED_FILES");
  const int files = campaign ? std::atoi(campaign) : 600;
  for (int i = 0; i < files; ++i) {
    std::string bytes = wholes[i / 3 % 2];
    // one bit, one byte, or a run of noise
    const std::size_t at = random() % bytes.size();
    const std::size_t length = i % 3 == 2 ? 1 + random() % 64 : 1;
    for (std::size_t k = at; k < std::min(at + length, bytes.size()); ++k) {
      const auto old = static_cast<unsigned char>(bytes[k]);
      bytes[k] = static_cast<char>(i % 3 == 0 ? old ^ (1u << (random() % 8)) : random() & 255u);
    }
    write_bytes(path, bytes);
    const Outcome outcome = load_apart(path);
    ++outcomes[outcome];
    if (outcome == Outcome::kDied) died += " " + std::to_string(i) + "@" + std::to_string(at);
  }
  std::printf("%d damaged files: %d loaded, %d refused, %d died%s\n", files,
              outcomes[Outcome::kLoaded], outcomes[Outcome::kRefused], outcomes[Outcome::kDied],
              died.c_str());
  EXPECT_EQ(outcomes[Outcome::kDied], 0);
  EXPECT_GT(outcomes[Outcome::kRefused], 0);
}

}  // namespace
}  // namespace inversim
