// SPDX-License-Identifier: Apache-2.0
// Shapes that a body can touch, in the carrier's axes.
#pragma once

#include <Eigen/Core>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace inversim {

/// Half space below a plane: n . x <= offset.
struct PlaneShape {
  Eigen::Vector3d normal = Eigen::Vector3d::UnitZ();  ///< outward, unit
  double offset = 0.0;                                ///< [m]
};

/// Axis-aligned box.
struct BoxShape {
  Eigen::Vector3d centre = Eigen::Vector3d::Zero();     ///< [m]
  Eigen::Vector3d half_size = Eigen::Vector3d::Ones();  ///< [m]
};

/// Convex hull of points.
struct HullShape {
  std::vector<Eigen::Vector3d> points;  ///< [m]
};

/// A round tube with round ends.
struct CapsuleShape {
  Eigen::Vector3d from = Eigen::Vector3d::Zero(), to = Eigen::Vector3d::UnitX();  ///< [m] its axis
  double radius = 0.0;                                                            ///< [m]
};

class MeshSurface;

/// Closed surface of triangles, of any form (mesh_surface.h).
struct MeshShape {
  std::shared_ptr<const MeshSurface> surface;
};

struct Shape {
  std::string name;  ///< "mattress", "headrest"
  std::variant<PlaneShape, BoxShape, HullShape, CapsuleShape, MeshShape> geometry;
};

}  // namespace inversim
