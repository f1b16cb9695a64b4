// SPDX-License-Identifier: Apache-2.0
// Result files of sweeps: one is read whole, or refused in a sentence.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "inversim/recording/hdf5_file.h"
#include "inversim/sweep/read_result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace inversim;
  const int fd = memfd_create("sweep", 0);
  if (fd < 0 || write(fd, data, size) != static_cast<ssize_t>(size)) std::abort();
  try {
    const SweepResult r = load_sweep("/proc/self/fd/" + std::to_string(fd));
    if (r.failures.size() != r.cases) std::abort();
    for (const SweepResultMetric& m : r.metrics) {
      const std::size_t width = m.labels.empty() ? 1 : m.labels.size();
      if (m.values.size() != r.cases * width) std::abort();
    }
  } catch (const FileError& e) {
    if (*e.what() == '\0') std::abort();
  }
  close(fd);
  return 0;
}
