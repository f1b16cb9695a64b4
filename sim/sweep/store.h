// SPDX-License-Identifier: Apache-2.0
// Where the results of a sweep are kept until all are there: OUTPUT.parts/, one small closed file
// for each batch of cases, each written under another name, synced, and renamed. A batch is either
// there or not, whenever the program dies. At the end they are joined into OUTPUT.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inversim/recording/provenance.h"
#include "inversim/sweep/plan.h"

namespace inversim {

/// Results of consecutive cases.
struct SweepBatch {
  std::size_t number = 0;
  std::vector<double> values;         ///< cases x SweepPlan::values_per_case()
  std::vector<std::string> failures;  ///< of each case, empty where it has a result
};

inline constexpr std::size_t kSweepBatch = 32;  ///< cases of a batch; the last may have fewer

std::size_t batch_count(const SweepPlan& plan);
std::size_t first_case(std::size_t batch);
std::size_t cases_of_batch(const SweepPlan& plan, std::size_t batch);

/// Whether the file is the whole result of this very sweep by this very program. False too if there
/// is no such file. Throws FileError where it is something else.
bool is_result_of(const std::string& output, const SweepPlan& plan,
                  const RunProvenance& provenance);

/// Keeps other processes out of a folder while it lives.
class FolderLock {
 public:
  FolderLock() = default;
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  /// Once. Throws FileError where it cannot, or where another has it.
  void take(const std::string& folder);

 private:
  int descriptor_ = -1;
};

class SweepStore {
 public:
  /// Opens OUTPUT.parts, or makes it. With `afresh` what is in it goes. Throws FileError where it
  /// cannot, where another process is at work on it, or where it holds parts of another sweep.
  SweepStore(std::string output, const SweepPlan& plan, RunProvenance provenance, bool afresh);

  /// Batches that are not committed, in order.
  std::vector<std::size_t> missing() const;

  /// Keeps a batch. When it returns, the batch survives whatever happens to the program. Not from
  /// two threads at once. Throws FileError; earlier batches are not touched.
  void commit(const SweepBatch& batch);

  /// Joins all batches into OUTPUT and takes the parts away. Throws FileError; the parts stay then.
  /// Returns how many cases failed.
  std::size_t finish();

 private:
  std::string part(std::size_t batch) const;
  bool is_there(std::size_t batch) const;
  void note(const std::string& line) const;

  std::string output_, folder_;
  const SweepPlan& plan_;
  RunProvenance provenance_;
  std::string fingerprint_;
  FolderLock lock_;
};

}  // namespace inversim
