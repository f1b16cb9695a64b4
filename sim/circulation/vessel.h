// SPDX-License-Identifier: Apache-2.0
// Pressure in a vessel from the volume in it, the resistance of a vein that falls shut, and valves.
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/math/smooth.h"

namespace inversim {

/// Transmural pressure of a volume, and the compliance there.
template <class T>
struct Distension {
  T pressure;    // [Pa]
  T compliance;  // [m3/Pa]
};

/// How full the part of a vein is that can collapse: 1 at no transmural pressure, 0 when shut.
template <class T>
struct Collapse {
  T filling;     // [1]
  T resistance;  // added to that of the open vein [Pa s/m3]
};

template <class T>
struct VenoarteriolarModel {
  T gain;  // [1]
  T from;  // venous transmural pressure [Pa]
  T to;    // [Pa]
};

inline namespace INVERSIM_LEVEL {

/// V = V0 + C P.
template <class T>
INVERSIM_INLINE Distension<T> linear_vessel(const T& volume, const T& unstressed,
                                            const T& compliance) {
  return {(volume - unstressed) / compliance, compliance};
}

/// V = V0 + (2 Vmax / pi) atan(pi C0 P / (2 Vmax))  (Heldt 2004), solved for P. From 0.9 Vmax on
/// the tangent goes on, so that any volume has a pressure.
template <class T>
INVERSIM_INLINE Distension<T> saturating_vessel(const T& volume, const T& unstressed,
                                                const T& compliance, const T& maximum) {
  constexpr double kHalfPi = 1.5707963267948966;
  constexpr double kTangentFrom = 0.9;
  const T share = (volume - unstressed) / maximum;
  const T inside = clamp<T>(share, broadcast<T>(-kTangentFrom), broadcast<T>(kTangentFrom));
  const SinCos<T> angle = sincos<T>(inside * kHalfPi);
  const T scale = maximum / (kHalfPi * compliance);
  const T there = compliance * (angle.cos * angle.cos);
  const T pressure = scale * (angle.sin / angle.cos) + (share - inside) * maximum / there;
  return {pressure, there};
}

/// A vein: the given law while open; below V0 the collapsible part empties, V = Vmin + (V0 - Vmin)
/// exp(P / P1), P1 = collapse_pressure (V0 - Vmin) / V0, which has the compliance V0 /
/// collapse_pressure at zero (CVModel) and never empties below Vmin.
template <class T>
INVERSIM_INLINE Distension<T> with_collapse(const Distension<T>& open, const T& volume,
                                            const T& unstressed, const T& collapsible,
                                            const T& collapse_pressure) {
  constexpr double kLeast = 1e-3;  // filling below which the tangent goes on
  const T part = collapsible * unstressed;
  const T filling = (volume - unstressed) / part + 1.0;
  const T inside = clamp<T>(filling, broadcast<T>(kLeast), broadcast<T>(1.0));
  const T scale = collapse_pressure * collapsible;
  const T shut = scale * (log<T>(inside) + (min<T>(filling, inside) - inside) * (1.0 / kLeast));
  const Mask<T> below = filling < broadcast<T>(1.0);
  return {select<T>(below, shut, open.pressure),
          select<T>(below, unstressed / collapse_pressure * inside, open.compliance)};
}

/// R = R1 exp(-exponent filling), next to nothing while the vein is open (CVModel).
template <class T>
INVERSIM_INLINE T collapse_resistance(const T& volume, const T& unstressed, const T& collapsible,
                                      const T& closed_resistance, const T& exponent) {
  const T filling = (volume - unstressed) / (collapsible * unstressed) + 1.0;
  return closed_resistance *
         exp<T>(-exponent * clamp<T>(filling, broadcast<T>(0.0), broadcast<T>(2.0)));
}

/// Share of the open conductance of a jugular vein: [1/2 + atan(P / softness) / pi]^2 (Gadda 2015).
template <class T>
INVERSIM_INLINE T jugular_opening(const T& transmural, const T& softness) {
  constexpr double kOverPi = 0.31830988618379067;
  const T half = 0.5 + kOverPi * atan<T>(transmural / softness);
  return half * half;
}

/// Resistance of a limb's arterioles over that at rest: they narrow where the veins behind them are
/// distended (the local axon reflex; Henriksen 1991), all the way between two venous pressures.
template <class T>
INVERSIM_INLINE T venoarteriolar(const VenoarteriolarModel<T>& model, const T& venous) {
  return 1.0 + model.gain * smooth_step<T>((venous - model.from) / (model.to - model.from)).value;
}

/// Pressure that drives flow through a valve, with its derivative: 0 at 0, once differentiable,
/// fully open above 2 widths; backwards only the leak.
template <class T>
INVERSIM_INLINE Sloped<T> valve(const T& pressure, const T& width, const T& leak) {
  const Sloped<T> open = smooth_ramp<T>(pressure - width, width);
  return {leak * pressure + (1.0 - leak) * open.value, leak + (1.0 - leak) * open.slope};
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
