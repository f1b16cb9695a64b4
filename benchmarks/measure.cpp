// SPDX-License-Identifier: Apache-2.0
#include "measure.h"

#include <sched.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

namespace inversim::bench {
namespace {

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

// processes that were ready to run, on average over the last minute
double load_average() {
  double load = 0;
  std::ifstream("/proc/loadavg") >> load;
  return load;
}

}  // namespace

// a neighbour on the core does not count; one on a shared cache or on the host does
double thread_time() {
  timespec t{};
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) != 0) throw std::runtime_error("no thread clock");
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

std::vector<Timing> measure(const std::vector<Contender>& contenders, int rounds) {
  const std::size_t n = contenders.size();
  std::vector<std::vector<double>> times(n), ratios(n);
  for (int round = -1; round < rounds; ++round) {
    double first = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const Contender& contender = contenders[k];
      const double start = thread_time();
      contender.run();
      const double each = (thread_time() - start) / (contender.count * contender.share);
      if (k == 0) first = each;
      if (round < 0) continue;
      times[k].push_back(1e6 * each);
      ratios[k].push_back(each / first);
    }
  }
  std::vector<Timing> result;
  for (std::size_t k = 0; k < n; ++k) result.push_back({median(times[k]), median(ratios[k])});
  return result;
}

int pin_to_core(int core) {
  cpu_set_t set;
  if (core < 0) {
    if (sched_getaffinity(0, sizeof set, &set) != 0) return -1;
    for (int i = 0; i < CPU_SETSIZE; ++i) {
      if (CPU_ISSET(static_cast<std::size_t>(i), &set)) core = i;
    }
  }
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(core), &set);
  return sched_setaffinity(0, sizeof set, &set) == 0 ? core : -1;
}

nlohmann::json machine_and_build() {
  return {{"cpu", cpu_name()},
          {"load_average", load_average()},
          {"compiler", INVERSIM_COMPILER},
          {"flags", INVERSIM_FLAGS},
          {"kernel_flags", INVERSIM_KERNEL_FLAGS}};
}

void write_json(const nlohmann::json& json, const std::string& file) {
  if (file.empty()) return;
  std::ofstream out(file);
  out << json.dump(2) << '\n';
  if (!out.flush()) throw std::runtime_error(file + " cannot be written");
}

}  // namespace inversim::bench
