// SPDX-License-Identifier: Apache-2.0
// Rotations by unit quaternions. R_AB takes components in B to components in A.
#pragma once

#include "inversim/math/matrix3.h"

namespace inversim {

template <class T>
struct Quat {
  T w, x, y, z;
};

/// Relative rotation as a measure in the parent's axes: e = 2 vec(q), the rotation vector for small
/// angles, and the quaternion itself.
template <class T>
struct RotationMeasure {
  Quat<T> q;
  Vec3<T> e;  ///< [rad]
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE Quat<T> identity_quat() {
  const T o = broadcast<T>(0);
  return {broadcast<T>(1), o, o, o};
}
template <class T>
INVERSIM_INLINE Vec3<T> vector_part(const Quat<T>& q) {
  return {q.x, q.y, q.z};
}
template <class T>
INVERSIM_INLINE Quat<T> conjugate(const Quat<T>& q) {
  return {q.w, -q.x, -q.y, -q.z};
}
template <class T>
INVERSIM_INLINE Quat<T> operator*(const Quat<T>& a, const Quat<T>& b) {
  return {
      a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z, a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      a.w * b.y + a.y * b.w + a.z * b.x - a.x * b.z, a.w * b.z + a.z * b.w + a.x * b.y - a.y * b.x};
}
template <class T>
INVERSIM_INLINE Mat3<T> rotation_matrix(const Quat<T>& q) {
  const T one = broadcast<T>(1);
  const T x2 = q.x + q.x, y2 = q.y + q.y, z2 = q.z + q.z;
  const T xx = q.x * x2, xy = q.x * y2, xz = q.x * z2;
  const T yy = q.y * y2, yz = q.y * z2, zz = q.z * z2;
  const T wx = q.w * x2, wy = q.w * y2, wz = q.w * z2;
  return {one - (yy + zz), xy - wz, xz + wy, xy + wz,        one - (xx + zz),
          yz - wx,         xz - wy, yz + wx, one - (xx + yy)};
}
/// One Newton step back to unit length; exact enough for lengths that drifted by rounding.
template <class T>
INVERSIM_INLINE Quat<T> renormalise(const Quat<T>& q) {
  const T n2 = q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z;
  const T f = broadcast<T>(1.5) - 0.5 * n2;
  return {f * q.w, f * q.x, f * q.y, f * q.z};
}
/// exp(u/2) for the rotation vector u of one step, |u| < about 0.5 rad.
template <class T>
INVERSIM_INLINE Quat<T> small_rotation(const Vec3<T>& u) {
  const Vec3<T> a = broadcast<T>(0.5) * u;
  const T s = norm2(a);
  // sin(a)/a and cos(a) by their series; the first term left out is 3e-13 at a = 0.25
  const T sinc = 1.0 + s * (-1.0 / 6 + s * (1.0 / 120 + s * (-1.0 / 5040 + s * (1.0 / 362880))));
  const T c = 1.0 + s * (-0.5 + s * (1.0 / 24 + s * (-1.0 / 720 + s * (1.0 / 40320))));
  return {c, sinc * a.x, sinc * a.y, sinc * a.z};
}
/// Turns q by the angular velocity w (in the axes that q maps into) over the time h.
template <class T>
INVERSIM_INLINE Quat<T> integrate_rotation(const Quat<T>& q, const Vec3<T>& w, const T& h) {
  return renormalise(small_rotation(h * w) * q);
}

/// Rotation of q_PB from its neutral orientation, the shorter way round.
template <class T>
INVERSIM_INLINE RotationMeasure<T> rotation_measure(const Quat<T>& q_PB, const Quat<T>& q_neutral) {
  Quat<T> q = q_PB * conjugate(q_neutral);
  const T sign = select<T>(q.w < broadcast<T>(0), broadcast<T>(-1), broadcast<T>(1));
  q = {sign * q.w, sign * q.x, sign * q.y, sign * q.z};
  return {q, broadcast<T>(2) * vector_part(q)};
}

/// d e/dt = w_q w + w x q_v, so a moment M on e is the moment w_q M + q_v x M on w.
template <class T>
INVERSIM_INLINE Vec3<T> moment_on_velocity(const RotationMeasure<T>& r, const Vec3<T>& M) {
  return r.q.w * M + cross(vector_part(r.q), M);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
