// SPDX-License-Identifier: Apache-2.0
// A table as bought (TableData, what a table file says) and as set up for a session (TableSetup,
// what the plant is built from). SI units; angles a of the bed, head down positive.
//
// Bed axes B: origin on the pivot axis, x towards the user's head along the surface, y the pivot
// axis to the user's right, z out of the surface. Frame axes F: origin on the floor under the
// pivot, z up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inversim/math/matrix3.h"
#include "inversim/table/actuation.h"
#include "inversim/table/ankle_clamp.h"
#include "inversim/table/bearing.h"
#include "inversim/table/disc_brake.h"
#include "inversim/table/end_stop.h"
#include "inversim/table/frame.h"
#include "inversim/table/heat_and_wear.h"
#include "inversim/table/motor.h"
#include "inversim/table/over_centre_latch.h"
#include "inversim/table/spotter.h"
#include "inversim/table/tether.h"
#include "inversim/table/trunnions.h"

namespace inversim {

struct RatingData {
  double user_mass_max = 0.0;                           ///< [kg]
  double user_height_min = 0.0, user_height_max = 0.0;  ///< [m]
};

struct FrameData {
  double mass = 0.0;                           ///< [kg] without the bed
  double centre_x = 0.0;                       ///< [m] centre of mass, F
  double centre_height = 0.0;                  ///< [m]
  double roll = 0.0, pitch = 0.0, yaw = 0.0;   ///< [kg m^2] about the centre of mass, x y z
  double base_length = 0.0, base_width = 0.0;  ///< [m] foot to foot
  double base_centre_x = 0.0;                  ///< [m]
  double pivot_height = 0.0;                   ///< [m]
  // each foot on the floor, where the frame stands on it
  double foot_friction = 0.0;
  double foot_stiffness = 0.0, foot_lateral_stiffness = 0.0;  ///< [N/m]
  double foot_damping = 0.0;                                  ///< [N s/m]
};

struct BedData {
  double mass = 0.0;                          ///< [kg] with boom and clamp
  double roll = 0.0, pitch = 0.0, yaw = 0.0;  ///< [kg m^2] about the pivot, first hinge hole
  double centre_x = 0.0, centre_z = 0.0;      ///< [m] centre of mass in B, first hinge hole
  double length = 0.0, width = 0.0, thickness = 0.0;  ///< [m] of the pad
  double head_end_x = 0.0;                            ///< [m] B
};

struct HingeHole {
  std::string name;
  double surface_offset = 0.0;  ///< [m] bed surface along z from the pivot; negative: below it
};

struct BoomData {
  double hole_pitch = 0.0254;            ///< [m]
  double distance_per_height = 0.537;    ///< pivot to ankle joint over user height, as labelled
  std::optional<double> ankle_distance;  ///< [m] fixed, whatever the height
};

struct HeadrestData {
  double gap = 0.0;     ///< [m] its surface behind the bed surface
  double length = 0.0;  ///< [m] from the head end of the bed downwards
  double friction = 0.0;
  double width = 0.0;  ///< [m] of a pillow
};

struct SurfaceData {
  double friction = 0.0;
  double normal_stiffness = 0.0;  ///< [N/m] under the whole body
  double normal_damping_ratio = 0.0;
};

struct StopData {
  double lower = 0.0, upper = 0.0;  ///< [rad]
  double stiffness = 0.0;           ///< [N m/rad]
  double restitution = 0.0;
  double latch_torque = 0.0;  ///< [N m] at which the over-centre latch opens; 0: there is none
  double latch_width = 0.0;   ///< [rad] within which it holds
};

struct LeverData {
  bool held_by_spring = false;  ///< applied at rest, pulled open
  double engage_time = 0.0;     ///< [s] from the command to full clamp force
  double release_time = 0.0;    ///< [s]
  double hand_force = 0.0;      ///< [N] at the lever, at most
  double ratio = 0.0;           ///< clamp force of a pad over hand force, losses included
  double cable_ratio = 2.6;     ///< cable tension over hand force; 1.6 .. 5.1 on four levers (seen)
  double slack = 0.0;           ///< [m] cable travel before the pads move
  double cable_stiffness = 0.0;  ///< [N/m]
};

struct ElectromagnetData {
  double engage_delay = 0.0, engage_rise = 0.0;    ///< [s] from the end of supply
  double release_delay = 0.0, release_fall = 0.0;  ///< [s] from supply
  double pull_in = 0.0, drop_out = 0.0;            ///< shares of full flux
  double air_gap = 0.0;                            ///< [m] new pads
};

struct ProportionalData {
  double lag = 0.0;             ///< [s]
  double rate = 0.0;            ///< [1/s]
  double stroke = 0.0;          ///< [m]
  double unpowered = 0.0;       ///< position that it takes without supply
  double unpowered_rate = 0.0;  ///< [1/s] at which; 0: it stays
};

struct BrakeHeatData {
  double disc_mass = 0.0, disc_specific_heat = 0.0;  ///< [kg], [J/kg/K]
  double disc_cooling = 0.0;                         ///< [W/K]
  double pad_capacity = 0.0, pad_cooling = 0.0;      ///< [J/K], [W/K]
  double disc_share = 0.0;
  double ambient = 0.0, fade_from = 0.0, fade_to = 0.0;  ///< [degC]
  double fade_share = 0.0;
};

struct BrakeData {
  double mu_static = 0.0, mu_kinetic = 0.0;
  double stribeck_velocity = 0.0;      ///< [m/s] at the pad
  double clamp_force = 0.0;            ///< [N] of each pad, engaged
  double effective_radius = 0.0;       ///< [m]
  double bristle_stiffness = 0.0;      ///< [1/m]
  double bristle_damping = 0.0;        ///< [s/m]
  double series_stiffness = 0.0;       ///< [N m/rad]
  double series_damping_time = 0.005;  ///< [s] damping over stiffness (assumed, 0.001 .. 0.01)
  double stick_share = 0.95;           ///< of the breakaway torque (assumed, 0.9 .. 0.98)
  double pad_spring = 0.0;             ///< [N/m] clamp force that springs lose per wear
  Actuator actuator = Actuator::kLever;
  LeverData lever;
  ElectromagnetData electromagnet;
  ProportionalData proportional;
  BrakeHeatData heat;
  double wear_per_work = 0.0;  ///< [m^2/N]
  double pad_area = 0.0;       ///< [m^2] of one pad
};

struct TetherData {
  double stiffness = 0.0;               ///< [N/m]; 0: there is none
  double damping = 0.0;                 ///< [N s/m]
  double strength = 0.0;                ///< [N]
  double bed_x = 0.0, bed_z = 0.0;      ///< [m] B
  double frame_x = 0.0, frame_z = 0.0;  ///< [m] F
  std::vector<double> marks;            ///< [rad] bed angles of its marks
};

struct MotorData {
  double stall_torque = 0.0;   ///< [N m] of the motor itself; 0: there is none
  double no_load_speed = 0.0;  ///< [rad/s] of the motor itself
  double gear_ratio = 0.0;
  double efficiency = 0.0;
  double dry_friction = 0.0;     ///< [N m] at the bed
  double rotor_inertia = 0.0;    ///< [kg m^2]
  double backlash = 0.0;         ///< [rad] at the bed
  double tooth_stiffness = 0.0;  ///< [N m/rad] at the bed
  double stall_current = 0.0;    ///< [A]
};

struct PivotsData {
  double spacing = 0.0;                               ///< [m] of the two trunnions
  double radial_stiffness = 0.0;                      ///< [N/m] of one
  double axial_stiffness = 0.0;                       ///< [N/m]
  double tilt_stiffness = 0.0;                        ///< [N m/rad]
  double damping_time = 0.0;                          ///< [s] damping over stiffness
  double gap = 0.0;                                   ///< [m] until the frame catches a loose side
  double catch_stiffness = 0.0, catch_damping = 0.0;  ///< [N/m], [N s/m]
};

struct BearingData {
  double friction_torque = 0.0;            ///< [N m]
  double presliding_angle = 0.001;         ///< [rad] until it slides (assumed, 2e-4 .. 3e-3)
  double presliding_damping_time = 0.005;  ///< [s] (assumed)
};

struct AnkleClampData {
  double take_up = 0.0;               ///< [m]
  double stiffness = 0.0;             ///< [N/m] of the cuffs, along the leg
  double lateral_stiffness = 0.0;     ///< [N/m]
  double rotational_stiffness = 0.0;  ///< [N m/rad]
  double damping = 0.0;               ///< [N s/m]
  double capacity = 0.0;              ///< [N]
  double platform_stiffness = 0.0;    ///< [N/m]
  double platform_friction = 0.0;
  double padding_stiffness = 500.0;  ///< [N/m] before the cuffs pull (assumed, 100 .. 2000)
};

struct HandleData {
  std::string name;
  bool on_bed = false;               ///< else on the frame
  double x = 0.0, y = 0.0, z = 0.0;  ///< [m] from the pivot, in the axes of that part
};

/// A table as its file describes it.
struct TableData {
  std::string name;
  RatingData rating;
  FrameData frame;
  BedData bed;
  std::vector<HingeHole> hinge_holes;
  BoomData boom;
  HeadrestData headrest;
  SurfaceData surface;
  StopData stops;
  PivotsData pivots;
  BearingData bearing;
  BrakeData brake;
  TetherData tether;
  MotorData motor;
  AnkleClampData ankle_clamp;
  std::vector<HandleData> handles;
};

/// How it is set up for a user.
struct TableSettings {
  int hinge_hole = 0;           ///< index into TableData::hinge_holes
  double height_setting = 0.0;  ///< [m] user height that is dialled in
  int boom_holes_off = 0;       ///< holes beyond it; positive: longer, foot-heavy
  double tether_angle = 0.0;    ///< [rad] bed angle at which the tether is taut
};

/// Hole of the boom that a height setting falls on. Hole 0 is that of the least height; hole k puts
/// the ankle joint k pitches further from the pivot.
struct BoomSetting {
  int hole = 0;
  double ankle_distance = 0.0;  ///< [m] pivot to ankle joint, along x
  double label = 0.0;           ///< [m] user height for which this hole is meant
};

struct RigidBodyData {
  double mass = 0.0;       ///< [kg]
  Vec3<double> centre{};   ///< [m] centre of mass from the body's origin
  Sym3<double> inertia{};  ///< [kg m^2] about the origin
};

/// What runs in the step.
struct TableModel {
  Actuator actuation = Actuator::kLever;
  ActuatorParams<double> actuator{};
  HeatAndWearParams<double> pads{};
  bool has_tether = false, has_motor = false, has_latch = false;
  TetherParams<double> tether{};
  MotorParams<double> motor{};
  FrictionParams<double> brake{};
  double brake_grip_per_force = 0.0;  ///< [m] 2 r: grip over the clamp force of a pad, dry
  FrictionParams<double> bearing{};
  double bearing_grip = 0.0;  ///< [N m]
  EndStopParams<double> stops{};
  OverCentreLatchParams<double> latch{};
  TrunnionParams<double> trunnions{};
  AnkleClampParams<double> ankle_clamp{};
  FrameFeetParams<double> feet{};
};

/// A table set up for a session.
struct TableSetup {
  RigidBodyData frame;          ///< F; origin on the floor under the pivot
  RigidBodyData bed;            ///< B; at the chosen hinge hole
  double pivot_height = 0.0;    ///< [m]
  double surface_offset = 0.0;  ///< [m] bed surface along z of B
  BoomSetting boom;
  double ankle_x = 0.0;  ///< [m] ankle joint of a user in the cuffs, B: - boom.ankle_distance
  TableModel model;
};

/// Hole of the boom for a user height, with holes beyond it; the hole is rounded to the nearest,
/// and held between 0 and that of the greatest height.
BoomSetting boom_setting(const TableData& table, double height, int holes_off);

/// x of the platform's surface in B, for a user whose ankle joint is this high above the sole.
double platform_x(const TableSetup& setup, double ankle_height);

/// Spotter of a table: arm and reach from its size, strength as given.
SpotterParams<double> spotter_params(const TableData& table, double hand_force);

/// Sets the table up. The data must be in the ranges that the table language checks.
TableSetup set_up(const TableData& table, const TableSettings& settings);

}  // namespace inversim
