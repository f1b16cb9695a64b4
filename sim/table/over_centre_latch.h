// SPDX-License-Identifier: Apache-2.0
// An over-centre latch: a spring detent that draws the bed to an angle past the vertical, its home,
// and lets go of it at a given torque.
//
// With u = |a - home| / width its torque towards home is
//   T(u) = T_open 27/4 u (1 - u)^2,
// odd about home and once differentiable everywhere: it rises to T_open at u = 1/3 and is gone at
// u = 1. It is conservative: pulling the bed out takes 27/48 T_open width, falling in gives it
// back.
#pragma once

#include "inversim/table/pivot_drive.h"

namespace inversim {

template <class T>
struct OverCentreLatchParams {
  T home;    ///< [rad] bed angle to which it draws
  T width;   ///< [rad] within which it does, > 0
  T torque;  ///< [N m] at which it opens; 0: there is none
};

inline namespace INVERSIM_LEVEL {

template <class T>
struct LatchLoad {
  T torque;  ///< [N m] on the bed, head down positive
  T slope;   ///< [N m/rad] of its resistance to going further from home
};

/// What the latch does at a bed angle.
template <class T>
INVERSIM_INLINE LatchLoad<T> latch_load(const OverCentreLatchParams<T>& p, const T& angle) {
  const T zero = broadcast<T>(0);
  const T x = (angle - p.home) / p.width;
  const T u = min<T>(abs<T>(x), broadcast<T>(1)), left = 1.0 - u;
  const T size = (6.75 * p.torque) * (u * (left * left));
  return {select<T>(x > zero, -size, size), (6.75 * p.torque / p.width) * (left * (1.0 - 3.0 * u))};
}

/// Drive of the pivot by the latch, taken in the middle of the step.
template <class T>
INVERSIM_INLINE PivotDrive<T> latch_drive(const OverCentreLatchParams<T>& p,
                                          const PivotStep<T>& step) {
  const T w = predicted_rate(step), half = 0.5 * step.h;
  const LatchLoad<T> load = latch_load<T>(p, step.angle + half * w);
  // where it lets go its slope is negative, which no implicit step needs
  return resist<T>(step, w, -load.torque, max<T>(half * load.slope, broadcast<T>(0)));
}

/// Energy that the latch holds at a bed angle, 0 at home [J].
template <class T>
INVERSIM_INLINE T latch_energy(const OverCentreLatchParams<T>& p, const T& angle) {
  const T u = min<T>(abs<T>(angle - p.home) / p.width, broadcast<T>(1));
  const T u2 = u * u;
  return (6.75 * p.torque * p.width) * (u2 * (0.5 - 2.0 / 3.0 * u + 0.25 * u2));
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
