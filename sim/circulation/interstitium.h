// SPDX-License-Identifier: Apache-2.0
// Fluid that capillaries give to the tissue under them and take back (Heldt 2004 after Lundvall):
//
//   dV/dt = (V_target - V) / tau,   V_target = capacity (depth below the heart) / (that of upright)
//
// per organ, with the depth that the organ's vessels really have, so that a bent knee counts. Above
// the heart the sign turns; tissue gives back only a share of what it would take at that depth.
#pragma once

#include "inversim/circulation/hydrostatics.h"

namespace inversim {

enum Tissue : int { kLegTissue, kSplanchnicTissue, kAbdominalTissue, kHeadTissue, kTissues };

/// The veins that a tissue's fluid comes from.
inline constexpr Compartment kTissueVein[kTissues] = {kLegVeins, kSplanchnicVeins, kAbdominalVeins,
                                                      kJugularVeins};

template <class T>
struct InterstitiumModel {
  T capacity[kTissues];  // taken up in the end at the depth below [m3]
  T depth[kTissues];     // below the heart at which it is [m]
  T given_back;          // share that leaves tissue as far above the heart [1]
  T time;                // tau [s]
};

inline namespace INVERSIM_LEVEL {

/// Where a tissue tends to [m3 over supine].
template <class T>
INVERSIM_INLINE T tissue_target(const InterstitiumModel<T>& model, const CirculationInput<T>& input,
                                int tissue) {
  const T share = -height_of<T>(input, kTissueVein[tissue]) / model.depth[tissue];
  return model.capacity[tissue] *
         select<T>(share < broadcast<T>(0.0), model.given_back * share, share);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
