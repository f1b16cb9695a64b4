// SPDX-License-Identifier: Apache-2.0
// Composite rigid bodies: the inertia of a body with all that hangs on it, joints locked, and from
// it the joint-space inertia matrix (Featherstone 2008, chapter 6).
#pragma once

#include <vector>

#include "inversim/multibody/tree_work.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// Ic[i]: body i and its descendants as one rigid body, in i's axes about i's origin. work: after
/// kinematics_pass.
template <class T, int NB>
void composite_inertias(const TreeModel<T>& tree, const TreeWork<T, NB>& work,
                        SpatialInertia<T>* Ic) {
  for (int i = 0; i < tree.body_count; ++i) {
    const Link<T>& link = tree.link[i];
    Ic[i] = rigid_inertia(link.m, link.mc, link.I_o);
  }
  for (int i = tree.body_count - 1; i > 0; --i) {
    const BodyWork<T, NB>& b = work.body[i];
    Ic[tree.parent[i]] = Ic[tree.parent[i]] + shift(rotate(b.R_PB, Ic[i]), b.r_P);
  }
}

}  // namespace INVERSIM_LEVEL

/// Place of each body's first velocity coordinate in the vector of all of them, body_count + 1
/// entries. Order in a joint: a revolute's rate; w, then v.
std::vector<int> velocity_offsets(const TreeModel<double>& tree);

/// Joint-space inertia M, n by n, in velocity coordinates. For tests and tools: allocates.
std::vector<double> joint_space_inertia(const TreeModel<double>& tree,
                                        const TreeState<double>& state);

}  // namespace inversim
