// SPDX-License-Identifier: Apache-2.0
// Heights to pressures: columns of blood, and what stands outside the vessels.
#pragma once

#include "inversim/circulation/landmarks.h"
#include "inversim/circulation/network.h"
#include "inversim/math/lanes.h"

namespace inversim {

/// What the body does at this instant.
template <class T>
struct CirculationInput {
  T height[kLandmarks];  // vertically above the right atrium [m]
  T thorax_sine;         // sine of the thorax axis below horizontal, +1 head straight down [1]
  T bleeding;            // out of a vein of the arm [m3/s]
};

template <class T>
struct SurroundingsModel {
  T blood_weight;     // rho g of blood [Pa/m]
  T thorax_pressure;  // supine [Pa]
  T thorax_slope;     // per sine of the thorax axis [Pa]
  T abdomen_share;    // k_abd [1]
  T neck_weight;      // tissue density g radius [Pa]
  T breath;           // half the swing of the thorax pressure with breathing [Pa]
};

/// Heights of the compartments and pressures outside of them.
template <class T>
struct Surroundings {
  T column[kCompartments];    // rho g height [Pa]
  T external[kCompartments];  // [Pa]
};

/// Landmark, or two landmarks with their shares, at which a compartment's pressure is meant.
struct Place {
  Landmark near;
  Landmark far;
  double far_share;
};

inline namespace INVERSIM_LEVEL {

// limbs hang a third of their length below the joint that carries them: 0.78 of the way from the
// middle of the upper to that of the lower half (Heldt and CVModel: h/3)
inline constexpr double kLowerHalf = 0.22;

inline constexpr Place kPlace[kCompartments] = {
    {kArch, kArch, 0},                    // aortic arch
    {kUpperArm, kForearm, kLowerHalf},    // upper body arteries
    {kThoracicAorta, kThoracicAorta, 0},  // thoracic aorta
    {kAbdominal, kAbdominal, 0},          // abdominal aorta
    {kRenal, kRenal, 0},                  // renal arteries
    {kSplanchnic, kSplanchnic, 0},        // splanchnic arteries
    {kThigh, kShank, kLowerHalf},         // leg arteries
    {kCarotidSinus, kCarotidSinus, 0},    // common carotids
    {kEar, kEar, 0},                      // head arteries
    {kUpperArm, kForearm, kLowerHalf},    // upper body veins
    {kSuperiorCava, kSuperiorCava, 0},    // superior vena cava
    {kRenal, kRenal, 0},                  // renal veins
    {kSplanchnic, kSplanchnic, 0},        // splanchnic veins
    {kThigh, kShank, kLowerHalf},         // leg veins
    {kAbdominal, kAbdominal, 0},          // abdominal veins
    {kInferiorCava, kInferiorCava, 0},    // thoracic inferior vena cava
    {kEar, kEar, 0},                      // head veins
    {kNeck, kNeck, 0},                    // jugular veins
    {kRightAtrium, kRightAtrium, 0},      // pulmonary arteries
    {kRightAtrium, kRightAtrium, 0},      // pulmonary veins
    {kRightAtrium, kRightAtrium, 0},      // right heart
    {kRightAtrium, kRightAtrium, 0},      // left heart
    {kRightAtrium, kRightAtrium, 0},      // right ventricle
    {kRightAtrium, kRightAtrium, 0},      // left ventricle
};

template <class T>
INVERSIM_INLINE T height_of(const CirculationInput<T>& input, int compartment) {
  const Place& place = kPlace[compartment];
  if (place.far_share == 0.0) return input.height[place.near];
  return (1.0 - place.far_share) * input.height[place.near] +
         place.far_share * input.height[place.far];
}

/// Pressure outside the compartments of a region; `breath`: what an inspiration takes off the
/// thorax's [Pa]. The abdomen is a bag of water under the diaphragm, felt in part (k_abd); the
/// neck's tissue weighs on its vessels while the body lies. What is inside the skull is the brain's
/// to say (brain.h).
template <class T>
INVERSIM_INLINE void surround(const SurroundingsModel<T>& model, const CirculationInput<T>& input,
                              const T& breath, Surroundings<T>& out) {
  const T zero = broadcast<T>(0.0);
  const T thorax = model.thorax_pressure + model.thorax_slope * input.thorax_sine - breath;
  const T cosine = sqrt<T>(max<T>(1.0 - input.thorax_sine * input.thorax_sine, zero));
  const T neck = model.neck_weight * cosine;
  for (int i = 0; i < kCompartments; ++i) {
    const T height = height_of<T>(input, i);
    out.column[i] = model.blood_weight * height;
    switch (kCompartmentRows[i].region) {
      case Region::kThorax:
        out.external[i] = thorax;
        break;
      case Region::kAbdomen:
        out.external[i] = -(model.abdomen_share * model.blood_weight * height);
        break;
      case Region::kNeck:
        out.external[i] = neck;
        break;
      case Region::kHead:
      case Region::kNone:
        out.external[i] = zero;
        break;
    }
  }
}

}  // namespace INVERSIM_LEVEL

/// Heights of the landmarks of a straight body whose upright heights are given, tilted by `sine` =
/// sin a, a the inversion angle (0 supine, +90 deg head straight down).
CirculationInput<double> straight_body(const double (&upright)[kLandmarks], double sine);

}  // namespace inversim
