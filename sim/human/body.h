// SPDX-License-Identifier: Apache-2.0
// The body as part of a tree: segments become bodies, joints get their axes.
#pragma once

#include <array>
#include <vector>

#include "inversim/human/two_legs.h"
#include "inversim/math/rotation.h"
#include "inversim/multibody/tree.h"

namespace inversim {

/// Where the segments' body frames are in the reference posture. A body's axes are those of the
/// joint it carries cranially (a vertebra's are its upper disc's), so that each disc's law acts in
/// the axes of the disc; its origin is its own joint.
struct BodyFrames {
  int first = 0;  ///< tree index of segment 0; the others follow
  std::array<Eigen::Matrix3d, kMostSegments> R_RB;
  std::array<Eigen::Vector3d, kMostSegments> p_RB;    ///< [m]
  std::array<Quat<double>, kMostSegments> q_neutral;  ///< body axes to parent's axes

  int body(int segment) const { return first + segment; }
  /// A point of the reference posture in the axes of its segment's body.
  Vec3<double> in_body(int segment, const Eigen::Vector3d& p_R) const {
    const Eigen::Vector3d p = R_RB[segment].transpose() * (p_R - p_RB[segment]);
    return {p.x(), p.y(), p.z()};
  }
};

/// Appends the body to a tree whose last body is the carrier, the origin of R at p_CR [m] in
/// carrier axes. locked: every joint is welded.
BodyFrames add_body(const BodyGeometry& body, const Eigen::Vector3d& p_CR, bool locked,
                    TreeModel<double>& tree);

/// For legs that are lumped: moment of the weight cranial to a joint about it when the body stands
/// upright in the reference posture [N m], in the axes of the joint; what muscles must hold is its
/// negative.
std::array<Vec3<double>, kSegments> upright_weight_moments(const BodyGeometry& body,
                                                           const BodyFrames& frames,
                                                           double gravity);

Quat<double> to_quat(const Eigen::Matrix3d& R);

}  // namespace inversim
