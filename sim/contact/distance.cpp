// SPDX-License-Identifier: Apache-2.0
#include "inversim/contact/distance.h"

#include <BulletCollision/CollisionShapes/btConvexHullShape.h>
#include <BulletCollision/CollisionShapes/btSphereShape.h>
#include <BulletCollision/NarrowPhaseCollision/btGjkEpaPenetrationDepthSolver.h>
#include <BulletCollision/NarrowPhaseCollision/btGjkPairDetector.h>
#include <BulletCollision/NarrowPhaseCollision/btPointCollector.h>
#include <BulletCollision/NarrowPhaseCollision/btVoronoiSimplexSolver.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "inversim/contact/mesh_surface.h"

namespace inversim {
namespace {

using Eigen::Vector3d;

LocalPlane at(const PlaneShape& plane, const Vector3d& x) {
  return {plane.normal, plane.offset, plane.normal.dot(x) - plane.offset};
}

LocalPlane at(const BoxShape& box, const Vector3d& x) {
  const Vector3d local = x - box.centre;
  const Vector3d nearest = local.cwiseMax(-box.half_size).cwiseMin(box.half_size);
  const Vector3d gap = local - nearest;
  const double distance = gap.norm();
  Vector3d normal;
  if (distance > 1e-9) {
    normal = gap / distance;
    return {normal, normal.dot(box.centre + nearest), distance};
  }
  // inside: the nearest face
  const Vector3d depth = box.half_size - local.cwiseAbs();
  int axis = 0;
  depth.minCoeff(&axis);
  normal = Vector3d::Zero();
  normal[axis] = local[axis] < 0 ? -1.0 : 1.0;
  return {normal, normal.dot(box.centre) + box.half_size[axis], -depth[axis]};
}

LocalPlane at(const HullShape& hull, const Vector3d& x) {
  // a point is a sphere of no radius with Bullet's margin taken off again
  constexpr btScalar kMargin = 0.001;
  btConvexHullShape shape;
  for (const Vector3d& p : hull.points) shape.addPoint(btVector3(p.x(), p.y(), p.z()), false);
  shape.recalcLocalAabb();
  shape.setMargin(0);
  btSphereShape point(kMargin);

  btVoronoiSimplexSolver simplex;
  btGjkEpaPenetrationDepthSolver penetration;
  btGjkPairDetector gjk(&point, &shape, &simplex, &penetration);
  btGjkPairDetector::ClosestPointInput input;
  input.m_transformA.setIdentity();
  input.m_transformA.setOrigin(btVector3(x.x(), x.y(), x.z()));
  input.m_transformB.setIdentity();
  btPointCollector result;
  gjk.getClosestPoints(input, result, nullptr);

  const btVector3& n = result.m_normalOnBInWorld;
  const btVector3& on_hull = result.m_pointInWorld;
  const Vector3d normal(n.x(), n.y(), n.z());
  return {normal, normal.dot(Vector3d(on_hull.x(), on_hull.y(), on_hull.z())),
          result.m_distance + kMargin};
}

LocalPlane at(const CapsuleShape& tube, const Vector3d& x) {
  const Vector3d along = tube.to - tube.from;
  const double share = std::clamp(along.dot(x - tube.from) / along.squaredNorm(), 0.0, 1.0);
  const Vector3d on_axis = tube.from + share * along, gap = x - on_axis;
  const double distance = gap.norm();
  // on the axis itself every way out is as good as another
  const Vector3d normal = distance > 1e-9 ? Vector3d(gap / distance) : along.unitOrthogonal();
  return {normal, normal.dot(on_axis) + tube.radius, distance - tube.radius};
}

LocalPlane at(const MeshShape& mesh, const Vector3d& x) { return mesh.surface->nearest(x); }

}  // namespace

LocalPlane local_plane(const Shape& shape, const Vector3d& x) {
  return std::visit([&x](const auto& geometry) { return at(geometry, x); }, shape.geometry);
}

LocalPlane nearest_plane(const std::vector<Shape>& shapes, const Vector3d& x) {
  LocalPlane nearest = local_plane(shapes.front(), x);
  for (std::size_t i = 1; i < shapes.size(); ++i) {
    const LocalPlane plane = local_plane(shapes[i], x);
    if (plane.distance < nearest.distance) nearest = plane;
  }
  return nearest;
}

}  // namespace inversim
