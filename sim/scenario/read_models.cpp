// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/read_models.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "inversim/language/located.h"

namespace inversim {
namespace {

HingeHole read_hinge_hole(const Node& hole) { return {hole.name(), hole.real("surface_offset_m")}; }

BrakeData read_brake(const Node& n) {
  BrakeData b;
  b.mu_static = n.real("mu_static");
  b.mu_kinetic = n.real("mu_kinetic");
  b.stribeck_velocity = n.real("stribeck_velocity_m_per_s");
  b.clamp_force = n.real("clamp_force_N");
  b.effective_radius = n.real("effective_radius_m");
  b.bristle_stiffness = n.real("bristle_stiffness_per_m");
  b.bristle_damping = n.real("bristle_damping_s_per_m");
  b.series_stiffness = n.real("series_stiffness_Nm_per_rad");
  const Node& lever = n.at("lever");
  b.lever.held_by_spring = lever.text("holds_by") == "spring";
  b.lever.engage_time = lever.real("engage_time_s");
  b.lever.release_time = lever.real("release_time_s");
  b.lever.hand_force = lever.real("hand_force_N");
  b.lever.ratio = lever.real("ratio");
  b.lever.slack = lever.real("slack_m");
  b.lever.cable_stiffness = lever.real("cable_stiffness_N_per_m");
  b.pad_spring = n.real("pad_spring_N_per_m");
  const std::string& actuator = n.text("actuator");
  b.actuator = actuator == "electromagnet"  ? Actuator::kElectromagnet
               : actuator == "proportional" ? Actuator::kProportional
                                            : Actuator::kLever;
  const Node& coil = n.at("electromagnet");
  b.electromagnet = {coil.real("engage_delay_s"),  coil.real("engage_rise_s"),
                     coil.real("release_delay_s"), coil.real("release_fall_s"),
                     coil.real("pull_in_flux"),    coil.real("drop_out_flux"),
                     coil.real("air_gap_m")};
  const Node& drive = n.at("proportional");
  const std::string& unpowered = drive.text("unpowered");
  b.proportional = {drive.real("lag_s"), drive.real("rate_per_s"), drive.real("stroke_m"),
                    unpowered == "applies" ? 1.0 : 0.0,
                    unpowered == "stays" ? 0.0 : 1.0 / drive.real("unpowered_time_s")};
  const Node& heat = n.at("heat");
  b.heat = {heat.real("disc_mass_kg"),         heat.real("disc_specific_heat_J_per_kgK"),
            heat.real("disc_cooling_W_per_K"), heat.real("pad_capacity_J_per_K"),
            heat.real("pad_cooling_W_per_K"),  heat.real("disc_share"),
            heat.real("ambient_degC"),         heat.real("fade_from_degC"),
            heat.real("fade_to_degC"),         heat.real("fade_share")};
  b.wear_per_work = n.real("wear.per_work_m2_per_N");
  b.pad_area = n.real("wear.pad_area_m2");
  return b;
}

TetherData read_tether(const Node& n) {
  TetherData t;
  t.stiffness = n.real("stiffness_N_per_m");
  t.damping = n.real("damping_Ns_per_m");
  t.strength = n.real("strength_N");
  t.bed_x = n.real("bed_x_m");
  t.bed_z = n.real("bed_z_m");
  t.frame_x = n.real("frame_x_m");
  t.frame_z = n.real("frame_height_m");
  if (n.has("marks_deg")) t.marks = n.reals("marks_deg");
  return t;
}

MotorData read_motor(const Node& n) {
  MotorData m;
  m.stall_torque = n.real("stall_torque_Nm");
  m.no_load_speed = n.real("no_load_speed_rad_per_s");
  m.gear_ratio = n.real("gear_ratio");
  m.efficiency = n.real("efficiency");
  m.dry_friction = n.real("dry_friction_Nm");
  m.rotor_inertia = n.real("rotor_inertia_kgm2");
  m.backlash = n.real("backlash_rad");
  m.tooth_stiffness = n.real("tooth_stiffness_Nm_per_rad");
  m.stall_current = n.real("stall_current_A");
  return m;
}

AnkleClampData read_ankle_clamp(const Node& n) {
  AnkleClampData c;
  c.take_up = n.real("take_up_m");
  c.stiffness = n.real("stiffness_N_per_m");
  c.lateral_stiffness = n.real("lateral_stiffness_N_per_m");
  c.rotational_stiffness = n.real("rotational_stiffness_Nm_per_rad");
  c.damping = n.real("damping_Ns_per_m");
  c.capacity = n.real("capacity_N");
  c.platform_stiffness = n.real("platform_stiffness_N_per_m");
  c.platform_friction = n.real("platform_friction");
  return c;
}

BedData read_bed(const Node& n) {
  BedData b;
  b.mass = n.real("mass_kg");
  b.roll = n.real("roll_inertia_kgm2");
  b.pitch = n.real("pitch_inertia_kgm2");
  b.yaw = n.real("yaw_inertia_kgm2");
  b.centre_x = n.real("centre_of_mass_x_m");
  b.centre_z = n.real("centre_of_mass_z_m");
  b.length = n.real("length_m");
  b.width = n.real("width_m");
  b.thickness = n.real("thickness_m");
  b.head_end_x = n.real("head_end_x_m");
  return b;
}

FrameData read_frame(const Node& n) {
  FrameData f;
  f.mass = n.real("mass_kg");
  f.centre_x = n.real("centre_of_mass_x_m");
  f.centre_height = n.real("centre_of_mass_height_m");
  f.roll = n.real("roll_inertia_kgm2");
  f.pitch = n.real("pitch_inertia_kgm2");
  f.yaw = n.real("yaw_inertia_kgm2");
  f.base_length = n.real("base_length_m");
  f.base_width = n.real("base_width_m");
  f.base_centre_x = n.real("base_centre_x_m");
  f.pivot_height = n.real("pivot_height_m");
  f.foot_friction = n.real("foot_friction");
  f.foot_stiffness = n.real("foot_stiffness_N_per_m");
  f.foot_lateral_stiffness = n.real("foot_lateral_stiffness_N_per_m");
  f.foot_damping = n.real("foot_damping_Ns_per_m");
  return f;
}

}  // namespace

TableData read_table(const Node& n) {
  TableData t;
  t.name = n.text("name");
  t.rating = {n.real("rating.user_mass_max_kg"), n.real("rating.user_height_min_cm"),
              n.real("rating.user_height_max_cm")};
  t.frame = read_frame(n.at("frame"));
  t.bed = read_bed(n.at("bed"));
  for (const Node& hole : n.list("hinge.holes")) t.hinge_holes.push_back(read_hinge_hole(hole));
  t.boom = {n.real("boom.hole_pitch_m"), n.real("boom.distance_per_height"), std::nullopt};
  if (n.has("boom.ankle_distance_m")) t.boom.ankle_distance = n.real("boom.ankle_distance_m");
  t.headrest = {n.real("headrest.gap_m"), n.real("headrest.length_m"), n.real("headrest.friction"),
                n.real("headrest.width_m")};
  t.surface = {n.real("surface.friction"), n.real("surface.normal_stiffness_N_per_m"),
               n.real("surface.normal_damping_ratio")};
  t.stops = {n.real("stops.lower_deg"),
             n.real("stops.upper_deg"),
             n.real("stops.stiffness_Nm_per_rad"),
             n.real("stops.restitution"),
             n.real("stops.latch_torque_Nm"),
             n.real("stops.latch_width_deg")};
  const Node& pivots = n.at("pivots");
  t.pivots = {pivots.real("spacing_m"),
              pivots.real("radial_stiffness_N_per_m"),
              pivots.real("axial_stiffness_N_per_m"),
              pivots.real("tilt_stiffness_Nm_per_rad"),
              pivots.real("damping_time_ms"),
              pivots.real("catch_gap_mm"),
              pivots.real("catch_stiffness_N_per_m"),
              pivots.real("catch_damping_Ns_per_m")};
  t.bearing.friction_torque = n.real("bearing.friction_torque_Nm");
  t.brake = read_brake(n.at("brake"));
  t.tether = read_tether(n.at("tether"));
  t.motor = read_motor(n.at("motor"));
  t.ankle_clamp = read_ankle_clamp(n.at("ankle_clamp"));
  for (const Node& handle : n.list("handles")) {
    const std::vector<double>& at = handle.reals("position_m");
    t.handles.push_back({handle.name(), handle.text("part") == "bed", at[0], at[1], at[2]});
  }
  return t;
}

Subject read_subject(const Node& n) {
  Subject s;
  s.name = n.text("name");
  s.sex = n.text("sex") == "female" ? Sex::kFemale : Sex::kMale;
  s.age_y = n.real("age_years");
  s.height = n.real("height_cm");
  s.mass = n.real("mass_kg");
  s.segment_set = n.text("segment_set");
  s.arm_entry_level = n.text("arms_enter_at");
  s.com_offset = n.real("centre_of_mass_offset_m");
  s.sitting_height = n.real_or("sitting_height_cm", 0.0);
  return s;
}

CirculationSubject read_circulation_subject(const Node& n) {
  CirculationSubject s;
  const Subject person = read_subject(n);
  s.mass = person.mass;
  s.height = person.height;
  s.age = person.age_y;
  s.female = person.sex == Sex::kFemale;
  s.reflex_gain = n.real_or("circulation.reflex_gain_ms_per_mmHg", 0.0);
  s.mean_pressure = n.real_or("circulation.resting_mean_pressure_mmHg", 0.0);
  s.heart_rate = n.real_or("circulation.resting_heart_rate_per_min", 0.0);
  s.intraocular = n.real_or("circulation.resting_intraocular_pressure_mmHg", 0.0);
  s.central_pressor = n.real("circulation.central_pressor_mmHg");
  return s;
}

SpineGeometry read_spine_geometry(const Node& spine) {
  SpineGeometry g{};
  for (int i = 0; i < kLevels; ++i) {
    const Node& n = spine.list("levels")[i];
    LevelRecord& r = g.level[i];
    r.joint_x = n.real("joint_x_m");
    r.joint_y = n.real("joint_y_m");
    r.vertebra_tilt = n.real_or("vertebra_tilt_deg", 0.0);
    r.vertebra_span = n.real_or("vertebra_span_m", 0.0);
    r.vertebra_height = n.real_or("vertebra_height_m", 0.0);
    r.endplate_width = n.real_or("endplate_width_m", 0.0);
    r.endplate_depth = n.real_or("endplate_depth_m", 0.0);
    r.disc_height_anterior = n.real_or("disc_height_anterior_m", 0.0);
    r.disc_height_mean = n.real_or("disc_height_mean_m", 0.0);
    r.disc_height_posterior = n.real_or("disc_height_posterior_m", 0.0);
    r.disc_area = n.real_or("disc_area_m2", 0.0);
    r.supine_angle = n.real("supine_angle_deg");
    r.slice_mass = n.real("slice_mass_fraction");
  }
  return g;
}

namespace {

/// The age group of the spine file: the first whose limit lies above the age.
const Node& age_group(const Node& spine, double age_years) {
  for (const Node& group : spine.list("age_factors")) {
    if (age_years < group.real("below_years")) return group;
  }
  return spine.list("age_factors").back();
}

}  // namespace

std::array<DiscFigures, kLevels> read_disc_figures(const Node& spine, double age_years) {
  const double compliance = age_group(spine, age_years).real("compliance_factor");
  std::array<DiscFigures, kLevels> figures;
  for (int i = 0; i < kLevels; ++i) {
    const Node& n = spine.list("levels")[i];
    DiscFigures& f = figures[i];
    f.k_compression_low = n.real("compression_low_load_N_per_m");
    f.k_compression_high = n.real("compression_high_load_N_per_m");
    f.k_tension_toe = n.real("tension_toe_N_per_m") / compliance;
    f.k_tension_linear = n.real("tension_linear_N_per_m") / compliance;
    f.toe_length = n.real("tension_toe_length_m");
    f.k_anterior_shear = n.real("shear_ap_N_per_m");
    f.k_lateral_shear = n.real("shear_lateral_N_per_m");
    f.k_flexion = n.real("flexion_Nm_per_rad");
    f.k_extension = n.real("extension_Nm_per_rad");
    f.k_lateral_bending = n.real("lateral_bending_Nm_per_rad");
    f.k_axial_rotation = n.real("axial_rotation_Nm_per_rad");
    f.rom_flexion = n.real("range_flexion_deg");
    f.rom_extension = n.real("range_extension_deg");
    f.rom_lateral = n.real("range_lateral_deg");
    f.rom_axial = n.real("range_axial_deg");
    f.rotation_range_share = spine.real("elastic.rotation_range_share");
    f.compression_load = spine.real("elastic.compression_load_N");
    f.zero_blend = spine.real("elastic.zero_blend_N");
    f.axial_damping = spine.real("damping.axial_Ns_per_m");
    f.shear_damping = spine.real("damping.shear_Ns_per_m");
    f.rotational_damping = spine.real("damping.rotational_time_s");
  }
  return figures;
}

PreloadStiffening<double> read_preload_stiffening(const Node& spine) {
  const Node& n = spine.at("preload_stiffening");
  return make_preload_stiffening(n.real("low_force_N"), n.real("low_factor"),
                                 n.real("high_force_N"), n.real("high_factor"),
                                 n.real("filter_time_s"));
}

std::array<LevelCondition, kLevels> read_conditions(const Node& subject, const Node& spine) {
  std::array<LevelCondition, kLevels> out;
  if (!subject.has("conditions")) return out;
  for (const Node& n : subject.list("conditions")) {
    const auto level = std::find(kLevelNames.begin(), kLevelNames.end(), n.name());
    if (level == kLevelNames.end()) {
      refuse(n.where, "conditions",
             fmt::format("found '{}', expected a level from C0-C1 to L5-S1", n.name()));
    }
    for (const Node& kind : spine.list("conditions")) {
      if (kind.name() != n.text("kind")) continue;
      out[static_cast<std::size_t>(level - kLevelNames.begin())] = {
          kind.real("disc_height_factor"), kind.real("compression_factor"),
          kind.real("tension_factor"),     kind.real("shear_factor"),
          kind.real("rotation_factor"),    kind.real("creep_factor")};
    }
  }
  return out;
}

void apply_conditions(const std::array<LevelCondition, kLevels>& conditions, double lordosis_change,
                      SpineGeometry& geometry) {
  double lordosis = 0.0;
  for (int i = kLevelT12L1 + 1; i < kLevels; ++i) lordosis += geometry.level[i].supine_angle;
  for (int i = 0; i < kLevels; ++i) {
    LevelRecord& r = geometry.level[i];
    const double lost =
        (1.0 - conditions[static_cast<std::size_t>(i)].disc_height) * r.disc_height_mean;
    // the bone above comes down by what the disc has lost
    if (i > 0 && r.vertebra_span > 0) r.vertebra_span -= lost;
    r.disc_height_mean -= lost;
    r.disc_height_anterior *= conditions[static_cast<std::size_t>(i)].disc_height;
    r.disc_height_posterior *= conditions[static_cast<std::size_t>(i)].disc_height;
    if (i > kLevelT12L1) r.supine_angle *= (lordosis + lordosis_change) / lordosis;
  }
}

void apply_conditions(const std::array<LevelCondition, kLevels>& conditions,
                      std::array<DiscFigures, kLevels>& figures) {
  for (std::size_t i = 0; i < kLevels; ++i) {
    const LevelCondition& c = conditions[i];
    DiscFigures& f = figures[i];
    for (double* k : {&f.k_compression_low, &f.k_compression_high}) *k *= c.compression;
    for (double* k : {&f.k_tension_toe, &f.k_tension_linear}) *k *= c.tension;
    for (double* k : {&f.k_lateral_shear, &f.k_anterior_shear}) *k *= c.shear;
    for (double* k : {&f.k_flexion, &f.k_extension, &f.k_lateral_bending, &f.k_axial_rotation}) {
      *k *= c.rotation;
    }
    f.rotational_damping /= c.rotation;  // a time: the damping stays that of health
  }
}

CreepFigures read_creep(const Node& spine, double age_years) {
  CreepFigures c;
  const Node& n = spine.at("creep");
  static constexpr const char* kNames[kCreepUnits] = {"fast", "medium", "slow"};
  for (const Node& unit : n.list("units")) {
    const auto at = std::find(std::begin(kNames), std::end(kNames), unit.name());
    c.unit[static_cast<std::size_t>(at - std::begin(kNames))] = {unit.real("compliance_m_per_N"),
                                                                 unit.real("loading_time_s"),
                                                                 unit.real("unloading_time_s")};
  }
  c.reference_shape = n.real("height_over_area_per_m");
  c.greatest_scale = n.real("greatest_scale");
  c.thoracic_factor = n.real("thoracic_factor");
  c.age_factor = age_group(spine, age_years).real("creep_factor");
  c.below_sacrum = n.real("below_sacrum_m");
  c.below_sacrum_time = n.real("below_sacrum_time_s");
  return c;
}

MuscleTone<double> read_tone(const Node& spine, const std::array<double, kLevels>& cranial_mass,
                             double gravity, double scale, const std::string& guarding) {
  const Node& n = spine.at("tone");
  const double share = spine.real("elastic.supine_share");
  const double neck = n.real("neck_N");
  MuscleTone<double> tone{};
  for (int i = 0; i < kLevels; ++i) {
    // the neck's own tone down to C7-T1, then a share of the cranial weight where that is larger
    const double trunk = i > kLevelC7T1 ? share * cranial_mass[i] * gravity : 0.0;
    tone.steady[i] = scale * std::max(neck, trunk);
    tone.relaxes[i] = trunk > neck ? 1.0 : 0.0;
    if (i > kLevelC7T1) {
      tone.upright[i] = scale * n.real("upright_share") * cranial_mass[i] * gravity;
    }
  }
  // the level that the lying figure is measured at carries it exactly
  const auto at = std::find(kLevelNames.begin(), kLevelNames.end(), n.text("level"));
  const auto reference = static_cast<std::size_t>(at - kLevelNames.begin());
  const double measured = scale * n.real("lying_N") / tone.steady[reference];
  for (int i = 0; i < kLevels; ++i) {
    if (tone.relaxes[i] > 0.5) tone.steady[i] *= measured;
    tone.guards[i] = tone.relaxes[i] * cranial_mass[i] / cranial_mass[reference];
  }
  const Node& guard = spine.at("guarding");
  tone.guarding_anxious = guard.real("anxious_N");
  tone.guarding = guarding == "anxious"   ? tone.guarding_anxious
                  : guarding == "typical" ? guard.real("typical_N")
                                          : 0.0;
  tone.guarding_rate = guard.real("rate_deg_per_s");
  tone.guarding_time = guard.real("time_s");
  tone.kept_share = n.real("kept_share");
  tone.fast_share = n.real("fast_share");
  tone.fast_time = n.real("fast_time_s");
  tone.slow_time = n.real("slow_time_s");
  tone.sin_head_down_from = std::sin(n.real("head_down_from_deg"));
  tone.sin_head_down_full = std::sin(n.real("head_down_full_deg"));
  tone.enabled = 1.0;
  return tone;
}

}  // namespace inversim
