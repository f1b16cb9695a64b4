// SPDX-License-Identifier: Apache-2.0
// The plant: table, brake, body, spine and circulation as one thing. Constant; built once, shared
// by threads, one set of figures per lane.
#pragma once

#include "inversim/circulation/read_outputs.h"
#include "inversim/contact/floor_contact.h"
#include "inversim/human/hand_grip.h"
#include "inversim/human/posture.h"
#include "inversim/multibody/tree.h"
#include "inversim/spine/column.h"
#include "inversim/table/actuation.h"
#include "inversim/table/ankle_clamp.h"
#include "inversim/table/bearing.h"
#include "inversim/table/disc_brake.h"
#include "inversim/table/end_stop.h"
#include "inversim/table/heat_and_wear.h"
#include "inversim/table/motor.h"
#include "inversim/table/over_centre_latch.h"
#include "inversim/table/spotter.h"
#include "inversim/table/tether.h"
#include "inversim/table/trunnions.h"

namespace inversim {

// bodies of the plant's tree; the segments of the body follow the bed
inline constexpr int kFrameBody = 0;
inline constexpr int kBedBody = 1;
inline constexpr int kFirstSegment = 2;
inline constexpr int kFeetBody = kFirstSegment;
inline constexpr int kShanksBody = kFirstSegment + 1;
inline constexpr int kThighsBody = kFirstSegment + 2;
inline constexpr int kPelvisBody = kFirstSegment + 3;
/// Body above a level, whose joint the level is.
constexpr int body_of_level(int level) { return kPelvisBody + kLevels - level; }
inline constexpr int kSkullBody = kPelvisBody + kLevels;
inline constexpr int kUpperArmRBody = kSkullBody + 1;
inline constexpr int kForearmRBody = kSkullBody + 2;
inline constexpr int kUpperArmLBody = kSkullBody + 3;
inline constexpr int kForearmLBody = kSkullBody + 4;
inline constexpr int kPlantBodies = kForearmLBody + 1;
// of a plant with two legs; those above are the right one's then
inline constexpr int kThighLBody = kPlantBodies;
inline constexpr int kShankLBody = kPlantBodies + 1;
inline constexpr int kFootLBody = kPlantBodies + 2;
inline constexpr int kMostPlantBodies = kFootLBody + 1;
static_assert(kMostPlantBodies <= kMaxBodies);

/// Limb joints, by the body they carry: lumped or right leg, arms, and a left leg where there is
/// one.
enum Limb : int {
  kAnkle,
  kKnee,
  kHip,
  kShoulderR,
  kElbowR,
  kShoulderL,
  kElbowL,
  kHipL,
  kKneeL,
  kAnkleL,
  kLimbs
};
inline constexpr int kLimbBody[kLimbs] = {
    kShanksBody,    kThighsBody,   kPelvisBody, kUpperArmRBody, kForearmRBody,
    kUpperArmLBody, kForearmLBody, kThighLBody, kShankLBody,    kFootLBody};

/// A point fixed to a body.
template <class T>
struct PlantPoint {
  Vec3<T> p_BP;  ///< [m] body axes
};

template <class T>
struct PlantModel {
  TreeModel<T> tree;
  ContactModel<T> contact;
  FloorModel<T> floor;
  bool stands;  ///< the frame stands on the floor, on its feet alone
  int landmark_body[kLandmarks];
  bool circulates;     ///< the circulation is computed
  Face face;           ///< which of its faces
  bool blood_weighs;   ///< blood that shifts loads the segments it leaves and enters
  bool has_trunnions;  ///< the bed hangs on two trunnions, not on an ideal pivot
  bool two_legs;       ///< a left leg of its own; clamp is that of one foot then
  bool has_tether, has_motor, has_latch;  ///< otherwise they are left out of the step
  Actuator actuation;                     ///< of the brake

  // from here on members are made of T alone
  PlantPoint<T> landmark[kLandmarks];
  PlantPoint<T> hand[2];  ///< right and left, of the forearms
  PlantPoint<T> palm[2];  ///< the same, where a hand closes round a grip
  HandGripParams<T> hand_grip;
  SpineModel<T> spine;
  ActivePosture<T> posture;
  JointPosture<T> limb[kLimbs];
  AnkleClampParams<T> clamp;
  PlantPoint<T> foot_l;  ///< of the bed: where the left ankle is without load
  FrictionParams<T> brake;
  T brake_grip_per_force;  ///< [m] 2 r: grip over clamp force
  FrictionParams<T> bearing;
  T bearing_grip;  ///< [N m]
  ActuatorParams<T> actuator;
  HeatAndWearParams<T> pads;
  TetherParams<T> tether;
  MotorParams<T> motor;
  EndStopParams<T> stops;
  OverCentreLatchParams<T> latch;
  TrunnionParams<T> trunnions;
  SpotterParams<T> spotter;
  CirculationModel<T> circulation;
};

}  // namespace inversim
