// SPDX-License-Identifier: Apache-2.0
// A second person's hand on the bed: turns it to an angle at a rate, within strength and reach.
//
// The wanted rate goes towards the target in proportion to what is left, is limited, and changes
// with a limited acceleration. The torque is that of a PI controller, limited smoothly by hand
// force times arm; the rate gain is implicit. The integral learns the load only from a bed that
// moves: hands that hold a locked bed do not push ever harder. Hands hold the bed at a distance
// from the pivot, at the head or the foot end, whichever is within reach of a standing person.
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/math/matrix3.h"
#include "inversim/math/smooth.h"
#include "inversim/table/pivot_drive.h"

namespace inversim {

template <class T>
struct SpotterParams {
  T hand_force;     ///< [N] at most, both hands
  T arm;            ///< [m] of the hands from the pivot
  T pivot_height;   ///< [m] above the floor
  T reach_low;      ///< [m] lowest height of a hand that pulls with full force
  T reach_high;     ///< [m] highest
  T angle_gain;     ///< [1/s] wanted rate per remaining angle
  T rate_gain;      ///< [N m s/rad]
  T integral_gain;  ///< [N m/rad]
  T acceleration;   ///< [rad/s^2] at which the wanted rate changes, > 0
  T grip_time;      ///< [s] to take hold and to let go, > 0
};

template <class T>
struct SpotterCommand {
  T active;  ///< 1 hands on the bed, 0 off
  T angle;   ///< [rad] target of the bed
  T rate;    ///< [rad/s] at most, > 0
};

template <class T>
struct SpotterState {
  T hold;      ///< 0 .. 1 how much the hands have taken hold
  T wanted;    ///< [rad/s]
  T integral;  ///< [N m]
};

inline constexpr double kSpotterNotices = 1e-3;  ///< [rad/s] a bed slower than this counts as still

inline namespace INVERSIM_LEVEL {

/// Share of the hand force that the reach allows at a bed angle: 1 where a hand at either end of
/// the bed is between the two heights, going to 0 over 0.2 m beyond.
template <class T>
INVERSIM_INLINE T spotter_reach(const SpotterParams<T>& p, const T& angle) {
  const T drop = p.arm * sin<T>(angle);
  T missing = broadcast<T>(1);
  for (int end = 0; end < 2; ++end) {
    const T height = end == 0 ? p.pivot_height - drop : p.pivot_height + drop;
    const T share = smooth_step<T>((height - p.reach_low) / 0.2 + 1.0).value *
                    smooth_step<T>((p.reach_high - height) / 0.2 + 1.0).value;
    missing = missing * (1.0 - share);
  }
  return 1.0 - missing;
}

template <class T>
struct SpotterTorque {
  T torque;  ///< [N m] on the bed, head down positive
  T slope;   ///< [N m s/rad] resistance per rate
  T share;   ///< slope of the limit: 1 free, 0 at full force
};
template <class T>
INVERSIM_INLINE SpotterTorque<T> spotter_torque(const SpotterParams<T>& p, const SpotterState<T>& s,
                                                const T& angle, const T& rate) {
  const T limit = max<T>(p.hand_force * p.arm * spotter_reach(p, angle), broadcast<T>(1e-6));
  const Sloped<T> t = smooth_limit<T>(p.rate_gain * (s.wanted - rate) + s.integral, limit);
  return {s.hold * t.value, s.hold * (p.rate_gain * t.slope), t.slope};
}

/// The hands' force and where they take hold, seen from the pivot.
template <class T>
struct HandForce {
  Vec3<T> r;      ///< [m] world axes
  Vec3<T> force;  ///< [N] on the bed, world axes
};

/// Hands push across the bed at the end that is better within reach; the torque is about the pivot.
template <class T>
INVERSIM_INLINE HandForce<T> hand_force(const SpotterParams<T>& p, const T& angle,
                                        const T& torque) {
  const SinCos<T> a = sincos<T>(angle);
  const T middle = 0.5 * (p.reach_low + p.reach_high), drop = p.arm * a.sin;
  // the head end is `drop` below the pivot, the foot end as far above
  const Mask<T> at_head =
      abs<T>(p.pivot_height - drop - middle) < abs<T>(p.pivot_height + drop - middle);
  const T x = select<T>(at_head, p.arm, -p.arm);
  const T push = -(torque / x);  // along the bed's z axis
  const T o = broadcast<T>(0);
  return {{x * a.cos, o, -(x * a.sin)}, {push * a.sin, o, push * a.cos}};
}

/// Drive of the pivot by the hands.
template <class T>
INVERSIM_INLINE PivotDrive<T> spotter_drive(const SpotterParams<T>& p, const SpotterState<T>& s,
                                            const PivotStep<T>& step) {
  const T w = predicted_rate(step);
  const SpotterTorque<T> t = spotter_torque<T>(p, s, step.angle, w);
  return resist<T>(step, w, -t.torque, t.slope);
}

/// Carries the controller over the step, once its acceleration is known.
template <class T>
INVERSIM_INLINE void advance_spotter(const SpotterParams<T>& p, const SpotterCommand<T>& command,
                                     const PivotStep<T>& step, const T& qdd, SpotterState<T>& s) {
  const T zero = broadcast<T>(0), one = broadcast<T>(1);
  const T w = realised_rate(step, qdd);
  const T angle = step.angle + step.h * w;
  const Mask<T> active = command.active > broadcast<T>(0.5);
  const T turn = step.h / p.grip_time;
  s.hold = clamp<T>(s.hold + select<T>(active, turn, -turn), zero, one);
  // windup: the integral stands still as far as the limit is reached, and where the bed does
  const SpotterTorque<T> t = spotter_torque<T>(p, s, angle, w);
  const T moves = w * w / (w * w + kSpotterNotices * kSpotterNotices);
  const T integral = s.integral + t.share * moves * (p.integral_gain * step.h) * (s.wanted - w);
  s.integral = select<T>(active, integral, zero);
  const T goal = smooth_limit<T>(p.angle_gain * (command.angle - angle),
                                 max<T>(command.rate, broadcast<T>(1e-6)))
                     .value;
  const T change = p.acceleration * step.h;
  const T wanted = s.wanted + clamp<T>(goal - s.wanted, -change, change);
  s.wanted = select<T>(active, wanted, w);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
