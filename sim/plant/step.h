// SPDX-License-Identifier: Apache-2.0
// One step of the whole plant: drift by half a step, forces and accelerations there, kick, drift by
// the other half. Joint and contact forces are linearly implicit in the kick. Kernel code: no
// allocation, no lock, no system call, no clock.
#pragma once

#include "inversim/multibody/energy.h"
#include "inversim/multibody/integrate.h"
#include "inversim/plant/bed_on_trunnions.h"
#include "inversim/plant/blood_weight.h"
#include "inversim/plant/floor.h"
#include "inversim/plant/hands.h"

namespace inversim {

inline namespace INVERSIM_LEVEL {

/// Gravity as the bed sees it: its axes, how far head down, how far upright.
template <class T, int NB>
INVERSIM_INLINE void gravity_in_bed(const PlantModel<T>& m, PlantWork<T, NB>& w) {
  const BodyWork<T, NB>&frame = w.tree.body[kFrameBody], &bed = w.tree.body[kBedBody];
  w.g_C = transpose_times(bed.R_PB, transpose_times(frame.R_PB, m.tree.g_W));
  const T g = sqrt(norm2(m.tree.g_W) + 1e-24);
  w.sin_a = w.g_C.x / g;
  w.upright = upright_share(m.posture, w.sin_a);
}

/// Discs, tone and trunk muscles into the drives of the 25 levels.
template <class T, int NB>
INVERSIM_INLINE void drive_spine(const PlantModel<T>& m, const TrunkWill<T>& will,
                                 const PlantState<T>& s, const T& theta_h, const T& h,
                                 SpineState<T>& next, PlantWork<T, NB>& w) {
  const ToneDrive<T> muscle_tone = tone_drive(m.spine.tone, s.spine.tone, w.sin_a, w.upright);
  const CreepShares<T> shares = creep_shares(m.spine.creep, h);
  for (int k = 0; k < kSections; ++k) {
    SectionMotion<T> sum = {zero3<T>(), zero3<T>()};
    for (int level = kSectionFirst[k]; level <= kSectionLast[k]; ++level) {
      const JointState<T>& x = s.tree.joint[body_of_level(level)];
      const RotationMeasure<T> r = rotation_measure(x.q_PB, m.spine.q_neutral[level]);
      sum.angle += r.e;
      sum.rate += x.w;
    }
    w.section[k] = sum;
  }
  for (int k = 0; k < kSections; ++k) {
    const Vec3<T> servo = section_moment(m.posture, k, w.section[k], w.upright, will);
    const T share = section_share(k, w.upright, will);
    const T H_servo = section_implicit(m.posture, k, share, theta_h);
    const T H_twist = k < 2 ? section_implicit(m.posture, k, will.effort, theta_h) : 0.0 * share;
    const T strength = m.posture.strength[k];
    w.voluntary[k] = k < 2 ? voluntary_compression(m.posture, servo, will) : 0.0 * share;
    for (int level = kSectionFirst[k]; level <= kSectionLast[k]; ++level) {
      const int b = body_of_level(level);
      const JointState<T>& x = s.tree.joint[b];
      LevelForce<T> f = level_force(m.spine, s.spine, level, x, muscle_tone);
      step_disc<T>(m.spine, level, f.disc.force.x * -1.0, h, shares, next);
      f.disc.force.x -= f.tone + w.voluntary[k];

      const Vec3<T> wanted = servo - (w.upright * w.sin_a) * m.posture.upright_moment[level];
      const Vec3<T> muscle = {smooth_limit<T>(wanted.x, strength).value,
                              smooth_limit<T>(wanted.y, strength).value,
                              smooth_limit<T>(wanted.z, strength).value};
      JointDrive<T>& d = w.drive[b];
      set_implicit(d.tau.n, d.H_w, f.disc.moment, f.disc.K_w, f.disc.D_w, theta_h);
      d.tau.n += muscle;
      d.H_w.x += H_twist;
      d.H_w.y += H_servo;
      d.H_w.z += H_servo;
      // a disc too stiff for the step (a fused level) would ring for ever: the trapezoid takes
      // nothing from such a mode; more damping, by backward Euler, does
      const T most = (0.5 * theta_h) * max<T>(f.disc.K_v.x, max<T>(f.disc.K_v.y, f.disc.K_v.z));
      const T missing = max<T>(most - f.disc.D_v.x, broadcast<T>(0));
      const Vec3<T> more = {2.0 * missing, 2.0 * missing, 2.0 * missing};
      set_implicit(d.tau.f, d.H_v, f.disc.force - missing * x.v, f.disc.K_v, f.disc.D_v + more,
                   theta_h);
    }
  }
}

/// Along a leg, the way in which its joint is pulled apart, axes of the joint's parent. A left leg
/// hangs from the pelvis: what is parent on the right is child there.
template <class T>
INVERSIM_INLINE Vec3<T> leg_axis(const PlantState<T>& s, Limb limb) {
  const T o = broadcast<T>(0), one = broadcast<T>(1);
  if (limb < kHipL) return {one, o, o};
  return -col_x(rotation_matrix(s.tree.joint[kLimbBody[limb]].q_PB));
}

/// Axial displacement of a joint of the legs from no load [m].
template <class T>
INVERSIM_INLINE T joint_distraction(const PlantState<T>& s, Limb limb) {
  return dot(leg_axis(s, limb), s.tree.joint[kLimbBody[limb]].p_JB);
}

/// Axial force of a joint of the legs [N], tension positive.
template <class T>
INVERSIM_INLINE T joint_tension(const PlantModel<T>& m, const PlantState<T>& s, Limb limb) {
  const JointPosture<T>& p = m.limb[limb];
  return p.k_translation.x * joint_distraction(s, limb) +
         p.d_translation.x * dot(leg_axis(s, limb), s.tree.joint[kLimbBody[limb]].v);
}

/// Axial force of the hips, both legs [N].
template <class T>
INVERSIM_INLINE T hips_tension(const PlantModel<T>& m, const PlantState<T>& s) {
  const T tension = joint_tension(m, s, kHip);
  return m.two_legs ? tension + joint_tension(m, s, kHipL) : tension;
}

/// Where the feet are in the bed; body axes are bed axes in the reference posture.
template <class T>
INVERSIM_INLINE FootPose<T> foot_pose(const TreeState<T>& tree) {
  const JointState<T>& x = tree.joint[kFeetBody];
  return {rotation_measure(x.q_PB, identity_quat<T>()).e, x.p_JB, x.w, x.v};
}

/// The same of the left foot, which no joint ties to the bed.
template <class T, int NB>
INVERSIM_INLINE FootPose<T> left_foot_pose(const PlantModel<T>& m, const PlantWork<T, NB>& w) {
  const BodyWork<T, NB>& b = w.tree.body[kFootLBody];
  const Motion<T>& V_C = w.tree.body[kBedBody].V;
  const Mat3<T>& R = b.R_CB;
  const Motion<T> x = relative_to_carrier(b, V_C, zero3<T>());
  // twice the vector part of the quaternion, as rotation_measure() gives it
  const T trace = (R.xx + R.yy) + R.zz;
  const T scale = 1.0 / sqrt(max<T>(1.0 + trace, broadcast<T>(1e-6)));
  return {scale * Vec3<T>{R.zy - R.yz, R.xz - R.zx, R.yx - R.xy}, x.w - m.foot_l.p_BP,
          R * b.V.w - V_C.w, x.v};
}

/// Platform and cuff on the left foot, into its load: linearly implicit in its motion relative to
/// the bed, as a contact is.
template <class T, int NB>
INVERSIM_INLINE void hold_left_foot(const PlantModel<T>& m, const PlantState<T>& s,
                                    const T& theta_h, PlantWork<T, NB>& w) {
  const AnkleClampLoad<T> f = ankle_clamp_load(m.clamp, s.clamp_l, left_foot_pose(m, w));
  const Mat3<T> R_BC = transpose(w.tree.body[kFootLBody].R_CB);
  ContactLoad<T>& load = w.load[kFootLBody];
  load.W = load.W + rotate(R_BC, f.F);
  const Vec3<T> H_w = theta_h * (f.D_w + theta_h * f.K_w);
  const Vec3<T> H_v = theta_h * (f.D_v + theta_h * f.K_v);
  load.G = load.G + rotate(R_BC, SpatialInertia<T>{diagonal(H_w), skew(zero3<T>()), diagonal(H_v)});
}

/// Legs hold their posture, arms follow the user's will, the feet are held by the clamp.
template <class T, int NB>
INVERSIM_INLINE void drive_limbs(const PlantModel<T>& m, const PlantInput<T>& in,
                                 const PlantState<T>& s, const T& theta_h, PlantWork<T, NB>& w) {
  const T o = broadcast<T>(0);
  // arms turn about the parent's y axis
  const SinCos<T> half = sincos<T>(0.5 * in.arm_angle);
  const Quat<T> raised = {half.cos, o, half.sin, o};
  const int limbs = m.two_legs ? kLimbs : kHipL;
  // arms that nobody holds keep what their tissue gives
  constexpr double kTissue = 0.03;  // of the servo's stiffness (assumed)
  const T firm = 1.0 - (1.0 - kTissue) * in.limp;
  for (int k = 0; k < limbs; ++k) {
    const JointPosture<T>& p = m.limb[k];
    const bool shoulder = k == kShoulderR || k == kShoulderL;
    const bool arm = k >= kShoulderR && k <= kElbowL;
    Quat<T> target = shoulder ? raised * p.q_neutral : p.q_neutral;
    const Vec3<T> rate = {o, shoulder ? in.arm_rate : o, o};
    T hold = arm ? firm : broadcast<T>(1);
    if (arm && in.hands_at_work) {
      // the hand leads an arm at work: its shoulder follows, its elbow bends to the distance
      const int side = k <= kElbowR ? 0 : 1;
      const Mask<T> works = in.hand[side].active > broadcast<T>(0.5);
      if (shoulder) {
        hold = select<T>(works, broadcast<T>(kTissue), hold);
      } else {
        const HandView<T> at = hand_place(m, in.hand[side], side, w).view;
        const Quat<T> bent = elbow_for_grip<T>(m, side, at, s.hand[side].holds) * p.q_neutral;
        target = {select<T>(works, bent.w, target.w), select<T>(works, bent.x, target.x),
                  select<T>(works, bent.y, target.y), select<T>(works, bent.z, target.z)};
      }
    }
    drive_limb(p, s.tree.joint[kLimbBody[k]], target, rate, w.sin_a, w.upright, hold, theta_h,
               w.drive[kLimbBody[k]]);
  }

  const AnkleClampLoad<T> clamp = ankle_clamp_load(m.clamp, s.clamp, foot_pose(s.tree));
  JointDrive<T>& d = w.drive[kFeetBody];
  set_implicit(d.tau.n, d.H_w, clamp.F.n, clamp.K_w, clamp.D_w, theta_h);
  set_implicit(d.tau.f, d.H_v, clamp.F.f, clamp.K_v, clamp.D_v, theta_h);
}

/// Contacts with the bed: forces into the loads, anchors after their points.
template <class T, int NB>
INVERSIM_INLINE void touch_bed(const PlantModel<T>& m, const PlantInput<T>& in, const T& h,
                               const T& drifted, PlantState<T>& s, PlantWork<T, NB>& w) {
  for (int i = 0; i < m.tree.body_count; ++i) {
    if (!m.tree.touches[i]) continue;
    w.load[i].W = zero_wrench<T>();
    w.load[i].G = zero_inertia<T>();
  }
  const T theta_h = m.contact.theta * h;
  const Motion<T>& V_C = w.tree.body[kBedBody].V;
  for (int c = 0; c < m.contact.count; ++c) {
    const int i = m.contact.body[c];
    ContactPoint<T> point = m.contact.point[c];
    point.mu = (1.0 - in.rocking) * point.mu;
    ContactPointState<T>& state = s.contact.point[c];
    const Motion<T> x = relative_to_carrier(w.tree.body[i], V_C, point.p_BQ);
    if (is_clear(point, state, x.w)) {
      clear_anchor(x.w, state);
      state.x_C = x.w;
      continue;
    }
    const ContactForce<T> f =
        contact_law(point, state, m.contact.onset, m.contact.enabled, x.w, x.v);
    add_contact_load(point, state, f, w.tree.body[i], theta_h - drifted, theta_h, w.load[i]);
    return_map(point, f, state);
    state.x_C = x.w;
  }
  if (m.two_legs) hold_left_foot(m, s, 0.5 * h, w);
}

/// Brake, bearing, stops, tether, motor and spotter on the pivot.
template <class T>
struct PivotDrives {
  PivotStep<T> step;
  ClampState<T> actuator_next;
  T grip_next;  ///< [N m] of the brake at t + h
};

/// Torque per friction coefficient [N m] of the brake with its pads as they are.
template <class T>
INVERSIM_INLINE T grip_of(const PlantModel<T>& m, const PlantInput<T>& in, const PlantState<T>& s,
                          const T& clamp_force) {
  return m.brake_grip_per_force * clamp_force * (in.mu_share * fade(m.pads, s.pads)) *
         ((1.0 - in.hand_release) * (1.0 - in.clamp_lost));
}

template <class T, int NB>
INVERSIM_INLINE PivotDrives<T> drive_pivot(const PlantModel<T>& m, const PlantInput<T>& in,
                                           const PlantState<T>& s, const T& h, const T& theta,
                                           const T& drifted, PlantWork<T, NB>& w) {
  const JointState<T>& bed = s.tree.joint[kBedBody];
  PivotDrives<T> p;
  p.step = {bed.angle - drifted * bed.w.y, bed.w.y, s.pivot_acceleration, h, theta};
  const ClampInput<T> clamping = {in.brake_command, in.cable, in.supply, s.pads.wear};
  ClampState<T> ahead = s.actuator;
  advance_clamp(m.actuation, m.actuator, clamping, theta * h, ahead);
  p.actuator_next = s.actuator;
  advance_clamp(m.actuation, m.actuator, clamping, h, p.actuator_next);
  const T grip_ahead = grip_of(m, in, s, ahead.force);
  p.grip_next = grip_of(m, in, s, p.actuator_next.force);

  PivotDrive<T> total =
      (friction_drive(m.brake, s.brake, grip_ahead, p.step) +
       friction_drive(m.bearing, s.bearing, m.bearing_grip, p.step)) +
      (end_stop_drive(m.stops, s.stops, p.step) + spotter_drive(m.spotter, s.spotter, p.step));
  if (m.has_tether) total = total + tether_drive(m.tether, s.tether, p.step);
  if (m.has_latch) total = total + latch_drive(m.latch, p.step);
  if (m.has_motor) {
    const PivotDrive<T> motor =
        motor_drive(m.motor, s.motor, {in.motor_voltage, in.supply}, p.step);
    const T geared = 1.0 - in.hand_release;
    total = total + PivotDrive<T>{geared * motor.tau, geared * motor.H};
  }
  const T o = broadcast<T>(0);
  w.drive[kBedBody].tau.n = {o, total.tau + in.motor_torque, o};
  w.drive[kBedBody].H_w = {o, total.H, o};
  if constexpr (NB == 6) {
    if (m.has_trunnions) hang_on_trunnions(m, in, s, theta * h, w);
    w.helper = zero_wrench<T>();
    if (m.stands) {
      const T hands =
          spotter_torque<T>(m.spotter, s.spotter, p.step.angle, predicted_rate(p.step)).torque;
      stand_beside(m, p.step.angle, hands, w);
    }
  }
  return p;
}

/// Heights of the circulation's landmarks above the right atrium, from where the bodies are.
template <class T, int NB>
INVERSIM_INLINE CirculationInput<T> circulation_input(const PlantModel<T>& m,
                                                      const PlantWork<T, NB>& w) {
  CirculationInput<T> in;
  const T g = sqrt(norm2(m.tree.g_W) + 1e-24);
  const Vec3<T> up = (broadcast<T>(-1) / g) * w.g_C;
  for (int k = 0; k < kLandmarks; ++k) {
    const BodyWork<T, NB>& b = w.tree.body[m.landmark_body[k]];
    in.height[k] = dot(up, b.p_CB + b.R_CB * m.landmark[k].p_BP);
  }
  const T zero_level = in.height[kRightAtrium];
  for (int k = 0; k < kLandmarks; ++k) in.height[k] -= zero_level;
  // the thorax axis: from the right atrium's body towards the head
  const BodyWork<T, NB>& thorax = w.tree.body[m.landmark_body[kRightAtrium]];
  in.thorax_sine = -dot(up, col_x(thorax.R_CB));
  in.bleeding = broadcast<T>(0);
  return in;
}

/// Advances the circulation, in the plant's face, by h [s].
template <class T>
INVERSIM_INLINE void circulate(const PlantModel<T>& m, const CirculationInput<T>& in, const T& h,
                               CirculationState<T>& s) {
  if (m.face == Face::kBeating) {
    step<Face::kBeating, T>(m.circulation, s, in, h);
  } else {
    step<Face::kAveraged, T>(m.circulation, s, in, h);
  }
}

/// Kinematics, forces and accelerations at the state s, whose coordinates are `drifted` [s] after
/// the step's start. The state is left as it is but for the anchors of contacts that slip and the
/// filtered compression.
template <class T, int NB>
PivotDrives<T> compute_accelerations(const PlantModel<T>& m, const PlantInput<T>& in, const T& h,
                                     const T& drifted, PlantState<T>& s, PlantWork<T, NB>& w) {
  const T theta = broadcast<T>(0.5), theta_h = theta * h;
  kinematics_pass(m.tree, s.tree, w.tree);
  gravity_in_bed(m, w);
  w.upright = (1.0 - in.limp) * w.upright;
  SpineState<T> next = s.spine;
  drive_spine(m, in.trunk, s, theta_h, h, next, w);
  drive_limbs(m, in, s, theta_h, w);
  const PivotDrives<T> pivot = drive_pivot(m, in, s, h, theta, drifted, w);
  touch_bed(m, in, h, drifted, s, w);
  s.spine = next;

  pull_grips(m, in, w);
  hold_grips(m, in, s, w);
  if constexpr (NB == 6) {
    if (m.stands) touch_floor(m, h, drifted, s, w);
  }
  if (m.blood_weighs) weigh_blood(m, s.circulation, w);
  if (in.push_body > kBedBody) {
    BodyWork<T, NB>& pushed = w.tree.body[in.push_body];
    const Vec3<T> push = transpose_times(pushed.R_CB, in.push_C);
    pushed.p = pushed.p - Wrench<T>{cross(in.push_point, push), push};
  }

  const CarrierDrive<T> carrier = {in.prescribed, in.prescribed_acceleration};
  forward_dynamics(m.tree, w.drive, w.load, carrier, w.tree);
  return pivot;
}

/// Weight, push, floor and helper, about the world's origin in world axes: all that acts on a
/// floating or standing plant from outside.
template <class T, int NB>
Wrench<T> outside_wrench(const PlantModel<T>& m, const PlantInput<T>& in,
                         const PlantWork<T, NB>& w) {
  const BodyWork<T, NB>&frame = w.tree.body[kFrameBody], &bed = w.tree.body[kBedBody];
  const auto at_body = [&](int i, const Vec3<T>& p_B) {
    if (i == kFrameBody) return frame.r_P + frame.R_PB * p_B;
    const BodyWork<T, NB>& b = w.tree.body[i];
    const Vec3<T> p_C = i == kBedBody ? p_B : b.p_CB + b.R_CB * p_B;
    return frame.r_P + frame.R_PB * (bed.r_P + bed.R_PB * p_C);
  };
  Wrench<T> sum = zero_wrench<T>();
  for (int i = 0; i < m.tree.body_count; ++i) {
    const Link<T>& link = m.tree.link[i];
    const Vec3<T> origin = at_body(i, zero3<T>());
    const Vec3<T> m_times_centre = link.m * origin + (at_body(i, link.mc) - origin);
    sum = sum + Wrench<T>{cross(m_times_centre, m.tree.g_W), link.m * m.tree.g_W};
  }
  if (in.push_body > kBedBody) {
    const Vec3<T> push = frame.R_PB * (bed.R_PB * in.push_C);
    sum = sum + Wrench<T>{cross(at_body(in.push_body, in.push_point), push), push};
  }
  if (m.stands) {
    sum = sum + (floor_wrench(m, w) + shift(rotate(frame.R_PB, w.helper), frame.r_P));
  }
  return sum;
}

/// Advances the plant by h [s]. A floating frame keeps the momentum of the whole to rounding.
template <class T, int NB>
void step_plant(const PlantModel<T>& m, const PlantInput<T>& in, const T& h, PlantState<T>& s,
                PlantWork<T, NB>& w) {
  const T half = 0.5 * h;
  Wrench<T> momentum_after = zero_wrench<T>();
  // a frame that nothing but the floor holds; one that is welded takes any momentum up
  const bool floats = NB == 6 && m.tree.joint[kFrameBody] != JointKind::kWelded;
  if constexpr (NB == 6) {
    if (floats) {
      kinematics_pass(m.tree, s.tree, w.tree);
      momentum_after = momentum(m.tree, w.tree);
    }
  }
  drift(m.tree, half, s.tree);
  const PivotDrives<T> pivot = compute_accelerations(m, in, h, half, s, w);
  if constexpr (NB == 6) {
    if (floats) momentum_after = momentum_after + h * outside_wrench(m, in, w);
  }
  kick(m.tree, w.tree, h, s.tree);
  drift(m.tree, half, s.tree);

  const T qdd = w.tree.body[kBedBody].ydot.w.y;
  const T slip_before = s.brake.slip, heat_before = s.brake.heat;
  advance_friction(m.brake, pivot.grip_next, pivot.step, qdd, s.brake);
  advance_heat_and_wear<T>(m.pads, pivot.actuator_next.force,
                           m.pads.radius * (s.brake.slip - slip_before), s.brake.heat - heat_before,
                           h, s.pads);
  advance_friction(m.bearing, m.bearing_grip, pivot.step, qdd, s.bearing);
  advance_end_stop(m.stops, pivot.step, qdd, s.stops);
  advance_spotter(m.spotter, in.spotter, pivot.step, qdd, s.spotter);
  if (m.has_tether) advance_tether(m.tether, pivot.step, qdd, s.tether);
  if (m.has_motor) {
    // a gear held apart turns with its rotor, whatever the bed does
    const Mask<T> apart = in.hand_release > broadcast<T>(0.5);
    PivotStep<T> turn = pivot.step;
    turn.rate = select<T>(apart, s.motor.rate, turn.rate);
    advance_motor(m.motor, {in.motor_voltage, in.supply}, turn,
                  select<T>(apart, broadcast<T>(0), qdd), s.motor);
  }
  s.actuator = pivot.actuator_next;
  s.pivot_acceleration = qdd;
  advance_hands(m, in, w, s);
  const JointState<T>& bed = s.tree.joint[kBedBody];
  step_tone(m.spine.tone, w.sin_a, bed.w.y, h, s.spine.tone);
  step_below_sacrum(m.spine.creep, hips_tension(m, s), h, s.spine.creep);
  advance_ankle_clamp(m.clamp, foot_pose(s.tree), s.clamp);
  // its own pose is that of the middle of the step
  if (m.two_legs) advance_ankle_clamp(m.clamp, left_foot_pose(m, w), s.clamp_l);

  if (m.circulates) { circulate(m, circulation_input(m, w), h, s.circulation); }
  if constexpr (NB == 6) {
    if (floats) set_momentum(m.tree, momentum_after, s.tree, w.tree);
  }
  s.step = s.step + 1.0;
  s.time = s.step * h;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
