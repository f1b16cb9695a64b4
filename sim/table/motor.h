// SPDX-License-Identifier: Apache-2.0
// A direct-current motor that turns the bed through a gear with backlash and friction.
//
// All as seen at the bed: torques times the gear ratio N, rates over it. The rotor has the angle q,
// the rate v and the reflected inertia J:
//   J v' = S (u - v / V) - T - F
//   S stall torque, V no-load rate, u the share of the voltage: a torque-speed line
//   T = K dz(q - a; b/2) + D (v - w) where the teeth touch              on the bed
//   |F| <= F0 + (1/eta - 1) |T|                                         gear friction, both ways
// With an efficiency eta of one half or less the bed cannot drive the motor: the gear locks itself.
// Without supply the circuit is open and the line has no torque; with supply and no voltage the
// motor brakes itself. The rotor takes a step of backward Euler under the bed's rate.
#pragma once

#include "inversim/table/pivot_drive.h"

namespace inversim {

template <class T>
struct MotorParams {
  T stall_torque;     ///< [N m] at the bed; 0: there is no motor
  T no_load_rate;     ///< [rad/s] of the bed, > 0
  T inertia;          ///< [kg m^2] of rotor and gear, reflected, > 0
  T efficiency;       ///< of the gear, 0 < eta <= 1
  T dry_friction;     ///< [N m] F0, at the bed
  T backlash;         ///< [rad] at the bed
  T tooth_stiffness;  ///< [N m/rad] of gear and linkage
  T tooth_damping;    ///< [N m s/rad]
  T stall_current;    ///< [A] at full voltage
};

template <class T>
struct MotorState {
  T lead;     ///< [rad] q - a: how far the rotor is ahead of the bed
  T rate;     ///< [rad/s] v
  T torque;   ///< [N m] on the bed, T of the last step
  T current;  ///< [A] of the last step
  T heat;     ///< [J] made in gear friction and teeth
};

template <class T>
struct MotorCommand {
  T voltage;  ///< -1 .. 1 of full voltage; positive: head down
  T supply;   ///< 0 none .. 1 nominal
};

inline namespace INVERSIM_LEVEL {

template <class T>
struct MotorTravel {
  T lead;     ///< [rad]
  T rate;     ///< [rad/s]
  T torque;   ///< [N m] on the bed
  T slope;    ///< [N m s/rad] by which it falls with the bed's rate
  T current;  ///< [A]
  T heat;     ///< [J]
};

/// Takes the rotor over h [s] with the bed turning at w. Pure.
template <class T>
INVERSIM_INLINE MotorTravel<T> travel_motor(const MotorParams<T>& p, const MotorState<T>& s,
                                            const MotorCommand<T>& command, const T& w,
                                            const T& h) {
  const T zero = broadcast<T>(0), one = broadcast<T>(1);
  const Mask<T> powered = command.supply > broadcast<T>(0.01);
  const T u = clamp<T>(command.voltage, -one, one) * command.supply;
  const T S = select<T>(powered, p.stall_torque, zero);
  const T line = S / p.no_load_rate;
  const T friction = p.dry_friction + (1.0 / p.efficiency - 1.0) * abs<T>(s.torque);
  const T half = 0.5 * p.backlash;
  MotorTravel<T> r;
  r.rate = s.rate;
  // which flank carries decides the torque's line; two rounds find it
  T c0 = zero, c1 = zero, A = one;
  Mask<T> slides = h > zero;
  for (int i = 0; i < 2; ++i) {
    const T lead = s.lead + h * (r.rate - w);
    const T edge = select<T>(lead > half, half, -half);
    const Mask<T> touch = abs<T>(lead) > half;
    // T = c0 + c1 v
    const T K = select<T>(touch, p.tooth_stiffness, zero);
    const T D = select<T>(touch, p.tooth_damping, zero);
    c1 = K * h + D;
    c0 = K * (s.lead - edge) - c1 * w;
    A = p.inertia / h + line + c1;
    const T B = p.inertia / h * s.rate + S * u - c0;
    const T pushed = max<T>(abs<T>(B) - friction, zero);
    slides = pushed > zero;
    r.rate = select<T>(B < zero, -pushed, pushed) / A;
  }
  r.lead = s.lead + h * (r.rate - w);
  const T torque = c0 + c1 * r.rate;
  // teeth push, they do not pull
  const Mask<T> right_way = (torque > zero) ^ (r.lead < zero);
  r.torque = select<T>(right_way, torque, zero);
  r.slope = select<T>(right_way, c1 * select<T>(slides, 1.0 - c1 / A, one), zero);
  r.current = select<T>(powered, p.stall_current * (u - r.rate / p.no_load_rate), zero);
  r.heat = friction * abs<T>(r.rate) * h;
  return r;
}

/// Drive of the pivot by the motor.
template <class T>
INVERSIM_INLINE PivotDrive<T> motor_drive(const MotorParams<T>& p, const MotorState<T>& s,
                                          const MotorCommand<T>& command,
                                          const PivotStep<T>& step) {
  const T w = predicted_rate(step);
  const MotorTravel<T> r = travel_motor<T>(p, s, command, w, step.h);
  return resist<T>(step, w, -r.torque, r.slope);
}

/// Carries the motor over the step, once its acceleration is known.
template <class T>
INVERSIM_INLINE void advance_motor(const MotorParams<T>& p, const MotorCommand<T>& command,
                                   const PivotStep<T>& step, const T& qdd, MotorState<T>& s) {
  const MotorTravel<T> r = travel_motor<T>(p, s, command, realised_rate(step, qdd), step.h);
  s.lead = r.lead;
  s.rate = r.rate;
  s.torque = r.torque;
  s.current = r.current;
  s.heat = s.heat + r.heat;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
