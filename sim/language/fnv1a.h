// SPDX-License-Identifier: Apache-2.0
// FNV-1a, the one hash of bytes: for equal states, texts and files, not against an adversary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace inversim {

/// Of no bytes: where a hash begins.
inline constexpr std::uint64_t kFnv1aBasis = 0xcbf29ce484222325u;

/// FNV-1a, 64 bit. With the hash of what came before as `seed`, that of both together.
inline std::uint64_t fnv1a(std::span<const std::byte> bytes, std::uint64_t seed = kFnv1aBasis) {
  for (const std::byte b : bytes)
    seed = (seed ^ std::to_integer<std::uint64_t>(b)) * 0x100000001b3u;
  return seed;
}

}  // namespace inversim
