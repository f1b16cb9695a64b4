// SPDX-License-Identifier: Apache-2.0
#include "spine_tree.h"

#include <cmath>

namespace inversim::bench {
namespace {

// an elliptic cylinder along x: half axes a (y) and b (z), length L
std::array<double, 3> cylinder(double m, double a, double b, double L) {
  return {m * (a * a + b * b) / 4, m * (3 * b * b + L * L) / 12, m * (3 * a * a + L * L) / 12};
}

struct Slice {
  const char* name;
  double m;  // [kg]
};

constexpr Slice kSlices[] = {{"L5", 2.3},  {"L4", 2.3},  {"L3", 2.2},  {"L2", 2.2}, {"L1", 2.1},
                             {"T12", 2.1}, {"T11", 2.0}, {"T10", 1.9}, {"T9", 1.8}, {"T8", 1.7},
                             {"T7", 1.6},  {"T6", 1.6},  {"T5", 1.5},  {"T4", 1.5}, {"T3", 1.4},
                             {"T2", 1.3},  {"T1", 1.2},  {"C7", 0.7},  {"C6", 0.6}, {"C5", 0.55},
                             {"C4", 0.5},  {"C3", 0.5},  {"C2", 0.5},  {"C1", 0.5}, {"skull", 4.5}};

// lumbar, thoracic, cervical, skull
struct Region {
  int end;         // first slice beyond it
  double L, a, b;  // [m]
  double z_com;    // [m]
  double k_w;      // [N m/rad]
};
constexpr Region kRegions[] = {{5, 0.036, 0.15, 0.10, 0.03, 150},
                               {17, 0.025, 0.15, 0.11, 0.03, 110},
                               {24, 0.018, 0.06, 0.055, 0.0, 60},
                               {25, 0.18, 0.075, 0.075, 0.01, 60}};

constexpr double kAxialStiffness = 1e6;    // [N/m]
constexpr double kShearStiffness = 1.5e5;  // [N/m]
constexpr double kJointDamping = 0.15;     // of critical
constexpr double kBedDamping = 0.5;        // of critical
constexpr double kBedSag = 0.003;          // [m] under a part's own weight

}  // namespace

std::vector<Part> spine_parts(double stiffness) {
  std::vector<Part> parts;
  const auto add = [&parts](Part part) {
    parts.push_back(std::move(part));
    return static_cast<int>(parts.size()) - 1;
  };
  const int bed = add({.name = "bed",
                       .parent = -1,
                       .joint = JointKind::kRevolute,
                       .p_PJ = {0, 0, 0},
                       .m = 60,
                       .com = {0, 0, 0},
                       .I_com = cylinder(60, 0.30, 0.05, 2.0),
                       .k_w = 1e6,
                       .d_w = 1e4});
  const int shank = add({.name = "shank",
                         .parent = bed,
                         .joint = JointKind::kSpherical,
                         .p_PJ = {-0.90, 0, 0.10},
                         .m = 6.6,
                         .com = {0.20, 0, 0},
                         .I_com = cylinder(6.6, 0.12, 0.05, 0.40),
                         .k_w = 100,
                         .d_w = 10});
  const int thigh = add({.name = "thigh",
                         .parent = shank,
                         .joint = JointKind::kRevolute,
                         .p_PJ = {0.40, 0, 0},
                         .m = 16,
                         .com = {0.20, 0, 0},
                         .I_com = cylinder(16, 0.18, 0.08, 0.42),
                         .k_w = 150,
                         .d_w = 10});
  const int pelvis = add({.name = "pelvis",
                          .parent = thigh,
                          .joint = JointKind::kSpherical,
                          .p_PJ = {0.42, 0, 0},
                          .m = 10,
                          .com = {0.06, 0, 0.02},
                          .I_com = cylinder(10, 0.17, 0.11, 0.16),
                          .k_w = 150,
                          .d_w = 10});

  int below = pelvis, T4 = -1;
  double length_below = 0.12;
  const Region* region = kRegions;
  for (int i = 0; i < 25; ++i) {
    if (i == region->end) ++region;
    const Slice& slice = kSlices[i];
    // the thorax leans sideways in a wave, which makes the problem three-dimensional
    const bool thoracic = i >= 5 && i < 17;
    const double y_com = thoracic ? 0.010 * std::sin(0.5 * (i - 5)) : 0.0;
    Part part = {.name = slice.name,
                 .parent = below,
                 .joint = JointKind::kBushing,
                 .p_PJ = {length_below, 0, 0},
                 .m = slice.m,
                 .com = {region->L / 2, y_com, region->z_com},
                 .I_com = cylinder(slice.m, region->a, region->b, region->L),
                 .k_v = {stiffness * kAxialStiffness, stiffness * kShearStiffness,
                         stiffness * kShearStiffness},
                 .k_w = region->k_w};
    for (std::size_t k = 0; k < 3; ++k) {
      part.d_v[k] = 2 * kJointDamping * std::sqrt(part.k_v[k] * part.m);
    }
    const double I_mean = (part.I_com[0] + part.I_com[1] + part.I_com[2]) / 3;
    part.d_w = 2 * kJointDamping * std::sqrt(part.k_w * I_mean);
    below = add(part);
    length_below = region->L;
    if (part.name == "T4") T4 = below;
  }
  for (int side : {-1, 1}) {
    const std::string letter = side < 0 ? "R" : "L";
    const int upper = add({.name = "upper_arm_" + letter,
                           .parent = T4,
                           .joint = JointKind::kSpherical,
                           .p_PJ = {0, 0.18 * side, 0.02},
                           .m = 2.0,
                           .com = {-0.14, 0, 0},
                           .I_com = cylinder(2.0, 0.045, 0.045, 0.30),
                           .k_w = 40,
                           .d_w = 2});
    add({.name = "forearm_" + letter,
         .parent = upper,
         .joint = JointKind::kRevolute,
         .p_PJ = {-0.30, 0, 0},
         .m = 1.6,
         .com = {-0.16, 0, 0},
         .I_com = cylinder(1.6, 0.035, 0.035, 0.40),
         .k_w = 30,
         .d_w = 1.5});
  }

  std::vector<double> z(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Part& part = parts[i];
    z[i] = part.p_PJ[2] + (part.parent < 0 ? 0 : z[static_cast<std::size_t>(part.parent)]);
    if (static_cast<int>(i) == bed) continue;
    part.k_bed = part.m * kGravity / kBedSag;
    part.d_bed = 2 * kBedDamping * std::sqrt(part.k_bed * part.m);
    part.z_bed = z[i] + part.com[2];
  }
  return parts;
}

Ramp bed_ramp(double t) {
  if (t <= 0) return {0, 0};
  if (t >= kRampTime) return {kEndAngle, 0};
  const double u = t / kRampTime;
  return {kEndAngle * u * u * (3 - 2 * u), kEndAngle * 6 * u * (1 - u) / kRampTime};
}

TreeModel<double> spine_tree(const std::vector<Part>& parts) {
  TreeModel<double> tree;
  tree.body_count = static_cast<int>(parts.size()) + 1;
  tree.carrier = 1;
  tree.parent[0] = kNoBody;
  tree.joint[0] = JointKind::kWelded;
  tree.g_W = {0, 0, -kGravity};
  int i = 0;
  for (const Part& part : parts) {
    ++i;
    tree.parent[i] = part.parent + 1;
    tree.joint[i] = part.joint;
    tree.touches[i] = part.k_bed > 0;
    Link<double>& link = tree.link[i];
    const auto [x, y, z] = part.com;
    const double m = part.m;
    link.p_PJ = {part.p_PJ[0], part.p_PJ[1], part.p_PJ[2]};
    link.m = m;
    link.mc = {m * x, m * y, m * z};
    link.I_o = {
        part.I_com[0] + m * (y * y + z * z), -m * x * y, -m * x * z,
        part.I_com[1] + m * (x * x + z * z), -m * y * z, part.I_com[2] + m * (x * x + y * y)};
  }
  set_topology(tree);
  return tree;
}

}  // namespace inversim::bench
