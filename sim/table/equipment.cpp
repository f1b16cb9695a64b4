// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/equipment.h"

#include <algorithm>
#include <cmath>

namespace inversim {

namespace {

constexpr double kLeastApproach = 0.01;  // [rad/s] to an end stop; slower ones count as this fast
constexpr double kBlend = 0.0005;        // [m] over which platform and cuffs set in

/// Inertia about the centre of mass -> about the origin, or back with sign -1.
Sym3<double> with_parallel_axes(const Sym3<double>& I, double m, const Vec3<double>& c,
                                double sign) {
  const double s = sign * m;
  return {
      I.xx + s * (c.y * c.y + c.z * c.z), I.xy - s * c.x * c.y, I.xz - s * c.x * c.z,
      I.yy + s * (c.x * c.x + c.z * c.z), I.yz - s * c.y * c.z, I.zz + s * (c.x * c.x + c.y * c.y)};
}

RigidBodyData frame_body(const FrameData& f) {
  const Vec3<double> c = {f.centre_x, 0.0, f.centre_height};
  return {f.mass, c, with_parallel_axes({f.roll, 0, 0, f.pitch, 0, f.yaw}, f.mass, c, 1.0)};
}

/// The file's figures are those of the first hinge hole; another one moves the bed along z.
RigidBodyData bed_body(const BedData& b, double shift_z) {
  const Vec3<double> first = {b.centre_x, 0.0, b.centre_z};
  const Vec3<double> here = {b.centre_x, 0.0, b.centre_z + shift_z};
  const Sym3<double> central =
      with_parallel_axes({b.roll, 0, 0, b.pitch, 0, b.yaw}, b.mass, first, -1.0);
  // the product of inertia about the pivot is taken to be that of the mass at its centre
  Sym3<double> I = with_parallel_axes(central, b.mass, here, 1.0);
  I.xz = -b.mass * here.x * here.z;
  return {b.mass, here, I};
}

LeverParams<double> lever_params(const BrakeData& b) {
  const LeverData& l = b.lever;
  LeverParams<double> p{};
  p.spring_force = l.held_by_spring ? b.clamp_force : 0.0;
  p.spring_rate = b.pad_spring;
  // a hand that applies the brake pulls as hard as the clamp force needs, if it can
  p.hand_force = l.held_by_spring ? l.hand_force : std::min(l.hand_force, b.clamp_force / l.ratio);
  p.lever_ratio = l.cable_ratio;
  p.clamp_ratio = b.clamp_force > 0.0 ? l.ratio : 0.0;  // there is nothing to press
  p.slack = l.slack;
  p.cable_stiffness = l.cable_stiffness;
  p.apply_time = l.engage_time;
  p.release_time = l.release_time;
  return p;
}

// the flux's time constants are those that make the delays
ElectromagnetParams<double> electromagnet_params(const BrakeData& b) {
  const ElectromagnetData& e = b.electromagnet;
  ElectromagnetParams<double> p{};
  p.spring_force = b.clamp_force;
  p.spring_rate = b.pad_spring;
  p.flux_rise = std::max(e.release_delay, 1e-6) / -std::log1p(-e.pull_in);
  p.flux_fall = std::max(e.engage_delay, 1e-6) / -std::log(e.drop_out);
  p.pull_in = e.pull_in;
  p.drop_out = e.drop_out;
  p.air_gap = e.air_gap;
  p.release_time = e.release_fall;
  p.engage_time = e.engage_rise;
  return p;
}

ActuatorParams<double> actuator_params(const BrakeData& b) {
  const ProportionalData& a = b.proportional;
  return {lever_params(b),
          electromagnet_params(b),
          {b.clamp_force, a.stroke, a.lag, a.rate, a.unpowered, a.unpowered_rate}};
}

HeatAndWearParams<double> heat_and_wear_params(const BrakeData& b) {
  const BrakeHeatData& h = b.heat;
  return {h.disc_mass * h.disc_specific_heat,
          h.pad_capacity,
          h.disc_cooling,
          h.pad_cooling,
          h.disc_share,
          h.ambient,
          h.fade_from,
          std::max(h.fade_to, h.fade_from + 1e-3),
          h.fade_share,
          b.wear_per_work,
          b.pad_area,
          b.effective_radius};
}

TetherParams<double> tether_params(const TableData& table, double taut_angle) {
  const TetherData& t = table.tether;
  TetherParams<double> p{t.bed_x, t.bed_z,     t.frame_x, t.frame_z - table.frame.pivot_height,
                         0.0,     t.stiffness, t.damping, t.strength};
  p.length = tether_reach(p, taut_angle).length;
  return p;
}

MotorParams<double> motor_params(const MotorData& d) {
  const double N = d.gear_ratio;
  MotorParams<double> p{};
  p.stall_torque = N * d.stall_torque;
  p.no_load_rate = d.no_load_speed / N;
  p.inertia = N * N * d.rotor_inertia;
  p.efficiency = d.efficiency;
  p.dry_friction = d.dry_friction;
  p.backlash = d.backlash;
  p.tooth_stiffness = d.tooth_stiffness;
  // aperiodic for the rotor on its teeth
  p.tooth_damping = 2.0 * std::sqrt(p.inertia * p.tooth_stiffness);
  p.stall_current = d.stall_current;
  return p;
}

// but for the soles, which are the user's
AnkleClampParams<double> ankle_clamp_params(const AnkleClampData& a) {
  AnkleClampParams<double> p{};
  p.take_up = a.take_up;
  p.blend = kBlend;
  p.platform_stiffness = a.platform_stiffness;
  p.cuff_stiffness = a.stiffness;
  p.padding_stiffness = a.padding_stiffness;
  p.axial_damping = a.damping;
  p.lateral_stiffness = a.lateral_stiffness;
  p.lateral_damping = a.damping;
  p.rotational_stiffness = a.rotational_stiffness;
  // the same time constant as along the leg
  p.rotational_damping = a.rotational_stiffness * (a.damping / a.stiffness);
  p.platform_friction = a.platform_friction;
  p.platform_shear_stiffness = 0.5 * a.platform_stiffness;
  p.capacity = a.capacity;
  return p;
}

}  // namespace

BoomSetting boom_setting(const TableData& table, double height, int holes_off) {
  const BoomData& b = table.boom;
  if (b.ankle_distance) return {0, *b.ankle_distance, height};
  const double first = b.distance_per_height * table.rating.user_height_min;
  const double last_hole = std::ceil(
      (b.distance_per_height * table.rating.user_height_max - first) / b.hole_pitch - 1e-9);
  const double nearest = std::round((b.distance_per_height * height - first) / b.hole_pitch);
  const double hole = std::clamp(nearest + holes_off, 0.0, last_hole);
  BoomSetting s;
  s.hole = static_cast<int>(hole);
  s.ankle_distance = first + hole * b.hole_pitch;
  s.label = s.ankle_distance / b.distance_per_height;
  return s;
}

double platform_x(const TableSetup& setup, double ankle_height) {
  return setup.ankle_x - ankle_height;
}

SpotterParams<double> spotter_params(const TableData& table, double hand_force) {
  SpotterParams<double> p{};
  p.hand_force = hand_force;
  p.arm = 0.9 * table.bed.head_end_x;
  p.pivot_height = table.frame.pivot_height;
  p.reach_low = 0.4;
  p.reach_high = 1.8;
  p.angle_gain = 2.0;
  p.rate_gain = 600.0;
  p.integral_gain = 3000.0;
  p.acceleration = 0.35;
  p.grip_time = 0.3;
  return p;
}

TableSetup set_up(const TableData& table, const TableSettings& settings) {
  const HingeHole& hole = table.hinge_holes.at(static_cast<std::size_t>(settings.hinge_hole));
  TableSetup s;
  s.frame = frame_body(table.frame);
  s.bed = bed_body(table.bed, hole.surface_offset - table.hinge_holes.front().surface_offset);
  s.pivot_height = table.frame.pivot_height;
  s.surface_offset = hole.surface_offset;
  s.boom = boom_setting(table, settings.height_setting, settings.boom_holes_off);
  s.ankle_x = -s.boom.ankle_distance;

  const BrakeData& b = table.brake;
  TableModel& m = s.model;
  const DiscBrakeParams<double> disc = {
      b.mu_static,        b.mu_kinetic,        b.stribeck_velocity,
      b.effective_radius, b.bristle_stiffness, b.bristle_damping,
      b.stick_share,      b.series_stiffness,  b.series_stiffness * b.series_damping_time};
  m.actuation = b.actuator;
  m.actuator = actuator_params(b);
  m.pads = heat_and_wear_params(b);
  m.has_tether = table.tether.stiffness > 0.0;
  m.tether = tether_params(table, settings.tether_angle);
  m.has_motor = table.motor.stall_torque > 0.0;
  m.motor = motor_params(table.motor);
  m.brake = brake_friction(disc);
  m.brake_grip_per_force = brake_grip(disc, 1.0, 1.0);
  const BearingData& bearing = table.bearing;
  const double presliding = std::max(bearing.friction_torque, 1e-9) / bearing.presliding_angle;
  m.bearing = bearing_friction<double>(
      {bearing.friction_torque, presliding, presliding * bearing.presliding_damping_time});
  m.bearing_grip = bearing.friction_torque;
  m.stops = {table.stops.lower, table.stops.upper, table.stops.stiffness,
             stop_damping_share(table.stops.restitution), kLeastApproach};
  const PivotsData& v = table.pivots;
  m.trunnions = {0.5 * v.spacing,
                 v.radial_stiffness,
                 v.axial_stiffness,
                 v.tilt_stiffness,
                 v.radial_stiffness * v.damping_time,
                 v.axial_stiffness * v.damping_time,
                 v.tilt_stiffness * v.damping_time,
                 v.gap,
                 v.catch_stiffness,
                 v.catch_damping};
  m.has_latch = table.stops.latch_torque > 0.0;
  m.latch = {table.stops.upper, table.stops.latch_width, table.stops.latch_torque};
  m.ankle_clamp = ankle_clamp_params(table.ankle_clamp);
  m.feet = {table.frame.base_centre_x, 0.0, table.frame.base_length, table.frame.base_width};
  return s;
}

}  // namespace inversim
