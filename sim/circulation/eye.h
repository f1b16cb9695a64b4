// SPDX-License-Identifier: Apache-2.0
// The eye: intraocular pressure from what flows into it and what stands behind it.
//
//   EVP = softmax(floor, P_v0 + dP_RA + g rho g (h_RA - h_eye))       episcleral venous pressure
//   dV_aqueous/dt = C (IOP_0 - EVP_0) - C (IOP - EVP)                 Goldmann
//   IOP = IOP_0 exp(K (dV_aqueous + dV_choroid))                      ocular rigidity
//
// The choroid fills with venous pressure in seconds, to a given share of the change of IOP; aqueous
// follows in 1 / (C K IOP), half an hour lying and ten minutes inverted. Index 0: supine, at rest.
// The softmax is that of a vein that stands open only above its floor (a waterfall). Pressures
// gauge, at the level of the eye.
#pragma once

#include "inversim/circulation/hydrostatics.h"
#include "inversim/circulation/lag.h"
#include "inversim/math/elementary.h"

namespace inversim {

template <class T>
struct EyeModel {
  T floor;            // of the episcleral venous pressure [Pa]
  T venous;           // P_v0 [Pa]
  T column_gain;      // g: share of the column of blood that reaches the episcleral veins [1]
  T width;            // of the softmax [Pa]
  T facility;         // C [m3/s/Pa]
  T rigidity;         // K [1/m3]
  T fast_share;       // of a change of IOP that the choroid makes [1]
  T choroid_time;     // [s]
  T rest_pressure;    // IOP_0 [Pa]
  T rest_episcleral;  // EVP_0 [Pa]
  T rest_atrium;      // right atrium, supine and at rest [Pa]
};

template <class T>
struct EyeState {
  T aqueous;  // over that at rest [m3]
  T choroid;  // the same [m3]
};

inline namespace INVERSIM_LEVEL {

/// w ln(exp(a/w) + exp(b/w)).
template <class T>
INVERSIM_INLINE T softmax(const T& a, const T& b, const T& width) {
  return max<T>(a, b) + width * log<T>(1.0 + exp<T>(-(abs<T>(a - b) / width)));
}

/// Episcleral venous pressure [Pa]. `atrium`: pressure of the right atrium [Pa]; `blood_weight`:
/// rho g [Pa/m].
template <class T>
INVERSIM_INLINE T episcleral_pressure(const EyeModel<T>& model, const CirculationInput<T>& input,
                                      const T& atrium, const T& blood_weight) {
  const T column = model.column_gain * blood_weight * input.height[kEye];
  return softmax<T>(model.floor, model.venous + (atrium - model.rest_atrium) - column, model.width);
}

/// Intraocular pressure [Pa].
template <class T>
INVERSIM_INLINE T intraocular_pressure(const EyeModel<T>& model, const EyeState<T>& state) {
  const T x = clamp<T>(model.rigidity * (state.aqueous + state.choroid), broadcast<T>(-4.0),
                       broadcast<T>(4.0));
  return model.rest_pressure * exp<T>(x);
}

/// Filling of the choroid at which it makes its share of the change of pressure [m3 over rest].
template <class T>
INVERSIM_INLINE T filled_choroid(const EyeModel<T>& model, const T& episcleral) {
  const T ratio =
      1.0 + model.fast_share * (episcleral - model.rest_episcleral) / model.rest_pressure;
  return log<T>(max<T>(ratio, broadcast<T>(0.05))) / model.rigidity;
}

template <class T>
INVERSIM_INLINE void advance(const EyeModel<T>& model, EyeState<T>& state, const T& episcleral,
                             const T& dt) {
  const T over = (intraocular_pressure<T>(model, state) - episcleral) -
                 (model.rest_pressure - model.rest_episcleral);
  state.aqueous = state.aqueous - dt * model.facility * over;
  state.choroid = state.choroid + lag_share<T>(dt, model.choroid_time) *
                                      (filled_choroid<T>(model, episcleral) - state.choroid);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
