// SPDX-License-Identifier: Apache-2.0
// Where the back side of the body can touch something: fixed, identified points.
#pragma once

#include <string>
#include <vector>

#include <Eigen/Core>

namespace inversim {

struct BodyGeometry;

enum class SkinRegion { kHead, kTrunk, kLeg, kArm };

/// A fixed contact point: a sphere just under the skin of the back side, the thighs' front or
/// the top of the head.
struct SkinPoint {
  std::string name;  ///< "T7_left"
  int segment;
  SkinRegion region;
  Eigen::Vector3d p_RS;  ///< [m] centre of the sphere
  double radius;         ///< [m]
  double share;          ///< [1] of its region's tissue; a region's points sum to 1, and so do
                         ///< those of the thighs' front; those of the vertex stand for the body
};

/// [1] How far the back at the bone above a level stands off a flat bed, lying, over stature; T1 ..
/// L5.
double back_hollow(int level);

/// The points of a body, in the order of its segments. In the reference posture the lowest of them
/// touch the bed, z = 0; the hollow of the loins, neck and head do not.
std::vector<SkinPoint> skin_points(const BodyGeometry& body);

/// Adds the top of the head, for one who stands on it: as stiff as the whole body needs.
void add_vertex(BodyGeometry& body);

/// Adds points on the front of the straight thighs, opposite to those behind.
void add_thigh_fronts(BodyGeometry& body);

}  // namespace inversim
