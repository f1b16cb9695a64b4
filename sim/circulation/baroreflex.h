// SPDX-License-Identifier: Apache-2.0
// The reflexes that hold arterial pressure (Heldt 2004): the arterial baroreflex, from carotid
// sinus and aortic arch, and the cardiopulmonary one, from the filling of the right atrium.
//
//   e = width atan((P_sensed - P_set) / width)
//
// The receptors lag before they saturate: what a pulse does to the arctangent would else be taken
// for a change of the mean, and differ between a heart that beats and one that is averaged.
// The arterial error acts on heart period, resistance of four beds, unstressed volume of their
// veins and contractility, the cardiopulmonary one on resistance and volume. Each pathway answers
// with a unit-area response of given delay, peak and end. Here that response is a chain of equal
// first-order lags with the same mean, (delay + peak + end) / 3; the number of lags is the one that
// comes nearest to the same spread, save for the vagal pathway, whose 0.09 s lie below a heart beat
// (docs/circulation.md, Reflexes). Plain state, any step.
#pragma once

#include "inversim/circulation/lag.h"
#include "inversim/circulation/network.h"
#include "inversim/math/elementary.h"

namespace inversim {

inline constexpr int kVagalLags = 4;
inline constexpr int kBetaLags = 6;
inline constexpr int kResistanceLags = 4;
inline constexpr int kVolumeLags = 5;

template <class T>
struct BaroreflexModel {
  T set_point;         // [Pa]
  T central_pressor;   // rise of the set point, times the sine of head-down tilt [Pa]
  T width;             // [Pa]
  T carotid_weight;    // [1]
  T sensor_time;       // lag of both receptors [s]
  T filling_set;       // transmural pressure of the right atrium at no cardiopulmonary error [Pa]
  T filling_width;     // [Pa]
  T resting_period;    // heart period at no error [s]
  T shortest_period;   // [s]
  T vagal_gain;        // of the heart period [s/Pa]
  T beta_gain;         // the same [s/Pa]
  T bed_gain[kEdges];  // relative change of resistance, beds only [1/Pa]
  T volume_gain[kVessels];   // of the unstressed volume, veins only [m3/Pa]
  T filling_bed_gain;        // cardiopulmonary error that acts on beds as one of the arterial [1]
  T filling_gain[kVessels];  // of the unstressed volume over cardiopulmonary error [m3/Pa]
  T vagal_time;              // of one lag [s]
  T beta_time;
  T resistance_time;
  T volume_time;
};

/// Sensed and filtered errors along the pathways [Pa]; the last of each is what arrives.
template <class T>
struct BaroreflexState {
  T arterial;  // sensed arterial pressure over the set point
  T filling;   // sensed error of the cardiopulmonary receptors
  T vagal[kVagalLags];
  T beta[kBetaLags];
  T resistance[kResistanceLags];
  T volume[kVolumeLags];          // arterial
  T filling_volume[kVolumeLags];  // cardiopulmonary
};

inline namespace INVERSIM_LEVEL {

/// Arterial pressure at the receptors over the set point [Pa].
template <class T>
INVERSIM_INLINE T over_set_point(const BaroreflexModel<T>& model, const T& carotid, const T& arch,
                                 const T& thorax_sine) {
  const T sensed = model.carotid_weight * carotid + (1.0 - model.carotid_weight) * arch;
  return sensed -
         (model.set_point + model.central_pressor * max<T>(thorax_sine, broadcast<T>(0.0)));
}

/// Error signal of an arterial pressure over the set point [Pa].
template <class T>
INVERSIM_INLINE T reflex_error(const BaroreflexModel<T>& model, const T& over) {
  return model.width * atan<T>(over / model.width);
}

/// Error signal of the cardiopulmonary receptors at a transmural pressure of the right atrium [Pa].
template <class T>
INVERSIM_INLINE T filling_error(const BaroreflexModel<T>& model, const T& transmural) {
  return model.filling_width * atan<T>((transmural - model.filling_set) / model.filling_width);
}

/// `over`: arterial pressure over the set point, `filling`: cardiopulmonary error, both at the
/// step's end [Pa].
template <class T>
INVERSIM_INLINE void advance(const BaroreflexModel<T>& model, BaroreflexState<T>& state,
                             const T& over, const T& filling, const T& dt) {
  const T sensor = lag_share<T>(dt, model.sensor_time);
  const T arterial_before = state.arterial, filling_before = state.filling;
  state.arterial = state.arterial + sensor * (over - state.arterial);
  state.filling = state.filling + sensor * (filling - state.filling);
  const T a = reflex_error<T>(model, 0.5 * (arterial_before + state.arterial));
  const T f = 0.5 * (filling_before + state.filling);
  lag_chain<T>(state.vagal, a, lag_share<T>(dt, model.vagal_time));
  lag_chain<T>(state.beta, a, lag_share<T>(dt, model.beta_time));
  lag_chain<T>(state.resistance, a + model.filling_bed_gain * f,
               lag_share<T>(dt, model.resistance_time));
  const T volume = lag_share<T>(dt, model.volume_time);
  lag_chain<T>(state.volume, a, volume);
  lag_chain<T>(state.filling_volume, f, volume);
}

/// Heart period that the reflex asks for [s].
template <class T>
INVERSIM_INLINE T heart_period(const BaroreflexModel<T>& model, const BaroreflexState<T>& state) {
  const T period = model.resting_period + model.vagal_gain * state.vagal[kVagalLags - 1] +
                   model.beta_gain * state.beta[kBetaLags - 1];
  return max<T>(period, model.shortest_period);
}

/// Unstressed volume of a vein under the reflexes [m3]: never below a share of its own.
template <class T>
INVERSIM_INLINE T toned_volume(const BaroreflexModel<T>& model, const BaroreflexState<T>& state,
                               int vein, const T& unstressed, const T& least_share) {
  return max<T>(unstressed + model.volume_gain[vein] * state.volume[kVolumeLags - 1] +
                    model.filling_gain[vein] * state.filling_volume[kVolumeLags - 1],
                least_share * unstressed);
}

/// Resistance of a bed over that at rest [1]: never below a tenth.
template <class T>
INVERSIM_INLINE T toned_resistance(const BaroreflexModel<T>& model, const BaroreflexState<T>& state,
                                   int bed) {
  return max<T>(1.0 + model.bed_gain[bed] * state.resistance[kResistanceLags - 1],
                broadcast<T>(0.1));
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
