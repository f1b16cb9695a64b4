// SPDX-License-Identifier: Apache-2.0
// One step of the closed loop, in either face: 20 vessels, and a heart of two averaged sides or of
// four beating chambers.
//
//   dV_i/dt = sum of flows,  q = G (P_i + rho g h_i - P_j - rho g h_j),  P = P_tm(V) + P_external
//
// A step is linearly implicit: conductances, compliances and reflexes are those of its start,
// elastances of the heart those of its end; the change of pressure over the step is solved for,
//
//   (C/dt + L) dP = sum of flows,   L: G over the edges, with the pumps' own derivatives,
//
// and volumes move by the flows along the edges, each taken from one compartment and given to
// another, so that blood is conserved to rounding whatever the solution.
#pragma once

#include "inversim/circulation/model.h"
#include "inversim/circulation/outputs.h"
#include "inversim/circulation/state.h"
#include "inversim/circulation/vessel.h"

namespace inversim {

/// Longest step, averaged and beating [s].
inline constexpr double kCirculationStep = 0.1, kBeatStep = 2e-3;

/// Pressures, compliances and strokes that belong to a state.
template <class T>
struct CirculationPressures {
  Surroundings<T> around;
  T transmural[kCompartments];  // [Pa]
  T compliance[kCompartments];  // [m3/Pa]; of head veins and arteries with the skull around them
  T unstressed[kVessels];       // reflex included [m3]
  T head[kCompartments];        // P + rho g h [Pa]
  T intracranial;               // at the level of the ear [Pa]
  Stroke<T> right;              // averaged face
  Stroke<T> left;
  T period;  // of the heart, as the reflex asks [s]
};

/// A flow and how it changes with the pressure before and (negative) behind it.
template <class T>
struct EdgeFlow {
  T flow;      // [m3/s]
  T upstream;  // [m3/s/Pa]
  T downstream;
};

inline namespace INVERSIM_LEVEL {

template <class T>
INVERSIM_INLINE void vessel_pressures(const CirculationModel<T>& model,
                                      const CirculationState<T>& state,
                                      const CirculationInput<T>& input,
                                      CirculationPressures<T>& p) {
  for (int i = 0; i < kVessels; ++i) {
    const bool vein = i >= kFirstVein && i <= kLastVein;
    p.unstressed[i] = vein ? toned_volume<T>(model.reflex, state.reflex, i, model.unstressed[i],
                                             model.least_unstressed)
                           : model.unstressed[i];
    Distension<T> d = saturates(i)
                          ? saturating_vessel<T>(state.volume[i], p.unstressed[i],
                                                 model.compliance[i], model.maximum[i])
                          : linear_vessel<T>(state.volume[i], p.unstressed[i], model.compliance[i]);
    if (vein)
      d = with_collapse<T>(d, state.volume[i], p.unstressed[i], model.collapsible[i],
                           model.collapse_pressure);
    p.transmural[i] = d.pressure;
    p.compliance[i] = d.compliance;
  }
  // the skull: what its vessels take up presses on them
  const T fluid = fluid_pressure<T>(model.brain, state.brain, state.volume[kHeadArteries],
                                    state.volume[kHeadVeins]);
  const T squeeze = model.brain.elastance * fluid;  // [Pa/m3]
  p.intracranial = fluid + fluid_column<T>(model.brain, input);
  constexpr Compartment kInSkull[] = {kHeadArteries, kHeadVeins};
  for (const Compartment c : kInSkull) {
    p.around.external[c] = p.intracranial - model.brain.rest_pressure;
    p.compliance[c] = p.compliance[c] / (1.0 + squeeze * p.compliance[c]);
  }
  for (int i = 0; i < kVessels; ++i)
    p.head[i] = p.transmural[i] + p.around.external[i] + p.around.column[i];
}

/// The heart averaged over its cycle; ventricles see their artery at their own height.
template <class T>
INVERSIM_INLINE void averaged_heart(const CirculationModel<T>& model,
                                    const CirculationState<T>& state, CirculationPressures<T>& p) {
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
  // empty and closed
  constexpr Compartment kVentricles[] = {kRightVentricle, kLeftVentricle};
  for (const Compartment c : kVentricles) {
    p.transmural[c] = broadcast<T>(0.0);
    p.compliance[c] = p.left.compliance;  // any above zero
  }
}

/// Four chambers at the time of the beat's clocks.
template <class T>
INVERSIM_INLINE void beating_heart(const CirculationModel<T>& model,
                                   const CirculationState<T>& state, CirculationPressures<T>& p) {
  const BeatingHeartModel<T>& h = model.heart;
  const T root = sqrt<T>(state.beat.period);
  const T atria = activation<T>(state.beat.since_atrial, h.atrial_systole * root);
  const T ventricles = activation<T>(state.beat.since_ventricular, h.ventricular_systole * root);
  const T beta = state.reflex.beta[kBetaLags - 1];
  for (int c = 0; c < kChambers; ++c) {
    const T e = chamber_elastance<T>(h, atria, ventricles, c, beta);
    const int i = compartment_of(c);
    p.compliance[i] = 1.0 / e;
    p.transmural[i] = e * (state.volume[i] - h.chamber[c].unstressed);
  }
}

template <Face face, class T>
INVERSIM_INLINE void pressures(const CirculationModel<T>& model, const CirculationState<T>& state,
                               const CirculationInput<T>& input, CirculationPressures<T>& p) {
  T breath = broadcast<T>(0.0);
  if constexpr (face == Face::kBeating)
    breath = model.surroundings.breath * sin<T>(6.283185307179586 * state.beat.breath);
  surround<T>(model.surroundings, input, breath, p.around);
  vessel_pressures<T>(model, state, input, p);
  p.period = heart_period<T>(model.reflex, state.reflex);
  if constexpr (face == Face::kAveraged)
    averaged_heart<T>(model, state, p);
  else
    beating_heart<T>(model, state, p);
  for (int i = kVessels; i < kCompartments; ++i)
    p.head[i] = p.transmural[i] + p.around.external[i] + p.around.column[i];
}

/// The brain's flow, at the level of the ear.
template <class T>
INVERSIM_INLINE BrainFlow<T> brain_of(const CirculationModel<T>& model,
                                      const CirculationState<T>& state,
                                      const CirculationPressures<T>& p) {
  return brain_flow<T>(model.brain, state.brain,
                       p.head[kHeadArteries] - p.around.column[kHeadArteries],
                       p.head[kHeadVeins] - p.around.column[kHeadVeins], p.intracranial);
}

/// Flow along an edge that is neither pump nor brain.
template <class T>
INVERSIM_INLINE EdgeFlow<T> edge_flow(const CirculationModel<T>& model,
                                      const CirculationState<T>& state,
                                      const CirculationPressures<T>& p, int e) {
  const EdgeRow& row = kEdgeRows[e];
  T resistance = model.resistance[e];
  if (row.flow == Flow::kReflex)
    resistance = resistance * toned_resistance<T>(model.reflex, state.reflex, e);
  if (e == kLegBed || e == kUpperBed)
    resistance = resistance * venoarteriolar<T>(model.venoarteriolar, p.transmural[row.to]);
  if (row.flow == Flow::kJugular || row.flow == Flow::kJugularValve)
    // each half of the vein is held open by the pressure before it (Gadda 2015)
    resistance = resistance / jugular_opening<T>(p.head[row.from] - p.around.column[row.from] -
                                                     p.around.external[kJugularVeins],
                                                 model.jugular_softness);
  if (row.from >= kFirstVein && row.from <= kLastVein && row.from != kJugularVeins)
    resistance =
        resistance + collapse_resistance<T>(state.volume[row.from], p.unstressed[row.from],
                                            model.collapsible[row.from], model.collapse_resistance,
                                            model.collapse_exponent);
  const T conductance = 1.0 / resistance;
  const T drive = p.head[row.from] - p.head[row.to];
  if (row.flow == Flow::kValve || row.flow == Flow::kJugularValve ||
      row.flow == Flow::kHeartValve) {
    const T leak = row.flow == Flow::kValve          ? model.valve_leak
                   : row.flow == Flow::kJugularValve ? model.jugular_valve_leak
                                                     : broadcast<T>(0.0);
    const Sloped<T> through = valve<T>(drive, model.valve_width, leak);
    const T slope = conductance * through.slope;
    return {conductance * through.value, slope, slope};
  }
  return {conductance * drive, conductance, conductance};
}

/// Flows along all edges of a face; those of the other face are zero.
template <Face face, class T>
INVERSIM_INLINE void edge_flows(const CirculationModel<T>& model, const CirculationState<T>& state,
                                const CirculationPressures<T>& p, const BrainFlow<T>& brain,
                                EdgeFlow<T> (&flow)[kEdges]) {
  const T zero = broadcast<T>(0.0);
  for (int e = 0; e < kEdges; ++e) {
    const Flow kind = kEdgeRows[e].flow;
    if (kind == Flow::kBrain) {
      flow[e] = {brain.flow, brain.upstream, brain.downstream};
    } else if (kind == Flow::kPump) {
      const Stroke<T>& s = e == kRightPump ? p.right : p.left;
      const T rate = 1.0 / p.period;
      if constexpr (face == Face::kAveraged)
        flow[e] = {s.volume * rate, s.by_atrium * rate, -(s.by_artery * rate)};
      else
        flow[e] = {zero, zero, zero};
    } else if (kind == Flow::kHeartValve && face == Face::kAveraged) {
      flow[e] = {zero, zero, zero};
    } else {
      flow[e] = edge_flow<T>(model, state, p, e);
    }
  }
}

/// Pressure at the arch that the reflex and the pressures above it are read from, and at the sinus.
template <class T>
INVERSIM_INLINE T at_carotid(const CirculationModel<T>& model, const CirculationInput<T>& input,
                             const T& arch) {
  return arch +
         model.surroundings.blood_weight * (input.height[kArch] - input.height[kCarotidSinus]);
}

/// Whether an edge is there in a face: pumps are the averaged one's, valves of the heart the
/// beating one's.
constexpr bool has_edge(Face face, int edge) {
  return kEdgeRows[edge].flow != (face == Face::kAveraged ? Flow::kHeartValve : Flow::kPump);
}

/// Solves for the change of pressure over dt, which it leaves in `system.right`, and moves the
/// blood. `ejected`: what left the left heart [m3].
template <Face face, class T>
INVERSIM_INLINE void move_blood(const EdgeFlow<T> (&flow)[kEdges], const CirculationPressures<T>& p,
                                const T (&leaving)[kCompartments], const T& dt,
                                CirculationState<T>& state, NetworkSystem<T>& system, T& ejected) {
  const T zero = broadcast<T>(0.0);
  for (int s = 0; s < kPattern.slots; ++s) system.matrix[s] = zero;
  const T per_dt = 1.0 / dt;
  for (int i = 0; i < kCompartments; ++i) {
    system.matrix[kPattern.slot[i][i]] = p.compliance[i] * per_dt;
    system.right[i] = -leaving[i];
  }
  T* a = system.matrix;
  for (int e = 0; e < kEdges; ++e) {
    if (!has_edge(face, e)) continue;
    const int i = kEdgeRows[e].from, j = kEdgeRows[e].to;
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
    if (!has_edge(face, e)) continue;
    const int i = kEdgeRows[e].from, j = kEdgeRows[e].to;
    const EdgeFlow<T>& f = flow[e];
    T moved = dt * (f.flow + f.upstream * change[i] - f.downstream * change[j]);
    // a valve that closes within the step lets nothing back
    if (kEdgeRows[e].flow == Flow::kHeartValve) moved = max<T>(moved, zero);
    if (e == kAorticValve || e == kLeftPump) ejected = moved;
    state.volume[i] = state.volume[i] - moved;
    state.volume[j] = state.volume[j] + moved;
  }
  for (int i = 0; i < kCompartments; ++i) state.volume[i] = state.volume[i] - dt * leaving[i];
}

/// What leaves the blood along the way: into tissue, and bled [m3/s].
template <class T>
INVERSIM_INLINE void leave_blood(const CirculationModel<T>& model, const CirculationInput<T>& input,
                                 const T& dt, CirculationState<T>& state,
                                 T (&leaving)[kCompartments]) {
  for (int i = 0; i < kCompartments; ++i) leaving[i] = broadcast<T>(0.0);
  const T share = lag_share<T>(dt, model.interstitium.time);
  for (int k = 0; k < kTissues; ++k) {
    const T taken = share * (tissue_target<T>(model.interstitium, input, k) - state.tissue[k]);
    state.tissue[k] = state.tissue[k] + taken;
    leaving[kTissueVein[k]] = leaving[kTissueVein[k]] + taken / dt;
  }
  leaving[kUpperVeins] = leaving[kUpperVeins] + input.bleeding;
  state.lost = state.lost + dt * input.bleeding;
}

/// One step of `dt` [s]: up to 2 ms where the heart beats, up to 100 ms averaged; `input` holds at
/// its end. Never fails; a non-finite input gives non-finite volumes.
template <Face face, class T>
INVERSIM_INLINE void step(const CirculationModel<T>& model, CirculationState<T>& state,
                          const CirculationInput<T>& input, const T& dt) {
  Mask<T> beat_ends{};
  if constexpr (face == Face::kBeating)
    beat_ends = tick<T>(model.heart, heart_period<T>(model.reflex, state.reflex), dt, state.beat);
  CirculationPressures<T> p;
  pressures<face, T>(model, state, input, p);
  const BrainFlow<T> brain = brain_of<T>(model, state, p);
  EdgeFlow<T> flow[kEdges];
  edge_flows<face, T>(model, state, p, brain, flow);
  T leaving[kCompartments];
  leave_blood<T>(model, input, dt, state, leaving);
  NetworkSystem<T> system;
  T ejected = broadcast<T>(0.0);
  move_blood<face, T>(flow, p, leaving, dt, state, system, ejected);
  const T* change = system.right;

  // pressures at the step's end, for what senses them
  const T weight = model.surroundings.blood_weight;
  const T arch = p.head[kAorticArch] - p.around.column[kAorticArch] + change[kAorticArch];
  T filling = p.transmural[kRightHeart] + change[kRightHeart];
  T atrium = filling + p.around.external[kRightHeart];
  const T over =
      over_set_point<T>(model.reflex, at_carotid<T>(model, input, arch), arch, input.thorax_sine);
  T flow_seen = brain.flow, fluid_seen = p.intracranial;
  const T sinus = brain.sinus;
  if constexpr (face == Face::kBeating) {
    const auto after = [&](Compartment c) { return p.head[c] + change[c]; };
    const T now[kBeatMeans] = {after(kAorticArch),   after(kUpperArteries),
                               after(kHeadArteries), after(kRightHeart),
                               after(kLeftHeart),    after(kPulmonaryArteries),
                               after(kJugularVeins), after(kHeadVeins),
                               p.intracranial,       filling,
                               ejected / dt,         brain.flow};
    const T pulse[kPulseSites] = {now[kMeanArch], now[kMeanUpperArteries], now[kMeanHeadArteries]};
    gather<T>(now, pulse, beat_ends, dt, state.beat);
    flow_seen = state.beat.mean[kMeanBrainFlow];
    filling = state.beat.mean[kMeanFilling];
    atrium = state.beat.mean[kMeanRightAtrium];
  }
  advance<T>(model.reflex, state.reflex, over, filling_error<T>(model.reflex, filling), dt);
  advance<T>(model.brain, state.brain, flow_seen, fluid_seen, sinus, dt);
  advance<T>(model.eye, state.eye, episcleral_pressure<T>(model.eye, input, atrium, weight), dt);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
