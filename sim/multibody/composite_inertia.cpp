// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/composite_inertia.h"

#include "inversim/multibody/articulated_body.h"

#include <memory>

namespace inversim {
namespace {

// column k of a joint's motion axes, parent axes: w before v
Motion<double> axis(JointKind kind, int k) {
  if (kind == JointKind::kRevolute) return {{0, 1, 0}, {0, 0, 0}};
  const Vec3<double> e = {k % 3 == 0 ? 1.0 : 0.0, k % 3 == 1 ? 1.0 : 0.0, k % 3 == 2 ? 1.0 : 0.0};
  const Vec3<double> o = {0, 0, 0};
  return k < 3 ? Motion<double>{e, o} : Motion<double>{o, e};
}

int freedoms(JointKind kind) {
  switch (kind) {
    case JointKind::kWelded:
      return 0;
    case JointKind::kRevolute:
      return 1;
    case JointKind::kSpherical:
      return 3;
    case JointKind::kFloating:
    case JointKind::kBushing:
      return 6;
  }
  return 0;
}

}  // namespace

std::vector<int> velocity_offsets(const TreeModel<double>& tree) {
  std::vector<int> offsets = {0};
  for (int i = 0; i < tree.body_count; ++i) {
    offsets.push_back(offsets.back() + freedoms(tree.joint[i]));
  }
  return offsets;
}

std::vector<double> joint_space_inertia(const TreeModel<double>& tree,
                                        const TreeState<double>& state) {
  const auto work = std::make_unique<TreeWork<double, 0>>();
  kinematics_pass(tree, state, *work);
  std::vector<SpatialInertia<double>> Ic(kMaxBodies);
  composite_inertias(tree, *work, Ic.data());

  const std::vector<int> offset = velocity_offsets(tree);
  const auto n = static_cast<std::size_t>(offset.back());
  std::vector<double> M(n * n, 0.0);
  for (int i = 0; i < tree.body_count; ++i) {
    const Mat3<double>& R = work->body[i].R_PB;
    const SpatialInertia<double> I_P = rotate(R, Ic[static_cast<std::size_t>(i)]);
    for (int k = 0; k < freedoms(tree.joint[i]); ++k) {
      const int row = offset[static_cast<std::size_t>(i)] + k;
      // the wrench that turns everything from i on about its axis k, carried rootward
      Wrench<double> F = I_P * axis(tree.joint[i], k);
      for (int j = i; j != kNoBody; j = tree.parent[j]) {
        if (j != i) F = rotate(work->body[j].R_PB, F);
        for (int l = 0; l < freedoms(tree.joint[j]); ++l) {
          const int column = offset[static_cast<std::size_t>(j)] + l;
          const double m = dot(axis(tree.joint[j], l), F);
          M[static_cast<std::size_t>(row) * n + static_cast<std::size_t>(column)] = m;
          M[static_cast<std::size_t>(column) * n + static_cast<std::size_t>(row)] = m;
        }
        F = shift(F, work->body[j].r_P);
      }
    }
  }
  return M;
}

}  // namespace inversim
