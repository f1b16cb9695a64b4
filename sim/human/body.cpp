// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/body.h"

#include <Eigen/Geometry>

namespace inversim {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

Vec3<double> vec(const Vector3d& v) { return {v.x(), v.y(), v.z()}; }

Sym3<double> sym(const Matrix3d& m) {
  return {m(0, 0), m(0, 1), m(0, 2), m(1, 1), m(1, 2), m(2, 2)};
}

bool is_spine(int segment) { return segment > kPelvis && segment <= kSkull; }

}  // namespace

Quat<double> to_quat(const Matrix3d& R) {
  const Eigen::Quaterniond q(R);
  return {q.w(), q.x(), q.y(), q.z()};
}

BodyFrames add_body(const BodyGeometry& body, const Vector3d& p_CR, bool locked,
                    TreeModel<double>& tree) {
  BodyFrames frames;
  frames.first = tree.body_count;
  const int carrier = frames.first - 1;
  const int segments = static_cast<int>(body.segments.size());

  for (int i = 0; i < segments; ++i) {
    frames.R_RB[i] = body.segments[i].R_RJ;
    frames.p_RB[i] = body.segments[i].p_RJ;
  }
  for (int i = 0; i < segments; ++i) {
    if (is_spine(i)) frames.R_RB[body.segments[i].parent] = body.segments[i].R_RJ;
  }

  for (int i = 0; i < segments; ++i) {
    const Segment& segment = body.segments[i];
    const int b = frames.body(i);
    const bool on_bed = segment.parent == kNoBody;
    const Matrix3d R_RP = on_bed ? Matrix3d::Identity() : frames.R_RB[segment.parent];
    const Vector3d p_RP = on_bed ? Vector3d(-p_CR) : frames.p_RB[segment.parent];
    const Matrix3d& R_RB = frames.R_RB[i];

    frames.q_neutral[i] = to_quat(R_RP.transpose() * R_RB);
    tree.parent[b] = on_bed ? carrier : frames.body(segment.parent);
    tree.joint[b] = locked ? JointKind::kWelded : segment.joint;

    Link<double>& link = tree.link[b];
    const Vector3d c = R_RB.transpose() * (segment.p_RC - segment.p_RJ);
    const Matrix3d I_C = R_RB.transpose() * segment.I_C * R_RB;
    const Matrix3d I_o =
        I_C + segment.mass * (c.squaredNorm() * Matrix3d::Identity() - c * c.transpose());
    link.p_PJ = vec(R_RP.transpose() * (segment.p_RJ - p_RP));
    link.m = segment.mass;
    link.mc = vec(segment.mass * c);
    link.I_o = sym(I_o);
  }
  tree.body_count += segments;
  set_topology(tree);
  return frames;
}

std::array<Vec3<double>, kSegments> upright_weight_moments(const BodyGeometry& body,
                                                           const BodyFrames& frames,
                                                           double gravity) {
  // mass and first moment of everything that hangs on each segment
  std::array<double, kSegments> mass{};
  std::array<Vector3d, kSegments> moment;
  moment.fill(Vector3d::Zero());
  for (int i = kSegments - 1; i >= 0; --i) {
    const Segment& segment = body.segments[i];
    mass[i] += segment.mass;
    moment[i] += segment.mass * segment.p_RC;
    if (segment.parent == kNoBody) continue;
    mass[segment.parent] += mass[i];
    moment[segment.parent] += moment[i];
  }
  // upright, the weight points down the body: -x of R
  std::array<Vec3<double>, kSegments> out;
  for (int i = 0; i < kSegments; ++i) {
    const Vector3d lever = moment[i] - mass[i] * body.segments[i].p_RJ;
    const Vector3d about_joint = gravity * lever.cross(-Vector3d::UnitX());
    const int parent = body.segments[i].parent;
    const Matrix3d R_RP = parent == kNoBody ? Matrix3d::Identity() : frames.R_RB[parent];
    out[i] = vec(R_RP.transpose() * about_joint);
  }
  return out;
}

}  // namespace inversim
