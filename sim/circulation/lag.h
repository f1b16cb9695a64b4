// SPDX-License-Identifier: Apache-2.0
// First-order lags, alone and in chains.
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// 1 - exp(-dt/time) to 1e-5 for dt < time/2, between 0 and 1 for any step.
template <class T>
INVERSIM_INLINE T lag_share(const T& dt, const T& time) {
  const T x = dt / time;
  return x / (1.0 + x * (0.5 + x * (1.0 / 12.0)));
}

/// A chain of equal lags, `share` of each per step.
template <class T, int lags>
INVERSIM_INLINE void lag_chain(T (&state)[lags], const T& in_first, const T& share) {
  T in = in_first;
  for (int i = 0; i < lags; ++i) {
    const T before = state[i];
    state[i] = before + share * (in - before);
    in = 0.5 * (before + state[i]);  // mean over the step
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
