// SPDX-License-Identifier: Apache-2.0
// The arterial baroreflex: carotid sinus and aortic arch pressure to heart period, resistance of
// four beds, unstressed volume of their veins, and contractility (Heldt 2004).
//
//   e = 18 atan((P_sensed - P_set) / 18)   [mmHg]
//
// Each pathway answers e with a unit-area response of given delay, peak and end. Here that response
// is a chain of equal first-order lags with the same mean, (delay + peak + end) / 3; the number of
// lags is the one that comes nearest to the same spread, save for the vagal pathway, whose 0.09 s
// lie below what a cycle-averaged heart can show (docs/circulation.md, Baroreflex). Plain state,
// any step.
#pragma once

#include "inversim/circulation/network.h"
#include "inversim/math/elementary.h"

namespace inversim {

inline constexpr int kVagalLags = 4;
inline constexpr int kBetaLags = 6;
inline constexpr int kResistanceLags = 4;
inline constexpr int kVolumeLags = 5;

template <class T>
struct BaroreflexModel {
  T set_point;              // [Pa]
  T central_pressor;        // rise of the set point, times the sine of head-down tilt [Pa]
  T width;                  // [Pa]
  T carotid_weight;         // [1]
  T resting_period;         // heart period at no error [s]
  T shortest_period;        // [s]
  T vagal_gain;             // of the heart period [s/Pa]
  T beta_gain;              // the same [s/Pa]
  T bed_gain[kEdges];       // relative change of resistance, beds only [1/Pa]
  T volume_gain[kVessels];  // of the unstressed volume, veins only [m3/Pa]
  T vagal_time;             // of one lag [s]
  T beta_time;
  T resistance_time;
  T volume_time;
};

/// Filtered reflex errors along the four pathways [Pa]; the last of each is what arrives.
template <class T>
struct BaroreflexState {
  T vagal[kVagalLags];
  T beta[kBetaLags];
  T resistance[kResistanceLags];
  T volume[kVolumeLags];
};

inline namespace INVERSIM_LEVEL {

/// 1 - exp(-dt/time) to 1e-5 for dt < time/2, between 0 and 1 for any step.
template <class T>
INVERSIM_INLINE T lag_share(const T& dt, const T& time) {
  const T x = dt / time;
  return x / (1.0 + x * (0.5 + x * (1.0 / 12.0)));
}

template <class T, int lags>
INVERSIM_INLINE void lag_chain(T (&state)[lags], const T& error, const T& share) {
  T in = error;
  for (int i = 0; i < lags; ++i) {
    const T before = state[i];
    state[i] = before + share * (in - before);
    in = 0.5 * (before + state[i]);  // mean over the step
  }
}

/// Error signal of the sensed pressure [Pa].
template <class T>
INVERSIM_INLINE T reflex_error(const BaroreflexModel<T>& model, const T& carotid, const T& arch,
                               const T& thorax_sine) {
  const T sensed = model.carotid_weight * carotid + (1.0 - model.carotid_weight) * arch;
  const T set = model.set_point + model.central_pressor * max<T>(thorax_sine, broadcast<T>(0.0));
  return model.width * atan<T>((sensed - set) / model.width);
}

template <class T>
INVERSIM_INLINE void advance(const BaroreflexModel<T>& model, BaroreflexState<T>& state,
                             const T& error, const T& dt) {
  lag_chain<T>(state.vagal, error, lag_share<T>(dt, model.vagal_time));
  lag_chain<T>(state.beta, error, lag_share<T>(dt, model.beta_time));
  lag_chain<T>(state.resistance, error, lag_share<T>(dt, model.resistance_time));
  lag_chain<T>(state.volume, error, lag_share<T>(dt, model.volume_time));
}

/// Heart period [s].
template <class T>
INVERSIM_INLINE T heart_period(const BaroreflexModel<T>& model, const BaroreflexState<T>& state) {
  const T period = model.resting_period + model.vagal_gain * state.vagal[kVagalLags - 1] +
                   model.beta_gain * state.beta[kBetaLags - 1];
  return max<T>(period, model.shortest_period);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
