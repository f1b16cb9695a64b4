// SPDX-License-Identifier: Apache-2.0
// A bed with a rigid user: one degree of freedom, stepped with the linearly implicit formula of the
// tree's revolute joint, gravity implicit too, so that what errs is what is under test.
#pragma once

#include "inversim/math/angle.h"
#include "inversim/math/elementary.h"
#include "inversim/table/actuation.h"
#include "inversim/table/bearing.h"
#include "inversim/table/disc_brake.h"
#include "inversim/table/end_stop.h"
#include "inversim/table/spotter.h"

namespace inversim::testing {

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kGravity = 9.81;

template <class T>
struct Bed {
  // model
  T inertia{};   // [kg m^2] bed and user about the pivot
  T weight_s{};  // [N m] m g s, s the centre of mass towards the head
  T weight_n{};  // [N m] m g n, n the same out of the surface
  T damping{};   // [N m s/rad] viscous, for settling
  T load{};      // [N m] constant torque, head down
  DiscBrakeParams<T> disc{};
  BearingParams<T> journal{};
  EndStopParams<T> stops{};
  SpotterParams<T> spotter{};
  // what is asked
  T clamp_force{};  // [N] at the end of the coming step
  T mu_share{};
  SpotterCommand<T> command{};
  // state
  T angle{}, rate{}, acceleration{};
  T clamp_before{};
  FrictionState<T> brake{}, bearing{};
  EndStopState<T> stop{};
  SpotterState<T> hands{};
  // books
  T brake_torque{};  // [N m] applied, resisting head down
  T work_abs{};      // [J] integral of |power|
  T damped{}, spotted{};
};

template <class T>
T all(double x) {
  return broadcast<T>(x);
}

/// Brake of the disc-brake table, structure 5e4 N m/rad, 5 ms.
template <class T>
DiscBrakeParams<T> default_disc() {
  return {all<T>(0.40), all<T>(0.35), all<T>(0.003), all<T>(0.09), all<T>(1e5),
          all<T>(316),  all<T>(0.95), all<T>(5e4),   all<T>(250.0)};
}

/// Bed at an angle, brake open, bearing without friction, stops out of the way, hands off.
template <class T>
Bed<T> default_bed(double mass, double s, double n, double inertia) {
  Bed<T> b;
  b.inertia = all<T>(inertia);
  b.weight_s = all<T>(mass * kGravity * s);
  b.weight_n = all<T>(mass * kGravity * n);
  b.disc = default_disc<T>();
  b.journal = {all<T>(0), all<T>(5e3), all<T>(25)};
  b.stops = {all<T>(-100), all<T>(100), all<T>(3e4), all<T>(0), all<T>(0.01)};
  b.spotter = {all<T>(175), all<T>(0.8), all<T>(1.0),  all<T>(0.4),  all<T>(1.8),
               all<T>(2),   all<T>(600), all<T>(3000), all<T>(0.35), all<T>(0.3)};
  b.mu_share = all<T>(1);
  b.command = {all<T>(0), all<T>(0), all<T>(0.1)};
  return b;
}

/// Closes the brake before the first step, unloaded.
template <class T>
void set_clamp(Bed<T>& b, const T& force) {
  b.clamp_force = b.clamp_before = force;
  b.brake = friction_at_rest<T>(brake_friction(b.disc), brake_grip<T>(b.disc, force, b.mu_share),
                                all<T>(0));
}

template <class T>
void set_bearing(Bed<T>& b, double friction_torque) {
  b.journal = {all<T>(friction_torque), all<T>(friction_torque / 1e-3),
               all<T>(friction_torque / 1e-3 * 0.005)};
  b.bearing =
      friction_at_rest<T>(bearing_friction(b.journal), b.journal.friction_torque, all<T>(0));
}

template <class T>
T gravity_torque(const Bed<T>& b, const T& angle) {
  const SinCos<T> a = sincos<T>(angle);
  return b.weight_s * a.cos + b.weight_n * a.sin;
}

/// Potential, kinetic and stored energy [J].
template <class T>
T energy(const Bed<T>& b) {
  const SinCos<T> a = sincos<T>(b.angle);
  return 0.5 * b.inertia * b.rate * b.rate - b.weight_s * a.sin + b.weight_n * a.cos -
         b.load * b.angle + friction_energy<T>(brake_friction(b.disc), b.brake) +
         friction_energy<T>(bearing_friction(b.journal), b.bearing) +
         end_stop_energy<T>(b.stops, b.angle);
}

/// Heat made so far [J].
template <class T>
T heat(const Bed<T>& b) {
  return b.brake.heat + b.brake.series_heat + b.bearing.heat + b.bearing.series_heat + b.stop.heat +
         b.damped;
}

template <class T>
void advance(Bed<T>& b, double step_size, double theta_value = 0.5) {
  const T h = all<T>(step_size), theta = all<T>(theta_value), th = theta * h;
  const PivotStep<T> step = {b.angle, b.rate, b.acceleration, h, theta};
  const FrictionParams<T> pads = brake_friction(b.disc), journal = bearing_friction(b.journal);
  const T clamp_ahead = (1.0 - theta) * b.clamp_before + theta * b.clamp_force;
  const PivotDrive<T> brake =
      friction_drive<T>(pads, b.brake, brake_grip<T>(b.disc, clamp_ahead, b.mu_share), step);
  const PivotDrive<T> bearing =
      friction_drive<T>(journal, b.bearing, b.journal.friction_torque, step);
  const PivotDrive<T> stops = end_stop_drive<T>(b.stops, b.stop, step);
  const PivotDrive<T> hands = spotter_drive<T>(b.spotter, b.hands, step);
  const PivotDrive<T> total = (brake + bearing) + (stops + hands);

  const SinCos<T> a = sincos<T>(b.angle);
  const T K_gravity = b.weight_n * a.cos - b.weight_s * a.sin;  // d torque / d angle
  const T tau = gravity_torque<T>(b, b.angle) + b.load + K_gravity * th * b.rate -
                b.damping * b.rate + total.tau;
  const T H = total.H + th * b.damping - th * th * K_gravity;
  const T qdd = tau / (b.inertia + H);

  const T w = realised_rate<T>(step, qdd);
  b.brake_torque = -applied_torque<T>(brake, qdd);
  b.spotted = b.spotted + applied_torque<T>(hands, qdd) * w * h;
  b.damped = b.damped + b.damping * w * w * h;
  b.work_abs = b.work_abs + abs<T>((tau - H * qdd) * w) * h + abs<T>(b.brake_torque * w) * h;
  advance_friction<T>(pads, brake_grip<T>(b.disc, b.clamp_force, b.mu_share), step, qdd, b.brake);
  advance_friction<T>(journal, b.journal.friction_torque, step, qdd, b.bearing);
  advance_end_stop<T>(b.stops, step, qdd, b.stop);
  advance_spotter<T>(b.spotter, b.command, step, qdd, b.hands);
  b.clamp_before = b.clamp_force;
  b.angle = b.angle + h * w;
  b.rate = b.rate + h * qdd;
  b.acceleration = qdd;
}

}  // namespace inversim::testing
