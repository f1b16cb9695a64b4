// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/hdf5_file.h"

#include <fcntl.h>
#include <hdf5_hl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <limits>

#include "inversim/recording/hdf5_call.h"

namespace inversim::hdf5 {

namespace {

// B-tree nodes of 2 x 256 chunks: a node that does not split is rewritten in one piece, and a
// reader finds every earlier chunk in it whichever of the two versions it meets
constexpr unsigned kChunksPerHalfNode = 256;
constexpr char kLengthOnly[] = "This is a netCDF dimension but not a netCDF variable.";

bool write_mark(int descriptor, std::uint64_t place, std::uint64_t mark) {
  return pwrite(descriptor, &mark, sizeof mark, static_cast<off_t>(place)) == sizeof mark;
}

std::size_t chunk_bytes(const Object& dataset) {
  const Object create = own(H5Dget_create_plist(dataset.id()), "a variable has no properties");
  const Object type = own(H5Dget_type(dataset.id()), "a variable has no type");
  std::array<hsize_t, H5S_MAX_RANK> chunk{};
  const int rank = check(H5Pget_chunk(create.id(), H5S_MAX_RANK, chunk.data()), "no chunks");
  std::size_t bytes = H5Tget_size(type.id());
  for (int i = 0; i < rank; ++i) bytes *= chunk[static_cast<std::size_t>(i)];
  return bytes;
}

std::uint64_t allocated_end(const Object& file) {
  haddr_t end = 0;
  check(H5Fget_eoa(file.id(), &end), "the file has no end");
  return end;
}

}  // namespace

// ---- objects

Object& Object::operator=(Object&& other) noexcept {
  if (this != &other) {
    close();
    id_ = std::exchange(other.id_, -1);
  }
  return *this;
}

void Object::close() noexcept {
  if (id_ < 0) return;
  const Call call;
  // an id that went with its file is no longer valid, and that is no error
  if (H5Iis_valid(id_) > 0) H5Idec_ref(id_);
  id_ = -1;
}

// ---- the file that is written

Writer::Writer(const std::string& path, std::uint64_t reserve) : reserve_(reserve) {
  const Call call;
  const Object create = own(H5Pcreate(H5P_FILE_CREATE), "no property list");
  check(H5Pset_istore_k(create.id(), kChunksPerHalfNode), "no room for chunks");
  // netCDF-4 wants the order of creation; with it attributes may be longer than 64 kB
  constexpr unsigned kOrder = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  check(H5Pset_link_creation_order(create.id(), kOrder), "no creation order");
  check(H5Pset_attr_creation_order(create.id(), kOrder), "no creation order");

  const Object access = own(H5Pcreate(H5P_FILE_ACCESS), "no property list");
  check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG), "no way to close");
  check(H5Pset_cache(access.id(), 0, 521, 0, 0.75), "no way without chunk cache");
  H5AC_cache_config_t config{};
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(access.id(), &config), "no metadata cache");
  config.evictions_enabled = false;
  config.incr_mode = H5C_incr__off;
  config.flash_incr_mode = H5C_flash_incr__off;
  config.decr_mode = H5C_decr__off;
  check(H5Pset_mdc_config(access.id(), &config), "no metadata cache");

  file_ = own(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, create.id(), access.id()), "no file");
  root_ = own(H5Gopen2(file_.id(), "/", H5P_DEFAULT), "no root group");
  void* handle = nullptr;
  check(H5Fget_vfd_handle(file_.id(), access.id(), &handle), "no file descriptor");
  descriptor_ = *static_cast<int*>(handle);
}

Writer::Writer(Writer&& other) noexcept
    : file_(std::move(other.file_)),
      root_(std::move(other.root_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      reserve_(other.reserve_),
      mark_(other.mark_) {}

Writer& Writer::operator=(Writer&& other) noexcept {
  if (this != &other) {
    abandon();
    file_ = std::move(other.file_);
    root_ = std::move(other.root_);
    descriptor_ = std::exchange(other.descriptor_, -1);
    reserve_ = other.reserve_;
    mark_ = other.mark_;
  }
  return *this;
}

void Writer::flush() {
  const Call call;
  check(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "the flush failed");
  lead();
}

void Writer::lead() {
  const std::uint64_t place = end_mark_place(descriptor_);
  const std::uint64_t end = allocated_end(file_);
  if (place == 0) return;
  const std::uint64_t found = read_mark(descriptor_, place);
  if (found != end && found != mark_) return;  // not what we take it for
  // length first: a mark beyond the length is a truncated file
  const std::uint64_t ahead = end + reserve_;
  rlimit limit{};  // beyond it a signal waits for us
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur < ahead) return;
  if (ftruncate(descriptor_, static_cast<off_t>(ahead)) != 0) return;
  if (write_mark(descriptor_, place, ahead)) mark_ = ahead;
}

void Writer::close() {
  const Call call;
  check(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "the flush failed");
  const int own_descriptor = dup(descriptor_);
  if (own_descriptor < 0) throw Failure(words(errno));
  // HDF5 holds its lock by the open file that both descriptors share, and drops it itself
  std::uint64_t end = allocated_end(file_);
  root_.close();
  const herr_t closed = H5Fclose(file_.release());
  descriptor_ = -1;
  if (closed < 0) {
    ::close(own_descriptor);
    fail("the file did not close");
  }
  // mark first: a mark beyond the length is a truncated file
  const std::uint64_t place = end_mark_place(own_descriptor);
  bool good = true;
  if (place != 0) {
    const std::uint64_t found = read_mark(own_descriptor, place);
    if (found == mark_ && mark_ != 0) {
      good = write_mark(own_descriptor, place, end);
    } else {
      end = found;
    }
    good = good && ftruncate(own_descriptor, static_cast<off_t>(end)) == 0;
  }
  good = good && fsync(own_descriptor) == 0;
  const int error = errno;
  ::close(own_descriptor);
  if (!good) throw Failure(words(error));
}

void Writer::abandon() noexcept {
  if (!file_) return;
  const Call call;
  // what HDF5 still wants to write goes to memory that nobody looks at
  if (const int nowhere = memfd_create("abandoned", MFD_CLOEXEC); nowhere >= 0) {
    dup2(nowhere, descriptor_);
    ::close(nowhere);
  }
  root_.close();
  // where even that fails HDF5 has it half closed, and a second attempt would crash
  if (H5Fclose(file_.release()) < 0) H5Eclear2(H5E_DEFAULT);
  descriptor_ = -1;
}

bool Writer::still_there() const {
  struct stat status {};
  return fstat(descriptor_, &status) == 0 && status.st_nlink > 0;
}

// ---- writing

Object create_group(const Object& parent, const std::string& name) {
  const Call call;
  const Object create = own(H5Pcreate(H5P_GROUP_CREATE), "no property list");
  constexpr unsigned kOrder = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  check(H5Pset_link_creation_order(create.id(), kOrder), "no creation order");
  check(H5Pset_attr_creation_order(create.id(), kOrder), "no creation order");
  // room in the object header, so that a link added later changes nothing but that header
  constexpr unsigned kLinks = 100;
  constexpr unsigned kNameBytes = 40;
  check(H5Pset_link_phase_change(create.id(), kLinks, kLinks / 2), "no room for links");
  check(H5Pset_est_link_info(create.id(), kLinks, kNameBytes), "no room for links");
  return own(H5Gcreate2(parent.id(), name.c_str(), H5P_DEFAULT, create.id(), H5P_DEFAULT),
             "no group");
}

Object create_dataset(const Object& parent, const std::string& name, const Shape& shape) {
  const Call call;
  const Object type = element_type(shape.kind);
  const Object create = own(H5Pcreate(H5P_DATASET_CREATE), "no property list");
  check(H5Pset_attr_creation_order(create.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "no creation order");
  // H5P_DEFAULT would stamp the wall time into the object header
  check(H5Pset_obj_track_times(create.id(), false), "no way without time stamps");
  std::vector<hsize_t> extent(shape.extent.begin(), shape.extent.end());
  std::vector<hsize_t> largest = extent;
  if (shape.chunk_rows > 0) {
    largest[0] = H5S_UNLIMITED;
    std::vector<hsize_t> chunk = extent;
    chunk[0] = shape.chunk_rows;
    check(H5Pset_chunk(create.id(), static_cast<int>(chunk.size()), chunk.data()), "no chunks");
    // a row that one variable has and another not yet reads as this
    const double missing = std::numeric_limits<double>::quiet_NaN();
    const float missing_single = std::numeric_limits<float>::quiet_NaN();
    const std::int32_t none = -1;
    if (shape.kind == Kind::kDouble) {
      check(H5Pset_fill_value(create.id(), type.id(), &missing), "no fill value");
    } else if (shape.kind == Kind::kSingle) {
      check(H5Pset_fill_value(create.id(), type.id(), &missing_single), "no fill value");
    } else if (shape.kind == Kind::kInt32) {
      check(H5Pset_fill_value(create.id(), type.id(), &none), "no fill value");
    }
    if (shape.deflate_level > 0) {
      check(H5Pset_shuffle(create.id()), "no shuffle");
      check(H5Pset_deflate(create.id(), static_cast<unsigned>(shape.deflate_level)), "no gzip");
    }
  }
  const Object space = own(extent.empty() ? H5Screate(H5S_SCALAR)
                                          : H5Screate_simple(static_cast<int>(extent.size()),
                                                             extent.data(), largest.data()),
                           "no shape");
  Object dataset = own(
      name.empty() ? H5Dcreate_anon(parent.id(), type.id(), space.id(), create.id(), H5P_DEFAULT)
                   : H5Dcreate2(parent.id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                                create.id(), H5P_DEFAULT),
      "no dataset");
  if (shape.chunk_rows > 0) {
    // a chunk that comes and goes leaves the node that lists chunks: were it made by the first
    // rows, their flush would write what points to it before it
    set_rows(dataset, 1);
    const std::size_t bytes = shape.deflate_level > 0 ? 1 : chunk_bytes(dataset);
    write_chunk(dataset, 0, bytes, std::vector<char>(bytes).data());
    set_rows(dataset, 0);
  }
  return dataset;
}

void set_rows(const Object& dataset, std::uint64_t rows) {
  const Call call;
  std::vector<hsize_t> extent = extent_of(dataset);
  extent.at(0) = rows;
  check(H5Dset_extent(dataset.id(), extent.data()), "a dataset did not grow");
}

void write_chunk(const Object& dataset, std::uint64_t first, std::size_t bytes, const void* data) {
  const Call call;
  const std::array<hsize_t, H5S_MAX_RANK> offset{first};
  check(H5Dwrite_chunk(dataset.id(), H5P_DEFAULT, 0, offset.data(), bytes, data),
        "a chunk was not written");
}

void write_rows(const Object& dataset, std::uint64_t first, std::uint64_t rows, const void* data) {
  const Call call;
  Object in_memory;
  const Object on_file = select_rows(dataset, first, rows, in_memory);
  const Object type = own(H5Dget_type(dataset.id()), "a dataset has no type");
  check(H5Dwrite(dataset.id(), type.id(), in_memory.id(), on_file.id(), H5P_DEFAULT, data),
        "rows were not written");
}

void write_all(const Object& dataset, const void* data) {
  const Call call;
  const Object type = own(H5Dget_type(dataset.id()), "a dataset has no type");
  check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, data),
        "a dataset was not written");
}

void write_all(const Object& dataset, const std::vector<std::string>& texts) {
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  write_all(dataset, pointers.data());
}

namespace {

void write_scalar(const Object& object, const std::string& name, hid_t type, const void* data) {
  const Call call;
  const Object space = own(H5Screate(H5S_SCALAR), "no shape");
  const Object attribute =
      own(H5Acreate2(object.id(), name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
          "no attribute");
  check(H5Awrite(attribute.id(), type, data), "an attribute was not written");
}

}  // namespace

void write_attribute(const Object& object, const std::string& name, std::string_view text) {
  const Call call;
  if (!text.empty()) {
    write_scalar(object, name, text_type(text.size()).id(), text.data());
    return;
  }
  // as netCDF-4 writes a text of no length
  const Object space = own(H5Screate(H5S_NULL), "no shape");
  const Object attribute = own(H5Acreate2(object.id(), name.c_str(), text_type(1).id(), space.id(),
                                          H5P_DEFAULT, H5P_DEFAULT),
                               "no attribute");
}

void write_attribute(const Object& object, const std::string& name, double value) {
  const Call call;
  write_scalar(object, name, H5T_IEEE_F64LE, &value);
}

void write_attribute(const Object& object, const std::string& name, float value) {
  const Call call;
  write_scalar(object, name, H5T_IEEE_F32LE, &value);
}

void write_attribute(const Object& object, const std::string& name, std::int32_t value) {
  const Call call;
  write_scalar(object, name, H5T_STD_I32LE, &value);
}

void write_attribute(const Object& object, const std::string& name, std::uint64_t value) {
  const Call call;
  write_scalar(object, name, H5T_STD_U64LE, &value);
}

void reserve_attribute(const Object& object, const std::string& name, std::size_t bytes) {
  write_attribute(object, name, std::string(bytes, '\0'));
}

void fill_attribute(const Object& object, const std::string& name, std::string text) {
  const Call call;
  const Object attribute =
      own(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT), "an attribute is missing");
  const Object type = own(H5Aget_type(attribute.id()), "an attribute has no type");
  text.resize(H5Tget_size(type.id()));
  check(H5Awrite(attribute.id(), type.id(), text.data()), "an attribute was not written");
}

void link(const Object& object, const Object& parent, const std::string& name) {
  const Call call;
  check(H5Olink(object.id(), parent.id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
        "an object got no name");
}

void make_dimension(const Object& dataset, const std::string& name, int dimension, bool variable) {
  const Call call;
  const std::string label = variable ? name : kLengthOnly + std::string(10, ' ');
  check(H5DSset_scale(dataset.id(), label.c_str()), "no dimension");
  write_attribute(dataset, "_Netcdf4Dimid", static_cast<std::int32_t>(dimension));
}

void attach_dimension(const Object& dataset, const Object& dimension, unsigned axis) {
  const Call call;
  check(H5DSattach_scale(dataset.id(), dimension.id(), axis), "no dimension attached");
}

}  // namespace inversim::hdf5
