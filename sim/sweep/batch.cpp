// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/batch.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

namespace inversim {
namespace {

std::string reason_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& e) {
    return *e.what() != '\0' ? e.what() : "failed without a reason";
  } catch (...) { return "failed without a reason"; }
}

}  // namespace

std::vector<std::string> run_indexed(std::size_t count, int threads,
                                     const std::function<BatchWorker()>& make_worker) {
  std::vector<std::string> failures(count);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    BatchWorker worker;
    std::string no_worker;
    try {
      worker = make_worker();
    } catch (...) { no_worker = reason_of(std::current_exception()); }
    for (std::size_t i = next++; i < count; i = next++) {
      if (!worker) {
        failures[i] = no_worker;
        continue;
      }
      try {
        worker(i);
      } catch (...) { failures[i] = reason_of(std::current_exception()); }
    }
  };
  const std::size_t wanted =
      threads > 0 ? static_cast<std::size_t>(threads) : std::thread::hardware_concurrency();
  const std::size_t used = std::max<std::size_t>(1, std::min(wanted, count));
  std::vector<std::jthread> others;
  for (std::size_t k = 1; k < used; ++k) others.emplace_back(work);
  work();
  others.clear();  // joins
  return failures;
}

}  // namespace inversim
