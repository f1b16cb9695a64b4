// SPDX-License-Identifier: Apache-2.0
// Keys of a table file: the equipment.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows table_rows() {
  return {
      choice("type",
             {"disc_brake_table", "tether_table", "motorised_table", "inversion_chair",
              "gravity_boots"},
             "kind of equipment")
          .required(),

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
      real("boom.ankle_distance_m",
           "pivot to ankle joint, footward, where no height setting changes it")
          .range(-0.5, 2),
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
      real("headrest.width_m",
           "of a headrest that stands out of the bed, at most the bed's; arms pass beside a narrow "
           "one")
          .above(0, 2)
          .preset(2),

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
      real(
          "stops.latch_torque_Nm",
          "at which an over-centre latch at the inverted stop lets go of the bed; 0: there is none")
          .range(0, 2000)
          .preset(0),
      real("stops.latch_width_deg", "of bed angle within which it draws the bed to the stop")
          .above(0, 30)
          .preset(4),

      map("pivots",
          "the two trunnions of the bed; all but their spacing matter where one may fail"),
      real("pivots.spacing_m", "from one to the other, across the table").above(0, 3).preset(0.6),
      real("pivots.radial_stiffness_N_per_m", "of one: bush, bolt and bracket")
          .above(0, 1e8)
          .preset(400000),
      real("pivots.axial_stiffness_N_per_m", "of one, along the pivot")
          .above(0, 1e8)
          .preset(100000),
      real("pivots.tilt_stiffness_Nm_per_rad", "of one, its bolt bending its bracket")
          .range(0, 1e7)
          .preset(5000),
      real("pivots.damping_time_ms", "damping over stiffness").range(0, 1000).preset(3),
      real("pivots.catch_gap_mm",
           "that a side falls once its bolt is gone, until the frame holds it")
          .range(0, 1000)
          .preset(30),
      real("pivots.catch_stiffness_N_per_m", "of frame and stub where it is caught")
          .above(0, 1e8)
          .preset(200000),
      real("pivots.catch_damping_Ns_per_m", "of the same").range(0, 1e6).preset(2000),

      map("bearing", "of the pivot, both sides together"),
      real("bearing.friction_torque_Nm", "Coulomb friction, the same at rest and turning")
          .range(0, 200)
          .required(),

      map("brake", "disc brake on the pivot; torque = 2 mu N r"),
      real("brake.clamp_force_N",
           "normal force of each of the two pads, engaged; 0: there is no brake")
          .range(0, 100000)
          .preset(0),
      choice("brake.actuator", {"lever", "electromagnet", "proportional"},
             "what presses the pads: a lever with a cable; springs that an electromagnet pulls "
             "away; an actuator that follows the command")
          .preset("lever"),
      real("brake.mu_static", "pad against disc, at rest").range(0, 2).preset(0.4),
      real("brake.mu_kinetic", "pad against disc, sliding")
          .range(0, 2)
          .preset(0.35)
          .not_above("mu_static"),
      real("brake.stribeck_velocity_m_per_s",
           "sliding speed at which mu has come down from static by 1 - 1/e")
          .above(0, 1)
          .preset(0.003),
      real("brake.effective_radius_m", "of the pads from the pivot axis")
          .above(0, 0.5)
          .preset(0.09),
      real("brake.bristle_stiffness_per_m", "LuGre sigma0 over the normal force")
          .above(0, 1e8)
          .preset(1e5),
      real("brake.bristle_damping_s_per_m", "LuGre sigma1 over the normal force")
          .range(0, 1e6)
          .preset(316),
      real("brake.series_stiffness_Nm_per_rad", "caliper bracket and pivot tube")
          .above(0, 1e8)
          .preset(50000),
      real("brake.pad_spring_N_per_m",
           "clamp force that springs which press the pads lose as both pads wear")
          .range(0, 1e9)
          .preset(1e6),

      map("brake.lever", "lever and cable"),
      choice(
          "brake.lever.holds_by", {"spring", "hand"},
          "spring: engaged until the lever is pulled; hand: engaged while it is pulled or latched")
          .preset("hand"),
      real("brake.lever.engage_time_s", "from the hand's command to full clamp force")
          .range(0, 10)
          .preset(0.1),
      real("brake.lever.release_time_s", "from the hand's command to no clamp force")
          .range(0, 10)
          .preset(0.1),
      real("brake.lever.hand_force_N", "at full travel").above(0, 1000).preset(150),
      real("brake.lever.ratio", "clamp force of a pad over hand force, losses included")
          .above(0, 1000)
          .preset(28),
      real("brake.lever.slack_m", "cable travel before the pads move").range(0, 0.1).preset(0.002),
      real("brake.lever.cable_stiffness_N_per_m", "of the cable and its housing")
          .above(0, 1e8)
          .preset(150000),

      map("brake.electromagnet", "springs apply the brake, a coil pulls the armature away"),
      real("brake.electromagnet.engage_delay_s", "from the end of supply until the armature moves")
          .range(0, 10)
          .preset(0.05),
      real("brake.electromagnet.engage_rise_s", "travel of the armature to full clamp force")
          .range(0, 10)
          .preset(0.02),
      real("brake.electromagnet.release_delay_s", "from supply until the armature moves")
          .range(0, 10)
          .preset(0.1),
      real("brake.electromagnet.release_fall_s", "travel of the armature to no clamp force")
          .range(0, 10)
          .preset(0.03),
      real("brake.electromagnet.pull_in_flux",
           "share of full flux at which the armature leaves, new pads")
          .above(0.05, 0.99)
          .preset(0.65),
      real("brake.electromagnet.drop_out_flux", "share of full flux below which it comes back")
          .above(0, 0.95)
          .preset(0.35)
          .not_above("pull_in_flux"),
      real("brake.electromagnet.air_gap_m",
           "with new pads; worn by as much, the coil needs twice the flux")
          .above(0, 0.01)
          .preset(0.0003),

      map("brake.proportional", "an actuator whose force follows the command"),
      real("brake.proportional.lag_s", "time constant").range(0, 10).preset(0.05),
      real("brake.proportional.rate_per_s", "share of the travel per second, at most")
          .above(0, 1000)
          .preset(5),
      real("brake.proportional.stroke_m",
           "of both pads from touching to full clamp force; wear takes of it")
          .above(0, 0.05)
          .preset(0.001),
      choice("brake.proportional.unpowered", {"stays", "applies", "releases"},
             "where it goes without supply")
          .preset("stays"),
      real("brake.proportional.unpowered_time_s", "in which it gets there")
          .above(0, 60)
          .preset(0.2),

      map("brake.heat", "temperatures and fade"),
      real("brake.heat.disc_mass_kg", "of the disc").above(0, 10).preset(0.15),
      real("brake.heat.disc_specific_heat_J_per_kgK", "of the disc").above(0, 5000).preset(500),
      real("brake.heat.disc_cooling_W_per_K", "disc to air").range(0, 100).preset(0.35),
      real("brake.heat.pad_capacity_J_per_K", "of both pads").above(0, 1000).preset(20),
      real("brake.heat.pad_cooling_W_per_K", "pads to caliper and air").range(0, 100).preset(0.2),
      real("brake.heat.disc_share", "share of the heat that the disc takes")
          .range(0, 1)
          .preset(0.9),
      real("brake.heat.ambient_degC", "of the air").range(-40, 80).preset(20),
      real("brake.heat.fade_from_degC", "of the pads, up to which mu is whole")
          .range(0, 1500)
          .preset(200),
      real("brake.heat.fade_to_degC", "above which mu falls no more").range(1, 1500).preset(350),
      real("brake.heat.fade_share", "mu there over mu cold").range(0, 1).preset(0.6),

      map("brake.wear", "of the pads, by Archard's law"),
      real("brake.wear.per_work_m2_per_N", "worn volume over normal force and sliding distance")
          .range(0, 1e-9)
          .preset(1e-13),
      real("brake.wear.pad_area_m2", "of one pad").above(0, 0.1).preset(0.0004),

      map("tether", "a strap between frame and bed"),
      real("tether.stiffness_N_per_m", "along it; 0: there is none").range(0, 1e7).preset(0),
      real("tether.damping_Ns_per_m", "along it").range(0, 1e5).preset(0),
      real("tether.strength_N", "at which it breaks").above(0, 1e7).preset(1e6),
      real("tether.bed_x_m", "where it is fixed to the bed, from the pivot, towards the head")
          .range(-2, 2)
          .preset(-0.45),
      real("tether.bed_z_m", "the same, out of the surface").range(-2, 2).preset(-0.25),
      real("tether.frame_x_m", "where it is fixed to the frame, from the pivot, towards the head")
          .range(-2, 2)
          .preset(-0.45),
      real("tether.frame_height_m", "the same, above the floor").range(0, 3).preset(0.15),
      reals("tether.marks_deg", "bed angles at which it is taut, by its marks")
          .range(-90, 110)
          .count(1, 20),

      map("motor", "turns the bed through a gear"),
      real("motor.stall_torque_Nm", "of the motor itself; 0: there is none")
          .range(0, 1000)
          .preset(0),
      real("motor.no_load_speed_rad_per_s", "of the motor itself").above(0, 10000).preset(300),
      real("motor.gear_ratio", "motor over bed").above(0, 100000).preset(1700),
      real("motor.efficiency", "of the gear; one half or less: it locks itself")
          .above(0, 1)
          .preset(0.4),
      real("motor.dry_friction_Nm", "of the gear, at the bed").range(0, 1000).preset(3),
      real("motor.rotor_inertia_kgm2", "of the motor itself").above(0, 1).preset(1e-5),
      real("motor.backlash_rad", "at the bed").range(0, 0.5).preset(0.005),
      real("motor.tooth_stiffness_Nm_per_rad", "of gear and linkage, at the bed")
          .above(0, 1e8)
          .preset(30000),
      real("motor.stall_current_A", "at full voltage").above(0, 1000).preset(10),

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

      records("supports", "boxes fixed to the bed beside its pads: the seat and belt of a chair"),
      text("supports[].name", "of the box").required(),
      real("supports[].from_hip_x_m",
           "its middle from the hip joints of the person as placed, towards the head")
          .range(-2, 2)
          .required(),
      real("supports[].from_hip_z_m", "the same, out of the bed's surface").range(-2, 2).required(),
      real("supports[].length_m", "along the bed").above(0, 3).required(),
      real("supports[].width_m", "across").above(0, 3).required(),
      real("supports[].height_m", "out of the bed's surface").above(0, 3).required(),

      records("shapes",
              "surfaces from files of triangles: those of the bed stand for its pad and headrest, "
              "those of the frame for its tubes"),
      text("shapes[].name", "of the shape").required(),
      choice("shapes[].part", {"bed", "frame"}, "what it is fixed to; its axes are that part's")
          .required(),
      text("shapes[].file", "STL (text or binary) or OBJ; a path from the folder of this file")
          .required(),
      choice("shapes[].units", {"m", "mm", "cm", "in"}, "of the file's figures").preset("mm"),
      choice("shapes[].as", {"mesh", "hull"},
             "mesh: the triangles, which must be closed; hull: their convex hull, which is faster")
          .preset("mesh"),
      reals("shapes[].position_m",
            "x, y, z of the file's origin, from the pivot with the first hinge hole; left out, 0")
          .range(-5, 5)
          .count(3, 3),

      records("handles", "what the hands can hold: the protocol's grip names them"),
      text("handles[].name", "of the handle").required(),
      choice("handles[].part", {"frame", "bed"}, "what it is fixed to").required(),
      reals("handles[].position_m", "x, y, z in the axes of that part, from the pivot")
          .range(-3, 3)
          .count(3, 3)
          .required(),
  };
}

}  // namespace inversim
