// SPDX-License-Identifier: Apache-2.0
// Rotational dry friction between frame and bed: elasto-plastic LuGre with a structure in series.
//
//   bed --[structure Ks, Ds]-- node --[bristle Kb, Db, slip]-- frame,       w = e' + p'
//
// The bristle deflects by z as the surfaces pass each other by p. With y = z and d = p taken in the
// direction of sliding, and c the stick share,
//   dy/dd = 1                                 y <  c z_ss   stick: no slip at all, hence no creep
//   dy/dd = (z_ss - y) / ((1 - c) z_ss)       y >= c z_ss   slip sets in, y goes to z_ss
//   z_ss = g(p') / sigma0,  g = mu_k + (mu_s - mu_k) exp(-(p'/w_s)^2)                  Stribeck
// This is LuGre, z' = p' (1 - alpha z / z_ss) (Canudas de Wit 1995), with Dupont's stick zone
// (Dupont, Hayward, Armstrong, Altpeter 2002), alpha going from 0 to 1 between c z_ss and z_ss such
// that the travel through it is integrated exactly; c = 0 is plain LuGre. It has no time constant,
// hence no step limit. The torque is
//   T = G min(sigma0 z + sigma1 z', g),    Kb = G sigma0, Db = G sigma1,
// G the grip: torque per friction coefficient, 2 N r for a disc brake. The limit keeps sigma1 z'
// from exceeding what the surfaces can carry. The node has no mass, T = Ks e + Ds e', which is
// solved for the travel d of the step: one side falls with d, the other rises, so there is one
// solution.
//
// g falls with the sliding rate, faster than the structure's Ks h + Ds can follow: then there are
// up to three solutions, and the one is taken that is reached from the rate of the step before;
// where it ends the node jumps, as surfaces do at breakaway. A grip that rises leaves T as it is
// (fresh contacts carry nothing yet), one that falls takes its share of T along; both lose energy,
// neither makes any. derivations and figures: docs/brake.md
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/table/pivot_drive.h"

namespace inversim {

/// Surfaces and the structure that holds them.
template <class T>
struct FrictionParams {
  T mu_static;          ///< friction coefficient at rest, > 0
  T mu_kinetic;         ///< sliding fast, 0 < mu_kinetic <= mu_static
  T stribeck_rate;      ///< [rad/s] sliding at which mu has come down by 1 - 1/e, > 0
  T bristle_stiffness;  ///< [1/rad] sigma0: friction coefficient per deflection, > 0
  T bristle_damping;    ///< [s/rad] sigma1
  T stick_share;        ///< c, 0 .. 0.99: share of breakaway below which nothing slips
  T series_stiffness;   ///< [N m/rad] Ks, > 0
  T series_damping;     ///< [N m s/rad] Ds
};

template <class T>
struct FrictionState {
  T bristle;      ///< [rad] z
  T deflection;   ///< [rad] e
  T slip;         ///< [rad] how far the surfaces have slid, signed; turned angle = e + z + slip
  T pad_rate;     ///< [rad/s] rate of the surfaces past each other in the last step
  T grip;         ///< [N m] at the end of the last step
  T torque;       ///< [N m] resisting, at the end of the last step
  T heat;         ///< [J] made at the surfaces
  T series_heat;  ///< [J] made in the structure
};

/// What a step of length dt at constant pivot rate makes of a friction element.
template <class T>
struct FrictionTravel {
  T bristle;      ///< [rad]
  T deflection;   ///< [rad]
  T slid;         ///< [rad] slip of this step
  T pad_rate;     ///< [rad/s]
  T torque;       ///< [N m] resisting, at the end
  T slope;        ///< [N m s/rad] of torque by the pivot rate
  T heat;         ///< [J]
  T series_heat;  ///< [J]
};

inline namespace INVERSIM_LEVEL {

/// Friction coefficient at a steady sliding rate [rad/s].
template <class T>
INVERSIM_INLINE T stribeck(const FrictionParams<T>& p, const T& rate) {
  const T v = rate / p.stribeck_rate;
  return p.mu_kinetic + (p.mu_static - p.mu_kinetic) * exp<T>(-(v * v));
}

/// Bristle after a travel d >= 0 from y >= -z_ss in the direction of sliding.
template <class T>
struct BristleTravel {
  T y;       ///< [rad]
  T slope;   ///< dy/dd
  T rest;    ///< [rad] travel beyond the stick zone
  T y_rest;  ///< [rad] y where that began
};
template <class T>
INVERSIM_INLINE BristleTravel<T> travel_bristle(const T& y, const T& d, const T& y_ss, const T& y_b,
                                                const T& length) {
  const T zero = broadcast<T>(0);
  const T stuck = min<T>(d, max<T>(y_b - y, zero));
  const T rest = d - stuck;
  const T begin = y + stuck;
  const T decay = exp<T>(-rest / length);
  const Mask<T> slips = rest > zero;
  const T end = y_ss - (y_ss - begin) * decay;
  return {select<T>(slips, end, begin),
          select<T>(slips, (y_ss - begin) * decay / length, broadcast<T>(1)), rest, begin};
}

/// Rate at which fully slipping surfaces pass each other, T = L0 - Ls dt v = G g(v), reached from
/// v. Each step goes towards the solution and never past it: by Newton where g is flat against the
/// structure, by twice the fixed point's step where it is steep.
template <class T>
INVERSIM_INLINE T sliding_rate(const FrictionParams<T>& p, const T& grip, const T& L0,
                               const T& Ls_dt, const T& start) {
  T v = start;
  const T drop = p.mu_static - p.mu_kinetic;
  if (!any<T>(drop > broadcast<T>(0))) return v;  // no Stribeck curve: g does not ask for it
  for (int i = 0; i < 4; ++i) {
    const T u = v / p.stribeck_rate;
    const T bump = drop * exp<T>(-(u * u));
    const T fall = grip * bump * (2.0 * u / p.stribeck_rate);
    const T excess = (L0 - Ls_dt * v) - grip * (p.mu_kinetic + bump);
    v = max<T>(v + excess / max<T>(Ls_dt - fall, 0.5 * Ls_dt), broadcast<T>(0));
  }
  return v;
}

/// Moves the element by w dt. `grip` is that at the end. Pure: the state is left as it is.
template <class T>
INVERSIM_INLINE FrictionTravel<T> travel_friction(const FrictionParams<T>& p,
                                                  const FrictionState<T>& s, const T& grip,
                                                  const T& w, const T& dt) {
  const T zero = broadcast<T>(0), least = broadcast<T>(1e-9);
  T y_ss = max<T>(stribeck(p, s.pad_rate), least) / p.bristle_stiffness;
  const T Kb = grip * p.bristle_stiffness;
  const T Db = grip * p.bristle_damping / dt;  // per travel

  // bristle after the change of grip, inside what the surfaces carry
  const T diluted = s.bristle * (s.grip / max<T>(grip, broadcast<T>(1e-30)));
  T z = clamp<T>(select<T>(grip > s.grip, diluted, s.bristle), -y_ss, y_ss);

  // structure: T = L0 - Ls d
  const T Ls = p.series_stiffness + p.series_damping / dt;
  const T L0_signed = p.series_stiffness * (s.deflection + w * dt) + p.series_damping * w;
  // stick: T = Kb z + (Kb + Db) d
  const T stiff = Kb + Db;
  const T d_stick = (L0_signed - Kb * z) / (Ls + stiff);
  const T sign = select<T>(d_stick < zero, broadcast<T>(-1), broadcast<T>(1));
  const T L0 = sign * L0_signed;
  T y = sign * z, d = abs<T>(d_stick), y_end = y + d, rest = zero, y_rest = y_end;
  T torque = Kb * y + stiff * d, slope = stiff;
  T length = (1.0 - p.stick_share) * y_ss;

  const Mask<T> yields = (y_end > p.stick_share * y_ss) | (torque > Kb * y_ss);
  if (any<T>(yields)) {
    const T v = sliding_rate<T>(p, grip, L0, Ls * dt, abs<T>(s.pad_rate));
    y_ss = select<T>(yields, max<T>(stribeck(p, v), least) / p.bristle_stiffness, y_ss);
    length = (1.0 - p.stick_share) * y_ss;
    const T y_b = p.stick_share * y_ss, limit = Kb * y_ss;
    z = clamp<T>(z, -y_ss, y_ss);
    y = sign * z;
    // both the stuck travel and the fully slipping one are below the root of a concave function,
    // from where Newton's steps stay below it
    T x = max<T>(max<T>((L0 - Kb * y) / (Ls + stiff), (L0 - limit) / Ls), zero);
    BristleTravel<T> b = travel_bristle(y, x, y_ss, y_b, length);
    T t = zero, t_slope = zero;
    Mask<T> open = yields;
    for (int i = 0; i < 5; ++i) {
      const T free = Kb * b.y + Db * (b.y - y);
      const Mask<T> limited = free >= limit;
      t = select<T>(limited, limit, free);
      t_slope = select<T>(limited, zero, stiff * b.slope);
      const T left = t - (L0 - Ls * x);
      open = open & (abs<T>(left) > 1e-12 * limit);  // a lane that is done stays as it is
      if (i == 4 || !any<T>(open)) break;
      x = select<T>(open, x - left / (t_slope + Ls), x);
      b = travel_bristle(y, x, y_ss, y_b, length);
    }
    d = select<T>(yields, x, d);
    y_end = select<T>(yields, b.y, y_end);
    rest = select<T>(yields, b.rest, rest);
    y_rest = select<T>(yields, b.y_rest, y_rest);
    torque = select<T>(yields, t, torque);
    slope = select<T>(yields, t_slope, slope);
  }

  FrictionTravel<T> r;
  const T dy = y_end - y;
  r.bristle = sign * y_end;
  r.slid = sign * (d - dy) + (s.bristle - z);  // bristles let go and set anew slip too
  r.deflection = s.deflection + (w * dt - sign * d);
  r.pad_rate = sign * d / dt;
  r.torque = sign * torque;
  r.slope = dt * slope * Ls / (slope + Ls);
  // what the bristle takes along its path less what it keeps, integral of y ds >= 0, at the mean
  // grip
  const T slip_work =
      (y_ss * rest - length * (y_end - y_rest)) - 0.5 * (y_end * y_end - y_rest * y_rest);
  const T damping = max<T>(torque - Kb * y_end, zero);
  const T kept_before = 0.5 * (s.grip * p.bristle_stiffness) * (s.bristle * s.bristle);
  const T Kb_mean = 0.5 * (Kb + s.grip * p.bristle_stiffness);
  r.heat = Kb_mean * slip_work + damping * abs<T>(dy) + (kept_before - 0.5 * Kb * (y * y));
  const T e_rate = w - r.pad_rate;
  r.series_heat = p.series_damping * (e_rate * e_rate) * dt;
  return r;
}

/// Drive of the pivot by the element. `grip` is that at t + theta h [N m].
template <class T>
INVERSIM_INLINE PivotDrive<T> friction_drive(const FrictionParams<T>& p, const FrictionState<T>& s,
                                             const T& grip, const PivotStep<T>& step) {
  const T w = predicted_rate(step);
  const FrictionTravel<T> r = travel_friction<T>(p, s, grip, w, step.theta * step.h);
  return resist<T>(step, w, r.torque, r.slope);
}

/// Carries the element over the step, once its acceleration is known. `grip` is that at t + h [N
/// m].
template <class T>
INVERSIM_INLINE void advance_friction(const FrictionParams<T>& p, const T& grip,
                                      const PivotStep<T>& step, const T& qdd, FrictionState<T>& s) {
  const FrictionTravel<T> r = travel_friction<T>(p, s, grip, realised_rate(step, qdd), step.h);
  s.bristle = r.bristle;
  s.deflection = r.deflection;
  s.slip = s.slip + r.slid;
  s.pad_rate = r.pad_rate;
  s.grip = grip;
  s.torque = r.torque;
  s.heat = s.heat + r.heat;
  s.series_heat = s.series_heat + r.series_heat;
}

/// Energy that structure and bristle hold [J].
template <class T>
INVERSIM_INLINE T friction_energy(const FrictionParams<T>& p, const FrictionState<T>& s) {
  return 0.5 * (p.series_stiffness * (s.deflection * s.deflection)) +
         0.5 * (s.grip * p.bristle_stiffness) * (s.bristle * s.bristle);
}

/// State at rest that resists with a torque [N m] inside the stick zone; 0 for an unloaded one.
template <class T>
INVERSIM_INLINE FrictionState<T> friction_at_rest(const FrictionParams<T>& p, const T& grip,
                                                  const T& torque) {
  const T o = broadcast<T>(0);
  const T limit = grip * p.mu_static * p.stick_share;
  const T held = clamp<T>(torque, -limit, limit);
  const T Kb = max<T>(grip * p.bristle_stiffness, broadcast<T>(1e-30));
  return {held / Kb, held / p.series_stiffness, o, o, grip, held, o, o};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
