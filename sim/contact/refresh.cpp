// SPDX-License-Identifier: Apache-2.0
#include "inversim/contact/refresh.h"

#include "inversim/contact/distance.h"

namespace inversim {
namespace {

void take_plane(const std::vector<Shape>& shapes, ContactPointState<double>& s) {
  const LocalPlane plane = nearest_plane(shapes, {s.x_C.x, s.x_C.y, s.x_C.z});
  s.n_C = {plane.normal.x(), plane.normal.y(), plane.normal.z()};
  s.offset = plane.offset;
  s.refreshed_at = s.x_C;
}

}  // namespace

void take_planes(const std::vector<Shape>& shapes, int count, ContactState<double>& state) {
  for (int i = 0; i < count; ++i) take_plane(shapes, state.point[i]);
}

int refresh_planes(const std::vector<Shape>& shapes, int count, ContactState<double>& state) {
  int refreshed = 0;
  for (int i = 0; i < count; ++i) {
    ContactPointState<double>& s = state.point[i];
    if (norm2(s.x_C - s.refreshed_at) < kRefreshDistance * kRefreshDistance) continue;
    take_plane(shapes, s);
    ++refreshed;
  }
  return refreshed;
}

}  // namespace inversim
