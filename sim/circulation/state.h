// SPDX-License-Identifier: Apache-2.0
// All that changes in a circulation. Plain: copied, compared, hashed as memory.
#pragma once

#include "inversim/circulation/baroreflex.h"
#include "inversim/circulation/beating_heart.h"
#include "inversim/circulation/brain.h"
#include "inversim/circulation/eye.h"
#include "inversim/circulation/interstitium.h"

namespace inversim {

/// The two faces of one set of figures: the heart beats, or is averaged over its cycle. They share
/// the state; the averaged face leaves the ventricles empty and the beat alone.
enum class Face { kAveraged, kBeating };

template <class T>
struct CirculationState {
  T volume[kCompartments];  // blood [m3]
  T tissue[kTissues];       // fluid that left the blood for the tissue, over supine [m3]
  T lost;                   // bled [m3]
  BaroreflexState<T> reflex;
  BrainState<T> brain;
  EyeState<T> eye;
  BeatState<T> beat;
};

}  // namespace inversim
