// SPDX-License-Identifier: Apache-2.0
// Spatial algebra (Featherstone 2008, chapter 2) in 3x3 blocks, rotational part first.
//
// Motion vectors hold [w; v], v being the velocity of the body-fixed point at the frame's origin;
// wrenches hold [n; f], n being the moment about that origin. A spatial inertia is
//   [ A    B ]     A = rotational inertia about the origin
//   [ B^T  C ]     B = m [c]x, C = m 1 for a rigid body, general for articulated ones.
#pragma once

#include "inversim/math/matrix3.h"

namespace inversim {

template <class T>
struct Motion {
  Vec3<T> w;  ///< [rad/s] or [rad/s^2]
  Vec3<T> v;  ///< [m/s] or [m/s^2]
};

template <class T>
struct Wrench {
  Vec3<T> n;  ///< [N m]
  Vec3<T> f;  ///< [N]
};

template <class T>
struct SpatialInertia {
  Sym3<T> A;  ///< [kg m^2]
  Mat3<T> B;  ///< [kg m]
  Sym3<T> C;  ///< [kg]
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE Motion<T> operator+(const Motion<T>& a, const Motion<T>& b) {
  return {a.w + b.w, a.v + b.v};
}
template <class T>
INVERSIM_INLINE Motion<T> operator-(const Motion<T>& a, const Motion<T>& b) {
  return {a.w - b.w, a.v - b.v};
}
template <class T>
INVERSIM_INLINE Wrench<T> operator+(const Wrench<T>& a, const Wrench<T>& b) {
  return {a.n + b.n, a.f + b.f};
}
template <class T>
INVERSIM_INLINE Wrench<T> operator-(const Wrench<T>& a, const Wrench<T>& b) {
  return {a.n - b.n, a.f - b.f};
}
template <class T>
INVERSIM_INLINE Wrench<T> operator*(const T& s, const Wrench<T>& a) {
  return {s * a.n, s * a.f};
}
/// Power of a wrench on a motion [W].
template <class T>
INVERSIM_INLINE T dot(const Motion<T>& m, const Wrench<T>& f) {
  return dot(m.w, f.n) + dot(m.v, f.f);
}
template <class T>
INVERSIM_INLINE Motion<T> zero_motion() {
  return {zero3<T>(), zero3<T>()};
}
template <class T>
INVERSIM_INLINE Wrench<T> zero_wrench() {
  return {zero3<T>(), zero3<T>()};
}
template <class T>
INVERSIM_INLINE Wrench<T> operator*(const SpatialInertia<T>& I, const Motion<T>& a) {
  return {I.A * a.w + I.B * a.v, transpose_times(I.B, a.w) + I.C * a.v};
}
template <class T>
INVERSIM_INLINE SpatialInertia<T> operator+(const SpatialInertia<T>& a,
                                            const SpatialInertia<T>& b) {
  return {a.A + b.A, a.B + b.B, a.C + b.C};
}
template <class T>
INVERSIM_INLINE SpatialInertia<T> zero_inertia() {
  const T o = broadcast<T>(0);
  return {zero_sym3<T>(), {o, o, o, o, o, o, o, o, o}, zero_sym3<T>()};
}
/// R I R^T: into the axes that R maps to, same origin.
template <class T>
INVERSIM_INLINE SpatialInertia<T> rotate(const Mat3<T>& R, const SpatialInertia<T>& I) {
  return {rotate(R, I.A), rotate(R, I.B), rotate(R, I.C)};
}
/// Same axes, moved to an origin from which the old one lies at r (2.66 with X = translation).
template <class T>
INVERSIM_INLINE SpatialInertia<T> shift(const SpatialInertia<T>& I, const Vec3<T>& r) {
  // B' = B + [r]x C
  const Vec3<T> x0 = cross(r, row_x(I.C)), x1 = cross(r, row_y(I.C)), x2 = cross(r, row_z(I.C));
  const Mat3<T> B = {I.B.xx + x0.x, I.B.xy + x1.x, I.B.xz + x2.x,  //
                     I.B.yx + x0.y, I.B.yy + x1.y, I.B.yz + x2.y,  //
                     I.B.zx + x0.z, I.B.zy + x1.z, I.B.zz + x2.z};
  // A' = A + [r]x B^T + B' [r]x^T
  const Vec3<T> y0 = cross(r, row_x(I.B)), y1 = cross(r, row_y(I.B)), y2 = cross(r, row_z(I.B));
  const Vec3<T> u0 = cross(r, row_x(B)), u1 = cross(r, row_y(B)), u2 = cross(r, row_z(B));
  const Sym3<T> A = {I.A.xx + (y0.x + u0.x), I.A.xy + (y1.x + u0.y), I.A.xz + (y2.x + u0.z),
                     I.A.yy + (y1.y + u1.y), I.A.yz + (y2.y + u1.z), I.A.zz + (y2.z + u2.z)};
  return {A, B, I.C};
}
/// The same of what has a linear part C alone, as a force at the point r has.
template <class T>
INVERSIM_INLINE SpatialInertia<T> shift_point(const Sym3<T>& C, const Vec3<T>& r) {
  const Vec3<T> x0 = cross(r, row_x(C)), x1 = cross(r, row_y(C)), x2 = cross(r, row_z(C));
  const Mat3<T> B = {x0.x, x1.x, x2.x, x0.y, x1.y, x2.y, x0.z, x1.z, x2.z};
  const Vec3<T> u0 = cross(r, row_x(B)), u1 = cross(r, row_y(B)), u2 = cross(r, row_z(B));
  return {{u0.x, u0.y, u0.z, u1.y, u1.z, u2.z}, B, C};
}
/// Same axes, moved to an origin from which the old one lies at r.
template <class T>
INVERSIM_INLINE Wrench<T> shift(const Wrench<T>& F, const Vec3<T>& r) {
  return {F.n + cross(r, F.f), F.f};
}
template <class T>
INVERSIM_INLINE Wrench<T> rotate(const Mat3<T>& R, const Wrench<T>& F) {
  return {R * F.n, R * F.f};
}
/// Rigid body of mass m, centre of mass c, inertia about the origin.
template <class T>
INVERSIM_INLINE SpatialInertia<T> rigid_inertia(const T& m, const Vec3<T>& mc,
                                                const Sym3<T>& I_origin) {
  return {I_origin, skew(mc), diagonal(Vec3<T>{m, m, m})};
}
/// I plus a rigid body, without the additions of zero.
template <class T>
INVERSIM_INLINE SpatialInertia<T> add_rigid(const SpatialInertia<T>& I, const T& m,
                                            const Vec3<T>& mc, const Sym3<T>& I_origin) {
  return {I.A + I_origin,
          {I.B.xx, I.B.xy - mc.z, I.B.xz + mc.y,  //
           I.B.yx + mc.z, I.B.yy, I.B.yz - mc.x,  //
           I.B.zx - mc.y, I.B.zy + mc.x, I.B.zz},
          {I.C.xx + m, I.C.xy, I.C.xz, I.C.yy + m, I.C.yz, I.C.zz + m}};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
