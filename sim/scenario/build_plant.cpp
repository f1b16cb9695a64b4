// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/build_plant.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/circulation/rest.h"
#include "inversim/contact/refresh.h"
#include "inversim/human/skin.h"
#include "inversim/language/located.h"
#include "inversim/multibody/articulated_body.h"
#include "inversim/multibody/kinematics.h"
#include "inversim/scenario/actions.h"
#include "inversim/scenario/build_body.h"
#include "inversim/scenario/build_floor.h"
#include "inversim/scenario/read_models.h"
#include "inversim/scenario/read_shapes.h"
#include "inversim/scenario/zero_state.h"

namespace inversim {
namespace {

using Eigen::Vector3d;

// how long the person has been in the start's posture, for fluid that leaves the blood
constexpr double kInPosture = 300.0;  // [s]

// where in the step contact forces are taken, and the depth over which they set in (numerics)
constexpr double kContactTheta = 0.75;
constexpr double kContactOnset = 1e-3;  // [m]
// hands of a helper on the bed (recalled: 150..250 N)
constexpr double kSpotterForce = 200.0;  // [N]

/// Frame and bed as the first two bodies of the tree.
void add_table(const TableSetup& table, bool welded, TreeModel<double>& tree) {
  const auto add = [&tree](int i, const RigidBodyData& data, const Vec3<double>& p_PJ) {
    tree.link[i].p_PJ = p_PJ;
    tree.link[i].m = data.mass;
    tree.link[i].mc = data.mass * data.centre;
    tree.link[i].I_o = data.inertia;
  };
  tree.parent[kFrameBody] = kNoBody;
  tree.joint[kFrameBody] = welded ? JointKind::kWelded : JointKind::kFloating;
  add(kFrameBody, table.frame, zero3<double>());
  tree.parent[kBedBody] = kFrameBody;
  tree.joint[kBedBody] = JointKind::kRevolute;
  add(kBedBody, table.bed, {0.0, 0.0, table.pivot_height});
  tree.body_count = 2;
  tree.carrier = kBedBody;
}

/// Mattress and headrest as boxes in bed axes.
std::vector<Shape> bed_shapes(const TableData& table, double surface_z) {
  const BedData& bed = table.bed;
  const double seam = bed.head_end_x - table.headrest.length;
  const double foot_end = bed.head_end_x - bed.length;
  const auto slab = [&](double from, double to, double width, double top) {
    BoxShape box;
    box.half_size = {0.5 * (to - from), 0.5 * width, 0.5 * bed.thickness};
    box.centre = {0.5 * (from + to), 0.0, top - 0.5 * bed.thickness};
    return box;
  };
  // a pillow lies on the mattress, arms beside it; a recess is as wide as the bed
  const bool pillow = table.headrest.gap < 0.0;
  const double width = pillow ? std::min(table.headrest.width, bed.width) : bed.width;
  return {{"mattress", slab(foot_end, pillow ? bed.head_end_x : seam, bed.width, surface_z)},
          {"headrest", slab(seam, bed.head_end_x, width, surface_z - table.headrest.gap)}};
}

/// The two A-frames as round tubes in frame axes, from the pivots to the feet; what lies across is
/// not known.
std::vector<Shape> frame_tubes(const FrameData& frame) {
  constexpr double kTube = 0.02;  // [m] radius (assumed: tubes of 38 to 50 mm)
  std::vector<Shape> shapes;
  for (const double side : {-0.5, 0.5}) {
    for (const double end : {-0.5, 0.5}) {
      CapsuleShape leg;
      leg.from = {0.0, side * frame.base_width, frame.pivot_height};
      leg.to = {frame.base_centre_x + end * frame.base_length, side * frame.base_width, 0.0};
      leg.radius = kTube;
      shapes.push_back({end > 0 ? "front leg" : "rear leg", leg});
    }
  }
  return shapes;
}

/// Adds boxes of table or scenario, placed from the hip joints p_CH in bed axes.
void add_supports(std::span<const Node> supports, const Vector3d& p_CH,
                  std::vector<Shape>& shapes) {
  for (const Node& n : supports) {
    BoxShape box;
    box.half_size = {0.5 * n.real("length_m"), 0.5 * n.real("width_m"), 0.5 * n.real("height_m")};
    box.centre = {p_CH.x() + n.real("from_hip_x_m"), 0.0, p_CH.z() + n.real("from_hip_z_m")};
    shapes.push_back({n.text("name"), box});
  }
}

/// Weight over body weight that each region of the skin carries lying.
std::map<SkinRegion, double> region_weights(const BodyGeometry& body) {
  std::map<SkinRegion, double> weight;
  for (int i = 0; i < static_cast<int>(body.segments.size()); ++i) {
    SkinRegion region = SkinRegion::kTrunk;
    if (i <= kThighs) region = SkinRegion::kLeg;
    if (i >= segment_of_level(kLevelC7T1)) region = SkinRegion::kHead;
    if (i > kSkull) region = SkinRegion::kArm;
    if (i > kForearmL) region = SkinRegion::kLeg;
    weight[region] += body.segments[static_cast<std::size_t>(i)].mass / body.subject.mass;
  }
  return weight;
}

void add_contacts(const Node& scenario, const TableData& table, const BodyGeometry& body,
                  const BodyFrames& frames, PlantModel<double>& m) {
  const Node& tissue = scenario.at("spine.tissue");
  const double trunk_tissue = tissue.real("trunk_N_per_m");
  const std::map<SkinRegion, double> tissue_stiffness = {
      {SkinRegion::kHead, tissue.real("head_N_per_m")},
      {SkinRegion::kTrunk, trunk_tissue},
      {SkinRegion::kLeg, tissue.real("leg_N_per_m")},
      // arms have no figure of their own: the trunk's per weight
      {SkinRegion::kArm, 0.0}};
  const auto weights = region_weights(body);
  const double friction = scenario.real_or("settings.friction", table.surface.friction);
  const double head_friction = scenario.real_or("settings.friction", table.headrest.friction);

  ContactModel<double>& contact = m.contact;
  contact.onset = kContactOnset;
  contact.theta = kContactTheta;
  contact.enabled = 1.0;
  const std::vector<SkinPoint>& skin = body.skin;
  if (skin.size() > static_cast<std::size_t>(kMaxContacts)) {
    throw std::logic_error("more contact points than kMaxContacts");
  }
  for (const SkinPoint& s : skin) {
    const double share = weights.at(s.region) * s.share;  // of body weight
    ContactPoint<double> p;
    p.p_BQ = frames.in_body(s.segment, s.p_RS);
    p.radius = s.radius;
    p.k_normal = table.surface.normal_stiffness * share;
    p.k_tangent = s.region == SkinRegion::kArm
                      ? trunk_tissue * share / weights.at(SkinRegion::kTrunk)
                      : tissue_stiffness.at(s.region) * s.share;
    const double mass = body.subject.mass * share;
    const double zeta = table.surface.normal_damping_ratio;
    p.d_normal = 2.0 * zeta * std::sqrt(p.k_normal * mass);
    p.d_tangent = 2.0 * zeta * std::sqrt(p.k_tangent * mass);
    p.mu = s.region == SkinRegion::kHead ? head_friction : friction;
    contact.point[contact.count] = p;
    contact.body[contact.count] = frames.body(s.segment);
    m.tree.touches[frames.body(s.segment)] = true;
    ++contact.count;
  }
}

void remove_contacts(PlantModel<double>& m) {
  m.contact.enabled = 0.0;
  for (bool& touches : m.tree.touches) touches = false;
}

MuscleTone<double> no_tone(MuscleTone<double> tone) {
  for (int i = 0; i < kLevels; ++i) tone.steady[i] = tone.upright[i] = tone.guards[i] = 0.0;
  return tone;
}

/// Places of the contact points in the bed for the reference posture.
void place_contacts(PlantDesign& design) {
  const auto work = std::make_unique<TreeWork<double, 1>>();
  kinematics_pass(design.model.tree, design.start.tree, *work);
  ContactModel<double>& contact = design.model.contact;
  for (int c = 0; c < contact.count; ++c) {
    const BodyWork<double, 1>& b = work->body[contact.body[c]];
    ContactPointState<double>& s = design.start.contact.point[c];
    s.x_C = b.p_CB + b.R_CB * contact.point[c].p_BQ;
    s.anchor_C = s.x_C;
  }
  take_planes(design.shapes, contact.count, design.start.contact);
}

int hinge_hole(const TableData& table, const Node& scenario) {
  const bool named = scenario.has("settings.hinge_hole");
  const std::string name = named ? scenario.text("settings.hinge_hole") : "B";
  for (std::size_t i = 0; i < table.hinge_holes.size(); ++i) {
    if (table.hinge_holes[i].name == name) return static_cast<int>(i);
  }
  if (!named) return 0;
  refuse(scenario.at("settings.hinge_hole").where, "settings.hinge_hole",
         fmt::format("the table has no hinge hole '{}'", name));
}

/// Where the person does not fit the table, as sentences.
std::vector<std::string> misfits(const TableData& table, const Subject& subject,
                                 const TableSettings& settings, const BoomSetting& boom) {
  std::vector<std::string> out;
  const RatingData& r = table.rating;
  if (subject.mass > r.user_mass_max) {
    out.push_back(fmt::format("the user's {:g} kg are over the table's rating of {:g} kg",
                              subject.mass, r.user_mass_max));
  }
  if (subject.height > r.user_height_max || subject.height < r.user_height_min) {
    out.push_back(fmt::format("the user's {:g} cm are outside the table's {:g} to {:g} cm",
                              100 * subject.height, 100 * r.user_height_min,
                              100 * r.user_height_max));
  }
  const double label = settings.height_setting + settings.boom_holes_off * table.boom.hole_pitch /
                                                     table.boom.distance_per_height;
  if (std::fabs(boom.label - label) > table.boom.hole_pitch / table.boom.distance_per_height) {
    out.push_back(
        fmt::format("the boom has no hole for {:.0f} cm; it is set to its last, for {:.0f} cm",
                    100 * label, 100 * boom.label));
  }
  return out;
}

/// The figures of cuffs and platform are those of both feet.
void take_one_foot(double height, AnkleClampParams<double>& clamp) {
  constexpr double kFootBreadth = 0.055;  // over stature (recalled)
  for (double* half : {&clamp.platform_stiffness, &clamp.cuff_stiffness, &clamp.padding_stiffness,
                       &clamp.axial_damping, &clamp.lateral_stiffness, &clamp.lateral_damping,
                       &clamp.rotational_stiffness, &clamp.rotational_damping,
                       &clamp.platform_shear_stiffness, &clamp.capacity}) {
    *half *= 0.5;
  }
  clamp.stance_width = kFootBreadth * height;
}

Vec3<double> vec(const Vector3d& v) { return {v.x(), v.y(), v.z()}; }

/// Both legs where the lumped one is.
void take_legs(const TreeState<double>& lumped, TreeState<double>& two) {
  for (int i = kFirstSegment; i <= kPelvisBody; ++i) two.joint[i] = lumped.joint[i];
  constexpr Limb kRight[] = {kHip, kKnee, kAnkle}, kLeft[] = {kHipL, kKneeL, kAnkleL};
  for (int j = 0; j < 3; ++j) {
    // parent and child the other way round
    const JointState<double>& right = lumped.joint[kLimbBody[kRight[j]]];
    JointState<double>& left = two.joint[kLimbBody[kLeft[j]]];
    left.q_PB = conjugate(right.q_PB);
    left.p_JB = -transpose_times(rotation_matrix(right.q_PB), right.p_JB);
  }
}

/// What a person is who lies, at rest and by the clock: the spine and its state, what muscles hold
/// upright, where the vessels are.
void take_person(const PlantDesign& lying, bool is_bent, PlantDesign& design) {
  PlantModel<double>& m = design.model;
  m.spine = lying.model.spine;
  for (int i = 0; i < kLevels; ++i) {
    m.posture.upright_moment[i] = lying.model.posture.upright_moment[i];
  }
  for (int k = 0; k < kLandmarks; ++k) {
    m.landmark[k] = lying.model.landmark[k];
    // the origins of legs and pelvis have moved to the right
    const int segment = m.landmark_body[k] - kFirstSegment;
    if (segment <= kPelvis) {
      m.landmark[k].p_BP.y -= design.body.segments[static_cast<std::size_t>(segment)].p_RJ.y();
    }
  }
  design.start.spine = lying.start.spine;
  for (int i = body_of_level(kLevels - 1); i < kPlantBodies; ++i) {
    design.start.tree.joint[i] = lying.start.tree.joint[i];
  }
  if (m.two_legs && !is_bent) take_legs(lying.start.tree, design.start.tree);
}

/// Muscles hold the column whichever way up it is; the cuffs are open.
void stand_on_head(const Node& scenario, PlantDesign& design) {
  const Node& neck = scenario.at("spine.posture.headstand");
  ActivePosture<double>& a = design.model.posture;
  a.sin_fade_start = 2.0;
  a.sin_fade_end = 3.0;
  a.k_section[2] = neck.real("bending_Nm_per_rad");
  a.d_section[2] = neck.real("bending_damping_Nms_per_rad");
  for (int k = kSectionFirst[2]; k <= kSectionLast[2]; ++k) {
    design.model.spine.disc[k].k_axial_rotation += neck.real("turning_Nm_per_rad");
  }
  for (Vec3<double>& moment : a.upright_moment) moment = zero3<double>();
  for (JointPosture<double>& limb : design.model.limb) limb.upright_moment = zero3<double>();
  design.start.clamp.latch = design.start.clamp_l.latch = 0.0;
}

/// The arms of a rigid user, who cannot move them, where the scenario begins.
void place_arms(const Node& scenario, const PlantModel<double>& m, TreeState<double>& tree) {
  const double half = 0.5 * arm_angle(scenario.text("settings.arms"));
  const Quat<double> raised = {std::cos(half), 0.0, std::sin(half), 0.0};
  for (const Limb shoulder : {kShoulderR, kShoulderL}) {
    tree.joint[kLimbBody[shoulder]].q_PB = raised * m.limb[shoulder].q_neutral;
  }
}

bool may_lose_a_pivot(const Node& scenario) {
  const std::vector<Node>& faults = scenario.list("faults");
  return std::ranges::any_of(faults, [](const Node& n) { return n.text("what") == "pivot_bolt"; });
}

/// The bed on two trunnions, where the weight of bed and user leaves them.
void hang_bed(const Node& scenario, double gravity, PlantDesign& design) {
  PlantModel<double>& m = design.model;
  if (m.blood_weighs) {
    refuse(scenario.at("settings.blood_shift").where, "settings.blood_shift",
           "weights of blood are taken on an ideal pivot, not on one whose bolt may fail");
  }
  m.has_trunnions = true;
  m.tree.joint[kBedBody] = JointKind::kBushing;
  double mass = 0.0;
  for (int i = kBedBody; i < m.tree.body_count; ++i) mass += m.tree.link[i].m;
  design.start.tree.joint[kBedBody].p_JB.z = -0.5 * mass * gravity / m.trunnions.radial;
}

/// A table that nobody is on: the body stays in the tree, without mass.
void remove_user(const Node& scenario, PlantModel<double>& m) {
  if (!scenario.boolean("settings.rigid_user")) {
    refuse(scenario.at("settings.empty_table").where, "settings.empty_table",
           "found true, expected false as long as settings.rigid_user is false");
  }
  for (int i = kFirstSegment; i < m.tree.body_count; ++i) {
    m.tree.link[i].m = 0.0;
    m.tree.link[i].mc = zero3<double>();
    m.tree.link[i].I_o = {};
  }
}

/// The plant of a scenario with the person lying, or sitting when a lying one is given.
std::shared_ptr<PlantDesign> build(const Node& scenario, const PlantDesign* lying,
                                   RestingStates* known) {
  auto design = std::make_shared<PlantDesign>();
  PlantModel<double>& m = design->model;
  const double gravity = scenario.real("settings.gravity_m_per_s2");
  const bool rigid = scenario.boolean("settings.rigid_user");
  design->floating = scenario.text("settings.frame") == "floating";
  design->standing = scenario.text("settings.frame") == "standing";
  design->step = scenario.real("settings.step_ms");

  // the person and the table, set for the person
  const TableData table = read_table(scenario.at("table"));
  const Subject subject = read_subject(scenario.at("subject"));
  SpineGeometry column = read_spine_geometry(scenario.at("spine"));
  apply_conditions(read_conditions(scenario.at("subject"), scenario.at("spine")),
                   scenario.real("subject.lordosis_change_deg"), column);
  const bool is_seated = lying != nullptr && scenario.text("settings.posture") == "seated";
  const bool on_head = lying != nullptr && scenario.text("settings.posture") == "headstand";
  design->body = make_geometry(subject, column);
  if (on_head) add_vertex(design->body);
  if (is_seated) design->body = seated(lying->body);
  const BodyGeometry lumped = design->body;
  m.two_legs = lying != nullptr && !rigid && scenario.text("settings.legs") == "two";
  if (m.two_legs) design->body = with_two_legs(lumped);
  TableSettings settings;
  settings.hinge_hole = hinge_hole(table, scenario);
  settings.height_setting = scenario.real_or("settings.height_setting_cm", subject.height);
  settings.boom_holes_off = static_cast<int>(scenario.integer("settings.boom_holes"));
  settings.tether_angle =
      scenario.real_or("settings.tether_deg",
                       table.tether.marks.empty() ? table.stops.upper : table.tether.marks.back());
  design->table = set_up(table, settings);
  design->warnings = misfits(table, subject, settings, design->table.boom);
  if (scenario.has("settings.clamp_distance_m")) {
    design->table.boom.ankle_distance = scenario.real("settings.clamp_distance_m");
    design->table.ankle_x = -design->table.boom.ankle_distance;
  }

  // the tree
  m.tree.g_W = {0.0, 0.0, -gravity};
  add_table(design->table, scenario.text("settings.frame") == "welded", m.tree);
  const Vector3d p_BR(design->table.ankle_x - design->body.heights.ankle, 0.0,
                      design->table.surface_offset);
  design->frames = add_body(design->body, p_BR, rigid, m.tree);
  design->body_names = {"frame", "bed"};
  for (const Segment& s : design->body.segments) design->body_names.push_back(s.name);

  // what acts
  const TableModel& t = design->table.model;
  m.clamp = t.ankle_clamp;
  const Soles foot = soles(subject);
  m.clamp.sole_centre = foot.centre;
  m.clamp.heel_to_ball = foot.heel_to_ball;
  m.clamp.stance_width = foot.stance_width;
  if (m.two_legs) {
    take_one_foot(subject.height, m.clamp);
    m.foot_l.p_BP = vec(p_BR + design->body.segments[kFootL].p_RJ);
  }
  m.brake = t.brake;
  m.brake_grip_per_force = t.brake_grip_per_force;
  m.bearing = t.bearing;
  m.bearing_grip = t.bearing_grip;
  m.actuation = t.actuation;
  m.actuator = t.actuator;
  m.pads = t.pads;
  m.has_tether = t.has_tether;
  m.tether = t.tether;
  m.has_motor = t.has_motor;
  m.motor = t.motor;
  m.stops = t.stops;
  m.trunnions = t.trunnions;
  m.has_latch = t.has_latch;
  m.latch = t.latch;
  m.spotter = spotter_params(table, kSpotterForce);
  design->handles = table.handles;
  add_spine(scenario, design->body, design->frames, gravity, m);
  add_posture(scenario, lumped, design->frames, gravity, m);
  add_hands(design->body, design->frames, design->step, m);
  add_contacts(scenario, table, design->body, design->frames, m);
  add_circulation(scenario, lumped, design->frames, gravity, m);
  design->shapes = bed_shapes(table, design->table.surface_offset);
  // another hinge hole moves an engineer's own shapes as it moves the pad
  const double hole = design->table.surface_offset - table.hinge_holes.front().surface_offset;
  const auto own = read_shapes(scenario.at("table"), "bed", {0.0, 0.0, hole});
  if (!own.empty()) design->shapes = own;
  // boots hang on a bar in a doorway, and a headstand has no frame either
  if (!on_head && scenario.text("table.type") != "gravity_boots") {
    design->frame_shapes =
        read_shapes(scenario.at("table"), "frame", {0.0, 0.0, table.frame.pivot_height});
    if (design->frame_shapes.empty()) design->frame_shapes = frame_tubes(table.frame);
  }
  if (on_head || is_seated) {
    // seat and platform carry what the legs' muscles hold of one who stands
    m.limb[kAnkle].upright_moment = m.limb[kKnee].upright_moment = zero3<double>();
  }

  // the start: lying, then turned to the start angle
  PlantState<double>& s = design->start;
  s = {};
  for (int i = 0; i < kMaxBodies; ++i) s.tree.joint[i].q_PB = identity_quat<double>();
  for (int i = 0; i < static_cast<int>(design->body.segments.size()); ++i) {
    s.tree.joint[kFirstSegment + i].q_PB = design->frames.q_neutral[static_cast<std::size_t>(i)];
  }
  const std::string& cuffs = scenario.text("settings.cuffs");
  if (cuffs != "both" && scenario.text("settings.legs") != "two") {
    refuse(scenario.at("settings.cuffs").where, "settings.cuffs",
           fmt::format("found '{}', expected 'both' as long as settings.legs is 'lumped'", cuffs));
  }
  s.clamp.latch = cuffs == "left" ? 0.0 : 1.0;
  s.clamp_l.latch = cuffs == "right" ? 0.0 : 1.0;
  s.spine.tone = {1.0, 1.0, 0.0, 0.0, 0.0};
  const bool engaged = scenario.text("settings.brake") == "engaged";
  design->input = {};
  design->input.cable = 1.0;
  design->input.supply = design->input.mu_share = 1.0;
  design->input.trunnion[0] = design->input.trunnion[1] = 1.0;
  design->input.brake_command = engaged ? 1.0 : 0.0;
  s.actuator =
      settled_clamp<double>(m.actuation, m.actuator, {design->input.brake_command, 1.0, 1.0, 0.0});
  s.brake = friction_at_rest<double>(m.brake, grip_of(m, design->input, s, s.actuator.force), 0.0);
  s.bearing = friction_at_rest<double>(m.bearing, m.bearing_grip, 0.0);
  place_contacts(*design);

  // the zero state is that of a person on the bed, whatever this scenario does
  m.spine.creep.below_sacrum_time = m.spine.creep.standing_load = 1.0;
  for (int u = 0; u < kCreepUnits; ++u) {
    m.spine.creep.loading_time[u] = m.spine.creep.unloading_time[u] = 1.0;
  }
  if (lying) {
    take_person(*lying, is_seated || on_head, *design);
    if (on_head) stand_on_head(scenario, *design);
  } else if (!rigid) {
    solve_zero_state(*design);
    add_creep(scenario, gravity, *design);
  }
  const std::size_t pads = design->shapes.size();
  const Vector3d hips = p_BR + design->body.segments[kThighs].p_RE;
  add_supports(scenario.list("table.supports"), hips, design->shapes);
  add_supports(scenario.list("settings.supports"), hips, design->shapes);
  if (lying || design->shapes.size() > pads) place_contacts(*design);
  const bool hangs_free = scenario.text("table.type") == "gravity_boots";
  if (rigid || hangs_free || !scenario.boolean("settings.contact")) remove_contacts(m);
  if (m.two_legs) m.tree.touches[kFootLBody] = true;  // platform and cuff
  const std::string& tone = scenario.text("settings.tone");
  m.spine.tone.enabled = tone == "on" ? 1.0 : 0.0;
  if (tone == "off") { m.spine.tone = no_tone(m.spine.tone); }

  if (rigid) place_arms(scenario, m, s.tree);
  if (scenario.boolean("settings.empty_table")) remove_user(scenario, m);
  const double angle = scenario.real("settings.start_angle_deg");
  JointState<double>& bed = s.tree.joint[kBedBody];
  bed.angle = angle;
  bed.q_PB = {std::cos(0.5 * angle), 0.0, std::sin(0.5 * angle), 0.0};
  if (may_lose_a_pivot(scenario)) hang_bed(scenario, gravity, *design);
  if (design->standing) stand_on_floor(table.frame, table.bed, gravity, *design);
  // the person's own figures are those of the level floor
  m.tree.g_W = gravity_on_slope(gravity, scenario.real("settings.slope_deg"),
                                scenario.real("settings.slope_direction_deg"));
  if (m.circulates) {
    const auto work = std::make_unique<PlantWork<double, 1>>();
    kinematics_pass(m.tree, s.tree, work->tree);
    gravity_in_bed(m, *work);
    const CirculationInput<double> heights = circulation_input(m, *work);
    s.circulation = known != nullptr ? known->find(m.circulation, heights, m.face, kInPosture)
                                     : resting_state(m.circulation, heights, m.face, kInPosture);
  }
  return design;
}

}  // namespace

std::shared_ptr<const PlantDesign> build_plant(const Node& scenario, RestingStates* known) {
  std::shared_ptr<const PlantDesign> lying = build(scenario, nullptr, known);
  const bool as_lying =
      scenario.text("settings.posture") == "straight" &&
      (scenario.text("settings.legs") == "lumped" || scenario.boolean("settings.rigid_user"));
  return as_lying ? lying : build(scenario, lying.get(), known);
}

}  // namespace inversim
