// SPDX-License-Identifier: Apache-2.0
// Nearest point of a shape to a point: closed form for planes, boxes and
// round tubes, Bullet for hulls and meshes.
#pragma once

#include "inversim/contact/shapes.h"

namespace inversim {

/// Plane that stands for a shape near a point: n . x = offset, n outward.
struct LocalPlane {
  Eigen::Vector3d normal = Eigen::Vector3d::UnitZ();
  double offset = 0.0;    ///< [m]
  double distance = 0.0;  ///< [m] of the point from the shape, negative inside
};

/// The local plane of one shape at the point x [m] (same axes as the shape).
LocalPlane local_plane(const Shape& shape, const Eigen::Vector3d& x);

/// The local plane of the nearest of the shapes. At least one shape is needed.
LocalPlane nearest_plane(const std::vector<Shape>& shapes, const Eigen::Vector3d& x);

}  // namespace inversim
