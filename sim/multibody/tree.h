// SPDX-License-Identifier: Apache-2.0
// A tree of rigid bodies: what is constant.
//
// Body 0 is the root. Every body has one joint to its parent, whose index is smaller. A joint sits
// at a fixed point of the parent and is described in the parent's axes: rotation by a quaternion
// (child axes -> parent axes), displacement by a vector. The child's origin is its joint.
#pragma once

#include "inversim/math/matrix3.h"

namespace inversim {

inline constexpr int kMaxBodies = 48;
inline constexpr int kNoBody = -1;

enum class JointKind : int {
  kWelded,     ///< does not move against its parent
  kFloating,   ///< root only: six free coordinates
  kRevolute,   ///< about the parent's y axis
  kSpherical,  ///< three rotations
  kBushing     ///< three rotations, three displacements
};

/// One body and the joint that carries it.
template <class T>
struct Link {
  Vec3<T> p_PJ;  ///< [m] joint in the parent's axes, from the parent's origin
  T m;           ///< [kg]
  Vec3<T> mc;    ///< [kg m] mass times centre of mass, in body axes
  Sym3<T> I_o;   ///< [kg m^2] about the body's origin, body axes
};

template <class T>
struct TreeModel {
  int body_count = 0;
  /// The body relative to which contacts act (the bed), or kNoBody. All bodies after it descend
  /// from it; it is the root or the revolute child of the root.
  int carrier = kNoBody;
  int parent[kMaxBodies] = {};
  JointKind joint[kMaxBodies] = {};
  /// Bodies that may carry a contact load from the carrier.
  bool touches[kMaxBodies] = {};
  /// Bodies that may carry a load from the ground, which does not move (a floating root only).
  bool grounded[kMaxBodies] = {};
  /// Bodies with a child that is not next in order (see set_topology).
  bool gathers[kMaxBodies] = {};
  Link<T> link[kMaxBodies] = {};
  Vec3<T> g_W = {};  ///< [m/s^2] gravity, in world axes
};

/// Sets what follows from the parents: which bodies gather children that are not next in order.
template <class T>
void set_topology(TreeModel<T>& tree) {
  for (int i = 0; i < tree.body_count; ++i) tree.gathers[i] = false;
  for (int i = 1; i < tree.body_count; ++i) {
    if (tree.parent[i] != i - 1) tree.gathers[tree.parent[i]] = true;
  }
}

/// Number of velocity coordinates.
template <class T>
int degrees_of_freedom(const TreeModel<T>& tree) {
  int n = 0;
  for (int i = 0; i < tree.body_count; ++i) {
    switch (tree.joint[i]) {
      case JointKind::kWelded:
        break;
      case JointKind::kRevolute:
        n += 1;
        break;
      case JointKind::kSpherical:
        n += 3;
        break;
      case JointKind::kFloating:
      case JointKind::kBushing:
        n += 6;
        break;
    }
  }
  return n;
}

}  // namespace inversim
