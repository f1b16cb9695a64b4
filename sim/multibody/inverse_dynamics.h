// SPDX-License-Identifier: Apache-2.0
// Inverse dynamics of a tree in O(n): the recursive Newton-Euler algorithm (Featherstone 2008,
// chapter 5), and what joints and contacts carry once accelerations are known.
//
// A joint's wrench is that of the parent on the child, in the parent's axes, at the child's origin.
// It has all six components: along the joint's free axes it is the drive, along the others what the
// joint's bearing carries.
#pragma once

#include "inversim/multibody/tree_work.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// I a for the rigid body of a link.
template <class T>
INVERSIM_INLINE Wrench<T> rigid_times(const Link<T>& link, const Motion<T>& a) {
  return {link.I_o * a.w + cross(link.mc, a.v), link.m * a.v - cross(link.mc, a.w)};
}

/// Accelerations A of all bodies, relative to free fall, in body axes, from those of the joints
/// (parent axes). work: after kinematics_pass.
template <class T, int NB>
void body_accelerations(const TreeModel<T>& tree, const TreeWork<T, NB>& work,
                        const Motion<T>* ydot, Motion<T>* A) {
  for (int i = 0; i < tree.body_count; ++i) {
    const BodyWork<T, NB>& b = work.body[i];
    const int parent = tree.parent[i];
    const Motion<T> a = parent == kNoBody ? Motion<T>{zero3<T>(), -tree.g_W} : A[parent];
    const Vec3<T> w = (a.w + b.bias.w) + ydot[i].w;
    const Vec3<T> v = ((a.v + cross(a.w, b.r_P)) + b.bias.v) + ydot[i].v;
    A[i] = {transpose_times(b.R_PB, w), transpose_times(b.R_PB, v)};
  }
}

/// Wrenches F of all joints from the accelerations A of the bodies and the contact wrenches on them
/// (body axes, with the reaction on the carrier, as contact_wrenches gives them; nullptr for none).
template <class T, int NB>
void joint_wrenches(const TreeModel<T>& tree, const TreeWork<T, NB>& work, const Motion<T>* A,
                    const Wrench<T>* W_contact, Wrench<T>* F) {
  for (int i = 0; i < tree.body_count; ++i) F[i] = zero_wrench<T>();
  for (int i = tree.body_count - 1; i >= 0; --i) {
    const BodyWork<T, NB>& b = work.body[i];
    // F holds what the children take, in body axes, until here
    Wrench<T> f = F[i] + (rigid_times(tree.link[i], A[i]) + b.p);
    if (W_contact != nullptr) f = f - W_contact[i];
    F[i] = rotate(b.R_PB, f);
    if (tree.parent[i] != kNoBody) { F[tree.parent[i]] = F[tree.parent[i]] + shift(F[i], b.r_P); }
  }
}

/// Wrenches of all joints that give the joint accelerations ydot, without contacts. work: after
/// kinematics_pass.
template <class T, int NB>
void inverse_dynamics(const TreeModel<T>& tree, const TreeWork<T, NB>& work, const Motion<T>* ydot,
                      Wrench<T>* F) {
  Motion<T> A[kMaxBodies];
  body_accelerations(tree, work, ydot, A);
  joint_wrenches(tree, work, A, static_cast<const Wrench<T>*>(nullptr), F);
}

/// Contact wrenches of the step, W = W0 - G (a - X a_carrier), on every body in its axes (zero
/// where none touches), and their reaction on the carrier at W[tree.carrier]. work: after
/// forward_dynamics. Without a border (NB 0) the carrier's acceleration is taken as free of
/// rotation and no reaction acts on it, as in the pass.
template <class T, int NB>
void contact_wrenches(const TreeModel<T>& tree, const ContactLoad<T>* load,
                      const TreeWork<T, NB>& work, Wrench<T>* W) {
  const int c = tree.carrier;
  for (int i = 0; i < tree.body_count; ++i) W[i] = zero_wrench<T>();
  if (c == kNoBody) return;
  Motion<T> A_C = work.body[c].A;
  if constexpr (NB == 0) A_C = {zero3<T>(), known_carrier_acceleration(tree, work)};
  for (int i = c + 1; i < tree.body_count; ++i) {
    if (!tree.touches[i]) continue;
    const BodyWork<T, NB>& b = work.body[i];
    const Motion<T> X_a = {transpose_times(b.R_CB, A_C.w),
                           transpose_times(b.R_CB, A_C.v + cross(A_C.w, b.p_CB))};
    W[i] = load[i].W - load[i].G * (b.A - X_a);
    if constexpr (NB > 0) W[c] = W[c] - shift(rotate(b.R_CB, W[i]), b.p_CB);
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
