// SPDX-License-Identifier: Apache-2.0
// Once-differentiable blends: what switches in a law switches over a width.
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {

/// A value with its derivative by the argument.
template <class T>
struct Sloped {
  T value;
  T slope;
};

inline namespace INVERSIM_LEVEL {

/// 0 below -width, x above +width, a parabola between (C1). width > 0.
template <class T>
INVERSIM_INLINE Sloped<T> smooth_ramp(const T& x, const T& width) {
  const T u = clamp<T>((x + width) / (2.0 * width), broadcast<T>(0), broadcast<T>(1));
  const T blended = width * (u * u);
  return {select<T>(x > width, x, blended), u};
}

/// 0 below 0, 1 above 1, a cubic between (C1).
template <class T>
INVERSIM_INLINE Sloped<T> smooth_step(const T& x) {
  const T u = clamp<T>(x, broadcast<T>(0), broadcast<T>(1));
  return {u * u * (3.0 - 2.0 * u), 6.0 * u * (1.0 - u)};
}

/// x held between -limit and +limit: linear up to 0.8 limit, then bending over C1 to the limit,
/// reached at 1.2 limit.
template <class T>
INVERSIM_INLINE Sloped<T> smooth_limit(const T& x, const T& limit) {
  const T a = abs(x) / limit;
  const T over = clamp<T>((a - 0.8) / 0.4, broadcast<T>(0), broadcast<T>(1));
  // integral of the slope 1 - over from 0.8 on
  const T y = min<T>(a, broadcast<T>(0.8)) + 0.4 * (over - 0.5 * (over * over));
  const T signed_y = select<T>(x < broadcast<T>(0), -y, y);
  return {limit * signed_y, 1.0 - over};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
