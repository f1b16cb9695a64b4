// SPDX-License-Identifier: Apache-2.0
// Static equilibrium of a tree by the dynamics' own pass: velocities at zero, one large implicit
// step after the other. With theta = 1 such a step moves joints by
//   dq = (M / h^2 + D / h + K)^-1 f(q),
// Newton's step on the tangents that drives and loads carry, held back by the masses. What the
// tangents leave out (the stiffness of weight and geometry) can make large steps overshoot: h grows
// while successive moves agree in direction and is halved when they oppose. Nor are they exact, so
// that the last moves shrink by a constant ratio only: where one shows, the rest of the geometric
// series is taken at once (Aitken).
#pragma once

#include "inversim/multibody/articulated_body.h"
#include "inversim/multibody/integrate.h"
#include "inversim/multibody/kinematics.h"

namespace inversim {

struct EquilibriumSettings {
  double h_first = 0.05;        ///< [s]
  double h_last = 1e3;          ///< [s]
  double growth = 1.5;          ///< of h from one iteration to the next
  double tolerance = 1e-11;     ///< [rad, m] largest move of the last iteration
  double largest_turn = 0.2;    ///< [rad] of one joint in one iteration, below 0.5
  double largest_shift = 0.05;  ///< [m] likewise
  int max_iterations = 1000;
};

template <class T>
struct EquilibriumResult {
  int iterations;
  T move;          ///< [rad, m] of the last iteration, per lane
  bool converged;  ///< in every lane
};

// ratios of successive moves that are taken for the tail of a sequence, and how steady they must be
inline constexpr double kTailFrom = 0.3, kTailTo = 0.98, kTailSteady = 0.3;

inline namespace INVERSIM_LEVEL {

/// The largest component of a joint's move in any joint.
template <class T>
INVERSIM_INLINE T largest_component(const T& most, const Vec3<T>& v) {
  return max<T>(max<T>(most, abs(v.x)), max<T>(abs(v.y), abs(v.z)));
}

/// Undoes a move in the lanes that are not working.
template <class T>
void keep_arrived_lanes(const TreeModel<T>& tree, const Mask<T>& working,
                        const TreeState<T>& before, TreeState<T>& state) {
  for (int i = 0; i < tree.body_count; ++i) {
    const JointState<T>& old = before.joint[i];
    JointState<T>& x = state.joint[i];
    x.q_PB = {select<T>(working, x.q_PB.w, old.q_PB.w), select<T>(working, x.q_PB.x, old.q_PB.x),
              select<T>(working, x.q_PB.y, old.q_PB.y), select<T>(working, x.q_PB.z, old.q_PB.z)};
    x.p_JB = {select<T>(working, x.p_JB.x, old.p_JB.x), select<T>(working, x.p_JB.y, old.p_JB.y),
              select<T>(working, x.p_JB.z, old.p_JB.z)};
    x.angle = select<T>(working, x.angle, old.angle);
  }
}

/// Moves the state, at rest, to where forces balance. `fill(state, work, h)` fills `drive` and
/// `load` for velocities zero, implicit over theta h = h; work holds the kinematics of the state.
/// At a bifurcation (a column that buckles) it does not converge. work is that of the last state
/// but one.
template <class T, int NB, class Fill>
EquilibriumResult<T> static_equilibrium(const TreeModel<T>& tree, const Fill& fill,
                                        const EquilibriumSettings& settings,
                                        const JointDrive<T>* drive, const ContactLoad<T>* load,
                                        const CarrierDrive<T>& carrier_drive, TreeState<T>& state,
                                        TreeWork<T, NB>& work) {
  const T zero = broadcast<T>(0), one = broadcast<T>(1);
  T h = broadcast<T>(settings.h_first);
  T working = one;  // 0 in a lane that has arrived: it stays as it is
  EquilibriumResult<T> result = {0, zero, false};
  Motion<T> last[kMaxBodies];
  for (int i = 0; i < tree.body_count; ++i) last[i] = zero_motion<T>();
  T last_h = zero, last_size = one, last_ratio = zero;  // of the accelerations one iteration ago
  stop(tree, state);

  while (result.iterations < settings.max_iterations) {
    ++result.iterations;
    kinematics_pass(tree, state, work);
    fill(state, work, h);
    forward_dynamics(tree, drive, load, carrier_drive, work);

    // the move h^2 y', shortened as a whole where a joint would go too far
    const T h2 = h * h;
    T turn = zero, shift = zero, agreement = zero, size = zero;
    for (int i = 0; i < tree.body_count; ++i) {
      const Motion<T>& y = work.body[i].ydot;
      turn = largest_component(turn, h2 * y.w);
      shift = largest_component(shift, h2 * y.v);
      agreement = agreement + (dot(last[i].w, y.w) + dot(last[i].v, y.v));
      size = size + (norm2(y.w) + norm2(y.v));
    }
    const T ratio = agreement / (last_size + 1e-300);
    const Mask<T> is_tail = (ratio > broadcast<T>(kTailFrom)) & (ratio < broadcast<T>(kTailTo)) &
                            (abs<T>(ratio - last_ratio) < kTailSteady * (1.0 - ratio)) &
                            !(h < last_h) & !(h > last_h);
    const T ahead = select<T>(is_tail, one / (1.0 - min<T>(ratio, broadcast<T>(kTailTo))), one);
    last_ratio = select<T>(is_tail, zero, ratio);  // a new one has to show itself after each leap
    last_size = size;
    last_h = h;
    const T too_far = max<T>(turn / settings.largest_turn, shift / settings.largest_shift);
    const T share = ahead / max<T>(one, ahead * too_far);
    for (int i = 0; i < tree.body_count; ++i) {
      const Motion<T>& y = work.body[i].ydot;
      state.joint[i].w = (share * h) * y.w;
      state.joint[i].v = (share * h) * y.v;
      last[i] = y;
    }
    if constexpr (kLanes<T> == 1) {
      drift(tree, h, state);
      stop(tree, state);
    } else {
      const TreeState<T> before = state;
      drift(tree, h, state);
      stop(tree, state);
      keep_arrived_lanes(tree, working > zero, before, state);
    }

    const T move = max<T>(turn, shift);
    const auto arrived = move < broadcast<T>(settings.tolerance);
    result.move = select<T>(working > zero, move, result.move);
    working = select<T>(arrived, zero, working);
    if (!any<T>(working > zero)) {
      result.converged = true;
      break;
    }
    h = select<T>(agreement < zero, 0.5 * h,
                  min<T>(settings.growth * h, broadcast<T>(settings.h_last)));
  }
  return result;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
