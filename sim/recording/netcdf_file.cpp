// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/netcdf_file.h"

#include <cerrno>
#include <cstdio>
#include <limits>

#include <fmt/format.h>

namespace inversim {
namespace {

constexpr std::uint64_t kReserve = 16u << 20;  ///< [B] see hdf5::Writer
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

hdf5::Shape shape(hdf5::Kind kind, const NetcdfFile::Axes& axes) {
  hdf5::Shape s{kind, {}};
  for (const auto& [object, length] : axes) s.extent.push_back(length);
  return s;
}

void describe(const hdf5::Object& object, const std::string& units, const std::string& long_name,
              const std::string& status) {
  if (!units.empty()) hdf5::write_attribute(object, "units", units);
  hdf5::write_attribute(object, "long_name", long_name);
  if (!status.empty()) hdf5::write_attribute(object, "status", status);
}

void attach(const hdf5::Object& object, const NetcdfFile::Axes& axes) {
  for (unsigned i = 0; i < axes.size(); ++i) hdf5::attach_dimension(object, *axes[i].first, i);
}

}  // namespace

NetcdfFile::NetcdfFile(const std::string& path, const RunProvenance& provenance)
    : writer_(path, kReserve) {
  write_provenance(writer_.root(), provenance, dimensions_);
}

const hdf5::Object& NetcdfFile::axis(const std::string& name, const std::string& long_name,
                                     const std::vector<std::string>& labels) {
  hdf5::Object made = hdf5::create_dataset(root(), name, {hdf5::Kind::kText, {labels.size()}});
  hdf5::make_dimension(made, name, dimensions_++, true);
  hdf5::write_attribute(made, "long_name", long_name);
  hdf5::write_all(made, labels);
  return axes_.emplace_back(std::move(made));
}

const hdf5::Object& NetcdfFile::axis(const std::string& name, const std::string& units,
                                     const std::string& long_name,
                                     const std::vector<double>& values) {
  hdf5::Object made = hdf5::create_dataset(root(), name, {hdf5::Kind::kDouble, {values.size()}});
  hdf5::make_dimension(made, name, dimensions_++, true);
  describe(made, units, long_name, "");
  hdf5::write_all(made, values.data());
  return axes_.emplace_back(std::move(made));
}

const hdf5::Object& NetcdfFile::values(const std::string& name, const std::string& units,
                                       const std::string& long_name, const Axes& axes,
                                       const std::vector<double>& values,
                                       const std::string& status) {
  last_ = hdf5::create_dataset(root(), name, shape(hdf5::Kind::kDouble, axes));
  describe(last_, units, long_name, status);
  hdf5::write_attribute(last_, "_FillValue", kNothing);
  hdf5::write_all(last_, values.data());
  attach(last_, axes);
  return last_;
}

const hdf5::Object& NetcdfFile::texts(const std::string& name, const std::string& long_name,
                                      const Axes& axes, const std::vector<std::string>& texts) {
  last_ = hdf5::create_dataset(root(), name, shape(hdf5::Kind::kText, axes));
  hdf5::write_attribute(last_, "long_name", long_name);
  hdf5::write_all(last_, texts);
  attach(last_, axes);
  return last_;
}

void NetcdfFile::close() {
  axes_.clear();
  last_.close();
  writer_.close();
}

void write_netcdf(const std::string& path, const RunProvenance& provenance,
                  const std::function<void(NetcdfFile&)>& write) {
  const std::string partial = path + ".partial";
  try {
    NetcdfFile file(partial, provenance);
    write(file);
    file.close();
  } catch (const hdf5::Failure& failure) {
    std::remove(partial.c_str());
    throw FileError(fmt::format("cannot write {}: {}", path, failure.what()));
  }
  if (std::rename(partial.c_str(), path.c_str()) != 0) {
    throw FileError(fmt::format("cannot write {}: {}", path, hdf5::words(errno)));
  }
}

}  // namespace inversim
