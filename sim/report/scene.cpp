// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numbers>
#include <variant>

#include "inversim/human/landmarks.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kDensity = 1050.0;    // [kg/m^3] of the body, for the thickness of drawn segments
constexpr double kTrunkAspect = 1.45;  // width over depth of the trunk (drawn only)

double rounded(double x) { return std::round(x * 1e5) / 1e5; }
Json list(const Vec3<double>& v) { return {rounded(v.x), rounded(v.y), rounded(v.z)}; }
Json list(const Eigen::Vector3d& v) { return {rounded(v.x()), rounded(v.y()), rounded(v.z())}; }

/// The box around points.
Json box_around(const std::vector<Eigen::Vector3d>& points) {
  Eigen::Vector3d least = Eigen::Vector3d::Constant(std::numeric_limits<double>::infinity());
  Eigen::Vector3d greatest = -least;
  for (const Eigen::Vector3d& p : points) {
    least = least.cwiseMin(p);
    greatest = greatest.cwiseMax(p);
  }
  return {{"at", list(Eigen::Vector3d(0.5 * (least + greatest)))},
          {"half", list(Eigen::Vector3d(0.5 * (greatest - least)))}};
}

/// Boxes and tubes of bed or frame; a surface of triangles or a plane is left out.
void add_shapes(const std::vector<Shape>& shapes, const char* on, Json& boxes, Json& tubes) {
  for (const Shape& shape : shapes) {
    if (const auto* box = std::get_if<BoxShape>(&shape.geometry)) {
      boxes.push_back({{"on", on},
                       {"name", shape.name},
                       {"at", list(box->centre)},
                       {"half", list(box->half_size)}});
    } else if (const auto* tube = std::get_if<CapsuleShape>(&shape.geometry)) {
      tubes.push_back({{"on", on},
                       {"name", shape.name},
                       {"from", list(tube->from)},
                       {"to", list(tube->to)},
                       {"radius", tube->radius}});
    } else if (const auto* hull = std::get_if<HullShape>(&shape.geometry)) {
      Json one = box_around(hull->points);
      one["on"] = on;
      one["name"] = shape.name;
      boxes.push_back(std::move(one));
    }
  }
}

/// What a segment is drawn as: a limb from joint to far end, a slice of the trunk, the head.
Json segment_data(const PlantDesign& design, int s) {
  const Segment& segment = design.body.segments[static_cast<std::size_t>(s)];
  const bool is_trunk = s >= kPelvis && s < kSkull;
  const bool is_lumped = s <= kThighs && !has_two_legs(design.body);
  const double length = std::max(0.01, (segment.p_RE - segment.p_RJ).norm());
  // both legs of a lumped one have half of its mass
  const double mass = is_lumped ? 0.5 * segment.mass : segment.mass;
  const double aspect = is_trunk ? kTrunkAspect : 1.0;
  const double depth = 2.0 * std::sqrt(mass / (kDensity * std::numbers::pi * length * aspect));
  Json one{{"body", design.frames.body(s)},
           {"name", segment.name},
           {"kind", s == kSkull                 ? "head"
                    : is_trunk                  ? "trunk"
                    : s == kFeet || s == kFootL ? "foot"
                                                : "limb"},
           {"end", list(design.frames.in_body(s, segment.p_RE))},
           {"centre", list(design.frames.in_body(s, segment.p_RC))},
           {"mass", rounded(segment.mass)},
           {"width", rounded(depth * aspect)},
           {"depth", rounded(depth)}};
  if (is_lumped) {
    // one body stands for both: drawn twice, apart
    const double H = design.body.subject.height;
    one["apart"] = {rounded(H * kHalfAnkles),
                    rounded(H * (s == kThighs ? kHalfHips : kHalfAnkles))};
  }
  return one;
}

Json levels_data(const PlantDesign& design) {
  Json levels = Json::array();
  for (int k = 0; k < kLevels; ++k) {
    const LevelGeometry& level = design.body.levels[static_cast<std::size_t>(k)];
    levels.push_back({{"name", kLevelNames[static_cast<std::size_t>(k)]},
                      {"body", body_of_level(k)},
                      {"height", rounded(level.disc_height_mean)},
                      {"width", rounded(level.endplate_width)},
                      {"depth", rounded(level.endplate_depth)}});
  }
  return levels;
}

}  // namespace

std::string scene_text(const PlantDesign& design) {
  Json boxes = Json::array(), tubes = Json::array(), segments = Json::array();
  add_shapes(design.shapes, "bed", boxes, tubes);
  add_shapes(design.frame_shapes, "frame", boxes, tubes);
  const int count = static_cast<int>(design.body.segments.size());
  for (int s = 0; s < count; ++s) segments.push_back(segment_data(design, s));
  Json landmarks = Json::array();
  for (const char* name : {"right_atrium", "carotid_sinus", "ear", "eye"}) {
    const BodyPoint p = body_landmark(design.body, name);
    landmarks.push_back({{"name", name},
                         {"body", design.frames.body(p.segment)},
                         {"at", list(design.frames.in_body(p.segment, p.p_RP))}});
  }
  Json handles = Json::array();
  for (const HandleData& h : design.handles) {
    handles.push_back({{"name", h.name},
                       {"on", h.on_bed ? "bed" : "frame"},
                       {"at", list(Vec3<double>{h.x, h.y, h.z})}});
  }
  const FrameFeetParams<double>& feet = design.table.model.feet;
  const PlantModel<double>& m = design.model;
  Json scene{
      {"pivot_height", design.table.pivot_height},
      {"surface_offset", design.table.surface_offset},
      {"ankle_x", design.table.ankle_x},
      {"has_frame", !design.frame_shapes.empty()},
      {"feet", {{"centre_x", feet.centre_x}, {"length", feet.length}, {"width", feet.width}}},
      {"boxes", boxes},
      {"tubes", tubes},
      {"handles", handles},
      {"segments", segments},
      {"levels", levels_data(design)},
      {"landmarks", landmarks}};
  // what the pads hold before they slide, cold and dry, per newton of clamp force [m]
  if (m.brake_grip_per_force > 0) {
    scene["brake"] = {{"hold_per_clamp_force", m.brake.mu_static * m.brake_grip_per_force}};
  }
  return scene.dump();
}

}  // namespace inversim
