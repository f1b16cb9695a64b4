// SPDX-License-Identifier: Apache-2.0
// What the hands do to the table: they pull the body along the bed, or hold grips of frame and bed
// and pull these together (human/hand_grip.h). Kernel code.
#pragma once

#include "inversim/plant/work.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

inline constexpr int kForearmBody[2] = {kForearmRBody, kForearmLBody};  // right, left
inline constexpr int kUpperArmBody[2] = {kUpperArmRBody, kUpperArmLBody};

/// What holds a grip takes the force of the hand at x_C: `force` on the hand, bed axes, of which
/// `on_bed` (0 .. 1) is the bed's and the rest the frame's.
template <class T, int NB>
INVERSIM_INLINE void take_reaction(const Vec3<T>& x_C, const Vec3<T>& force, const T& on_bed,
                                   PlantWork<T, NB>& w) {
  BodyWork<T, NB>&frame = w.tree.body[kFrameBody], &bed = w.tree.body[kBedBody];
  const Vec3<T> of_bed = on_bed * force, of_frame = (1.0 - on_bed) * force;
  bed.p = bed.p + Wrench<T>{cross(x_C, of_bed), of_bed};
  const Vec3<T> at = bed.r_P + bed.R_PB * x_C, reaction = bed.R_PB * of_frame;
  frame.p = frame.p + Wrench<T>{cross(at, reaction), reaction};
}

/// Hands pull the body along the bed, headward, by a grip on frame or bed, which takes the
/// reaction.
template <class T, int NB>
INVERSIM_INLINE void pull_grips(const PlantModel<T>& m, const PlantInput<T>& in,
                                PlantWork<T, NB>& w) {
  const T o = broadcast<T>(0);
  const Vec3<T> force = {0.5 * in.pull, o, o};
  for (int side = 0; side < 2; ++side) {
    BodyWork<T, NB>& arm = w.tree.body[kForearmBody[side]];
    const Vec3<T>& hand = m.hand[side].p_BP;
    const Vec3<T> pull = transpose_times(arm.R_CB, force);
    arm.p = arm.p - Wrench<T>{cross(hand, pull), pull};
    take_reaction(arm.p_CB + arm.R_CB * hand, force, in.pull_on_bed, w);
  }
}

/// A hand in the bed, and as it sees its grip, bed axes.
template <class T>
struct HandPlace {
  Vec3<T> hand;  ///< [m]
  HandView<T> view;
};
template <class T, int NB>
INVERSIM_INLINE HandPlace<T> hand_place(const PlantModel<T>& m, const HandCommand<T>& c, int side,
                                        const PlantWork<T, NB>& w) {
  const BodyWork<T, NB>&frame = w.tree.body[kFrameBody], &bed = w.tree.body[kBedBody];
  const BodyWork<T, NB>&fore = w.tree.body[kForearmBody[side]],
                    &upper = w.tree.body[kUpperArmBody[side]];
  HandPlace<T> x;
  x.hand = fore.p_CB + fore.R_CB * m.palm[side].p_BP;
  const Vec3<T> v_hand = fore.R_CB * (fore.V.v + cross(fore.V.w, m.palm[side].p_BP));
  // a grip of the frame as the bed sees it
  const Vec3<T> from_bed = transpose_times(bed.R_PB, c.p_PG - bed.r_P);
  const Vec3<T> grip = c.on_bed * c.p_PG + (1.0 - c.on_bed) * from_bed;
  const Vec3<T> v_on_bed = bed.V.v + cross(bed.V.w, c.p_PG);
  const Vec3<T> v_on_frame = transpose_times(bed.R_PB, frame.V.v + cross(frame.V.w, c.p_PG));
  const Vec3<T> v_grip = c.on_bed * v_on_bed + (1.0 - c.on_bed) * v_on_frame;
  x.view = {grip - x.hand, v_hand - v_grip, x.hand - upper.p_CB};
  return x;
}

/// Where an arm at work wants its elbow: bent so that the hand is as far from the shoulder as the
/// grip is, and once the hand holds, as it is bent. Half-angle from the law of cosines.
template <class T>
INVERSIM_INLINE Quat<T> elbow_for_grip(const PlantModel<T>& m, int side, const HandView<T>& at,
                                       const T& holds) {
  const T d2 = norm2(at.arm + (1.0 - holds) * at.to_grip);
  const T a2 = norm2(m.tree.link[kForearmBody[side]].p_PJ), b2 = norm2(m.palm[side].p_BP);
  // cosine of the flexion: 1 is a straight arm, -0.75 an elbow bent by 140 deg
  const T c = clamp<T>((d2 - (a2 + b2)) / (2.0 * sqrt<T>(a2 * b2 + 1e-24)), broadcast<T>(-0.75),
                       broadcast<T>(1));
  return {sqrt<T>(0.5 * (1.0 + c)), broadcast<T>(0), sqrt<T>(0.5 * (1.0 - c)), broadcast<T>(0)};
}

/// Force `f` on a body at a point of the carrier's axes.
template <class T, int NB>
INVERSIM_INLINE void push_at(const Vec3<T>& x_C, const Vec3<T>& f_C, BodyWork<T, NB>& b) {
  const Vec3<T> f = transpose_times(b.R_CB, f_C), r = transpose_times(b.R_CB, x_C - b.p_CB);
  b.p = b.p - Wrench<T>{cross(r, f), f};
}

/// Hands at their grips: forces on forearms, shoulder girdle, bed and frame, whose sum is none.
template <class T, int NB>
INVERSIM_INLINE void hold_grips(const PlantModel<T>& m, const PlantInput<T>& in,
                                const PlantState<T>& s, PlantWork<T, NB>& w) {
  if (!in.hands_at_work) return;
  // nobody pulls with one hand while the other is still on its way
  T both = broadcast<T>(1);
  for (int side = 0; side < 2; ++side) {
    both = both * (1.0 - in.hand[side].active * (1.0 - s.hand[side].holds));
  }
  for (int side = 0; side < 2; ++side) {
    const HandCommand<T>& c = in.hand[side];
    const HandPlace<T> at = hand_place(m, c, side, w);
    const HandForces<T> f =
        hand_forces<T>(m.hand_grip, c, s.hand[side], at.view, 1.0 - in.limp, both);
    push_at(at.hand, f.grip + f.girdle, w.tree.body[kForearmBody[side]]);
    // muscles turn the joints between: their reaction acts on the girdle as if it reached there
    push_at(at.hand, -f.girdle, w.tree.body[m.tree.parent[kUpperArmBody[side]]]);
    // so does the grip's, off by what palm and fingers give
    take_reaction(at.hand, f.grip, c.on_bed, w);
  }
}

/// Closes and opens the fingers, by where they were in the middle of the step.
template <class T, int NB>
INVERSIM_INLINE void advance_hands(const PlantModel<T>& m, const PlantInput<T>& in,
                                   const PlantWork<T, NB>& w, PlantState<T>& s) {
  if (!in.hands_at_work) return;
  for (int side = 0; side < 2; ++side) {
    advance_hand<T>(m.hand_grip, in.hand[side], hand_place(m, in.hand[side], side, w).view,
                    1.0 - in.limp, s.hand[side]);
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
