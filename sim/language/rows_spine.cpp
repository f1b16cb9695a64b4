// SPDX-License-Identifier: Apache-2.0
// Keys of a spine file: the 25 motion segments and what holds them.
#include <fmt/format.h>

#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

namespace {

std::vector<std::string> level_names() {
  std::vector<std::string> bones;
  const auto add = [&](char region, int first, int last) {
    for (int i = first; i <= last; ++i) bones.push_back(fmt::format("{}{}", region, i));
  };
  add('C', 0, 7);
  add('T', 1, 12);
  add('L', 1, 5);
  add('S', 1, 1);
  std::vector<std::string> levels;
  for (std::size_t i = 0; i + 1 < bones.size(); ++i)
    levels.push_back(fmt::format("{}-{}", bones[i], bones[i + 1]));
  return levels;
}

}  // namespace

rows::Rows spine_rows() {
  return {
      records("levels", "the motion segments, from the head down")
          .names(level_names())
          .count(25, 25)
          .required(),
      text("levels[].name", "its two bones").required(),

      real("levels[].joint_x_m", "rotation centre, forward, in the source's frame at its stature")
          .range(-0.3, 0.3)
          .required(),
      real("levels[].joint_y_m", "rotation centre, upward, in the source's frame at its stature")
          .range(-0.3, 1)
          .required(),
      real("levels[].vertebra_tilt_deg",
           "axis of the upper bone from upright, top forward positive, standing")
          .range(-90, 90),
      real("levels[].vertebra_span_m",
           "rotation centre above to rotation centre below the upper bone")
          .above(0, 0.1),
      real("levels[].vertebra_height_m", "body of the upper bone").above(0, 0.1),
      real("levels[].endplate_width_m", "left to right").above(0, 0.1),
      real("levels[].endplate_depth_m", "front to back").above(0, 0.1),
      real("levels[].disc_height_anterior_m", "supine").above(0, 0.04),
      real("levels[].disc_height_mean_m", "supine; left out where there is no disc").above(0, 0.04),
      real("levels[].disc_height_posterior_m", "supine").above(0, 0.04),
      real("levels[].disc_area_m2", "cross section; left out where there is no disc")
          .above(0, 0.01),
      real("levels[].supine_angle_deg", "lordosis of the segment lying on the back")
          .range(-60, 60)
          .required(),
      real("levels[].slice_mass_fraction",
           "mass of the upper bone's slice of head, neck or trunk over body mass, arms left out")
          .above(0, 0.2)
          .required(),

      real("levels[].compression_low_load_N_per_m", "axial stiffness at no compression")
          .above(0, 1e8)
          .required(),
      real("levels[].compression_high_load_N_per_m",
           "axial stiffness at elastic.compression_load_N")
          .above(0, 1e8)
          .required(),
      real("levels[].tension_toe_N_per_m", "axial stiffness at the start of tension")
          .above(0, 1e8)
          .required(),
      real("levels[].tension_linear_N_per_m", "axial stiffness beyond the toe")
          .above(0, 1e8)
          .required(),
      real("levels[].tension_toe_length_m",
           "stretch over which the toe passes into the linear part")
          .above(0, 0.02)
          .required(),
      real("levels[].shear_ap_N_per_m", "forward and backward shear stiffness")
          .above(0, 1e8)
          .required(),
      real("levels[].shear_lateral_N_per_m", "sideways shear stiffness").above(0, 1e8).required(),
      real("levels[].flexion_Nm_per_rad", "rotational stiffness bending forward, at no angle")
          .above(0, 1e6)
          .required(),
      real("levels[].extension_Nm_per_rad", "bending backward").above(0, 1e6).required(),
      real("levels[].lateral_bending_Nm_per_rad", "bending sideways").above(0, 1e6).required(),
      real("levels[].axial_rotation_Nm_per_rad", "twisting").above(0, 1e6).required(),

      real("levels[].range_flexion_deg", "one-sided range of motion").above(0, 90).required(),
      real("levels[].range_extension_deg", "one-sided range of motion").above(0, 90).required(),
      real("levels[].range_lateral_deg", "one-sided range of motion").above(0, 90).required(),
      real("levels[].range_axial_deg", "one-sided range of motion").above(0, 90).required(),

      map("elastic", "what the stiffnesses above leave open"),
      real("elastic.compression_load_N", "load at which compression_high_load holds")
          .above(0, 5000)
          .required(),
      real("elastic.zero_blend_N",
           "width over which tension and compression stiffness blend about zero force")
          .above(0, 500)
          .required(),
      real("elastic.rotation_range_share",
           "rotational stiffness is k (1 + (angle / (share x range))^2)")
          .above(0, 2)
          .required(),
      real("elastic.supine_share", "axial load of the zero state over cranial weight, trunk")
          .range(0, 1)
          .required(),

      map("preload_stiffening", "disc compression stiffens rotation and shear"),
      real("preload_stiffening.low_force_N", "first compression of the law")
          .above(0, 5000)
          .required()
          .not_above("high_force_N"),
      real("preload_stiffening.low_factor", "stiffness there over stiffness at no load")
          .range(1, 10)
          .required()
          .not_above("high_factor"),
      real("preload_stiffening.high_force_N",
           "second compression of the law; the factor stays beyond it")
          .above(0, 5000)
          .required(),
      real("preload_stiffening.high_factor", "stiffness there over stiffness at no load")
          .range(1, 10)
          .required(),
      real("preload_stiffening.filter_time_s", "with which the factor follows compression")
          .above(0, 60)
          .required(),

      map("damping", "of a motion segment"),
      real("damping.axial_Ns_per_m", "axial").range(0, 1e5).required(),
      real("damping.shear_Ns_per_m", "shear").range(0, 1e5).required(),
      real("damping.rotational_time_s", "rotational damping over rotational stiffness")
          .range(0, 10)
          .required(),

      records("age_factors", "elastic compliance in tension by age").count(1, 20).required(),
      text("age_factors[].name", "of the age group").required(),
      real("age_factors[].below_years", "ages below this and not in an earlier group")
          .above(0, 200)
          .required(),
      real("age_factors[].compliance_factor", "over that of the youngest group")
          .above(0, 10)
          .required(),
      real("age_factors[].creep_factor", "creep over that of the youngest group")
          .above(0, 10)
          .required(),

      records("conditions", "what a condition of a level makes of its figures")
          .count(2, 2)
          .names({"degenerated", "fused"})
          .required(),
      text("conditions[].name", "of the condition").required(),
      real("conditions[].disc_height_factor", "disc height over the healthy one")
          .above(0, 2)
          .required(),
      real("conditions[].compression_factor", "axial stiffness in compression")
          .above(0, 1000)
          .required(),
      real("conditions[].tension_factor", "axial stiffness in tension").above(0, 1000).required(),
      real("conditions[].shear_factor", "shear stiffness").above(0, 1000).required(),
      real("conditions[].rotation_factor", "rotational stiffness").above(0, 1000).required(),
      real("conditions[].creep_factor", "creep").range(0, 10).required(),

      map("creep", "slow change of disc height under load, and of stature"),
      records("creep.units", "three Kelvin-Voigt units in series, of the disc of L4-L5")
          .count(3, 3)
          .names({"fast", "medium", "slow"})
          .required(),
      text("creep.units[].name", "of the unit").required(),
      real("creep.units[].compliance_m_per_N", "change of height per force after a long time")
          .range(0, 1e-4)
          .required(),
      real("creep.units[].loading_time_s", "time constant while the disc is pressed down")
          .above(0, 1e7)
          .required(),
      real("creep.units[].unloading_time_s", "time constant while it recovers")
          .above(0, 1e7)
          .required(),
      real("creep.height_over_area_per_m", "disc height over area for which the units hold")
          .above(0, 1000)
          .required(),
      real("creep.greatest_scale", "of a level's height over area over that")
          .range(1, 100)
          .required(),
      real("creep.thoracic_factor", "what the rib cage leaves of thoracic creep")
          .range(0, 1)
          .required(),
      real("creep.below_sacrum_m", "stature lost below the sacrum after long standing")
          .range(0, 0.05)
          .required(),
      real("creep.below_sacrum_time_s", "time constant of that").above(0, 1e6).required(),

      map("day", "of the person, for the state of creep at a time of the clock"),
      real("day.rise_h", "time of the clock at which the person rises")
          .range(0, 24)
          .required()
          .not_above("to_bed_h"),
      real("day.to_bed_h", "time at which the person lies down").range(0, 24).required(),

      map("tone",
          "axial force of relaxed muscle; inverted at time t it is lying x [kept + (0.65 - kept) "
          "exp(-t/slow) + 0.35 exp(-t/fast)] for fast_share 0.35"),
      text("tone.level", "level at which lying_N holds; elsewhere it goes as the cranial mass")
          .required()
          .member_of("levels"),
      real("tone.lying_N", "lying, relaxed").range(0, 1000).required(),
      real("tone.kept_share", "left after long inversion").range(0, 1).required(),
      real("tone.fast_share", "that goes with the fast time").range(0, 1).required(),
      real("tone.fast_time_s", "fast time constant").above(0, 600).required(),
      real("tone.slow_time_s", "slow time constant").above(0, 3600).required(),
      real("tone.head_down_from_deg", "bed angle from which lying becomes hanging")
          .range(-10, 45)
          .required()
          .not_above("head_down_full_deg"),
      real("tone.head_down_full_deg", "bed angle from which it is").range(-10, 90).required(),
      real("tone.neck_N", "from C0-C1 to C7-T1, without decay").range(0, 500).required(),
      real("tone.upright_share", "more when upright, over the cranial weight; trunk")
          .range(0, 2)
          .required(),

      map("guarding", "added tone of a person who does not let go"),
      real("guarding.typical_N", "for the subject's choice 'typical'").range(0, 1000).required(),
      real("guarding.anxious_N", "for 'anxious', or when tilted faster than rate")
          .range(0, 1000)
          .required(),
      real("guarding.rate_deg_per_s", "tilt rate that raises it").above(0, 360).required(),
      real("guarding.time_s", "with which it decays").above(0, 3600).required(),

      map("posture", "active posture: servos that hold the trunk, with gravity feed-forward"),
      records("posture.servos", "each holds one part of the body over another, in both planes")
          .count(1, 20)
          .required(),
      choice("posture.servos[].name", {"pelvis-T12", "T12-T1", "T1-head"}, "the two parts")
          .required(),
      real("posture.servos[].stiffness_Nm_per_rad", "of the angle between them")
          .above(0, 1e5)
          .required(),
      real("posture.servos[].damping_Nms_per_rad", "of its rate").range(0, 1e5).required(),
      real("posture.servos[].strength_Nm", "greatest moment").above(0, 1e4).required(),
      real("posture.lever_m", "of the muscles that bend and twist the trunk on purpose")
          .above(0, 0.5)
          .required(),
      real("posture.fade_start_deg", "bed angle from which they fade")
          .range(-90, 120)
          .required()
          .not_above("fade_end_deg"),
      real("posture.fade_end_deg", "bed angle from which they rest").range(-90, 120).required(),

      map("posture.headstand", "the neck of one who stands on the head; all its muscles work"),
      real("posture.headstand.bending_Nm_per_rad", "of the angle between T1 and head")
          .above(0, 1e5)
          .required(),
      real("posture.headstand.bending_damping_Nms_per_rad", "of its rate").range(0, 1e5).required(),
      real("posture.headstand.turning_Nm_per_rad", "of each level against turning, more")
          .range(0, 1e5)
          .required(),

      records("limbs", "joints of legs and arms, both sides of the leg chain together")
          .count(5, 5)
          .names({"ankle", "knee", "hip", "shoulder", "elbow"})
          .required(),
      text("limbs[].name", "of the joint").required(),
      real("limbs[].passive_Nm_per_rad", "rotational stiffness at rest").range(0, 1e5).required(),
      real("limbs[].rotational_damping_Nms_per_rad", "rotational damping").range(0, 1e5).required(),
      real("limbs[].axial_N_per_m", "stiffness against distraction, compression and shear")
          .above(0, 1e9)
          .required(),
      real("limbs[].axial_damping_Ns_per_m", "damping of distraction").range(0, 1e6).required(),
      real("limbs[].active_Nm_per_rad", "stiffness with which a posture is held")
          .range(0, 1e5)
          .required(),
      real("limbs[].active_damping_Nms_per_rad", "damping with which a posture is held")
          .range(0, 1e5)
          .required(),
      real("limbs[].strength_Nm", "greatest moment").above(0, 1e4).required(),

      map("tissue", "skin and fat between bed and bone: the spring of bed friction"),
      real("tissue.head_N_per_m", "shear stiffness under the head").above(0, 1e7).required(),
      real("tissue.trunk_N_per_m", "shear stiffness under the trunk, all contact points together")
          .above(0, 1e7)
          .required(),
      real("tissue.leg_N_per_m", "shear stiffness under the legs, all contact points together")
          .above(0, 1e7)
          .required(),
  };
}

}  // namespace inversim
