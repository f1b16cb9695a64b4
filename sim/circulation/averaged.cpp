// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/averaged.h"

#include <cmath>

namespace inversim {
namespace {

constexpr double kFilling = 600.0;  // [Pa] venous pressure of the first guess

// volumes near rest, total exact
CirculationState<double> first_guess(const CirculationModel<double>& model) {
  CirculationState<double> state{};
  double total = 0.0;
  for (int i = 0; i < kVessels; ++i) {
    const double pressure = i < kFirstVein ? model.reflex.set_point : kFilling;
    state.volume[i] = model.unstressed[i] + model.compliance[i] * pressure;
    total += state.volume[i];
  }
  for (int i = kVessels; i < kCompartments; ++i) {
    const VentricleModel<double>& side = i == kRightHeart ? model.right : model.left;
    state.volume[i] = side.unstressed + 2.0 * side.diastolic_compliance * kFilling;
    total += state.volume[i];
  }
  state.volume[kSplanchnicVeins] += model.blood_volume - total;
  return state;
}

}  // namespace

CirculationInput<double> straight_body(const double (&upright)[kLandmarks], double sine) {
  CirculationInput<double> input{};
  for (int i = 0; i < kLandmarks; ++i) input.height[i] = -upright[i] * sine;
  input.thorax_sine = sine;
  return input;
}

CirculationState<double> resting_state(const CirculationModel<double>& model,
                                       const CirculationInput<double>& input) {
  CirculationState<double> state = first_guess(model);
  // the slowest pathway takes half a minute; what is left after ten of them is rounding
  constexpr double kStep = 0.1;
  constexpr double kTolerance = 1e-13;  // [m3/s]
  for (int n = 0; n < 200000; ++n) {
    const CirculationState<double> before = state;
    step<double>(model, state, input, kStep);
    if (n % 100 != 99) continue;
    double fastest = 0.0;
    for (int i = 0; i < kCompartments; ++i)
      fastest = std::fmax(fastest, std::fabs(state.volume[i] - before.volume[i]) / kStep);
    if (fastest < kTolerance) break;
  }
  return state;
}

const CirculationSignal kCirculationSignalRows[kCirculationSignals] = {
    {"map_heart", "Pa", "mean arterial pressure at the level of the right atrium",
     &CirculationOutputs<double>::mean_heart},
    {"map_arch", "Pa", "mean arterial pressure in the aortic arch",
     &CirculationOutputs<double>::mean_arch},
    {"map_carotid", "Pa", "mean arterial pressure at the carotid sinus",
     &CirculationOutputs<double>::mean_carotid},
    {"map_brain", "Pa", "mean arterial pressure at the level of the ear",
     &CirculationOutputs<double>::mean_brain},
    {"map_eye", "Pa", "mean arterial pressure at the level of the eye",
     &CirculationOutputs<double>::mean_eye},
    {"map_cuff", "Pa", "mean arterial pressure at the cuff",
     &CirculationOutputs<double>::mean_cuff},
    {"heart_rate", "s-1", "heart rate", &CirculationOutputs<double>::heart_rate},
    {"stroke_volume", "m3", "stroke volume of the left ventricle",
     &CirculationOutputs<double>::stroke_volume},
    {"cardiac_output", "m3 s-1", "cardiac output", &CirculationOutputs<double>::cardiac_output},
    {"peripheral_resistance", "Pa s m-3", "total peripheral resistance",
     &CirculationOutputs<double>::resistance},
    {"right_atrial_pressure", "Pa", "mean pressure in the right atrium",
     &CirculationOutputs<double>::right_atrium},
    {"left_atrial_pressure", "Pa", "mean pressure in the left atrium",
     &CirculationOutputs<double>::left_atrium},
    {"pulmonary_artery_pressure", "Pa", "mean pulmonary artery pressure at the right atrium",
     &CirculationOutputs<double>::pulmonary_artery},
    {"jugular_pressure", "Pa", "pressure in the jugular veins at the middle of the neck",
     &CirculationOutputs<double>::jugular},
    {"cerebral_venous_pressure", "Pa", "pressure in the veins of the head at the level of the ear",
     &CirculationOutputs<double>::cerebral_venous},
    {"head_flow", "m3 s-1", "blood flow through the head", &CirculationOutputs<double>::head_flow},
    {"leg_blood_volume", "m3", "blood in the legs", &CirculationOutputs<double>::leg_volume},
    {"trunk_blood_volume", "m3", "blood in trunk, arms, heart and lungs",
     &CirculationOutputs<double>::trunk_volume},
    {"head_blood_volume", "m3", "blood in head and neck", &CirculationOutputs<double>::head_volume},
    {"total_blood_volume", "m3", "blood in all compartments",
     &CirculationOutputs<double>::total_volume},
    {"reflex_error", "Pa", "error signal of the arterial baroreflex",
     &CirculationOutputs<double>::reflex_error},
};

}  // namespace inversim
