// SPDX-License-Identifier: Apache-2.0
// The circulation of one person, ready to step: every figure scaled to the person. One per lane.
#pragma once

#include "inversim/circulation/baroreflex.h"
#include "inversim/circulation/beating_heart.h"
#include "inversim/circulation/brain.h"
#include "inversim/circulation/eye.h"
#include "inversim/circulation/heart.h"
#include "inversim/circulation/hydrostatics.h"
#include "inversim/circulation/interstitium.h"
#include "inversim/circulation/network.h"
#include "inversim/circulation/parameters.h"
#include "inversim/circulation/vessel.h"

namespace inversim {

/// Plain and const; all members are T, so that lanes are packed and read one by one.
template <class T>
struct CirculationModel {
  T compliance[kVessels];        // [m3/Pa]
  T unstressed[kVessels];        // [m3]
  T maximum[kVessels];           // [m3]; used where the law saturates
  T collapsible[kVessels];       // [1]; used for veins
  T resistance[kEdges];          // [Pa s/m3]; unused for pumps
  T blood_volume;                // [m3]
  T blood_density;               // [kg/m3]
  T rest_volume[kCompartments];  // supine and at rest, averaged face [m3]
  T least_unstressed;            // share that the strongest venous tone leaves [1]
  T collapse_pressure;           // [Pa]
  T collapse_resistance;         // [Pa s/m3]
  T collapse_exponent;           // [1]
  T jugular_softness;            // [Pa]
  T valve_width;                 // [Pa]
  T valve_leak;                  // [1]
  T jugular_valve_leak;          // [1]
  VenoarteriolarModel<T> venoarteriolar;
  SurroundingsModel<T> surroundings;
  VentricleModel<T> right;  // averaged face
  VentricleModel<T> left;
  BeatingHeartModel<T> heart;  // beating face
  T pulse_above;  // systolic over mean arterial pressure, per stroke volume: averaged face [Pa/m3]
  T pulse_below;  // mean over diastolic, the same
  BaroreflexModel<T> reflex;
  BrainModel<T> brain;
  EyeModel<T> eye;
  InterstitiumModel<T> interstitium;
  T landmark[kLandmarks];  // height in the straight body, upright, same order [m]
};

/// One lane of a struct whose members are all T: model, state, input, outputs.
template <template <class> class Struct, class T>
void set_lane(Struct<T>& wide, int lane, const Struct<double>& narrow) {
  static_assert(sizeof(Struct<T>) == kLanes<T> * sizeof(Struct<double>));
  auto* to = reinterpret_cast<unsigned char*>(&wide) + sizeof(double) * lane;
  const auto* from = reinterpret_cast<const unsigned char*>(&narrow);
  for (unsigned i = 0; i < sizeof(Struct<double>) / sizeof(double); ++i)
    __builtin_memcpy(to + sizeof(T) * i, from + sizeof(double) * i, sizeof(double));
}

template <template <class> class Struct, class T>
Struct<double> get_lane(const Struct<T>& wide, int lane) {
  static_assert(sizeof(Struct<T>) == kLanes<T> * sizeof(Struct<double>));
  Struct<double> narrow;
  auto* to = reinterpret_cast<unsigned char*>(&narrow);
  const auto* from = reinterpret_cast<const unsigned char*>(&wide) + sizeof(double) * lane;
  for (unsigned i = 0; i < sizeof(Struct<double>) / sizeof(double); ++i)
    __builtin_memcpy(to + sizeof(double) * i, from + sizeof(T) * i, sizeof(double));
  return narrow;
}

/// Veins whose law saturates.
inline constexpr bool saturates(int compartment) {
  return compartment == kSplanchnicVeins || compartment == kLegVeins ||
         compartment == kAbdominalVeins;
}

/// The circulation of a person, with the resting values that brain and eye are measured from.
/// Scaling: docs/circulation.md. Throws std::invalid_argument where a figure is missing or out of
/// its range. Takes some 10 ms.
CirculationModel<double> make_circulation(const CirculationParameters& parameters,
                                          const CirculationSubject& subject);

}  // namespace inversim
