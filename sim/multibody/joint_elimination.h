// SPDX-License-Identifier: Apache-2.0
// One joint of the articulated-body algorithm: what a child with all that hangs on it is to its
// parent once the joint between them is eliminated, for each kind of joint (articulated_body.h has
// the equations).
#pragma once

#include "inversim/multibody/tree_work.h"

namespace inversim {

inline namespace INVERSIM_LEVEL {

/// The border's own row and column: Q z + q.
template <class T, int NB>
struct Border {
  T Q[kColumns<NB> * kColumns<NB>];
  T q[kColumns<NB>];
};

/// Six axes. in: the child in parent axes; out: what the parent sees.
template <class T, int NB>
INVERSIM_INLINE void eliminate_bushing(const Articulated<T, NB>& in, const JointDrive<T>& drive,
                                       BodyWork<T, NB>& b, Articulated<T, NB>& out,
                                       Border<T, NB>& border) {
  const Vec3<T>&hw = drive.H_w, &hv = drive.H_v;
  // (IA + H)^-1 by the Schur complement of its rotational block: so the translational one, which
  // has the longer way through the shift to the parent, is ready first
  const Sym3<T> Ai = inverse(in.I.A + diagonal(hw));
  const Mat3<T> AiB = Ai * in.I.B;
  const Sym3<T> Dv = inverse((in.I.C + diagonal(hv)) - symmetric_transpose_times(in.I.B, AiB));
  const Mat3<T> E = AiB * Dv;  // minus the off-diagonal block
  const Sym3<T> Di = Ai + symmetric_times_transpose(E, AiB);
  store(Di, b.D_ww);
  store(E, b.D_wv);
  store(Dv, b.D_vv);
  // u + H c: the velocity-product acceleration c enters like one of the parent's
  b.u = {(drive.tau.n - in.p.n) + scale(hw, b.bias.w),
         (drive.tau.f - in.p.f) + scale(hv, b.bias.v)};

  // Ia = H - H D^-1 H
  out.I.A = {hw.x - hw.x * hw.x * Di.xx, -(hw.x * hw.y) * Di.xy, -(hw.x * hw.z) * Di.xz,
             hw.y - hw.y * hw.y * Di.yy, -(hw.y * hw.z) * Di.yz, hw.z - hw.z * hw.z * Di.zz};
  out.I.B = {hw.x * E.xx * hv.x, hw.x * E.xy * hv.y, hw.x * E.xz * hv.z,
             hw.y * E.yx * hv.x, hw.y * E.yy * hv.y, hw.y * E.yz * hv.z,
             hw.z * E.zx * hv.x, hw.z * E.zy * hv.y, hw.z * E.zz * hv.z};
  out.I.C = {hv.x - hv.x * hv.x * Dv.xx, -(hv.x * hv.y) * Dv.xy, -(hv.x * hv.z) * Dv.xz,
             hv.y - hv.y * hv.y * Dv.yy, -(hv.y * hv.z) * Dv.yz, hv.z - hv.z * hv.z * Dv.zz};
  // pa = tau - p ... + Ia c = tau - H (D^-1 (u + H c) - c)
  const Vec3<T> dw = (Di * b.u.n - E * b.u.f) - b.bias.w;
  const Vec3<T> dv = (Dv * b.u.f - transpose_times(E, b.u.n)) - b.bias.v;
  out.p = {drive.tau.n - scale(hw, dw), drive.tau.f - scale(hv, dv)};
  // border: Ca = H D^-1 CA
  for (int k = 0; k < NB; ++k) {
    const Wrench<T>& c = in.C[k];
    b.dz[k] = {Di * c.n - E * c.f, Dv * c.f - transpose_times(E, c.n)};
    out.C[k] = {scale(hw, b.dz[k].w), scale(hv, b.dz[k].v)};
  }
  for (int k = 0; k < NB; ++k) {
    border.q[k] += dot(b.dz[k], b.u);  // c^T Ca is in it by way of H c
    for (int l = 0; l < NB; ++l) border.Q[k * NB + l] -= dot(b.dz[k], in.C[l]);
  }
}

/// Three rotations.
template <class T, int NB>
INVERSIM_INLINE void eliminate_spherical(const Articulated<T, NB>& in, const JointDrive<T>& drive,
                                         BodyWork<T, NB>& b, Articulated<T, NB>& out,
                                         Border<T, NB>& border) {
  const Vec3<T>& h = drive.H_w;
  const Sym3<T> Di = inverse(in.I.A + diagonal(h));
  const Mat3<T> DB = Di * in.I.B;
  store(Di, b.D_ww);
  store(DB, b.D_wv);
  // u + H c_w - B c_v
  b.u.n = ((drive.tau.n - in.p.n) + scale(h, b.bias.w)) - in.I.B * b.bias.v;

  out.I.A = {h.x - h.x * h.x * Di.xx, -(h.x * h.y) * Di.xy, -(h.x * h.z) * Di.xz,
             h.y - h.y * h.y * Di.yy, -(h.y * h.z) * Di.yz, h.z - h.z * h.z * Di.zz};
  out.I.B = {h.x * DB.xx, h.x * DB.xy, h.x * DB.xz, h.y * DB.yx, h.y * DB.yy,
             h.y * DB.yz, h.z * DB.zx, h.z * DB.zy, h.z * DB.zz};
  out.I.C = in.I.C - symmetric_transpose_times(in.I.B, DB);
  // pa + Ia c, with the child's angular acceleration D^-1 u
  const Vec3<T> dw = Di * b.u.n;
  out.p = {drive.tau.n - scale(h, dw - b.bias.w),
           in.p.f + (transpose_times(in.I.B, dw) + in.I.C * b.bias.v)};
  for (int k = 0; k < NB; ++k) {
    const Wrench<T>& c = in.C[k];
    const Vec3<T> dz = Di * c.n;
    b.dz[k] = {dz, zero3<T>()};
    out.C[k] = {scale(h, dz), c.f - transpose_times(in.I.B, dz)};
  }
  for (int k = 0; k < NB; ++k) {
    border.q[k] += dot(b.dz[k].w, b.u.n) + dot(b.bias.v, in.C[k].f);
    for (int l = 0; l < NB; ++l) border.Q[k * NB + l] -= dot(b.dz[k].w, in.C[l].n);
  }
}

/// One rotation about y. D_wv's first two rows hold U = IA S, D_ww.xx the inverse of S^T IA S + H.
template <class T, int NB>
INVERSIM_INLINE void eliminate_revolute(const Articulated<T, NB>& in, const JointDrive<T>& drive,
                                        BodyWork<T, NB>& b, Articulated<T, NB>& out,
                                        Border<T, NB>& border) {
  const Vec3<T> U_w = row_y(in.I.A), U_v = row_y(in.I.B);
  const T di = broadcast<T>(1) / (in.I.A.yy + drive.H_w.y);
  const T u = drive.tau.n.y - (in.p.n.y + (dot(U_w, b.bias.w) + dot(U_v, b.bias.v)));
  b.D_ww.xx = di;
  b.D_wv.xx = U_w.x, b.D_wv.xy = U_w.y, b.D_wv.xz = U_w.z;
  b.D_wv.yx = U_v.x, b.D_wv.yy = U_v.y, b.D_wv.yz = U_v.z;
  b.u.n.y = u;

  out.I.A = in.I.A - outer(di, U_w);
  const Vec3<T> gw = di * U_w;
  out.I.B = {in.I.B.xx - gw.x * U_v.x, in.I.B.xy - gw.x * U_v.y, in.I.B.xz - gw.x * U_v.z,
             in.I.B.yx - gw.y * U_v.x, in.I.B.yy - gw.y * U_v.y, in.I.B.yz - gw.y * U_v.z,
             in.I.B.zx - gw.z * U_v.x, in.I.B.zy - gw.z * U_v.y, in.I.B.zz - gw.z * U_v.z};
  out.I.C = in.I.C - outer(di, U_v);
  // pa + Ia c
  const T qdd = di * u;
  const Wrench<T> Ic = in.I * b.bias;
  out.p = {(in.p.n + Ic.n) + qdd * U_w, (in.p.f + Ic.f) + qdd * U_v};
  for (int k = 0; k < NB; ++k) {
    const Wrench<T>& c = in.C[k];
    const T dz = di * c.n.y;
    b.dz[k] = {{broadcast<T>(0), dz, broadcast<T>(0)}, zero3<T>()};
    out.C[k] = {c.n - dz * U_w, c.f - dz * U_v};
  }
  for (int k = 0; k < NB; ++k) {
    border.q[k] += b.dz[k].w.y * u + dot(b.bias, in.C[k]);
    for (int l = 0; l < NB; ++l) border.Q[k * NB + l] -= b.dz[k].w.y * in.C[l].n.y;
  }
}

/// No axes: the parent carries the child as it is.
template <class T, int NB>
INVERSIM_INLINE void eliminate_weld(const Articulated<T, NB>& in, BodyWork<T, NB>& b,
                                    Articulated<T, NB>& out, Border<T, NB>& border) {
  out.I = in.I;
  out.p = in.p + in.I * b.bias;
  for (int k = 0; k < NB; ++k) {
    border.q[k] += dot(b.bias, in.C[k]);
    out.C[k] = in.C[k];
    b.dz[k] = zero_motion<T>();
  }
}

template <class T, int NB>
INVERSIM_INLINE void eliminate(JointKind kind, const Articulated<T, NB>& in,
                               const JointDrive<T>& drive, BodyWork<T, NB>& b,
                               Articulated<T, NB>& out, Border<T, NB>& border) {
  switch (kind) {
    case JointKind::kSpherical:
      eliminate_spherical(in, drive, b, out, border);
      break;
    case JointKind::kRevolute:
      eliminate_revolute(in, drive, b, out, border);
      break;
    case JointKind::kWelded:
      eliminate_weld(in, b, out, border);
      break;
    default:
      eliminate_bushing(in, drive, b, out, border);
      break;
  }
}

/// Same axes, from the joint to the parent's origin, from which the joint lies at r.
template <class T, int NB>
INVERSIM_INLINE void move_to_parent(const Vec3<T>& r, Articulated<T, NB>& a) {
  a.I = shift(a.I, r);
  a.p = shift(a.p, r);
  for (int k = 0; k < NB; ++k) a.C[k] = shift(a.C[k], r);
}

template <class T, int NB>
INVERSIM_INLINE void clear(Articulated<T, NB>& a) {
  a.I = zero_inertia<T>();
  a.p = zero_wrench<T>();
  for (int k = 0; k < NB; ++k) a.C[k] = zero_wrench<T>();
}

template <class T, int NB>
INVERSIM_INLINE void add(const Articulated<T, NB>& x, Articulated<T, NB>& sum) {
  sum.I = sum.I + x.I;
  sum.p = sum.p + x.p;
  for (int k = 0; k < NB; ++k) sum.C[k] = sum.C[k] + x.C[k];
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
