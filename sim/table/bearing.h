// SPDX-License-Identifier: Apache-2.0
// Bearing of the pivot: plain Coulomb friction, the same at rest and turning, as a friction element
// whose grip is the friction torque and whose friction coefficient is 1.
#pragma once

#include "inversim/table/friction.h"

namespace inversim {

template <class T>
struct BearingParams {
  T friction_torque;       ///< [N m] both sides together
  T presliding_stiffness;  ///< [N m/rad] before the surfaces slide
  T presliding_damping;    ///< [N m s/rad]
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE FrictionParams<T> bearing_friction(const BearingParams<T>& p) {
  const T one = broadcast<T>(1);
  // the bristle ten times as stiff as the presliding that it shares with the series element
  const T torque = max<T>(p.friction_torque, broadcast<T>(1e-9));
  const T stiffness = max<T>(p.presliding_stiffness, broadcast<T>(1e-6));
  return {one,
          one,
          one,
          10.0 * stiffness / torque,
          broadcast<T>(0),
          broadcast<T>(0.95),
          stiffness / 0.9,
          p.presliding_damping};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
