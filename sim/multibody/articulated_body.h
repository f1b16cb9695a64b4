// SPDX-License-Identifier: Apache-2.0
// Forward dynamics of a tree in O(n): the articulated-body algorithm (Featherstone 2008, chapter
// 7), with joint springs and dampers, and contacts against a moving carrier body, linearly
// implicit.
//
// Implicit joints. A joint force f with tangents K, D is taken at t + theta h with the velocity and
// displacement that the step's own acceleration gives:
//   tau = f - theta h K v - H a,   H = theta h D + theta^2 h^2 K.
// H adds to the joint-space inertia. A joint is eliminated in the parent's axes, where H is
// diagonal; for six free axes the articulated inertia seen by the parent is
//   Ia = H - H (IA + H)^-1 H,
// which does not cancel where H is smaller than IA (it is at 1 ms), as IA - IA (IA + H)^-1 IA
// would.
//
// Implicit contacts. A contact on body i is taken at t + theta h by its motion relative to the
// carrier c: W = W0 - G (a_i - X_i a_c). Off-tree coupling to the carrier is a border: beside its
// bias wrench p every body carries columns C, so that its wrench is IA a + p + C z, z being the
// carrier's unknown acceleration, and the border's own row Q z + q collects what the eliminated
// joints leave there. The reaction on the carrier is exact, so that momentum is kept whatever the
// step, and a light free bed is stable (the same pass solves both). z has one entry when the root
// is welded (the bed's angle), six when it floats.
//
// Implicit contacts with the ground. Under a floating root a body may also stand on what does not
// move: W = W0 - G A, an addition to the body's own inertia and bias. A is relative to free fall
// like all accelerations here, so W0 holds G times what the true acceleration has beyond A.
//
// All accelerations are relative to free fall (a - g), so that gravity acts through the root; the
// relative terms are not touched by that.
#pragma once

#include "inversim/multibody/joint_elimination.h"

namespace inversim {

inline namespace INVERSIM_LEVEL {

// ---- pass 1: poses, velocities, bias wrenches of the rigid bodies

/// What velocities do to accelerations: the joint's bias (parent axes) and the rigid body's wrench
/// p. w_parent, v_P: angular velocity of the parent, velocity of the body's origin, parent axes.
template <class T, int NB>
INVERSIM_INLINE void set_velocity_products(const Link<T>& link, const JointState<T>& x,
                                           const Vec3<T>& w_parent, const Vec3<T>& v_P,
                                           const Motion<T>& V, BodyWork<T, NB>& b) {
  // derivative by components in body axes: a = R^T (a_parent ... + bias + ydot)
  b.bias = {cross(w_parent, x.w), cross(w_parent, x.v) - cross(x.w, v_P)};
  // p = V x* (I V), with I = [I_o, [mc]x; ., m 1]
  const Vec3<T> h_lin = link.m * V.v - cross(link.mc, V.w);
  const Vec3<T> h_ang = link.I_o * V.w + cross(link.mc, V.v);
  b.p = {cross(V.w, h_ang) + cross(V.v, h_lin), cross(V.w, h_lin)};
}

template <class T, int NB>
void kinematics_pass(const TreeModel<T>& tree, const TreeState<T>& state, TreeWork<T, NB>& work) {
  for (int i = 0; i < tree.body_count; ++i) {
    const Link<T>& link = tree.link[i];
    const JointState<T>& x = state.joint[i];
    BodyWork<T, NB>& b = work.body[i];
    const int parent = tree.parent[i];

    b.R_PB = rotation_matrix(x.q_PB);
    b.r_P = link.p_PJ + x.p_JB;

    const Motion<T> V_parent = parent == kNoBody ? zero_motion<T>() : work.body[parent].V;
    const Vec3<T> v_joint = V_parent.v + cross(V_parent.w, b.r_P);
    const Vec3<T> w_P = V_parent.w + x.w;
    const Vec3<T> v_P = v_joint + x.v;
    b.V = {transpose_times(b.R_PB, w_P), transpose_times(b.R_PB, v_P)};
    set_velocity_products(link, x, V_parent.w, v_P, b.V, b);

    if (tree.carrier != kNoBody && i > tree.carrier) {
      if (parent == tree.carrier) {
        store(b.R_PB, b.R_CB);
        b.p_CB = b.r_P;
      } else {
        b.R_CB = work.body[parent].R_CB * b.R_PB;
        b.p_CB = work.body[parent].p_CB + work.body[parent].R_CB * b.r_P;
      }
    }
  }
}

/// Velocity products at the velocities that are expected half a step ahead, y + h/2 y'(last step),
/// in place of the state's own: with the state's coordinates at the middle of the step they make
/// the step of second order (see integrate.h). Between kinematics_pass and what changes p.
/// V and all else stay the state's.
template <class T, int NB>
void expect_velocity_products(const TreeModel<T>& tree, const TreeState<T>& state,
                              const Motion<T>* ydot_last, const T& h, TreeWork<T, NB>& work) {
  const T half = 0.5 * h;
  Motion<T> V[kMaxBodies];
  for (int i = 0; i < tree.body_count; ++i) {
    BodyWork<T, NB>& b = work.body[i];
    const int parent = tree.parent[i];
    JointState<T> x;
    x.w = state.joint[i].w + half * ydot_last[i].w;
    x.v = state.joint[i].v + half * ydot_last[i].v;
    const Motion<T> V_parent = parent == kNoBody ? zero_motion<T>() : V[parent];
    const Vec3<T> w_P = V_parent.w + x.w;
    const Vec3<T> v_P = V_parent.v + cross(V_parent.w, b.r_P) + x.v;
    V[i] = {transpose_times(b.R_PB, w_P), transpose_times(b.R_PB, v_P)};
    set_velocity_products(tree.link[i], x, V_parent.w, v_P, V[i], b);
  }
}

// ---- pass 2: articulated inertias, tips to root

/// Column k of the motion that the border's unknown gives to a body rigidly on the carrier, in body
/// axes: one column, the carrier turning about its y axis; six, its whole acceleration.
template <class T, int NB>
INVERSIM_INLINE Motion<T> border_motion(const BodyWork<T, NB>& b, int k) {
  const Vec3<T> x = row_x(b.R_CB), y = row_y(b.R_CB), z = row_z(b.R_CB);  // axes of the carrier
  const Vec3<T>& p = b.p_CB;
  // turning about an axis e moves the body's origin by e x p
  switch (NB == 1 ? 1 : k) {
    case 0:
      return {x, p.y * z - p.z * y};
    case 1:
      return {y, p.z * x - p.x * z};
    case 2:
      return {z, p.x * y - p.y * x};
    case 3:
      return {zero3<T>(), x};
    case 4:
      return {zero3<T>(), y};
    default:
      return {zero3<T>(), z};
  }
}

/// Free fall as the carrier's acceleration, in carrier axes: what is known of the carrier's motion
/// before the border is solved. Six columns hold all of it, so nothing is known then.
template <class T, int NB>
INVERSIM_INLINE Vec3<T> known_carrier_acceleration(const TreeModel<T>& tree,
                                                   const TreeWork<T, NB>& work) {
  if constexpr (NB == 6) {
    return zero3<T>();
  } else {
    Vec3<T> a = transpose_times(work.body[0].R_PB, -tree.g_W);
    for (int i = 1; i <= tree.carrier; ++i) a = transpose_times(work.body[i].R_PB, a);
    return a;
  }
}

/// The body's own contact load into its articulated inertia, bias and columns, and its reaction on
/// the carrier into the border. W = W0 - G (a - X a_known - X z).
template <class T, int NB>
INVERSIM_INLINE void add_contact(const ContactLoad<T>& load, const BodyWork<T, NB>& b,
                                 const Vec3<T>& a_known_C, Articulated<T, NB>& body,
                                 Border<T, NB>& border) {
  const Vec3<T> a_known = transpose_times(b.R_CB, a_known_C);
  const Wrench<T> W = {load.W.n + load.G.B * a_known, load.W.f + load.G.C * a_known};
  body.I = body.I + load.G;
  body.p = body.p - W;
  Motion<T> X[kColumns<NB>];
  for (int k = 0; k < NB; ++k) X[k] = border_motion(b, k);
  for (int k = 0; k < NB; ++k) {
    const Wrench<T> column = load.G * X[k];
    body.C[k] = body.C[k] - column;
    border.q[k] += dot(X[k], W);
    for (int l = 0; l < NB; ++l) border.Q[k * NB + l] += dot(X[l], column);
  }
}

/// Adds the rigid body, its contact and its gathered children to what the next child handed over,
/// all in body axes.
template <class T, int NB>
INVERSIM_INLINE void assemble(int i, const TreeModel<T>& tree, const ContactLoad<T>* load,
                              const Vec3<T>& a_known_C, const BodyWork<T, NB>& b,
                              Articulated<T, NB>& body, Border<T, NB>& border) {
  const Link<T>& link = tree.link[i];
  body.I = add_rigid(body.I, link.m, link.mc, link.I_o);
  body.p = body.p + b.p;
  if (tree.gathers[i]) add(b.children, body);
  if (tree.touches[i]) add_contact(load[i], b, a_known_C, body, border);
  if constexpr (NB == 6) {
    if (tree.grounded[i]) {
      body.I = body.I + b.ground.load.G;
      body.p = body.p - b.ground.load.W;
    }
  }
}

/// Bodies from `last` down to `first`. A body whose parent is next in order hands over in `body`,
/// any other adds to its parent's `children`.
template <class T, int NB>
INVERSIM_INLINE void eliminate_range(int last, int first, const TreeModel<T>& tree,
                                     const JointDrive<T>* drive, const ContactLoad<T>* load,
                                     const Vec3<T>& a_known_C, TreeWork<T, NB>& work,
                                     Articulated<T, NB>& body, Border<T, NB>& border) {
  for (int i = last; i >= first; --i) {
    BodyWork<T, NB>& b = work.body[i];
    assemble(i, tree, load, a_known_C, b, body, border);
    Articulated<T, NB> in;
    in.I = rotate(b.R_PB, body.I);
    in.p = rotate(b.R_PB, body.p);
    for (int k = 0; k < NB; ++k) in.C[k] = rotate(b.R_PB, body.C[k]);
    eliminate(tree.joint[i], in, drive[i], b, body, border);
    if (i == 0) return;
    const int parent = tree.parent[i];
    move_to_parent(b.r_P, body);
    if (parent != i - 1) {
      add(body, work.body[parent].children);
      clear(body);
    }
  }
}

/// Six border columns joined to the carrier's articulated inertia: from there on it is a body like
/// any other.
template <class T>
INVERSIM_INLINE void close_border(const Border<T, 6>& border, Articulated<T, 6>& c) {
  // entry (row, column) of the columns C, row 0..5 = n, f
  const auto C = [&c](int row, int column) {
    const Wrench<T>& w = c.C[column];
    const T entries[6] = {w.n.x, w.n.y, w.n.z, w.f.x, w.f.y, w.f.z};
    return entries[row];
  };
  const auto S = [&](int row, int column) {
    return (C(row, column) + C(column, row)) + border.Q[row * 6 + column];
  };
  c.I.A = c.I.A + Sym3<T>{S(0, 0), S(0, 1), S(0, 2), S(1, 1), S(1, 2), S(2, 2)};
  c.I.B = c.I.B +
          Mat3<T>{S(0, 3), S(0, 4), S(0, 5), S(1, 3), S(1, 4), S(1, 5), S(2, 3), S(2, 4), S(2, 5)};
  c.I.C = c.I.C + Sym3<T>{S(3, 3), S(3, 4), S(3, 5), S(4, 4), S(4, 5), S(5, 5)};
  c.p = c.p +
        Wrench<T>{{border.q[0], border.q[1], border.q[2]}, {border.q[3], border.q[4], border.q[5]}};
  for (int k = 0; k < 6; ++k) c.C[k] = zero_wrench<T>();
}

/// A revolute carrier whose acceleration may be prescribed, over what eliminate_revolute left: the
/// parent then carries all of its inertia, moving as it must. The given part of the joint's
/// acceleration stays in u.n.x.
template <class T>
INVERSIM_INLINE void prescribe_revolute(const Articulated<T, 6>& in, const CarrierDrive<T>& given,
                                        BodyWork<T, 6>& b, Articulated<T, 6>& out) {
  const T o = broadcast<T>(0);
  const Mask<T> prescribed = given.prescribed > broadcast<T>(0.5);
  const T free = select<T>(prescribed, o, broadcast<T>(1));
  const T qdd = select<T>(prescribed, given.angular_acceleration, o);
  const T di = free * b.D_ww.xx;
  const Vec3<T> U_w = row_y(in.I.A), U_v = row_y(in.I.B);
  const Vec3<T> gw = di * U_w;
  out.I.A = in.I.A - outer(di, U_w);
  out.I.B = {in.I.B.xx - gw.x * U_v.x, in.I.B.xy - gw.x * U_v.y, in.I.B.xz - gw.x * U_v.z,
             in.I.B.yx - gw.y * U_v.x, in.I.B.yy - gw.y * U_v.y, in.I.B.yz - gw.y * U_v.z,
             in.I.B.zx - gw.z * U_v.x, in.I.B.zy - gw.z * U_v.y, in.I.B.zz - gw.z * U_v.z};
  out.I.C = in.I.C - outer(di, U_v);
  const Wrench<T> Ic = in.I * b.bias;
  const T moves = di * b.u.n.y + qdd;
  out.p = {(in.p.n + Ic.n) + moves * U_w, (in.p.f + Ic.f) + moves * U_v};
  b.D_ww.xx = di;
  b.u.n.x = qdd;
}

/// The carrier, with its border closed, and the floating root below it.
template <class T>
INVERSIM_INLINE void finish_at_root(const TreeModel<T>& tree, const JointDrive<T>* drive,
                                    const ContactLoad<T>* load,
                                    const CarrierDrive<T>& carrier_drive, TreeWork<T, 6>& work,
                                    Articulated<T, 6>& body, Border<T, 6>& border) {
  BodyWork<T, 6>& c = work.body[tree.carrier];
  Articulated<T, 6> in, out;
  in.I = rotate(c.R_PB, body.I);
  in.p = rotate(c.R_PB, body.p);
  for (int k = 0; k < 6; ++k) in.C[k] = zero_wrench<T>();
  eliminate(tree.joint[tree.carrier], in, drive[tree.carrier], c, out, border);
  if (tree.joint[tree.carrier] == JointKind::kRevolute) {
    prescribe_revolute(in, carrier_drive, c, out);
  }
  if (tree.carrier == 0) return;
  body = out;
  move_to_parent(c.r_P, body);
  eliminate_range(0, 0, tree, drive, load, zero3<T>(), work, body, border);
}

/// Articulated inertias of all bodies; leaves the border's unknown, if there is one column, in z.
template <class T, int NB>
void articulated_inertia_pass(const TreeModel<T>& tree, const JointDrive<T>* drive,
                              const ContactLoad<T>* load, const CarrierDrive<T>& carrier_drive,
                              TreeWork<T, NB>& work, T* z) {
  const T o = broadcast<T>(0);
  Border<T, NB> border;
  for (int k = 0; k < NB * NB; ++k) border.Q[k] = o;
  for (int k = 0; k < NB; ++k) border.q[k] = o;
  for (int i = 0; i < tree.body_count; ++i) {
    if (tree.gathers[i]) clear(work.body[i].children);
  }

  const int last = tree.body_count - 1;
  const int first = tree.joint[0] == JointKind::kWelded ? 1 : 0;
  const Vec3<T> a_known = known_carrier_acceleration(tree, work);
  Articulated<T, NB> body;
  clear(body);
  if constexpr (NB == 0) {
    eliminate_range(last, first, tree, drive, load, a_known, work, body, border);
  } else {
    const int carrier = tree.carrier;
    eliminate_range(last, carrier + 1, tree, drive, load, a_known, work, body, border);
    assemble(carrier, tree, load, a_known, work.body[carrier], body, border);
    if constexpr (NB == 1) {
      // S^T (IA (a_known + S z) + pA + CA z) + CA^T (a_known + S z) + Q z + q + H z = tau
      const JointDrive<T>& own = drive[carrier];
      const T p = body.p.n.y + dot(row_y(body.I.B), a_known);
      const T inertia = ((body.I.A.yy + 2.0 * body.C[0].n.y) + border.Q[0]) + own.H_w.y;
      const T force = ((own.tau.n.y - p) - dot(a_known, body.C[0].f)) - border.q[0];
      z[0] = select<T>(carrier_drive.prescribed > broadcast<T>(0.5),
                       carrier_drive.angular_acceleration, force / inertia);
    } else {
      close_border(border, body);
      finish_at_root(tree, drive, load, carrier_drive, work, body, border);
    }
  }
}

// ---- pass 3: accelerations, root to tips

/// The joint's acceleration and the body's, in parent axes, from that of the parent's point at the
/// joint, a. The velocity-product acceleration c is in b.u already.
template <class T, int NB>
INVERSIM_INLINE Motion<T> joint_acceleration(JointKind kind, const JointDrive<T>& drive,
                                             const Motion<T>& a, const T* z, BodyWork<T, NB>& b) {
  const Motion<T>& c = b.bias;
  Motion<T> dz = zero_motion<T>();
  for (int k = 0; k < NB; ++k) dz = dz + Motion<T>{z[k] * b.dz[k].w, z[k] * b.dz[k].v};
  switch (kind) {
    case JointKind::kSpherical: {
      // w' = D^-1 (u + H a_w - B a_v)
      const Vec3<T> w = b.D_ww * (b.u.n + scale(drive.H_w, a.w)) - b.D_wv * a.v - dz.w;
      b.ydot = {w - (a.w + c.w), zero3<T>()};
      return {w, a.v + c.v};
    }
    case JointKind::kRevolute: {
      const T U_a = (b.D_wv.xx * a.w.x + b.D_wv.xy * a.w.y + b.D_wv.xz * a.w.z) +
                    (b.D_wv.yx * a.v.x + b.D_wv.yy * a.v.y + b.D_wv.yz * a.v.z);
      const T qdd = b.D_ww.xx * (b.u.n.y - U_a) - dz.w.y;
      const T o = broadcast<T>(0);
      b.ydot = {{o, qdd, o}, zero3<T>()};
      return {a.w + c.w + b.ydot.w, a.v + c.v};
    }
    default: {
      // a' = D^-1 (u + H a)
      const Vec3<T> n = b.u.n + scale(drive.H_w, a.w);
      const Vec3<T> f = b.u.f + scale(drive.H_v, a.v);
      const Vec3<T> w = b.D_ww * n - b.D_wv * f - dz.w;
      const Vec3<T> v = b.D_vv * f - transpose_times(b.D_wv, n) - dz.v;
      b.ydot = {w - (a.w + c.w), v - (a.v + c.v)};
      return {w, v};
    }
  }
}

/// Accelerations of one body and its joint; those of its parent are there.
template <class T, int NB>
INVERSIM_INLINE void accelerate_body(int i, const TreeModel<T>& tree, const JointDrive<T>* drive,
                                     T* z, TreeWork<T, NB>& work) {
  BodyWork<T, NB>& b = work.body[i];
  const int parent = tree.parent[i];
  const Motion<T> A_parent =
      parent == kNoBody ? Motion<T>{zero3<T>(), -tree.g_W} : work.body[parent].A;
  const Motion<T> a = {A_parent.w, A_parent.v + cross(A_parent.w, b.r_P)};
  Motion<T> A_P;
  if (tree.joint[i] == JointKind::kWelded) {
    b.ydot = zero_motion<T>();
    A_P = a + b.bias;
  } else if (NB == 1 && i == tree.carrier) {
    const T o = broadcast<T>(0);
    b.ydot = {{o, z[0], o}, zero3<T>()};
    A_P = {a.w + b.bias.w + b.ydot.w, a.v + b.bias.v};
  } else {
    A_P = joint_acceleration(tree.joint[i], drive[i], a, z, b);
    if constexpr (NB == 6) {
      if (i == tree.carrier && tree.joint[i] == JointKind::kRevolute) {
        b.ydot.w.y = b.ydot.w.y + b.u.n.x;
        A_P.w.y = A_P.w.y + b.u.n.x;
      }
    }
  }
  b.A = {transpose_times(b.R_PB, A_P.w), transpose_times(b.R_PB, A_P.v)};
  if constexpr (NB == 6) {
    if (i == tree.carrier) {
      z[0] = b.A.w.x, z[1] = b.A.w.y, z[2] = b.A.w.z;
      z[3] = b.A.v.x, z[4] = b.A.v.y, z[5] = b.A.v.z;
    }
  }
}

template <class T, int NB>
void acceleration_pass(const TreeModel<T>& tree, const JointDrive<T>* drive, T* z,
                       TreeWork<T, NB>& work) {
  for (int i = 0; i < tree.body_count; ++i) accelerate_body(i, tree, drive, z, work);
}

/// Forward dynamics: fills work from state, drives and loads. No allocation; O(n).
template <class T, int NB>
void forward_dynamics(const TreeModel<T>& tree, const JointDrive<T>* drive,
                      const ContactLoad<T>* load, const CarrierDrive<T>& carrier_drive,
                      TreeWork<T, NB>& work) {
  T z[kColumns<NB>];
  for (int k = 0; k < NB; ++k) z[k] = broadcast<T>(0);
  articulated_inertia_pass(tree, drive, load, carrier_drive, work, z);
  acceleration_pass(tree, drive, z, work);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
