// SPDX-License-Identifier: Apache-2.0
// What people read off a frame that stands on its feet alone.
#pragma once

#include "inversim/plant/plant.h"

namespace inversim {

/// Values of one instant; zero for a frame that is welded to the floor or free in space.
struct FloorObservation {
  double foot_normal[kFrameFeet];      ///< [N]
  double foot_tangential[kFrameFeet];  ///< [N]
  double normal;                       ///< [N] on all feet
  double other_normal;                 ///< [N] on all else that lies on the floor
  double margin;                       ///< [m] centre of pressure of the feet to their edge, >= 0
  double margin_fore_aft;              ///< [m] the same towards head and foot end alone
  double feet_lifted;                  ///< number of feet that the floor does not carry
  double roll, pitch, yaw;             ///< [rad] of the frame: its right side, its head end down;
                                       ///< turned on the floor, head end to the right
  double tilt;                         ///< [rad] between the frame's upright and the floor's
  double slid;                         ///< [m] way of the foot that slid furthest
};

/// Reads a standing frame. w: Plant::evaluate() of the same state.
FloorObservation observe_floor(const PlantDesign& design, const PlantState<double>& state,
                               const PlantWork<double, 1>& w);

/// Height of a point of a segment above the floor [m]; p_BP in the body's axes.
double height_over_floor(const PlantWork<double, 1>& w, int body, const Vec3<double>& p_BP);

}  // namespace inversim
