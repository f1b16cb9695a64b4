// SPDX-License-Identifier: Apache-2.0
// Keys of a table file: the equipment.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows table_rows() {
  return {
      choice("type", {"disc_brake_table"}, "kind of equipment").required(),

      map("rating", "for whom the table is sold"),
      real("rating.user_mass_max_kg", "greatest mass of the user").above(0, 500).required(),
      real("rating.user_height_min_cm", "smallest height on the height labels")
          .range(50, 250)
          .required()
          .not_above("user_height_max_cm"),
      real("rating.user_height_max_cm", "greatest height on the height labels")
          .range(50, 250)
          .required(),

      map("frame",
          "what stands on the floor; its axes are those of the world, its origin the floor point "
          "under the pivot"),
      real("frame.mass_kg", "mass without the bed").above(0, 500).required(),
      real("frame.centre_of_mass_x_m", "centre of mass, towards the head").range(-2, 2).preset(0),
      real("frame.centre_of_mass_height_m", "centre of mass above the floor")
          .range(0, 3)
          .required(),
      real("frame.roll_inertia_kgm2", "inertia about x through its centre of mass")
          .above(0, 500)
          .required(),
      real("frame.pitch_inertia_kgm2", "inertia about y through its centre of mass")
          .above(0, 500)
          .required(),
      real("frame.yaw_inertia_kgm2", "inertia about z through its centre of mass")
          .above(0, 500)
          .required(),
      real("frame.base_length_m", "foot to foot along x").above(0, 5).required(),
      real("frame.base_width_m", "foot to foot along y").above(0, 5).required(),
      real("frame.base_centre_x_m", "middle of the feet from the pivot, towards the head")
          .range(-2, 2)
          .preset(0),
      real("frame.pivot_height_m", "pivot axis above the floor").above(0, 3).required(),
      real("frame.foot_friction", "each foot against the floor, where the frame stands on it")
          .range(0, 3)
          .preset(0.6),
      real("frame.foot_stiffness_N_per_m", "each foot against the floor, upright")
          .above(0, 1e8)
          .preset(300000),
      real("frame.foot_lateral_stiffness_N_per_m", "the same along the floor")
          .above(0, 1e8)
          .preset(100000),
      real("frame.foot_damping_Ns_per_m", "each foot against the floor").range(0, 1e6).preset(2000),

      map("bed",
          "what turns about the pivot; x towards the head, z out of its surface, origin on the "
          "pivot axis"),
      real("bed.mass_kg", "mass with boom and clamp").above(0, 300).required(),
      real("bed.roll_inertia_kgm2", "inertia about x through the pivot").above(0, 300).required(),
      real("bed.pitch_inertia_kgm2", "inertia about the pivot axis").above(0, 300).required(),
      real("bed.yaw_inertia_kgm2", "inertia about z through the pivot").above(0, 300).required(),
      real("bed.centre_of_mass_x_m", "centre of mass, towards the head").range(-2, 2).required(),
      real("bed.centre_of_mass_z_m", "centre of mass, out of the surface").range(-1, 1).required(),
      real("bed.length_m", "of the padded surface").above(0, 4).required(),
      real("bed.width_m", "of the padded surface").above(0, 2).required(),
      real("bed.thickness_m", "of pad and frame, behind the surface").above(0, 0.5).required(),
      real("bed.head_end_x_m", "head end of the surface from the pivot").range(0, 3).required(),

      map("hinge", "where the pivot meets the bed"),
      records("hinge.holes", "the hinge holes").count(1, 20).required(),
      text("hinge.holes[].name", "as stamped beside the hole").required(),
      real("hinge.holes[].surface_offset_m",
           "bed surface from the pivot along z; negative: below it when horizontal")
          .range(-0.6, 0.6)
          .required(),

      map("boom", "the height setting: how far the ankle clamp is from the pivot"),
      real("boom.hole_pitch_m", "from hole to hole").above(0, 0.5).required(),
      real("boom.distance_per_height",
           "pivot to ankle joint over user height, as the labels are made")
          .range(0.3, 0.8)
          .required(),

      map("headrest", "where the back of the head lies"),
      real("headrest.gap_m", "its surface behind the bed surface").range(-0.1, 0.2).required(),
      real("headrest.length_m", "along x, from the head end of the bed downwards")
          .above(0, 1)
          .required(),
      real("headrest.friction", "head against headrest").range(0, 2).required(),

      map("surface", "the pad under the user"),
      real("surface.friction", "user against pad").range(0, 2).required(),
      real("surface.normal_stiffness_N_per_m",
           "under the whole body, shared out by the weight each contact point carries lying")
          .above(0, 1e8)
          .required(),
      real("surface.normal_damping_ratio", "of the body on the pad").range(0, 10).required(),

      map("stops", "ends of the bed's travel"),
      real("stops.lower_deg", "bed angle at the mounting stop; head up is negative")
          .range(-100, 0)
          .required()
          .not_above("upper_deg"),
      real("stops.upper_deg", "bed angle at the inverted stop").range(0, 110).required(),
      real("stops.stiffness_Nm_per_rad", "of either stop").above(0, 1e7).required(),
      real("stops.restitution", "speed after over speed before").range(0, 1).required(),

      map("bearing", "of the pivot, both sides together"),
      real("bearing.friction_torque_Nm", "Coulomb friction, the same at rest and turning")
          .range(0, 200)
          .required(),

      map("brake", "disc brake on the pivot; torque = 2 mu N r"),
      real("brake.mu_static", "pad against disc, at rest").range(0, 2).required(),
      real("brake.mu_kinetic", "pad against disc, sliding")
          .range(0, 2)
          .required()
          .not_above("mu_static"),
      real("brake.stribeck_velocity_m_per_s",
           "sliding speed at which mu has come down from static by 1 - 1/e")
          .above(0, 1)
          .required(),
      real("brake.clamp_force_N", "normal force of each of the two pads, engaged")
          .range(0, 100000)
          .required(),
      real("brake.effective_radius_m", "of the pads from the pivot axis").above(0, 0.5).required(),
      real("brake.bristle_stiffness_per_m", "LuGre sigma0 over the normal force")
          .above(0, 1e8)
          .required(),
      real("brake.bristle_damping_s_per_m", "LuGre sigma1 over the normal force")
          .range(0, 1e6)
          .required(),
      real("brake.series_stiffness_Nm_per_rad", "caliper bracket and pivot tube")
          .above(0, 1e8)
          .required(),

      map("brake.lever", "how the brake is worked"),
      choice(
          "brake.lever.holds_by", {"spring", "hand"},
          "spring: engaged until the lever is pulled; hand: engaged while it is pulled or latched")
          .required(),
      real("brake.lever.engage_time_s", "from the hand's command to full clamp force")
          .range(0, 10)
          .required(),
      real("brake.lever.release_time_s", "from the hand's command to no clamp force")
          .range(0, 10)
          .required(),
      real("brake.lever.hand_force_N", "at full travel").above(0, 1000).required(),
      real("brake.lever.ratio", "clamp force of a pad over hand force, losses included")
          .above(0, 1000)
          .required(),
      real("brake.lever.slack_m", "cable travel before the pads move").range(0, 0.1).required(),
      real("brake.lever.cable_stiffness_N_per_m", "of the cable and its housing")
          .above(0, 1e8)
          .required(),

      map("ankle_clamp", "platform under the feet and cuff round the ankles, both feet together"),
      real("ankle_clamp.take_up_m", "travel of the feet before the cuff pulls")
          .range(0, 0.2)
          .required(),
      real("ankle_clamp.stiffness_N_per_m", "of the cuff, along the leg").above(0, 1e8).required(),
      real("ankle_clamp.lateral_stiffness_N_per_m", "of the cuff, across the leg")
          .above(0, 1e8)
          .required(),
      real("ankle_clamp.rotational_stiffness_Nm_per_rad", "of the foot in the cuff")
          .range(0, 1e6)
          .required(),
      real("ankle_clamp.damping_Ns_per_m", "of cuff and platform").range(0, 1e6).required(),
      real("ankle_clamp.capacity_N", "pull at which it opens").above(0, 1e6).required(),
      real("ankle_clamp.platform_stiffness_N_per_m", "platform against the soles")
          .above(0, 1e9)
          .required(),
      real("ankle_clamp.platform_friction", "soles against platform").range(0, 2).required(),

      records("handles", "what the hands can hold; of no effect in this version"),
      text("handles[].name", "of the handle").required(),
      choice("handles[].part", {"frame", "bed"}, "what it is fixed to").required(),
      reals("handles[].position_m", "x, y, z in the axes of that part, from the pivot")
          .range(-3, 3)
          .count(3, 3)
          .required(),
  };
}

}  // namespace inversim
