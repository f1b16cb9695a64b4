// SPDX-License-Identifier: Apache-2.0
// Reading what hdf5_file.h writes. Everything throws Failure when HDF5 or the system refuses.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "inversim/recording/hdf5_file.h"

namespace inversim::hdf5 {

using Attribute = std::variant<std::string, double, std::int64_t, std::uint64_t>;

/// Opens a file to read; its root group.
Object open_file(const std::string& path);
bool has(const Object& parent, const std::string& name);
Object open_group(const Object& parent, const std::string& name);
Object open_dataset(const Object& parent, const std::string& name);
/// Names of the datasets in a group, in the order in which they were created.
std::vector<std::string> dataset_names(const Object& group);
Shape read_shape(const Object& dataset);
/// Reads rows `first` to `first` + `rows` as elements of `kind` into `data`.
void read_rows(const Object& dataset, Kind kind, std::uint64_t first, std::uint64_t rows,
               void* data);
/// Reads a dataset of one number.
double read_number(const Object& dataset);
/// Reads a dataset of texts that stand in it as characters.
std::vector<std::string> read_texts(const Object& dataset);
/// Reads a dataset of texts of any length, of any shape; its last axis changes fastest.
std::vector<std::string> read_long_texts(const Object& dataset);
/// Name of the dimension along each axis of a dataset; empty where it has none.
std::vector<std::string> dimension_names(const Object& dataset);
/// Attributes that hold one text or one number, in the order in which they were written; those of
/// the file format itself (CLASS, DIMENSION_LIST, _Netcdf4Dimid ...) are left out.
std::vector<std::pair<std::string, Attribute>> read_attributes(const Object& object);

}  // namespace inversim::hdf5
