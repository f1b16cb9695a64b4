// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/landmarks.h"

#include <stdexcept>

namespace inversim {

namespace {

using Eigen::Vector3d;

/// Heights above the sole over stature, of the straight body. The published columns behind them are
/// lengths along the body: lying flat they all count as level, so these points share the depth of
/// the right atrium.
struct ColumnRow {
  const char* name;
  const char* segment;
  double height;  // [1]
};
constexpr ColumnRow kColumn[] = {
    {"right_atrium", "T8", 0.73},            // fourth intercostal space, .72 .. .745 (recalled)
    {"arch", "T4", 0.73 + 0.05},             // top of the aortic arch (derived)
    {"aortic_arch", "T4", 0.73 + 0.05},      // the same
    {"carotid_sinus", "C4", 0.73 + 0.135},   // 14 cm above the brachiocephalic artery (seen)
    {"eye", "skull", 0.73 + 0.20},           // 29.5 cm above the brachiocephalic artery (seen)
    {"ear", "skull", 0.73 + 0.195},          // the ear-eye plane is level, upright (assumed)
    {"neck", "C5", 0.73 + 0.12},             // middle of the jugular veins (assumed)
    {"csf_zero", "T2", 0.73 + 0.075},        // between C7 and T5 (recalled)
    {"superior_cava", "T4", 0.73 + 0.043},   // middle of 14.5 cm that end in the atrium (derived)
    {"thoracic_aorta", "T8", 0.73 + 0.003},  // middle of 16 cm below the arch (derived)
    {"inferior_cava", "T9", 0.73 - 0.018},   // its part in the chest (derived)
    {"abdominal", "L1", 0.73 - 0.087},       // middle of 14.5 cm below the diaphragm (derived)
    {"abdomen", "L1", 0.73 - 0.087},         // the same
    {"renal", "L2", 0.73 - 0.087},           // kidneys beside L1 .. L3 (derived)
    {"splanchnic", "L2", 0.73 - 0.10},       // (assumed)
    {"legs", "thighs", 0.417},               // a third down a column of 0.626 H (seen)
};

/// The right atrium's depth: the middle of the chest there.
double depth_of_atrium(const BodyGeometry& body) {
  return body.segments[static_cast<std::size_t>(segment_of_level(level_below("T8")))].p_RC.z();
}

}  // namespace

BodyPoint point_on_segment(const BodyGeometry& body, std::string_view name,
                           std::string_view segment, double height) {
  const int index = segment_index(body, segment);
  const double y = body.segments[static_cast<std::size_t>(index)].p_RJ.y();
  return {std::string(name), index, {height, y, depth_of_atrium(body)}};
}

std::vector<BodyPoint> body_landmarks(const BodyGeometry& body) {
  const double H = body.subject.height;
  const BodyHeights& h = body.heights;
  std::vector<BodyPoint> out;
  for (const ColumnRow& row : kColumn) {
    out.push_back(point_on_segment(body, row.name, row.segment, row.height * H));
  }
  // middles of limb parts
  const auto middle = [&](const char* name, const char* segment, double a, double b) {
    out.push_back(point_on_segment(body, name, segment, (a + b) / 2));
  };
  middle("cuff", "upper_arm_r", h.shoulder, h.elbow);
  middle("upper_arm", "upper_arm_r", h.shoulder, h.elbow);
  middle("forearm", "forearm_r", h.elbow, h.wrist);
  middle("thigh", "thighs", h.hip, h.knee);
  middle("shank", "shanks", h.knee, h.ankle);
  middle("foot", "feet", 0, 0);
  middle("feet", "feet", 0, 0);

  // points of the body itself
  const auto point = [&](const char* name, int segment, const Vector3d& p) {
    out.push_back({name, segment, p});
  };
  const auto& segments = body.segments;
  point("sole", kFeet, {0, 0, segments[kFeet].p_RC.z()});
  point("heel", kFeet, {0, 0, 0});
  point("vertex", kSkull, segments[kSkull].p_RE);
  const int T1 = segment_of_level(level_below("T1"));
  point("T1", T1, segments[static_cast<std::size_t>(T1)].p_RC);
  point("hand_r", kForearmR, segments[kForearmR].p_RE);
  point("hand_l", kForearmL, segments[kForearmL].p_RE);
  return out;
}

BodyPoint body_landmark(const BodyGeometry& body, std::string_view name) {
  for (BodyPoint& p : body_landmarks(body)) {
    if (p.name == name) return p;
  }
  throw std::invalid_argument("the body has no landmark '" + std::string(name) + "'");
}

}  // namespace inversim
