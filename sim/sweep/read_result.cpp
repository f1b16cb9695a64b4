// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/read_result.h"

#include <algorithm>
#include <filesystem>
#include <new>

#include <fmt/format.h>

#include "inversim/recording/hdf5_read.h"

namespace inversim {
namespace {

using hdf5::Failure;
using hdf5::Kind;
using hdf5::Object;

constexpr const char* kMark = "sweep_design";

struct Variable {
  std::string name;
  Kind kind = Kind::kOther;
  std::vector<std::uint64_t> extent;
  std::vector<std::string> dimensions;
  Attributes attributes;
  std::size_t size = 1;  // elements

  std::string text(const std::string& attribute) const { return text_of(attributes, attribute); }
};

class Reader {
 public:
  explicit Reader(const std::string& path)
      : root_(hdf5::open_file(path)), file_bytes_(std::filesystem::file_size(path)) {
    result_.attributes = hdf5::read_attributes(root_);
  }

  SweepResult read() {
    result_.title = text_of(result_.attributes, "title");
    result_.design = text_of(result_.attributes, kMark);
    if (result_.design.empty()) throw Failure("it is no result of a sweep");
    result_.is_grid = result_.design == "grid";
    for (const std::string& name : hdf5::dataset_names(root_)) variables_.push_back(describe(name));
    const Variable& failed = variable("failed");
    cases_ = failed.dimensions;
    if (cases_.empty()) throw Failure("variable failed is not of cases");
    result_.cases = failed.size;
    read_axes();
    const Variable& failure = variable("failure");
    if (failure.extent != failed.extent) throw Failure("its failures are not one for each case");
    result_.failures = texts(failure);
    for (const Variable& v : variables_) read_metric(v);
    if (hdf5::has(root_, "wall"))
      result_.wall = hdf5::read_attributes(hdf5::open_group(root_, "wall"));
    return std::move(result_);
  }

 private:
  Variable describe(const std::string& name) const {
    const Object dataset = hdf5::open_dataset(root_, name);
    const hdf5::Shape shape = hdf5::read_shape(dataset);
    Variable v{name, shape.kind, shape.extent, hdf5::dimension_names(dataset),
               hdf5::read_attributes(dataset)};
    double bytes = 1.0;
    for (const std::uint64_t length : v.extent) {
      bytes *= static_cast<double>(length);
      v.size *= static_cast<std::size_t>(length);
    }
    // what a file says of its size is believed as far as it is long: gzip packs no better
    if (bytes > 1032.0 * static_cast<double>(file_bytes_)) {
      throw Failure(fmt::format("variable {} claims to be larger than the file can hold", name));
    }
    // a coordinate variable is its own dimension
    if (v.dimensions.size() == 1 && v.dimensions[0].empty()) v.dimensions[0] = name;
    return v;
  }

  const Variable& variable(const std::string& name) const {
    const auto found = std::ranges::find(variables_, name, &Variable::name);
    if (found == variables_.end()) throw Failure(fmt::format("variable {} is missing", name));
    return *found;
  }

  std::vector<double> numbers(const Variable& v) const {
    if (v.kind == Kind::kText || v.kind == Kind::kChar || v.kind == Kind::kOther) {
      throw Failure(fmt::format("variable {} does not hold numbers", v.name));
    }
    if (v.extent.empty()) throw Failure(fmt::format("variable {} is a single number", v.name));
    std::vector<double> values(v.size);
    if (v.size > 0) {
      hdf5::read_rows(hdf5::open_dataset(root_, v.name), Kind::kDouble, 0, v.extent.at(0),
                      values.data());
    }
    return values;
  }

  std::vector<std::string> texts(const Variable& v) const {
    return hdf5::read_long_texts(hdf5::open_dataset(root_, v.name));
  }

  void add_axis(const Variable& v) {
    SweepResultAxis axis{v.name, v.text("units"), v.text("long_name"), v.text("paths"), {}, {}};
    if (v.kind == Kind::kText) {
      axis.texts = texts(v);
    } else {
      axis.numbers = numbers(v);
    }
    result_.axes.push_back(std::move(axis));
  }

  void read_axes() {
    if (result_.is_grid) {
      std::size_t cases = 1;
      for (const std::string& name : cases_) {
        add_axis(variable(name));
        cases *= result_.axes.back().size();
      }
      if (cases != result_.cases) throw Failure("its cases are not those of its axes");
      return;
    }
    for (const Variable& v : variables_) {
      if (!is_axis(v)) continue;
      if (v.size != result_.cases)
        throw Failure(fmt::format("axis {} is not of its cases", v.name));
      add_axis(v);
    }
  }

  static bool is_axis(const Variable& v) { return !v.text("paths").empty(); }

  void read_metric(const Variable& v) {
    if (v.name == "failed" || v.kind == Kind::kText || is_axis(v)) return;
    const std::size_t rank = cases_.size();
    if (v.dimensions.size() < rank ||
        !std::equal(cases_.begin(), cases_.end(), v.dimensions.begin())) {
      return;
    }
    if (!result_.is_grid && v.name == cases_[0]) return;
    if (v.name.starts_with("trace_")) {
      result_.traces.push_back(v.name.substr(6));
      return;
    }
    if (v.dimensions.size() > rank + 1) return;
    SweepResultMetric metric{v.name, v.text("units"), v.text("long_name"), v.text("status"), {},
                             {}};
    std::size_t width = 1;
    if (v.dimensions.size() == rank + 1) {
      const Variable& axis = variable(v.dimensions.back());
      metric.labels = texts(axis);
      width = metric.labels.size();
    }
    metric.values = numbers(v);
    if (metric.values.size() != result_.cases * width) {
      throw Failure(fmt::format("variable {} does not have a value for each case", v.name));
    }
    result_.metrics.push_back(std::move(metric));
  }

  Object root_;
  std::uint64_t file_bytes_ = 0;
  SweepResult result_;
  std::vector<Variable> variables_;
  std::vector<std::string> cases_;  // dimensions along which cases lie
};

}  // namespace

bool is_sweep_result(const std::string& path) {
  try {
    return !text_of(hdf5::read_attributes(hdf5::open_file(path)), kMark).empty();
  } catch (const Failure&) { return false; }
}

SweepResult load_sweep(const std::string& path) {
  try {
    return Reader(path).read();
  } catch (const Failure& failure) {
    throw FileError(fmt::format("cannot read {}: {}", path, failure.what()));
  } catch (const std::filesystem::filesystem_error& failure) {
    throw FileError(fmt::format("cannot read {}: {}", path, failure.code().message()));
  } catch (const std::bad_alloc&) {
    throw FileError(fmt::format("cannot read {}: it does not fit into memory", path));
  }
}

}  // namespace inversim
