// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/anthropometry.h"

#include <cmath>
#include <stdexcept>

namespace inversim {

namespace {

// de Leva 1996, J Biomech 29:1223, his adjustment of Zatsiorsky's mean young adults: masses,
// centres and radii as carried by BMClab/BMC data/BSP{male,female}_ZdeLeva.txt (seen); lengths from
// wspr/body-segment-param data/zats-tables (seen) over the mean statures 1.741 m (men, seen) and
// 1.735 m (women, recalled). Alternate endpoints: head "Head 2" VERT-CERV, trunk "Trunk 2"
// CERV-MIDH, shank "Shank 2" KJC-AJC, so that the chain closes; shoulders from "Trunk 3" MIDS-MIDH.
// Public copies with head mass 0.694, or upper arm and forearm measured from the distal end, are
// wrong.
constexpr std::string_view kDeLevaSource =
    "de Leva 1996 via BMClab/BMC BSP{male,female}_ZdeLeva.txt; lengths wspr/body-segment-param";

// clang-format off
constexpr SegmentSet kDeLevaMale = {
    .name = "de_leva_1996",
    .sex = Sex::kMale,
    //               mass    com     k_sag  k_trans k_long length
    .head =        {0.0694, 0.5002, 0.303, 0.315, 0.261, 0.1395},
    .trunk =       {0.4346, 0.5138, 0.328, 0.306, 0.169, 0.3465},
    .lower_trunk = {0.1117, 0.6115, 0.615, 0.551, 0.587, 0.0837},
    .upper_arm =   {0.0271, 0.5772, 0.285, 0.269, 0.158, 0.1618},
    .forearm =     {0.0162, 0.4574, 0.276, 0.265, 0.121, 0.1545},
    .hand =        {0.0061, 0.7900, 0.628, 0.513, 0.401, 0.0495},
    .thigh =       {0.1416, 0.4095, 0.329, 0.329, 0.149, 0.2425},
    .shank =       {0.0433, 0.4395, 0.251, 0.246, 0.102, 0.2529},
    .foot =        {0.0137, 0.4415, 0.257, 0.245, 0.124, 0.1482},
    .shoulder_to_hip = 0.2961,
    .source = kDeLevaSource,
    .mark = "seen",
};

constexpr SegmentSet kDeLevaFemale = {
    .name = "de_leva_1996",
    .sex = Sex::kFemale,
    .head =        {0.0668, 0.4841, 0.271, 0.295, 0.261, 0.1405},
    .trunk =       {0.4257, 0.4964, 0.307, 0.292, 0.147, 0.3544},
    .lower_trunk = {0.1247, 0.4920, 0.433, 0.402, 0.444, 0.1046},
    .upper_arm =   {0.0255, 0.5754, 0.278, 0.260, 0.148, 0.1586},
    .forearm =     {0.0138, 0.4559, 0.261, 0.257, 0.094, 0.1523},
    .hand =        {0.0056, 0.7474, 0.531, 0.454, 0.335, 0.0450},
    .thigh =       {0.1478, 0.3612, 0.369, 0.364, 0.162, 0.2124},
    .shank =       {0.0481, 0.4352, 0.267, 0.263, 0.092, 0.2528},
    .foot =        {0.0129, 0.4014, 0.299, 0.279, 0.139, 0.1316},
    .shoulder_to_hip = 0.2870,
    .source = kDeLevaSource,
    .mark = "seen",
};

// clang-format on

// sitting height over stature, ANSUR II means (recalled)
constexpr double kSittingShareMale = 0.523, kSittingShareFemale = 0.527;

// buttock depth = k sqrt(mass / height), as a cylinder of constant density would have it (derived):
// ANSUR II p50, men 0.250 m at 84.6 kg and 1.755 m, women 0.2365 m at 66.8 kg and 1.626 m
constexpr double kButtockDepthMale = 0.0360, kButtockDepthFemale = 0.0369;  // [m^1.5 kg^-0.5]

}  // namespace

const SegmentSet& segment_set(std::string_view name, Sex sex) {
  if (name != "de_leva_1996") {
    throw std::invalid_argument("unknown segment set '" + std::string(name) +
                                "'; there is de_leva_1996");
  }
  return sex == Sex::kMale ? kDeLevaMale : kDeLevaFemale;
}

double mass_sum(const SegmentSet& set) {
  return set.head.mass + set.trunk.mass +
         2 * (set.upper_arm.mass + set.forearm.mass + set.hand.mass + set.thigh.mass +
              set.shank.mass + set.foot.mass);
}

BodyHeights body_heights(const SegmentSet& set) {
  BodyHeights h;
  h.cervicale = 1 - set.head.length;
  h.hip = h.cervicale - set.trunk.length;
  h.knee = h.hip - set.thigh.length;
  h.ankle = h.knee - set.shank.length;
  h.shoulder = h.hip + set.shoulder_to_hip;
  h.elbow = h.shoulder - set.upper_arm.length;
  h.wrist = h.elbow - set.forearm.length;
  return h;
}

BodyHeights body_heights(const SegmentSet& set, const Subject& subject) {
  const BodyHeights h = body_heights(set);
  const double H = subject.height;
  const double usual = H * (subject.sex == Sex::kMale ? kSittingShareMale : kSittingShareFemale);
  const double stretch = subject.sitting_height > 0 ? subject.sitting_height / usual : 1;
  const double hip = 1 - stretch * (1 - h.hip);
  if (!(hip > 0.3 && hip < 0.7)) {
    throw std::invalid_argument("a sitting height of " + std::to_string(subject.sitting_height) +
                                " m does not go with a stature of " + std::to_string(H) + " m");
  }
  const double legs = hip / h.hip;
  BodyHeights out;
  out.hip = H * hip;
  out.knee = H * legs * h.knee;
  out.ankle = H * legs * h.ankle;
  out.cervicale = H * (1 - stretch * (1 - h.cervicale));
  out.shoulder = H * (hip + stretch * (h.shoulder - h.hip));
  out.elbow = out.shoulder - H * set.upper_arm.length;
  out.wrist = out.elbow - H * set.forearm.length;
  return out;
}

double buttock_depth(const Subject& subject) {
  const double k = subject.sex == Sex::kMale ? kButtockDepthMale : kButtockDepthFemale;
  return k * std::sqrt(subject.mass / subject.height);
}

Soles soles(const Subject& subject) {
  const double H = subject.height;
  return {.centre = 0.026 * H, .heel_to_ball = 0.102 * H, .stance_width = 0.115 * H};
}

}  // namespace inversim
