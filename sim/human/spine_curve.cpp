// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/spine_curve.h"

#include <cmath>
#include <stdexcept>

#include <Eigen/Geometry>

#include "inversim/math/angle.h"
#include "inversim/math/elementary.h"

namespace inversim {

namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

// lengths of the spine file belong to a man of 1.75 m, whose vertex is this far from his hips [m]
constexpr double kSourceHipToVertex = kSpineStature * (0.1395 + 0.3465);

// angle between the normal of the sacral plate and the line from its middle to the axis of the
// hips: pelvic incidence, adult mean 50 .. 55 deg (recalled)
constexpr double kPelvicIncidence = 52 * kDegree;

Vector3d axis_at(double tilt) {  // tilt from cranial towards anterior
  const SinCos<double> s = sincos<double>(tilt);
  return {s.cos, 0, s.sin};
}

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Matrix3d frame_along(const Vector3d& axis) {
  Matrix3d R;
  R.col(0) = axis.normalized();
  R.col(1) = Vector3d::UnitY();
  R.col(2) = R.col(0).cross(R.col(1));
  return R;
}

SpineCurve make_spine_curve(const SpineGeometry& spine, const BodyHeights& h, double stature,
                            const Vector3d& p_RHip) {
  // directions in the source's upright frame: its own down to T12, then the supine angles
  std::array<double, kLevels + 1> tilt = {};
  for (int i = 1; i <= kLevelT12L1; ++i) tilt[at(i)] = spine.level[at(i)].vertebra_tilt;
  for (int i = kLevelT12L1; i < kLevels; ++i) {
    tilt[at(i + 1)] = tilt[at(i)] + spine.level[at(i)].supine_angle;
  }
  SpineCurve c;
  c.scale = (stature - h.hip) / kSourceHipToVertex;

  // the trunk, from L5-S1 up to C7-T1
  Vector3d p = Vector3d::Zero();
  std::array<Vector3d, kLevels> q;
  for (int i = kLevelL5S1; i > kLevelC7T1; --i) {
    q[at(i)] = p;
    p += c.scale * spine.level[at(i)].vertebra_span * axis_at(tilt[at(i)]);
  }
  q[kLevelC7T1] = p;

  // hip by closure: on the line that leaves the sacral plate at the pelvic incidence, at the
  // distance from C7-T1 that the segment set gives the trunk
  const Vector3d to_hip = -axis_at(tilt[kLevels] - kPelvicIncidence);
  const double length = h.cervicale - h.hip;
  const double along = p.dot(to_hip);
  const double reach = along * along - p.squaredNorm() + length * length;
  const double r = along + std::sqrt(reach);
  if (!(reach > 0 && r > 0)) {
    throw std::invalid_argument("the column is longer than the trunk it should stand in");
  }
  const Vector3d hip = r * to_hip;

  // turn the trunk so that the line from hip to C7-T1 is x
  const Vector3d line = (p - hip) / length;
  const double lean = atan2<double>(line.z(), line.x());
  const auto turned = [&](const Vector3d& v) -> Vector3d {
    return p_RHip +
           Vector3d(line.x() * v.x() + line.z() * v.z(), 0, line.x() * v.z() - line.z() * v.x());
  };
  for (int i = kLevelC7T1; i < kLevels; ++i) {
    c.joint[at(i)] = turned(q[at(i)] - hip);
    if (i > kLevelC7T1) c.axis[at(i)] = axis_at(tilt[at(i)] - lean);
  }
  c.sacrum_axis = axis_at(tilt[kLevels] - lean);

  // the neck: the turn fades out towards the skull, which looks straight up
  for (int i = kLevelC7T1; i >= 1; --i) {
    c.axis[at(i)] = axis_at(tilt[at(i)] - lean * i / (kLevelC7T1 + 1));
    c.joint[at(i - 1)] =
        c.joint[at(i)] + c.scale * spine.level[at(i)].vertebra_span * c.axis[at(i)];
  }
  c.axis[0] = Vector3d::UnitX();
  return c;
}

Matrix3d level_axes(const SpineGeometry& spine, const SpineCurve& c, int level) {
  const Vector3d& upper = c.axis[at(level)];
  if (spine.level[at(level)].disc_height_mean == 0) return frame_along(upper);
  const Vector3d& lower = level == kLevelL5S1 ? c.sacrum_axis : c.axis[at(level + 1)];
  return frame_along(upper + lower);
}

}  // namespace inversim
