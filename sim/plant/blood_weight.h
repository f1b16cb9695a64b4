// SPDX-License-Identifier: Apache-2.0
// Blood that shifts weighs on the segments it leaves and enters: for each compartment the weight of
// what it holds over lying at rest, tissue fluid included, at the landmarks where the compartment
// is. The weights sum to zero as long as nobody bleeds. Their inertia is left out. Kernel code.
#pragma once

#include "inversim/multibody/kinematics.h"
#include "inversim/plant/state.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// Mass that has come to a compartment since lying at rest [kg].
template <class T>
INVERSIM_INLINE T arrived_mass(const CirculationModel<T>& m, const CirculationState<T>& s,
                               int compartment) {
  T volume = s.volume[compartment] - m.rest_volume[compartment];
  for (int k = 0; k < kTissues; ++k)
    if (kTissueVein[k] == compartment) volume = volume + s.tissue[k];
  return m.blood_density * volume;
}

/// Adds the weights to the forces on the bodies. `w` holds the kinematics of the state and the
/// gravity of the carrier's axes.
template <class T, class Work>
INVERSIM_INLINE void weigh_blood(const PlantModel<T>& m, const CirculationState<T>& s, Work& w) {
  const auto press = [&](int body, const Vec3<T>& p_BP, const T& mass) {
    auto& b = w.tree.body[body];
    const Vec3<T> force = transpose_times(b.R_CB, mass * w.g_C);
    b.p = b.p - Wrench<T>{cross(p_BP, force), force};
  };
  // landmarks of the arms are those of the right one
  const auto put = [&](Landmark k, const T& mass) {
    const Vec3<T>& p = m.landmark[k].p_BP;
    const int body = m.landmark_body[k];
    const int other = body == kUpperArmRBody  ? kUpperArmLBody
                      : body == kForearmRBody ? kForearmLBody
                                              : body;
    if (other == body) return press(body, p, mass);
    press(body, p, 0.5 * mass);
    press(other, {p.x, -p.y, p.z}, 0.5 * mass);
  };
  for (int i = 0; i < kCompartments; ++i) {
    const T mass = arrived_mass(m.circulation, s, i);
    const Place& place = kPlace[i];
    put(place.near, (1.0 - place.far_share) * mass);
    if (place.far_share != 0.0) put(place.far, place.far_share * mass);
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
