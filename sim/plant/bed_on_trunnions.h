// SPDX-License-Identifier: Apache-2.0
// A bed that hangs on two trunnions instead of an ideal pivot: six free coordinates, of which two
// springs and their brackets hold five. Kernel code; of plants with a border of six (their frame
// may be welded all the same).
#pragma once

#include "inversim/plant/work.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// The bed as its trunnions see it.
template <class T, int NB>
INVERSIM_INLINE BedInFrame<T> bed_in_frame(const TreeState<T>& tree, const PlantWork<T, NB>& w) {
  const JointState<T>& x = tree.joint[kBedBody];
  return {w.tree.body[kBedBody].R_PB, x.p_JB, x.w, x.v};
}

/// Trunnions into the bed's drive, which has the torque about the pivot already. A bed whose
/// turning is prescribed has a drive about the pivot that nothing resists.
template <class T, int NB>
INVERSIM_INLINE void hang_on_trunnions(const PlantModel<T>& m, const PlantInput<T>& in,
                                       const PlantState<T>& s, const T& theta_h,
                                       PlantWork<T, NB>& w) {
  constexpr double kUnresisted = 1e8;  // [kg m^2] as an inertia
  JointDrive<T>& d = w.drive[kBedBody];
  const TrunnionSum<T> t =
      trunnion_sum<T>(m.trunnions, bed_in_frame(s.tree, w), in.trunnion[0], in.trunnion[1]);
  const T tau = d.tau.n.y, H = d.H_w.y;
  const Mask<T> given = in.prescribed > broadcast<T>(0.5);
  set_implicit(d.tau.n, d.H_w, t.F.n, t.K_w, t.D_w, theta_h);
  set_implicit(d.tau.f, d.H_v, t.F.f, t.K_v, t.D_v, theta_h);
  d.tau.n.y += select<T>(given, kUnresisted * in.prescribed_acceleration, tau);
  d.H_w.y = select<T>(given, broadcast<T>(kUnresisted), H);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
