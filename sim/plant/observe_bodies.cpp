// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/observe_bodies.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "inversim/multibody/kinematics.h"

namespace inversim {

void observe_bodies(const PlantDesign& design, const PlantState<double>& state,
                    std::span<double> out) {
  const TreeModel<double>& tree = design.model.tree;
  struct InParent {
    Quat<double> q;
    Vec3<double> p;
  };
  // of frame and bed in the room, of all others in the bed
  std::array<InParent, kMaxBodies> at{};
  for (int i = 0; i < tree.body_count; ++i) {
    const int parent = tree.parent[i];
    const Pose<double> X_PB = joint_pose(tree.link[i], state.tree.joint[i]);
    InParent place{state.tree.joint[i].q_PB, X_PB.p};
    if (parent != kNoBody && (i <= kBedBody || parent > kBedBody)) {
      const InParent& from = at[static_cast<std::size_t>(parent)];
      place = {renormalise(from.q * place.q), from.p + rotation_matrix(from.q) * place.p};
    }
    at[static_cast<std::size_t>(i)] = place;
    const std::span<double> to =
        out.subspan(kPoseNumbers * static_cast<std::size_t>(i), kPoseNumbers);
    const double numbers[kPoseNumbers] = {place.p.x, place.p.y, place.p.z, place.q.w,
                                          place.q.x, place.q.y, place.q.z};
    std::copy(std::begin(numbers), std::end(numbers), to.begin());
  }
}

}  // namespace inversim
