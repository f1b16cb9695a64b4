// SPDX-License-Identifier: Apache-2.0
// A netCDF-4 file of dimensions and variables that is written whole, with where it comes from.
#pragma once

#include <functional>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// Everything throws hdf5::Failure when HDF5 or the system refuses.
class NetcdfFile {
 public:
  NetcdfFile(const std::string& path, const RunProvenance& provenance);

  const hdf5::Object& root() const { return writer_.root(); }

  /// A dimension with its coordinate variable: labels, or numbers.
  const hdf5::Object& axis(const std::string& name, const std::string& long_name,
                           const std::vector<std::string>& labels);
  const hdf5::Object& axis(const std::string& name, const std::string& units,
                           const std::string& long_name, const std::vector<double>& values);

  /// Dimensions of a variable, and their lengths.
  using Axes = std::vector<std::pair<const hdf5::Object*, std::size_t>>;

  /// A variable; its last axis changes fastest in `values`. It is open until the next one, for
  /// attributes of its own.
  const hdf5::Object& values(const std::string& name, const std::string& units,
                             const std::string& long_name, const Axes& axes,
                             const std::vector<double>& values, const std::string& status = "");
  const hdf5::Object& texts(const std::string& name, const std::string& long_name, const Axes& axes,
                            const std::vector<std::string>& texts);

  void close();

 private:
  hdf5::Writer writer_;
  std::list<hdf5::Object> axes_;
  hdf5::Object last_;
  int dimensions_ = 0;
};

/// Writes such a file under another name, and renames it: it is there whole or not at all. Throws
/// FileError.
void write_netcdf(const std::string& path, const RunProvenance& provenance,
                  const std::function<void(NetcdfFile&)>& write);

}  // namespace inversim
