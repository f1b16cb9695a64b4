// SPDX-License-Identifier: Apache-2.0
// Four chambers of time-varying elastance (Heldt 2004), the clock that makes them beat, breathing,
// and what is gathered over a beat.
//
//   P = E(t) (V - V_0) + P_thorax;   E: half a cosine up over the systole, half of one twice as
//   fast down; systoles and the delay of the ventricles go with the root of the heart period
//
// The clock's phase advances by dt over the period that the reflex asks for, so that a beat lasts
// as long as the reflex wanted on the way; its systoles are those of the period at its start.
// Ventricles have a clock of their own, because a fast heart's ventricles still relax when its
// atria contract.
#pragma once

#include "inversim/circulation/network.h"
#include "inversim/math/elementary.h"

namespace inversim {

enum Chamber : int {
  kRightAtrialChamber,
  kLeftAtrialChamber,
  kRightVentricularChamber,
  kLeftVentricularChamber,
  kChambers
};

/// The compartment of a chamber.
constexpr int compartment_of(int chamber) { return kRightHeart + chamber; }

template <class T>
struct ChamberModel {
  T unstressed;           // [m3]
  T systolic_compliance;  // [m3/Pa]
  T diastolic_elastance;  // [Pa/m3]
  T contractility_gain;   // of the systolic compliance over reflex error [m3/Pa2]; atria: 0
};

template <class T>
struct BeatingHeartModel {
  ChamberModel<T> chamber[kChambers];
  T atrial_systole;       // times the root of the heart period [s^0.5]
  T ventricular_systole;  // [s^0.5]
  T delay;                // from atrial to ventricular onset [s^0.5]
  T breath_period;        // [s]
};

/// What is averaged over a beat: P + rho g h of compartments [Pa], and flows [m3/s].
enum BeatMean : int {
  kMeanArch,
  kMeanUpperArteries,
  kMeanHeadArteries,
  kMeanRightAtrium,
  kMeanLeftAtrium,
  kMeanPulmonary,
  kMeanJugular,
  kMeanHeadVeins,
  kMeanFluid,    // intracranial pressure at the ear
  kMeanFilling,  // transmural pressure of the right atrium
  kMeanOutput,   // flow through the aortic valve
  kMeanBrainFlow,
  kBeatMeans
};

/// Where a pulse is read: P + rho g h of these compartments.
enum PulseSite : int { kPulseArch, kPulseUpperArteries, kPulseHeadArteries, kPulseSites };

template <class T>
struct BeatState {
  T phase;              // of the beat, 0 .. 1
  T period;             // at the start of this beat [s]
  T since_atrial;       // onset [s]
  T since_ventricular;  // onset [s]
  T breath;             // phase of breathing, 0 .. 1
  T elapsed;            // of this beat [s]
  T length;             // of the last whole beat [s]
  T sum[kBeatMeans];    // over this beat so far, times dt
  T high[kPulseSites];  // of this beat so far [Pa]
  T low[kPulseSites];
  T mean[kBeatMeans];  // over the last whole beat
  T systolic[kPulseSites];
  T diastolic[kPulseSites];
};

inline namespace INVERSIM_LEVEL {

/// Share of the systolic elastance, 0 .. 1, at `t` after the onset.
template <class T>
INVERSIM_INLINE T activation(const T& t, const T& systole) {
  constexpr double kPi = 3.14159265358979323846;
  const T u = t / systole;
  const T one = broadcast<T>(1.0);
  const T angle = select<T>(u <= one, kPi * u, kPi * (2.0 * (u - 1.0)));
  const T cosine = cos<T>(clamp<T>(angle, broadcast<T>(0.0), broadcast<T>(kPi)));
  return select<T>(u <= one, 0.5 - 0.5 * cosine, 0.5 + 0.5 * cosine);
}

/// Advances the clocks by dt; tells where a beat ends.
template <class T>
INVERSIM_INLINE Mask<T> tick(const BeatingHeartModel<T>& model, const T& asked, const T& dt,
                             BeatState<T>& beat) {
  const T one = broadcast<T>(1.0);
  const T phase = beat.phase + dt / asked;
  const Mask<T> ends = phase >= one;
  beat.phase = select<T>(ends, phase - 1.0, phase);
  const T before = beat.since_atrial;
  beat.since_atrial = select<T>(ends, beat.phase * asked, before + dt);
  beat.period = select<T>(ends, asked, beat.period);
  const T delay = model.delay * sqrt<T>(beat.period);
  const T past = beat.since_atrial - delay;
  // the ventricles' onset lies in this step; at the end of a beat the atria have only just begun
  const Mask<T> begins = (past >= broadcast<T>(0.0)) & (past < dt);
  beat.since_ventricular = select<T>(begins, past, beat.since_ventricular + dt);
  const T breath = beat.breath + dt / model.breath_period;
  beat.breath = select<T>(breath >= one, breath - 1.0, breath);
  return ends;
}

/// Elastance of a chamber at the clocks' time [Pa/m3]. `contractility`: filtered reflex error [Pa].
template <class T>
INVERSIM_INLINE T chamber_elastance(const BeatingHeartModel<T>& model, const T& atria,
                                    const T& ventricles, int chamber, const T& contractility) {
  const ChamberModel<T>& c = model.chamber[chamber];
  const T compliance = max<T>(c.systolic_compliance + c.contractility_gain * contractility,
                              0.3 * c.systolic_compliance);
  const T act = chamber < kRightVentricularChamber ? atria : ventricles;
  return c.diastolic_elastance + (1.0 / compliance - c.diastolic_elastance) * act;
}

/// Takes a step's values in, and at the end of a beat turns sums into means.
template <class T>
INVERSIM_INLINE void gather(const T (&now)[kBeatMeans], const T (&pulse)[kPulseSites],
                            const Mask<T>& ends, const T& dt, BeatState<T>& beat) {
  const T zero = broadcast<T>(0.0);
  beat.elapsed = beat.elapsed + dt;
  const T share = 1.0 / beat.elapsed;
  beat.length = select<T>(ends, beat.elapsed, beat.length);
  for (int i = 0; i < kBeatMeans; ++i) {
    beat.sum[i] = beat.sum[i] + dt * now[i];
    beat.mean[i] = select<T>(ends, beat.sum[i] * share, beat.mean[i]);
    beat.sum[i] = select<T>(ends, zero, beat.sum[i]);
  }
  for (int s = 0; s < kPulseSites; ++s) {
    const T high = max<T>(beat.high[s], pulse[s]), low = min<T>(beat.low[s], pulse[s]);
    beat.systolic[s] = select<T>(ends, high, beat.systolic[s]);
    beat.diastolic[s] = select<T>(ends, low, beat.diastolic[s]);
    beat.high[s] = select<T>(ends, pulse[s], high);
    beat.low[s] = select<T>(ends, pulse[s], low);
  }
  beat.elapsed = select<T>(ends, zero, beat.elapsed);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
