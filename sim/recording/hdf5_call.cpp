// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/hdf5_call.h"

#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <mutex>
#include <string_view>
#include <system_error>

namespace inversim::hdf5 {

std::string words(int error) {
  switch (error) {
    case ENOSPC:
      return "the disk is full";
    case EDQUOT:
      return "the disk quota is used up";
    case EACCES:
    case EPERM:
      return "permission denied";
    case EROFS:
      return "the file system is read-only";
    case ENOENT:
      return "no such file or folder";
    case ENOTDIR:
      return "a part of the path is not a folder";
    case EISDIR:
      return "it is a folder";
    case EAGAIN:
      return "another program has it open for writing";
    default:
      return std::generic_category().message(error);
  }
}

namespace {

struct Cause {
  int error = 0;     // errno of the system call below, if there was one
  std::string text;  // HDF5's innermost description
};

// HDF5 tells errno only in words, in the record nearest to the system call
herr_t visit_error(unsigned, const H5E_error2_t* record, void* data) {
  auto& cause = *static_cast<Cause*>(data);
  const std::string_view text = record->desc ? record->desc : "";
  if (cause.text.empty()) cause.text = text;
  constexpr std::string_view kMark = "errno = ";
  if (const auto at = text.find(kMark); at != std::string_view::npos && cause.error == 0) {
    const char* digits = text.data() + at + kMark.size();
    std::from_chars(digits, text.data() + text.size(), cause.error);
  }
  return 0;
}

}  // namespace

void fail(const char* what) {
  Cause cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visit_error, &cause);
  H5Eclear2(H5E_DEFAULT);
  if (cause.error != 0) throw Failure(words(cause.error));
  throw Failure(cause.text.empty() ? std::string(what) : what + (" (" + cause.text + ")"));
}

namespace {

std::mutex one_at_a_time;
thread_local int depth = 0;  // of calls in this thread

}  // namespace

Call::Call() {
  if (depth++ == 0) one_at_a_time.lock();
  // nothing is left to HDF5 at exit, where it crashes over a file that it could not close
  static const herr_t no_exit = H5dont_atexit();
  // the error stack is one per thread, and so is its silence
  thread_local const herr_t silenced = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  static_cast<void>(no_exit);
  static_cast<void>(silenced);
}

Call::~Call() {
  if (--depth == 0) one_at_a_time.unlock();
}

bool Call::is_under_way() { return depth > 0; }

Object text_type(std::size_t bytes) {
  Object type = own(H5Tcopy(H5T_C_S1), "no type for texts");
  check(H5Tset_size(type.id(), bytes == 0 ? H5T_VARIABLE : bytes), "no type for texts");
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "no type for texts");
  if (bytes > 0) check(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "no type for texts");
  return type;
}

Object element_type(Kind kind) {
  switch (kind) {
    case Kind::kSingle:
      return own(H5Tcopy(H5T_IEEE_F32LE), "no type for singles");
    case Kind::kDouble:
      return own(H5Tcopy(H5T_IEEE_F64LE), "no type for doubles");
    case Kind::kInt32:
      return own(H5Tcopy(H5T_STD_I32LE), "no type for integers");
    case Kind::kByte:
      return own(H5Tcopy(H5T_STD_U8LE), "no type for bytes");
    case Kind::kText:
      return text_type(0);
    case Kind::kChar:
      return text_type(1);
    case Kind::kOther:
      break;
  }
  throw Failure("a type that this program does not use");
}

std::vector<hsize_t> extent_of(const Object& dataset) {
  const Object space = own(H5Dget_space(dataset.id()), "a variable has no shape");
  const int rank = check(H5Sget_simple_extent_ndims(space.id()), "a variable has no shape");
  std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
  check(H5Sget_simple_extent_dims(space.id(), extent.data(), nullptr), "a variable has no shape");
  return extent;
}

Object select_rows(const Object& dataset, std::uint64_t first, std::uint64_t rows,
                   Object& in_memory) {
  Object on_file = own(H5Dget_space(dataset.id()), "a variable has no shape");
  std::vector<hsize_t> count = extent_of(dataset);
  std::vector<hsize_t> start(count.size(), 0);
  start.at(0) = first;
  count.at(0) = rows;
  check(H5Sselect_hyperslab(on_file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                            nullptr),
        "a variable has no such rows");
  in_memory =
      own(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), "no shape");
  return on_file;
}

std::uint64_t end_mark_place(int descriptor) {
  std::array<unsigned char, 16> head{};
  if (pread(descriptor, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size())) {
    return 0;
  }
  if (std::memcmp(head.data(), "\x89HDF\r\n\x1a\n", 8) != 0) return 0;
  if (head[13] != 8 || head[14] != 8) return 0;  // bytes per address and per length
  if (head[8] == 0) return 40;
  if (head[8] == 1) return 44;
  return 0;
}

std::uint64_t read_mark(int descriptor, std::uint64_t place) {
  std::uint64_t mark = 0;
  if (pread(descriptor, &mark, sizeof mark, static_cast<off_t>(place)) != sizeof mark) return 0;
  return mark;
}

}  // namespace inversim::hdf5
