// SPDX-License-Identifier: Apache-2.0
// Lanes: the scalar T of the real-time core is a double, or a GCC vector of doubles that carries
// one scenario per lane. An algorithm is written once, templated on T, and gives the same bits in
// both.
//
// Functions live in an inline namespace named after the CPU level they are compiled for, so that
// code of two levels can stand in one program; data structs live outside it and are shared.
#pragma once

#ifndef INVERSIM_LEVEL
#define INVERSIM_LEVEL level_any
#endif

// the sanitizers' builds define it as plain inline (cmake/flags.cmake)
#ifndef INVERSIM_INLINE
#define INVERSIM_INLINE inline __attribute__((always_inline))
#endif

namespace inversim {

using Lanes2 = double __attribute__((vector_size(16)));
using Lanes4 = double __attribute__((vector_size(32)));
using Lanes8 = double __attribute__((vector_size(64)));

/// Number of lanes in T: 1 for double.
template <class T>
inline constexpr int kLanes = static_cast<int>(sizeof(T) / sizeof(double));

/// Result of comparing two T: bool, or a vector of 64-bit masks.
template <class T>
using Mask = decltype(T{} < T{});

inline namespace INVERSIM_LEVEL {

/// The same value in every lane.
template <class T>
INVERSIM_INLINE T broadcast(double x) {
  if constexpr (kLanes<T> == 1) {
    return x;
  } else {
    return x - T{};  // keeps the sign of a zero
  }
}

template <class T>
INVERSIM_INLINE double get_lane(const T& t, int lane) {
  if constexpr (kLanes<T> == 1) {
    return t;
  } else {
    return t[lane];
  }
}

template <class T>
INVERSIM_INLINE void set_lane(T& t, int lane, double x) {
  if constexpr (kLanes<T> == 1) {
    t = x;
  } else {
    t[lane] = x;
  }
}

/// Lane by lane: mask ? a : b.
template <class T>
INVERSIM_INLINE T select(const Mask<T>& mask, const T& a, const T& b) {
  return mask ? a : b;
}

template <class T>
INVERSIM_INLINE T min(const T& a, const T& b) {
  return select<T>(a < b, a, b);
}

template <class T>
INVERSIM_INLINE T max(const T& a, const T& b) {
  return select<T>(a < b, b, a);
}

template <class T>
INVERSIM_INLINE T abs(const T& a) {
  return select<T>(a < broadcast<T>(0), -a, a);
}

template <class T>
INVERSIM_INLINE T clamp(const T& x, const T& low, const T& high) {
  return min(max(x, low), high);
}

/// Correctly rounded, hence the same on every CPU level.
template <class T>
INVERSIM_INLINE T sqrt(const T& a) {
  if constexpr (kLanes<T> == 1) {
    return __builtin_sqrt(a);
  } else {
    T r{};
    for (int i = 0; i < kLanes<T>; ++i) r[i] = __builtin_sqrt(a[i]);
    return r;
  }
}

/// True if any lane of the mask is set.
template <class T>
INVERSIM_INLINE bool any(const Mask<T>& mask) {
  if constexpr (kLanes<T> == 1) {
    return mask;
  } else {
    long long bits = 0;
    for (int i = 0; i < kLanes<T>; ++i) bits |= mask[i];
    return bits != 0;
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
