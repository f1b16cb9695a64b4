// SPDX-License-Identifier: Apache-2.0
// A tree of rigid bodies: what moves. Plain data; copying it forks the simulation.
#pragma once

#include "inversim/math/rotation.h"
#include "inversim/multibody/tree.h"

namespace inversim {

/// Joint coordinates and rates, all in the parent's axes.
template <class T>
struct JointState {
  Quat<T> q_PB;  ///< child axes to parent axes
  Vec3<T> p_JB;  ///< [m] displacement of the child's origin from the joint
  T angle;       ///< [rad] revolute joints: turned angle, not wrapped
  Vec3<T> w;     ///< [rad/s] relative angular velocity
  Vec3<T> v;     ///< [m/s] rate of p_JB
};

template <class T>
struct TreeState {
  JointState<T> joint[kMaxBodies];
};

}  // namespace inversim
