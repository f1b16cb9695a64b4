// SPDX-License-Identifier: Apache-2.0
// Head, neck and trunk cut into slices, one per vertebra: masses, cranial sums, inertia.
#pragma once

#include <array>
#include <string_view>

#include <Eigen/Core>

#include "inversim/human/anthropometry.h"
#include "inversim/spine/levels.h"

namespace inversim {

/// One motion segment and the bone above it, at the source's stature, as the spine file says. A
/// figure that the level does not have (no disc, no vertebral body) is 0.
struct LevelRecord {
  double joint_x, joint_y;  ///< [m] rotation centre, forward and upward, source's frame
  double vertebra_tilt;     ///< [rad] axis of the upper bone from upright, top forward, standing
  double vertebra_span;     ///< [m] joint above to joint below the upper bone
  double vertebra_height;   ///< [m] body of the upper bone
  double endplate_width;    ///< [m]
  double endplate_depth;    ///< [m]
  double disc_height_anterior;   ///< [m] supine
  double disc_height_mean;       ///< [m] supine
  double disc_height_posterior;  ///< [m] supine
  double disc_area;              ///< [m^2]
  double supine_angle;           ///< [rad] lordosis of the segment, supine
  double slice_mass;             ///< [1] slice of the upper bone over body mass, without arms
};

/// The column of the spine file.
struct SpineGeometry {
  std::array<LevelRecord, kLevels> level;  ///< from the head down
};

/// [m] Stature to which lengths of the spine file belong.
inline constexpr double kSpineStature = 1.75;

/// Name of the bone above each level: skull, C1 .. C7, T1 .. T12, L1 .. L5.
inline constexpr std::array<std::string_view, kLevels> kUpperBones = {
    "skull", "C1", "C2", "C3", "C4",  "C5",  "C6",  "C7", "T1", "T2", "T3", "T4", "T5",
    "T6",    "T7", "T8", "T9", "T10", "T11", "T12", "L1", "L2", "L3", "L4", "L5"};

/// Level below the bone of that name; throws std::invalid_argument if there is none.
int level_below(std::string_view bone);

/// Masses of the slices of one subject, without arms.
struct TrunkSlices {
  std::array<double, kLevels> mass;  ///< [kg] of the bone above each level
  double pelvis;                     ///< [kg] what is left of the trunk below L5-S1
};

/// The slices, scaled so that skull and neck are the set's head, and T1 .. L5 with the pelvis its
/// trunk.
TrunkSlices trunk_slices(const SpineGeometry& spine, const SegmentSet& set, double body_mass);

/// Mass cranial to each level, from the head down [kg]. Arms count for levels below the bone
/// `arms_enter_at`; without arms, and with the arms at every level, beside it.
struct CranialMass {
  std::array<double, kLevels> no_arms;
  std::array<double, kLevels> with_arms;  ///< arms at every level: bounds the entry level's effect
  std::array<double, kLevels> carried;    ///< arms from the entry level down
};
CranialMass cranial_mass(const TrunkSlices& slices, const SegmentSet& set, double body_mass,
                         std::string_view arms_enter_at);

/// Half axes of the elliptic cylinder that stands for a slice.
struct SliceShape {
  double half_width;  ///< [m] left-right
  double half_depth;  ///< [m] front-back
};

/// Outline of the body at the bone above a level; it goes with the subject's build.
SliceShape slice_shape(int level, const Subject& subject);

/// Inertia [kg m^2] of an elliptic cylinder about its centre, its axis along x, width along y.
Eigen::Matrix3d cylinder_inertia(double mass, double thickness, const SliceShape& shape);

}  // namespace inversim
