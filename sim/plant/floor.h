// SPDX-License-Identifier: Apache-2.0
// A plant that stands on the floor: the floor's forces on frame, bed and body, and a helper who
// stands beside it. Kernel code.
#pragma once

#include "inversim/plant/work.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// A body in the world.
template <class T, int NB>
INVERSIM_INLINE Pose<T> pose_in_world(const PlantWork<T, NB>& w, int i) {
  const BodyWork<T, NB>& frame = w.tree.body[kFrameBody];
  const Pose<T> X_WF = {frame.R_PB, frame.r_P};
  if (i == kFrameBody) return X_WF;
  const BodyWork<T, NB>& bed = w.tree.body[kBedBody];
  const Pose<T> X_WC = X_WF * Pose<T>{bed.R_PB, bed.r_P};
  if (i == kBedBody) return X_WC;
  const BodyWork<T, NB>& b = w.tree.body[i];
  return X_WC * Pose<T>{b.R_CB, b.p_CB};
}

/// The floor on its point c, whose body is at X_WB.
template <class T, int NB>
INVERSIM_INLINE ContactForce<T> floor_force(const PlantModel<T>& m, const PlantState<T>& s,
                                            const PlantWork<T, NB>& w, int c, const Pose<T>& X_WB) {
  const ContactPoint<T>& p = m.floor.point[c];
  const Motion<T>& V = w.tree.body[m.floor.body[c]].V;
  return floor_law<T>(p, s.floor.point[c], m.floor.onset, point(X_WB, p.p_BQ),
                      X_WB.R * (V.v + cross(V.w, p.p_BQ)));
}

/// The floor's forces into its loads, anchors after their points.
template <class T, int NB>
void touch_floor(const PlantModel<T>& m, const T& h, const T& drifted, PlantState<T>& s,
                 PlantWork<T, NB>& w) {
  static_assert(NB == 6, "a welded root is held by the floor");
  for (int i = 0; i < m.tree.body_count; ++i) {
    w.tree.body[i].ground.load.W = zero_wrench<T>();
    w.tree.body[i].ground.load.G = zero_inertia<T>();
  }
  const T theta_h = m.floor.theta * h;
  for (int c = 0; c < m.floor.count; ++c) {
    const int i = m.floor.body[c];
    const ContactPoint<T>& p = m.floor.point[c];
    FloorPointState<T>& state = s.floor.point[c];
    BodyWork<T, NB>& b = w.tree.body[i];
    const Pose<T> X_WB = pose_in_world(w, i);
    const Vec3<T> x_W = point(X_WB, p.p_BQ);
    if (is_above_floor(p, x_W)) {
      ContactPointState<T> plane = floor_plane(state);
      clear_anchor(x_W, plane);
      state.anchor_W = plane.anchor_C;
      continue;
    }
    const ContactForce<T> f = floor_force(m, s, w, c, X_WB);
    add_floor_load<T>(p, f, X_WB.R, b.V, transpose_times(X_WB.R, m.tree.g_W), theta_h - drifted,
                      theta_h, b.ground.load);
    follow_on_floor(p, f, state);
  }
}

/// What the floor did over the step, about the world's origin, world axes. After the accelerations.
template <class T, int NB>
Wrench<T> floor_wrench(const PlantModel<T>& m, const PlantWork<T, NB>& w) {
  Wrench<T> sum = zero_wrench<T>();
  for (int i = 0; i < m.tree.body_count; ++i) {
    if (!m.tree.grounded[i]) continue;
    const BodyWork<T, NB>& b = w.tree.body[i];
    const Pose<T> X_WB = pose_in_world(w, i);
    sum = sum + shift(rotate(X_WB.R, b.ground.load.W - b.ground.load.G * b.A), X_WB.p);
  }
  return sum;
}

/// To the pivot a helper turns the bed against the frame; one who stands on the floor pushes the
/// bed's end, and the frame is free of the torque's reaction. torque: [N m] on the bed.
template <class T, int NB>
INVERSIM_INLINE void stand_beside(const PlantModel<T>& m, const T& angle, const T& torque,
                                  PlantWork<T, NB>& w) {
  BodyWork<T, NB>& frame = w.tree.body[kFrameBody];
  const HandForce<T> hands = hand_force<T>(m.spotter, angle, torque);
  const Vec3<T> at = w.tree.body[kBedBody].r_P + hands.r;
  w.helper = {cross(at, hands.force), hands.force};
  frame.p = frame.p - w.helper;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
