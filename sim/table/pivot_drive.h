// SPDX-License-Identifier: Apache-2.0
// What an element between frame and bed does to the pivot in one step, linearly implicit:
//   tau_total = tau - H qdd
// with qdd the step's own acceleration (multibody/articulated_body.h). Elements add up.
//
// An element is a law T(w) of the pivot rate w = rate + theta h qdd that holds over the step. It is
// taken along its tangent S = dT/dw at a predicted rate w*, the acceleration of the last step:
//   T(w) = T* + S (w - w*)   =>   tau = -(T* + S (rate - w*)),   H = S theta h.
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {

/// Torque on the bed about the pivot axis, positive head down.
template <class T>
struct PivotDrive {
  T tau;  ///< [N m] explicit part
  T H;    ///< [kg m^2] implicit part
};

/// One step of the pivot, as known before it is made.
template <class T>
struct PivotStep {
  T angle;         ///< [rad] a of the bed, at the start
  T rate;          ///< [rad/s] at the start
  T acceleration;  ///< [rad/s^2] realised in the step before: the prediction for this one
  T h;             ///< [s] length
  T theta;         ///< weight of the end, 1/2 .. 1
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE PivotDrive<T> operator+(const PivotDrive<T>& a, const PivotDrive<T>& b) {
  return {a.tau + b.tau, a.H + b.H};
}

/// Rate that holds over the step if its acceleration is that of the step before [rad/s].
template <class T>
INVERSIM_INLINE T predicted_rate(const PivotStep<T>& step) {
  return step.rate + step.theta * step.h * step.acceleration;
}

/// Rate that holds over the step, the bed turning by h times it, once its acceleration is known.
template <class T>
INVERSIM_INLINE T realised_rate(const PivotStep<T>& step, const T& qdd) {
  return step.rate + step.theta * step.h * qdd;
}

/// Drive of a torque that resists with `torque` at the rate w and rises by `slope` per rad/s.
template <class T>
INVERSIM_INLINE PivotDrive<T> resist(const PivotStep<T>& step, const T& w, const T& torque,
                                     const T& slope) {
  return {-(torque + slope * (step.rate - w)), slope * step.theta * step.h};
}

/// Torque on the bed that the step realised [N m].
template <class T>
INVERSIM_INLINE T applied_torque(const PivotDrive<T>& drive, const T& qdd) {
  return drive.tau - drive.H * qdd;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
