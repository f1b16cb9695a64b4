// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/two_legs.h"

#include <algorithm>

namespace inversim {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

/// One of two equal parts that lie at +-y and make up the lumped one.
Segment one_of(const Segment& pair, double y_joint, double y_centre, double y_end) {
  Segment s = pair;
  s.mass = pair.mass / 2;
  const double apart = pair.mass * y_centre * y_centre;
  s.I_C = (pair.I_C - Vector3d(apart, 0, apart).asDiagonal().toDenseMatrix()) / 2;
  s.p_RJ.y() = y_joint;
  s.p_RC.y() = y_centre;
  s.p_RE.y() = y_end;
  return s;
}

/// The same across the midsagittal plane.
Segment mirrored(const Segment& right) {
  const Matrix3d M = Vector3d(1, -1, 1).asDiagonal();
  Segment s = right;
  for (Vector3d* p : {&s.p_RJ, &s.p_RC, &s.p_RE}) p->y() = -p->y();
  s.I_C = M * right.I_C * M;
  return s;
}

}  // namespace

BodyGeometry with_two_legs(const BodyGeometry& lumped) {
  BodyGeometry out = lumped;
  const double H = lumped.subject.height;
  const double y_leg = kHalfAnkles * H, y_hip = kHalfHips * H;
  Segment &foot = out.segments[kFeet], &shank = out.segments[kShanks],
          &thigh = out.segments[kThighs];
  foot = one_of(foot, y_leg, y_leg, y_leg);
  shank = one_of(shank, y_leg, y_leg, y_leg);
  thigh = one_of(thigh, y_leg, (y_leg + y_hip) / 2, y_hip);
  foot.name = "foot_r";
  shank.name = "shank_r";
  thigh.name = "thigh_r";
  out.segments[kPelvis].p_RJ.y() = y_hip;

  // the left leg is carried by the pelvis: joints at the other ends
  const auto from_pelvis = [&](const Segment& right, const char* name, int parent,
                               const Vector3d& joint, const Vector3d& end) {
    Segment s = mirrored(right);
    s.name = name;
    s.parent = parent;
    s.p_RJ = {joint.x(), -joint.y(), joint.z()};
    s.p_RE = {end.x(), -end.y(), end.z()};
    return s;
  };
  const Segment right_foot = foot, right_shank = shank, right_thigh = thigh;
  const Vector3d hip = right_thigh.p_RE, knee = right_thigh.p_RJ, ankle = right_shank.p_RJ;
  out.segments.push_back(from_pelvis(right_thigh, "thigh_l", kPelvis, hip, knee));
  out.segments.push_back(from_pelvis(right_shank, "shank_l", kThighL, knee, ankle));
  out.segments.push_back(from_pelvis(right_foot, "foot_l", kShankL, ankle, right_foot.p_RE));

  for (SkinPoint& p : out.skin) {
    if (p.segment > kThighs || p.p_RS.y() > 0) continue;
    p.segment = p.segment == kThighs ? kThighL : p.segment == kShanks ? kShankL : kFootL;
  }
  std::stable_sort(out.skin.begin(), out.skin.end(),
                   [](const SkinPoint& a, const SkinPoint& b) { return a.segment < b.segment; });
  return out;
}

}  // namespace inversim
