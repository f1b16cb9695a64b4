// SPDX-License-Identifier: Apache-2.0
// Static equilibrium of a tree by the dynamics' own pass: velocities at zero, one large implicit
// step after the other. With theta = 1 such a step moves joints by
//   r(q) = h^2 y' = (M / h^2 + D / h + K)^-1 f(q),
// Newton's step on the tangents that drives and loads carry, held back by the masses. What the
// tangents leave out (the stiffness of weight and geometry) can make large steps overshoot: h grows
// while successive moves agree in direction and is halved when they oppose. Nor are they exact, so
// that the last moves shrink by constant ratios only, one for each mode that the tangents miss.
// There, where moves are too small for contacts to come and go, Anderson's acceleration (1965;
// Walker and Ni 2011) takes these modes out: of the last moves it makes the combination that leaves
// the least residual.
//
// It finds zeros of r, of which some are unstable and no place to rest. So plain steps have the
// last word: they must shrink by themselves. Where they grow they lead away, as the dynamics would,
// and go on alone. Where one slow ratio shows, the rest of its series is taken at once (Aitken), or
// of one that grows, the next several. Plain steps that oppose each other were too large, not
// unstable: h stays below what it was then, unless they come to change too slowly.
#pragma once

#include "inversim/multibody/anderson.h"
#include "inversim/multibody/articulated_body.h"
#include "inversim/multibody/integrate.h"
#include "inversim/multibody/kinematics.h"

namespace inversim {

struct EquilibriumSettings {
  double h_first = 0.05;        ///< [s]
  double h_last = 1e3;          ///< [s]
  double growth = 1.5;          ///< of h from one iteration to the next
  double tolerance = 1e-11;     ///< [rad, m] of a move, below which nothing moves any more
  double near = 1e-11;          ///< [rad, m] likewise, if moves shrink by kShrinking or more
  double largest_turn = 0.2;    ///< [rad] of one joint in one iteration, below 0.5
  double largest_shift = 0.05;  ///< [m] likewise
  int max_iterations = 1000;
};

template <class T>
struct EquilibriumResult {
  T move;  ///< [rad, m] of the last iteration, per lane
  int iterations;
  bool converged;  ///< in every lane
};

inline constexpr double kAccelerated = 1e-4;    ///< [rad, m] moves, below which they are combined
inline constexpr double kAndersonGrowth = 4.0;  ///< of the residual, at which they are forgotten
inline constexpr int kAndersonMost = 120;       ///< iterations, after which plain steps go on alone
inline constexpr double kShrinking = 0.97;      ///< ratio of plain moves that is taken for arriving
inline constexpr double kSeries = 10.0;         ///< of `near`, within which their series ends
// ratios of plain moves that are taken for the tail of a sequence, and how steady they must be
inline constexpr double kTailFrom = 0.3, kTailTo = 0.98, kTailSteady = 0.3;
// likewise of one that leads away, which is followed until moves have grown kFlight times more
inline constexpr double kFlightFrom = 1.002, kFlightTo = 1.5, kFlightSteady = 0.1, kFlight = 4.0;

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
  T h_most = broadcast<T>(settings.h_last);  // above which plain steps opposed each other
  T working = one;                           // 0 in a lane that has arrived: it stays as it is
  T lost = zero;                             // 1 in a lane whose numbers are none any more
  EquilibriumResult<T> result = {zero, 0, false};
  const int bodies = tree.body_count, numbers = move_size(bodies);
  AndersonMemory<T> memory = {};
  TreeMove<T> r, last, moved;  // residual now and before, what was done in between
  for (int i = 0; i < numbers; ++i) r.x[i] = last.x[i] = moved.x[i] = zero;
  T plain = zero;  // 1 in a lane whose steps are plain to the end
  T last_size = zero, last_h = zero, last_move = zero, last_ratio = zero, shrunk = zero;
  stop(tree, state);

  while (result.iterations < settings.max_iterations) {
    ++result.iterations;
    kinematics_pass(tree, state, work);
    fill(state, work, h);
    forward_dynamics(tree, drive, load, carrier_drive, work);

    const T h2 = h * h;
    T turn = zero, shift = zero;
    for (int i = 0; i < bodies; ++i) {
      const Motion<T>& y = work.body[i].ydot;
      const Motion<T> move = {h2 * y.w, h2 * y.v};
      r.set(i, move);
      turn = largest_component(turn, move.w);
      shift = largest_component(shift, move.v);
    }
    const T move = max<T>(turn, shift);
    const T size = dot(r, r, numbers), agreement = dot(last, r, numbers);
    const Mask<T> finite = size < broadcast<T>(1e300);
    const Mask<T> steady = !(h < last_h) & !(h > last_h);

    // small moves of one h are combined, as long as they lead on
    const Mask<T> grows = size > (kAndersonGrowth * kAndersonGrowth) * last_size;
    const Mask<T> combines = steady & (last_move < broadcast<T>(kAccelerated)) & !(plain > zero);
    next_move(memory, combines & !grows, last, r, numbers, moved);

    // plain moves: the rest of a series at once
    const T ratio = agreement / (last_size + 1e-300);
    const Mask<T> is_tail = (plain > zero) & steady & (ratio > broadcast<T>(kTailFrom)) &
                            (ratio < broadcast<T>(kTailTo)) &
                            (abs<T>(ratio - last_ratio) < kTailSteady * (1.0 - ratio));
    const Mask<T> is_flight = (plain > zero) & steady & (ratio > broadcast<T>(kFlightFrom)) &
                              (ratio < broadcast<T>(kFlightTo)) &
                              (abs<T>(ratio - last_ratio) < kFlightSteady * (ratio - 1.0));
    const T in_tail = one / (1.0 - min<T>(ratio, broadcast<T>(kTailTo)));
    const T in_flight = kFlight / (max<T>(ratio, broadcast<T>(kFlightFrom)) - 1.0);
    const T ahead = select<T>(is_tail, in_tail, select<T>(is_flight, in_flight, one));
    // a new one has to show itself after each leap
    last_ratio = select<T>(is_tail | is_flight, zero, ratio);

    // shortened as a whole where a joint would go too far
    T far_turn = zero, far_shift = zero;
    for (int i = 0; i < bodies; ++i) {
      const Motion<T> m = moved.of(i);
      far_turn = largest_component(far_turn, m.w);
      far_shift = largest_component(far_shift, m.v);
    }
    const T too_far = max<T>(far_turn / settings.largest_turn, far_shift / settings.largest_shift);
    const T share = ahead / max<T>(one, ahead * too_far), rate = one / h;
    for (int i = 0; i < numbers; ++i) moved.x[i] = share * moved.x[i];
    for (int i = 0; i < bodies; ++i) {
      const Motion<T> m = moved.of(i);
      state.joint[i].w = rate * m.w;
      state.joint[i].v = rate * m.v;
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

    // two plain moves of one h that shrink, or nothing moves
    const T left = one - sqrt(size / (last_size + 1e-300));  // of a series: move / left
    const Mask<T> shrinks = (plain > zero) & steady & (left > broadcast<T>(1.0 - kShrinking)) &
                            (move < (kSeries * settings.near) * left);
    shrunk = select<T>(shrinks, shrunk + 1.0, zero);
    const Mask<T> near = move < broadcast<T>(settings.near);
    const Mask<T> arrived = finite & ((move < broadcast<T>(settings.tolerance)) |
                                      (near & (shrunk > broadcast<T>(1.5))));
    result.move = select<T>(working > zero, move, result.move);
    lost = select<T>((working > zero) & !finite, one, lost);
    working = select<T>(arrived | !finite, zero, working);
    if (!any<T>(working > zero)) {
      result.converged = !any<T>(lost > zero);
      break;
    }

    // moves that oppose each other: a smaller step, or where they are small the same once more
    const T opposed = select<T>(agreement < zero, one, zero);
    const T worse = select<T>(combines, select<T>(grows, one, zero), opposed);
    const T factor = select<T>(worse > zero, broadcast<T>(0.5), broadcast<T>(settings.growth));
    const Mask<T> again =
        (move < broadcast<T>(kAccelerated)) & (opposed > zero) & !grows & !(plain > zero);
    last_h = h;
    const Mask<T> slow = steady & (ratio > broadcast<T>(kShrinking)) & !is_flight;
    const T wider =
        min<T>(select<T>(slow, broadcast<T>(2.0), one) * h_most, broadcast<T>(settings.h_last));
    h_most = select<T>((plain > zero) & (opposed > zero), 0.5 * h, wider);
    h = min<T>(select<T>(again, one, factor) * h, h_most);
    const Mask<T> alone =
        near | (broadcast<T>(result.iterations) > broadcast<T>(kAndersonMost - 0.5));
    // a move that was combined says nothing of how plain ones shrink
    last_size = select<T>(alone & !(plain > zero), zero, size);
    plain = select<T>(alone, one, plain);
    last = r;
    last_move = move;
  }
  return result;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
