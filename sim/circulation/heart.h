// SPDX-License-Identifier: Apache-2.0
// A side of the heart averaged over the cycle: an atrium, a ventricle that fills along its
// diastolic elastance to the end-diastolic volume and ejects along its systolic elastance against
// its artery.
//
//   EDV - V0 = filling P_atrium / E_d         ESV - V0 = afterload P_artery / E_s
//   SV = EDV - ESV                            flow = SV / RR
//
// which is SV = E_s (EDV - V0) / (E_s + E_a) with E_a = afterload P_artery / SV, in a steady state
// R / RR (Sunagawa): written with the pressure itself it also holds while blood shifts.
// The factors are those of the pulsatile heart; they go with the heart period, diastole being what
// a fast heart loses, and hardly with filling and load (docs/circulation.md, Heart). All pressures
// are transmural.
#pragma once

#include "inversim/math/smooth.h"

namespace inversim {

template <class T>
struct VentricleModel {
  T unstressed;            // atrium and ventricle [m3]
  T atrial_compliance;     // [m3/Pa]
  T diastolic_compliance;  // of the ventricle [m3/Pa]
  T systolic_compliance;   // of the ventricle, reflex at rest [m3/Pa]
  T contractility_gain;    // of the systolic compliance over reflex error [m3/Pa2]
  T reference_period;      // at which the factors hold [s]
  T afterload;             // [1]
  T afterload_slope;       // over the period's relative change from the reference [1]
  T filling;               // [1]
  T filling_slope;         // [1]
  T filling_curvature;     // [1]
  T emptied;               // [1]
  T emptied_slope;         // [1]
  T ramp;                  // stroke volume over which an empty heart stops [m3]
};

/// A ventricle at work: what it holds, what it throws, and how that depends on the pressures.
template <class T>
struct Stroke {
  T atrial_pressure;  // transmural [Pa]
  T compliance;       // of atrium and ventricle [m3/Pa]
  T volume;           // stroke volume [m3]
  T by_atrium;        // derivative of the stroke volume [m3/Pa]
  T by_artery;        // the same, negative [m3/Pa]
};

inline namespace INVERSIM_LEVEL {

/// `held`: mean volume of atrium and ventricle [m3]; `arterial`: mean arterial pressure at the
/// ventricle, transmural [Pa]; `contractility`: filtered reflex error [Pa]; `period`: of the heart
/// [s].
template <class T>
INVERSIM_INLINE Stroke<T> stroke(const VentricleModel<T>& model, const T& held, const T& arterial,
                                 const T& contractility, const T& period) {
  const T x =
      clamp<T>(period / model.reference_period - 1.0, broadcast<T>(-0.5), broadcast<T>(0.4));
  const T afterload = model.afterload + model.afterload_slope * x;
  const T filling = model.filling + x * (model.filling_slope + x * model.filling_curvature);
  const T emptied = model.emptied + model.emptied_slope * x;
  const T systolic = max<T>(model.systolic_compliance + model.contractility_gain * contractility,
                            0.3 * model.systolic_compliance);
  const T end_systolic = afterload * systolic * arterial;  // ESV - V0
  const T filled = filling * model.diastolic_compliance;   // d EDV / d P
  Stroke<T> s;
  // mean volume: V0 + C_atrium P + (1 - emptied) (EDV - V0) + emptied (ESV - V0)
  s.compliance = model.atrial_compliance + (1.0 - emptied) * filled;
  s.atrial_pressure = (held - model.unstressed - emptied * end_systolic) / s.compliance;
  const Sloped<T> ejected = smooth_ramp<T>(filled * s.atrial_pressure - end_systolic, model.ramp);
  s.volume = ejected.value;
  s.by_atrium = ejected.slope * filled;
  s.by_artery = -(ejected.slope * afterload * systolic);
  return s;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
