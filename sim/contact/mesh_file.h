// SPDX-License-Identifier: Apache-2.0
// Triangles from an engineer's files: STL, as text or binary, and Wavefront OBJ.
#pragma once

#include <string>
#include <string_view>

#include "inversim/contact/mesh_surface.h"

namespace inversim {

inline constexpr std::size_t kMostMeshBytes = 64u << 20;
inline constexpr std::size_t kMostTriangles = 500'000;
inline constexpr std::size_t kMostHullPoints = 256;

/// The triangles of a file's bytes; name decides the format (.stl, .obj) and begins every message.
/// metres: of one of the file's units. Corners within a micrometre of each other are one. Throws
/// std::invalid_argument with a sentence for people.
TriangleMesh parse_mesh(const std::string& name, std::string_view bytes, double metres);

/// Turns the triangles outward. Throws std::invalid_argument where the mesh is not closed or has no
/// volume.
void close_mesh(const std::string& name, TriangleMesh& mesh);

/// Corners of the convex hull. Throws std::invalid_argument where it is flat or has too many.
HullShape hull_of(const std::string& name, const TriangleMesh& mesh);

}  // namespace inversim
