// SPDX-License-Identifier: Apache-2.0
// Name, unit and meaning of what is observed, and its order in a row.
#include <span>

#include "inversim/plant/observe.h"

namespace inversim {
namespace {

enum class Axis { kScalar, kLevel, kFoot, kSide };

struct SignalRow {
  const char* name;
  const char* units;
  const char* long_name;
  const char* status;
  Axis axis;
  const double* (*values)(const Observation&);
};

#define INVERSIM_VALUE(member) [](const Observation& o) -> const double* { return &o.member; }
#define INVERSIM_VALUES(member) [](const Observation& o) -> const double* { return o.member; }

constexpr SignalRow kRows[] = {
    {"bed_angle", "rad", "inversion angle of the bed, 0 horizontal, head down positive", "",
     Axis::kScalar, INVERSIM_VALUE(bed_angle)},
    {"bed_rate", "rad s-1", "rate of the bed angle", "", Axis::kScalar, INVERSIM_VALUE(bed_rate)},
    {"brake_torque", "N m", "torque with which the brake resists", "recalled", Axis::kScalar,
     INVERSIM_VALUE(brake_torque)},
    {"brake_slip", "rad", "angle by which the pads have slid on the disc", "recalled",
     Axis::kScalar, INVERSIM_VALUE(brake_slip)},
    {"brake_deflection", "rad", "elastic angle of brake and its mounting", "recalled",
     Axis::kScalar, INVERSIM_VALUE(brake_deflection)},
    {"brake_clamp_force", "N", "normal force of each pad", "derived", Axis::kScalar,
     INVERSIM_VALUE(brake_clamp_force)},
    {"brake_heat", "J", "heat made at the pads so far", "recalled", Axis::kScalar,
     INVERSIM_VALUE(brake_heat)},
    {"disc_temperature", "degC", "temperature of the brake's disc", "recalled", Axis::kScalar,
     INVERSIM_VALUE(disc_temperature)},
    {"pad_temperature", "degC", "temperature of the brake's pads", "assumed", Axis::kScalar,
     INVERSIM_VALUE(pad_temperature)},
    {"pad_wear", "m", "wear of each pad so far", "seen", Axis::kScalar, INVERSIM_VALUE(pad_wear)},
    {"tether_tension", "N", "tension of the tether", "derived", Axis::kScalar,
     INVERSIM_VALUE(tether_tension)},
    {"tether_hold", "N",
     "tension with which the tether would hold the weight of bed and user at rest here, were it "
     "taut; 0 where they do not draw it",
     "derived", Axis::kScalar, INVERSIM_VALUE(tether_hold)},
    {"motor_torque", "N m", "torque of the motor's gear on the bed, head down positive", "assumed",
     Axis::kScalar, INVERSIM_VALUE(motor_torque)},
    {"motor_current", "A", "current of the motor", "assumed", Axis::kScalar,
     INVERSIM_VALUE(motor_current)},
    {"bearing_torque", "N m", "friction torque of the pivot bearing", "recalled", Axis::kScalar,
     INVERSIM_VALUE(bearing_torque)},
    {"spotter_torque", "N m", "torque of a helper's hands on the bed, head down positive",
     "recalled", Axis::kScalar, INVERSIM_VALUE(spotter_torque)},
    {"weight_torque", "N m",
     "moment of the weight of bed and user about the pivot, head down positive: what a brake has "
     "to hold",
     "derived", Axis::kScalar, INVERSIM_VALUE(weight_torque)},
    {"pivot_force", "N", "force of both pivots on the bed", "derived", Axis::kScalar,
     INVERSIM_VALUE(pivot_force)},
    {"pivot_force_of_side", "N",
     "force of each side's pivot on the bed; after its bolt has failed, of the frame that catches "
     "it",
     "derived", Axis::kSide, INVERSIM_VALUES(pivot_force_of)},
    {"pivot_moment_of_side", "N m",
     "moment with which each pivot's bolt bends its bracket; 0 for an ideal pivot", "assumed",
     Axis::kSide, INVERSIM_VALUES(pivot_moment_of)},
    {"pivot_shift", "m", "way of each side's pivot from where it is without load", "assumed",
     Axis::kSide, INVERSIM_VALUES(pivot_shift)},
    {"bed_roll", "rad",
     "tilt of the bed's pivot axis against the frame's, right side down positive", "assumed",
     Axis::kScalar, INVERSIM_VALUE(bed_roll)},
    {"foot_force", "N", "normal force of the floor on each foot of the frame", "recalled",
     Axis::kFoot, INVERSIM_VALUES(foot_force)},
    {"tipping_margin", "m",
     "distance of the centre of pressure from the edge of the feet, negative when tipping",
     "recalled", Axis::kScalar, INVERSIM_VALUE(tipping_margin)},
    {"tipping_margin_fore_aft", "m",
     "the same towards the head and foot end alone: what turning and braking change", "recalled",
     Axis::kScalar, INVERSIM_VALUE(tipping_margin_fore_aft)},
    {"floor_normal", "N", "normal force of the floor on all feet of the frame", "recalled",
     Axis::kScalar, INVERSIM_VALUE(floor_normal)},
    {"user_com_x", "m", "user's centre of mass from the pivot, bed axes, towards the head",
     "derived", Axis::kScalar, INVERSIM_VALUE(user_com_x)},
    {"user_com_z", "m", "user's centre of mass from the pivot, bed axes, out of the surface",
     "derived", Axis::kScalar, INVERSIM_VALUE(user_com_z)},
    {"head_clearance", "m", "top of the head above the floor", "derived", Axis::kScalar,
     INVERSIM_VALUE(head_clearance)},
    {"head_speed", "m s-1", "speed of the top of the head in the room", "derived", Axis::kScalar,
     INVERSIM_VALUE(head_speed)},
    {"cuff_pull", "N", "pull of the ankle cuffs, both feet", "assumed", Axis::kScalar,
     INVERSIM_VALUE(cuff_pull)},
    {"platform_push", "N", "push of the foot platform, both feet", "assumed", Axis::kScalar,
     INVERSIM_VALUE(platform_push)},
    {"bed_normal", "N", "normal force of the bed on the user", "assumed", Axis::kScalar,
     INVERSIM_VALUE(bed_normal)},
    {"bed_friction", "N", "friction force of the bed on the user, towards the head", "assumed",
     Axis::kScalar, INVERSIM_VALUE(bed_friction)},
    {"ankle_axial", "N", "axial force of the ankle joints, both legs, tension positive", "assumed",
     Axis::kScalar, INVERSIM_VALUE(ankle_axial)},
    {"knee_axial", "N", "axial force of the knee joints, both legs, tension positive", "assumed",
     Axis::kScalar, INVERSIM_VALUE(knee_axial)},
    {"hip_axial", "N", "axial force of the hip joints, both legs, tension positive", "assumed",
     Axis::kScalar, INVERSIM_VALUE(hip_axial)},
    {"leg_cuff_pull", "N", "pull of the ankle cuff of each leg", "assumed", Axis::kSide,
     INVERSIM_VALUES(cuff_pull_of)},
    {"leg_anterior_force", "N",
     "force of cuff and platform on each foot out of the bed's surface: what holds the pelvis "
     "against twisting",
     "assumed", Axis::kSide, INVERSIM_VALUES(leg_anterior_force)},
    {"ankle_distraction", "m", "axial displacement of the ankle joint from no load", "assumed",
     Axis::kSide, INVERSIM_VALUES(ankle_distraction)},
    {"knee_distraction", "m", "axial displacement of the knee joint from no load", "assumed",
     Axis::kSide, INVERSIM_VALUES(knee_distraction)},
    {"hip_distraction", "m", "axial displacement of the hip joint from no load", "assumed",
     Axis::kSide, INVERSIM_VALUES(hip_distraction)},
    {"hand_grip_force", "N", "force with which each hand holds the grip it was sent to", "assumed",
     Axis::kSide, INVERSIM_VALUES(hand_grip_force)},
    {"hand_to_grip", "m", "way from each palm to that grip, 0 where it was sent to none", "assumed",
     Axis::kSide, INVERSIM_VALUES(hand_to_grip)},
    {"hand_frame_clearance", "m",
     "gap between each hand and the frame's tubes; negative where it holds or overlaps one",
     "assumed", Axis::kSide, INVERSIM_VALUES(hand_frame_clearance)},
    {"hand_floor_clearance", "m", "each hand above the floor", "derived", Axis::kSide,
     INVERSIM_VALUES(hand_floor_clearance)},
    {"muscle_effort", "1", "largest moment of any trunk or leg muscle over its strength", "assumed",
     Axis::kScalar, INVERSIM_VALUE(muscle_effort)},
    {"weight_axial", "N", "weight cranial to the level along the mid-disc normal, tension positive",
     "derived", Axis::kLevel, INVERSIM_VALUES(weight_axial)},
    {"section_axial", "N",
     "force through the cut at the level along the mid-disc normal (gravitational traction), "
     "tension positive",
     "assumed", Axis::kLevel, INVERSIM_VALUES(section_axial)},
    {"disc_axial", "N", "axial force of the disc: section less muscle tone, tension positive",
     "assumed", Axis::kLevel, INVERSIM_VALUES(disc_axial)},
    {"friction_share", "N", "section less weight less inertia: what the bed's contact adds",
     "assumed", Axis::kLevel, INVERSIM_VALUES(friction_share)},
    {"bed_normal_above", "N", "normal force of the bed on all that is cranial to the level",
     "assumed", Axis::kLevel, INVERSIM_VALUES(bed_normal_above)},
    {"inertia_axial", "N", "share of the section force that accelerates the cranial body",
     "derived", Axis::kLevel, INVERSIM_VALUES(inertia_axial)},
    {"muscle_tone", "N", "axial force of relaxed muscle, pressing the disc", "assumed",
     Axis::kLevel, INVERSIM_VALUES(muscle_tone)},
    {"shear_anterior", "N", "shear force on the cranial bone, anterior", "derived", Axis::kLevel,
     INVERSIM_VALUES(shear_anterior)},
    {"shear_lateral", "N", "shear force on the cranial bone, to the right", "derived", Axis::kLevel,
     INVERSIM_VALUES(shear_lateral)},
    {"moment_flexion", "N m", "moment on the cranial bone, flexion positive as in flexion",
     "derived", Axis::kLevel, INVERSIM_VALUES(moment_flexion)},
    {"moment_lateral", "N m", "moment on the cranial bone about z", "derived", Axis::kLevel,
     INVERSIM_VALUES(moment_lateral)},
    {"moment_torsion", "N m", "moment on the cranial bone about x", "derived", Axis::kLevel,
     INVERSIM_VALUES(moment_torsion)},
    {"disc_height", "m", "mean height of the disc; 0 where there is none", "derived", Axis::kLevel,
     INVERSIM_VALUES(disc_height)},
    {"disc_height_change", "m", "mean height of the disc, change from lying relaxed", "assumed",
     Axis::kLevel, INVERSIM_VALUES(disc_height_change)},
    {"disc_height_change_anterior", "m", "height of the disc in front, change from lying relaxed",
     "assumed", Axis::kLevel, INVERSIM_VALUES(disc_height_anterior)},
    {"disc_height_change_posterior", "m", "height of the disc behind, change from lying relaxed",
     "assumed", Axis::kLevel, INVERSIM_VALUES(disc_height_posterior)},
    {"foramen_height_change", "m",
     "height of the intervertebral foramen, change from lying relaxed", "assumed", Axis::kLevel,
     INVERSIM_VALUES(foramen_height_change)},
    {"creep_height", "m", "share of the disc height change that is creep", "derived", Axis::kLevel,
     INVERSIM_VALUES(creep_height)},
    {"disc_pressure", "Pa", "pressure in the nucleus; 0 where there is no disc", "derived",
     Axis::kLevel, INVERSIM_VALUES(disc_pressure)},
    {"flexion", "rad", "flexion of the level from lying relaxed", "assumed", Axis::kLevel,
     INVERSIM_VALUES(angle_flexion)},
    {"lateral_bending", "rad", "rotation of the level about z from lying relaxed", "assumed",
     Axis::kLevel, INVERSIM_VALUES(angle_lateral)},
    {"axial_rotation", "rad", "rotation of the level about x from lying relaxed", "assumed",
     Axis::kLevel, INVERSIM_VALUES(angle_torsion)},
    {"lumbar_length_change", "m", "sum of the disc height changes L1-L2 to L5-S1", "assumed",
     Axis::kScalar, INVERSIM_VALUE(lumbar_length)},
    {"thoracic_length_change", "m", "sum of the disc height changes T1-T2 to T12-L1", "assumed",
     Axis::kScalar, INVERSIM_VALUE(thoracic_length)},
    {"cervical_length_change", "m", "sum of the changes C0-C1 to C7-T1", "assumed", Axis::kScalar,
     INVERSIM_VALUE(cervical_length)},
    {"stature_change", "m",
     "sum of all disc height changes and of the tissue below the sacrum, from lying relaxed",
     "assumed", Axis::kScalar, INVERSIM_VALUE(stature_change)},
    {"length_on_table_change", "m",
     "head-to-sole length of the person as it lies or hangs, change from lying relaxed: stature "
     "change and distraction of ankle, knee and hip, mean of both legs",
     "assumed", Axis::kScalar, INVERSIM_VALUE(length_on_table)},
};

// of a frame that stands on its feet alone
constexpr SignalRow kStandingRows[] = {
    {"foot_tangential_force", "N", "friction force of the floor on each foot of the frame",
     "assumed", Axis::kFoot, INVERSIM_VALUES(floor.foot_tangential)},
    {"feet_lifted", "1", "number of feet of the frame that are off the floor", "assumed",
     Axis::kScalar, INVERSIM_VALUE(floor.feet_lifted)},
    {"frame_tilt", "rad", "angle between the frame's upright and the normal of the floor",
     "assumed", Axis::kScalar, INVERSIM_VALUE(floor.tilt)},
    {"frame_roll", "rad", "tilt of the frame to the user's right", "assumed", Axis::kScalar,
     INVERSIM_VALUE(floor.roll)},
    {"frame_pitch", "rad", "tilt of the frame, its head end down", "assumed", Axis::kScalar,
     INVERSIM_VALUE(floor.pitch)},
    {"frame_yaw", "rad", "turn of the frame on the floor, its head end to the user's right",
     "assumed", Axis::kScalar, INVERSIM_VALUE(floor.yaw)},
    {"frame_slid", "m", "way of the foot that has slid furthest on the floor", "assumed",
     Axis::kScalar, INVERSIM_VALUE(floor.slid)},
    {"floor_normal_other", "N",
     "normal force of the floor on what is not a foot of the frame: a table that has fallen",
     "assumed", Axis::kScalar, INVERSIM_VALUE(floor.other_normal)},
};

#undef INVERSIM_VALUE
#undef INVERSIM_VALUES

std::size_t width_of(Axis axis) {
  switch (axis) {
    case Axis::kLevel:
      return kLevels;
    case Axis::kFoot:
      return kFrameFeet;
    case Axis::kSide:
      return kSides;
    default:
      return 1;
  }
}

const char* name_of(Axis axis) {
  switch (axis) {
    case Axis::kLevel:
      return "level";
    case Axis::kFoot:
      return "foot";
    case Axis::kSide:
      return "side";
    default:
      return "";
  }
}

SignalTable table_of(bool standing, bool circulates) {
  SignalTable table;
  Coordinate level{"level", "intervertebral level, named by its two bones", {}};
  for (const std::string_view name : kLevelNames) level.labels.emplace_back(name);
  table.coordinates = {level,
                       {"foot",
                        "foot of the frame, as the user lies",
                        {"foot end left", "foot end right", "head end left", "head end right"}},
                       {"side", "side of the user", {"right", "left"}}};
  const auto add = [&table](Signal signal) {
    table.row_width += signal.width;
    table.signals.push_back(std::move(signal));
  };
  const auto add_rows = [&add](std::span<const SignalRow> rows) {
    for (const SignalRow& row : rows) {
      add({row.name, row.units, row.long_name, row.status, name_of(row.axis), width_of(row.axis)});
    }
  };
  add_rows(kRows);
  if (standing) add_rows(kStandingRows);
  if (circulates) {
    for (const CirculationSignal& row : kCirculationSignalRows) {
      add({row.name, row.units, row.long_name, "derived", "", 1});
    }
  }
  return table;
}

}  // namespace

SignalTable signal_table(const PlantDesign& design) {
  return table_of(design.standing, design.model.circulates);
}

SignalTable every_signal() { return table_of(true, true); }

void write_row(const PlantDesign& design, const Observation& o, std::span<double> row) {
  std::size_t at = 0;
  const auto write = [&](std::span<const SignalRow> rows) {
    for (const SignalRow& r : rows) {
      const double* values = r.values(o);
      for (std::size_t i = 0; i < width_of(r.axis); ++i) row[at++] = values[i];
    }
  };
  write(kRows);
  if (design.standing) write(kStandingRows);
  if (!design.model.circulates) return;
  for (const CirculationSignal& r : kCirculationSignalRows) row[at++] = o.circulation.*r.member;
}

}  // namespace inversim
