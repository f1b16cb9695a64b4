// SPDX-License-Identifier: Apache-2.0
// Contact of fixed points of bodies with the floor, the plane z = 0 of the world.
//
// The law is that of contact_point.h (compliant and damped along the normal, never pulling; across,
// an elastoplastic spring to an anchor with return mapping), with the floor as carrier. The floor
// does not move: the implicit part acts on the point's true acceleration,
//   f = f0 - H a,   a = A.v + A.w x r + w x (v + w x r) + g   (body axes, A relative to free fall),
// so that neither weight nor a turning body leaves an error in proportion to the step.
#pragma once

#include "inversim/contact/contact_point.h"
#include "inversim/multibody/kinematics.h"

namespace inversim {

inline constexpr int kMaxFloorPoints = 32;

/// Points that may come to the floor; the feet of the frame are the first ones.
template <class T>
struct FloorModel {
  int count = 0;
  int body[kMaxFloorPoints] = {};
  ContactPoint<T> point[kMaxFloorPoints] = {};
  T onset;  ///< [m] depth over which the normal stiffness sets in
  T theta;  ///< 0.6 .. 1: where in the step contact forces are taken
};

template <class T>
struct FloorPointState {
  Vec3<T> anchor_W;  ///< [m] world axes
  T slid;            ///< [m] way of the anchor under load: how far the point has slid
};

template <class T>
struct FloorState {
  FloorPointState<T> point[kMaxFloorPoints];
};

inline namespace INVERSIM_LEVEL {

/// The floor as the local plane of a contact point.
template <class T>
INVERSIM_INLINE ContactPointState<T> floor_plane(const FloorPointState<T>& s) {
  const T o = broadcast<T>(0);
  ContactPointState<T> plane;
  plane.anchor_C = s.anchor_W;
  plane.x_C = plane.refreshed_at = zero3<T>();
  plane.n_C = {o, o, broadcast<T>(1)};
  plane.offset = o;
  return plane;
}

/// What the floor does to a point that is at x_W [m] and moves with v_W [m/s], world axes.
template <class T>
INVERSIM_INLINE ContactForce<T> floor_law(const ContactPoint<T>& p, const FloorPointState<T>& s,
                                          const T& onset, const Vec3<T>& x_W, const Vec3<T>& v_W) {
  return contact_law<T>(p, floor_plane(s), onset, broadcast<T>(1), x_W, v_W);
}

/// Lets the anchor follow its point, and counts the way that it slides under load.
template <class T>
INVERSIM_INLINE void follow_on_floor(const ContactPoint<T>& p, const ContactForce<T>& f,
                                     FloorPointState<T>& s) {
  const T o = broadcast<T>(0);
  ContactPointState<T> plane = floor_plane(s);
  return_map(p, f, plane);
  const Vec3<T> way = {plane.anchor_C.x - s.anchor_W.x, plane.anchor_C.y - s.anchor_W.y, o};
  // what follows without load has not slid; nor has what comes down
  s.slid = s.slid + select<T>(f.normal > o, sqrt<T>(norm2(way)), o);
  s.anchor_W = plane.anchor_C;
}

/// Whether the point may skip the law, which gives exactly nothing above the floor. Never in lanes.
template <class T>
INVERSIM_INLINE bool is_above_floor(const ContactPoint<T>& p, const Vec3<T>& x_W) {
  if constexpr (kLanes<T> == 1) {
    return p.radius - x_W.z <= 0.0;
  } else {
    return false;
  }
}

/// Adds a point's force and tangents, linearly implicit, to the floor's load on its body, in the
/// body's axes at its origin: W - G A for the body's acceleration A relative to free fall. V: of
/// the body, in its axes; g_B: gravity in its axes. The force is meant `ahead` [s] of where the
/// coordinates are, theta_h [s] after the velocities.
template <class T>
INVERSIM_INLINE void add_floor_load(const ContactPoint<T>& p, const ContactForce<T>& f,
                                    const Mat3<T>& R_WB, const Motion<T>& V, const Vec3<T>& g_B,
                                    const T& ahead, const T& theta_h, ContactLoad<T>& load) {
  const T o = broadcast<T>(0);
  const Vec3<T> n_W = {o, o, broadcast<T>(1)};
  const Vec3<T> v_t = {f.v_C.x, f.v_C.y, o};
  // across: stiffness k_t, but none along the slip direction
  const T along = f.slipping * dot(f.slip_C, v_t);
  const Vec3<T> moved =
      (ahead * f.k_n * f.v_C.z) * n_W + (ahead * f.k_t) * (v_t - along * f.slip_C);
  const T h_n = theta_h * (f.d_n + theta_h * f.k_n);
  const T h_t = theta_h * (f.d_t + theta_h * f.k_t);
  const Vec3<T> n = transpose_times(R_WB, n_W), e = transpose_times(R_WB, f.slip_C);
  const Sym3<T> H =
      diagonal(Vec3<T>{h_t, h_t, h_t}) + outer<T>(h_n - h_t, n) - outer<T>(f.slipping * h_t, e);
  const Vec3<T>& r = p.p_BQ;
  const Vec3<T> known = cross(V.w, V.v + cross(V.w, r)) + g_B;
  const Vec3<T> force = transpose_times(R_WB, f.force_C - moved) - H * known;
  load.W.n += cross(r, force);
  load.W.f += force;
  load.G = load.G + shift_point(H, r);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
