// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/read_shapes.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "inversim/contact/mesh_file.h"
#include "inversim/language/fnv1a.h"
#include "inversim/language/located.h"

namespace inversim {
namespace {

double metres(const std::string& units) {
  if (units == "mm") return 1e-3;
  if (units == "cm") return 1e-2;
  if (units == "in") return 0.0254;
  return 1.0;
}

/// A relative path is one from the folder of the file that names it.
std::filesystem::path path_of(const Node& shape) {
  const Node& file = shape.at("file");
  const std::filesystem::path named = file.word;
  return named.is_absolute() ? named : std::filesystem::path(file.where.file).parent_path() / named;
}

[[noreturn]] void refuse_file(const Node& shape, const std::string& why) {
  refuse(shape.at("file").where, fmt::format("shapes.{}.file", shape.name()), why);
}

std::string read_bytes(const Node& shape) {
  const std::filesystem::path path = path_of(shape);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    refuse_file(shape, fmt::format("there is no file '{}'", path.string()));
  }
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size > kMostMeshBytes) {
    refuse_file(shape, fmt::format("'{}' has {} bytes, at most {} are read", path.string(), size,
                                   kMostMeshBytes));
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) refuse_file(shape, fmt::format("'{}' cannot be read", path.string()));
  return bytes;
}

Shape read_shape(const Node& n, const Eigen::Vector3d& shift) {
  const std::string name = path_of(n).string(), bytes = read_bytes(n);
  Eigen::Vector3d moved = shift;
  if (n.has("position_m")) {
    const std::vector<double>& p = n.reals("position_m");
    moved += Eigen::Vector3d(p[0], p[1], p[2]);
  }
  try {
    TriangleMesh mesh = parse_mesh(name, bytes, metres(n.text("units")));
    for (Eigen::Vector3d& p : mesh.points) p += moved;
    if (n.text("as") == "hull") return {n.name(), hull_of(name, mesh)};
    close_mesh(name, mesh);
    return {n.name(), MeshShape{std::make_shared<MeshSurface>(mesh)}};
  } catch (const std::invalid_argument& e) { refuse_file(n, e.what()); }
}

}  // namespace

std::vector<Shape> read_shapes(const Node& table, const std::string& part,
                               const Eigen::Vector3d& shift) {
  std::vector<Shape> shapes;
  for (const Node& n : table.list("shapes")) {
    if (n.text("part") == part) shapes.push_back(read_shape(n, shift));
  }
  return shapes;
}

std::vector<std::string> shape_mistakes(const Node& table) {
  std::vector<std::string> mistakes;
  for (const Node& n : table.list("shapes")) {
    try {
      read_shape(n, Eigen::Vector3d::Zero());
    } catch (const std::invalid_argument& e) { mistakes.emplace_back(e.what()); }
  }
  return mistakes;
}

std::vector<ShapeFile> shape_files(const Node& table) {
  std::vector<ShapeFile> files;
  for (const Node& n : table.list("shapes")) {
    const std::string bytes = read_bytes(n);
    files.push_back({path_of(n).string(), fnv1a(std::as_bytes(std::span(bytes)))});
  }
  return files;
}

}  // namespace inversim
