// SPDX-License-Identifier: Apache-2.0
// The frame on the floor: four feet at the corners of a rectangle, held by a weld whose wrench
// gives what the feet carry and how far the table is from tipping.
//
// Frame axes: z normal to the floor, x towards the user's head, origin at the floor. A sloping
// floor is gravity that is not along -z; nothing here knows it. Four feet are statically
// indeterminate: the frame is rigid and its feet are equal springs, which is also the solution of
// least norm. A foot that comes out negative would lift. The tipping margin does not depend on that
// choice: it is the distance of the centre of pressure from the edge of the rectangle.
#pragma once

#include "inversim/math/spatial.h"

namespace inversim {

template <class T>
struct FrameFeetParams {
  T centre_x;  ///< [m] middle of the feet, frame axes
  T centre_y;  ///< [m]
  T length;    ///< [m] foot to foot along x
  T width;     ///< [m] foot to foot along y
};

/// Feet in the order foot end left, foot end right, head end left, head end right (of the user).
inline constexpr int kFrameFeet = 4;

template <class T>
struct FrameLoad {
  Vec3<T> foot[kFrameFeet];  ///< [N] floor on each foot, frame axes
  T normal;                  ///< [N] sum of the normal forces
  T centre_x, centre_y;      ///< [m] centre of pressure, frame axes
  T margin;                  ///< [m] to the nearest edge; negative: outside, the frame tips
  T friction_demand;         ///< horizontal over normal force of all feet together
  T least_foot;              ///< [N] normal force of the least loaded foot
};

inline namespace INVERSIM_LEVEL {

/// Position of a foot in frame axes.
template <class T>
INVERSIM_INLINE Vec3<T> foot_position(const FrameFeetParams<T>& p, int i) {
  const double sx = i < 2 ? -0.5 : 0.5, sy = i % 2 == 0 ? -0.5 : 0.5;
  return {p.centre_x + sx * p.length, p.centre_y + sy * p.width, broadcast<T>(0)};
}

/// What the feet carry when the floor's wrench on the frame is F about the point r, in frame axes.
/// With a normal force that is not positive the margin is minus the sum of length and width.
template <class T>
INVERSIM_INLINE FrameLoad<T> frame_load(const FrameFeetParams<T>& p, const Wrench<T>& F,
                                        const Vec3<T>& r) {
  const T zero = broadcast<T>(0);
  const Wrench<T> W = shift(F, r);  // about the origin, on the floor
  const T N = W.f.z;
  const Mask<T> pressed = N > broadcast<T>(1e-6);
  const T divisor = select<T>(pressed, N, broadcast<T>(1));
  FrameLoad<T> out;
  out.normal = N;
  out.centre_x = select<T>(pressed, -W.n.y / divisor, p.centre_x);
  out.centre_y = select<T>(pressed, W.n.x / divisor, p.centre_y);

  // moments about the middle of the feet; sum x_i^2 = length^2, sum y_i^2 = width^2
  const T M_x = W.n.x - p.centre_y * N;
  const T M_y = W.n.y + p.centre_x * N;
  const T M_z = W.n.z - (p.centre_x * W.f.y - p.centre_y * W.f.x);
  const T twist = M_z / (p.length * p.length + p.width * p.width);
  for (int i = 0; i < kFrameFeet; ++i) {
    const Vec3<T> at = foot_position(p, i);
    const T x = at.x - p.centre_x, y = at.y - p.centre_y;
    out.foot[i].x = 0.25 * W.f.x - twist * y;
    out.foot[i].y = 0.25 * W.f.y + twist * x;
    out.foot[i].z = (0.25 * N - M_y * x / (p.length * p.length)) + M_x * y / (p.width * p.width);
  }
  out.least_foot =
      min<T>(min<T>(out.foot[0].z, out.foot[1].z), min<T>(out.foot[2].z, out.foot[3].z));

  // signed distance to the rectangle
  const T qx = abs<T>(out.centre_x - p.centre_x) - 0.5 * p.length;
  const T qy = abs<T>(out.centre_y - p.centre_y) - 0.5 * p.width;
  const T ox = max<T>(qx, zero), oy = max<T>(qy, zero);
  const T outside = sqrt<T>(ox * ox + oy * oy);
  const T inside = min<T>(max<T>(qx, qy), zero);
  out.margin = select<T>(pressed, -(outside + inside), -(p.length + p.width));
  out.friction_demand = select<T>(pressed, sqrt<T>(W.f.x * W.f.x + W.f.y * W.f.y) / divisor, zero);
  return out;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
