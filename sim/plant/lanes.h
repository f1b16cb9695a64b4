// SPDX-License-Identifier: Apache-2.0
// Plants of one kind side by side, one per lane: packing models, states and inputs.
#pragma once

#include <cstring>

#include "inversim/plant/state.h"

namespace inversim {

/// Puts one scalar value into a lane. S<double> and S<T> must be made of numbers alone.
template <class T, class ST, class SD>
void pack_lane(const SD& from, int lane, ST& to) {
  static_assert(sizeof(ST) == kLanes<T> * sizeof(SD), "not made of T alone");
  const auto* source = reinterpret_cast<const double*>(&from);
  auto* target = reinterpret_cast<double*>(&to);
  for (std::size_t i = 0; i < sizeof(SD) / sizeof(double); ++i) {
    target[i * kLanes<T> + static_cast<std::size_t>(lane)] = source[i];
  }
}

/// Takes one lane out.
template <class T, class ST, class SD>
void unpack_lane(const ST& from, int lane, SD& to) {
  static_assert(sizeof(ST) == kLanes<T> * sizeof(SD), "not made of T alone");
  const auto* source = reinterpret_cast<const double*>(&from);
  auto* target = reinterpret_cast<double*>(&to);
  for (std::size_t i = 0; i < sizeof(SD) / sizeof(double); ++i) {
    target[i] = source[i * kLanes<T> + static_cast<std::size_t>(lane)];
  }
}

/// A model into a lane. Topology (parents, joints, which bodies touch) is that of lane 0.
template <class T>
void pack_model(const PlantModel<double>& from, int lane, PlantModel<T>& to) {
  if (lane == 0) {
    to.tree.body_count = from.tree.body_count;
    to.tree.carrier = from.tree.carrier;
    for (int i = 0; i < kMaxBodies; ++i) {
      to.tree.parent[i] = from.tree.parent[i];
      to.tree.joint[i] = from.tree.joint[i];
      to.tree.touches[i] = from.tree.touches[i];
      to.tree.grounded[i] = from.tree.grounded[i];
      to.tree.gathers[i] = from.tree.gathers[i];
    }
    to.contact.count = from.contact.count;
    for (int i = 0; i < kMaxContacts; ++i) to.contact.body[i] = from.contact.body[i];
    to.floor.count = from.floor.count;
    for (int i = 0; i < kMaxFloorPoints; ++i) to.floor.body[i] = from.floor.body[i];
    to.stands = from.stands;
    for (int i = 0; i < kLandmarks; ++i) to.landmark_body[i] = from.landmark_body[i];
    to.circulates = from.circulates;
    to.face = from.face;
    to.blood_weighs = from.blood_weighs;
    to.two_legs = from.two_legs;
    to.has_tether = from.has_tether;
    to.has_motor = from.has_motor;
    to.has_latch = from.has_latch;
    to.has_trunnions = from.has_trunnions;
    to.actuation = from.actuation;
  }
  for (int i = 0; i < kMaxBodies; ++i) pack_lane<T>(from.tree.link[i], lane, to.tree.link[i]);
  pack_lane<T>(from.tree.g_W, lane, to.tree.g_W);
  for (int i = 0; i < kMaxContacts; ++i) {
    pack_lane<T>(from.contact.point[i], lane, to.contact.point[i]);
  }
  pack_lane<T>(from.contact.onset, lane, to.contact.onset);
  pack_lane<T>(from.contact.theta, lane, to.contact.theta);
  pack_lane<T>(from.contact.enabled, lane, to.contact.enabled);
  for (int i = 0; i < kMaxFloorPoints; ++i) {
    pack_lane<T>(from.floor.point[i], lane, to.floor.point[i]);
  }
  pack_lane<T>(from.floor.onset, lane, to.floor.onset);
  pack_lane<T>(from.floor.theta, lane, to.floor.theta);
  for (int i = 0; i < kLandmarks; ++i) pack_lane<T>(from.landmark[i], lane, to.landmark[i]);
  for (int i = 0; i < 2; ++i) pack_lane<T>(from.hand[i], lane, to.hand[i]);
  for (int i = 0; i < 2; ++i) pack_lane<T>(from.palm[i], lane, to.palm[i]);
  pack_lane<T>(from.hand_grip, lane, to.hand_grip);
  pack_lane<T>(from.spine, lane, to.spine);
  pack_lane<T>(from.posture, lane, to.posture);
  for (int i = 0; i < kLimbs; ++i) pack_lane<T>(from.limb[i], lane, to.limb[i]);
  pack_lane<T>(from.clamp, lane, to.clamp);
  pack_lane<T>(from.foot_l, lane, to.foot_l);
  pack_lane<T>(from.brake, lane, to.brake);
  pack_lane<T>(from.brake_grip_per_force, lane, to.brake_grip_per_force);
  pack_lane<T>(from.bearing, lane, to.bearing);
  pack_lane<T>(from.bearing_grip, lane, to.bearing_grip);
  pack_lane<T>(from.actuator, lane, to.actuator);
  pack_lane<T>(from.pads, lane, to.pads);
  pack_lane<T>(from.tether, lane, to.tether);
  pack_lane<T>(from.motor, lane, to.motor);
  pack_lane<T>(from.stops, lane, to.stops);
  pack_lane<T>(from.latch, lane, to.latch);
  pack_lane<T>(from.trunnions, lane, to.trunnions);
  pack_lane<T>(from.spotter, lane, to.spotter);
  pack_lane<T>(from.circulation, lane, to.circulation);
}

/// An input into a lane; the body that is pushed is that of lane 0, hands are at work if they
/// are in any lane.
template <class T>
void pack_input(const PlantInput<double>& from, int lane, PlantInput<T>& to) {
  if (lane == 0) to.push_body = from.push_body;
  to.hands_at_work = (lane > 0 && to.hands_at_work) || from.hands_at_work;
  for (int i = 0; i < 2; ++i) pack_lane<T>(from.hand[i], lane, to.hand[i]);
  set_lane(to.brake_command, lane, from.brake_command);
  set_lane(to.cable, lane, from.cable);
  set_lane(to.supply, lane, from.supply);
  for (int i = 0; i < kTrunnions; ++i) set_lane(to.trunnion[i], lane, from.trunnion[i]);
  set_lane(to.hand_release, lane, from.hand_release);
  set_lane(to.clamp_lost, lane, from.clamp_lost);
  set_lane(to.mu_share, lane, from.mu_share);
  set_lane(to.motor_voltage, lane, from.motor_voltage);
  set_lane(to.motor_torque, lane, from.motor_torque);
  pack_lane<T>(from.spotter, lane, to.spotter);
  set_lane(to.arm_angle, lane, from.arm_angle);
  set_lane(to.arm_rate, lane, from.arm_rate);
  set_lane(to.prescribed, lane, from.prescribed);
  set_lane(to.prescribed_acceleration, lane, from.prescribed_acceleration);
  pack_lane<T>(from.trunk, lane, to.trunk);
  set_lane(to.limp, lane, from.limp);
  set_lane(to.rocking, lane, from.rocking);
  set_lane(to.pull, lane, from.pull);
  set_lane(to.pull_on_bed, lane, from.pull_on_bed);
  pack_lane<T>(from.push_C, lane, to.push_C);
  pack_lane<T>(from.push_point, lane, to.push_point);
}

}  // namespace inversim
