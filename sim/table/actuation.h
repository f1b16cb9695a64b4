// SPDX-License-Identifier: Apache-2.0
// From a command to the clamp force of the brake, by one of three actuators.
//
// The command u is what is asked of the brake: 0 released, 1 fully applied.
//
// Lever: a hand, a lever and a cable. The lever follows the command as fast as the hand moves; the
// cable first takes up its slack, then stretches, and its tension is what the caliper multiplies:
//   x' = +-x_full / time,   x_full = slack + F_cable / k,   tension = k (x - slack - worn)+
// A brake that is held by a spring is applied at rest and pulled open: its lever is at 1 - u.
// A torn cable carries nothing: a brake held by hand is open, one held by a spring stays applied.
// Worn pads need more travel; the lever does not have it.
//
// Electromagnet: springs apply the brake, a coil pulls the armature away. The coil's flux follows
// the supply with a time constant; the armature leaves at the pull-in flux, comes back below the
// drop-out flux, and takes a time to travel. Without supply the brake is applied. Wear widens the
// air gap: the springs push less, and the pull-in flux rises until the coil can no longer open it.
//
// Proportional: an actuator whose position follows the command with a lag and a limited speed; the
// clamp force is proportional to the position beyond what wear has opened. Without supply it goes
// to a position of its own (a spring) or stays (a screw).
//
// All have the same face: a state that says the clamp force, and advance_clamp().
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/math/smooth.h"

namespace inversim {

enum class Actuator : int { kLever, kElectromagnet, kProportional };

/// What the rest of the brake knows of its actuator.
template <class T>
struct ClampState {
  T travel;  ///< [m] of the cable at the caliper; or 0..1 of the armature, 1 pulled away; or 0..1
  T force;   ///< [N] normal force of each pad
  T flux;    ///< 0..1 of an electromagnet
};

/// What reaches an actuator: the command, and what may have failed.
template <class T>
struct ClampInput {
  T command;  ///< 0 released .. 1 applied
  T cable;    ///< 1 whole, 0 torn
  T supply;   ///< 0 none .. 1 nominal voltage
  T wear;     ///< [m] of each pad
};

template <class T>
struct LeverParams {
  T spring_force;     ///< [N] clamp force of the spring at rest; 0: the brake is held by hand
  T spring_rate;      ///< [N/m] clamp force that the spring loses per wear of both pads
  T hand_force;       ///< [N] at the lever at full travel
  T lever_ratio;      ///< cable tension over hand force
  T clamp_ratio;      ///< clamp force of a pad over hand force, losses included
  T slack;            ///< [m] cable travel before the pads move
  T cable_stiffness;  ///< [N/m] of cable and housing
  T apply_time;       ///< [s] from released to fully applied
  T release_time;     ///< [s] and back
};

template <class T>
struct ElectromagnetParams {
  T spring_force;  ///< [N] clamp force, new pads
  T spring_rate;   ///< [N/m] that it loses per wear of both pads
  T flux_rise;     ///< [s] time constant with supply, > 0
  T flux_fall;     ///< [s] without, > 0
  T pull_in;       ///< flux at which the armature leaves, new pads
  T drop_out;      ///< flux below which it comes back
  T air_gap;       ///< [m] with new pads: wear of both pads as large doubles the pull-in flux
  T release_time;  ///< [s] travel of the armature
  T engage_time;   ///< [s] and back
};

template <class T>
struct ProportionalParams {
  T force;           ///< [N] clamp force at full travel, new pads
  T stroke;          ///< [m] pad travel from touching to full force, both pads; wear takes of it
  T lag;             ///< [s] time constant
  T rate;            ///< [1/s] share of the travel per second, at most
  T unpowered;       ///< 0..1 position to which a spring takes it without supply
  T unpowered_rate;  ///< [1/s] with which; 0: it stays
};

template <class T>
struct ActuatorParams {
  LeverParams<T> lever;
  ElectromagnetParams<T> magnet;
  ProportionalParams<T> proportional;
};

inline namespace INVERSIM_LEVEL {

/// Cable travel of a lever that is pulled with its full hand force, new pads [m].
template <class T>
INVERSIM_INLINE T full_travel(const LeverParams<T>& p) {
  return p.slack + p.hand_force * p.lever_ratio / p.cable_stiffness;
}

/// Cable travel that worn pads take before they touch [m]: pads and cable do the same work.
template <class T>
INVERSIM_INLINE T worn_travel(const LeverParams<T>& p, const T& wear) {
  return 2.0 * wear * p.clamp_ratio / p.lever_ratio;
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

/// Force at the hand [N] for a cable travel [m] and a wear of each pad [m].
template <class T>
INVERSIM_INLINE T hand_force(const LeverParams<T>& p, const T& travel, const T& wear) {
  const T width = 0.02 * full_travel(p);
  const T stretch = travel - p.slack - worn_travel(p, wear);
  return p.cable_stiffness * smooth_ramp<T>(stretch, width).value / p.lever_ratio;
}

/// Clamp force of each pad [N] for a cable travel [m].
template <class T>
INVERSIM_INLINE T clamp_force(const LeverParams<T>& p, const T& travel, const ClampInput<T>& in) {
  const Mask<T> sprung = p.spring_force > broadcast<T>(0);
  // wear does not move the lever of a brake that is pulled open
  const T gap = select<T>(sprung, broadcast<T>(0), in.wear);
  const T pulled = in.cable * (p.clamp_ratio * hand_force(p, travel, gap));
  // the spring against the cable: closes gently, so that the force is once differentiable
  const T width = max<T>(0.02 * p.spring_force, broadcast<T>(1e-9));
  const T spring = p.spring_force - p.spring_rate * (2.0 * in.wear);
  const T left = smooth_ramp<T>(spring - pulled, width).value;
  return select<T>(sprung, left, pulled);
}

/// The lever's position for a command that has been there for long.
template <class T>
INVERSIM_INLINE ClampState<T> settled_clamp(const LeverParams<T>& p, const ClampInput<T>& in) {
  const T u = clamp<T>(in.command, broadcast<T>(0), broadcast<T>(1));
  const Mask<T> sprung = p.spring_force > broadcast<T>(0);
  const T travel = select<T>(sprung, 1.0 - u, u) * full_travel(p);
  return {travel, clamp_force(p, travel, in), broadcast<T>(0)};
}

/// Moves the lever for the time h [s] towards the command.
template <class T>
INVERSIM_INLINE void advance_clamp(const LeverParams<T>& p, const ClampInput<T>& in, const T& h,
                                   ClampState<T>& s) {
  const T full = full_travel(p);
  const Mask<T> sprung = p.spring_force > broadcast<T>(0);
  const T u = clamp<T>(in.command, broadcast<T>(0), broadcast<T>(1));
  const T target = select<T>(sprung, 1.0 - u, u) * full;
  // pulling the lever applies a brake held by hand and releases one held by a spring
  const T pull_time = select<T>(sprung, p.release_time, p.apply_time);
  const T return_time = select<T>(sprung, p.apply_time, p.release_time);
  const T pull = full * h / max<T>(pull_time, h);
  const T give = full * h / max<T>(return_time, h);
  s.travel = s.travel + clamp<T>(target - s.travel, -give, pull);
  s.force = clamp_force(p, s.travel, in);
}

/// Clamp force of each pad [N] with the armature at a travel.
template <class T>
INVERSIM_INLINE T clamp_force(const ElectromagnetParams<T>& p, const T& travel, const T& wear) {
  const T spring = p.spring_force - p.spring_rate * (2.0 * wear);
  return max<T>(spring, broadcast<T>(0)) * (1.0 - travel);
}

/// Coil and armature for a command that has been there for long.
template <class T>
INVERSIM_INLINE ClampState<T> settled_clamp(const ElectromagnetParams<T>& p,
                                            const ClampInput<T>& in) {
  const T one = broadcast<T>(1), zero = broadcast<T>(0);
  const T flux = select<T>(in.command < broadcast<T>(0.5), in.supply, zero);
  const T needed = p.pull_in * (1.0 + 2.0 * in.wear / p.air_gap);
  const T travel = select<T>(flux > needed, one, zero);
  return {travel, clamp_force(p, travel, in.wear), flux};
}

/// Coil and armature after the time h [s]. A command above one half applies the brake.
template <class T>
INVERSIM_INLINE void advance_clamp(const ElectromagnetParams<T>& p, const ClampInput<T>& in,
                                   const T& h, ClampState<T>& s) {
  const T one = broadcast<T>(1), zero = broadcast<T>(0);
  const T driven = select<T>(in.command < broadcast<T>(0.5), in.supply, zero);
  const T time = select<T>(driven > s.flux, p.flux_rise, p.flux_fall);
  s.flux = driven + (s.flux - driven) * exp<T>(-h / time);
  const T needed = p.pull_in * (1.0 + 2.0 * in.wear / p.air_gap);
  const Mask<T> away = s.travel > broadcast<T>(0.5);
  const T stays = select<T>(away, one, zero);
  const T target = select<T>(s.flux > needed, one, select<T>(s.flux < p.drop_out, zero, stays));
  s.travel = s.travel + clamp<T>(target - s.travel, -h / max<T>(p.engage_time, h),
                                 h / max<T>(p.release_time, h));
  s.force = clamp_force(p, s.travel, in.wear);
}

/// Clamp force of each pad [N] at a position.
template <class T>
INVERSIM_INLINE T clamp_force(const ProportionalParams<T>& p, const T& travel, const T& wear) {
  return p.force * max<T>(travel - 2.0 * wear / p.stroke, broadcast<T>(0));
}

/// Position for a command that has been there for long.
template <class T>
INVERSIM_INLINE ClampState<T> settled_clamp(const ProportionalParams<T>& p,
                                            const ClampInput<T>& in) {
  const T u = clamp<T>(in.command, broadcast<T>(0), broadcast<T>(1));
  const Mask<T> gone = (in.supply < broadcast<T>(0.5)) & (p.unpowered_rate > broadcast<T>(0));
  const T travel = select<T>(gone, p.unpowered, u);
  return {travel, clamp_force(p, travel, in.wear), broadcast<T>(0)};
}

/// Position after the time h [s].
template <class T>
INVERSIM_INLINE void advance_clamp(const ProportionalParams<T>& p, const ClampInput<T>& in,
                                   const T& h, ClampState<T>& s) {
  const T u = clamp<T>(in.command, broadcast<T>(0), broadcast<T>(1));
  const Mask<T> powered = in.supply >= broadcast<T>(0.5);
  const T follows = (u - s.travel) * (1.0 - exp<T>(-h / max<T>(p.lag, 1e-9 * h)));
  const T way = select<T>(powered, follows, p.unpowered - s.travel);
  const T most = h * select<T>(powered, p.rate, p.unpowered_rate);
  s.travel = s.travel + clamp<T>(way, -most, most);
  s.force = clamp_force(p, s.travel, in.wear);
}

/// The state of whichever actuator the brake has, for a command that has been there for long.
template <class T>
INVERSIM_INLINE ClampState<T> settled_clamp(Actuator actuator, const ActuatorParams<T>& p,
                                            const ClampInput<T>& in) {
  if (actuator == Actuator::kElectromagnet) return settled_clamp(p.magnet, in);
  if (actuator == Actuator::kProportional) return settled_clamp(p.proportional, in);
  return settled_clamp(p.lever, in);
}

/// Moves whichever actuator the brake has for the time h [s].
template <class T>
INVERSIM_INLINE void advance_clamp(Actuator actuator, const ActuatorParams<T>& p,
                                   const ClampInput<T>& in, const T& h, ClampState<T>& s) {
  if (actuator == Actuator::kElectromagnet) {
    advance_clamp(p.magnet, in, h, s);
  } else if (actuator == Actuator::kProportional) {
    advance_clamp(p.proportional, in, h, s);
  } else {
    advance_clamp(p.lever, in, h, s);
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
