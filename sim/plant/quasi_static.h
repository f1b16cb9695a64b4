// SPDX-License-Identifier: Apache-2.0
// Long holds: the plant at rest, with what takes minutes and hours integrated in large steps.
//
// The bed is held at its angle. Equilibrium is found on the same tree with the same laws as the
// dynamics, by large implicit steps from rest (multibody/equilibrium.h); contact anchors follow
// once per equilibrium, by the same return mapping. Creep, tone and circulation then take their
// step under the forces found. Kernel code.
#pragma once

#include "inversim/multibody/equilibrium.h"
#include "inversim/plant/step.h"

namespace inversim {

/// Iterations of a search for rest, after which there is none.
inline constexpr int kRestIterations = 2000;

/// How an equilibrium was reached.
struct RestReport {
  int iterations;
  double move;  ///< [rad, m] of the last iteration
  bool converged;
};

inline namespace INVERSIM_LEVEL {

/// Contact forces at velocities zero, implicit over h; anchors stay as they are.
template <class T, int NB>
INVERSIM_INLINE void rest_on_bed(const PlantModel<T>& m, const T& h, const PlantState<T>& s,
                                 PlantWork<T, NB>& w) {
  for (int i = 0; i < m.tree.body_count; ++i) {
    if (!m.tree.touches[i]) continue;
    w.load[i].W = zero_wrench<T>();
    w.load[i].G = zero_inertia<T>();
  }
  for (int c = 0; c < m.contact.count; ++c) {
    const int i = m.contact.body[c];
    const ContactPoint<T>& point = m.contact.point[c];
    const ContactPointState<T>& state = s.contact.point[c];
    const Motion<T> x = relative_to_carrier(w.tree.body[i], w.tree.body[kBedBody].V, point.p_BQ);
    if (is_clear(point, state, x.w)) continue;
    const ContactForce<T> f =
        contact_law(point, state, m.contact.onset, m.contact.enabled, x.w, x.v);
    add_contact_load(point, state, f, w.tree.body[i], h, h, w.load[i]);
  }
  if (m.two_legs) hold_left_foot(m, s, h, w);
}

/// Lets anchors of the bed and of the soles follow to where the body rests.
template <class T, int NB>
void settle_anchors(const PlantModel<T>& m, PlantState<T>& s, PlantWork<T, NB>& w) {
  kinematics_pass(m.tree, s.tree, w.tree);
  for (int c = 0; c < m.contact.count; ++c) {
    const int i = m.contact.body[c];
    const ContactPoint<T>& point = m.contact.point[c];
    ContactPointState<T>& state = s.contact.point[c];
    const Motion<T> x = relative_to_carrier(w.tree.body[i], w.tree.body[kBedBody].V, point.p_BQ);
    return_map(point, contact_law(point, state, m.contact.onset, m.contact.enabled, x.w, x.v),
               state);
    state.x_C = x.w;
  }
  advance_ankle_clamp(m.clamp, foot_pose(s.tree), s.clamp);
  if (m.two_legs) advance_ankle_clamp(m.clamp, left_foot_pose(m, w), s.clamp_l);
}

/// Brings the body to rest on the bed, which stays at its angle.
template <class T, int NB>
EquilibriumResult<T> find_rest(const PlantModel<T>& m, const PlantInput<T>& in, int max_iterations,
                               PlantState<T>& s, PlantWork<T, NB>& w) {
  const T o = broadcast<T>(0);
  const auto fill = [&](const TreeState<T>&, TreeWork<T, NB>&, const T& h) {
    gravity_in_bed(m, w);
    w.upright = (1.0 - in.limp) * w.upright;
    SpineState<T> unchanged = s.spine;
    drive_spine(m, in.trunk, s, h, h, unchanged, w);
    PlantInput<T> still = in;
    still.arm_rate = o;
    drive_limbs(m, still, s, h, w);
    w.drive[kBedBody].tau = zero_wrench<T>();
    w.drive[kBedBody].H_w = w.drive[kBedBody].H_v = zero3<T>();
    rest_on_bed(m, h, s, w);
    if (m.blood_weighs) weigh_blood(m, s.circulation, w);
  };
  EquilibriumSettings settings;
  settings.h_first = 0.2;
  settings.h_last = 10.0;
  settings.growth = 3.0;
  settings.tolerance = 1e-9;
  settings.near = 3e-8;
  settings.max_iterations = max_iterations;
  settings.largest_turn = 0.05;
  settings.largest_shift = 0.01;
  const CarrierDrive<T> held = {broadcast<T>(1), o};
  const EquilibriumResult<T> result =
      static_equilibrium(m.tree, fill, settings, w.drive, w.load, held, s.tree, w.tree);
  settle_anchors(m, s, w);
  return result;
}

/// Creep, tone and circulation take a step dt under the forces of a body at rest.
template <class T, int NB>
void take_time(const PlantModel<T>& m, const T& dt, int circulation_steps, PlantState<T>& s,
               PlantWork<T, NB>& w) {
  kinematics_pass(m.tree, s.tree, w.tree);
  gravity_in_bed(m, w);
  SpineState<T> next = s.spine;
  drive_spine(m, TrunkWill<T>{zero3<T>(), broadcast<T>(0)}, s, dt, dt, next, w);
  s.spine = next;
  const JointState<T>& bed = s.tree.joint[kBedBody];
  step_tone(m.spine.tone, w.sin_a, bed.w.y, dt, s.spine.tone);
  step_below_sacrum(m.spine.creep, hips_tension(m, s), dt, s.spine.creep);
  const T o = broadcast<T>(0);
  advance_heat_and_wear<T>(m.pads, o, o, o, dt, s.pads);
  if (!m.circulates) return;
  const CirculationInput<T> heights = circulation_input(m, w);
  const T part = dt / static_cast<double>(circulation_steps);
  for (int n = 0; n < circulation_steps; ++n) circulate(m, heights, part, s.circulation);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
