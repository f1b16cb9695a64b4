// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/energy_balance.h"

#include <cmath>
#include <memory>
#include <stdexcept>

#include "inversim/multibody/energy.h"

namespace inversim {
namespace {

struct Energies {
  double kinetic, gravity;
};

Energies energies(const PlantModel<double>& m, const TreeState<double>& tree) {
  const auto work = std::make_unique<TreeWork<double, 1>>();
  kinematics_pass(m.tree, tree, *work);
  WorldKinematics<double> world;
  world_kinematics(m.tree, tree, world);
  return {kinetic_energy(m.tree, *work), gravitational_energy(m.tree, world)};
}

/// Acceleration, relative to free fall, that a body would have if it were fixed to the carrier.
template <int NB>
Motion<double> carried(const BodyWork<double, NB>& b, const Motion<double>& A_C) {
  return {transpose_times(b.R_CB, A_C.w), transpose_times(b.R_CB, A_C.v + cross(A_C.w, b.p_CB))};
}

/// Energy that the compliance of floor and feet holds [J].
double floor_energy(const PlantModel<double>& m, const PlantState<double>& s) {
  if (!m.stands) return 0.0;
  WorldKinematics<double> world;
  world_kinematics(m.tree, s.tree, world);
  double sum = 0.0;
  for (int c = 0; c < m.floor.count; ++c) {
    const ContactPoint<double>& p = m.floor.point[c];
    const Vec3<double> x = point(world.X_WB[m.floor.body[c]], p.p_BQ);
    const double depth = p.radius - x.z, onset = m.floor.onset;
    if (depth <= 0.0) continue;
    // integral of the soft onset and the line beyond it
    sum += depth < onset ? p.k_normal * depth * depth * depth / (6.0 * onset)
                         : p.k_normal * (0.5 * depth * (depth - onset) + onset * onset / 6.0);
    const Vec3<double> d = x - s.floor.point[c].anchor_W;
    sum += 0.5 * p.k_tangent * (d.x * d.x + d.y * d.y);
  }
  return sum;
}

}  // namespace

EnergyBalance::EnergyBalance(Plant& plant) : plant_(&plant) {
  if (plant.design().floating) throw std::logic_error("no balance for a floating plant");
  start_floor_ = floor_energy(plant.model(), plant.state());
  if (plant.model().blood_weighs) throw std::logic_error("no balance where blood weighs");
  const Energies e = energies(plant.model(), plant.state().tree);
  start_kinetic_ = e.kinetic;
  start_gravity_ = e.gravity;
}

void EnergyBalance::book(double work, double& account) {
  account += work;
  sheet_.turnover += std::fabs(work);
}

StepStatus EnergyBalance::step() {
  const PlantInput<double>& in = plant_->input();
  if (in.prescribed > 0.5 || in.push_body > kBedBody || in.pull != 0.0 || in.hands_at_work) {
    throw std::logic_error("no balance for a prescribed bed, a push or a pull");
  }
  const PlantState<double> before = plant_->state();
  const StepStatus status = plant_->step();
  if (status != StepStatus::kOk) return status;
  if (has_six_columns(plant_->design())) {
    keep_books(before, plant_->last_floating_step());
  } else {
    keep_books(before, plant_->last_step());
  }
  const PlantModel<double>& m = plant_->model();
  const PlantState<double>& s = plant_->state();
  const Energies e = energies(m, s.tree);
  sheet_.kinetic = e.kinetic - start_kinetic_;
  sheet_.gravity = e.gravity - start_gravity_;
  sheet_.floor_heat = -sheet_.floor - (floor_energy(m, s) - start_floor_);
  return status;
}

template <int NB>
void EnergyBalance::keep_books(const PlantState<double>& before, const PlantWork<double, NB>& w) {
  const PlantModel<double>& m = plant_->model();
  const double h = plant_->design().step;

  // the middle of the step: half a step on with the velocities before, then the mean of both
  TreeState<double> middle = before.tree;
  drift(m.tree, 0.5 * h, middle);
  for (int i = 0; i < m.tree.body_count; ++i) {
    const JointState<double>& after = plant_->state().tree.joint[i];
    middle.joint[i].w = 0.5 * (middle.joint[i].w + after.w);
    middle.joint[i].v = 0.5 * (middle.joint[i].v + after.v);
  }
  const auto at = std::make_unique<TreeWork<double, NB>>();
  kinematics_pass(m.tree, middle, *at);

  for (int i = 0; i < m.tree.body_count; ++i) {
    if (m.tree.joint[i] == JointKind::kWelded || i == kFrameBody) continue;
    const JointDrive<double>& d = w.drive[i];
    const BodyWork<double, NB>& b = w.tree.body[i];
    // the implicit part is what the step's own acceleration changes
    const Vec3<double> n = d.tau.n - scale(d.H_w, b.ydot.w);
    const Vec3<double> f = d.tau.f - scale(d.H_v, b.ydot.v);
    const JointState<double>& x = middle.joint[i];
    const bool turns_only = m.tree.joint[i] == JointKind::kRevolute;
    const double work = h * (turns_only ? n.y * x.w.y : dot(n, x.w) + dot(f, x.v));
    if (i == kBedBody) {
      book(work, sheet_.pivot);
    } else if (i == kFeetBody) {
      book(work, sheet_.cuffs);
    } else if (i >= body_of_level(kLevelL5S1) && i <= kSkullBody) {
      book(work, sheet_.spine);
    } else {
      book(work, sheet_.limbs);
    }
  }
  const PlantState<double>& s = plant_->state();
  const ToneDrive<double> tone = tone_drive(m.spine.tone, s.spine.tone, w.sin_a, w.upright);
  for (int k = 0; k < kLevels; ++k) {
    sheet_.tone -= h * (tone_at(m.spine.tone, tone, k) + w.voluntary[section_of_level(k)]) *
                   middle.joint[body_of_level(k)].v.x;
  }
  for (int i = kFirstSegment; i < m.tree.body_count; ++i) {
    if (!m.tree.touches[i]) continue;
    const BodyWork<double, NB>& b = w.tree.body[i];
    const Motion<double> relative = b.A - carried(at->body[i], w.tree.body[kBedBody].A);
    const Wrench<double> wrench = w.load[i].W - w.load[i].G * relative;
    const Motion<double> moves = at->body[i].V - carried(at->body[i], at->body[kBedBody].V);
    book(h * (dot(wrench.n, moves.w) + dot(wrench.f, moves.v)), sheet_.contact);
  }
  if constexpr (NB == 6) {
    for (int i = 0; i < m.tree.body_count; ++i) {
      if (!m.tree.grounded[i]) continue;
      const ContactLoad<double>& load = w.tree.body[i].ground.load;
      book(h * dot(at->body[i].V, load.W - load.G * w.tree.body[i].A), sheet_.floor);
    }
    const BodyWork<double, 6>& frame = at->body[kFrameBody];
    book(h * dot(frame.V, w.helper), sheet_.pivot);
  }
}

}  // namespace inversim
