// SPDX-License-Identifier: Apache-2.0
// The files hdf5_* are the one place that knows the HDF5 C API. This one: objects and their life,
// and writing files, groups, datasets, attributes, dimension scales. Everything throws Failure
// when HDF5 or the system refuses; HDF5 itself prints nothing. Threads may use different objects at
// once: they wait for each other in here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inversim {

/// A file could not be written or read. what() is one sentence with the path and the cause.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace hdf5 {

/// The cause of a failed call, such as "the disk is full", from which a FileError is made.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Words for an errno that people meet, such as "the disk is full".
std::string words(int error);

/// An open HDF5 object of any kind, closed when it goes.
class Object {
 public:
  Object() = default;
  explicit Object(std::int64_t id) : id_(id) {}
  Object(Object&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Object& operator=(Object&& other) noexcept;
  ~Object() { close(); }
  void close() noexcept;
  /// Lets go of it without closing.
  std::int64_t release() { return std::exchange(id_, -1); }
  std::int64_t id() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }

 private:
  std::int64_t id_ = -1;
};

/// What the elements of a dataset are. A single has 4 bytes, a double 8. A text is of any length; a
/// char is one byte of a text whose length is the last axis, padded with zeros, UTF-8.
enum class Kind { kSingle, kDouble, kInt32, kByte, kText, kChar, kOther };

/// Elements, shape and storage of a dataset.
struct Shape {
  Kind kind = Kind::kDouble;
  std::vector<std::uint64_t> extent;  ///< elements per axis; at creation 0 on an axis that grows
  std::size_t chunk_rows = 0;  ///< > 0: axis 0 grows without limit, in chunks of so many rows
  int deflate_level = 0;       ///< gzip 1..9, or 0
};

/// A file that is being written, in a way that lets it open after the writer was killed anywhere:
/// - between flushes only raw data reaches the disk, at places that nothing on disk points to, or
///   over a chunk's own earlier bytes; metadata stays in memory (its eviction is off);
/// - a flush writes metadata in the order of addresses, which is the order of creation: what is
///   created last (the time axis) becomes visible last;
/// - the end mark on disk (the superblock's end-of-file address) is kept ahead of what is
///   allocated, and the file physically as long, so that neither "truncated file" nor "address
///   overflow" meets a reader between two of these writes. The tail is sparse, and cut by close().
class Writer {
 public:
  Writer() = default;
  /// Creates the file, replacing one of that name. `reserve`: by how many bytes the end mark leads;
  /// no more than that may be written between two flushes.
  Writer(const std::string& path, std::uint64_t reserve);
  Writer(Writer&& other) noexcept;
  Writer& operator=(Writer&& other) noexcept;
  ~Writer() { abandon(); }

  const Object& root() const { return root_; }
  /// When it returns, all that was written survives the death of the process.
  void flush();
  /// Flushes, closes every object of the file and the file, cuts the tail, and syncs to disk.
  void close();
  /// Closes everything without a further byte to the disk: the file stays as the last flush left
  /// it.
  void abandon() noexcept;
  /// False if the file was deleted under our hands.
  bool still_there() const;

 private:
  void lead();  // sets the end mark ahead

  Object file_;
  Object root_;
  int descriptor_ = -1;  // HDF5's own
  std::uint64_t reserve_ = 0;
  std::uint64_t mark_ = 0;  // end mark on disk, if it is ours
};

Object create_group(const Object& parent, const std::string& name);
/// Without a name it must be linked later. Missing rows of an axis that grows read as not-a-number,
/// in integers as -1.
Object create_dataset(const Object& parent, const std::string& name, const Shape& shape);
/// Names an object. What it points to should be flushed before: then a file that is cut off in the
/// flush of the link has either no such name, or the whole object.
void link(const Object& object, const Object& parent, const std::string& name);
/// Sets the length of axis 0.
void set_rows(const Object& dataset, std::uint64_t rows);
/// Writes the whole chunk that starts at row `first`, uncompressed; axis 0 must reach into it.
void write_chunk(const Object& dataset, std::uint64_t first, std::size_t bytes, const void* data);
/// Writes `rows` rows from `first` on, through the filters; axis 0 must reach over them.
void write_rows(const Object& dataset, std::uint64_t first, std::uint64_t rows, const void* data);
/// Writes a dataset of fixed shape whole.
void write_all(const Object& dataset, const void* data);
/// Writes texts of any length.
void write_all(const Object& dataset, const std::vector<std::string>& texts);

void write_attribute(const Object& object, const std::string& name, std::string_view text);
void write_attribute(const Object& object, const std::string& name, double value);
void write_attribute(const Object& object, const std::string& name, float value);
void write_attribute(const Object& object, const std::string& name, std::int32_t value);
void write_attribute(const Object& object, const std::string& name, std::uint64_t value);
/// Makes room for a text, empty until then, and fills it; longer texts are cut.
void reserve_attribute(const Object& object, const std::string& name, std::size_t bytes);
void fill_attribute(const Object& object, const std::string& name, std::string text);

/// Makes the dataset a netCDF-4 dimension, number `dimension` of the file; `variable` says whether
/// it is a coordinate variable as well, or stands for a length alone.
void make_dimension(const Object& dataset, const std::string& name, int dimension, bool variable);
void attach_dimension(const Object& dataset, const Object& dimension, unsigned axis);

}  // namespace hdf5
}  // namespace inversim
