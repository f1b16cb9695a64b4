// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/observe.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "inversim/human/landmarks.h"
#include "inversim/multibody/energy.h"
#include "inversim/plant/observe_hands.h"

namespace inversim {
namespace {

using Work = PlantWork<double, 1>;

// middle of the foramen behind the disc's posterior edge (assumed)
constexpr double kForamenBehind = 0.008;  // [m]
// pressure in the nucleus is force over this share of the disc's area (recalled: 0.66); in tension
// it goes down to 20 kPa below the surroundings (assumed; -13 kPa seen, Ramos and Martin 1994)
constexpr double kPressureArea = 0.66;
constexpr double kLeastPressure = -20e3;  // [Pa]
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// Need of every subtree: sum of m (a - g) [N], and its mass [kg] and centre of mass [m], bed axes.
struct Subtree {
  double mass = 0.0;
  Vec3<double> moment{};  // mass times place
  Vec3<double> need{};
};

using Subtrees = std::array<Subtree, kMostPlantBodies>;

/// m (a - g) of a link [N], body axes: d/dt of m (v + w x c), relative to free fall.
Vec3<double> need_of(const Link<double>& link, const BodyWork<double, 1>& b) {
  const Vec3<double> h = link.m * b.V.v - cross(link.mc, b.V.w);
  return link.m * b.A.v - cross(link.mc, b.A.w) + cross(b.V.w, h);
}

Subtrees sum_subtrees(const PlantModel<double>& m, const Work& w) {
  Subtrees sum{};
  for (int i = m.tree.body_count - 1; i >= kFirstSegment; --i) {
    const BodyWork<double, 1>& b = w.tree.body[i];
    const Link<double>& link = m.tree.link[i];
    const Vec3<double> need = need_of(link, b);
    Subtree& s = sum[static_cast<std::size_t>(i)];
    s.mass += link.m;
    s.moment += link.m * b.p_CB + b.R_CB * link.mc;
    s.need += b.R_CB * need;
    const int parent = m.tree.parent[i];
    if (parent < kFirstSegment) continue;
    Subtree& p = sum[static_cast<std::size_t>(parent)];
    p.mass += s.mass;
    p.moment += s.moment;
    p.need += s.need;
  }
  return sum;
}

void observe_levels(const PlantDesign& design, const PlantState<double>& s, const Work& w,
                    const Subtrees& subtree, Observation& o) {
  const PlantModel<double>& m = design.model;
  const ToneDrive<double> muscle = tone_drive(m.spine.tone, s.spine.tone, w.sin_a, w.upright);
  for (int k = 0; k < kLevels; ++k) {
    const int body = body_of_level(k);
    const JointState<double>& x = s.tree.joint[body];
    const BodyWork<double, 1>& below = w.tree.body[m.tree.parent[body]];
    const LevelForce<double> f = level_force(m.spine, s.spine, k, x, muscle);
    const Subtree& cranial = subtree[static_cast<std::size_t>(body)];

    // the mid-disc normal halves the angle between the two faces
    const Mat3<double> R = rotation_matrix(rotation_measure(x.q_PB, m.spine.q_neutral[k]).q);
    Vec3<double> normal = {1.0 + R.xx, R.yx, R.zx};
    normal = (1.0 / sqrt(norm2(normal))) * normal;
    const Vec3<double> normal_C = below.R_CB * normal;

    const double need = dot(cranial.need, normal_C);  // -(weight + inertia)
    o.weight_axial[k] = cranial.mass * dot(w.g_C, normal_C);
    o.inertia_axial[k] = -need - o.weight_axial[k];
    o.muscle_tone[k] = f.tone + w.voluntary[section_of_level(k)];
    if (m.tree.joint[body] == JointKind::kWelded) {
      // a locked level carries what the cranial body needs; nothing else touches it
      o.section_axial[k] = -need;
      o.disc_axial[k] = -need - o.muscle_tone[k];
    } else {
      const double disc = -dot(f.disc.force, normal);
      o.disc_axial[k] = disc;
      o.section_axial[k] = disc + o.muscle_tone[k] * normal.x;
    }
    o.friction_share[k] = o.section_axial[k] + need;
    o.shear_anterior[k] = f.disc.force.z;
    o.shear_lateral[k] = f.disc.force.y;
    o.moment_torsion[k] = f.disc.moment.x;
    o.moment_flexion[k] = -f.disc.moment.y;
    o.moment_lateral[k] = f.disc.moment.z;
    o.angle_torsion[k] = f.angle.x;
    o.angle_flexion[k] = -f.angle.y;
    o.angle_lateral[k] = f.angle.z;
    const double half_depth = 0.5 * design.body.levels[static_cast<std::size_t>(k)].endplate_depth;
    o.disc_height_change[k] = x.p_JB.x;
    const double reference = design.body.levels[static_cast<std::size_t>(k)].disc_height_mean;
    o.disc_height[k] = reference > 0 ? reference + x.p_JB.x : 0.0;
    o.disc_height_anterior[k] = x.p_JB.x + half_depth * f.angle.y;
    o.disc_height_posterior[k] = x.p_JB.x - half_depth * f.angle.y;
    o.foramen_height_change[k] = x.p_JB.x - (half_depth + kForamenBehind) * f.angle.y;
    o.creep_height[k] = creep_height(m.spine.creep, s.spine.creep, k);
    const double area = design.body.levels[static_cast<std::size_t>(k)].disc_area;
    o.disc_pressure[k] =
        area > 0 ? std::max(-o.disc_axial[k] / (kPressureArea * area), kLeastPressure) : 0.0;
  }
  const auto length = [&o](int first, int last) {
    double sum = 0.0;
    for (int k = first; k <= last; ++k) sum += o.disc_height_change[k];
    return sum;
  };
  o.cervical_length = length(0, kLevelC7T1);
  o.thoracic_length = length(kLevelC7T1 + 1, kLevelT12L1);
  o.lumbar_length = length(kLevelT12L1 + 1, kLevelL5S1);
  o.stature_change = length(0, kLevelL5S1) + s.spine.creep.below_sacrum;
}

/// Largest share of its strength that is asked of any muscle; above 1 it is not given in full.
double muscle_effort(const PlantModel<double>& m, const TrunkWill<double>& will,
                     const PlantState<double>& s, const Work& w) {
  double effort = 0.0;
  const double hold = -w.upright * w.sin_a;
  for (int k = 0; k < kSections; ++k) {
    const Vec3<double> servo = section_moment(m.posture, k, w.section[k], w.upright, will);
    for (int level = kSectionFirst[k]; level <= kSectionLast[k]; ++level) {
      const Vec3<double> wanted = servo + hold * m.posture.upright_moment[level];
      effort = std::max(effort,
                        std::max({std::fabs(wanted.x), std::fabs(wanted.y), std::fabs(wanted.z)}) /
                            m.posture.strength[k]);
    }
  }
  for (int k = 0; k < (m.two_legs ? kLimbs : kHipL); ++k) {
    if (k > kHip && k < kHipL) continue;  // arms
    const JointPosture<double>& p = m.limb[k];
    const RotationMeasure<double> r =
        rotation_measure(s.tree.joint[kLimbBody[k]].q_PB, p.q_neutral);
    const Vec3<double> wanted =
        hold * p.upright_moment - scale(p.k_rotation + w.upright * p.k_active, r.e);
    effort =
        std::max(effort, std::max({std::fabs(wanted.x), std::fabs(wanted.y), std::fabs(wanted.z)}) /
                             p.strength);
  }
  return effort;
}

void observe_bed_contact(const PlantModel<double>& m, const PlantState<double>& s, const Work& w,
                         Observation& o) {
  o.bed_normal = o.bed_friction = 0.0;
  std::array<double, kMostPlantBodies> on_subtree{};
  for (int c = 0; c < m.contact.count; ++c) {
    const BodyWork<double, 1>& b = w.tree.body[m.contact.body[c]];
    const Motion<double> x =
        relative_to_carrier(b, w.tree.body[kBedBody].V, m.contact.point[c].p_BQ);
    const ContactForce<double> f = contact_law(m.contact.point[c], s.contact.point[c],
                                               m.contact.onset, m.contact.enabled, x.w, x.v);
    o.bed_normal += f.force_C.z;
    o.bed_friction += f.force_C.x;
    on_subtree[static_cast<std::size_t>(m.contact.body[c])] += f.normal;
  }
  for (int i = m.tree.body_count - 1; i > kFirstSegment; --i) {
    on_subtree[static_cast<std::size_t>(m.tree.parent[i])] +=
        on_subtree[static_cast<std::size_t>(i)];
  }
  for (int k = 0; k < kLevels; ++k) {
    o.bed_normal_above[k] = on_subtree[static_cast<std::size_t>(body_of_level(k))];
  }
}

void observe_legs(const PlantModel<double>& m, const PlantState<double>& s, const Work& w,
                  Observation& o) {
  constexpr Limb kAnkles[kSides] = {kAnkle, kAnkleL}, kKnees[kSides] = {kKnee, kKneeL},
                 kHips[kSides] = {kHip, kHipL};
  const AnkleClampLoad<double> right = ankle_clamp_load(m.clamp, s.clamp, foot_pose(s.tree));
  const AnkleClampLoad<double> left =
      m.two_legs ? ankle_clamp_load(m.clamp, s.clamp_l, left_foot_pose(m, w)) : right;
  // lumped legs share evenly
  const double share = m.two_legs ? 1.0 : 0.5;
  for (int side = 0; side < kSides; ++side) {
    const AnkleClampLoad<double>& clamp = side == 0 ? right : left;
    const int own = m.two_legs ? side : 0;
    o.cuff_pull_of[side] = share * clamp.cuff_pull;
    o.leg_anterior_force[side] = share * clamp.F.f.z;
    o.cuff_pull += share * clamp.cuff_pull;
    o.platform_push += share * clamp.platform_push;
    o.ankle_axial += share * joint_tension(m, s, kAnkles[own]);
    o.knee_axial += share * joint_tension(m, s, kKnees[own]);
    o.hip_axial += share * joint_tension(m, s, kHips[own]);
    o.ankle_distraction[side] = joint_distraction(s, kAnkles[own]);
    o.knee_distraction[side] = joint_distraction(s, kKnees[own]);
    o.hip_distraction[side] = joint_distraction(s, kHips[own]);
  }
}

/// Tension that takes the moment of the weight [N m] at a bed angle.
double tether_hold(const PlantModel<double>& m, double angle, double weight_torque) {
  if (!m.has_tether) return 0.0;
  const double arm = tether_reach<double>(m.tether, angle).arm;
  return arm > 0.0 ? std::max(0.0, weight_torque / arm) : 0.0;
}

void observe_table(Plant& plant, const Work& w, Observation& o) {
  const PlantDesign& design = plant.design();
  const PlantModel<double>& m = design.model;
  const PlantState<double>& s = plant.state();
  o.bed_angle = plant.bed_angle();
  o.bed_rate = plant.bed_rate();
  o.brake_torque = s.brake.torque;
  o.brake_slip = s.brake.slip;
  o.brake_deflection = s.brake.deflection + s.brake.bristle;
  o.brake_heat = s.brake.heat;
  o.brake_clamp_force = s.actuator.force;
  o.disc_temperature = m.pads.ambient + s.pads.disc;
  o.pad_temperature = m.pads.ambient + s.pads.pads;
  o.pad_wear = s.pads.wear;
  o.tether_tension = s.tether.tension;
  o.tether_torn = s.tether.broken;
  o.tether_hold = tether_hold(m, o.bed_angle, weight_torque(m, w));
  o.cuffs_opened = std::max(s.clamp.broken, s.clamp_l.broken);
  o.motor_torque = s.motor.torque + plant.input().motor_torque;
  o.motor_current = s.motor.current;
  o.bearing_torque = s.bearing.torque;
  o.spotter_torque = spotter_torque(m.spotter, s.spotter, o.bed_angle, o.bed_rate).torque;

  // to the dynamics the helper turns the bed against the frame; in truth against the floor
  const HandForce<double> hands = hand_force(m.spotter, o.bed_angle, o.spotter_torque);
  const Vec3<double> at = hands.r + Vec3<double>{0.0, 0.0, design.table.pivot_height};
  const Wrench<double> floor =
      root_wrench(m.tree, w.tree) - Wrench<double>{cross(at, hands.force), hands.force};
  const FrameLoad<double> load = frame_load(design.table.model.feet, floor, zero3<double>());
  for (int i = 0; i < kFrameFeet; ++i) o.foot_force[i] = load.foot[i].z;
  o.tipping_margin = load.margin;
  const FrameFeetParams<double>& feet = design.table.model.feet;
  o.tipping_margin_fore_aft = 0.5 * feet.length - std::fabs(load.centre_x - feet.centre_x);
  o.floor_normal = load.normal;
  if (design.standing) {
    o.floor = observe_floor(design, s, w);
    std::copy_n(o.floor.foot_normal, kFrameFeet, o.foot_force);
    o.tipping_margin = o.floor.margin;
    o.tipping_margin_fore_aft = o.floor.margin_fore_aft;
    o.floor_normal = o.floor.normal;
  }
  if (design.floating) {
    // nothing stands
    for (double& force : o.foot_force) force = kNothing;
    o.tipping_margin = o.tipping_margin_fore_aft = o.floor_normal = kNothing;
  }
}

}  // namespace

Observation observe(Plant& plant) {
  const PlantDesign& design = plant.design();
  const PlantModel<double>& m = design.model;
  const PlantState<double>& s = plant.state();
  const Work& w = plant.evaluate();
  Observation o{};
  const auto subtree = sum_subtrees(m, w);
  observe_table(plant, w, o);

  const Subtree& user = subtree[kFirstSegment];
  const double user_mass = user.mass > 0.0 ? user.mass : 1.0;  // of an empty table
  o.user_com_x = user.moment.x / user_mass;
  o.user_com_z = user.moment.z / user_mass;
  const double g = sqrt(norm2(m.tree.g_W));
  const Vec3<double> up = g > 0 ? (-1.0 / g) * w.g_C : Vec3<double>{0, 0, 1};
  const BodyWork<double, 1>& skull = w.tree.body[kSkullBody];
  const Eigen::Vector3d& vertex = design.body.segments[kSkull].p_RE;
  const Vec3<double> top = design.frames.in_body(kSkull, vertex);
  o.head_speed = sqrt(norm2(skull.V.v + cross(skull.V.w, top)));
  const bool is_level = m.tree.g_W.x == 0.0 && m.tree.g_W.y == 0.0;
  o.head_clearance = design.standing || m.has_trunnions || !is_level
                         ? height_over_floor(w, kSkullBody, top)
                         : design.table.pivot_height + dot(up, skull.p_CB + skull.R_CB * top);
  observe_legs(m, s, w, o);
  observe_hands(m, plant.input(), s, w, o);
  if (m.tree.joint[kFeetBody] == JointKind::kWelded) {
    // a rigid user hangs from the clamp, as if the bed had no friction
    o.cuff_pull = std::max(0.0, -user.need.x);
    o.platform_push = std::max(0.0, user.need.x);
  }
  o.weight_torque = weight_torque(m, w);
  const Vec3<double> on_bed = need_of(m.tree.link[kBedBody], w.tree.body[kBedBody]) + user.need;
  o.pivot_force = sqrt(norm2(on_bed));
  observe_clearances(design, w, o);
  observe_pivots(m, plant.input(), s, w, o);
  o.muscle_effort = muscle_effort(m, plant.input().trunk, s, w);
  observe_bed_contact(m, s, w, o);
  observe_levels(design, s, w, subtree, o);
  o.length_on_table = o.stature_change;
  for (int side = 0; side < kSides; ++side) {
    o.length_on_table +=
        0.5 * (o.ankle_distraction[side] + o.knee_distraction[side] + o.hip_distraction[side]);
  }
  if (m.circulates) {
    const CirculationInput<double> heights = circulation_input(m, w);
    if (m.face == Face::kBeating) {
      read_outputs<Face::kBeating>(m.circulation, s.circulation, heights, o.circulation);
    } else {
      read_outputs<Face::kAveraged>(m.circulation, s.circulation, heights, o.circulation);
    }
  }
  return o;
}

}  // namespace inversim
