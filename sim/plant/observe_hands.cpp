// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/observe_hands.h"

#include <cmath>
#include <limits>

#include "inversim/contact/distance.h"

namespace inversim {
namespace {

using Work = PlantWork<double, 1>;

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// Wrench of the pivot on the bed about it, frame axes: what bed and user need.
Wrench<double> pivot_wrench(const PlantModel<double>& m, const Work& w) {
  const BodyWork<double, 1>& bed = w.tree.body[kBedBody];
  Wrench<double> sum = zero_wrench<double>();
  for (int i = kBedBody; i < m.tree.body_count; ++i) {
    const BodyWork<double, 1>& b = w.tree.body[i];
    const Link<double>& link = m.tree.link[i];
    const SpatialInertia<double> I = add_rigid(zero_inertia<double>(), link.m, link.mc, link.I_o);
    const Wrench<double> need = I * b.A + b.p;
    sum = sum + (i == kBedBody ? need : shift(rotate(b.R_CB, need), b.p_CB));
  }
  return rotate(bed.R_PB, sum);
}

}  // namespace

void observe_pivots(const PlantModel<double>& m, const PlantInput<double>& in,
                    const PlantState<double>& s, const Work& w, Observation& o) {
  const Wrench<double> F = pivot_wrench(m, w);
  const BedInFrame<double> bed = bed_in_frame(s.tree, w);
  for (int side = 0; side < kTrunnions; ++side) {
    Vec3<double> force = trunnion_share(m.trunnions.half_spacing, F, side);
    if (m.has_trunnions) {
      const TrunnionLoad<double> t = trunnion_load(m.trunnions, bed, side, in.trunnion[side]);
      force = t.force;
      o.pivot_moment_of[side] = sqrt(norm2(t.moment));
      o.pivot_shift[side] = sqrt(norm2(t.shift));
    }
    o.pivot_force_of[side] = sqrt(norm2(force));
  }
  o.bed_roll = std::atan2(-bed.R.zy, bed.R.yy);
}

void observe_hands(const PlantModel<double>& m, const PlantInput<double>& in,
                   const PlantState<double>& s, const Work& w, Observation& o) {
  for (int side = 0; side < kSides; ++side) {
    if (in.hand[side].active < 0.5) continue;
    const HandView<double> at = hand_place(m, in.hand[side], side, w).view;
    o.hand_to_grip[side] = sqrt(norm2(at.to_grip));
    o.hand_grip_force[side] = sqrt(norm2(hold_force(m.hand_grip, s.hand[side], at)));
  }
}

/// Hands against frame and floor: spheres about palm and finger tips.
void observe_clearances(const PlantDesign& design, const Work& w, Observation& o) {
  constexpr double kPalm = 0.045;     // [m] half a hand's breadth (recalled: 90 mm, men)
  constexpr double kFingers = 0.010;  // [m] half a finger's
  const BodyWork<double, 1>& bed = w.tree.body[kBedBody];
  for (int side = 0; side < kSides; ++side) {
    o.hand_frame_clearance[side] = o.hand_floor_clearance[side] = kNothing;
    const int body = kForearmBody[side];
    const BodyWork<double, 1>& arm = w.tree.body[body];
    const auto take = [&](const Vec3<double>& p, double radius) {
      const Vec3<double> x = bed.r_P + bed.R_PB * (arm.p_CB + arm.R_CB * p);
      if (!design.frame_shapes.empty()) {
        const double gap = nearest_plane(design.frame_shapes, {x.x, x.y, x.z}).distance - radius;
        o.hand_frame_clearance[side] = std::fmin(o.hand_frame_clearance[side], gap);
      }
      if (design.floating) return;
      const double height = height_over_floor(w, body, p) - radius;
      o.hand_floor_clearance[side] = std::fmin(o.hand_floor_clearance[side], height);
    };
    take(design.model.palm[side].p_BP, kPalm);
    take(design.model.hand[side].p_BP, kFingers);
  }
}

}  // namespace inversim
