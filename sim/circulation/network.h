// SPDX-License-Identifier: Apache-2.0
// Which compartments hold blood, what joins them, and the order in which a step eliminates them.
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {

enum Compartment : int {
  // arteries
  kAorticArch,
  kUpperArteries,
  kThoracicArtery,
  kAbdominalArtery,
  kRenalArteries,
  kSplanchnicArteries,
  kLegArteries,
  kCarotids,
  kHeadArteries,
  // veins
  kUpperVeins,
  kSuperiorVenaCava,
  kRenalVeins,
  kSplanchnicVeins,
  kLegVeins,
  kAbdominalVeins,
  kInferiorVenaCava,
  kHeadVeins,
  kJugularVeins,
  // lungs
  kPulmonaryArteries,
  kPulmonaryVeins,
  kVessels,
  // the atria; in the averaged face atrium and ventricle together
  kRightHeart = kVessels,
  kLeftHeart,
  // in the beating face alone
  kRightVentricle,
  kLeftVentricle,
  kCompartments
};

inline constexpr int kFirstVein = kUpperVeins;
inline constexpr int kLastVein = kJugularVeins;

/// What is outside a compartment.
enum class Region { kNone, kThorax, kAbdomen, kNeck, kHead };

struct CompartmentRow {
  const char* name;  ///< as the model file has it
  Region region;
  bool organ;  ///< veins of an organ: only a share of them can collapse
};

inline namespace INVERSIM_LEVEL {

inline constexpr CompartmentRow kCompartmentRows[kCompartments] = {
    {"aortic_arch", Region::kThorax, false},
    {"upper_body_arteries", Region::kNone, false},
    {"thoracic_aorta", Region::kThorax, false},
    {"abdominal_aorta", Region::kAbdomen, false},
    {"renal_arteries", Region::kAbdomen, false},
    {"splanchnic_arteries", Region::kAbdomen, false},
    {"leg_arteries", Region::kNone, false},
    {"common_carotids", Region::kNeck, false},
    {"head_arteries", Region::kHead, false},
    {"upper_body_veins", Region::kNone, true},
    {"superior_vena_cava", Region::kThorax, false},
    {"renal_veins", Region::kAbdomen, true},
    {"splanchnic_veins", Region::kAbdomen, true},
    {"leg_veins", Region::kNone, true},
    {"abdominal_veins", Region::kAbdomen, false},
    {"inferior_vena_cava", Region::kThorax, false},
    {"head_veins", Region::kHead, true},
    {"jugular_veins", Region::kNeck, false},
    {"pulmonary_arteries", Region::kThorax, false},
    {"pulmonary_veins", Region::kThorax, false},
    {"right_heart", Region::kThorax, false},
    {"left_heart", Region::kThorax, false},
    {"right_ventricle", Region::kThorax, false},
    {"left_ventricle", Region::kThorax, false},
};

}  // namespace INVERSIM_LEVEL

enum Edge : int {
  kArchToUpper,
  kArchToThoracic,
  kThoracicToAbdominal,
  kAbdominalToRenal,
  kAbdominalToSplanchnic,
  kAbdominalToLegs,
  kArchToCarotids,
  kCarotidsToHead,
  kUpperBed,
  kRenalBed,
  kSplanchnicBed,
  kLegBed,
  kHeadBed,
  kUpperToSuperior,
  kSuperiorToHeart,
  kRenalToAbdominal,
  kSplanchnicToAbdominal,
  kLegsToAbdominal,
  kAbdominalToInferior,
  kInferiorToHeart,
  kHeadToJugular,
  kJugularToSuperior,
  kVertebralPlexus,
  kLungBed,
  kLungsToHeart,
  kRightPump,
  kLeftPump,
  kTricuspidValve,
  kPulmonaryValve,
  kMitralValve,
  kAorticValve,
  kEdges
};

enum class Flow {
  kPlain,    // pressure over resistance
  kReflex,   // the same, resistance under the baroreflex
  kValve,    // forwards only
  kJugular,  // through a vein that closes when it is soft
  kJugularValve,
  kBrain,      // regulated by the brain itself
  kPump,       // a ventricle of the averaged face
  kHeartValve  // of the beating face
};

struct EdgeRow {
  const char* name;  ///< as the model file has it
  Compartment from;
  Compartment to;
  Flow flow;
};

/// Where the non-zeros of the step's matrix lie and what elimination does to them.
struct Pattern {
  static constexpr int kMostUpdates = 160;
  int slot[kCompartments][kCompartments] = {};  // -1: zero
  int slots = 0;
  // neighbours of each pivot that are not eliminated yet, in elimination order
  int first_neighbour[kCompartments + 1] = {};
  int neighbour[kMostUpdates] = {};
  // per pivot p and pair of them: a_ij -= a_ip a_pj / a_pp
  int first_update[kCompartments + 1] = {};
  int target[kMostUpdates] = {};
  int left[kMostUpdates] = {};   // which neighbour i is
  int right[kMostUpdates] = {};  // slot of a_pj
};

inline namespace INVERSIM_LEVEL {

inline constexpr EdgeRow kEdgeRows[kEdges] = {
    {"arch_upper_body", kAorticArch, kUpperArteries, Flow::kPlain},
    {"arch_thoracic", kAorticArch, kThoracicArtery, Flow::kPlain},
    {"thoracic_abdominal", kThoracicArtery, kAbdominalArtery, Flow::kPlain},
    {"abdominal_renal", kAbdominalArtery, kRenalArteries, Flow::kPlain},
    {"abdominal_splanchnic", kAbdominalArtery, kSplanchnicArteries, Flow::kPlain},
    {"abdominal_legs", kAbdominalArtery, kLegArteries, Flow::kPlain},
    {"arch_carotids", kAorticArch, kCarotids, Flow::kPlain},
    {"carotids_head", kCarotids, kHeadArteries, Flow::kPlain},
    {"upper_body_bed", kUpperArteries, kUpperVeins, Flow::kReflex},
    {"renal_bed", kRenalArteries, kRenalVeins, Flow::kReflex},
    {"splanchnic_bed", kSplanchnicArteries, kSplanchnicVeins, Flow::kReflex},
    {"leg_bed", kLegArteries, kLegVeins, Flow::kReflex},
    {"head_bed", kHeadArteries, kHeadVeins, Flow::kBrain},
    {"upper_body_cava", kUpperVeins, kSuperiorVenaCava, Flow::kValve},
    {"superior_cava_heart", kSuperiorVenaCava, kRightHeart, Flow::kPlain},
    {"renal_cava", kRenalVeins, kAbdominalVeins, Flow::kPlain},
    {"splanchnic_cava", kSplanchnicVeins, kAbdominalVeins, Flow::kPlain},
    {"leg_cava", kLegVeins, kAbdominalVeins, Flow::kValve},
    {"abdominal_thoracic_cava", kAbdominalVeins, kInferiorVenaCava, Flow::kPlain},
    {"inferior_cava_heart", kInferiorVenaCava, kRightHeart, Flow::kPlain},
    {"head_jugular", kHeadVeins, kJugularVeins, Flow::kJugular},
    {"jugular_cava", kJugularVeins, kSuperiorVenaCava, Flow::kJugularValve},
    {"vertebral_plexus", kHeadVeins, kSuperiorVenaCava, Flow::kPlain},
    {"lung_bed", kPulmonaryArteries, kPulmonaryVeins, Flow::kPlain},
    {"lungs_heart", kPulmonaryVeins, kLeftHeart, Flow::kPlain},
    {"right_pump", kRightHeart, kPulmonaryArteries, Flow::kPump},
    {"left_pump", kLeftHeart, kAorticArch, Flow::kPump},
    {"tricuspid_valve", kRightHeart, kRightVentricle, Flow::kHeartValve},
    {"pulmonary_valve", kRightVentricle, kPulmonaryArteries, Flow::kHeartValve},
    {"mitral_valve", kLeftHeart, kLeftVentricle, Flow::kHeartValve},
    {"aortic_valve", kLeftVentricle, kAorticArch, Flow::kHeartValve},
};

// ends of the tree first, so that little fills in; what a ventricle leaves behind is the place of
// the averaged face's pump
inline constexpr int kEliminationOrder[kCompartments] = {
    kRightVentricle,   kLeftVentricle,   kRenalArteries,  kRenalVeins,       kSplanchnicArteries,
    kSplanchnicVeins,  kLegArteries,     kLegVeins,       kUpperArteries,    kUpperVeins,
    kHeadArteries,     kCarotids,        kHeadVeins,      kJugularVeins,     kThoracicArtery,
    kInferiorVenaCava, kAbdominalArtery, kAbdominalVeins, kSuperiorVenaCava, kPulmonaryArteries,
    kPulmonaryVeins,   kLeftHeart,       kRightHeart,     kAorticArch,
};

/// Worked out by the compiler from the tables above.
constexpr Pattern eliminate_symbolically() {
  Pattern p;
  for (auto& row : p.slot)
    for (int& s : row) s = -1;
  for (int i = 0; i < kCompartments; ++i) p.slot[i][i] = p.slots++;
  for (const EdgeRow& e : kEdgeRows) {
    if (p.slot[e.from][e.to] >= 0) continue;
    p.slot[e.from][e.to] = p.slots++;
    p.slot[e.to][e.from] = p.slots++;
  }
  bool gone[kCompartments] = {};
  int neighbours = 0, updates = 0;
  for (int k = 0; k < kCompartments; ++k) {
    const int pivot = kEliminationOrder[k];
    gone[pivot] = true;
    p.first_neighbour[k] = neighbours;
    p.first_update[k] = updates;
    for (int i = 0; i < kCompartments; ++i)
      if (!gone[i] && p.slot[i][pivot] >= 0) p.neighbour[neighbours++] = i;
    for (int a = p.first_neighbour[k]; a < neighbours; ++a)
      for (int b = p.first_neighbour[k]; b < neighbours; ++b) {
        const int i = p.neighbour[a], j = p.neighbour[b];
        if (p.slot[i][j] < 0) p.slot[i][j] = p.slots++;
        p.target[updates] = p.slot[i][j];
        p.left[updates] = a - p.first_neighbour[k];
        p.right[updates] = p.slot[pivot][j];
        ++updates;
      }
  }
  p.first_neighbour[kCompartments] = neighbours;
  p.first_update[kCompartments] = updates;
  return p;
}

inline constexpr Pattern kPattern = eliminate_symbolically();
/// Linear system of one step: unknown are the changes of pressure.
template <class T>
struct NetworkSystem {
  T matrix[kPattern.slots];
  T right[kCompartments];  // [m3/s], afterwards the solution [Pa]
};

/// Solves in place. The matrix has positive diagonal, no positive off-diagonal, and columns whose
/// diagonal outweighs the rest, so that no pivoting is needed and pivots stay positive.
template <class T>
INVERSIM_INLINE void solve(NetworkSystem<T>& system) {
  T* a = system.matrix;
  T* x = system.right;
  T inverse[kCompartments];
  for (int k = 0; k < kCompartments; ++k) {
    const int p = kEliminationOrder[k];
    inverse[k] = 1.0 / a[kPattern.slot[p][p]];
    T factor[kCompartments];
    int n = 0;
    for (int m = kPattern.first_neighbour[k]; m < kPattern.first_neighbour[k + 1]; ++m, ++n) {
      const int i = kPattern.neighbour[m];
      factor[n] = a[kPattern.slot[i][p]] * inverse[k];
      x[i] = x[i] - factor[n] * x[p];
    }
    for (int u = kPattern.first_update[k]; u < kPattern.first_update[k + 1]; ++u)
      a[kPattern.target[u]] =
          a[kPattern.target[u]] - factor[kPattern.left[u]] * a[kPattern.right[u]];
  }
  for (int k = kCompartments - 1; k >= 0; --k) {
    const int p = kEliminationOrder[k];
    T sum = x[p];
    for (int m = kPattern.first_neighbour[k]; m < kPattern.first_neighbour[k + 1]; ++m) {
      const int j = kPattern.neighbour[m];
      sum = sum - a[kPattern.slot[p][j]] * x[j];
    }
    x[p] = sum * inverse[k];
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
