// SPDX-License-Identifier: Apache-2.0
// The column of 25 motion segments: parameters, state, and the force of each level.
#pragma once

#include "inversim/multibody/state.h"
#include "inversim/spine/creep.h"
#include "inversim/spine/disc_elastic.h"
#include "inversim/spine/levels.h"
#include "inversim/spine/muscle_tone.h"

namespace inversim {

template <class T>
struct SpineModel {
  DiscElastic<T> disc[kLevels];
  Quat<T> q_neutral[kLevels];  ///< cranial body axes to disc axes in the zero state
  PreloadStiffening<T> preload;
  Creep<T> creep;
  MuscleTone<T> tone;
};

template <class T>
struct SpineState {
  T compression[kLevels];  ///< [N] of each disc, filtered
  CreepState<T> creep;
  MuscleToneState<T> tone;
};

/// What a level transmits to its cranial body, disc axes.
template <class T>
struct LevelForce {
  DiscForce<T> disc;  ///< moment conjugate to the angular velocity
  T tone;             ///< [N] follower load, presses the disc
  Vec3<T> angle;      ///< [rad] from the zero state
};

inline namespace INVERSIM_LEVEL {

/// The force of one level at the joint state x; muscle is what tone_drive() gives.
template <class T>
INVERSIM_INLINE LevelForce<T> level_force(const SpineModel<T>& spine, const SpineState<T>& state,
                                          int level, const JointState<T>& x,
                                          const ToneDrive<T>& muscle) {
  const RotationMeasure<T> r = rotation_measure(x.q_PB, spine.q_neutral[level]);
  LevelForce<T> out;
  out.angle = r.e;
  const T factor = preload_factor(spine.preload, state.compression[level]);
  // the elastic disc is what creep leaves of the displacement
  Vec3<T> elastic = x.p_JB;
  elastic.x -= creep_height(spine.creep, state.creep, level);
  out.disc = disc_force(spine.disc[level], r.e, elastic, x.w, x.v, factor);
  out.disc.moment = moment_on_velocity(r, out.disc.moment);
  out.tone = tone_at(spine.tone, muscle, level);
  return out;
}

/// Advances a disc's filtered compression and its creep by h. disc_axial: [N], tension positive.
template <class T>
INVERSIM_INLINE void step_disc(const SpineModel<T>& spine, int level, const T& disc_axial,
                               const T& h, const CreepShares<T>& shares, SpineState<T>& state) {
  const T k = h / spine.preload.filter_time;
  const T target = max<T>(-disc_axial, broadcast<T>(0));
  state.compression[level] = (state.compression[level] + k * target) / (1.0 + k);
  step_creep(spine.creep, shares, level, disc_axial, state.creep);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
