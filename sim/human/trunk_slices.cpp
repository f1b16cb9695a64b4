// SPDX-License-Identifier: Apache-2.0
#include "inversim/human/trunk_slices.h"

#include <stdexcept>
#include <string>

namespace inversim {

namespace {

constexpr int kFirstTrunkLevel = kLevelC7T1 + 1;  // T1 and below

// The slices of the spine file belong to a man, whose trunk is this share of him (de Leva 1996,
// seen); the pelvis has the rest of it, 0.107 (0.107 in the model the slices are from, seen).
constexpr double kSourceTrunk = 0.4346;

double sum(const SpineGeometry& spine, int first, int last) {
  double s = 0;
  for (int i = first; i <= last; ++i) s += spine.level[static_cast<std::size_t>(i)].slice_mass;
  return s;
}

// Depth over buttock depth, and width over depth, of the body at the bone above each level. Chest
// depth over buttock depth 1.03 in men, 1.06 in women (ANSUR II, middle of p5 and p95, seen); waist
// depth over it 0.95, breadth over depth at chest, waist and hip 1.15, 1.38, 1.39 (ANSUR II means,
// recalled); the rest is drawn between, wider towards the shoulders (assumed).
struct Outline {
  double depth;
  double roundness;
};
constexpr std::array<Outline, kLevels> kOutline = {{
    {0.49, 1.05}, {0.49, 1.05}, {0.49, 1.05}, {0.49, 1.05},
    {0.49, 1.05},                                            // skull (unused), C1 .. C4
    {0.50, 1.05}, {0.52, 1.10}, {0.55, 1.20},                // C5 .. C7
    {0.62, 1.90}, {0.74, 1.80}, {0.85, 1.60}, {0.93, 1.50},  // T1 .. T4
    {0.98, 1.42}, {1.01, 1.36}, {1.03, 1.32}, {1.03, 1.32},  // T5 .. T8
    {1.02, 1.33}, {1.00, 1.35}, {0.98, 1.37}, {0.97, 1.38},  // T9 .. T12
    {0.95, 1.38}, {0.95, 1.38}, {0.95, 1.38}, {0.96, 1.39},
    {0.98, 1.39},  // L1 .. L5
}};

}  // namespace

int level_below(std::string_view bone) {
  for (int i = 0; i < kLevels; ++i) {
    if (kUpperBones[static_cast<std::size_t>(i)] == bone) return i;
  }
  throw std::invalid_argument("no bone '" + std::string(bone) + "' above a level of the spine");
}

TrunkSlices trunk_slices(const SpineGeometry& spine, const SegmentSet& set, double body_mass) {
  const double body = body_mass / mass_sum(set);  // sets are rounded; some sum to 0.9999
  const double head = set.head.mass / sum(spine, 0, kLevelC7T1);
  const double trunk = set.trunk.mass / kSourceTrunk;
  TrunkSlices out;
  out.pelvis = body * set.trunk.mass;
  for (std::size_t i = 0; i < kLevels; ++i) {
    const bool in_trunk = i >= kFirstTrunkLevel;
    out.mass[i] = body * (in_trunk ? trunk : head) * spine.level[i].slice_mass;
    if (in_trunk) out.pelvis -= out.mass[i];
  }
  return out;
}

CranialMass cranial_mass(const TrunkSlices& slices, const SegmentSet& set, double body_mass,
                         std::string_view arms_enter_at) {
  const auto entry = static_cast<std::size_t>(level_below(arms_enter_at));
  if (entry < kFirstTrunkLevel) {
    throw std::invalid_argument("arms cannot enter at '" + std::string(arms_enter_at) +
                                "'; T1 to L5 can carry them");
  }
  const double arms =
      2 * body_mass / mass_sum(set) * (set.upper_arm.mass + set.forearm.mass + set.hand.mass);
  CranialMass out;
  double above = 0;
  for (std::size_t i = 0; i < kLevels; ++i) {
    above += slices.mass[i];
    out.no_arms[i] = above;
    out.with_arms[i] = above + arms;
    out.carried[i] = i >= entry ? above + arms : above;
  }
  return out;
}

SliceShape slice_shape(int level, const Subject& subject) {
  const Outline& outline = kOutline[static_cast<std::size_t>(level)];
  const double half_depth = outline.depth * buttock_depth(subject) / 2;
  return {outline.roundness * half_depth, half_depth};
}

Eigen::Matrix3d cylinder_inertia(double mass, double thickness, const SliceShape& shape) {
  const double a2 = shape.half_width * shape.half_width / 4;
  const double b2 = shape.half_depth * shape.half_depth / 4;
  const double h2 = thickness * thickness / 12;
  return (mass * Eigen::Vector3d(a2 + b2, b2 + h2, a2 + h2)).asDiagonal();
}

}  // namespace inversim
