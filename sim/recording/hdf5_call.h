// SPDX-License-Identifier: Apache-2.0
// Private to the files hdf5_*: calls of the C API, their errors, and the types of elements.
#pragma once

#include <hdf5.h>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "inversim/recording/hdf5_file.h"

namespace inversim::hdf5 {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

/// Throws the cause that HDF5's error stack holds, or `what` if it has none.
[[noreturn]] void fail(const char* what);

/// Stands at the head of all that calls HDF5. The library is one for the process and need not be
/// built for threads: a thread waits here until no other is in it. Keeps HDF5 from printing.
class Call {
 public:
  Call();
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  /// Whether this thread is in one; a call within another does not wait.
  static bool is_under_way();
};

/// Passes a result on, or throws if it is negative.
template <class Result>
Result check(Result result, const char* what) {
  assert(Call::is_under_way());
  if (result < 0) fail(what);
  return result;
}

inline Object own(hid_t id, const char* what) { return Object(check(id, what)); }

/// Type of a text of so many bytes, padded with zeros; 0: of any length.
Object text_type(std::size_t bytes);
/// Type of the elements in memory, which is that on file: little-endian.
Object element_type(Kind kind);
std::vector<hsize_t> extent_of(const Object& dataset);
/// Selects rows `first` to `first` + `rows` of a dataset; `in_memory` gets their shape.
Object select_rows(const Object& dataset, std::uint64_t first, std::uint64_t rows,
                   Object& in_memory);

/// Place of the end-of-file address in the superblock, in versions 0 and 1, where it stands without
/// checksum (HDF5 File Format Specification, II.A); 0 in others and in what is not HDF5.
std::uint64_t end_mark_place(int descriptor);
/// The address there, or 0 if it cannot be read.
std::uint64_t read_mark(int descriptor, std::uint64_t place);

}  // namespace inversim::hdf5
