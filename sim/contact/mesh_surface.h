// SPDX-License-Identifier: Apache-2.0
// A closed surface of triangles and the point of it that is nearest to another. Which triangles are
// near comes from Bullet's tree (btBvhTriangleMeshShape); which side a point is on, from the normal
// at the nearest face, edge or corner, angles of its faces as weights (Baerentzen and Aanaes 2005).
#pragma once

#include <Eigen/Core>
#include <array>
#include <memory>
#include <vector>

#include "inversim/contact/distance.h"

namespace inversim {

/// Corners and triangles, corners counter-clockwise seen from outside.
struct TriangleMesh {
  std::vector<Eigen::Vector3d> points;        ///< [m]
  std::vector<std::array<int, 3>> triangles;  ///< indices of points
};

class MeshSurface {
 public:
  /// The mesh must be closed (mesh_file.h refuses what is not) and not empty.
  explicit MeshSurface(const TriangleMesh& mesh);
  ~MeshSurface();
  MeshSurface(const MeshSurface&) = delete;
  MeshSurface& operator=(const MeshSurface&) = delete;

  /// Plane at the surface's point nearest to x; its distance is negative inside.
  LocalPlane nearest(const Eigen::Vector3d& x) const;

 private:
  struct Bullet;
  std::unique_ptr<Bullet> bullet_;
};

}  // namespace inversim
