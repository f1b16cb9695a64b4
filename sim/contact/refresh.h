// SPDX-License-Identifier: Apache-2.0
// Local planes of the contact points, taken from the shapes when a point has moved.
#pragma once

#include "inversim/contact/contact_point.h"
#include "inversim/contact/shapes.h"

namespace inversim {

/// How far a point may move from where its plane was taken [m].
inline constexpr double kRefreshDistance = 1e-3;

/// Takes the planes of all `count` points at their present places x_C.
void take_planes(const std::vector<Shape>& shapes, int count, ContactState<double>& state);

/// Takes the plane anew of every point that has moved. Returns how many there were.
int refresh_planes(const std::vector<Shape>& shapes, int count, ContactState<double>& state);

}  // namespace inversim
