// SPDX-License-Identifier: Apache-2.0
// The cycle-averaged circulation: a closed loop of 20 vessels and two hearts, stepped implicitly.
//
//   dV_i/dt = sum of flows,  q = G (P_i + rho g h_i - P_j - rho g h_j),  P = P_tm(V) + P_external
//
// One step is linearly implicit: conductances, compliances and reflex are those of its start, the
// change of pressure over the step is solved for,
//
//   (C/dt + L) dP = sum of flows,   L: G over the edges, with the pumps' own derivatives,
//
// and volumes move by the flows along the edges, each taken from one compartment and given to
// another, so that blood is conserved to rounding whatever the solution.
#pragma once

#include "inversim/circulation/model.h"
#include "inversim/circulation/vessel.h"

namespace inversim {

/// All that changes. Plain: copied, compared, hashed as memory.
template <class T>
struct CirculationState {
  T volume[kCompartments];  // [m3]
  BaroreflexState<T> reflex;
};

/// What is read off it. Pressures are mean over the cycle, gauge, at the height of their place
/// [Pa].
template <class T>
struct CirculationOutputs {
  T mean_heart;      // arterial, at the level of the right atrium
  T mean_arch;       // aortic arch
  T mean_carotid;    // carotid sinus: arch and the column between
  T mean_brain;      // arterial, level of the ear
  T mean_eye;        // arterial, level of the eye
  T mean_cuff;       // where the cuff is
  T heart_rate;      // [1/s]
  T stroke_volume;   // left [m3]
  T cardiac_output;  // left [m3/s]
  T resistance;      // (mean_heart - right_atrium) / cardiac_output [Pa s/m3]
  T right_atrium;
  T left_atrium;
  T pulmonary_artery;
  T jugular;          // jugular veins, at the middle of the neck
  T cerebral_venous;  // veins of the head, at the level of the ear
  T head_flow;        // [m3/s]
  T leg_volume;       // blood in both legs [m3]
  T trunk_volume;     // trunk, arms, heart and lungs
  T head_volume;      // head and neck
  T total_volume;
  T reflex_error;  // [Pa]
};

inline namespace INVERSIM_LEVEL {

/// Pressures, compliances and strokes that belong to a state.
template <class T>
struct CirculationPressures {
  Surroundings<T> around;
  T transmural[kCompartments];  // [Pa]
  T compliance[kCompartments];  // [m3/Pa]
  T unstressed[kVessels];       // reflex included [m3]
  T head[kCompartments];        // P + rho g h [Pa]
  Stroke<T> right;
  Stroke<T> left;
  T period;  // of the heart [s]
};

template <class T>
INVERSIM_INLINE void pressures(const CirculationModel<T>& model, const CirculationState<T>& state,
                               const CirculationInput<T>& input, CirculationPressures<T>& p) {
  surround<T>(model.surroundings, input, p.around);
  const T volume_tone = state.reflex.volume[kVolumeLags - 1];
  for (int i = 0; i < kVessels; ++i) {
    const bool vein = i >= kFirstVein && i <= kLastVein;
    p.unstressed[i] = model.unstressed[i];
    if (vein)
      p.unstressed[i] = max<T>(p.unstressed[i] + model.reflex.volume_gain[i] * volume_tone,
                               model.least_unstressed * p.unstressed[i]);
    Distension<T> d = saturates(i)
                          ? saturating_vessel<T>(state.volume[i], p.unstressed[i],
                                                 model.compliance[i], model.maximum[i])
                          : linear_vessel<T>(state.volume[i], p.unstressed[i], model.compliance[i]);
    if (vein)
      d = with_collapse<T>(d, state.volume[i], p.unstressed[i], model.collapsible[i],
                           model.collapse_pressure);
    p.transmural[i] = d.pressure;
    p.compliance[i] = d.compliance;
    p.head[i] = d.pressure + p.around.external[i] + p.around.column[i];
  }
  // ventricles see their artery at their own height
  p.period = heart_period<T>(model.reflex, state.reflex);
  const T beta = state.reflex.beta[kBetaLags - 1];
  const T thorax = p.around.external[kLeftHeart];
  p.right =
      stroke<T>(model.right, state.volume[kRightHeart],
                p.head[kPulmonaryArteries] - p.around.column[kRightHeart] - thorax, beta, p.period);
  p.left = stroke<T>(model.left, state.volume[kLeftHeart],
                     p.head[kAorticArch] - p.around.column[kLeftHeart] - thorax, beta, p.period);
  p.transmural[kRightHeart] = p.right.atrial_pressure;
  p.compliance[kRightHeart] = p.right.compliance;
  p.transmural[kLeftHeart] = p.left.atrial_pressure;
  p.compliance[kLeftHeart] = p.left.compliance;
  for (int i = kVessels; i < kCompartments; ++i)
    p.head[i] = p.transmural[i] + thorax + p.around.column[i];
}

/// A flow and how it changes with the pressure before and (negative) behind it.
template <class T>
struct EdgeFlow {
  T flow;      // [m3/s]
  T upstream;  // [m3/s/Pa]
  T downstream;
};

template <class T>
INVERSIM_INLINE EdgeFlow<T> edge_flow(const CirculationModel<T>& model,
                                      const CirculationState<T>& state,
                                      const CirculationPressures<T>& p, const T& opening, int e) {
  const EdgeRow& row = kEdgeRows[e];
  if (row.flow == Flow::kPump) {
    const Stroke<T>& s = e == kRightPump ? p.right : p.left;
    const T rate = 1.0 / p.period;
    return {s.volume * rate, s.by_atrium * rate, -(s.by_artery * rate)};
  }
  T resistance = model.resistance[e];
  if (row.flow == Flow::kReflex)
    resistance = resistance *
                 (1.0 + model.reflex.bed_gain[e] * state.reflex.resistance[kResistanceLags - 1]);
  if (row.flow == Flow::kJugular || row.flow == Flow::kJugularValve)
    resistance = resistance / opening;
  if (row.from >= kFirstVein && row.from <= kLastVein && row.from != kJugularVeins)
    resistance =
        resistance + collapse_resistance<T>(state.volume[row.from], p.unstressed[row.from],
                                            model.collapsible[row.from], model.collapse_resistance,
                                            model.collapse_exponent);
  const T conductance = 1.0 / resistance;
  const T drive = p.head[row.from] - p.head[row.to];
  if (row.flow == Flow::kValve || row.flow == Flow::kJugularValve) {
    const T leak = row.flow == Flow::kValve ? model.valve_leak : model.jugular_valve_leak;
    const Sloped<T> through = valve<T>(drive, model.valve_width, leak);
    const T slope = conductance * through.slope;
    return {conductance * through.value, slope, slope};
  }
  return {conductance * drive, conductance, conductance};
}

/// Pressure at the arch that the reflex and the pressures above it are read from, and at the sinus.
template <class T>
INVERSIM_INLINE T at_carotid(const CirculationModel<T>& model, const CirculationInput<T>& input,
                             const T& arch) {
  return arch +
         model.surroundings.blood_weight * (input.height[kArch] - input.height[kCarotidSinus]);
}

/// One step of `dt` [s], 1 ms to 100 ms; `input` holds at its end. Never fails; a non-finite input
/// gives non-finite volumes.
template <class T>
INVERSIM_INLINE void step(const CirculationModel<T>& model, CirculationState<T>& state,
                          const CirculationInput<T>& input, const T& dt) {
  CirculationPressures<T> p;
  pressures<T>(model, state, input, p);

  const T opening = jugular_opening<T>(p.transmural[kJugularVeins], model.jugular_softness);
  EdgeFlow<T> flow[kEdges];
  for (int e = 0; e < kEdges; ++e) flow[e] = edge_flow<T>(model, state, p, opening, e);

  NetworkSystem<T> system;
  const T zero = broadcast<T>(0.0);
  for (int s = 0; s < kPattern.slots; ++s) system.matrix[s] = zero;
  const T per_dt = 1.0 / dt;
  for (int i = 0; i < kCompartments; ++i) {
    system.matrix[kPattern.slot[i][i]] = p.compliance[i] * per_dt;
    system.right[i] = zero;
  }
  for (int e = 0; e < kEdges; ++e) {
    const int i = kEdgeRows[e].from, j = kEdgeRows[e].to;
    T* a = system.matrix;
    const EdgeFlow<T>& f = flow[e];
    a[kPattern.slot[i][i]] = a[kPattern.slot[i][i]] + f.upstream;
    a[kPattern.slot[j][i]] = a[kPattern.slot[j][i]] - f.upstream;
    a[kPattern.slot[j][j]] = a[kPattern.slot[j][j]] + f.downstream;
    a[kPattern.slot[i][j]] = a[kPattern.slot[i][j]] - f.downstream;
    system.right[i] = system.right[i] - f.flow;
    system.right[j] = system.right[j] + f.flow;
  }
  solve<T>(system);

  const T* change = system.right;
  for (int e = 0; e < kEdges; ++e) {
    const int i = kEdgeRows[e].from, j = kEdgeRows[e].to;
    const EdgeFlow<T>& f = flow[e];
    const T moved = dt * (f.flow + f.upstream * change[i] - f.downstream * change[j]);
    state.volume[i] = state.volume[i] - moved;
    state.volume[j] = state.volume[j] + moved;
  }

  const T arch = p.transmural[kAorticArch] + p.around.external[kAorticArch] + change[kAorticArch];
  const T error =
      reflex_error<T>(model.reflex, at_carotid<T>(model, input, arch), arch, input.thorax_sine);
  advance<T>(model.reflex, state.reflex, error, dt);
}

/// What a state shows under an input.
template <class T>
INVERSIM_INLINE void read_outputs(const CirculationModel<T>& model,
                                  const CirculationState<T>& state,
                                  const CirculationInput<T>& input, CirculationOutputs<T>& out) {
  CirculationPressures<T> p;
  pressures<T>(model, state, input, p);
  const T weight = model.surroundings.blood_weight;
  const auto at_height = [&](Compartment c, const T& height) {
    return p.head[c] - weight * height;
  };
  out.mean_arch = at_height(kAorticArch, input.height[kArch]);
  out.mean_heart = at_height(kAorticArch, broadcast<T>(0.0));
  out.mean_carotid = at_carotid<T>(model, input, out.mean_arch);
  out.mean_brain = at_height(kHeadArteries, input.height[kEar]);
  out.mean_eye = at_height(kHeadArteries, input.height[kEye]);
  out.mean_cuff = at_height(kUpperArteries, input.height[kCuff]);
  out.heart_rate = 1.0 / p.period;
  out.stroke_volume = p.left.volume;
  out.cardiac_output = p.left.volume * out.heart_rate;
  out.right_atrium = at_height(kRightHeart, broadcast<T>(0.0));
  out.left_atrium = at_height(kLeftHeart, broadcast<T>(0.0));
  out.pulmonary_artery = at_height(kPulmonaryArteries, broadcast<T>(0.0));
  out.resistance = (out.mean_heart - out.right_atrium) / out.cardiac_output;
  out.jugular = at_height(kJugularVeins, input.height[kNeck]);
  out.cerebral_venous = at_height(kHeadVeins, input.height[kEar]);
  out.head_flow = (p.head[kHeadArteries] - p.head[kHeadVeins]) / model.resistance[kHeadBed];
  out.leg_volume = state.volume[kLegArteries] + state.volume[kLegVeins];
  out.head_volume = state.volume[kCarotids] + state.volume[kHeadArteries] +
                    state.volume[kHeadVeins] + state.volume[kJugularVeins];
  T total = state.volume[0];
  for (int i = 1; i < kCompartments; ++i) total = total + state.volume[i];
  out.total_volume = total;
  out.trunk_volume = total - out.leg_volume - out.head_volume;
  out.reflex_error =
      reflex_error<T>(model.reflex, out.mean_carotid, out.mean_arch, input.thorax_sine);
}

}  // namespace INVERSIM_LEVEL

/// The state in which the model rests in a posture for ever: volumes and reflex at their steady
/// values, total as the model's blood volume. Allocates nothing, but takes some ms.
CirculationState<double> resting_state(const CirculationModel<double>& model,
                                       const CirculationInput<double>& input);

/// Outputs by name for signal tables: unit as UDUNITS reads it, meaning.
struct CirculationSignal {
  const char* name;
  const char* units;
  const char* long_name;
  double CirculationOutputs<double>::*member;
};
inline constexpr int kCirculationSignals = 21;
extern const CirculationSignal kCirculationSignalRows[kCirculationSignals];

}  // namespace inversim
