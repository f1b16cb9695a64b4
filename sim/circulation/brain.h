// SPDX-License-Identifier: Apache-2.0
// Inside the skull: flow that the brain regulates itself, spinal fluid, and the pressure of both.
//
// Flow (Ursino & Lodi 1997, with a passive exponent of its own): arterioles R_a, then small veins
// R_pv, which fall shut where they leave the brain when the intracranial pressure exceeds that of
// the dural sinus (a Starling resistor), then the sinus R_vs:
//
//   q = min((P_a - ICP) / (R_a + R_pv), (P_a - P_v) / (R_a + R_pv + R_vs))
//   R_a = R_a0 (CPP_0 / CPP)^n / c(x)^2,    tau dx/dt = -x + G (q - q_0) / q_0
//
// c is the arterioles' compliance over that at rest, a sigmoid of the tone x between its least and
// its greatest; G differs for too much and too little flow.
//
// Pressure: the spinal fluid is one column from the skull to the lumbar sac. At its indifferent
// level, where tilting alone changes nothing, its pressure follows what the skull has taken up,
//
//   P_0 = P_rest exp(k_E (dV_arteries + dV_veins + dV_fluid)),   ICP = P_0 + rho g (h_0 - h_ear)
//   dV_fluid/dt = formation - (ICP - P_sinus) / R_out            (Davson)
//
// so that tilting moves ICP by the column at once, by the veins' filling within seconds, and within
// minutes to where formation and absorption balance.
#pragma once

#include "inversim/circulation/hydrostatics.h"
#include "inversim/circulation/lag.h"
#include "inversim/math/elementary.h"

namespace inversim {

template <class T>
struct BrainModel {
  T arterioles;      // R_a0 [Pa s/m3]
  T small_veins;     // R_pv [Pa s/m3]
  T sinus;           // R_vs [Pa s/m3]
  T passive;         // n [1]
  T dilating_gain;   // G / rest compliance where flow is too little [1]
  T narrowing_gain;  // the same where it is too much [1]
  T widest;          // greatest c [1]
  T narrowest;       // least c [1]
  T time;            // tau [s]
  T formation;       // [m3/s]
  T outflow;         // R_out [Pa s/m3]
  T elastance;       // k_E [1/m3]
  T csf_weight;      // rho g of spinal fluid [Pa/m]
  T symptom_slope;   // of the light-headedness index over the drop of flow [1]
  T symptom_drop;    // at which it is one half [1]
  T symptom_time;    // [s]

  // the person supine and at rest
  T rest_flow;       // q_0 [m3/s]
  T rest_perfusion;  // CPP_0 [Pa]
  T rest_pressure;   // P_rest [Pa]
  T rest_arteries;   // blood in the arteries of the head [m3]
  T rest_veins;      // in its veins [m3]
};

template <class T>
struct BrainState {
  T tone;       // x over rest compliance: positive narrows [1]
  T fluid;      // spinal fluid over that at rest [m3]
  T lightness;  // light-headedness index, 0 .. 1
};

/// Flow through the brain and how it changes with the pressures before and behind it.
template <class T>
struct BrainFlow {
  T flow;        // [m3/s]
  T upstream;    // d flow / d arterial pressure [m3/s/Pa]
  T downstream;  // - d flow / d venous pressure, zero while the small veins are shut behind
  T sinus;       // pressure in the dural sinus, at the level of the ear [Pa]
};

inline namespace INVERSIM_LEVEL {

/// Pressure of the spinal fluid at its indifferent level [Pa].
template <class T>
INVERSIM_INLINE T fluid_pressure(const BrainModel<T>& model, const BrainState<T>& state,
                                 const T& arteries, const T& veins) {
  const T taken_up = (arteries - model.rest_arteries) + (veins - model.rest_veins) + state.fluid;
  const T x = clamp<T>(model.elastance * taken_up, broadcast<T>(-4.0), broadcast<T>(4.0));
  return model.rest_pressure * exp<T>(x);
}

/// From the indifferent level to the ear [Pa].
template <class T>
INVERSIM_INLINE T fluid_column(const BrainModel<T>& model, const CirculationInput<T>& input) {
  return model.csf_weight * (input.height[kCsfZero] - input.height[kEar]);
}

/// c(x): 1 at no tone with slope -1, between its bounds.
template <class T>
INVERSIM_INLINE T arteriole_compliance(const BrainModel<T>& model, const T& tone) {
  const T span = select<T>(tone < broadcast<T>(0.0), model.widest - 1.0, 1.0 - model.narrowest);
  return 1.0 - span * tanh<T>(tone / span);
}

/// Pressures at the level of the ear [Pa].
template <class T>
INVERSIM_INLINE BrainFlow<T> brain_flow(const BrainModel<T>& model, const BrainState<T>& state,
                                        const T& arterial, const T& venous, const T& intracranial) {
  constexpr double kLeastPerfusion =
      0.1;  // of that at rest, below which arterioles stay as they are
  const T perfusion = max<T>((arterial - max<T>(intracranial, venous)) / model.rest_perfusion,
                             broadcast<T>(kLeastPerfusion));
  const T c = arteriole_compliance<T>(model, state.tone);
  const T before =
      model.arterioles * pow<T>(perfusion, -model.passive) / (c * c) + model.small_veins;
  const T zero = broadcast<T>(0.0);
  const T shut = (arterial - intracranial) / before;
  const T open = (arterial - venous) / (before + model.sinus);
  const Mask<T> is_shut = shut < open;
  BrainFlow<T> b;
  b.flow = select<T>(is_shut, shut, open);
  const Mask<T> backwards = b.flow < zero;
  b.flow = select<T>(backwards, zero, b.flow);
  b.upstream =
      select<T>(backwards, zero, select<T>(is_shut, 1.0 / before, 1.0 / (before + model.sinus)));
  b.downstream = select<T>(is_shut, zero, b.upstream);
  b.sinus = venous + model.sinus * b.flow;
  return b;
}

/// `flow`: mean over the heart beat [m3/s]; `intracranial`, `sinus`: at the level of the ear [Pa].
template <class T>
INVERSIM_INLINE void advance(const BrainModel<T>& model, BrainState<T>& state, const T& flow,
                             const T& intracranial, const T& sinus, const T& dt) {
  const T over = flow / model.rest_flow - 1.0;
  const T zero = broadcast<T>(0.0);
  const T gain = select<T>(over < zero, model.dilating_gain, model.narrowing_gain);
  state.tone = state.tone + lag_share<T>(dt, model.time) * (gain * over - state.tone);
  const T absorbed = max<T>(intracranial - sinus, zero) / model.outflow;
  state.fluid = state.fluid + dt * (model.formation - absorbed);
  // logistic over the drop of flow below that of lying at rest
  const T x = clamp<T>(model.symptom_slope * (-over - model.symptom_drop), broadcast<T>(-40.0),
                       broadcast<T>(40.0));
  const T index = 1.0 / (1.0 + exp<T>(-x));
  state.lightness =
      state.lightness + lag_share<T>(dt, model.symptom_time) * (index - state.lightness);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
