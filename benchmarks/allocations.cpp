// SPDX-License-Identifier: Apache-2.0
#include "allocations.h"

#include <atomic>
#include <cerrno>
#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define INVERSIM_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define INVERSIM_SANITIZED
#endif

namespace {

std::atomic<long> calls{0};

}  // namespace

#ifndef INVERSIM_SANITIZED
// glibc's own, under the names by which a replacement may reach them
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size) {
  ++calls;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  ++calls;
  return __libc_calloc(count, size);
}
void* realloc(void* p, std::size_t size) {
  ++calls;
  return __libc_realloc(p, size);
}
void* memalign(std::size_t alignment, std::size_t size) {
  ++calls;
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++calls;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** p, std::size_t alignment, std::size_t size) {
  ++calls;
  void* taken = __libc_memalign(alignment, size);
  if (taken == nullptr) return ENOMEM;
  *p = taken;
  return 0;
}
}
#endif

namespace inversim::bench {

bool allocations_are_counted() {
#ifdef INVERSIM_SANITIZED
  return false;
#else
  return true;
#endif
}

long allocations() { return calls; }

}  // namespace inversim::bench
