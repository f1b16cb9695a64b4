// SPDX-License-Identifier: Apache-2.0
// Plants whose frame stands on the floor, and what tests read off them.
#pragma once

#include <cmath>

#include "inversim/multibody/energy.h"
#include "inversim/scenario/build_floor.h"
#include "plant_fixture.h"

namespace inversim {

/// A standing plant whose figures a test may change before and while it runs.
inline std::shared_ptr<PlantDesign> standing_with(std::vector<std::string> settings) {
  settings.insert(settings.begin(), {"settings.frame=standing", "settings.circulation=false"});
  return std::make_shared<PlantDesign>(*plant_with(settings));
}

/// The same with a user who is one rigid body.
inline std::shared_ptr<PlantDesign> standing_rigid(std::vector<std::string> settings) {
  settings.insert(settings.begin(), "settings.rigid_user=true");
  return standing_with(settings);
}

/// The table alone. The user must be rigid.
inline void take_user_away(PlantDesign& design) {
  for (int i = kFirstSegment; i < design.model.tree.body_count; ++i) {
    Link<double>& link = design.model.tree.link[i];
    link.m = 0.0;
    link.mc = zero3<double>();
    link.I_o = zero_sym3<double>();
  }
}

/// The floor slopes from now on, angles in degrees.
inline void slope(PlantDesign& design, double degrees, double direction) {
  const double g = std::sqrt(norm2(design.model.tree.g_W));
  design.model.tree.g_W = gravity_on_slope(g, degrees * kDegree, direction * kDegree);
}

struct WholeMass {
  double mass;
  Vec3<double> centre;  // world axes
};
inline WholeMass whole_mass(const PlantDesign& design, const PlantState<double>& state) {
  WorldKinematics<double> world;
  world_kinematics(design.model.tree, state.tree, world);
  MassCentre<double> sum[kMaxBodies];
  subtree_mass_centres(design.model.tree, world, sum);
  return {sum[0].m, (1.0 / sum[0].m) * sum[0].mp};
}

inline FloorObservation on_floor(Plant& plant) {
  const PlantWork<double, 1>& w = plant.evaluate();
  return observe_floor(plant.design(), plant.state(), w);
}

}  // namespace inversim
