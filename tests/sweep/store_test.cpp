// SPDX-License-Identifier: Apache-2.0
// A sweep that is interrupted, resumed, shared out and damaged ends in the same file.
#include <atomic>
#include <cmath>
#include <cstring>

#include "inversim/recording/hdf5_read.h"
#include "sweep_fixture.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Store : public SweepFolder {
 protected:
  static std::vector<double> read(const std::string& file, const std::string& name,
                                  std::size_t count) {
    const hdf5::Object root = hdf5::open_file(file);
    const hdf5::Object dataset = hdf5::open_dataset(root, name);
    std::vector<double> values(count);
    const auto rows = hdf5::read_shape(dataset).extent.front();
    hdf5::read_rows(dataset, hdf5::Kind::kDouble, 0, rows, values.data());
    return values;
  }
  static bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
  }
  std::string finished(const SweepPlan& p, const std::string& name, int threads) const {
    SweepStore store(path(name), p, provenance(), false);
    SweepOptions options;
    options.threads = threads;
    run_sweep(p, store, options);
    store.finish();
    return path(name);
  }
};

TEST_F(Store, ThreadsDoNotChangeABit) {
  const SweepPlan p = plan(kGrid);
  const std::string one = finished(p, "one.nc", 1), three = finished(p, "three.nc", 3);
  EXPECT_FALSE(fs::exists(one + ".parts"));
  EXPECT_TRUE(same(read(one, "traction", 36), read(three, "traction", 36)));
  EXPECT_TRUE(same(read(one, "heights", 36 * 25), read(three, "heights", 36 * 25)));
  // steeper, more traction
  const std::vector<double> t = read(one, "traction", 36);
  for (std::size_t i = 0; i < 24; ++i) EXPECT_LT(t[i], t[i + 12]) << i;
  EXPECT_TRUE(is_result_of(one, p, provenance()));
}

TEST_F(Store, AnInterruptedSweepGoesOnAndComputesNothingTwice) {
  const SweepPlan p = plan(kGrid);
  const std::string whole = finished(p, "whole.nc", 1);
  {
    SweepStore store(path("x.nc"), p, provenance(), false);
    SweepOptions options;
    options.threads = 1;
    std::size_t seen = 0;
    options.progress = [&seen](const SweepProgress& at) { seen = at.done; };
    options.stop = [&seen] { return seen > 0; };
    const SweepSummary summary = run_sweep(p, store, options);
    EXPECT_TRUE(summary.stopped);
    EXPECT_EQ(summary.computed, kSweepBatch);
    EXPECT_THAT(store.missing(), ElementsAre(1u));
  }
  EXPECT_FALSE(fs::exists(path("x.nc")));
  SweepStore store(path("x.nc"), p, provenance(), false);
  const SweepSummary summary = run_sweep(p, store, {});
  EXPECT_EQ(summary.found, kSweepBatch);
  EXPECT_EQ(summary.computed, 36u - kSweepBatch);
  EXPECT_EQ(store.finish(), 0u);
  EXPECT_TRUE(same(read(whole, "heights", 36 * 25), read(path("x.nc"), "heights", 36 * 25)));
}

TEST_F(Store, ADamagedPartIsComputedAgain) {
  const SweepPlan p = plan(kGrid);
  SweepStore store(path("x.nc"), p, provenance(), false);
  store.commit(compute_batch(p, 1, {}));
  EXPECT_THAT(store.missing(), ElementsAre(0u));
  const std::string part = path("x.nc.parts/batch_000001.nc");
  const auto size = fs::file_size(part);
  std::fstream file(part, std::ios::in | std::ios::out | std::ios::binary);
  // a bit of the last value that differs from zero
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  std::size_t at = bytes.find("values");
  ASSERT_NE(at, std::string::npos);
  const SweepBatch batch = compute_batch(p, 1, {});
  at = bytes.find(std::string_view(reinterpret_cast<const char*>(batch.values.data()), 64));
  ASSERT_NE(at, std::string::npos);
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(bytes[at] ^ 1));
  file.close();
  EXPECT_THAT(store.missing(), ElementsAre(0u, 1u));
  fs::resize_file(part, size / 2);
  EXPECT_THAT(store.missing(), ElementsAre(0u, 1u));
}

TEST_F(Store, AnotherSweepOrAnotherProcessIsRefused) {
  const SweepPlan p = plan(kGrid);
  const auto refusal = [&](const SweepPlan& of, const RunProvenance& by, bool afresh) {
    try {
      const SweepStore again(path("x.nc"), of, by, afresh);
    } catch (const FileError& e) { return std::string(e.what()); }
    return std::string();
  };
  {
    SweepStore store(path("x.nc"), p, provenance(), false);
    store.commit(compute_batch(p, 1, {}));
    EXPECT_THAT(refusal(p, provenance(), false), HasSubstr("another process"));
  }
  RunProvenance later = provenance();
  later.git_revision = "later";
  EXPECT_THAT(refusal(p, later, false), HasSubstr("another version"));
  EXPECT_THAT(
      refusal(plan(std::string(kGrid) + "set: [settings.friction=0.3]\n"), provenance(), false),
      HasSubstr("another sweep"));
  EXPECT_EQ(refusal(p, provenance(), false), "");
  EXPECT_TRUE(fs::exists(path("x.nc.parts/batch_000001.nc")));
  EXPECT_EQ(refusal(p, later, true), "");
  EXPECT_FALSE(fs::exists(path("x.nc.parts/batch_000001.nc")));
  write("y.nc", "something else");
  EXPECT_THROW(is_result_of(path("y.nc"), p, provenance()), FileError);
}

TEST_F(Store, ACaseThatFailsIsRecordedAndTheOthersGoOn) {
  // no boom hole fits the third
  const SweepPlan p = plan(R"(axes:
  - {label: angle, path: protocol.1.rotate.to_deg, values: [10, 20, 100]}
metrics: [{name: traction, signal: section_axial, at: L4-L5}]
)");
  SweepStore store(path("x.nc"), p, provenance(), false);
  const SweepSummary summary = run_sweep(p, store, {});
  EXPECT_EQ(summary.failed, 1u);
  EXPECT_EQ(store.finish(), 1u);
  const std::vector<double> failed = read(path("x.nc"), "failed", 3);
  EXPECT_THAT(failed, ElementsAre(0.0, 0.0, 1.0));
  const std::vector<double> t = read(path("x.nc"), "traction", 3);
  EXPECT_FALSE(std::isnan(t[1]));
  EXPECT_TRUE(std::isnan(t[2]));
  EXPECT_THAT(run_case(p, 2, {}).failure, HasSubstr("100"));
}

TEST_F(Store, AFolderThatCannotBeWrittenLosesNothing) {
  const SweepPlan p = plan(kGrid);
  SweepStore store(path("x.nc"), p, provenance(), false);
  store.commit(compute_batch(p, 1, {}));
  const SweepBatch first = compute_batch(p, 0, {});
  // something that is no file stands where it has to go
  fs::create_directories(path("x.nc.parts/batch_000000.nc.new/full"));
  EXPECT_THROW(store.commit(first), FileError);
  fs::remove_all(path("x.nc.parts/batch_000000.nc.new"));
  EXPECT_THAT(store.missing(), ElementsAre(0u));
  store.commit(first);
  EXPECT_EQ(store.finish(), 0u);
}

TEST_F(Store, TracesAreSampledEvenly) {
  const SweepPlan p = plan(R"(axes: [{path: subject.mass_kg, values: [60, 70]}]
metrics: [{name: last, signal: bed_angle, unit: deg}]
traces: {signals: [bed_angle, section_axial], every_s: 0.5, until_s: 30}
)");
  ASSERT_EQ(p.trace_times().size(), 61u);
  const std::string file = finished(p, "x.nc", 1);
  const std::vector<double> angle = read(file, "trace_bed_angle", 2 * 61);
  EXPECT_NEAR(angle[0], 0.0, 1e-12);
  // 0.6 s to take hold, 4.5 s of smooth way: half of it at 2.85 s
  EXPECT_NEAR(angle[6], 15.4 * 0.017453292519943295, 1.2 * 0.017453292519943295);
  EXPECT_NEAR(angle[20], 30 * 0.017453292519943295, 1e-9);
  EXPECT_TRUE(std::isnan(angle[60]));  // the run is over by then
  for (int i = 1; i <= 14; ++i) EXPECT_GE(angle[i], angle[i - 1]);
  const std::vector<double> axial = read(file, "trace_section_axial", 2 * 61 * 25);
  EXPECT_LT(axial[23], axial[20 * 25 + 23]);  // L4-L5, lying and inverted
}

}  // namespace
}  // namespace inversim
