// SPDX-License-Identifier: Apache-2.0
// Trees, states and loads drawn at random, for tests.
#pragma once

#include <memory>
#include <random>

#include "inversim/multibody/articulated_body.h"

namespace inversim::test {

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  double in(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }
  Vec3<double> vec(double size) { return {in(-size, size), in(-size, size), in(-size, size)}; }
  Quat<double> quat(double largest_angle = 3.1) {
    const Vec3<double> axis = vec(1);
    const double n = __builtin_sqrt(norm2(axis)), half = 0.5 * in(0, largest_angle);
    const double s = __builtin_sin(half) / n;
    return {__builtin_cos(half), s * axis.x, s * axis.y, s * axis.z};
  }
  /// Positive definite.
  Sym3<double> sym(double size) {
    return outer(size, vec(1)) + outer(size, vec(1)) + outer(size, vec(1)) +
           diagonal(Vec3<double>{0.1 * size, 0.1 * size, 0.1 * size});
  }

 private:
  std::mt19937 engine_;
};

/// A rigid body that could exist: a few point masses around its centre.
inline Link<double> random_link(Random& random) {
  Link<double> link = {};
  link.p_PJ = random.vec(0.5);
  const Vec3<double> c = random.vec(0.2);
  for (int k = 0; k < 6; ++k) {
    const Vec3<double> p = c + random.vec(0.2);
    const double m = random.in(0.2, 2.0);
    link.m += m;
    link.mc += m * p;
    link.I_o =
        link.I_o +
        Sym3<double>{m * (p.y * p.y + p.z * p.z), -m * p.x * p.y, -m * p.x * p.z,
                     m * (p.x * p.x + p.z * p.z), -m * p.y * p.z, m * (p.x * p.x + p.y * p.y)};
  }
  return link;
}

/// A tree of n bodies with every joint kind, branches included. Body 1 is the revolute carrier.
inline TreeModel<double> random_tree(Random& random, int n, JointKind root, int carrier = 1) {
  TreeModel<double> tree;
  tree.body_count = n;
  tree.carrier = carrier;
  tree.g_W = {random.in(-1, 1), random.in(-1, 1), -9.81};
  constexpr JointKind kinds[] = {JointKind::kRevolute, JointKind::kSpherical, JointKind::kBushing};
  for (int i = 0; i < n; ++i) {
    tree.link[i] = random_link(random);
    if (i == 0) {
      tree.parent[0] = kNoBody;
      tree.joint[0] = root;
    } else if (i <= carrier) {
      tree.parent[i] = i - 1;
      tree.joint[i] = JointKind::kRevolute;
    } else {
      // half of the bodies go on in a chain, the others branch off; all after the carrier
      const int first = carrier < 0 ? 0 : carrier;
      tree.parent[i] = random.below(2) == 0 ? i - 1 : first + random.below(i - first);
      tree.joint[i] = kinds[random.below(3)];
      tree.touches[i] = random.below(2) == 0;
    }
  }
  set_topology(tree);
  return tree;
}

inline TreeState<double> random_state(Random& random, const TreeModel<double>& tree,
                                      double speed = 2.0) {
  TreeState<double> state = {};
  for (int i = 0; i < tree.body_count; ++i) {
    JointState<double>& x = state.joint[i];
    x.q_PB = random.quat();
    x.w = random.vec(speed);
    switch (tree.joint[i]) {
      case JointKind::kWelded:
        x.w = {0, 0, 0};
        break;
      case JointKind::kRevolute:
        x.angle = random.in(-3, 3);
        x.q_PB = {__builtin_cos(0.5 * x.angle), 0, __builtin_sin(0.5 * x.angle), 0};
        x.w = {0, x.w.y, 0};
        break;
      case JointKind::kSpherical:
        break;
      case JointKind::kFloating:
      case JointKind::kBushing:
        x.p_JB = random.vec(0.3);
        x.v = random.vec(speed);
        break;
    }
  }
  return state;
}

struct Loads {
  JointDrive<double> drive[kMaxBodies];
  ContactLoad<double> load[kMaxBodies];
};

/// Drives on the free axes; implicit parts and contacts, if wanted, as large as the inertias.
inline std::unique_ptr<Loads> random_loads(Random& random, const TreeModel<double>& tree,
                                           bool implicit_joints, bool contacts) {
  auto loads = std::make_unique<Loads>();
  *loads = {};
  for (int i = 0; i < tree.body_count; ++i) {
    JointDrive<double>& drive = loads->drive[i];
    const auto positive = [&] {
      return implicit_joints ? Vec3<double>{random.in(0, 5), random.in(0, 5), random.in(0, 5)}
                             : Vec3<double>{0, 0, 0};
    };
    if (tree.joint[i] != JointKind::kWelded) {
      drive.tau = {random.vec(20), random.vec(50)};
      if (tree.joint[i] != JointKind::kFloating) drive.H_w = positive();
    }
    if (tree.joint[i] == JointKind::kBushing) drive.H_v = positive();
    if (tree.joint[i] == JointKind::kFloating) drive.tau = {{0, 0, 0}, {0, 0, 0}};
    if (contacts && tree.touches[i]) {
      // two springy points
      ContactLoad<double>& load = loads->load[i];
      for (int k = 0; k < 2; ++k) {
        const Vec3<double> r = random.vec(0.3), f = random.vec(100);
        const Sym3<double> C = random.sym(3);
        const SpatialInertia<double> at_point = {zero_sym3<double>(), {}, C};
        load.W = load.W + Wrench<double>{cross(r, f), f};
        load.G = load.G + shift(at_point, r);
      }
    }
  }
  return loads;
}

}  // namespace inversim::test
