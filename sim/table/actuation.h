// SPDX-License-Identifier: Apache-2.0
// From a command to the clamp force of the brake: a hand, a lever and a cable.
//
// The command u is what is asked of the brake: 0 released, 1 fully applied. The lever follows it as
// fast as the hand moves; the cable first takes up its slack, then stretches, and its tension is
// what the caliper multiplies:
//   x' = +-x_full / time,   x_full = slack + F_cable / k,   tension = k (x - slack)+
// A brake that is held by a spring is applied at rest and pulled open: its lever is at 1 - u.
// A torn cable carries nothing: a brake held by hand is open, one held by a spring stays applied.
//
// Any other actuator has the same face: parameters, a state that says the clamp force, and a
// function that advances it by h under a command 0..1.
#pragma once

#include "inversim/math/smooth.h"

namespace inversim {

/// What the rest of the brake knows of its actuator.
template <class T>
struct ClampState {
  T travel;  ///< [m] of the cable at the caliper, or 0..1 where there is no cable
  T force;   ///< [N] normal force of each pad
};

template <class T>
struct LeverParams {
  T spring_force;     ///< [N] clamp force of the spring at rest; 0: the brake is held by hand
  T hand_force;       ///< [N] at the lever at full travel
  T lever_ratio;      ///< cable tension over hand force
  T clamp_ratio;      ///< clamp force of a pad over hand force, losses included
  T slack;            ///< [m] cable travel before the pads move; wear adds to it
  T cable_stiffness;  ///< [N/m] of cable and housing
  T apply_time;       ///< [s] from released to fully applied
  T release_time;     ///< [s] and back
};

inline namespace INVERSIM_LEVEL {

/// Cable travel of a lever that is pulled with its full hand force [m].
template <class T>
INVERSIM_INLINE T full_travel(const LeverParams<T>& p) {
  return p.slack + p.hand_force * p.lever_ratio / p.cable_stiffness;
}

/// Cable travel over its full one at which the hand pulls with a share of the full hand force: the
/// command of a hand that is given as a force.
template <class T>
INVERSIM_INLINE T lever_position_of_force(const LeverParams<T>& p, const T& share) {
  const T stretch = p.hand_force * p.lever_ratio / p.cable_stiffness;
  const T position =
      (p.slack + clamp<T>(share, broadcast<T>(0), broadcast<T>(1)) * stretch) / full_travel(p);
  return select<T>(share > broadcast<T>(0), position, broadcast<T>(0));
}

/// Force at the hand [N] for a cable travel [m].
template <class T>
INVERSIM_INLINE T hand_force(const LeverParams<T>& p, const T& travel) {
  const T width = 0.02 * full_travel(p);
  return p.cable_stiffness * smooth_ramp<T>(travel - p.slack, width).value / p.lever_ratio;
}

/// Clamp force of each pad [N] for a cable travel [m]; `cable` 1 whole, 0 torn.
template <class T>
INVERSIM_INLINE T clamp_force(const LeverParams<T>& p, const T& travel, const T& cable) {
  const T pulled = cable * (p.clamp_ratio * hand_force(p, travel));
  // the spring against the cable: closes gently, so that the force is once differentiable
  const T width = max<T>(0.02 * p.spring_force, broadcast<T>(1e-9));
  const T left = smooth_ramp<T>(p.spring_force - pulled, width).value;
  return select<T>(p.spring_force > broadcast<T>(0), left, pulled);
}

/// The lever's position for a command that has been there for long.
template <class T>
INVERSIM_INLINE ClampState<T> settled_clamp(const LeverParams<T>& p, const T& command,
                                            const T& cable) {
  const T u = clamp<T>(command, broadcast<T>(0), broadcast<T>(1));
  const Mask<T> sprung = p.spring_force > broadcast<T>(0);
  const T travel = select<T>(sprung, 1.0 - u, u) * full_travel(p);
  return {travel, clamp_force(p, travel, cable)};
}

/// Moves the lever for the time h [s] towards the command.
template <class T>
INVERSIM_INLINE void advance_clamp(const LeverParams<T>& p, const T& command, const T& cable,
                                   const T& h, ClampState<T>& s) {
  const T full = full_travel(p);
  const Mask<T> sprung = p.spring_force > broadcast<T>(0);
  const T u = clamp<T>(command, broadcast<T>(0), broadcast<T>(1));
  const T target = select<T>(sprung, 1.0 - u, u) * full;
  // pulling the lever applies a brake held by hand and releases one held by a spring
  const T pull_time = select<T>(sprung, p.release_time, p.apply_time);
  const T return_time = select<T>(sprung, p.apply_time, p.release_time);
  const T pull = full * h / max<T>(pull_time, h);
  const T give = full * h / max<T>(return_time, h);
  s.travel = s.travel + clamp<T>(target - s.travel, -give, pull);
  s.force = clamp_force(p, s.travel, cable);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
