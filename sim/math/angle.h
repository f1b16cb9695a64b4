// SPDX-License-Identifier: Apache-2.0
// Degrees, which people read and write; all else is in radians.
#pragma once

#include <numbers>

namespace inversim {

/// Radians in a degree: `60 * kDegree` is an angle, `angle / kDegree` its degrees.
inline constexpr double kDegree = std::numbers::pi / 180.0;

}  // namespace inversim
