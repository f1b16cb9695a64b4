// SPDX-License-Identifier: Apache-2.0
// The body in its reference posture: lying on its back, legs straight, arms at the sides.
//
// Reference frame R: x cranial along the body, y to the subject's right, z anterior, away from the
// bed. Origin: where the plane of the soles, the midsagittal plane and the plane of the bed meet,
// so that x is height above the sole of the straight body (0 .. stature) and z is height above the
// bed. The bed's x, y, z axes are those of R. docs/body.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "inversim/human/anthropometry.h"
#include "inversim/human/skin.h"
#include "inversim/human/trunk_slices.h"
#include "inversim/multibody/tree.h"
#include "inversim/spine/levels.h"

namespace inversim {

// half of what hips, and knees and ankles, are apart, over stature: hip joint centres 0.17 m
// at 1.75 m (recalled), legs a little apart (assumed)
inline constexpr double kHalfHips = 0.048;
inline constexpr double kHalfAnkles = 0.055;

/// A rigid part of the body and the joint that carries it. Legs are lumped: one body at y = 0 for
/// both sides (two_legs.h takes them apart).
struct Segment {
  std::string name;
  int parent;            ///< index in BodyGeometry::segments; kNoBody: the bed
  JointKind joint;       ///< kBushing, kSpherical or kRevolute (about y)
  Eigen::Vector3d p_RJ;  ///< [m] joint
  Eigen::Matrix3d
      R_RJ;     ///< joint axes; of a level: mid-disc, x cranial normal, y right, z anterior
  double mass;  ///< [kg]
  Eigen::Vector3d p_RC;  ///< [m] centre of mass
  Eigen::Matrix3d I_C;   ///< [kg m^2] about the centre of mass, axes of R
  Eigen::Vector3d p_RE;  ///< [m] far end: the next joint along the chain, vertex, finger tips
};

/// What the subject's levels are, beside their joints.
struct LevelGeometry {
  int segment;                   ///< the bone above, whose joint this level is
  double disc_height_anterior;   ///< [m] 0: no disc
  double disc_height_mean;       ///< [m]
  double disc_height_posterior;  ///< [m]
  double disc_area;              ///< [m^2]
  double endplate_width;         ///< [m]
  double endplate_depth;         ///< [m]
  double cranial_mass_no_arms;   ///< [kg]
  double cranial_mass;           ///< [kg] with the arms where they enter above this level
  Eigen::Vector3d p_JC_cranial;  ///< [m] centre of that mass from the joint, mid-disc axes
};

/// Index of the bone above a level in BodyGeometry::segments.
constexpr int segment_of_level(int level) { return 4 + kLevels - 1 - level; }

inline constexpr int kFeet = 0;
inline constexpr int kShanks = 1;
inline constexpr int kThighs = 2;
inline constexpr int kPelvis = 3;
inline constexpr int kSkull = segment_of_level(0);
inline constexpr int kUpperArmR = kSkull + 1;
inline constexpr int kForearmR = kSkull + 2;
inline constexpr int kUpperArmL = kSkull + 3;
inline constexpr int kForearmL = kSkull + 4;
inline constexpr int kSegments = kForearmL + 1;

struct BodyGeometry {
  Subject subject;
  BodyHeights heights;            ///< [m] along x
  std::vector<Segment> segments;  ///< parents before children, kSegments of them
  std::array<LevelGeometry, kLevels> levels;
  std::vector<SkinPoint> skin;  ///< in the order of their segments
  double com_height;            ///< [m] whole-body centre of mass above the bed
  double headrest_height;       ///< [m] back of the head above the bed
  double slice_shift;           ///< [m] by which slices of T1 .. L5 were moved cranially
  double lift;                  ///< [m] by which bones were lifted off the bed, see docs
};

/// Builds the body. Throws std::invalid_argument for an unknown segment set or arm entry level.
BodyGeometry make_geometry(const Subject& subject, const SpineGeometry& spine);

/// Index of a segment; throws std::invalid_argument for a name there is not.
int segment_index(const BodyGeometry& body, std::string_view name);

enum class ArmPosture { kSides, kForward, kOverhead };

/// The same body with straight arms turned about the shoulders.
BodyGeometry with_arms(const BodyGeometry& body, ArmPosture posture);

/// The same body sitting: hips and knees bent by 90 deg, thighs forward, shanks along the trunk.
/// The front of the thighs gets skin of its own, for what holds a seated person from above.
BodyGeometry seated(const BodyGeometry& body);

/// Mass, centre of mass, inertia about it, of the whole body or of segments [first, last].
struct MassProperties {
  double mass;          ///< [kg]
  Eigen::Vector3d com;  ///< [m] in R
  Eigen::Matrix3d I_C;  ///< [kg m^2] about the centre of mass, axes of R
};
MassProperties whole_body(const BodyGeometry& body);
MassProperties mass_properties(const BodyGeometry& body, int first, int last);

}  // namespace inversim
