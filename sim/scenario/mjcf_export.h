// SPDX-License-Identifier: Apache-2.0
// A tree as an MJCF file (the model format of MuJoCo, also read by Pinocchio and others): bodies,
// inertias and joints to the last bit (17 digits). Springs, drives and contacts are not in it.
//
// Joints come out as MuJoCo's: revolute as hinge, spherical as ball, bushing as three slides and a
// ball, a floating root as a free joint. MuJoCo turns balls and free joints at a velocity in the
// child's axes, and measures slides and hinges from `ref`, so that their coordinates are ours.
#pragma once

#include <string>
#include <vector>

#include "inversim/multibody/state.h"
#include "inversim/multibody/tree.h"

namespace inversim {

/// The model in MJCF. `names`, one per body, are also those of the joints, with _x, _y, _z, _ball,
/// _hinge or _free after them. `neutral` is the pose at MuJoCo's qpos0; bodies weld or start there.
/// Throws std::invalid_argument if a name is missing, empty or given twice.
std::string mjcf_text(const TreeModel<double>& tree, const std::vector<std::string>& names,
                      const TreeState<double>& neutral, const std::string& model_name = "inversim");

}  // namespace inversim
