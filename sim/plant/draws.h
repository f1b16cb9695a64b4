// SPDX-License-Identifier: Apache-2.0
// Random numbers without a state: functions of a seed, a stream and a number, so that what one
// consumer draws does not depend on what others do.
#pragma once

#include <cstdint>

namespace inversim {

/// splitmix64 (Steele, Lea and Flood 2014).
inline std::uint64_t scramble(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

inline std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t number) {
  return scramble(scramble(seed) ^ scramble(stream * 0x100000001b3u + 1) ^ number);
}

/// Uniform in [0, 1).
inline double uniform(std::uint64_t seed, std::uint64_t stream, std::uint64_t number) {
  return static_cast<double>(scramble(draw(seed, stream, number)) >> 11) * 0x1p-53;
}

/// Standard normal, from twelve uniform ones: mean 0, variance 1.
inline double gaussian(std::uint64_t seed, std::uint64_t stream, std::uint64_t number) {
  std::uint64_t x = draw(seed, stream, number);
  std::uint64_t sum = 0;
  for (int i = 0; i < 3; ++i) {
    x = scramble(x);
    for (int k = 0; k < 4; ++k) sum += (x >> (16 * k)) & 0xffffu;
  }
  return (static_cast<double>(sum) + 6.0) / 65536.0 - 6.0;
}

}  // namespace inversim
