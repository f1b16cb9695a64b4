// SPDX-License-Identifier: Apache-2.0
// What people read off the plant: every recorded quantity, its name, unit and meaning.
#pragma once

#include <span>

#include "inversim/plant/observe_floor.h"
#include "inversim/plant/signals.h"

namespace inversim {

/// Right and left of the user; legs lumped into one chain share everything evenly.
inline constexpr int kSides = 2;

/// Values of one instant. Axial forces are positive in tension; disc axes x cranial along the
/// mid-disc normal, y right, z anterior. See signal_rows() for meanings.
struct Observation {
  // bed and table
  double bed_angle, bed_rate;
  double brake_torque, brake_slip, brake_deflection, brake_clamp_force, brake_heat;
  double disc_temperature, pad_temperature, pad_wear;
  double tether_tension, tether_hold, motor_torque, motor_current;
  double tether_torn, cuffs_opened;  // 0 or 1
  double bearing_torque, spotter_torque;
  double weight_torque, pivot_force;
  double pivot_force_of[kSides], pivot_moment_of[kSides], pivot_shift[kSides];
  double bed_roll;
  double foot_force[kFrameFeet];
  double tipping_margin, tipping_margin_fore_aft, floor_normal;
  FloorObservation floor;  // of a standing frame
  // user
  double user_com_x, user_com_z;  // bed axes, from the pivot
  double head_clearance, head_speed;
  double cuff_pull, platform_push;
  double bed_normal, bed_friction;
  double ankle_axial, knee_axial, hip_axial;
  double cuff_pull_of[kSides], leg_anterior_force[kSides];
  double ankle_distraction[kSides], knee_distraction[kSides], hip_distraction[kSides];
  double hand_grip_force[kSides], hand_to_grip[kSides];
  double hand_frame_clearance[kSides], hand_floor_clearance[kSides];
  double muscle_effort;
  // levels
  double weight_axial[kLevels], section_axial[kLevels], disc_axial[kLevels];
  double friction_share[kLevels], inertia_axial[kLevels], muscle_tone[kLevels];
  double bed_normal_above[kLevels];
  double shear_anterior[kLevels], shear_lateral[kLevels];
  double moment_flexion[kLevels], moment_lateral[kLevels], moment_torsion[kLevels];
  double disc_height[kLevels];
  double disc_height_change[kLevels], disc_height_anterior[kLevels], disc_height_posterior[kLevels];
  double angle_flexion[kLevels], angle_lateral[kLevels], angle_torsion[kLevels];
  double creep_height[kLevels], foramen_height_change[kLevels], disc_pressure[kLevels];
  double lumbar_length, thoracic_length, cervical_length;
  double stature_change, length_on_table;
  CirculationOutputs<double> circulation;
};

/// Reads the plant at its present state.
Observation observe(Plant& plant);

/// The signals of a plant, in the order in which write_row() puts them.
SignalTable signal_table(const PlantDesign& design);

/// The signals that there are on any plant.
SignalTable every_signal();

/// The values of an observation in the order of signal_table(); row must have its row_width.
void write_row(const PlantDesign& design, const Observation& observation, std::span<double> row);

}  // namespace inversim
