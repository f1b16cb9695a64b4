// SPDX-License-Identifier: Apache-2.0
// A sweep on the threads of one machine, batch by batch into its store.
#pragma once

#include <functional>

#include "inversim/sweep/case_run.h"
#include "inversim/sweep/store.h"

namespace inversim {

struct SweepProgress {
  std::size_t done = 0;    ///< cases that are committed, those found at the start included
  std::size_t total = 0;   ///< cases of the sweep
  std::size_t failed = 0;  ///< of those computed now
  std::size_t found = 0;   ///< that were committed before
};

struct SweepOptions {
  int threads = 0;  ///< 0: as many as the machine has
  /// After each batch, never from two threads at once.
  std::function<void(const SweepProgress&)> progress;
  /// Asked many times a second, by all threads: whether to stop. Batches that are not whole go.
  std::function<bool()> stop;
};

struct SweepSummary {
  std::size_t found = 0;     ///< cases that were committed before
  std::size_t computed = 0;  ///< cases committed now
  std::size_t failed = 0;    ///< of those
  bool stopped = false;
};

/// One batch, on the calling thread. Throws SweepStopped.
SweepBatch compute_batch(const SweepPlan& plan, std::size_t number,
                         const std::function<bool()>& stop);

/// Computes and commits what is missing. The store is as good as whole unless it was stopped.
/// Throws FileError if a batch cannot be kept.
SweepSummary run_sweep(const SweepPlan& plan, SweepStore& store, const SweepOptions& options);

}  // namespace inversim
