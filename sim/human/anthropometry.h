// SPDX-License-Identifier: Apache-2.0
// A subject, and how a body of that sex is divided into segments. docs/body.md.
//
// Everything in this room but posture runs once per subject, in plain doubles.
#pragma once

#include <string>
#include <string_view>

namespace inversim {

enum class Sex { kMale, kFemale };

/// A person, as the subject file says.
struct Subject {
  std::string name;
  Sex sex = Sex::kMale;
  double age_y = 30;                         ///< [years]
  double height = 1.75;                      ///< [m] standing, sole to vertex
  double mass = 75;                          ///< [kg]
  std::string segment_set = "de_leva_1996";  ///< name for segment_set()
  std::string arm_entry_level = "T4";        ///< vertebra that carries the arms, T1 .. L5
  double com_offset = 0;      ///< [m] whole-body centre of mass, cranially, arms at sides
  double sitting_height = 0;  ///< [m] seat to vertex; 0: that of the segment set
};

/// Figures of one segment, one side of the body, from its proximal (of trunk and head: cranial)
/// end.
struct SegmentFigures {
  double mass;            ///< [1] over body mass
  double com;             ///< [1] from the proximal end, over length
  double k_sagittal;      ///< [1] radius of gyration about the front-back axis, over length
  double k_transverse;    ///< [1] about the left-right axis (pitch), over length
  double k_longitudinal;  ///< [1] about the long axis, over length
  double length;          ///< [1] over stature
};

/// A set of segments for one sex.
struct SegmentSet {
  std::string_view name;
  Sex sex;
  SegmentFigures head;         ///< with neck: vertex to cervicale (tip of C7)
  SegmentFigures trunk;        ///< cervicale to the midpoint of the hips
  SegmentFigures lower_trunk;  ///< part of the trunk: navel to the midpoint of the hips
  SegmentFigures upper_arm;    ///< shoulder to elbow
  SegmentFigures forearm;      ///< elbow to wrist
  SegmentFigures hand;         ///< wrist to third metacarpal head
  SegmentFigures thigh;        ///< hip to knee
  SegmentFigures shank;        ///< knee to ankle joint
  SegmentFigures foot;         ///< heel to toe tip; its long axis points forward
  double shoulder_to_hip;      ///< [1] midpoint of shoulders to midpoint of hips, over stature
  std::string_view source;
  std::string_view mark;  ///< how the figures are known: seen, recalled, derived, assumed
};

/// The set of that name; throws std::invalid_argument for a name there is not.
const SegmentSet& segment_set(std::string_view name, Sex sex);

/// Sum of all mass fractions, both sides; 1 for a sound set.
double mass_sum(const SegmentSet& set);

/// Heights above the sole of a straight standing body, over stature [1]. Ankle height closes the
/// chain: stature less head, trunk, thigh and shank.
struct BodyHeights {
  double ankle, knee, hip, shoulder, elbow, wrist, cervicale;
};
BodyHeights body_heights(const SegmentSet& set);

/// Heights in metres for a subject: the set's, with trunk and head stretched to the subject's
/// sitting height if one is given, and the legs to what is left of the stature.
BodyHeights body_heights(const SegmentSet& set, const Subject& subject);

/// [m] Depth of the body at the buttocks, standing; twice the height at which the centre of mass of
/// a person lies above a flat bed.
double buttock_depth(const Subject& subject);

/// Where the soles carry, of a person who stands at ease (assumed: heel 0.025 H behind the ankle,
/// ball 0.077 H ahead of it, feet 0.115 H apart).
struct Soles {
  double centre;        ///< [m] middle between heel and ball, ahead of the ankle
  double heel_to_ball;  ///< [m]
  double stance_width;  ///< [m] between the middles of the feet
};
Soles soles(const Subject& subject);

}  // namespace inversim
