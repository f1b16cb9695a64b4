// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/run.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>

#include "inversim/sweep/batch.h"

namespace inversim {
namespace {

/// A batch that several threads fill.
struct Filling {
  SweepBatch batch;
  std::atomic<std::size_t> left;
};

SweepBatch empty_batch(const SweepPlan& plan, std::size_t number) {
  SweepBatch batch;
  const std::size_t cases = cases_of_batch(plan, number);
  batch.number = number;
  batch.values.resize(cases * plan.values_per_case());
  batch.failures.resize(cases);
  return batch;
}

void put(const SweepCase& result, std::size_t place, SweepBatch& batch) {
  std::ranges::copy(result.values, batch.values.begin() +
                                       static_cast<std::ptrdiff_t>(place * result.values.size()));
  batch.failures[place] = result.failure;
}

}  // namespace

SweepBatch compute_batch(const SweepPlan& plan, std::size_t number,
                         const std::function<bool()>& stop) {
  SweepBatch batch = empty_batch(plan, number);
  for (std::size_t i = 0; i < batch.failures.size(); ++i) {
    put(run_case(plan, first_case(number) + i, stop), i, batch);
  }
  return batch;
}

SweepSummary run_sweep(const SweepPlan& plan, SweepStore& store, const SweepOptions& options) {
  SweepSummary summary;
  const std::vector<std::size_t> missing = store.missing();
  std::vector<std::unique_ptr<Filling>> fillings;
  struct Job {
    std::size_t filling, place;
  };
  std::vector<Job> jobs;
  for (const std::size_t number : missing) {
    auto filling = std::make_unique<Filling>();
    filling->left = cases_of_batch(plan, number);
    filling->batch.number = number;
    for (std::size_t i = 0; i < filling->left; ++i) jobs.push_back({fillings.size(), i});
    fillings.push_back(std::move(filling));
  }
  summary.found = plan.count() - jobs.size();

  std::mutex keeping;
  std::atomic<bool> halt = false;
  std::exception_ptr broken;  // the first commit or report that could not be made
  const auto stop = [&] { return halt.load() || (options.stop && options.stop()); };
  const auto keep = [&](Filling& f) {
    const std::scoped_lock lock(keeping);
    if (broken) return;
    store.commit(f.batch);
    summary.computed += f.batch.failures.size();
    summary.failed += static_cast<std::size_t>(std::ranges::count_if(
        f.batch.failures, [](const std::string& text) { return !text.empty(); }));
    f.batch.values = {};
    if (options.progress) {
      options.progress(
          {summary.found + summary.computed, plan.count(), summary.failed, summary.found});
    }
  };
  const auto give_up = [&](std::exception_ptr why) {
    const std::scoped_lock lock(keeping);
    if (!broken) broken = std::move(why);
    halt = true;
  };
  const auto work = [&](std::size_t i) {
    if (halt) return;
    try {
      if (stop()) throw SweepStopped{};
      Filling& f = *fillings[jobs[i].filling];
      const SweepCase result = run_case(plan, first_case(f.batch.number) + jobs[i].place, stop);
      {
        const std::scoped_lock lock(keeping);
        if (f.batch.failures.empty()) f.batch = empty_batch(plan, f.batch.number);
        put(result, jobs[i].place, f.batch);
      }
      if (--f.left == 0) keep(f);
    } catch (const SweepStopped&) {
      halt = true;
      const std::scoped_lock lock(keeping);
      summary.stopped = true;
    } catch (...) { give_up(std::current_exception()); }
  };
  run_indexed(jobs.size(), options.threads, [&]() -> BatchWorker { return work; });
  if (broken) std::rethrow_exception(broken);
  return summary;
}

}  // namespace inversim
