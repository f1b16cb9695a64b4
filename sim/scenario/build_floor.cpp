// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/build_floor.h"

#include <cmath>
#include <memory>
#include <stdexcept>

#include "inversim/multibody/articulated_body.h"
#include "inversim/plant/floor.h"

namespace inversim {
namespace {

// where in the step the floor's forces are taken, and the depth over which they set in (numerics)
constexpr double kFloorTheta = 0.75;
constexpr double kFloorOnset = 2e-4;  // [m]

/// A kind of thing that meets the floor.
struct Stuff {
  double k_normal, d_normal;    // [N/m], [N s/m]
  double k_tangent, d_tangent;  // the same along the floor
  double mu;
};
// all assumed: they shape a fall's end, not whether or when the table falls
constexpr Stuff kSteel = {300e3, 3000, 100e3, 1000, 0.4};
constexpr Stuff kPad = {100e3, 1000, 50e3, 500, 0.5};
constexpr Stuff kFlesh = {30e3, 800, 15e3, 400, 0.5};

void add(int body, const Vec3<double>& p_BQ, double radius, const Stuff& stuff,
         PlantDesign& design) {
  FloorModel<double>& floor = design.model.floor;
  if (floor.count == kMaxFloorPoints) throw std::logic_error("more points than kMaxFloorPoints");
  ContactPoint<double> p;
  p.p_BQ = p_BQ;
  p.radius = radius;
  p.k_normal = stuff.k_normal;
  p.d_normal = stuff.d_normal;
  p.k_tangent = stuff.k_tangent;
  p.d_tangent = stuff.d_tangent;
  p.mu = stuff.mu;
  floor.body[floor.count] = body;
  floor.point[floor.count] = p;
  design.model.tree.grounded[body] = true;
  ++floor.count;
}

/// Feet, pivot bearings at the tops of the A-frames, corners of the pad. The boom is left out: set
/// for a tall person it would reach into the floor where the bed stands to be mounted.
void add_table_points(const FrameData& frame, const BedData& bed, PlantDesign& design) {
  const Stuff foot = {
      frame.foot_stiffness, frame.foot_damping, frame.foot_lateral_stiffness,
      frame.foot_damping * std::sqrt(frame.foot_lateral_stiffness / frame.foot_stiffness),
      frame.foot_friction};
  const FrameFeetParams<double>& feet = design.table.model.feet;
  for (int i = 0; i < kFrameFeet; ++i) add(kFrameBody, foot_position(feet, i), 0.0, foot, design);
  for (const double side : {-0.5, 0.5}) {
    add(kFrameBody, {0.0, side * feet.width, frame.pivot_height}, 0.0, kSteel, design);
  }
  const double middle = design.table.surface_offset - 0.5 * bed.thickness;
  for (const double x : {bed.head_end_x - bed.length, bed.head_end_x}) {
    for (const double side : {-0.5, 0.5}) {
      add(kBedBody, {x, side * bed.width, middle}, 0.5 * bed.thickness, kPad, design);
    }
  }
}

/// Head, trunk, elbows, hands and knees: spheres about joints, radii of a middle-sized adult.
void add_body_points(PlantDesign& design) {
  const PlantModel<double>& m = design.model;
  const Vec3<double> vertex = design.frames.in_body(kSkull, design.body.segments[kSkull].p_RE);
  add(kSkullBody, 0.5 * vertex, 0.5 * std::sqrt(norm2(vertex)), kFlesh, design);
  for (const int trunk : {kPelvisBody, body_of_level(kLevelT12L1), body_of_level(kLevelC7T1)}) {
    add(trunk, zero3<double>(), 0.09, kFlesh, design);
  }
  for (const int arm : {kUpperArmRBody, kUpperArmLBody}) {
    add(arm, zero3<double>(), 0.06, kFlesh, design);
  }
  for (int side = 0; side < 2; ++side) {
    const int forearm = side == 0 ? kForearmRBody : kForearmLBody;
    add(forearm, zero3<double>(), 0.04, kFlesh, design);
    add(forearm, m.hand[side].p_BP, 0.03, kFlesh, design);
  }
  if (m.two_legs) add(kShankLBody, zero3<double>(), 0.06, kFlesh, design);
  add(kThighsBody, zero3<double>(), 0.06, kFlesh, design);
}

}  // namespace

Vec3<double> gravity_on_slope(double gravity, double slope, double direction) {
  const double along = gravity * std::sin(slope);
  return {along * std::cos(direction), along * std::sin(direction), -gravity * std::cos(slope)};
}

void stand_on_floor(const FrameData& frame, const BedData& bed, double gravity,
                    PlantDesign& design) {
  PlantModel<double>& m = design.model;
  m.stands = true;
  m.floor.theta = kFloorTheta;
  m.floor.onset = kFloorOnset;
  add_table_points(frame, bed, design);
  add_body_points(design);

  double mass = 0.0;
  for (int i = 0; i < m.tree.body_count; ++i) mass += m.tree.link[i].m;
  const double depth = mass * gravity / (kFrameFeet * frame.foot_stiffness) + 0.5 * kFloorOnset;
  PlantState<double>& s = design.start;
  s.tree.joint[kFrameBody].p_JB = {0.0, 0.0, -depth};
  const auto work = std::make_unique<PlantWork<double, 1>>();
  kinematics_pass(m.tree, s.tree, work->tree);
  for (int c = 0; c < m.floor.count; ++c) {
    s.floor.point[c] = {point(pose_in_world(*work, m.floor.body[c]), m.floor.point[c].p_BQ), 0.0};
  }
}

}  // namespace inversim
