// SPDX-License-Identifier: Apache-2.0
// Resting tone of the trunk and neck muscles: a follower load that presses each disc.
//
// Lying or upright the tone is steady. From the moment the bed passes the horizontal head-down it
// relaxes, and it returns with the same time constants on the way back:
//   F = F0 (kept + (1 - f - kept) slow + f fast),  slow, fast -> 0 with 150 s and 4 s, back to 1,
// f being the share that goes fast.
// The neck's tone does not relax. docs/spine.md has the sources.
#pragma once

#include "inversim/math/lanes.h"
#include "inversim/spine/levels.h"

namespace inversim {

template <class T>
struct MuscleTone {
  T steady[kLevels];       ///< [N] lying
  T relaxes[kLevels];      ///< 1 where inversion relaxes it, 0 where not (neck)
  T kept_share;            ///< left after long inversion, 0.5..0.65
  T fast_share;            ///< that goes with the fast time
  T slow_time, fast_time;  ///< [s]
  T enabled;               ///< 1 relaxing, 0 fixed at the steady value
};

template <class T>
struct MuscleToneState {
  T slow, fast;  ///< 1 at rest, 0 relaxed
};

inline namespace INVERSIM_LEVEL {

/// Factor on the tone of the levels that relax.
template <class T>
INVERSIM_INLINE T relaxation(const MuscleTone<T>& p, const MuscleToneState<T>& s) {
  const T f = p.kept_share + ((1.0 - p.fast_share) - p.kept_share) * s.slow + p.fast_share * s.fast;
  return 1.0 + p.enabled * (f - 1.0);
}

/// Tone at a level [N], compressive.
template <class T>
INVERSIM_INLINE T tone_at(const MuscleTone<T>& p, const T& relaxed, int level) {
  return p.steady[level] * (1.0 + p.relaxes[level] * (relaxed - 1.0));
}

/// Advances by h. head_down: bed angle above zero.
template <class T>
INVERSIM_INLINE void step_tone(const MuscleTone<T>& p, const T& bed_angle, const T& h,
                               MuscleToneState<T>& s) {
  const T target = select<T>(bed_angle > broadcast<T>(0), broadcast<T>(0), broadcast<T>(1));
  // implicit Euler: monotone at any step
  s.slow = (s.slow + (h / p.slow_time) * target) / (1.0 + h / p.slow_time);
  s.fast = (s.fast + (h / p.fast_time) * target) / (1.0 + h / p.fast_time);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
