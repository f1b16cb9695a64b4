// SPDX-License-Identifier: Apache-2.0
// Many cases of one kind, on several threads: results in the order of the cases, whatever thread
// had which, and a case that fails keeps its reason while the others go on.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace inversim {

/// What became of one case.
template <class Result>
struct Outcome {
  std::optional<Result> result;
  std::string failure;  ///< why there is none
};

/// What a thread does with case i. A worker is made, used and destroyed by one thread.
using BatchWorker = std::function<void(std::size_t)>;

/// Calls a worker with every i below `count`, on `threads` threads (0: as many as the machine has).
/// make_worker is called once by each thread, and must be safe to call from several at once.
/// Returns the reason of each case that threw, empty for one that did not; if make_worker throws,
/// all of that thread's cases fail with its reason.
std::vector<std::string> run_indexed(std::size_t count, int threads,
                                     const std::function<BatchWorker()>& make_worker);

/// make_worker() makes a callable Result(const Case&) for a thread of its own.
template <class Result, class Case, class MakeWorker>
std::vector<Outcome<Result>> run_batch(const std::vector<Case>& cases, int threads,
                                       MakeWorker make_worker) {
  std::vector<Outcome<Result>> outcomes(cases.size());
  const auto failures = run_indexed(cases.size(), threads, [&]() -> BatchWorker {
    return [&cases, &outcomes, worker = make_worker()](std::size_t i) mutable {
      outcomes[i].result = worker(cases[i]);
    };
  });
  for (std::size_t i = 0; i < cases.size(); ++i) outcomes[i].failure = failures[i];
  return outcomes;
}

}  // namespace inversim
