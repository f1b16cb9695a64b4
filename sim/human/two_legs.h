// SPDX-License-Identifier: Apache-2.0
// Two legs in place of the lumped one: the right leg carries the pelvis, as the lumped one did; the
// left leg hangs from it.
#pragma once

#include "inversim/human/geometry.h"

namespace inversim {

// segments of the left leg, after all others
inline constexpr int kThighL = kSegments;
inline constexpr int kShankL = kSegments + 1;
inline constexpr int kFootL = kSegments + 2;
inline constexpr int kMostSegments = kFootL + 1;

/// The same body with its legs apart: half of the mass each, joints and skin where its own leg is.
BodyGeometry with_two_legs(const BodyGeometry& lumped);

inline bool has_two_legs(const BodyGeometry& body) {
  return body.segments.size() > static_cast<std::size_t>(kSegments);
}

}  // namespace inversim
