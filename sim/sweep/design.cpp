// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/design.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/csv_text.h"
#include "inversim/language/diagnostic.h"
#include "inversim/language/located.h"
#include "inversim/sweep/points.h"

namespace inversim {
namespace {

constexpr std::size_t kMostCases = 10'000'000;

/// The text as a number, or not a number.
double number_of(const std::string& text) {
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? value
                                                   : std::numeric_limits<double>::quiet_NaN();
}

void find_numbers(SweepAxis& axis) {
  axis.numbers.clear();
  for (const std::string& text : axis.texts) axis.numbers.push_back(number_of(text));
  if (std::ranges::any_of(axis.numbers, [](double x) { return std::isnan(x); })) {
    axis.numbers.clear();
  }
}

void set_values(const std::vector<double>& values, SweepAxis& axis) {
  for (const double x : values) axis.texts.push_back(number_text(x));
  axis.numbers = values;
}

std::string name_of(const Node& n) {
  if (n.has("label")) return n.text("label");
  return n.has("path") ? n.text("path") : n.texts("paths").front();
}

/// Both ends of an axis, in the unit of its path.
struct Ends {
  double low, high;
};
Ends ends_of(const Node& n) {
  if (!n.has("low") || !n.has("high")) {
    refuse(n.where, "axes", fmt::format("'{}' needs low and high in this design", name_of(n)));
  }
  const Ends ends = {n.real("low"), n.real("high")};
  if (!(ends.low < ends.high)) {
    refuse(n.where, "axes",
           fmt::format("'{}': low {:g} is not below high {:g}", name_of(n), ends.low, ends.high));
  }
  return ends;
}

/// The value at a share of an axis.
double value_at(const Node& n, const Ends& ends, double share) {
  if (n.text("distribution") == "uniform") return ends.low + (ends.high - ends.low) * share;
  constexpr double kNinetyFive = 1.959963984540054;
  const double p = std::clamp(share, 1e-9, 1.0 - 1e-9);
  return 0.5 * (ends.low + ends.high) +
         0.5 * (ends.high - ends.low) / kNinetyFive * normal_quantile(p);
}

void read_grid_axis(const Node& n, SweepAxis& axis) {
  const int said = int{n.has("values")} + int{n.has("words")} + int{n.has("count")};
  if (said != 1) {
    refuse(
        n.where, "axes",
        fmt::format("'{}' of a grid needs values, or words, or low, high and count", name_of(n)));
  }
  if (n.has("words")) {
    axis.texts = n.texts("words");
    return;
  }
  if (n.has("values")) {
    set_values(n.reals("values"), axis);
    return;
  }
  const Ends ends = ends_of(n);
  const auto count = static_cast<std::size_t>(n.integer("count"));
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(count - 1);
    values.push_back(i + 1 == count ? ends.high : ends.low + (ends.high - ends.low) * share);
  }
  set_values(values, axis);
}

std::vector<TableColumn> read_table(const Node& root) {
  namespace fs = std::filesystem;
  const fs::path path = fs::path(root.where.file).parent_path() / root.text("table");
  std::ifstream file(path, std::ios::binary);
  if (!file)
    refuse(root.at("table").where, "table", fmt::format("cannot read '{}'", path.string()));
  std::ostringstream text;
  text << file.rdbuf();
  const auto rows = csv_fields(text.str(), path.string());
  std::vector<TableColumn> columns;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].empty()) continue;
    if (columns.empty()) {
      for (const std::string& name : rows[i]) columns.push_back({name, {}});
      continue;
    }
    if (rows[i].size() != columns.size()) {
      refuse({path.string(), static_cast<int>(i + 1), 0}, "",
             fmt::format("{} fields under a header of {}", rows[i].size(), columns.size()));
    }
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k].texts.push_back(rows[i][k]);
  }
  return columns;
}

void use_table(const Node& root, const std::vector<TableColumn>& columns, SweepDesign& design) {
  std::vector<SweepAxis> axes;
  for (const TableColumn& column : columns) {
    const auto known = std::ranges::find(design.axes, column.name, &SweepAxis::name);
    SweepAxis axis;
    axis.name = column.name;
    axis.paths = known != design.axes.end() ? known->paths : std::vector{column.name};
    axis.texts = column.texts;
    find_numbers(axis);
    axes.push_back(std::move(axis));
  }
  for (const SweepAxis& axis : design.axes) {
    if (std::ranges::count(axes, axis.name, &SweepAxis::name) == 0) {
      refuse(root.at("axes").where, "axes", fmt::format("the table has no column '{}'", axis.name));
    }
  }
  design.axes = std::move(axes);
  design.count = columns.empty() ? 0 : columns.front().texts.size();
  if (design.count == 0) refuse(root.where, "", "the table has no rows");
}

}  // namespace

std::size_t SweepDesign::place(std::size_t index, std::size_t axis) const {
  if (!is_grid()) return index;
  std::size_t below = 1;
  for (std::size_t k = axis + 1; k < axes.size(); ++k) below *= axes[k].texts.size();
  return index / below % axes[axis].texts.size();
}

SweepDesign read_design(const Document& sweep, const std::vector<TableColumn>* columns) {
  const Node& root = sweep.root;
  SweepDesign design;
  design.kind = root.text("design");
  const std::vector<Node> none;
  const std::vector<Node>& nodes = root.has("axes") ? root.list("axes") : none;
  for (const Node& n : nodes) {
    if (n.has("path") == n.has("paths"))
      refuse(n.where, "axes", "an axis has either a path, or paths");
    SweepAxis axis;
    axis.paths = n.has("paths") ? n.texts("paths") : std::vector{n.text("path")};
    axis.name = name_of(n);
    design.axes.push_back(std::move(axis));
  }
  const bool sampled = design.kind == "latin_hypercube" || design.kind == "sobol";
  if (sampled != root.has("cases")) {
    const char* key = sampled ? "design" : "cases";
    refuse(root.at(key).where, key,
           sampled ? fmt::format("{} needs `cases`", design.kind)
                   : fmt::format("of latin_hypercube and sobol, not of {}", design.kind));
  }
  if (design.kind == "table") {
    if (columns == nullptr && !root.has("table"))
      refuse(root.at("design").where, "design", "table needs `table`");
    use_table(root, columns != nullptr ? *columns : read_table(root), design);
  } else if (nodes.empty()) {
    refuse(root.at("axes").where, "axes", "nothing differs from case to case");
  } else if (design.is_grid()) {
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      read_grid_axis(nodes[k], design.axes[k]);
      if (design.count > kMostCases / design.axes[k].texts.size()) {
        refuse(root.at("axes").where, "axes", fmt::format("more than {} cases", kMostCases));
      }
      design.count *= design.axes[k].texts.size();
    }
  } else {
    design.count = static_cast<std::size_t>(root.integer("cases"));
    const auto seed = static_cast<std::uint64_t>(root.integer("seed"));
    const std::size_t n = nodes.size();
    if (design.kind == "sobol" && n > kMostSobolAxes) {
      refuse(root.at("axes").where, "axes", fmt::format("sobol takes {} at most", kMostSobolAxes));
    }
    const std::vector<double> points = design.kind == "sobol"
                                           ? sobol(design.count, n, seed)
                                           : latin_hypercube(design.count, n, seed);
    for (std::size_t k = 0; k < n; ++k) {
      const Ends ends = ends_of(nodes[k]);
      std::vector<double> values;
      for (std::size_t i = 0; i < design.count; ++i) {
        values.push_back(value_at(nodes[k], ends, points[i * n + k]));
      }
      set_values(values, design.axes[k]);
    }
  }
  return design;
}

}  // namespace inversim
