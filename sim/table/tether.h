// SPDX-License-Identifier: Apache-2.0
// A strap between frame and bed: slack up to a bed angle, then a spring with a damper, one way
// only, until it breaks.
//
// It runs straight from a point of the frame to a point of the bed. With l(a) the distance of the
// two and l0 that at the angle at which it is taut,
//   tension = [k (l - l0) + d l']+,    torque on the bed = -tension dl/da.
// Its elastic part is taken as the mean over the step, as the end stops' is, so that a step that
// pulls it taut keeps energy.
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/table/end_stop.h"

namespace inversim {

template <class T>
struct TetherParams {
  T bed_x, bed_z;      ///< [m] where it is fixed to the bed, bed axes from the pivot
  T frame_x, frame_z;  ///< [m] and to the frame, frame axes from the pivot
  T length;            ///< [m] taut, without load
  T stiffness;         ///< [N/m]; 0: there is none
  T damping;           ///< [N s/m]
  T strength;          ///< [N] at which it breaks
};

template <class T>
struct TetherState {
  T broken;   ///< 0; 1 for good once it has, or where it is not fitted
  T tension;  ///< [N] of the last step
  T heat;     ///< [J] made in it, that of breaking included
};

inline namespace INVERSIM_LEVEL {

/// Length [m] at a bed angle, and how it grows with it [m/rad].
template <class T>
struct TetherReach {
  T length;
  T arm;
};
template <class T>
INVERSIM_INLINE TetherReach<T> tether_reach(const TetherParams<T>& p, const T& angle) {
  const SinCos<T> a = sincos<T>(angle);
  // R_y(a) r
  const T x = a.cos * p.bed_x + a.sin * p.bed_z, z = a.cos * p.bed_z - a.sin * p.bed_x;
  const T dx = x - p.frame_x, dz = z - p.frame_z;
  const T length = sqrt<T>(dx * dx + dz * dz + 1e-18);
  return {length, (dx * z - dz * x) / length};
}

template <class T>
struct TetherLoad {
  T tension;  ///< [N]
  T elastic;  ///< [N] of it, mean over the step
  T torque;   ///< [N m] against a > 0
  T slope;    ///< [N m s/rad] of it by the rate
  T speed;    ///< [m/s] at which it grows
};

/// What the strap does over a step that the bed goes through at the rate w.
template <class T>
INVERSIM_INLINE TetherLoad<T> tether_load(const TetherParams<T>& p, const TetherState<T>& s,
                                          const PivotStep<T>& step, const T& w) {
  const T zero = broadcast<T>(0);
  const T k = select<T>(s.broken < broadcast<T>(0.5), p.stiffness, zero);
  const TetherReach<T> at = tether_reach<T>(p, step.angle + 0.5 * step.h * w);
  const TetherReach<T> before = tether_reach<T>(p, step.angle);
  const TetherReach<T> after = tether_reach<T>(p, step.angle + step.h * w);
  const StopLoad<T> elastic =
      mean_stop_load<T>(k, before.length - p.length, after.length - p.length);
  const T speed = (after.length - before.length) / step.h;
  const T d = select<T>(elastic.torque > zero, p.damping, zero);
  const T tension = max<T>(elastic.torque + d * speed, zero);
  const Mask<T> pulls = tension > zero;
  // the secant of the length makes the work of the mean tension exact
  const Mask<T> turns = abs<T>(w) > broadcast<T>(1e-9);
  const T arm = select<T>(turns, speed / select<T>(turns, w, broadcast<T>(1)), at.arm);
  const T slope = select<T>(pulls, (arm * arm) * (elastic.slope * step.h + d), zero);
  return {tension, elastic.torque, tension * arm, slope, speed};
}

/// Drive of the pivot by the strap.
template <class T>
INVERSIM_INLINE PivotDrive<T> tether_drive(const TetherParams<T>& p, const TetherState<T>& s,
                                           const PivotStep<T>& step) {
  const T w = predicted_rate(step);
  const TetherLoad<T> load = tether_load<T>(p, s, step, w);
  return resist<T>(step, w, load.torque, load.slope);
}

/// Energy that the strap holds at a bed angle [J].
template <class T>
INVERSIM_INLINE T tether_energy(const TetherParams<T>& p, const TetherState<T>& s, const T& angle) {
  const T x = max<T>(tether_reach<T>(p, angle).length - p.length, broadcast<T>(0));
  const T k = select<T>(s.broken < broadcast<T>(0.5), p.stiffness, broadcast<T>(0));
  return 0.5 * k * (x * x);
}

/// Carries the strap over the step, once its acceleration is known; too much tension breaks it.
template <class T>
INVERSIM_INLINE void advance_tether(const TetherParams<T>& p, const PivotStep<T>& step,
                                    const T& qdd, TetherState<T>& s) {
  const T w = realised_rate(step, qdd);
  const TetherLoad<T> load = tether_load<T>(p, s, step, w);
  const T held = tether_energy<T>(p, s, step.angle + step.h * w);
  s.tension = load.tension;
  const Mask<T> breaks = load.tension > p.strength;
  const T made = (load.tension - load.elastic) * load.speed * step.h;
  s.heat = s.heat + made + select<T>(breaks, held, broadcast<T>(0));
  s.broken = select<T>(breaks, broadcast<T>(1), s.broken);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
