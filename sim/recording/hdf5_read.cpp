// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/hdf5_read.h"

#include <fcntl.h>
#include <hdf5_hl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "inversim/recording/hdf5_call.h"

namespace inversim::hdf5 {

namespace {

// attributes of HDF5's dimension scales and of netCDF-4
bool is_of_the_format(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {
      "CLASS",         "NAME",          "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS",
      "_Netcdf4Dimid", "_NCProperties", "_FillValue"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string trimmed(const char* text, std::size_t bytes) { return {text, strnlen(text, bytes)}; }

// a text attribute of any length is given back to HDF5 after reading
std::string read_text_attribute(const Object& attribute, const Object& type) {
  const Object space = own(H5Aget_space(attribute.id()), "an attribute has no shape");
  const hssize_t elements = check(H5Sget_simple_extent_npoints(space.id()), "an attribute's shape");
  if (elements == 0) return {};
  if (elements != 1) throw Failure("an attribute that holds more than one text");
  const int variable = check(H5Tis_variable_str(type.id()), "an attribute has no type");
  if (variable > 0) {
    char* text = nullptr;
    check(H5Aread(attribute.id(), type.id(), static_cast<void*>(&text)),
          "an attribute is unreadable");
    std::string result = text ? text : "";
    H5free_memory(text);
    return result;
  }
  // no attribute is longer than the file; HDF5 has checked its size against the object header
  const std::size_t bytes = H5Tget_size(type.id());
  if (bytes == 0 || bytes > H5Aget_storage_size(attribute.id())) {
    throw Failure("an attribute of impossible length");
  }
  std::string text(bytes, '\0');
  check(H5Aread(attribute.id(), type.id(), text.data()), "an attribute is unreadable");
  return trimmed(text.data(), text.size());
}

template <class T>
T number(const Object& attribute, hid_t type) {
  T value{};
  check(H5Aread(attribute.id(), type, &value), "an attribute is unreadable");
  return value;
}

herr_t note_attribute(hid_t, const char* name, const H5A_info_t*, void* data) {
  static_cast<std::vector<std::string>*>(data)->emplace_back(name);
  return 0;
}

herr_t note_link(hid_t, const char* name, const H5L_info_t*, void* data) {
  static_cast<std::vector<std::string>*>(data)->emplace_back(name);
  return 0;
}

herr_t note_scale(hid_t, unsigned, hid_t scale, void* data) {
  auto& name = *static_cast<std::string*>(data);
  const ssize_t length = H5Iget_name(scale, nullptr, 0);
  if (length <= 0) return -1;
  name.resize(static_cast<std::size_t>(length));
  H5Iget_name(scale, name.data(), name.size() + 1);
  name.erase(0, name.rfind('/') + 1);
  return 1;  // the first is enough
}

/// HDF5 believes what a damaged head says of sizes, and asks the system for gigabytes. `place`: of
/// the end mark. Beside it stand where the file begins in a larger one and a driver's block, of
/// which no result file has either; later versions have a check sum.
bool has_damaged_head(int descriptor, std::uint64_t place) {
  if (place != 0)
    return read_mark(descriptor, place - 16) != 0 || read_mark(descriptor, place + 8) != ~0ull;
  std::uint64_t head[2] = {};
  if (pread(descriptor, head, sizeof head, 0) != sizeof head) return false;
  const std::uint64_t version = head[1] & 0xffu;
  return std::memcmp(head, "\x89HDF\r\n\x1a\n", 8) != 0 || version < 2;
}

}  // namespace

Object open_file(const std::string& path) {
  const Call call;
  // HDF5 says of most of these no more than that it cannot open the file
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw Failure(words(errno));
  struct stat status {};
  const bool good = fstat(descriptor, &status) == 0;
  const std::uint64_t place = end_mark_place(descriptor);
  const std::uint64_t mark = place == 0 ? 0 : read_mark(descriptor, place);
  const bool damaged = has_damaged_head(descriptor, place);
  ::close(descriptor);
  if (!good || S_ISDIR(status.st_mode)) throw Failure(words(EISDIR));
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  if (bytes == 0) throw Failure("it is empty");
  if (mark > bytes) {
    throw Failure("it is cut off: " + std::to_string(bytes) + " bytes of " + std::to_string(mark));
  }
  const htri_t known = H5Fis_hdf5(path.c_str());
  if (known <= 0) {
    H5Eclear2(H5E_DEFAULT);
    throw Failure("it is not an HDF5 file");
  }
  if (damaged) throw Failure("its head is damaged");
  return own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "it does not open");
}

bool has(const Object& parent, const std::string& name) {
  const Call call;
  return check(H5Lexists(parent.id(), name.c_str(), H5P_DEFAULT), "a group is unreadable") > 0;
}

Object open_group(const Object& parent, const std::string& name) {
  const Call call;
  return own(H5Gopen2(parent.id(), name.c_str(), H5P_DEFAULT), "a group is missing");
}

Object open_dataset(const Object& parent, const std::string& name) {
  const Call call;
  return own(H5Dopen2(parent.id(), name.c_str(), H5P_DEFAULT), "a variable is missing");
}

std::vector<std::string> dataset_names(const Object& group) {
  const Call call;
  std::vector<std::string> links;
  check(H5Literate(group.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, note_link, &links),
        "a group is unreadable");
  std::vector<std::string> names;
  for (const std::string& link : links) {
    const Object object =
        own(H5Oopen(group.id(), link.c_str(), H5P_DEFAULT), "a variable is unreadable");
    if (H5Iget_type(object.id()) == H5I_DATASET) names.push_back(link);
  }
  return names;
}

Shape read_shape(const Object& dataset) {
  const Call call;
  Shape shape;
  const std::vector<hsize_t> extent = extent_of(dataset);
  shape.extent.assign(extent.begin(), extent.end());
  const Object type = own(H5Dget_type(dataset.id()), "a variable has no type");
  const std::size_t bytes = H5Tget_size(type.id());
  switch (H5Tget_class(type.id())) {
    case H5T_FLOAT:
      shape.kind = bytes == sizeof(float) ? Kind::kSingle : Kind::kDouble;
      break;
    case H5T_INTEGER:
      shape.kind = bytes == 1 ? Kind::kByte : Kind::kInt32;
      break;
    case H5T_STRING:
      if (H5Tis_variable_str(type.id()) > 0) {
        shape.kind = Kind::kText;
      } else {
        shape.kind = bytes == 1 ? Kind::kChar : Kind::kOther;
      }
      break;
    default:
      shape.kind = Kind::kOther;
  }
  return shape;
}

void read_rows(const Object& dataset, Kind kind, std::uint64_t first, std::uint64_t rows,
               void* data) {
  const Call call;
  Object in_memory;
  const Object on_file = select_rows(dataset, first, rows, in_memory);
  const Object type = element_type(kind);
  check(H5Dread(dataset.id(), type.id(), in_memory.id(), on_file.id(), H5P_DEFAULT, data),
        "a variable is unreadable");
}

double read_number(const Object& dataset) {
  const Call call;
  double value = 0.0;
  check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value),
        "a variable is unreadable");
  return value;
}

std::vector<std::string> read_texts(const Object& dataset) {
  const Call call;
  const Shape shape = read_shape(dataset);
  if (shape.kind != Kind::kChar || shape.extent.size() != 2) {
    throw Failure("a variable is no list of texts");
  }
  const auto count = static_cast<std::size_t>(shape.extent[0]);
  const auto bytes = static_cast<std::size_t>(shape.extent[1]);
  std::vector<char> block(count * bytes);
  if (!block.empty()) read_rows(dataset, Kind::kChar, 0, count, block.data());
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(trimmed(block.data() + i * bytes, bytes));
  return texts;
}

std::vector<std::string> read_long_texts(const Object& dataset) {
  const Call call;
  if (read_shape(dataset).kind != Kind::kText) throw Failure("a variable holds no texts");
  std::size_t count = 1;
  for (const hsize_t length : extent_of(dataset)) count *= static_cast<std::size_t>(length);
  std::vector<char*> found(count, nullptr);
  const Object type = text_type(0);
  const Object space = own(H5Dget_space(dataset.id()), "a variable has no shape");
  if (count == 0) return {};
  check(H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, found.data()),
        "a variable is unreadable");
  std::vector<std::string> texts(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (found[i] != nullptr) texts[i] = found[i];
  }
  check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, found.data()), "no memory is freed");
  return texts;
}

std::vector<std::string> dimension_names(const Object& dataset) {
  const Call call;
  std::vector<std::string> names(extent_of(dataset).size());
  for (unsigned i = 0; i < names.size(); ++i) {
    check(H5DSiterate_scales(dataset.id(), i, nullptr, note_scale, &names[i]),
          "a variable has no dimensions");
  }
  return names;
}

std::vector<std::pair<std::string, Attribute>> read_attributes(const Object& object) {
  const Call call;
  std::vector<std::string> names;
  check(H5Aiterate2(object.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, note_attribute, &names),
        "attributes are unreadable");
  std::vector<std::pair<std::string, Attribute>> attributes;
  for (const std::string& name : names) {
    if (is_of_the_format(name)) continue;
    const Object attribute =
        own(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT), "an attribute is unreadable");
    const Object type = own(H5Aget_type(attribute.id()), "an attribute has no type");
    const Object space = own(H5Aget_space(attribute.id()), "an attribute has no shape");
    const H5T_class_t kind = H5Tget_class(type.id());
    if (kind == H5T_STRING) {
      attributes.emplace_back(name, read_text_attribute(attribute, type));
    } else if (H5Sget_simple_extent_npoints(space.id()) != 1) {
      continue;
    } else if (kind == H5T_FLOAT) {
      attributes.emplace_back(name, number<double>(attribute, H5T_NATIVE_DOUBLE));
    } else if (kind == H5T_INTEGER && H5Tget_sign(type.id()) == H5T_SGN_NONE) {
      attributes.emplace_back(name, number<std::uint64_t>(attribute, H5T_NATIVE_UINT64));
    } else if (kind == H5T_INTEGER) {
      attributes.emplace_back(name, number<std::int64_t>(attribute, H5T_NATIVE_INT64));
    }
  }
  return attributes;
}

}  // namespace inversim::hdf5
