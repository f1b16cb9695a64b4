// SPDX-License-Identifier: Apache-2.0
// Where the bodies of a tree are and how they move, in the world or seen from each other.
#pragma once

#include "inversim/math/spatial.h"
#include "inversim/multibody/state.h"
#include "inversim/multibody/tree.h"

namespace inversim {

/// X_AB: frame B in frame A.
template <class T>
struct Pose {
  Mat3<T> R;  ///< B's axes into A's
  Vec3<T> p;  ///< [m] B's origin from A's, in A's axes
};

/// All bodies in the world.
template <class T>
struct WorldKinematics {
  Pose<T> X_WB[kMaxBodies];
  Motion<T> V_WB[kMaxBodies];  ///< world axes; v is the velocity of the body's origin
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE Pose<T> identity_pose() {
  return {identity3<T>(), zero3<T>()};
}
/// X_AC = X_AB X_BC
template <class T>
INVERSIM_INLINE Pose<T> operator*(const Pose<T>& X_AB, const Pose<T>& X_BC) {
  return {X_AB.R * X_BC.R, X_AB.p + X_AB.R * X_BC.p};
}
/// X_AB of two frames known in W.
template <class T>
INVERSIM_INLINE Pose<T> relative_pose(const Pose<T>& X_WA, const Pose<T>& X_WB) {
  const Mat3<T> R_AW = transpose(X_WA.R);
  return {R_AW * X_WB.R, R_AW * (X_WB.p - X_WA.p)};
}
/// Position in A of a point fixed in B.
template <class T>
INVERSIM_INLINE Vec3<T> point(const Pose<T>& X_AB, const Vec3<T>& p_B) {
  return X_AB.p + X_AB.R * p_B;
}
/// Velocity in W of a point fixed in B, which lies at p_B.
template <class T>
INVERSIM_INLINE Vec3<T> point_velocity(const Pose<T>& X_WB, const Motion<T>& V_WB,
                                       const Vec3<T>& p_B) {
  return V_WB.v + cross(V_WB.w, X_WB.R * p_B);
}

/// The child in its parent.
template <class T>
INVERSIM_INLINE Pose<T> joint_pose(const Link<T>& link, const JointState<T>& x) {
  return {rotation_matrix(x.q_PB), link.p_PJ + x.p_JB};
}

/// Poses and velocities of all bodies, from the state alone.
template <class T>
void world_kinematics(const TreeModel<T>& tree, const TreeState<T>& state,
                      WorldKinematics<T>& world) {
  for (int i = 0; i < tree.body_count; ++i) {
    const int parent = tree.parent[i];
    const JointState<T>& x = state.joint[i];
    const Pose<T> X_WP = parent == kNoBody ? identity_pose<T>() : world.X_WB[parent];
    const Motion<T> V_WP = parent == kNoBody ? zero_motion<T>() : world.V_WB[parent];
    const Pose<T> X_PB = joint_pose(tree.link[i], x);
    world.X_WB[i] = X_WP * X_PB;
    world.V_WB[i] = {V_WP.w + X_WP.R * x.w, V_WP.v + cross(V_WP.w, X_WP.R * X_PB.p) + X_WP.R * x.v};
  }
}

/// Motion of body b seen from body a (the carrier, mostly): velocity of b's origin relative to the
/// point of a that is there, in a's axes.
template <class T>
INVERSIM_INLINE Motion<T> relative_velocity(const WorldKinematics<T>& world, int a, int b) {
  const Pose<T>&X_WA = world.X_WB[a], &X_WB = world.X_WB[b];
  const Motion<T>&A = world.V_WB[a], &B = world.V_WB[b];
  return {transpose_times(X_WA.R, B.w - A.w),
          transpose_times(X_WA.R, (B.v - A.v) - cross(A.w, X_WB.p - X_WA.p))};
}

/// All velocities zero.
template <class T>
void stop(const TreeModel<T>& tree, TreeState<T>& state) {
  for (int i = 0; i < tree.body_count; ++i) {
    state.joint[i].w = zero3<T>();
    state.joint[i].v = zero3<T>();
  }
}

/// Every joint at its neutral place, at rest: child axes along the parent's, no displacement.
template <class T>
void set_neutral(const TreeModel<T>& tree, TreeState<T>& state) {
  for (int i = 0; i < tree.body_count; ++i) {
    state.joint[i] = {identity_quat<T>(), zero3<T>(), broadcast<T>(0), zero3<T>(), zero3<T>()};
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
