// SPDX-License-Identifier: Apache-2.0
// Result files: one is read, or refused in a sentence.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace inversim;
  const int fd = memfd_create("recording", 0);
  if (fd < 0 || write(fd, data, size) != static_cast<ssize_t>(size)) std::abort();
  try {
    const Recording r = load("/proc/self/fd/" + std::to_string(fd));
    if (r.values.size() != r.rows() * r.table.row_width) std::abort();
  } catch (const FileError& e) {
    if (*e.what() == '\0') std::abort();
  }
  close(fd);
  return 0;
}
