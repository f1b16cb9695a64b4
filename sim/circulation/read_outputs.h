// SPDX-License-Identifier: Apache-2.0
// What a state shows, in either face.
#pragma once

#include "inversim/circulation/circulation_step.h"

namespace inversim {
inline namespace INVERSIM_LEVEL {

/// Means over the beat: of the averaged face this instant's, of the beating one the last whole
/// beat's.
template <Face face, class T>
INVERSIM_INLINE void beat_means(const CirculationState<T>& state, const CirculationPressures<T>& p,
                                const BrainFlow<T>& brain, T (&mean)[kBeatMeans]) {
  if constexpr (face == Face::kBeating) {
    for (int i = 0; i < kBeatMeans; ++i) mean[i] = state.beat.mean[i];
  } else {
    mean[kMeanArch] = p.head[kAorticArch];
    mean[kMeanUpperArteries] = p.head[kUpperArteries];
    mean[kMeanHeadArteries] = p.head[kHeadArteries];
    mean[kMeanRightAtrium] = p.head[kRightHeart];
    mean[kMeanLeftAtrium] = p.head[kLeftHeart];
    mean[kMeanPulmonary] = p.head[kPulmonaryArteries];
    mean[kMeanJugular] = p.head[kJugularVeins];
    mean[kMeanHeadVeins] = p.head[kHeadVeins];
    mean[kMeanFluid] = p.intracranial;
    mean[kMeanFilling] = p.transmural[kRightHeart];
    mean[kMeanOutput] = p.left.volume / p.period;
    mean[kMeanBrainFlow] = brain.flow;
  }
}

template <Face face, class T>
INVERSIM_INLINE void read_pressures(const CirculationModel<T>& model,
                                    const CirculationState<T>& state,
                                    const CirculationInput<T>& input,
                                    const CirculationPressures<T>& p, const T (&mean)[kBeatMeans],
                                    CirculationOutputs<T>& out) {
  const T weight = model.surroundings.blood_weight;
  const auto at = [&](const T& head, Landmark k) { return head - weight * input.height[k]; };
  out.mean_heart = mean[kMeanArch];
  out.mean_arch = at(mean[kMeanArch], kArch);
  out.mean_carotid = at_carotid<T>(model, input, out.mean_arch);
  out.mean_brain = at(mean[kMeanHeadArteries], kEar);
  out.mean_eye = at(mean[kMeanHeadArteries], kEye);
  out.mean_cuff = at(mean[kMeanUpperArteries], kCuff);
  out.arterial = p.head[kAorticArch];
  if constexpr (face == Face::kBeating) {
    const BeatState<T>& b = state.beat;
    out.systolic_heart = b.systolic[kPulseArch];
    out.diastolic_heart = b.diastolic[kPulseArch];
    out.systolic_cuff = at(b.systolic[kPulseUpperArteries], kCuff);
    out.diastolic_cuff = at(b.diastolic[kPulseUpperArteries], kCuff);
    out.systolic_brain = at(b.systolic[kPulseHeadArteries], kEar);
    out.diastolic_brain = at(b.diastolic[kPulseHeadArteries], kEar);
  } else {
    const T above = model.pulse_above * p.left.volume, below = model.pulse_below * p.left.volume;
    out.systolic_heart = out.mean_heart + above;
    out.diastolic_heart = out.mean_heart - below;
    out.systolic_cuff = out.mean_cuff + above;
    out.diastolic_cuff = out.mean_cuff - below;
    out.systolic_brain = out.mean_brain + above;
    out.diastolic_brain = out.mean_brain - below;
  }
  out.right_atrium = mean[kMeanRightAtrium];
  out.left_atrium = mean[kMeanLeftAtrium];
  out.pulmonary_artery = mean[kMeanPulmonary];
  out.jugular = at(mean[kMeanJugular], kNeck);
}

/// What a state shows under an input.
template <Face face, class T>
INVERSIM_INLINE void read_outputs(const CirculationModel<T>& model,
                                  const CirculationState<T>& state,
                                  const CirculationInput<T>& input, CirculationOutputs<T>& out) {
  CirculationPressures<T> p;
  pressures<face, T>(model, state, input, p);
  const BrainFlow<T> brain = brain_of<T>(model, state, p);
  T mean[kBeatMeans];
  beat_means<face, T>(state, p, brain, mean);
  read_pressures<face, T>(model, state, input, p, mean, out);

  out.heart_rate = 1.0 / (face == Face::kBeating ? state.beat.period : p.period);
  out.cardiac_output = mean[kMeanOutput];
  out.stroke_volume = mean[kMeanOutput] * (face == Face::kBeating ? state.beat.length : p.period);
  out.resistance = (out.mean_heart - out.right_atrium) / out.cardiac_output;

  out.intracranial = mean[kMeanFluid];
  out.brain_flow = mean[kMeanBrainFlow];
  out.brain_flow_change = out.brain_flow / model.brain.rest_flow - 1.0;
  out.cerebral_venous =
      mean[kMeanHeadVeins] - p.around.column[kHeadVeins] + model.brain.sinus * out.brain_flow;
  out.perfusion = out.mean_brain - max<T>(out.intracranial, out.cerebral_venous);
  out.lightness = state.brain.lightness;
  out.episcleral =
      episcleral_pressure<T>(model.eye, input, out.right_atrium, model.surroundings.blood_weight);
  out.intraocular = intraocular_pressure<T>(model.eye, state.eye);
  out.ocular_perfusion = out.mean_eye - out.intraocular;

  out.leg_volume = state.volume[kLegArteries] + state.volume[kLegVeins];
  out.head_volume = state.volume[kCarotids] + state.volume[kHeadArteries] +
                    state.volume[kHeadVeins] + state.volume[kJugularVeins];
  T total = state.volume[0];
  for (int i = 1; i < kCompartments; ++i) total = total + state.volume[i];
  out.total_volume = total;
  out.trunk_volume = total - out.leg_volume - out.head_volume;
  T tissue = state.tissue[0];
  for (int k = 1; k < kTissues; ++k) tissue = tissue + state.tissue[k];
  out.tissue_volume = tissue;
  out.reflex_error = reflex_error<T>(
      model.reflex,
      over_set_point<T>(model.reflex, out.mean_carotid, out.mean_arch, input.thorax_sine));
  out.filling_error = filling_error<T>(model.reflex, mean[kMeanFilling]);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
