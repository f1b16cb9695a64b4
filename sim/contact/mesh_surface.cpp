// SPDX-License-Identifier: Apache-2.0
#include "inversim/contact/mesh_surface.h"

#include <BulletCollision/CollisionShapes/btBvhTriangleMeshShape.h>
#include <BulletCollision/CollisionShapes/btTriangleIndexVertexArray.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

#include "inversim/math/elementary.h"

namespace inversim {
namespace {

using Eigen::Vector3d;

/// Where on a triangle a point is nearest: inside, or which corners bear it.
struct Nearest {
  Vector3d point;
  int corner = -1;  // 0..2, or
  int edge = -1;    // from corner edge to the next, or inside
};

/// Ericson (2005), Real-Time Collision Detection, 5.1.5.
Nearest nearest_on_triangle(const Vector3d& a, const Vector3d& b, const Vector3d& c,
                            const Vector3d& x) {
  const Vector3d ab = b - a, ac = c - a, ax = x - a;
  const double d1 = ab.dot(ax), d2 = ac.dot(ax);
  if (d1 <= 0 && d2 <= 0) return {a, 0, -1};
  const Vector3d bx = x - b;
  const double d3 = ab.dot(bx), d4 = ac.dot(bx);
  if (d3 >= 0 && d4 <= d3) return {b, 1, -1};
  const double vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return {a + d1 / (d1 - d3) * ab, -1, 0};
  const Vector3d cx = x - c;
  const double d5 = ab.dot(cx), d6 = ac.dot(cx);
  if (d6 >= 0 && d5 <= d6) return {c, 2, -1};
  const double vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return {a + d2 / (d2 - d6) * ac, -1, 2};
  const double va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
    return {b + (d4 - d3) / ((d4 - d3) + (d5 - d6)) * (c - b), -1, 1};
  }
  const double all = va + vb + vc;
  return {a + vb / all * ab + vc / all * ac, -1, -1};
}

}  // namespace

struct MeshSurface::Bullet {
  TriangleMesh mesh;
  std::vector<Vector3d> face_normal, corner_normal;  // corners weighted by angle, unit
  std::map<std::pair<int, int>, Vector3d> edge_normal;
  btTriangleIndexVertexArray array;
  std::unique_ptr<btBvhTriangleMeshShape> tree;
  double size = 0.0;  // [m] of the whole, corner to corner
};

MeshSurface::MeshSurface(const TriangleMesh& given) : bullet_(std::make_unique<Bullet>()) {
  Bullet& b = *bullet_;
  b.mesh = given;
  TriangleMesh& mesh = b.mesh;
  if (mesh.triangles.empty()) throw std::logic_error("a mesh without triangles");
  Vector3d least = mesh.points.front(), most = least;
  for (const Vector3d& p : mesh.points) {
    least = least.cwiseMin(p);
    most = most.cwiseMax(p);
  }
  b.size = (most - least).norm();

  b.corner_normal.assign(mesh.points.size(), Vector3d::Zero());
  for (const auto& t : mesh.triangles) {
    const auto at = [&](int i) { return mesh.points[static_cast<std::size_t>(t[i % 3])]; };
    const Vector3d normal = (at(1) - at(0)).cross(at(2) - at(0)).normalized();
    b.face_normal.push_back(normal);
    for (int i = 0; i < 3; ++i) {
      const Vector3d to = (at(i + 1) - at(i)).normalized(), from = (at(i + 2) - at(i)).normalized();
      const double angle = atan2<double>(to.cross(from).norm(), to.dot(from));
      b.corner_normal[static_cast<std::size_t>(t[i])] += angle * normal;
      const std::pair<int, int> edge = std::minmax(t[i], t[(i + 1) % 3]);
      const auto known = b.edge_normal.try_emplace(edge, Vector3d::Zero()).first;
      known->second += normal;
    }
  }

  btIndexedMesh part;
  part.m_numTriangles = static_cast<int>(mesh.triangles.size());
  part.m_triangleIndexBase = reinterpret_cast<const unsigned char*>(mesh.triangles.data());
  part.m_triangleIndexStride = sizeof mesh.triangles.front();
  part.m_numVertices = static_cast<int>(mesh.points.size());
  part.m_vertexBase = reinterpret_cast<const unsigned char*>(mesh.points.data());
  part.m_vertexStride = sizeof(Vector3d);
  part.m_vertexType = PHY_DOUBLE;
  b.array.addIndexedMesh(part, PHY_INTEGER);
  b.tree = std::make_unique<btBvhTriangleMeshShape>(&b.array, false);
}

MeshSurface::~MeshSurface() = default;

LocalPlane MeshSurface::nearest(const Vector3d& x) const {
  const Bullet& b = *bullet_;
  struct Candidates : btTriangleCallback {
    const Bullet* b = nullptr;
    Vector3d x;
    double squared = std::numeric_limits<double>::infinity();
    Nearest best;
    int triangle = -1;
    void processTriangle(btVector3*, int, int index) override {
      const auto& t = b->mesh.triangles[static_cast<std::size_t>(index)];
      const auto at = [&](int i) { return b->mesh.points[static_cast<std::size_t>(t[i])]; };
      const Nearest n = nearest_on_triangle(at(0), at(1), at(2), x);
      const double d = (n.point - x).squaredNorm();
      // equal ones in the order of the file, whatever that of the tree
      if (d > squared || (d == squared && index > triangle)) return;
      squared = d, best = n, triangle = index;
    }
  } found;
  found.b = &b;
  found.x = x;
  // a box about x that grows until no triangle outside it can be nearer
  const btVector3 centre(x.x(), x.y(), x.z());
  for (double reach = 0.02 * b.size;; reach *= 4.0) {
    const btVector3 half(reach, reach, reach);
    b.tree->processAllTriangles(&found, centre - half, centre + half);
    if (found.squared <= reach * reach) break;
    if (found.triangle >= 0) {
      const double far = std::sqrt(found.squared);
      const btVector3 all(far, far, far);
      b.tree->processAllTriangles(&found, centre - all, centre + all);
      break;
    }
  }

  const auto face = static_cast<std::size_t>(found.triangle);
  const auto& t = b.mesh.triangles[face];
  Vector3d outward = b.face_normal[face];
  if (found.best.corner >= 0) {
    outward = b.corner_normal[static_cast<std::size_t>(t[found.best.corner])];
  } else if (found.best.edge >= 0) {
    const int from = t[found.best.edge], to = t[(found.best.edge + 1) % 3];
    outward = b.edge_normal.at(std::minmax(from, to));
  }
  const Vector3d gap = x - found.best.point;
  const double distance = std::sqrt(found.squared), side = outward.dot(gap) < 0 ? -1.0 : 1.0;
  const Vector3d normal =
      distance > 1e-9 ? Vector3d(side / distance * gap) : Vector3d(outward.normalized());
  return {normal, normal.dot(found.best.point), side * distance};
}

}  // namespace inversim
