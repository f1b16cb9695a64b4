// SPDX-License-Identifier: Apache-2.0
// Counts what a program takes from the heap: malloc and its kin are replaced by ones that count.
// operator new, Eigen and Bullet all end there.
#pragma once

namespace inversim::bench {

/// False in a build with a sanitizer, which has a malloc of its own.
bool allocations_are_counted();

/// Calls so far, of all threads.
long allocations();

}  // namespace inversim::bench
