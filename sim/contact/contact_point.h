// SPDX-License-Identifier: Apache-2.0
// Contact of a fixed, identified point of a body with the carrier (the bed).
//
// Each point is a small sphere against a local plane in carrier axes (refreshed from the shapes
// when the point has moved). Normal: pad and tissue in series as one spring with a soft onset, and
// a damper. Tangential: the tissue is a spring between the point and an anchor on the bed; the
// anchor follows by return mapping when the spring would pull more than mu times the normal force,
// and is cleared when contact is lost. Rate-independent but for the tissue's damping; it sticks,
// and it remembers from which side it came. docs/contact.md.
#pragma once

#include "inversim/math/smooth.h"
#include "inversim/multibody/tree_work.h"

namespace inversim {

inline constexpr int kMaxContacts = 64;

template <class T>
struct ContactPoint {
  Vec3<T> p_BQ;  ///< [m] sphere centre, body axes
  T radius;      ///< [m]
  T k_normal;    ///< [N/m]
  T d_normal;    ///< [N s/m]
  T k_tangent;   ///< [N/m]
  T d_tangent;   ///< [N s/m]
  T mu;          ///< friction coefficient
};

template <class T>
struct ContactModel {
  int count = 0;
  int body[kMaxContacts] = {};  ///< in rising order
  ContactPoint<T> point[kMaxContacts] = {};
  T onset;    ///< [m] depth over which the normal stiffness sets in
  T theta;    ///< 0.6 .. 1: where in the step contact forces are taken
  T enabled;  ///< 0 switches all contacts off
};

template <class T>
struct ContactPointState {
  Vec3<T> anchor_C;  ///< [m] carrier axes
  Vec3<T> x_C;       ///< [m] where the point was in the last step, carrier axes
  // local plane of the nearest shape, carrier axes: n . x = offset
  Vec3<T> n_C;
  T offset;              ///< [m]
  Vec3<T> refreshed_at;  ///< [m] where the point was when the plane was taken
};

template <class T>
struct ContactState {
  ContactPointState<T> point[kMaxContacts];
};

/// What one contact does at the present state.
template <class T>
struct ContactForce {
  Vec3<T> force_C;   ///< [N] on the body, carrier axes
  T normal;          ///< [N]
  T k_n, d_n;        ///< tangents along the normal
  T k_t, d_t;        ///< tangents across
  T slipping;        ///< 1 or 0
  Vec3<T> slip_C;    ///< unit direction of the tangential force where slipping
  Vec3<T> x_C, v_C;  ///< [m], [m/s] of the point, relative to the carrier
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE Vec3<T> tangential(const Vec3<T>& n, const Vec3<T>& v) {
  return v - dot(n, v) * n;
}

/// The law, from the point's place and velocity relative to the carrier.
template <class T>
INVERSIM_INLINE ContactForce<T> contact_law(const ContactPoint<T>& p, const ContactPointState<T>& s,
                                            const T& onset, const T& enabled, const Vec3<T>& x_C,
                                            const Vec3<T>& v_C) {
  const T zero = broadcast<T>(0), one = broadcast<T>(1);
  ContactForce<T> out;
  out.x_C = x_C;
  out.v_C = v_C;
  const T depth = (s.offset + p.radius) - dot(s.n_C, x_C);
  const T rate = -dot(s.n_C, v_C);

  // normal: k (depth^2 / 2w) up to w, then k (depth - w/2)
  const T u = clamp<T>(depth / onset, zero, one) * enabled;
  const T ramp = u * select<T>(depth < onset, 0.5 * depth, depth - 0.5 * onset);
  const T elastic = p.k_normal * ramp;
  const T damped = elastic + (p.d_normal * u) * rate;
  const Mask<T> pushes = damped > zero;
  out.normal = select<T>(pushes, damped, zero);
  out.k_n = select<T>(pushes, p.k_normal * u, zero);
  out.d_n = select<T>(pushes, p.d_normal * u, zero);

  // tangential: trial, limited to the cone
  const Vec3<T> d = tangential(s.n_C, x_C - s.anchor_C);
  const Vec3<T> vt = tangential(s.n_C, v_C);
  const Vec3<T> trial = -(p.k_tangent * d) - p.d_tangent * vt;
  const T size = sqrt(norm2(trial) + 1e-24);
  const T limit = p.mu * out.normal;
  const Mask<T> slips = size > limit;
  const T share = select<T>(slips, limit / size, one);
  out.slipping = select<T>(slips, one, zero);
  out.slip_C = (one / size) * trial;
  out.k_t = p.k_tangent * share;
  out.d_t = p.d_tangent * share;
  out.force_C = out.normal * s.n_C + share * trial;
  return out;
}

/// Moves the anchor so that the tissue alone pulls no more than mu times the normal force; brings
/// it under the point where there is no contact.
template <class T>
INVERSIM_INLINE void return_map(const ContactPoint<T>& p, const ContactForce<T>& f,
                                ContactPointState<T>& s) {
  const Vec3<T> d = tangential(s.n_C, f.x_C - s.anchor_C);
  const T length = sqrt(norm2(d) + 1e-24);
  const T longest = (p.mu * f.normal) / p.k_tangent;
  const T keep = select<T>(length > longest, longest / length, broadcast<T>(1));
  s.anchor_C = f.x_C - keep * d;
}

/// The same for a point that is clear: the anchor goes with it.
template <class T>
INVERSIM_INLINE void clear_anchor(const Vec3<T>& x_C, ContactPointState<T>& s) {
  const Vec3<T> d = tangential(s.n_C, x_C - s.anchor_C);
  s.anchor_C = x_C - broadcast<T>(0) * d;
}

/// Whether the point may skip the law: it is off the bed, where the law gives exactly nothing.
/// Never in lanes, which go together.
template <class T>
INVERSIM_INLINE bool is_clear(const ContactPoint<T>& p, const ContactPointState<T>& s,
                              const Vec3<T>& x_C) {
  if constexpr (kLanes<T> == 1) {
    return (s.offset + p.radius) - dot(s.n_C, x_C) <= 0.0;
  } else {
    return false;
  }
}

/// Place and velocity of a body-fixed point relative to the carrier, in carrier axes.
template <class T, int NB>
INVERSIM_INLINE Motion<T> relative_to_carrier(const BodyWork<T, NB>& b, const Motion<T>& V_C,
                                              const Vec3<T>& p_BQ) {
  // w holds the place, v the velocity
  const Vec3<T> x = b.p_CB + b.R_CB * p_BQ;
  const Vec3<T> v = b.R_CB * (b.V.v + cross(b.V.w, p_BQ));
  return {x, v - (V_C.v + cross(V_C.w, x))};
}

/// Adds a contact's force and tangents, linearly implicit, to the load on its body. The force is
/// meant `ahead` [s] of where the coordinates are, theta_h [s] after the velocities.
template <class T, int NB>
INVERSIM_INLINE void add_contact_load(const ContactPoint<T>& p, const ContactPointState<T>& s,
                                      const ContactForce<T>& f, const BodyWork<T, NB>& b,
                                      const T& ahead, const T& theta_h, ContactLoad<T>& load) {
  const T v_n = dot(s.n_C, f.v_C);
  const Vec3<T> v_t = f.v_C - v_n * s.n_C;
  // across: stiffness k_t, but none along the slip direction
  const T along = f.slipping * dot(f.slip_C, v_t);
  const Vec3<T> moved = (ahead * f.k_n * v_n) * s.n_C + (ahead * f.k_t) * (v_t - along * f.slip_C);
  const Vec3<T> force = transpose_times(b.R_CB, f.force_C - moved);
  const Vec3<T>& r = p.p_BQ;
  load.W.n += cross(r, force);
  load.W.f += force;

  const T h_n = theta_h * (f.d_n + theta_h * f.k_n);
  const T h_t = theta_h * (f.d_t + theta_h * f.k_t);
  const Vec3<T> n = transpose_times(b.R_CB, s.n_C);
  const Vec3<T> e = transpose_times(b.R_CB, f.slip_C);
  const Sym3<T> H =
      diagonal(Vec3<T>{h_t, h_t, h_t}) + outer<T>(h_n - h_t, n) - outer<T>(f.slipping * h_t, e);
  load.G = load.G + shift_point(H, r);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
