// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/skin.h"

#include <algorithm>
#include <array>

#include "inversim/human/geometry.h"

namespace inversim {

namespace {

using Eigen::Vector3d;

// a man of 1.75 m; scaled with stature; assumed
constexpr double kStature = 1.75;
constexpr double kTrunkHalfSpacing = 0.070;    // [m] points on ribs and muscle beside the spine
constexpr double kButtockHalfSpacing = 0.080;  // [m]
constexpr double kLegHalfSpacing = 0.096;      // [m] as the knees and ankles
constexpr double kOcciputRadius = 0.080;       // [m]
constexpr double kVertexHalfSpacing = 0.035;   // [m] of what touches the floor in a headstand

// How far the back stands off a flat bed, lying: T3 to T10 and the buttocks rest on it, the hollow
// of the loins is 15 mm at L3 (a flat hand goes under a supine man's loins), the base of the neck
// rises from T2 on [m]; index: level, bones from T1 on; assumed.
constexpr std::array<double, kLevels> kHollow = {
    0,     0,     0,     0,     0,    0, 0, 0,  // skull and neck: no points
    0.040, 0.018, 0,     0,     0,    0, 0, 0,  // T1 .. T8
    0,     0,     0.002, 0.006,                 // T9 .. T12
    0.010, 0.014, 0.015, 0.013, 0.008};         // L1 .. L5

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Adds a sphere whose lowest point is at p; right and left ones for y > 0.
void add(std::vector<SkinPoint>& skin, const std::string& name, int segment, SkinRegion region,
         const Vector3d& p, double radius, double load) {
  const auto one = [&](const std::string& suffix, double y, double share) {
    skin.push_back({name + suffix, segment, region, {p.x(), y, p.z() + radius}, radius, share});
  };
  if (p.y() == 0) {
    one("", 0, load);
  } else {
    one("_right", p.y(), load / 2);
    one("_left", -p.y(), load / 2);
  }
}

}  // namespace

double back_hollow(int level) { return kHollow[at(level)] / kStature; }

std::vector<SkinPoint> skin_points(const BodyGeometry& b) {
  std::vector<SkinPoint> skin;
  const double s = b.subject.height / kStature;
  const BodyHeights& h = b.heights;
  const auto mass = [&](int segment) { return b.segments[at(segment)].mass; };
  const double y_leg = kLegHalfSpacing * s;
  const SkinRegion leg = SkinRegion::kLeg, trunk = SkinRegion::kTrunk, arm = SkinRegion::kArm;

  // on the bed: heels, thick of the calves, thighs under the buttocks and above the knees; the
  // hollow of the knees does not
  add(skin, "heel", kFeet, leg, {0.6 * h.ankle, y_leg, 0}, 0.030 * s, mass(kFeet));
  add(skin, "calf", kShanks, leg, {h.knee - 0.3 * (h.knee - h.ankle), y_leg, 0}, 0.050 * s,
      mass(kShanks));
  add(skin, "thigh_distal", kThighs, leg, {h.knee + 0.3 * (h.hip - h.knee), y_leg, 0.010 * s},
      0.060 * s, mass(kThighs) / 2);
  add(skin, "thigh_proximal", kThighs, leg, {h.hip - 0.25 * (h.hip - h.knee), y_leg, 0}, 0.070 * s,
      mass(kThighs) / 2);
  add(skin, "buttock", kPelvis, trunk, {h.hip, kButtockHalfSpacing * s, 0}, 0.080 * s,
      mass(kPelvis));

  for (int i = kLevelL5S1; i > kLevelC7T1; --i) {
    const Segment& slice = b.segments[at(segment_of_level(i))];
    const double x = (slice.p_RJ.x() + slice.p_RE.x()) / 2;
    add(skin, slice.name, segment_of_level(i), trunk,
        {x, kTrunkHalfSpacing * s, back_hollow(i) * b.subject.height}, 0.030 * s, slice.mass);
  }
  const Segment& skull = b.segments[kSkull];
  add(skin, "occiput", kSkull, SkinRegion::kHead, {skull.p_RC.x(), 0, b.headrest_height},
      kOcciputRadius * s, skull.mass);

  for (const int upper : {kUpperArmR, kUpperArmL}) {
    const Segment& u = b.segments[at(upper)];
    const Segment& f = b.segments[at(upper + 1)];
    const double y = u.p_RJ.y();
    const std::string side = y > 0 ? "_right" : "_left";
    const auto one = [&](const std::string& name, int segment, double x, double r, double load) {
      skin.push_back({name + side, segment, arm, {x, y, r * s}, r * s, load});
    };
    one("upper_arm", upper, h.elbow + 0.15 * (h.shoulder - h.elbow), 0.040, u.mass);
    one("forearm", upper + 1, h.elbow - 0.3 * (h.elbow - h.wrist), 0.035, f.mass / 2);
    one("hand", upper + 1, (h.wrist + f.p_RE.x()) / 2, 0.015, f.mass / 2);
  }

  // loads become shares of their region
  std::array<double, 4> total = {};
  for (const SkinPoint& p : skin) total[at(static_cast<int>(p.region))] += p.share;
  for (SkinPoint& p : skin) p.share /= total[at(static_cast<int>(p.region))];
  return skin;
}

void add_vertex(BodyGeometry& b) {
  const Segment& skull = b.segments[kSkull];
  const double radius = kOcciputRadius * b.subject.height / kStature;
  double total = 0;
  for (const Segment& s : b.segments) total += s.mass;
  double head = 0;  // of the region's segments
  for (int i = segment_of_level(kLevelC7T1); i <= kSkull; ++i) head += b.segments[at(i)].mass;
  // a patch, so that the head neither rolls nor spins on a point
  const double half = kVertexHalfSpacing * b.subject.height / kStature;
  std::vector<SkinPoint> patch;
  for (const double y : {half, -half}) {
    for (const double z : {half, -half}) {
      patch.push_back(
          {std::string("vertex") + (z > 0 ? "_front" : "_back") + (y > 0 ? "_right" : "_left"),
           kSkull,
           SkinRegion::kHead,
           {skull.p_RE.x() - radius, y, skull.p_RC.z() + z},
           radius,
           0.25 * total / head});
    }
  }
  const auto after = std::find_if(b.skin.begin(), b.skin.end(),
                                  [](const SkinPoint& p) { return p.segment > kSkull; });
  b.skin.insert(after, patch.begin(), patch.end());
}

void add_thigh_fronts(BodyGeometry& b) {
  const Segment& thighs = b.segments[kThighs];
  std::vector<SkinPoint> fronts;
  for (const SkinPoint& back : b.skin) {
    if (back.segment != kThighs) continue;
    SkinPoint front = back;
    front.name.insert(front.name.rfind('_'), "_front");
    const double along = (back.p_RS.x() - thighs.p_RJ.x()) / (thighs.p_RE.x() - thighs.p_RJ.x());
    const double axis = thighs.p_RJ.z() + along * (thighs.p_RE.z() - thighs.p_RJ.z());
    front.p_RS.z() = 2 * axis - back.p_RS.z();
    fronts.push_back(front);
  }
  double total = 0;
  for (const SkinPoint& front : fronts) total += front.share;
  for (SkinPoint& front : fronts) front.share /= total;
  const auto after = std::find_if(b.skin.begin(), b.skin.end(),
                                  [](const SkinPoint& p) { return p.segment > kThighs; });
  b.skin.insert(after, fronts.begin(), fronts.end());
}

}  // namespace inversim
