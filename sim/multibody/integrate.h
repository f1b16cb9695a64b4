// SPDX-License-Identifier: Apache-2.0
// From accelerations to the next state. Two ways through a step:
//
// By the middle: drift(h/2); laws and passes there, with tau = f(q, v), without the theta h K v of
// set_implicit, and H = h/2 (D + h/2 K); kick(h); drift(h/2). Gravity then acts as in the leapfrog
// method, whose energy does not drift; with expect_velocity_products all of it is of second order.
// The plant steps so.
//
// In one go, `integrate`: kinematics and laws at the start of the step, implicit terms at
// t + theta h. What is implicit is of second order at theta = 1/2; what is not (gravity, velocity
// products) is of first order, and at theta = 1/2 feeds energy into a free swing of frequency w at
// the rate h w^2 / 2.
#pragma once

#include "inversim/multibody/articulated_body.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// Moves the coordinates by dt with the present velocities.
template <class T>
void drift(const TreeModel<T>& tree, const T& dt, TreeState<T>& state) {
  for (int i = 0; i < tree.body_count; ++i) {
    if (tree.joint[i] == JointKind::kWelded) continue;
    JointState<T>& x = state.joint[i];
    x.q_PB = integrate_rotation(x.q_PB, x.w, dt);
    x.angle = x.angle + dt * x.w.y;
    if (tree.joint[i] == JointKind::kBushing || tree.joint[i] == JointKind::kFloating) {
      x.p_JB += dt * x.v;
    }
  }
}

/// Changes the velocities by h times the accelerations in work.
template <class T, int NB>
void kick(const TreeModel<T>& tree, const TreeWork<T, NB>& work, const T& h, TreeState<T>& state) {
  for (int i = 0; i < tree.body_count; ++i) {
    if (tree.joint[i] == JointKind::kWelded) continue;
    state.joint[i].w += h * work.body[i].ydot.w;
    state.joint[i].v += h * work.body[i].ydot.v;
  }
}

/// Advances one joint's velocities by h and its coordinates by the velocity at theta h.
template <class T, int NB>
INVERSIM_INLINE void integrate_joint(int i, const TreeModel<T>& tree, const TreeWork<T, NB>& work,
                                     const T& h, const T& theta, TreeState<T>& state) {
  if (tree.joint[i] == JointKind::kWelded) return;
  JointState<T>& x = state.joint[i];
  const Motion<T>& ydot = work.body[i].ydot;
  const T th = theta * h;
  const Vec3<T> w = x.w + th * ydot.w;
  x.q_PB = integrate_rotation(x.q_PB, w, h);
  x.angle = x.angle + h * w.y;
  x.w += h * ydot.w;
  if (tree.joint[i] == JointKind::kBushing || tree.joint[i] == JointKind::kFloating) {
    x.p_JB += h * (x.v + th * ydot.v);
    x.v += h * ydot.v;
  }
}

/// Forward dynamics and the step in one go: each joint moves on as soon as its acceleration is
/// known, while its numbers are in the cache. In lanes 5 % of a step faster than by two passes.
template <class T, int NB>
void integrate(const TreeModel<T>& tree, const JointDrive<T>* drive, const ContactLoad<T>* load,
               const CarrierDrive<T>& carrier_drive, const T& h, const T& theta,
               TreeWork<T, NB>& work, TreeState<T>& state) {
  T z[kColumns<NB>];
  for (int k = 0; k < NB; ++k) z[k] = broadcast<T>(0);
  articulated_inertia_pass(tree, drive, load, carrier_drive, work, z);
  for (int i = 0; i < tree.body_count; ++i) {
    accelerate_body(i, tree, drive, z, work);
    integrate_joint(i, tree, work, h, theta, state);
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
