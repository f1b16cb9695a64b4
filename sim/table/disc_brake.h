// SPDX-License-Identifier: Apache-2.0
// Disc brake on the pivot: two pads pressed on a disc by a clamp force, T = 2 mu N r.
#pragma once

#include "inversim/table/friction.h"

namespace inversim {

/// Pads, disc, and what holds them.
template <class T>
struct DiscBrakeParams {
  T mu_static;          ///< pad against disc at rest
  T mu_kinetic;         ///< sliding
  T stribeck_velocity;  ///< [m/s] at the pad
  T effective_radius;   ///< [m] of the pads from the pivot axis
  T bristle_stiffness;  ///< [1/m] LuGre sigma0 over the normal force
  T bristle_damping;    ///< [s/m] LuGre sigma1 over the normal force
  T stick_share;        ///< share of the breakaway torque below which nothing slips
  T series_stiffness;   ///< [N m/rad] caliper bracket and pivot tube
  T series_damping;     ///< [N m s/rad] of the same
};

inline namespace INVERSIM_LEVEL {

/// Torque per friction coefficient [N m] of a clamp force per pad [N]. `mu_share` is what is left
/// of mu: 1 dry and clean, about 1/2 wet or oily.
template <class T>
INVERSIM_INLINE T brake_grip(const DiscBrakeParams<T>& p, const T& clamp_force, const T& mu_share) {
  return 2.0 * clamp_force * p.effective_radius * mu_share;
}

/// Torque up to which the brake holds, 2 mu_s N r [N m].
template <class T>
INVERSIM_INLINE T breakaway_torque(const DiscBrakeParams<T>& p, const T& clamp_force,
                                   const T& mu_share) {
  return p.mu_static * brake_grip(p, clamp_force, mu_share);
}

/// Torque at which it slides steadily, 2 mu_k N r [N m].
template <class T>
INVERSIM_INLINE T sliding_torque(const DiscBrakeParams<T>& p, const T& clamp_force,
                                 const T& mu_share) {
  return p.mu_kinetic * brake_grip(p, clamp_force, mu_share);
}

/// The brake as a friction element of the pivot.
template <class T>
INVERSIM_INLINE FrictionParams<T> brake_friction(const DiscBrakeParams<T>& p) {
  return {p.mu_static,
          p.mu_kinetic,
          p.stribeck_velocity / p.effective_radius,
          p.bristle_stiffness * p.effective_radius,
          p.bristle_damping * p.effective_radius,
          p.stick_share,
          p.series_stiffness,
          p.series_damping};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
