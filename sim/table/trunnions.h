// SPDX-License-Identifier: Apache-2.0
// The bed's two trunnions, right and left, each a bolt in a bracket of the frame: what carries the
// bed where one of them may fail. An ideal pivot is the limit of two stiff ones.
//
// A trunnion is a spring and damper against being displaced, radial and axial, and a weak one
// against being tilted, the bolt bending its bracket. With both whole the tilting moment of a load
// that is off the middle goes into a couple of radial forces, spacing apart. With one gone the
// other carries all of the force and, bending, half the spacing times the load: the bed tilts until
// moment and bracket balance, or until the stub that has come loose drops onto the frame.
//
// Displacements are those of a point of the bed's y axis, so turning about the pivot does nothing.
#pragma once

#include "inversim/math/spatial.h"

namespace inversim {

template <class T>
struct TrunnionParams {
  T half_spacing;                    ///< [m] of a trunnion from the middle of the bed
  T radial, axial;                   ///< [N/m] of one
  T tilt;                            ///< [N m/rad] of one
  T radial_damping, axial_damping;   ///< [N s/m]
  T tilt_damping;                    ///< [N m s/rad]
  T gap;                             ///< [m] that a loose side falls until the frame catches it
  T catch_stiffness, catch_damping;  ///< [N/m], [N s/m] of that
};

/// Right and left.
inline constexpr int kTrunnions = 2;

/// The bed in the frame: frame axes, from the joint.
template <class T>
struct BedInFrame {
  Mat3<T> R;     ///< bed axes to frame axes
  Vec3<T> p;     ///< [m] of the bed's origin
  Vec3<T> w, v;  ///< [rad/s], [m/s]
};

/// What one trunnion does to the bed, frame axes.
template <class T>
struct TrunnionLoad {
  Vec3<T> shift;   ///< [m] of the trunnion from its bracket
  Vec3<T> r;       ///< [m] of the trunnion from the bed's origin
  Vec3<T> force;   ///< [N] of bracket, or of the frame that catches a loose one, on the bed
  Vec3<T> moment;  ///< [N m] of the bracket
  T caught;        ///< 1: the frame holds a loose one up
};

/// All of it about the bed's origin, with tangents along the diagonal.
template <class T>
struct TrunnionSum {
  Wrench<T> F;
  Vec3<T> K_w, D_w;  ///< [N m/rad], [N m s/rad]; none about y
  Vec3<T> K_v, D_v;  ///< [N/m], [N s/m]
};

inline namespace INVERSIM_LEVEL {

/// The trunnion on the right (side 0) or left. whole: 1, or 0 once its bolt is gone.
template <class T>
INVERSIM_INLINE TrunnionLoad<T> trunnion_load(const TrunnionParams<T>& p, const BedInFrame<T>& bed,
                                              int side, const T& whole) {
  const T o = broadcast<T>(0), one = broadcast<T>(1);
  const T y = side == 0 ? p.half_spacing : -p.half_spacing;
  const Vec3<T> axis = col_y(bed.R);
  TrunnionLoad<T> t;
  t.r = y * axis;
  t.shift = bed.p + Vec3<T>{t.r.x, t.r.y - y, t.r.z};
  const Vec3<T> u = bed.v + cross(bed.w, t.r);
  const Vec3<T> k = {p.radial, p.axial, p.radial};
  const Vec3<T> d = {p.radial_damping, p.axial_damping, p.radial_damping};
  t.force = -whole * (scale(k, t.shift) + scale(d, u));
  // the small turn that takes the frame's y axis into the bed's
  const Vec3<T> turn = {axis.z, o, -axis.x};
  t.moment = -whole * (p.tilt * turn + p.tilt_damping * Vec3<T>{bed.w.x, o, bed.w.z});
  const T depth = -t.shift.z - p.gap;
  const Mask<T> lies = depth > o;
  const T push = max<T>(p.catch_stiffness * depth - p.catch_damping * u.z, o);
  t.caught = select<T>(lies, one - whole, o);
  t.force.z = t.force.z + t.caught * push;
  return t;
}

/// Both together. The tangents leave out what couples displacement and tilt, which one trunnion
/// alone does; a matrix is at most twice its diagonal blocks, so these are taken twice then, and
/// the implicit step stays stable whatever its length.
template <class T>
INVERSIM_INLINE TrunnionSum<T> trunnion_sum(const TrunnionParams<T>& p, const BedInFrame<T>& bed,
                                            const T& right_whole, const T& left_whole) {
  const T o = broadcast<T>(0), b2 = p.half_spacing * p.half_spacing;
  TrunnionSum<T> sum = {zero_wrench<T>(), zero3<T>(), zero3<T>(), zero3<T>(), zero3<T>()};
  const T couples = 2.0 - right_whole * left_whole;
  for (int side = 0; side < kTrunnions; ++side) {
    const T whole = couples * (side == 0 ? right_whole : left_whole);
    const TrunnionLoad<T> t = trunnion_load<T>(p, bed, side, side == 0 ? right_whole : left_whole);
    sum.F = sum.F + Wrench<T>{cross(t.r, t.force) + t.moment, t.force};
    const T k_catch = couples * t.caught * p.catch_stiffness;
    const T d_catch = couples * t.caught * p.catch_damping;
    sum.K_v += Vec3<T>{whole * p.radial, whole * p.axial, whole * p.radial + k_catch};
    sum.D_v += Vec3<T>{whole * p.radial_damping, whole * p.axial_damping,
                       whole * p.radial_damping + d_catch};
    sum.K_w += Vec3<T>{whole * (p.radial * b2 + p.tilt) + k_catch * b2, o,
                       whole * (p.radial * b2 + p.tilt)};
    sum.D_w += Vec3<T>{whole * (p.radial_damping * b2 + p.tilt_damping) + d_catch * b2, o,
                       whole * (p.radial_damping * b2 + p.tilt_damping)};
  }
  return sum;
}

/// Energy that springs, brackets and what catches the bed hold [J].
template <class T>
INVERSIM_INLINE T trunnion_energy(const TrunnionParams<T>& p, const BedInFrame<T>& bed,
                                  const T& right_whole, const T& left_whole) {
  T sum = broadcast<T>(0);
  for (int side = 0; side < kTrunnions; ++side) {
    const T whole = side == 0 ? right_whole : left_whole;
    const TrunnionLoad<T> t = trunnion_load<T>(p, bed, side, whole);
    const Vec3<T> axis = col_y(bed.R);
    const T depth = -t.shift.z - p.gap;
    sum = sum + 0.5 * whole *
                    ((p.radial * (t.shift.x * t.shift.x + t.shift.z * t.shift.z) +
                      p.axial * (t.shift.y * t.shift.y)) +
                     p.tilt * (axis.z * axis.z + axis.x * axis.x));
    sum = sum + 0.5 * p.catch_stiffness * (t.caught * (depth * depth));
  }
  return sum;
}

/// How two equal trunnions of an ideal pivot share its wrench F on the bed, about the pivot, frame
/// axes: what springs do in the limit of stiff ones, brackets giving nothing.
template <class T>
INVERSIM_INLINE Vec3<T> trunnion_share(const T& half_spacing, const Wrench<T>& F, int side) {
  const T lever = (side == 0 ? 0.5 : -0.5) / half_spacing;
  return {0.5 * F.f.x - lever * F.n.z, 0.5 * F.f.y, 0.5 * F.f.z + lever * F.n.x};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
