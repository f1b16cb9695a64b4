// SPDX-License-Identifier: Apache-2.0
// 3-vectors and 3x3 matrices of the real-time core: plain aggregates, every function inlined, one
// fixed order of additions (the bits depend on it).
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {

template <class T>
struct Vec3 {
  T x, y, z;
};

/// Row-major.
template <class T>
struct Mat3 {
  T xx, xy, xz;
  T yx, yy, yz;
  T zx, zy, zz;
};

/// Symmetric; the upper triangle is stored.
template <class T>
struct Sym3 {
  T xx, xy, xz, yy, yz, zz;
};

/// Two columns of a matrix.
template <class T>
struct Columns2 {
  Vec3<T> a, b;
};

inline namespace INVERSIM_LEVEL {

// ---- vectors

template <class T>
INVERSIM_INLINE Vec3<T> zero3() {
  const T o = broadcast<T>(0);
  return {o, o, o};
}
template <class T>
INVERSIM_INLINE Vec3<T> broadcast3(double x, double y, double z) {
  return {broadcast<T>(x), broadcast<T>(y), broadcast<T>(z)};
}
template <class T>
INVERSIM_INLINE Vec3<T> operator+(const Vec3<T>& a, const Vec3<T>& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
template <class T>
INVERSIM_INLINE Vec3<T> operator-(const Vec3<T>& a, const Vec3<T>& b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
template <class T>
INVERSIM_INLINE Vec3<T> operator-(const Vec3<T>& a) {
  return {-a.x, -a.y, -a.z};
}
template <class T>
INVERSIM_INLINE Vec3<T> operator*(const T& s, const Vec3<T>& a) {
  return {s * a.x, s * a.y, s * a.z};
}
template <class T>
INVERSIM_INLINE Vec3<T>& operator+=(Vec3<T>& a, const Vec3<T>& b) {
  return a = a + b;
}
template <class T>
INVERSIM_INLINE Vec3<T>& operator-=(Vec3<T>& a, const Vec3<T>& b) {
  return a = a - b;
}
/// Component by component: diag(a) b.
template <class T>
INVERSIM_INLINE Vec3<T> scale(const Vec3<T>& a, const Vec3<T>& b) {
  return {a.x * b.x, a.y * b.y, a.z * b.z};
}
template <class T>
INVERSIM_INLINE T dot(const Vec3<T>& a, const Vec3<T>& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
template <class T>
INVERSIM_INLINE Vec3<T> cross(const Vec3<T>& a, const Vec3<T>& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
template <class T>
INVERSIM_INLINE T norm2(const Vec3<T>& a) {
  return dot(a, a);
}

// ---- general matrices

template <class T>
INVERSIM_INLINE Mat3<T> identity3() {
  const T o = broadcast<T>(0), e = broadcast<T>(1);
  return {e, o, o, o, e, o, o, o, e};
}
template <class T>
INVERSIM_INLINE Vec3<T> row_x(const Mat3<T>& m) {
  return {m.xx, m.xy, m.xz};
}
template <class T>
INVERSIM_INLINE Vec3<T> row_y(const Mat3<T>& m) {
  return {m.yx, m.yy, m.yz};
}
template <class T>
INVERSIM_INLINE Vec3<T> row_z(const Mat3<T>& m) {
  return {m.zx, m.zy, m.zz};
}
template <class T>
INVERSIM_INLINE Vec3<T> col_x(const Mat3<T>& m) {
  return {m.xx, m.yx, m.zx};
}
template <class T>
INVERSIM_INLINE Vec3<T> col_y(const Mat3<T>& m) {
  return {m.xy, m.yy, m.zy};
}
template <class T>
INVERSIM_INLINE Vec3<T> col_z(const Mat3<T>& m) {
  return {m.xz, m.yz, m.zz};
}

template <class T>
INVERSIM_INLINE Vec3<T> operator*(const Mat3<T>& m, const Vec3<T>& v) {
  return {dot(row_x(m), v), dot(row_y(m), v), dot(row_z(m), v)};
}
/// m^T v
template <class T>
INVERSIM_INLINE Vec3<T> transpose_times(const Mat3<T>& m, const Vec3<T>& v) {
  return {m.xx * v.x + m.yx * v.y + m.zx * v.z, m.xy * v.x + m.yy * v.y + m.zy * v.z,
          m.xz * v.x + m.yz * v.y + m.zz * v.z};
}
template <class T>
INVERSIM_INLINE Mat3<T> operator*(const Mat3<T>& a, const Mat3<T>& b) {
  const Vec3<T> x = transpose_times(b, row_x(a));
  const Vec3<T> y = transpose_times(b, row_y(a));
  const Vec3<T> z = transpose_times(b, row_z(a));
  return {x.x, x.y, x.z, y.x, y.y, y.z, z.x, z.y, z.z};
}
/// a b^T
template <class T>
INVERSIM_INLINE Mat3<T> times_transpose(const Mat3<T>& a, const Mat3<T>& b) {
  const Vec3<T> x = b * row_x(a), y = b * row_y(a), z = b * row_z(a);
  return {x.x, x.y, x.z, y.x, y.y, y.z, z.x, z.y, z.z};
}
template <class T>
INVERSIM_INLINE Mat3<T> transpose(const Mat3<T>& m) {
  return {m.xx, m.yx, m.zx, m.xy, m.yy, m.zy, m.xz, m.yz, m.zz};
}
template <class T>
INVERSIM_INLINE Mat3<T> operator+(const Mat3<T>& a, const Mat3<T>& b) {
  return {a.xx + b.xx, a.xy + b.xy, a.xz + b.xz, a.yx + b.yx, a.yy + b.yy,
          a.yz + b.yz, a.zx + b.zx, a.zy + b.zy, a.zz + b.zz};
}
/// [v]x, so that skew(v) u = v x u.
template <class T>
INVERSIM_INLINE Mat3<T> skew(const Vec3<T>& v) {
  const T o = broadcast<T>(0);
  return {o, -v.z, v.y, v.z, o, -v.x, -v.y, v.x, o};
}

// ---- symmetric matrices

template <class T>
INVERSIM_INLINE Sym3<T> zero_sym3() {
  const T o = broadcast<T>(0);
  return {o, o, o, o, o, o};
}
template <class T>
INVERSIM_INLINE Sym3<T> diagonal(const Vec3<T>& d) {
  const T o = broadcast<T>(0);
  return {d.x, o, o, d.y, o, d.z};
}
template <class T>
INVERSIM_INLINE Vec3<T> row_x(const Sym3<T>& s) {
  return {s.xx, s.xy, s.xz};
}
template <class T>
INVERSIM_INLINE Vec3<T> row_y(const Sym3<T>& s) {
  return {s.xy, s.yy, s.yz};
}
template <class T>
INVERSIM_INLINE Vec3<T> row_z(const Sym3<T>& s) {
  return {s.xz, s.yz, s.zz};
}
template <class T>
INVERSIM_INLINE Vec3<T> operator*(const Sym3<T>& s, const Vec3<T>& v) {
  return {dot(row_x(s), v), dot(row_y(s), v), dot(row_z(s), v)};
}
template <class T>
INVERSIM_INLINE Sym3<T> operator+(const Sym3<T>& a, const Sym3<T>& b) {
  return {a.xx + b.xx, a.xy + b.xy, a.xz + b.xz, a.yy + b.yy, a.yz + b.yz, a.zz + b.zz};
}
template <class T>
INVERSIM_INLINE Sym3<T> operator-(const Sym3<T>& a, const Sym3<T>& b) {
  return {a.xx - b.xx, a.xy - b.xy, a.xz - b.xz, a.yy - b.yy, a.yz - b.yz, a.zz - b.zz};
}
/// v v^T scaled by s
template <class T>
INVERSIM_INLINE Sym3<T> outer(const T& s, const Vec3<T>& v) {
  const Vec3<T> sv = s * v;
  return {sv.x * v.x, sv.x * v.y, sv.x * v.z, sv.y * v.y, sv.y * v.z, sv.z * v.z};
}
/// m s
template <class T>
INVERSIM_INLINE Mat3<T> operator*(const Mat3<T>& m, const Sym3<T>& s) {
  const Vec3<T> x = s * row_x(m), y = s * row_y(m), z = s * row_z(m);
  return {x.x, x.y, x.z, y.x, y.y, y.z, z.x, z.y, z.z};
}
/// s m
template <class T>
INVERSIM_INLINE Mat3<T> operator*(const Sym3<T>& s, const Mat3<T>& m) {
  const Vec3<T> x = transpose_times(m, row_x(s));
  const Vec3<T> y = transpose_times(m, row_y(s));
  const Vec3<T> z = transpose_times(m, row_z(s));
  return {x.x, x.y, x.z, y.x, y.y, y.z, z.x, z.y, z.z};
}
/// a b^T where the product is known to be symmetric
template <class T>
INVERSIM_INLINE Sym3<T> symmetric_times_transpose(const Mat3<T>& a, const Mat3<T>& b) {
  const Vec3<T> ax = row_x(a), ay = row_y(a), az = row_z(a);
  const Vec3<T> bx = row_x(b), by = row_y(b), bz = row_z(b);
  return {dot(ax, bx), dot(ax, by), dot(ax, bz), dot(ay, by), dot(ay, bz), dot(az, bz)};
}
/// a^T b where the product is known to be symmetric
template <class T>
INVERSIM_INLINE Sym3<T> symmetric_transpose_times(const Mat3<T>& a, const Mat3<T>& b) {
  const Vec3<T> ax = col_x(a), ay = col_y(a), az = col_z(a);
  const Vec3<T> bx = col_x(b), by = col_y(b), bz = col_z(b);
  return {dot(ax, bx), dot(ax, by), dot(ax, bz), dot(ay, by), dot(ay, bz), dot(az, bz)};
}
/// r l for l = [xx 0 0; yx yy 0; zx zy 0].
template <class T>
INVERSIM_INLINE Columns2<T> times_lower(const Mat3<T>& r, const T& xx, const T& yx, const T& zx,
                                        const T& yy, const T& zy) {
  return {{r.xx * xx + (r.xy * yx + r.xz * zx), r.yx * xx + (r.yy * yx + r.yz * zx),
           r.zx * xx + (r.zy * yx + r.zz * zx)},
          {r.xy * yy + r.xz * zy, r.yy * yy + r.yz * zy, r.zy * yy + r.zz * zy}};
}
/// r s r^T for a rotation r: a symmetric tensor into other axes. s = l + s.zz 1 - [v]x, where l has
/// two columns only, and the rest needs no product of matrices: r [v]x r^T = [r v]x (after
/// Featherstone 2008, appendix A.5).
template <class T>
INVERSIM_INLINE Sym3<T> rotate(const Mat3<T>& r, const Sym3<T>& s) {
  const Columns2<T> c =
      times_lower(r, s.xx - s.zz, s.xy + s.xy, s.xz + s.xz, s.yy - s.zz, s.yz + s.yz);
  const Vec3<T>&a = c.a, &b = c.b;
  const Vec3<T> v = r * Vec3<T>{s.yz, -s.xz, s.xy};
  return {(a.x * r.xx + b.x * r.xy) + s.zz, (a.y * r.xx + b.y * r.xy) - v.z,
          (a.z * r.xx + b.z * r.xy) + v.y,  (a.y * r.yx + b.y * r.yy) + s.zz,
          (a.z * r.yx + b.z * r.yy) - v.x,  (a.z * r.zx + b.z * r.zy) + s.zz};
}
/// r m r^T for a rotation r: a general tensor into other axes, likewise (m = l + m.zz 1 - [v]x).
template <class T>
INVERSIM_INLINE Mat3<T> rotate(const Mat3<T>& r, const Mat3<T>& m) {
  const Columns2<T> c =
      times_lower(r, m.xx - m.zz, m.yx + m.xy, m.zx + m.xz, m.yy - m.zz, m.zy + m.yz);
  const Vec3<T>&a = c.a, &b = c.b;
  const Vec3<T> v = r * Vec3<T>{m.yz, -m.xz, m.xy};
  return {(a.x * r.xx + b.x * r.xy) + m.zz, (a.x * r.yx + b.x * r.yy) + v.z,
          (a.x * r.zx + b.x * r.zy) - v.y,  (a.y * r.xx + b.y * r.xy) - v.z,
          (a.y * r.yx + b.y * r.yy) + m.zz, (a.y * r.zx + b.y * r.zy) + v.x,
          (a.z * r.xx + b.z * r.xy) + v.y,  (a.z * r.yx + b.z * r.yy) - v.x,
          (a.z * r.zx + b.z * r.zy) + m.zz};
}
/// to = from, entry by entry. Copied as a whole, a struct fresh from its own computation is moved
/// by registers wider than the stores that made it, which waits for those stores: a tenth of a
/// step.
template <class T>
INVERSIM_INLINE void store(const Sym3<T>& from, Sym3<T>& to) {
  to.xx = from.xx, to.xy = from.xy, to.xz = from.xz;
  to.yy = from.yy, to.yz = from.yz, to.zz = from.zz;
}
template <class T>
INVERSIM_INLINE void store(const Mat3<T>& from, Mat3<T>& to) {
  to.xx = from.xx, to.xy = from.xy, to.xz = from.xz;
  to.yx = from.yx, to.yy = from.yy, to.yz = from.yz;
  to.zx = from.zx, to.zy = from.zy, to.zz = from.zz;
}
/// Inverse by cofactors; s must be positive definite.
template <class T>
INVERSIM_INLINE Sym3<T> inverse(const Sym3<T>& s) {
  const T cx = s.yy * s.zz - s.yz * s.yz;
  const T cy = s.xz * s.yz - s.xy * s.zz;
  const T cz = s.xy * s.yz - s.xz * s.yy;
  const T d = broadcast<T>(1) / (s.xx * cx + s.xy * cy + s.xz * cz);
  return {d * cx,
          d * cy,
          d * cz,
          d * (s.xx * s.zz - s.xz * s.xz),
          d * (s.xy * s.xz - s.xx * s.yz),
          d * (s.xx * s.yy - s.xy * s.xy)};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
