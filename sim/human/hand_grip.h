// SPDX-License-Identifier: Apache-2.0
// A hand that goes to a grip, closes round it, and pulls.
//
// Three things act, each between two bodies, so that nothing is given to or taken from the whole:
// - reaching: muscles of the arm draw the hand towards the grip, a spring of limited force and a
//   damper that brings it to rest there;
// - holding: a hand within `capture` of the grip closes, and is then tied to it by the tissue of
//   palm and fingers, a spring and damper between hand and grip; a force above `hold_strength`
//   opens the fingers, and they stay open until the person lets go on purpose;
// - pulling: the arm draws hand and shoulder together along their line with at most `strength`.
// How far a hand reaches is the length of the arm: a hand that does not come within `capture` holds
// nothing and pulls nothing.
#pragma once

#include "inversim/math/matrix3.h"
#include "inversim/math/smooth.h"

namespace inversim {

template <class T>
struct HandGripParams {
  T strength;         ///< [N] of the pull of one arm, at most
  T hold_strength;    ///< [N] that opens the fingers
  T hold_stiffness;   ///< [N/m] palm and fingers round a grip
  T hold_damping;     ///< [N s/m]
  T capture;          ///< [m] from which the fingers close
  T reach_stiffness;  ///< [N/m] with which the arm draws the hand to the grip
  T reach_damping;    ///< [N s/m]
  T reach_force;      ///< [N] of that, at most
};

/// What the person wants of one hand.
template <class T>
struct HandCommand {
  T active;      ///< 1: goes to the grip and holds it, 0: lets go
  T on_bed;      ///< 1: the grip is on the bed, 0: on the frame
  Vec3<T> p_PG;  ///< [m] grip, in the axes of that part from its origin
  T pull;        ///< [N] with which the arm pulls once the hand holds
};

template <class T>
struct HandGripState {
  T holds;   ///< 1: the hand is on the grip
  T opened;  ///< 1: it was torn off, and does not take hold again by itself
};

/// A hand seen from its grip, any axes.
template <class T>
struct HandView {
  Vec3<T> to_grip;  ///< [m] from the hand
  Vec3<T> v_grip;   ///< [m/s] of the hand, relative to the grip
  Vec3<T> arm;      ///< [m] from the shoulder to the hand
};

/// Forces on the hand, in the axes of the view.
template <class T>
struct HandForces {
  Vec3<T> grip;    ///< [N] by the grip
  Vec3<T> girdle;  ///< [N] by the arm's muscles, which push the shoulder girdle back
};

inline namespace INVERSIM_LEVEL {

/// Force of the grip on the hand that holds it [N].
template <class T>
INVERSIM_INLINE Vec3<T> hold_force(const HandGripParams<T>& p, const HandGripState<T>& s,
                                   const HandView<T>& at) {
  return s.holds * (p.hold_stiffness * at.to_grip - p.hold_damping * at.v_grip);
}

/// What acts on the hand. will: 0 .. 1, share of the muscles that a person who faints loses; pulls:
/// 1 once every hand that is to hold something does.
template <class T>
INVERSIM_INLINE HandForces<T> hand_forces(const HandGripParams<T>& p, const HandCommand<T>& c,
                                          const HandGripState<T>& s, const HandView<T>& at,
                                          const T& will, const T& pulls) {
  HandForces<T> f;
  f.grip = hold_force(p, s, at);
  const T way = sqrt<T>(norm2(at.to_grip) + 1e-12);
  const T drawn = smooth_limit<T>(p.reach_stiffness * way, p.reach_force).value;
  // fingers that were torn open do not reach again
  const T reaches = (will * c.active) * ((1.0 - s.holds) * (1.0 - s.opened));
  const Vec3<T> reach = (drawn / way) * at.to_grip - p.reach_damping * at.v_grip;
  const T length = sqrt<T>(norm2(at.arm) + 1e-12);
  const T pull = (will * pulls * s.holds) * min<T>(c.pull, p.strength);
  f.girdle = reaches * reach - (pull / length) * at.arm;
  return f;
}

/// Closes and opens the fingers after a step.
template <class T>
INVERSIM_INLINE void advance_hand(const HandGripParams<T>& p, const HandCommand<T>& c,
                                  const HandView<T>& at, const T& will, HandGripState<T>& s) {
  const T zero = broadcast<T>(0), one = broadcast<T>(1), half = broadcast<T>(0.5);
  const Mask<T> wants = will * c.active > half;
  const Mask<T> near = norm2(at.to_grip) < p.capture * p.capture;
  const Mask<T> torn = norm2(hold_force(p, s, at)) > p.hold_strength * p.hold_strength;
  const T closed = select<T>(near, one, s.holds);
  const T held = select<T>(s.holds > half, select<T>(torn, zero, one), closed);
  const T opened = select<T>(torn, one, s.opened);
  s.opened = select<T>(wants, opened, zero);
  s.holds = select<T>(wants, select<T>(opened > half, zero, held), zero);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
