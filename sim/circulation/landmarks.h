// SPDX-License-Identifier: Apache-2.0
// The points of the body at which the circulation needs to know how high it is.
//
// The circulation knows no bodies: whoever steps it says, for every landmark, how far it stands
// vertically above the centre of the right atrium. Each landmark belongs to a segment of the body
// and lies, in the straight body (anatomical position, arms at the sides), at a given fraction of
// the stature above (+, towards the head) or below (-) the right atrium along the body axis. The
// fractions are figures of the model file, list `landmarks`.
#pragma once

namespace inversim {

enum Landmark : int {
  kRightAtrium,  // the zero of all heights
  kArch,         // top of the aortic arch
  kCarotidSinus,
  kEar,  // tragus: level of the brain's circulation
  kEye,
  kCuff,      // middle of the upper arm, right; a study may put its cuff elsewhere
  kCsfZero,   // where the pressure of the spinal fluid does not change with tilt
  kNeck,      // middle of the jugular veins
  kUpperArm,  // middle of the upper arm
  kForearm,   // middle of the forearm
  kSuperiorCava,
  kThoracicAorta,
  kInferiorCava,
  kAbdominal,  // middle of the abdominal aorta and veins
  kRenal,
  kSplanchnic,
  kThigh,  // middle of the thigh
  kShank,  // middle of the shank
  kFoot,   // sole
  kLandmarks
};

struct LandmarkRow {
  const char* name;     ///< as the model file has it
  const char* segment;  ///< part of the body that carries it: a vertebra, or a limb segment
};

inline constexpr LandmarkRow kLandmarkRows[kLandmarks] = {
    {"right_atrium", "T8"},   {"arch", "T4"},          {"carotid_sinus", "C4"},
    {"ear", "skull"},         {"eye", "skull"},        {"cuff", "upper_arm_r"},
    {"csf_zero", "T2"},       {"neck", "C5"},          {"upper_arm", "upper_arm_r"},
    {"forearm", "forearm_r"}, {"superior_cava", "T4"}, {"thoracic_aorta", "T8"},
    {"inferior_cava", "T9"},  {"abdominal", "L1"},     {"renal", "L2"},
    {"splanchnic", "L2"},     {"thigh", "thigh"},      {"shank", "shank"},
    {"foot", "foot"},
};

}  // namespace inversim
