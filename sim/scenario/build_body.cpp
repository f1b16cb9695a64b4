// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/build_body.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/circulation/conditions.h"
#include "inversim/circulation/parameters_file.h"
#include "inversim/human/landmarks.h"
#include "inversim/language/located.h"
#include "inversim/scenario/read_models.h"

namespace inversim {
namespace {

// heights of the reference posture are those of a person who lies since half an hour at noon
constexpr double kReferenceClock = 12 * 3600.0;  // [s]
constexpr double kReferenceRest = 1800.0;        // [s]

// hands at grips. Strength recalled: one-handed pulls of men 250 to 450 N by direction, 150 to 250
// N are used without strain; the rest assumed: a palm that gives 25 mm under 200 N, an arm's end of
// about 2 kg drawn with critical damping
constexpr double kPullStrength = 400.0;     // [N] 250 .. 450
constexpr double kHoldStrength = 500.0;     // [N] 300 .. 600
constexpr double kHoldStiffness = 8000.0;   // [N/m] 3000 .. 20000
constexpr double kHoldDamping = 100.0;      // [N s/m] 50 .. 200
constexpr double kCapture = 0.05;           // [m] 0.03 .. 0.08
constexpr double kReachStiffness = 1500.0;  // [N/m] 500 .. 3000
constexpr double kReachDamping = 110.0;     // [N s/m] 60 .. 160
constexpr double kReachForce = 120.0;       // [N] 60 .. 200
constexpr double kMovedByHand = 0.4;        // of a forearm's mass, what a force on its hand moves

JointPosture<double> limb_posture(const Node& limb, bool leg) {
  JointPosture<double> p{};
  const double passive = limb.real("passive_Nm_per_rad");
  const double active = limb.real("active_Nm_per_rad");
  const double d_passive = limb.real("rotational_damping_Nms_per_rad");
  const double d_active = limb.real("active_damping_Nms_per_rad");
  const auto all = [](double x) { return Vec3<double>{x, x, x}; };
  // legs hold themselves while upright, arms always go where they are wanted
  p.k_rotation = all(leg ? passive : passive + active);
  p.d_rotation = all(leg ? d_passive : d_passive + d_active);
  p.k_active = all(leg ? active : 0.0);
  p.d_active = all(leg ? d_active : 0.0);
  p.k_translation = all(limb.real("axial_N_per_m"));
  p.d_translation = all(limb.real("axial_damping_Ns_per_m"));
  p.strength = limb.real("strength_Nm");
  return p;
}

/// Refuses settings that do not go with each other.
void check_circulation(const Node& scenario) {
  const auto refuse_key = [&scenario](const char* key, const std::string& why) {
    refuse(scenario.at(key).where, key, why);
  };
  if (!scenario.boolean("settings.circulation")) {
    if (scenario.text("settings.heart") == "beating")
      refuse_key("settings.heart", "no heart beats where settings.circulation is false");
    if (scenario.boolean("settings.blood_shift"))
      refuse_key("settings.blood_shift", "no blood shifts where settings.circulation is false");
    return;
  }
  if (scenario.text("settings.heart") == "beating" && scenario.real("settings.step_ms") > kBeatStep)
    refuse_key("settings.heart",
               fmt::format("a beating heart needs steps up to {:g} ms; settings.step_ms is {:g}",
                           1e3 * kBeatStep, 1e3 * scenario.real("settings.step_ms")));
  if (scenario.boolean("settings.blood_shift") && scenario.text("settings.frame") != "welded")
    refuse_key("settings.blood_shift", "weights of blood are taken on a welded frame only");
  if (scenario.boolean("settings.blood_shift") && scenario.text("settings.legs") == "two")
    refuse_key("settings.blood_shift",
               "weights of blood are those of a body whose legs are lumped");
}

/// The figures are those of both sides; the left leg hangs from the pelvis, so that its joints have
/// parent and child the other way round.
void halve_legs(const BodyFrames& frames, const std::array<Vec3<double>, kSegments>& weight,
                PlantModel<double>& m) {
  constexpr Limb kRight[] = {kHip, kKnee, kAnkle}, kLeft[] = {kHipL, kKneeL, kAnkleL};
  constexpr int kLeftParent[] = {kPelvis, kThighL, kShankL};
  for (int j = 0; j < 3; ++j) {
    const auto right = static_cast<std::size_t>(kLimbBody[kRight[j]] - kFirstSegment);
    // leg axes are those of the reference frame; the pelvis has axes of its own
    const Eigen::Matrix3d& R = frames.R_RB[static_cast<std::size_t>(kLeftParent[j])];
    const auto in_parent = [&R](const Vec3<double>& v) {
      const Eigen::Vector3d p = R.transpose() * Eigen::Vector3d(v.x, v.y, v.z);
      return Vec3<double>{p.x(), p.y(), p.z()};
    };
    const auto parent =
        static_cast<std::size_t>(m.tree.parent[kLimbBody[kRight[j]]] - kFirstSegment);
    const Eigen::Vector3d moment =
        frames.R_RB[parent] * Eigen::Vector3d(weight[right].x, weight[right].y, weight[right].z);
    JointPosture<double>& left = m.limb[kLeft[j]];
    left.upright_moment = in_parent({moment.x(), moment.y(), moment.z()});
    for (JointPosture<double>* p : {&m.limb[kRight[j]], &left}) {
      for (Vec3<double>* v : {&p->k_rotation, &p->k_active, &p->d_rotation, &p->d_active,
                              &p->k_translation, &p->d_translation, &p->upright_moment}) {
        *v = 0.5 * *v;
      }
      p->strength *= 0.5;
    }
  }
}

}  // namespace

void add_posture(const Node& scenario, const BodyGeometry& body, const BodyFrames& frames,
                 double gravity, PlantModel<double>& m) {
  const Node& spine = scenario.at("spine");
  const std::array<Vec3<double>, kSegments> weight = upright_weight_moments(body, frames, gravity);
  // what must be balanced goes with mass times height; the figures are those of 75 kg and 1.75 m
  const double size = body.subject.mass * body.subject.height / (75.0 * 1.75);
  ActivePosture<double>& a = m.posture;
  const std::vector<Node>& servos = spine.list("posture.servos");
  for (int k = 0; k < kSections; ++k) {
    static constexpr const char* kNames[kSections] = {"pelvis-T12", "T12-T1", "T1-head"};
    const auto servo = std::find_if(servos.begin(), servos.end(),
                                    [k](const Node& n) { return n.name() == kNames[k]; });
    if (servo == servos.end()) {
      throw std::invalid_argument(
          fmt::format("the spine file has no posture servo '{}'", kNames[k]));
    }
    a.k_section[k] = size * servo->real("stiffness_Nm_per_rad");
    a.d_section[k] = size * servo->real("damping_Nms_per_rad");
    a.strength[k] = servo->real("strength_Nm");
  }
  for (int i = 0; i < kLevels; ++i) {
    a.upright_moment[i] = -weight[static_cast<std::size_t>(segment_of_level(i))];
  }
  a.lever = spine.real("posture.lever_m");
  a.sin_fade_start = std::sin(spine.real("posture.fade_start_deg"));
  a.sin_fade_end = std::sin(spine.real("posture.fade_end_deg"));
  a.enabled = scenario.boolean("settings.active_posture") ? 1.0 : 0.0;

  const auto limb = [&spine](const char* name) -> const Node& {
    for (const Node& n : spine.list("limbs")) {
      if (n.name() == name) return n;
    }
    throw std::invalid_argument(fmt::format("the spine file has no limb joint '{}'", name));
  };
  static constexpr const char* kLimbNames[kLimbs] = {
      "ankle", "knee", "hip", "shoulder", "elbow", "shoulder", "elbow", "hip", "knee", "ankle"};
  for (int k = 0; k < (m.two_legs ? kLimbs : kHipL); ++k) {
    const auto segment = static_cast<std::size_t>(kLimbBody[k] - kFirstSegment);
    const bool leg = k <= kHip || k >= kHipL;
    m.limb[k] = limb_posture(limb(kLimbNames[k]), leg);
    m.limb[k].q_neutral = frames.q_neutral[segment];
    m.limb[k].k_active = size * m.limb[k].k_active;
    m.limb[k].d_active = size * m.limb[k].d_active;
    m.limb[k].upright_moment = k <= kHip ? -weight[segment] : zero3<double>();
  }
  if (m.two_legs) halve_legs(frames, weight, m);
}

void add_spine(const Node& scenario, const BodyGeometry& body, const BodyFrames& frames,
               double gravity, PlantModel<double>& m) {
  const Node& spine = scenario.at("spine");
  auto figures = read_disc_figures(spine, body.subject.age_y);
  apply_conditions(read_conditions(scenario.at("subject"), spine), figures);
  std::array<double, kLevels> cranial{};
  for (int i = 0; i < kLevels; ++i) {
    m.spine.disc[i] = make_disc_elastic(figures[static_cast<std::size_t>(i)]);
    m.spine.q_neutral[i] = frames.q_neutral[static_cast<std::size_t>(segment_of_level(i))];
    cranial[static_cast<std::size_t>(i)] = body.levels[static_cast<std::size_t>(i)].cranial_mass;
  }
  m.spine.preload = read_preload_stiffening(spine);
  m.spine.tone = read_tone(spine, cranial, gravity, scenario.real("subject.tone.scale"),
                           scenario.text("subject.tone.guarding"));
}

void add_creep(const Node& scenario, double gravity, PlantDesign& design) {
  const Node& spine = scenario.at("spine");
  SpineModel<double>& model = design.model.spine;
  SpineState<double>& state = design.start.spine;
  std::array<double, kLevels> height{}, area{};
  Day day;
  day.rise = spine.real("day.rise_h");
  day.to_bed = spine.real("day.to_bed_h");
  for (std::size_t i = 0; i < kLevels; ++i) {
    const LevelGeometry& level = design.body.levels[i];
    height[i] = level.disc_height_mean;
    area[i] = level.disc_area;
    day.lying[i] = -state.compression[i];
    day.upright[i] = -(level.cranial_mass * gravity + model.tone.steady[i] + model.tone.upright[i]);
  }
  // what the hip joints carry of one who stands
  const double hips =
      (design.body.levels[kLevelL5S1].cranial_mass + design.body.segments[kPelvis].mass) * gravity;
  model.creep =
      make_creep(read_creep(spine, design.body.subject.age_y), height, area, std::max(hips, 1.0));
  const auto conditions = read_conditions(scenario.at("subject"), spine);
  for (int i = 0; i < kLevels; ++i) {
    for (double& c : model.creep.compliance[i]) c *= conditions[static_cast<std::size_t>(i)].creep;
  }
  CreepState<double> reference = periodic_creep(model.creep, day, kReferenceClock);
  lie_down(model.creep, day, kReferenceRest, reference);
  for (int i = 0; i < kLevels; ++i) {
    model.creep.reference[i] = 0.0;
    for (const double unit : reference.unit[i]) model.creep.reference[i] += unit;
  }
  model.creep.enabled = scenario.boolean("settings.creep") ? 1.0 : 0.0;
  state.creep = periodic_creep(model.creep, day, scenario.real("settings.clock_time_h"));
  lie_down(model.creep, day, scenario.real("settings.lying_before_min"), state.creep);
}

void add_circulation(const Node& scenario, const BodyGeometry& body, const BodyFrames& frames,
                     double gravity, PlantModel<double>& m) {
  m.circulates = scenario.boolean("settings.circulation");
  m.face = scenario.text("settings.heart") == "beating" ? Face::kBeating : Face::kAveraged;
  m.blood_weighs = m.circulates && scenario.boolean("settings.blood_shift");
  check_circulation(scenario);
  CirculationParameters figures = circulation_parameters(scenario.at("circulation"));
  figures.gravity = gravity;
  const Node& person = scenario.at("subject");
  CirculationSubject subject = read_circulation_subject(person);
  if (person.has("circulation.conditions")) {
    const auto effects = condition_effects(scenario.at("circulation"));
    const std::vector<std::string>& conditions = person.texts("circulation.conditions");
    const auto has = [&conditions](const char* c) { return std::ranges::count(conditions, c) > 0; };
    try {
      for (const std::string& condition : conditions) {
        if (std::ranges::count(conditions, condition) > 1)
          throw std::invalid_argument("'" + condition + "' is given twice");
        apply_condition(effects, condition, figures, subject);
      }
      if (has("hypertension_treated") && has("hypertension_untreated"))
        throw std::invalid_argument("hypertension is either treated or untreated");
    } catch (const std::invalid_argument& e) {
      refuse(person.at("circulation.conditions").where, "circulation.conditions", e.what());
    }
  }
  // finding its rest takes longer than all the rest of a plant
  if (m.circulates) m.circulation = make_circulation(figures, subject);
  const std::string& site = scenario.text("settings.cuff_site");
  const char* cuff = site == "forearm" ? kLandmarkRows[kForearm].name
                     : site == "heart" ? kLandmarkRows[kRightAtrium].name
                                       : kLandmarkRows[kCuff].name;
  for (int k = 0; k < kLandmarks; ++k) {
    const BodyPoint point = body_landmark(body, k == kCuff ? cuff : kLandmarkRows[k].name);
    m.landmark_body[k] = frames.body(point.segment);
    m.landmark[k].p_BP = frames.in_body(point.segment, point.p_RP);
  }
}

void add_hands(const BodyGeometry& body, const BodyFrames& frames, double step,
               PlantModel<double>& m) {
  constexpr int kForearms[2] = {kForearmR, kForearmL};
  for (int side = 0; side < 2; ++side) {
    const Segment& forearm = body.segments[static_cast<std::size_t>(kForearms[side])];
    m.hand[side].p_BP = frames.in_body(kForearms[side], forearm.p_RE);
    // the palm is as far from the finger tips as from the wrist
    const Eigen::Vector3d arm = forearm.p_RE - forearm.p_RJ;
    const double to_wrist = (body.heights.elbow - body.heights.wrist) / std::fabs(arm.x());
    m.palm[side].p_BP =
        frames.in_body(kForearms[side], forearm.p_RJ + 0.5 * (1.0 + to_wrist) * arm);
  }
  // springs and dampers of the hands are explicit: in long steps and of light arms they are softer
  const double moved = kMovedByHand * m.tree.link[kForearmRBody].m;
  const double stiffest = 0.25 * moved / (step * step), most_damped = 0.5 * moved / step;
  m.hand_grip = {kPullStrength,
                 kHoldStrength,
                 std::min(kHoldStiffness, stiffest),
                 std::min(kHoldDamping, most_damped),
                 kCapture,
                 std::min(kReachStiffness, stiffest),
                 std::min(kReachDamping, most_damped),
                 kReachForce};
}

}  // namespace inversim
