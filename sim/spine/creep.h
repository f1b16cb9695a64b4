// SPDX-License-Identifier: Apache-2.0
// Creep of the discs: three Kelvin-Voigt units in series with each disc's elastic law, driven by
// the disc's axial force. Each follows compliance times force with one time while the disc is
// pressed down and another while it recovers; constant force over a step is integrated exactly, so
// steps of a millisecond and of minutes agree. docs/spine.md.
//
// Lengths are changes of disc height, positive when the disc grows, from the state in which the
// reference posture is measured (lying; CreepReference). Stature has one more unit, of the soft
// tissue below the sacrum, that moves no joint.
#pragma once

#include <array>

#include "inversim/math/elementary.h"
#include "inversim/math/smooth.h"
#include "inversim/spine/levels.h"

namespace inversim {

inline constexpr int kCreepUnits = 3;

template <class T>
struct Creep {
  T compliance[kLevels][kCreepUnits];  ///< [m/N]
  T reference[kLevels];                ///< [m] sum of the units in the reference posture
  T loading_time[kCreepUnits];         ///< [s] while the disc is pressed down
  T unloading_time[kCreepUnits];       ///< [s] while it recovers
  T below_sacrum;                      ///< [m] lost below the sacrum after long standing
  T below_sacrum_time;                 ///< [s]
  T standing_load;                     ///< [N] on the hips that below_sacrum is for
  T enabled;                           ///< 1, or 0: heights are elastic ones
};

template <class T>
struct CreepState {
  T unit[kLevels][kCreepUnits];  ///< [m] compliance times force after a long time
  T below_sacrum;                ///< [m] <= 0
};

/// Shares of the way to the long-time value that the units go in one step.
template <class T>
struct CreepShares {
  T loading[kCreepUnits], unloading[kCreepUnits];
};

inline namespace INVERSIM_LEVEL {

/// 1 - exp(-h / tau).
template <class T>
INVERSIM_INLINE T creep_share(const T& h, const T& tau) {
  const T x = h / tau;
  // for small x the difference would cancel
  const T series = x * (1.0 - 0.5 * x * (1.0 - (1.0 / 3.0) * x * (1.0 - 0.25 * x)));
  return select<T>(x < broadcast<T>(1e-3), series, 1.0 - exp<T>(-x));
}

template <class T>
INVERSIM_INLINE CreepShares<T> creep_shares(const Creep<T>& p, const T& h) {
  CreepShares<T> s;
  for (int u = 0; u < kCreepUnits; ++u) {
    s.loading[u] = p.enabled * creep_share<T>(h, p.loading_time[u]);
    s.unloading[u] = p.enabled * creep_share<T>(h, p.unloading_time[u]);
  }
  return s;
}

/// Growth of a level by creep from the reference posture [m].
template <class T>
INVERSIM_INLINE T creep_height(const Creep<T>& p, const CreepState<T>& s, int level) {
  const T* unit = s.unit[level];
  return p.enabled * (((unit[0] + unit[1]) + unit[2]) - p.reference[level]);
}

/// Advances one level under its disc's axial force [N], tension positive.
template <class T>
INVERSIM_INLINE void step_creep(const Creep<T>& p, const CreepShares<T>& share, int level,
                                const T& force, CreepState<T>& s) {
  for (int u = 0; u < kCreepUnits; ++u) {
    const T missing = p.compliance[level][u] * force - s.unit[level][u];
    const T part = select<T>(missing < broadcast<T>(0), share.loading[u], share.unloading[u]);
    s.unit[level][u] += part * missing;
  }
}

/// Advances the tissue below the sacrum under the axial force of the hips [N], tension positive.
template <class T>
INVERSIM_INLINE void step_below_sacrum(const Creep<T>& p, const T& hip_force, const T& h,
                                       CreepState<T>& s) {
  const T load = clamp<T>(hip_force / p.standing_load, broadcast<T>(-2), broadcast<T>(0));
  const T share = p.enabled * creep_share<T>(h, p.below_sacrum_time);
  s.below_sacrum += share * (load * p.below_sacrum - s.below_sacrum);
}

}  // namespace INVERSIM_LEVEL

/// One unit as the literature gives it, for the disc of L4-L5.
struct CreepUnit {
  double compliance = 0;                        ///< [m/N]
  double loading_time = 0, unloading_time = 0;  ///< [s]
};

/// What the creep of a person rests on.
struct CreepFigures {
  std::array<CreepUnit, kCreepUnits> unit;
  double reference_shape = 0;  ///< [1/m] disc height over area for which the units hold
  double greatest_scale = 0;   ///< of a level over the reference
  double thoracic_factor = 0;  ///< what the ribs leave of thoracic creep
  double age_factor = 1;
  double below_sacrum = 0, below_sacrum_time = 0;  ///< [m], [s]
};

/// height [m] and area [m^2] of each disc, 0 where there is none: such a level does not creep.
Creep<double> make_creep(const CreepFigures& figures, const std::array<double, kLevels>& height,
                         const std::array<double, kLevels>& area, double standing_load);

/// A person's day that repeats: upright from rising to going to bed, then lying.
struct Day {
  double rise = 0, to_bed = 0;            ///< [s] of the clock, rise < to_bed
  std::array<double, kLevels> upright{};  ///< [N] axial force of each disc, tension positive
  std::array<double, kLevels> lying{};    ///< [N]
};
inline constexpr double kDay = 24 * 3600.0;  ///< [s]

/// Where creep stands at a time of the clock [s] when one such day follows another, in closed form
/// per unit and level.
CreepState<double> periodic_creep(const Creep<double>& creep, const Day& day, double clock);

/// Lies for a time [s] under the day's lying forces.
void lie_down(const Creep<double>& creep, const Day& day, double duration,
              CreepState<double>& state);

}  // namespace inversim
