// SPDX-License-Identifier: Apache-2.0
// Energy, mass and momentum of a tree or a part of it, and the wrench of the world on it.
#pragma once

#include "inversim/multibody/articulated_body.h"
#include "inversim/multibody/composite_inertia.h"
#include "inversim/multibody/inverse_dynamics.h"
#include "inversim/multibody/kinematics.h"

namespace inversim {

/// Mass and centre of mass.
template <class T>
struct MassCentre {
  T m;         ///< [kg]
  Vec3<T> mp;  ///< [kg m] mass times centre of mass, from the origin of the frame it is given in
};

inline namespace INVERSIM_LEVEL {

/// Kinetic energy [J]. work: after kinematics_pass.
template <class T, int NB>
T kinetic_energy(const TreeModel<T>& tree, const TreeWork<T, NB>& work) {
  T twice = broadcast<T>(0);
  for (int i = 0; i < tree.body_count; ++i) {
    const Motion<T>& V = work.body[i].V;
    twice = twice + dot(V, rigid_times(tree.link[i], V));
  }
  return 0.5 * twice;
}

/// Potential energy in gravity [J], zero with the centre of mass at the world's origin.
template <class T>
T gravitational_energy(const TreeModel<T>& tree, const WorldKinematics<T>& world) {
  T energy = broadcast<T>(0);
  for (int i = 0; i < tree.body_count; ++i) {
    const Pose<T>& X = world.X_WB[i];
    energy = energy - dot(tree.g_W, tree.link[i].m * X.p + X.R * tree.link[i].mc);
  }
  return energy;
}

/// Mass and centre of mass of every body with all that hangs on it, in the world: what is cranial
/// of a joint. Entry 0 is the whole tree.
template <class T>
void subtree_mass_centres(const TreeModel<T>& tree, const WorldKinematics<T>& world,
                          MassCentre<T>* subtree) {
  for (int i = 0; i < tree.body_count; ++i) {
    const Pose<T>& X = world.X_WB[i];
    subtree[i] = {tree.link[i].m, tree.link[i].m * X.p + X.R * tree.link[i].mc};
  }
  for (int i = tree.body_count - 1; i > 0; --i) {
    MassCentre<T>& parent = subtree[tree.parent[i]];
    parent = {parent.m + subtree[i].m, parent.mp + subtree[i].mp};
  }
}

/// Angular momentum about the world's origin and linear momentum, [kg m^2/s, kg m/s], world axes.
template <class T>
Wrench<T> momentum(const TreeModel<T>& tree, const WorldKinematics<T>& world) {
  Wrench<T> sum = zero_wrench<T>();
  for (int i = 0; i < tree.body_count; ++i) {
    const Pose<T>& X = world.X_WB[i];
    const Motion<T> V = {transpose_times(X.R, world.V_WB[i].w),
                         transpose_times(X.R, world.V_WB[i].v)};
    sum = sum + shift(rotate(X.R, rigid_times(tree.link[i], V)), X.p);
  }
  return sum;
}

/// Wrench of the world on the tree through its root, about the world's origin, world axes: what a
/// weld carries, zero for a floating root. Contacts with the carrier are inside the tree; what acts
/// from outside is already in the bodies' p. work: after forward_dynamics with a border.
template <class T, int NB>
Wrench<T> root_wrench(const TreeModel<T>& tree, const TreeWork<T, NB>& work) {
  Motion<T> A[kMaxBodies];
  Wrench<T> F[kMaxBodies];
  for (int i = 0; i < tree.body_count; ++i) A[i] = work.body[i].A;
  joint_wrenches(tree, work, A, static_cast<const Wrench<T>*>(nullptr), F);
  return shift(F[0], work.body[0].r_P);
}

/// a with I a = F, for the inertia of a rigid body.
template <class T>
INVERSIM_INLINE Motion<T> solve(const SpatialInertia<T>& I, const Wrench<T>& F) {
  const Sym3<T> Ci = inverse(I.C);
  const Mat3<T> BCi = I.B * Ci;
  const Sym3<T> Di = inverse(I.A - symmetric_times_transpose(BCi, I.B));
  const Vec3<T> w = Di * (F.n - BCi * F.f);
  return {w, Ci * (F.f - transpose_times(I.B, w))};
}

/// The same of a tree whose kinematics are in work.
template <class T, int NB>
Wrench<T> momentum(const TreeModel<T>& tree, const TreeWork<T, NB>& work) {
  Wrench<T> h[kMaxBodies];
  for (int i = 0; i < tree.body_count; ++i) h[i] = rigid_times(tree.link[i], work.body[i].V);
  for (int i = tree.body_count - 1; i > 0; --i) {
    const BodyWork<T, NB>& b = work.body[i];
    h[tree.parent[i]] = h[tree.parent[i]] + shift(rotate(b.R_PB, h[i]), b.r_P);
  }
  const BodyWork<T, NB>& root = work.body[0];
  return shift(rotate(root.R_PB, h[0]), root.r_P);
}

/// Gives the tree the momentum P by changing the velocity of its floating root alone. Integration
/// of joint coordinates keeps momentum to the order of the step only; called after each step with
/// the momentum before it and the impulse from outside, it keeps it to rounding. work is
/// overwritten by the kinematics of the state that comes out.
template <class T, int NB>
void set_momentum(const TreeModel<T>& tree, const Wrench<T>& P, TreeState<T>& state,
                  TreeWork<T, NB>& work) {
  kinematics_pass(tree, state, work);
  SpatialInertia<T> Ic[kMaxBodies];
  composite_inertias(tree, work, Ic);
  // in world axes about the root's origin, where the root's velocity is measured
  const BodyWork<T, NB>& root = work.body[0];
  const Wrench<T> missing = shift(P - momentum(tree, work), -root.r_P);
  const Motion<T> dV = solve(rotate(root.R_PB, Ic[0]), missing);
  state.joint[0].w += dV.w;
  state.joint[0].v += dV.v;
  kinematics_pass(tree, state, work);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
