// SPDX-License-Identifier: Apache-2.0
// Points of the body that others ask for: where pressures are meant, where hands and heels are.
//
// A landmark belongs to a segment and moves with it. Along x it lies where the straight body has
// it, as a fraction of stature above the sole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "inversim/human/geometry.h"

namespace inversim {

struct BodyPoint {
  std::string name;
  int segment;           ///< index in BodyGeometry::segments
  Eigen::Vector3d p_RP;  ///< [m] in the reference posture
};

/// All landmarks of the table in landmarks.cpp.
std::vector<BodyPoint> body_landmarks(const BodyGeometry& body);

/// One of them; throws std::invalid_argument for a name there is not.
BodyPoint body_landmark(const BodyGeometry& body, std::string_view name);

/// A point at a height above the sole [m] on a segment, at the depth of the right atrium: for
/// columns of blood, whose published heights are lengths along the body.
BodyPoint point_on_segment(const BodyGeometry& body, std::string_view name,
                           std::string_view segment, double height);

}  // namespace inversim
