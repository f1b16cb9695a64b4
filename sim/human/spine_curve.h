// SPDX-License-Identifier: Apache-2.0
// The column in the reference posture: where its joints are and which way its bones point.
#pragma once

#include <array>

#include <Eigen/Core>

#include "inversim/human/anthropometry.h"
#include "inversim/human/trunk_slices.h"
#include "inversim/spine/levels.h"

namespace inversim {

/// Joints and directions in R (geometry.h); index: level, the bone is the one above it.
struct SpineCurve {
  std::array<Eigen::Vector3d, kLevels> joint;  ///< [m]
  std::array<Eigen::Vector3d, kLevels> axis;   ///< [1] of the bone above the level, cranial
  Eigen::Vector3d sacrum_axis;                 ///< [1] normal of the sacral plate
  double scale;                                ///< [1] lengths over those of the spine file
};

/// Lengths go with the distance from hip to vertex; the line from the hip to C7-T1 lies along x.
/// Throws std::invalid_argument when the column does not fit into the trunk.
SpineCurve make_spine_curve(const SpineGeometry& spine, const BodyHeights& heights, double stature,
                            const Eigen::Vector3d& p_RHip);

/// Joint axes of a level: mid-disc, or those of the bone above where there is no disc.
Eigen::Matrix3d level_axes(const SpineGeometry& spine, const SpineCurve& curve, int level);

/// Axes with x along the one given, y to the right, z anterior.
Eigen::Matrix3d frame_along(const Eigen::Vector3d& axis);

}  // namespace inversim
