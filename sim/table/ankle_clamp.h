// SPDX-License-Identifier: Apache-2.0
// What platform and cuffs do to the feet: a six-axis law between foot and bed, both feet together.
//
// Coordinates are those of the feet in the bed, in bed axes (x towards the head, z out of the
// surface): displacement from where they stand on the platform without load, rotation vector, and
// their rates.
//   x < 0          the platform pushes towards the head
//   x > 0          the cuffs' padding pulls back lightly
//   x > take-up    and so do the cuffs themselves (inverted, the body hangs in them)
// Across and in rotation the padded cuffs are linear. What the platform carries it also holds by
// friction of the soles (elastoplastic, return mapping) and by the distance of their pads (a
// moment that is limited when one of them carries all); that is all that is left once the cuffs are
// open. Forces are once differentiable in position; a pull above the capacity opens the cuffs for
// good.
#pragma once

#include "inversim/math/smooth.h"
#include "inversim/math/spatial.h"

namespace inversim {

template <class T>
struct AnkleClampParams {
  T take_up;                   ///< [m] travel of the feet before the cuffs pull
  T blend;                     ///< [m] half width over which platform and cuff set in, > 0
  T platform_stiffness;        ///< [N/m]
  T cuff_stiffness;            ///< [N/m] along the leg
  T padding_stiffness;         ///< [N/m] along the leg, beside the cuffs
  T axial_damping;             ///< [N s/m] of platform and of cuffs, each where it carries
  T lateral_stiffness;         ///< [N/m] of the cuffs, across the leg
  T lateral_damping;           ///< [N s/m]
  T rotational_stiffness;      ///< [N m/rad] of the feet in the cuffs
  T rotational_damping;        ///< [N m s/rad]
  T platform_friction;         ///< soles against platform
  T platform_shear_stiffness;  ///< [N/m] of soles, before they slip
  T sole_centre;               ///< [m] between heel and ball, ahead of the ankle along z
  T heel_to_ball;              ///< [m] between the pads of a foot, along z
  T stance_width;              ///< [m] between the middles of the feet, along y
  T capacity;                  ///< [N] pull at which fully latched cuffs open
};

template <class T>
struct AnkleClampState {
  T latch;         ///< 1 fully latched, between 0 and 1 partly (share of the capacity), 0 open
  T broken;        ///< 0, or 1 once the pull has exceeded latch * capacity
  Vec3<T> anchor;  ///< [rad, m, m] where the soles stick: twist about x, y, z
};

/// Pose and rates of the feet in the bed, bed axes.
template <class T>
struct FootPose {
  Vec3<T> rotation;      ///< [rad] rotation vector
  Vec3<T> displacement;  ///< [m]
  Vec3<T> w;             ///< [rad/s]
  Vec3<T> v;             ///< [m/s]
};

/// Wrench on the feet with diagonals K >= -dF/dx and D >= -dF/dv, which dominate its tangents.
template <class T>
struct AnkleClampLoad {
  Wrench<T> F;      ///< [N m, N] on the feet, bed axes, at their origin
  Vec3<T> K_w;      ///< [N m/rad]
  Vec3<T> K_v;      ///< [N/m]
  Vec3<T> D_w;      ///< [N m s/rad]
  Vec3<T> D_v;      ///< [N s/m]
  T cuff_pull;      ///< [N] >= 0, towards the platform
  T platform_push;  ///< [N] >= 0, towards the head
  T axial;          ///< [N] cuff_pull - platform_push: tension of the legs positive
};

inline namespace INVERSIM_LEVEL {

/// 1 where the cuffs hold, else 0.
template <class T>
INVERSIM_INLINE T cuffs_hold(const AnkleClampState<T>& s) {
  const T one = broadcast<T>(1), zero = broadcast<T>(0);
  return select<T>((s.broken < broadcast<T>(0.5)) & (s.latch > zero), one, zero);
}

/// Spring and damper that act one way only, from `depth` = 0 on.
template <class T>
struct OneWay {
  T force;  ///< [N] >= 0
  T K;      ///< [N/m] by depth
  T D;      ///< [N s/m] by its rate
};
template <class T>
INVERSIM_INLINE OneWay<T> one_way(const T& stiffness, const T& damping, const T& depth,
                                  const T& rate, const T& blend) {
  const T zero = broadcast<T>(0);
  const Sloped<T> x = smooth_ramp<T>(depth, blend);
  const T D = damping * x.slope;
  const T force = stiffness * x.value + D * rate;
  const Mask<T> carries = force > zero;
  return {select<T>(carries, force, zero), select<T>(carries, stiffness * x.slope, zero),
          select<T>(carries, D, zero)};
}

/// Elastoplastic hold of the soles along one axis.
template <class T>
struct SoleHold {
  T force;   ///< on the feet
  T K;       ///< tangent
  T anchor;  ///< where they stick afterwards
};
template <class T>
INVERSIM_INLINE SoleHold<T> sole_hold(const T& stiffness, const T& limit, const T& x,
                                      const T& anchor) {
  const T trial = stiffness * (x - anchor);
  const T held = clamp<T>(trial, -limit, limit);
  const Mask<T> sticks = abs<T>(trial) < limit;
  return {-held, select<T>(sticks, stiffness, broadcast<T>(0)), x - held / stiffness};
}

/// Moment of soles that stand with a force [N] on pads a distance [m] apart, against a tilt.
template <class T>
INVERSIM_INLINE Sloped<T> sole_moment(const T& stiffness, const T& force, const T& distance,
                                      const T& tilt) {
  // half the stiffness at half the distance on either side; at most all of the force on one
  const T k = stiffness * (distance * distance) / 4.0;
  const T limit = max<T>(0.5 * force * distance, broadcast<T>(1e-6));
  const Sloped<T> m = smooth_limit<T>(k * tilt, limit);
  return {m.value, k * m.slope};
}

/// Holds of the soles at a pose: twist, y, z.
template <class T>
struct SoleHolds {
  SoleHold<T> twist, y, z;
};
template <class T>
INVERSIM_INLINE SoleHolds<T> sole_holds(const AnkleClampParams<T>& p, const AnkleClampState<T>& s,
                                        const FootPose<T>& foot, const T& push) {
  const T limit = p.platform_friction * push;
  const T arm = 0.5 * p.heel_to_ball;
  return {sole_hold<T>(p.platform_shear_stiffness * (arm * arm), limit * arm, foot.rotation.x,
                       s.anchor.x),
          sole_hold<T>(p.platform_shear_stiffness, limit, foot.displacement.y, s.anchor.y),
          sole_hold<T>(p.platform_shear_stiffness, limit, foot.displacement.z, s.anchor.z)};
}

template <class T>
INVERSIM_INLINE AnkleClampLoad<T> ankle_clamp_load(const AnkleClampParams<T>& p,
                                                   const AnkleClampState<T>& s,
                                                   const FootPose<T>& foot) {
  const T holds = cuffs_hold(s);
  const Vec3<T>& x = foot.displacement;
  // the platform meets the soles ahead of the ankle
  const T z = p.sole_centre;
  const OneWay<T> platform =
      one_way<T>(p.platform_stiffness, p.axial_damping, -(x.x + z * foot.rotation.y),
                 -(foot.v.x + z * foot.w.y), p.blend);
  const OneWay<T> cuff = one_way<T>(holds * p.cuff_stiffness, holds * p.axial_damping,
                                    x.x - p.take_up, foot.v.x, p.blend);
  const T padding = holds * p.padding_stiffness;
  const SoleHolds<T> soles = sole_holds(p, s, foot, platform.force);
  const Sloped<T> tilt_y =
      sole_moment<T>(p.platform_stiffness, platform.force, p.heel_to_ball, foot.rotation.y);
  const Sloped<T> tilt_z =
      sole_moment<T>(p.platform_stiffness, platform.force, p.stance_width, foot.rotation.z);

  const T K_rot = holds * p.rotational_stiffness, D_rot = holds * p.rotational_damping;
  const T K_lat = holds * p.lateral_stiffness, D_lat = holds * p.lateral_damping;
  AnkleClampLoad<T> r;
  r.F.n = {soles.twist.force - K_rot * foot.rotation.x - D_rot * foot.w.x,
           z * platform.force - (tilt_y.value + K_rot * foot.rotation.y + D_rot * foot.w.y),
           -(tilt_z.value + K_rot * foot.rotation.z + D_rot * foot.w.z)};
  r.F.f = {platform.force - cuff.force - padding * x.x,
           soles.y.force - K_lat * x.y - D_lat * foot.v.y,
           soles.z.force - K_lat * x.z - D_lat * foot.v.z};
  // the platform couples x and tilt by z; 2 z x r <= |z| (s x^2 + r^2 / s) for any s
  const double s_couple = 10.0;  // [1/m]
  const T for_x = 1.0 + s_couple * abs<T>(z), for_tilt = z * z + abs<T>(z) / s_couple;
  r.K_w = {K_rot + soles.twist.K, K_rot + tilt_y.slope + for_tilt * platform.K,
           K_rot + tilt_z.slope};
  r.K_v = {for_x * platform.K + cuff.K + padding, K_lat + soles.y.K, K_lat + soles.z.K};
  r.D_w = {D_rot, D_rot + for_tilt * platform.D, D_rot};
  r.D_v = {for_x * platform.D + cuff.D, D_lat, D_lat};
  r.cuff_pull = cuff.force + padding * max<T>(x.x, broadcast<T>(0));
  r.platform_push = platform.force;
  r.axial = -r.F.f.x;
  return r;
}

/// After the step, at its end pose: soles slip, cuffs that are pulled too hard open.
template <class T>
INVERSIM_INLINE void advance_ankle_clamp(const AnkleClampParams<T>& p, const FootPose<T>& foot,
                                         AnkleClampState<T>& s) {
  const AnkleClampLoad<T> load = ankle_clamp_load(p, s, foot);
  const SoleHolds<T> soles = sole_holds(p, s, foot, load.platform_push);
  s.anchor = {soles.twist.anchor, soles.y.anchor, soles.z.anchor};
  const T capacity = clamp<T>(s.latch, broadcast<T>(0), broadcast<T>(1)) * p.capacity;
  s.broken = select<T>(load.cuff_pull > capacity, broadcast<T>(1), s.broken);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
