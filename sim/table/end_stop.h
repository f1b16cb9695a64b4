// SPDX-License-Identifier: Apache-2.0
// End stops of the bed: compliant, with a coefficient of restitution that holds at any speed.
//
// Hunt and Crossley (1975): torque = K x (1 + c x') for a depth x > 0. From m x'' = -torque,
//   v dv / (1 + c v) = -(K / m) x dx  over a whole impact from v_i to -e v_i:
//   u (1 + e) = ln((1 + u) / (1 - e u)),    u = c v_i,
// whatever the mass and the stiffness: u follows from e once, c = u / v_i at each contact. The
// elastic part is taken as its mean over the step, [U(x1) - U(x0)] / (x1 - x0), which keeps energy
// exactly when a step enters or leaves the stop.
#pragma once

#include "inversim/table/pivot_drive.h"

namespace inversim {

template <class T>
struct EndStopParams {
  T lower;           ///< [rad] bed angle at which the mounting stop begins
  T upper;           ///< [rad] bed angle at which the inverted stop begins
  T stiffness;       ///< [N m/rad] K
  T damping_share;   ///< u: damping coefficient times speed of approach (stop_damping_share)
  T least_approach;  ///< [rad/s] speed below which an approach counts as this fast, > 0
};

template <class T>
struct EndStopState {
  T approach;  ///< [rad/s] speed at which the stop was touched; 0 away from both
  T heat;      ///< [J] made in the stops
};

/// u of a coefficient of restitution [0.05, 1]; below 0.05 it is that of 0.05. Not for the step.
/// Relative error below 1e-6.
double stop_damping_share(double restitution);

inline namespace INVERSIM_LEVEL {

/// Mean elastic torque [N m] of a stop over a step that takes the depth from x0 to x1 [rad].
template <class T>
struct StopLoad {
  T torque;
  T slope;  ///< [N m/rad] by x1
};
template <class T>
INVERSIM_INLINE StopLoad<T> mean_stop_load(const T& stiffness, const T& x0, const T& x1) {
  const T zero = broadcast<T>(0);
  const T p0 = max<T>(x0, zero), p1 = max<T>(x1, zero);
  const T dx = x1 - x0;
  // share of the travel that is inside
  const Mask<T> both = (x0 > zero) & (x1 > zero);
  const Mask<T> crosses = (x0 > zero) ^ (x1 > zero);
  const T travel = select<T>(crosses, dx, broadcast<T>(1));
  const T inside = select<T>(both, broadcast<T>(1), select<T>(crosses, (p1 - p0) / travel, zero));
  const T mean = 0.5 * (p0 + p1);
  const T torque = stiffness * mean * inside;
  // d/dx1 of K (p1^2 - p0^2) / (2 dx)
  const T slope = select<T>(both, 0.5 * stiffness,
                            select<T>(crosses, (stiffness * p1 - torque) / travel, zero));
  return {torque, slope};
}

/// Depth in the stops, positive [rad], and towards which side: +1 upper, -1 lower.
template <class T>
struct StopDepth {
  T x;
  T side;
};
template <class T>
INVERSIM_INLINE StopDepth<T> stop_depth(const EndStopParams<T>& p, const T& angle) {
  const T up = angle - p.upper, down = p.lower - angle;
  const Mask<T> lower = down > up;
  return {select<T>(lower, down, up), select<T>(lower, broadcast<T>(-1), broadcast<T>(1))};
}

/// Torque against going deeper at the rate w over the step, and its slope.
template <class T>
INVERSIM_INLINE StopLoad<T> stop_load(const EndStopParams<T>& p, const EndStopState<T>& s,
                                      const T& x0, const T& speed, const T& h) {
  const T zero = broadcast<T>(0);
  const StopLoad<T> elastic = mean_stop_load<T>(p.stiffness, x0, x0 + h * speed);
  const T approach =
      max<T>(max<T>(s.approach, select<T>(s.approach > zero, zero, speed)), p.least_approach);
  const T c = p.damping_share / approach;
  const T factor = max<T>(1.0 + c * speed, zero);
  const T slope = elastic.slope * h * factor + select<T>(factor > zero, elastic.torque * c, zero);
  return {elastic.torque * factor, max<T>(slope, zero)};
}

/// Drive of the pivot by the stops.
template <class T>
INVERSIM_INLINE PivotDrive<T> end_stop_drive(const EndStopParams<T>& p, const EndStopState<T>& s,
                                             const PivotStep<T>& step) {
  const T w = predicted_rate(step);
  const StopDepth<T> at = stop_depth<T>(p, step.angle + 0.5 * step.h * w);
  const T x0 = at.x - 0.5 * step.h * (at.side * w);
  const StopLoad<T> load = stop_load<T>(p, s, x0, at.side * w, step.h);
  return resist<T>(step, w, at.side * load.torque, load.slope);
}

/// Carries the stops over the step, once its acceleration is known.
template <class T>
INVERSIM_INLINE void advance_end_stop(const EndStopParams<T>& p, const PivotStep<T>& step,
                                      const T& qdd, EndStopState<T>& s) {
  const T zero = broadcast<T>(0);
  const T w = realised_rate(step, qdd);
  const StopDepth<T> at = stop_depth<T>(p, step.angle + 0.5 * step.h * w);
  const T speed = at.side * w;
  const T x0 = at.x - 0.5 * step.h * speed, x1 = x0 + step.h * speed;
  const StopLoad<T> elastic = mean_stop_load<T>(p.stiffness, x0, x1);
  const StopLoad<T> load = stop_load<T>(p, s, x0, speed, step.h);
  s.heat = s.heat + (load.torque - elastic.torque) * speed * step.h;
  // the speed of approach is kept from the first step that ends inside until one ends outside
  const T first = max<T>(select<T>(s.approach > zero, s.approach, speed), p.least_approach);
  s.approach = select<T>(x1 > zero, first, zero);
}

/// Energy that the stops hold [J] at a bed angle [rad].
template <class T>
INVERSIM_INLINE T end_stop_energy(const EndStopParams<T>& p, const T& angle) {
  const T x = max<T>(stop_depth<T>(p, angle).x, broadcast<T>(0));
  return 0.5 * p.stiffness * (x * x);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
