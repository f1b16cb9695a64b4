// SPDX-License-Identifier: Apache-2.0
// Resting tone of the trunk and neck muscles: a follower load that presses each disc.
//
// Lying the tone is steady. Head-down it relaxes, by a part just past the horizontal, and it
// returns with the same time constants on the way back:
//   F = F0 (kept + (1 - f - kept) slow + f fast),  slow, fast -> 0 with 150 s and 4 s, back to 1,
// f being the share that goes fast. The neck's tone does not relax.
//
// Upright, trunk muscles work against each other as they balance: a further load that goes with
// the sine of the bed angle. A person who does not let go adds guarding: raised when the bed goes
// head-down, raised to the anxious value by fast turning, decaying from there.
// docs/spine.md has the sources.
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/math/lanes.h"
#include "inversim/math/smooth.h"
#include "inversim/spine/levels.h"

namespace inversim {

template <class T>
struct MuscleTone {
  T steady[kLevels];       ///< [N] lying
  T upright[kLevels];      ///< [N] more when fully upright
  T relaxes[kLevels];      ///< 1 where inversion relaxes it, 0 where not (neck)
  T guards[kLevels];       ///< of guarding, over that at the level where it is given
  T kept_share;            ///< left after long inversion, 0.5..0.65
  T fast_share;            ///< that goes with the fast time
  T slow_time, fast_time;  ///< [s]
  T enabled;               ///< 1 relaxing, 0 fixed at the steady value
  T guarding;              ///< [N] raised by going head down
  T guarding_anxious;      ///< [N] raised by fast turning
  T guarding_rate;         ///< [rad/s] of the bed that begins to be fast; half as much again is
  T guarding_time;         ///< [s] of its decay
  T sin_head_down_from, sin_head_down_full;  ///< of bed angles between which lying becomes hanging
};

inline constexpr double kGuardingRise = 0.1;  ///< [s] of a muscle to follow

template <class T>
struct MuscleToneState {
  T slow, fast;  ///< 1 at rest, 0 relaxed
  T head_down;   ///< 0 .. 1 how far head down the bed has been since it was last level
  T alarm;       ///< [N] what guarding goes to
  T guarding;    ///< [N] at the level where it is given
};

/// What drives the tone of all levels at one instant.
template <class T>
struct ToneDrive {
  T relaxed;   ///< factor on the lying tone of the levels that relax
  T upright;   ///< share of the upright load, 0..1
  T guarding;  ///< [N]
};

inline namespace INVERSIM_LEVEL {

/// sin_a: sine of the bed angle; posture: share of active posture, 0..1.
template <class T>
INVERSIM_INLINE ToneDrive<T> tone_drive(const MuscleTone<T>& p, const MuscleToneState<T>& s,
                                        const T& sin_a, const T& posture) {
  const T f = p.kept_share + ((1.0 - p.fast_share) - p.kept_share) * s.slow + p.fast_share * s.fast;
  return {1.0 + p.enabled * (f - 1.0), p.enabled * (posture * max<T>(-sin_a, broadcast<T>(0))),
          p.enabled * s.guarding};
}

/// Tone at a level [N], compressive.
template <class T>
INVERSIM_INLINE T tone_at(const MuscleTone<T>& p, const ToneDrive<T>& d, int level) {
  return p.steady[level] * (1.0 + p.relaxes[level] * (d.relaxed - 1.0)) +
         (p.upright[level] * d.upright + p.guards[level] * d.guarding);
}

/// Advances by h; sin_a: sine of the bed angle.
template <class T>
INVERSIM_INLINE void step_tone(const MuscleTone<T>& p, const T& sin_a, const T& bed_rate,
                               const T& h, MuscleToneState<T>& s) {
  const T one = broadcast<T>(1), zero = broadcast<T>(0);
  const T head_down =
      smooth_step<T>((sin_a - p.sin_head_down_from) / (p.sin_head_down_full - p.sin_head_down_from))
          .value;
  // implicit Euler: monotone at any step
  s.slow = (s.slow + (h / p.slow_time) * (one - head_down)) / (1.0 + h / p.slow_time);
  s.fast = (s.fast + (h / p.fast_time) * (one - head_down)) / (1.0 + h / p.fast_time);
  const T farthest = select<T>(head_down > zero, max<T>(head_down, s.head_down), zero);
  const T fast = smooth_step<T>(2.0 * (abs<T>(bed_rate) / p.guarding_rate - 1.0)).value;
  const T raised = max<T>(select<T>(farthest > s.head_down, p.guarding * farthest, zero),
                          p.guarding_anxious * fast);
  s.alarm = max<T>(s.alarm / (1.0 + h / p.guarding_time), raised);
  s.guarding = (s.guarding + (h / kGuardingRise) * s.alarm) / (1.0 + h / kGuardingRise);
  s.head_down = farthest;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
