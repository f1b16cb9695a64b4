// SPDX-License-Identifier: Apache-2.0
// What the passes over a tree are given for each body and joint, and what they leave there: drives,
// contact loads, and the intermediate results of one step.
#pragma once

#include "inversim/math/spatial.h"
#include "inversim/multibody/state.h"
#include "inversim/multibody/tree.h"

namespace inversim {

/// Room for the border's columns: an array cannot have none.
template <int NB>
inline constexpr int kColumns = NB + (NB == 0 ? 1 : 0);

/// What drives a joint in one step, in the parent's axes.
template <class T>
struct alignas(64) JointDrive {
  Wrench<T> tau;  ///< force on the child, explicit part
  Vec3<T> H_w;    ///< [kg m^2] implicit part, rotation
  Vec3<T> H_v;    ///< [kg] implicit part, translation
};

/// Load of the carrier on a body that touches it, in the body's axes at its origin.
template <class T>
struct alignas(64) ContactLoad {
  Wrench<T> W;          ///< explicit part
  SpatialInertia<T> G;  ///< implicit part
};

/// Load of the ground on a body; only a floating root leaves something to it.
template <class T, int NB>
struct GroundLoad {};
template <class T>
struct GroundLoad<T, 6> {
  ContactLoad<T> load;  ///< W - G A, in the body's axes at its origin
};

/// How the carrier's revolute joint is driven.
template <class T>
struct CarrierDrive {
  T prescribed;            ///< 1: the joint's acceleration is given, 0: it follows from the forces
  T angular_acceleration;  ///< [rad/s^2] where prescribed
};

/// A body with all that hangs on it: wrench IA a + pA + CA z for its acceleration a.
template <class T, int NB>
struct Articulated {
  SpatialInertia<T> I;
  Wrench<T> p;
  Wrench<T> C[kColumns<NB>];
};

/// Intermediate results of one body.
template <class T, int NB>
struct alignas(64) BodyWork {
  // kinematics
  Mat3<T> R_PB;    // body axes -> parent axes
  Vec3<T> r_P;     // body origin from the parent's origin, parent axes
  Motion<T> V;     // velocity, body axes
  Motion<T> bias;  // velocity-product acceleration of the joint, parent axes
  Mat3<T> R_CB;    // body axes -> carrier axes (after the carrier)
  Vec3<T> p_CB;    // body origin in carrier axes
  Wrench<T> p;     // velocity-product wrench of the rigid body less what acts on it from outside
  // what children that are not next in order left here, body axes (TreeModel::gathers)
  Articulated<T, NB> children;
  // eliminated joint, parent axes: (IA + H)^-1 in blocks, what drives it, what the border drives
  Sym3<T> D_ww;
  Mat3<T> D_wv;
  Sym3<T> D_vv;
  Wrench<T> u;
  Motion<T> dz[kColumns<NB>];
  // accelerations
  Motion<T> A;     // relative to free fall, body axes
  Motion<T> ydot;  // of the joint, parent axes
  [[no_unique_address]] GroundLoad<T, NB> ground;
};

template <class T, int NB>
struct TreeWork {
  static constexpr int kBorder = NB;
  BodyWork<T, NB> body[kMaxBodies];
};

inline namespace INVERSIM_LEVEL {

/// The drive of one axis triple from force f, tangents K and D, and velocity v.
template <class T>
INVERSIM_INLINE void set_implicit(Vec3<T>& tau, Vec3<T>& H, const Vec3<T>& f, const Vec3<T>& K,
                                  const Vec3<T>& D, const Vec3<T>& v, const T& theta_h) {
  const Vec3<T> hK = theta_h * K;
  tau = f - scale(hK, v);
  H = theta_h * (D + hK);
}

/// The same for a force f that was taken where the coordinates already are at t + theta h (the
/// middle of a step that drifts, kicks, and drifts again): only the velocity's change is implicit.
template <class T>
INVERSIM_INLINE void set_implicit(Vec3<T>& tau, Vec3<T>& H, const Vec3<T>& f, const Vec3<T>& K,
                                  const Vec3<T>& D, const T& theta_h) {
  tau = f;
  H = theta_h * (D + theta_h * K);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
