// SPDX-License-Identifier: Apache-2.0
// All that moves in the plant. Plain data made of T alone: copying forks a run, comparing bytes
// compares runs, a lane is every n-th number.
#pragma once

#include "inversim/plant/model.h"

namespace inversim {

template <class T>
struct PlantState {
  T time;  ///< [s] simulated
  T step;  ///< steps made
  TreeState<T> tree;
  ContactState<T> contact;
  SpineState<T> spine;
  AnkleClampState<T> clamp;
  AnkleClampState<T> clamp_l;  ///< of the left foot, with two legs
  FrictionState<T> brake;
  FrictionState<T> bearing;
  ClampState<T> actuator;  ///< of the brake
  HeatAndWearState<T> pads;
  TetherState<T> tether;
  MotorState<T> motor;
  EndStopState<T> stops;
  SpotterState<T> spotter;
  T pivot_acceleration;  ///< [rad/s^2] realised in the last step
  CirculationState<T> circulation;
  FloorState<T> floor;
  HandGripState<T> hand[2];  ///< right and left
};

/// What reaches the plant from outside in one step: controls, the user's will, a helper's hands.
template <class T>
struct PlantInput {
  T brake_command;            ///< 0 released .. 1 applied
  T cable;                    ///< of the brake: 1 whole, 0 torn
  T supply;                   ///< of brake and motor: 0 none .. 1 nominal voltage
  T trunnion[kTrunnions];     ///< right and left: 1 whole, 0 its bolt is gone
  T hand_release;             ///< 1: a lever by hand holds the pads off and the motor's gear apart
  T clamp_lost;               ///< 0 .. 1 of the clamp force that the actuator no longer gives
  T mu_share;                 ///< of the pads' friction: 1 clean and dry, about 1/2 wet or oily
  T motor_voltage;            ///< -1 .. 1 of full voltage, positive head down
  T motor_torque;             ///< [N m] of a drive from outside, positive head down
  SpotterCommand<T> spotter;  ///< a second person's hands on the bed
  T arm_angle;   ///< [rad] of both arms: 0 at the sides, pi overhead, by way of the front
  T arm_rate;    ///< [rad/s]
  T prescribed;  ///< 1: the bed's acceleration is given
  T prescribed_acceleration;  ///< [rad/s^2]
  TrunkWill<T> trunk;         ///< what the person does with the trunk on purpose
  T limp;                     ///< 0 .. 1: the person faints, no muscle holds posture or arms
  T rocking;                  ///< 0 .. 1: share of the bed's friction that rocking takes away
  T pull;                     ///< [N] with which both hands pull the body headward by a grip
  T pull_on_bed;              ///< 1: the grip is on the bed, 0: on the frame
  HandCommand<T> hand[2];     ///< right and left, at grips
  Vec3<T> push_C;             ///< [N] force on the push point, bed axes
  int push_body;              ///< the same for all lanes
  bool hands_at_work;         ///< any hand has been at a grip; the same for all lanes
  Vec3<T> push_point;         ///< [m] on it, body axes
};

/// Number of doubles in a scalar state.
inline constexpr int kStateSize = static_cast<int>(sizeof(PlantState<double>) / sizeof(double));

}  // namespace inversim
