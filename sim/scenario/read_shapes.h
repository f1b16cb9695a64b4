// SPDX-License-Identifier: Apache-2.0
// Shapes of a table from an engineer's own files (contact/mesh_file.h), as its table file names
// them.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "inversim/contact/shapes.h"
#include "inversim/language/document.h"

namespace inversim {

/// The shapes of a part, "bed" or "frame", moved by `shift` [m]: from where the file's origin is to
/// that of the part's axes. Throws std::invalid_argument with a sentence for people.
std::vector<Shape> read_shapes(const Node& table, const std::string& part,
                               const Eigen::Vector3d& shift);

/// What is wrong with the shape files that a table names, a sentence each with the place in the
/// table file; empty: nothing.
std::vector<std::string> shape_mistakes(const Node& table);

/// A file of triangles that a table names.
struct ShapeFile {
  std::string path;
  std::uint64_t hash = 0;  ///< FNV-1a of its bytes
};
std::vector<ShapeFile> shape_files(const Node& table);

}  // namespace inversim
