// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "inversim/recording/hdf5_read.h"
#include "inversim/sweep/result_file.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kReserve = 1u << 20;  ///< [B] see hdf5::Writer

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw FileError(fmt::format("cannot write {}: {}", path, why));
}

/// Of results of the same plan by the same program.
std::string fingerprint_of(const SweepPlan& plan, const RunProvenance& p) {
  return hash_text(text_hash(fmt::format("{:016x} {} {} {}", plan.fingerprint(), p.inversim_version,
                                         p.git_revision, kSweepBatch)));
}

void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(folder, hdf5::words(errno));
  const bool synced = ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  if (!synced) fail(folder, hdf5::words(error));
}

std::string text_attribute(const hdf5::Object& object, const std::string& name) {
  for (const auto& [key, value] : hdf5::read_attributes(object)) {
    if (key == name && std::holds_alternative<std::string>(value)) {
      return std::get<std::string>(value);
    }
  }
  return {};
}

std::string contents_hash(const SweepBatch& batch) {
  std::string_view bytes(reinterpret_cast<const char*>(batch.values.data()),
                         batch.values.size() * sizeof(double));
  std::string all(bytes);
  for (const std::string& text : batch.failures) all += text + '\0';
  return hash_text(text_hash(all));
}

void write_part(const std::string& path, const SweepBatch& batch, std::size_t width,
                const std::string& fingerprint) {
  hdf5::Writer file(path, kReserve);
  const std::size_t cases = batch.failures.size();
  hdf5::write_attribute(file.root(), "sweep_fingerprint", fingerprint);
  hdf5::write_attribute(file.root(), "batch", static_cast<std::uint64_t>(batch.number));
  hdf5::write_attribute(file.root(), "contents", contents_hash(batch));
  {
    const hdf5::Object values =
        hdf5::create_dataset(file.root(), "values", {hdf5::Kind::kDouble, {cases, width}});
    hdf5::write_all(values, batch.values.data());
    std::size_t longest = 1;
    for (const std::string& text : batch.failures) longest = std::max(longest, text.size());
    std::string texts(cases * longest, '\0');
    for (std::size_t i = 0; i < cases; ++i) {
      std::ranges::copy(batch.failures[i],
                        texts.begin() + static_cast<std::ptrdiff_t>(i * longest));
    }
    const hdf5::Object failures =
        hdf5::create_dataset(file.root(), "failure", {hdf5::Kind::kChar, {cases, longest}});
    hdf5::write_all(failures, texts.data());
  }
  file.close();
}

/// A committed batch. Throws hdf5::Failure where the file is damaged.
SweepBatch read_part(const std::string& path, std::size_t number, std::size_t cases,
                     std::size_t width, const std::string& fingerprint) {
  const hdf5::Object file = hdf5::open_file(path);
  if (text_attribute(file, "sweep_fingerprint") != fingerprint) {
    throw hdf5::Failure("it is of another sweep");
  }
  SweepBatch batch;
  batch.number = number;
  batch.values.resize(cases * width);
  const hdf5::Object values = hdf5::open_dataset(file, "values");
  if (hdf5::read_shape(values).extent != std::vector<std::uint64_t>{cases, width}) {
    throw hdf5::Failure("it holds another number of values");
  }
  hdf5::read_rows(values, hdf5::Kind::kDouble, 0, cases, batch.values.data());
  batch.failures = hdf5::read_texts(hdf5::open_dataset(file, "failure"));
  if (text_attribute(file, "contents") != contents_hash(batch)) {
    throw hdf5::Failure("its contents have changed");
  }
  return batch;
}

}  // namespace

std::size_t batch_count(const SweepPlan& plan) {
  return (plan.count() + kSweepBatch - 1) / kSweepBatch;
}

std::size_t first_case(std::size_t batch) { return batch * kSweepBatch; }

std::size_t cases_of_batch(const SweepPlan& plan, std::size_t batch) {
  return std::min(kSweepBatch, plan.count() - first_case(batch));
}

bool is_result_of(const std::string& output, const SweepPlan& plan,
                  const RunProvenance& provenance) {
  std::error_code failed;
  if (!fs::exists(output, failed)) return false;
  const std::string other = fmt::format(
      "{} is there already, and is not the result of this sweep; it is not written over", output);
  try {
    const hdf5::Object file = hdf5::open_file(output);
    if (text_attribute(file, "sweep_fingerprint") == fingerprint_of(plan, provenance)) return true;
  } catch (const hdf5::Failure&) { throw FileError(other); }
  throw FileError(other);
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FolderLock::take(const std::string& folder) {
  const std::string lock = folder + "/lock";
  descriptor_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail(lock, hdf5::words(errno));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    throw FileError(fmt::format("another process is at work on {}", folder));
  }
}

SweepStore::SweepStore(std::string output, const SweepPlan& plan, RunProvenance provenance,
                       bool afresh)
    : output_(std::move(output)),
      folder_(output_ + ".parts"),
      plan_(plan),
      provenance_(std::move(provenance)),
      fingerprint_(fingerprint_of(plan, provenance_)) {
  std::error_code failed;
  fs::create_directory(folder_, failed);
  if (failed) fail(folder_, failed.message());
  lock_.take(folder_);
  const std::string mark = folder_ + "/sweep";
  std::string known;
  std::ifstream(mark) >> known;
  if (afresh || (!known.empty() && known != fingerprint_)) {
    if (!afresh) {
      throw FileError(fmt::format(
          "{} holds parts of another sweep, or of this one by another version; start afresh, or "
          "take the folder away",
          folder_));
    }
    for (const auto& entry : fs::directory_iterator(folder_, failed)) {
      if (entry.path().filename() != "lock") fs::remove(entry.path(), failed);
    }
    known.clear();
  }
  if (known.empty()) {
    std::ofstream file(mark + ".new");
    file << fingerprint_ << "\n" << plan_.name() << "\n";
    if (!file.flush()) fail(mark, hdf5::words(errno));
    file.close();
    fs::rename(mark + ".new", mark, failed);
    if (failed) fail(mark, failed.message());
  }
}

std::string SweepStore::part(std::size_t batch) const {
  return fmt::format("{}/batch_{:06d}.nc", folder_, batch);
}

bool SweepStore::is_there(std::size_t batch) const {
  std::error_code failed;
  if (!fs::exists(part(batch), failed)) return false;
  try {
    read_part(part(batch), batch, cases_of_batch(plan_, batch), plan_.values_per_case(),
              fingerprint_);
    return true;
  } catch (const hdf5::Failure&) { return false; }
}

std::vector<std::size_t> SweepStore::missing() const {
  std::vector<std::size_t> batches;
  for (std::size_t b = 0; b < batch_count(plan_); ++b) {
    if (!is_there(b)) batches.push_back(b);
  }
  return batches;
}

/// A line of the diary of what was computed when, for whoever wonders.
void SweepStore::note(const std::string& line) const {
  std::ofstream(folder_ + "/diary", std::ios::app) << ::getpid() << ' ' << line << std::endl;
}

void SweepStore::commit(const SweepBatch& batch) {
  const std::string path = part(batch.number), partial = path + ".new";
  try {
    write_part(partial, batch, plan_.values_per_case(), fingerprint_);
  } catch (const hdf5::Failure& failure) {
    std::remove(partial.c_str());
    fail(path, failure.what());
  }
  if (std::rename(partial.c_str(), path.c_str()) != 0) fail(path, hdf5::words(errno));
  sync_folder(folder_);
  note(fmt::format("committed {}", batch.number));
}

std::size_t SweepStore::finish() {
  const std::size_t width = plan_.values_per_case();
  std::vector<double> values;
  std::vector<std::string> failures;
  values.reserve(plan_.count() * width);
  for (std::size_t b = 0; b < batch_count(plan_); ++b) {
    try {
      const SweepBatch batch = read_part(part(b), b, cases_of_batch(plan_, b), width, fingerprint_);
      values.insert(values.end(), batch.values.begin(), batch.values.end());
      failures.insert(failures.end(), batch.failures.begin(), batch.failures.end());
    } catch (const hdf5::Failure& failure) { fail(part(b), failure.what()); }
  }
  write_sweep(output_, plan_, provenance_, fingerprint_, values, failures);
  std::error_code failed;
  fs::remove_all(folder_, failed);
  return static_cast<std::size_t>(
      std::ranges::count_if(failures, [](const std::string& text) { return !text.empty(); }));
}

}  // namespace inversim
