// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/geometry.h"

#include <numbers>
#include <stdexcept>

#include <Eigen/Dense>

#include "inversim/human/spine_curve.h"

namespace inversim {

namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

// places across and above the bed, over stature; all assumed unless said
constexpr double kShoulderHalfSpacing = 0.104;  // biacromial breadth 0.237 H, less the deltoid caps
constexpr double kAnkleBehindHeel = 0.25;    // of foot length: ankle axis from the back of the heel
constexpr double kWristHeight = 0.023;       // half a forearm and the bed: 40 mm at 1.75 m
constexpr double kShoulderOverCom = 0.85;    // shoulder joint above the bed over com_height
constexpr double kHeadCentreAhead = 0.006;   // centre of the skull ahead of C0-C1: 10 mm (recalled)
constexpr double kHeadHalfLength = 0.0563;   // head length 0.197 m at 1.75 m (recalled)
constexpr double kHeadHalfBreadth = 0.0434;  // head breadth 0.152 m (recalled)
constexpr double kHeadDensity = 1060;        // [kg/m^3] (assumed)

Matrix3d point_mass_inertia(double m, const Vector3d& r) {
  return m * (r.squaredNorm() * Matrix3d::Identity() - r * r.transpose());
}

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// ---- segments

/// A limb part between two joints, of the mass given, with its centre and radii; both sides lumped
/// onto y = 0 for y_half > 0.
Segment limb(const std::string& name, int parent, JointKind joint, const SegmentFigures& f,
             double mass, const Vector3d& proximal, const Vector3d& distal, double length,
             double y_half) {
  const Matrix3d R = frame_along(proximal - distal);
  const Vector3d k = length * Vector3d(f.k_longitudinal, f.k_transverse, f.k_sagittal);
  const Vector3d k2 = k.cwiseProduct(k);
  Segment s;
  s.name = name;
  s.parent = parent;
  s.joint = joint;
  s.R_RJ = Matrix3d::Identity();
  s.mass = mass;
  s.p_RC = proximal + f.com * (distal - proximal);
  s.I_C = mass * (R * k2.asDiagonal() * R.transpose()) + point_mass_inertia(mass, {0, y_half, 0});
  return s;
}

void add_legs(BodyGeometry& b, const SegmentSet& set, double body) {
  const BodyHeights& h = b.heights;
  const double H = b.subject.height;
  const double foot_length = set.foot.length * H;
  const Vector3d hip(h.hip, 0, b.com_height);
  const Vector3d ankle(h.ankle, 0, kAnkleBehindHeel * foot_length);
  const Vector3d knee = ankle + (h.knee - h.ankle) / (h.hip - h.ankle) * (hip - ankle);

  // the foot's long axis points forward: longitudinal radius about z, sagittal about x
  Segment feet;
  feet.name = "feet";
  feet.parent = kNoBody;
  feet.joint = JointKind::kBushing;
  feet.p_RJ = ankle;
  feet.R_RJ = Matrix3d::Identity();
  feet.mass = 2 * body * set.foot.mass;
  feet.p_RC = {h.ankle / 2, 0, set.foot.com * foot_length};
  const Vector3d k =
      foot_length * Vector3d(set.foot.k_sagittal, set.foot.k_transverse, set.foot.k_longitudinal);
  feet.I_C = feet.mass * Matrix3d(k.cwiseProduct(k).asDiagonal()) +
             point_mass_inertia(feet.mass, {0, kHalfAnkles * H, 0});
  feet.p_RE = {0, 0, foot_length};
  b.segments.push_back(feet);

  Segment shanks = limb("shanks", kFeet, JointKind::kBushing, set.shank, 2 * body * set.shank.mass,
                        knee, ankle, h.knee - h.ankle, kHalfAnkles * H);
  shanks.p_RJ = ankle;
  shanks.p_RE = knee;
  b.segments.push_back(shanks);

  Segment thighs =
      limb("thighs", kShanks, JointKind::kBushing, set.thigh, 2 * body * set.thigh.mass, hip, knee,
           h.hip - h.knee, (kHalfHips + kHalfAnkles) / 2 * H);
  thighs.p_RJ = knee;
  thighs.p_RE = hip;
  b.segments.push_back(thighs);
}

void add_trunk(BodyGeometry& b, const SpineGeometry& spine, const SegmentSet& set, double body,
               const TrunkSlices& slices, const SpineCurve& c) {
  const double H = b.subject.height;
  Segment pelvis;
  pelvis.name = "pelvis";
  pelvis.parent = kThighs;
  pelvis.joint = JointKind::kBushing;
  pelvis.p_RJ = {b.heights.hip, 0, b.com_height};
  pelvis.R_RJ = Matrix3d::Identity();
  pelvis.mass = slices.pelvis;
  const double lower = set.lower_trunk.length * H;
  pelvis.p_RC = pelvis.p_RJ + Vector3d((1 - set.lower_trunk.com) * lower, 0, 0);
  const Vector3d k = lower * Vector3d(set.lower_trunk.k_longitudinal, set.lower_trunk.k_transverse,
                                      set.lower_trunk.k_sagittal);
  pelvis.I_C = pelvis.mass * Matrix3d(k.cwiseProduct(k).asDiagonal());
  pelvis.p_RE = c.joint[kLevelL5S1];
  b.segments.push_back(pelvis);

  for (int i = kLevelL5S1; i >= 1; --i) {
    Segment s;
    s.name = kUpperBones[at(i)];
    s.parent = segment_of_level(i) - 1;
    s.joint = JointKind::kBushing;
    s.p_RJ = c.joint[at(i)];
    s.p_RE = c.joint[at(i - 1)];
    s.R_RJ = level_axes(spine, c, i);
    s.mass = slices.mass[at(i)];
    const double thickness = (s.p_RE - s.p_RJ).norm();
    const SliceShape shape = slice_shape(i, b.subject);
    s.p_RC = (s.p_RJ + s.p_RE) / 2;
    if (i > kLevelC7T1) s.p_RC.z() = shape.half_depth + back_hollow(i) * H;
    const Matrix3d R = frame_along(c.axis[at(i)]);
    s.I_C = R * cylinder_inertia(s.mass, thickness, shape) * R.transpose();
    b.segments.push_back(s);
  }

  Segment skull;
  skull.name = "skull";
  skull.parent = kSkull - 1;
  skull.joint = JointKind::kBushing;
  skull.p_RJ = c.joint[0];
  skull.R_RJ = level_axes(spine, c, 0);
  skull.mass = slices.mass[0];
  // centre: what the set's head leaves when the neck's slices are taken from it
  const double head_length = H - b.heights.cervicale;
  double moment = body * set.head.mass * (H - set.head.com * head_length);
  for (int i = 1; i <= kLevelC7T1; ++i) {
    const Segment& s = b.segments[at(segment_of_level(i))];
    moment -= s.mass * s.p_RC.x();
  }
  skull.p_RC = {moment / skull.mass, 0, c.joint[0].z() + kHeadCentreAhead * H};
  // inertia: an ellipsoid as long and wide as the head, as high as its mass makes it
  const double a = kHeadHalfLength * H, w = kHeadHalfBreadth * H;
  const double up = 0.75 * skull.mass / (std::numbers::pi * kHeadDensity * a * w);
  skull.I_C =
      (skull.mass / 5 * Vector3d(a * a + w * w, a * a + up * up, w * w + up * up)).asDiagonal();
  skull.p_RE = {H, 0, skull.p_RC.z()};
  b.segments.push_back(skull);
}

void add_arm(BodyGeometry& b, const SegmentSet& set, double body, double side) {
  const BodyHeights& h = b.heights;
  const double H = b.subject.height;
  const double y = side * kShoulderHalfSpacing * H;
  const Vector3d shoulder(h.shoulder, y, kShoulderOverCom * b.com_height);
  const Vector3d wrist(h.wrist, y, kWristHeight * H);
  const Vector3d elbow =
      shoulder + (h.shoulder - h.elbow) / (h.shoulder - h.wrist) * (wrist - shoulder);
  const double hand_length = set.hand.length * H;
  const Vector3d along = (wrist - elbow).normalized();
  const std::string suffix = side > 0 ? "_r" : "_l";
  const int carrier = segment_of_level(level_below(b.subject.arm_entry_level));

  Segment upper = limb("upper_arm" + suffix, carrier, JointKind::kSpherical, set.upper_arm,
                       body * set.upper_arm.mass, shoulder, elbow, h.shoulder - h.elbow, 0);
  upper.p_RJ = shoulder;
  upper.p_RE = elbow;
  const int index = static_cast<int>(b.segments.size());
  b.segments.push_back(upper);

  // forearm and hand as one
  Segment fore = limb("forearm" + suffix, index, JointKind::kRevolute, set.forearm,
                      body * set.forearm.mass, elbow, wrist, h.elbow - h.wrist, 0);
  const Segment hand = limb("hand", 0, JointKind::kRevolute, set.hand, body * set.hand.mass, wrist,
                            wrist + hand_length * along, hand_length, 0);
  const double m = fore.mass + hand.mass;
  const Vector3d com = (fore.mass * fore.p_RC + hand.mass * hand.p_RC) / m;
  fore.I_C += hand.I_C + point_mass_inertia(fore.mass, fore.p_RC - com) +
              point_mass_inertia(hand.mass, hand.p_RC - com);
  fore.mass = m;
  fore.p_RC = com;
  fore.p_RJ = elbow;
  fore.p_RE = wrist + 2 * hand_length * along;  // finger tips, about twice as far as the knuckles
  b.segments.push_back(fore);
}

/// Moves the slices of the trunk along x so that the trunk's centre is where the set has it, and
/// lifts everything so that the whole body's centre is at com_height; the skin stays on the bed.
void close_centre_of_mass(BodyGeometry& b, const SegmentSet& set) {
  const int first = segment_of_level(kLevelL5S1), last = segment_of_level(kLevelC7T1 + 1);
  const MassProperties trunk = mass_properties(b, kPelvis, last);
  const MassProperties slices = mass_properties(b, first, last);
  const double target = b.heights.cervicale - set.trunk.com * (b.heights.cervicale - b.heights.hip);
  b.slice_shift = trunk.mass / slices.mass * (target - trunk.com.x());
  for (int i = first; i <= last; ++i) b.segments[at(i)].p_RC.x() += b.slice_shift;
  b.lift = b.com_height - whole_body(b).com.z();
  for (Segment& s : b.segments) {
    for (Vector3d* p : {&s.p_RJ, &s.p_RC, &s.p_RE}) p->z() += b.lift;
  }
}

/// The subject's own offset of the centre of mass, taken by all but feet and arms.
void apply_com_offset(BodyGeometry& b) {
  const double moved = mass_properties(b, kShanks, kSkull).mass;
  const double dx = b.subject.com_offset * whole_body(b).mass / moved;
  for (int i = kShanks; i <= kSkull; ++i) b.segments[at(i)].p_RC.x() += dx;
}

// ---- levels

void set_levels(BodyGeometry& b, const SpineGeometry& spine, const SegmentSet& set,
                const TrunkSlices& slices, double scale) {
  const Subject& subject = b.subject;
  const CranialMass cranial = cranial_mass(slices, set, subject.mass, subject.arm_entry_level);
  const int entry = level_below(subject.arm_entry_level);
  const double area_scale = scale * scale;
  Vector3d moment = Vector3d::Zero();
  for (int i = 0; i < kLevels; ++i) {
    const LevelRecord& record = spine.level[at(i)];
    const Segment& bone = b.segments[at(segment_of_level(i))];
    moment += bone.mass * bone.p_RC;
    if (i == entry) {
      for (int j = kUpperArmR; j <= kForearmL; ++j) {
        moment += b.segments[at(j)].mass * b.segments[at(j)].p_RC;
      }
    }
    const double mass = cranial.carried[at(i)];
    const auto or_mean = [&](double h) { return h > 0 ? h : record.disc_height_mean; };
    b.levels[at(i)] = {
        .segment = segment_of_level(i),
        .disc_height_anterior = scale * or_mean(record.disc_height_anterior),
        .disc_height_mean = scale * record.disc_height_mean,
        .disc_height_posterior = scale * or_mean(record.disc_height_posterior),
        .disc_area = area_scale * record.disc_area,
        .endplate_width = scale * record.endplate_width,
        .endplate_depth = scale * record.endplate_depth,
        .cranial_mass_no_arms = cranial.no_arms[at(i)],
        .cranial_mass = mass,
        .p_JC_cranial = bone.R_RJ.transpose() * (moment / mass - bone.p_RJ),
    };
  }
}

}  // namespace

MassProperties mass_properties(const BodyGeometry& body, int first, int last) {
  MassProperties out = {0, Vector3d::Zero(), Matrix3d::Zero()};
  for (int i = first; i <= last; ++i) {
    const Segment& s = body.segments[at(i)];
    out.mass += s.mass;
    out.com += s.mass * s.p_RC;
  }
  out.com /= out.mass;
  for (int i = first; i <= last; ++i) {
    const Segment& s = body.segments[at(i)];
    out.I_C += s.I_C + point_mass_inertia(s.mass, s.p_RC - out.com);
  }
  return out;
}

MassProperties whole_body(const BodyGeometry& body) {
  return mass_properties(body, 0, static_cast<int>(body.segments.size()) - 1);
}

BodyGeometry make_geometry(const Subject& subject, const SpineGeometry& spine) {
  const SegmentSet& set = segment_set(subject.segment_set, subject.sex);
  const double body = subject.mass / mass_sum(set);
  BodyGeometry b;
  b.subject = subject;
  b.heights = body_heights(set, subject);
  b.com_height = buttock_depth(subject) / 2;
  b.segments.reserve(kSegments);
  const SpineCurve column =
      make_spine_curve(spine, b.heights, subject.height, {b.heights.hip, 0, b.com_height});
  const TrunkSlices slices = trunk_slices(spine, set, subject.mass);
  add_legs(b, set, body);
  add_trunk(b, spine, set, body, slices, column);
  add_arm(b, set, body, +1);
  add_arm(b, set, body, -1);
  close_centre_of_mass(b, set);
  apply_com_offset(b);
  set_levels(b, spine, set, slices, column.scale);
  b.headrest_height = b.segments[kSkull].p_RC.z() - kHeadHalfLength * subject.height;
  b.skin = skin_points(b);
  return b;
}

int segment_index(const BodyGeometry& body, std::string_view name) {
  for (std::size_t i = 0; i < body.segments.size(); ++i) {
    if (body.segments[i].name == name) return static_cast<int>(i);
  }
  throw std::invalid_argument("the body has no segment '" + std::string(name) + "'");
}

BodyGeometry with_arms(const BodyGeometry& body, ArmPosture posture) {
  BodyGeometry out = body;
  if (posture == ArmPosture::kSides) return out;
  const Vector3d target = posture == ArmPosture::kForward ? Vector3d::UnitZ() : Vector3d::UnitX();
  for (const int upper : {kUpperArmR, kUpperArmL}) {
    const Vector3d shoulder = body.segments[at(upper)].p_RJ;
    const Vector3d along = body.segments[at(upper)].p_RE - shoulder;
    // about y: hands from the feet's side forward, then to the head's
    const Matrix3d R = frame_along(target) * frame_along(along).transpose();
    for (const int i : {upper, upper + 1}) {
      Segment& s = out.segments[at(i)];
      for (Vector3d* p : {&s.p_RJ, &s.p_RC, &s.p_RE}) *p = shoulder + R * (*p - shoulder);
      s.R_RJ = R * s.R_RJ;
      s.I_C = R * s.I_C * R.transpose();
      for (SkinPoint& point : out.skin) {
        if (point.segment == i) point.p_RS = shoulder + R * (point.p_RS - shoulder);
      }
    }
  }
  return out;
}

BodyGeometry seated(const BodyGeometry& body) {
  BodyGeometry out = body;
  add_thigh_fronts(out);
  const Vector3d hip = body.segments[kThighs].p_RE, knee = body.segments[kThighs].p_RJ;
  // about y: the thighs' x axis, knee to hip, comes to lie against z
  const Matrix3d R = frame_along(-Vector3d::UnitZ()) * frame_along(hip - knee).transpose();
  const Vector3d moved = hip + R * (knee - hip) - knee;
  const auto bend = [&](const Vector3d& p) -> Vector3d { return hip + R * (p - hip); };
  for (const int i : {kFeet, kShanks}) {
    Segment& s = out.segments[at(i)];
    for (Vector3d* p : {&s.p_RJ, &s.p_RC, &s.p_RE}) *p += moved;
  }
  Segment& thighs = out.segments[kThighs];
  for (Vector3d* p : {&thighs.p_RJ, &thighs.p_RC, &thighs.p_RE}) *p = bend(*p);
  thighs.R_RJ = R * thighs.R_RJ;
  thighs.I_C = R * thighs.I_C * R.transpose();
  for (SkinPoint& point : out.skin) {
    if (point.segment == kThighs) point.p_RS = bend(point.p_RS);
    if (point.segment < kThighs) point.p_RS += moved;
  }
  return out;
}

}  // namespace inversim
