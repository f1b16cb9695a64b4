// SPDX-License-Identifier: Apache-2.0
// Where the bodies of the plant are: what a replay shows.
#pragma once

#include <cstddef>
#include <span>

#include "inversim/plant/plant.h"

namespace inversim {

/// Numbers of a body's pose: x y z of its origin [m], then w x y z of the quaternion that turns its
/// axes into those of the frame of reference.
inline constexpr std::size_t kPoseNumbers = 7;

/// Numbers that observe_bodies() puts: of all bodies of the tree, in its order.
inline std::size_t pose_width(const PlantDesign& design) {
  return kPoseNumbers * static_cast<std::size_t>(design.model.tree.body_count);
}

/// Poses of all bodies at a state: frame and bed in the room (origin on the floor under the pivot,
/// z up), all others in the bed's axes from the pivot. out must have pose_width().
void observe_bodies(const PlantDesign& design, const PlantState<double>& state,
                    std::span<double> out);

}  // namespace inversim
