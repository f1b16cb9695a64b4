// SPDX-License-Identifier: Apache-2.0
// What sliding does to a disc brake: two lumped temperatures, fade, and wear of the pads.
//
//   C_d T_d' = s Q - G_d T_d,   C_p T_p' = (1 - s) Q - G_p T_p       temperatures above the air's
//   mu / mu_cold = 1 up to the fading temperature of the pads, falling linearly to a share of it
//   wear' = k (N / A) v                                              Archard, per pad
// Q is the heat made at the surfaces, v the speed at which they slide. Wear of both pads opens the
// gap that the actuator has to close (actuation.h). Trapezoids in time: what is stored, lost and
// made balances to rounding.
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {

template <class T>
struct HeatAndWearParams {
  T disc_capacity;     ///< [J/K] > 0
  T pad_capacity;      ///< [J/K] both pads, > 0
  T disc_conductance;  ///< [W/K] to the air
  T pad_conductance;   ///< [W/K] to caliper and air
  T disc_share;        ///< s: share of the heat that the disc takes
  T ambient;           ///< [degC]
  T fade_from;         ///< [degC] of the pads, up to which mu is whole
  T fade_to;           ///< [degC] above which it falls no more, > fade_from
  T fade_share;        ///< mu there over mu cold
  T wear_per_work;     ///< [m^2/N] k: worn volume over normal force and sliding distance
  T pad_area;          ///< [m^2] of one pad, > 0
  T radius;            ///< [m] of the pads from the axis
};

template <class T>
struct HeatAndWearState {
  T disc;  ///< [K] above the air
  T pads;  ///< [K] above the air
  T lost;  ///< [J] given to air and caliper
  T wear;  ///< [m] of each pad
};

inline namespace INVERSIM_LEVEL {

/// Friction coefficient over that of cold pads.
template <class T>
INVERSIM_INLINE T fade(const HeatAndWearParams<T>& p, const HeatAndWearState<T>& s) {
  const T way = (p.ambient + s.pads - p.fade_from) / (p.fade_to - p.fade_from);
  const T u = clamp<T>(way, broadcast<T>(0), broadcast<T>(1));
  return 1.0 - (1.0 - p.fade_share) * u;
}

/// Trapezoid of C x' = q/h - G x over h; adds what leaves to `lost`.
template <class T>
INVERSIM_INLINE T warmed(const T& capacity, const T& conductance, const T& q, const T& h,
                         const T& x, T& lost) {
  const T z = 0.5 * conductance * h / capacity;
  const T after = (x * (1.0 - z) + q / capacity) / (1.0 + z);
  lost = lost + 0.5 * conductance * h * (x + after);
  return after;
}

/// Carries temperatures and wear over h [s], in which the pads slid by `slid` [m] under a force
/// `clamp_force` [N] each and made `heat` [J].
template <class T>
INVERSIM_INLINE void advance_heat_and_wear(const HeatAndWearParams<T>& p, const T& clamp_force,
                                           const T& slid, const T& heat, const T& h,
                                           HeatAndWearState<T>& s) {
  s.disc = warmed<T>(p.disc_capacity, p.disc_conductance, p.disc_share * heat, h, s.disc, s.lost);
  s.pads =
      warmed<T>(p.pad_capacity, p.pad_conductance, (1.0 - p.disc_share) * heat, h, s.pads, s.lost);
  s.wear = s.wear + p.wear_per_work * (clamp_force / p.pad_area) * abs<T>(slid);
}

/// Heat in disc and pads [J].
template <class T>
INVERSIM_INLINE T stored_heat(const HeatAndWearParams<T>& p, const HeatAndWearState<T>& s) {
  return p.disc_capacity * s.disc + p.pad_capacity * s.pads;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
