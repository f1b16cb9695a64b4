// SPDX-License-Identifier: Apache-2.0
// The shipped circulation file, read once per test, and small helpers around it.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "inversim/circulation/parameters_file.h"
#include "inversim/circulation/rest.h"
#include "inversim/language/parse.h"
#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"

namespace inversim {

inline constexpr double kMl = 1e-6;  // [m3]
inline constexpr double kLitrePerMinute = 1e-3 / 60.0;

inline CirculationParameters shipped_parameters() {
  const Reading reading =
      read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml", FileKind::kCirculation);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return circulation_parameters(reading.document->root);
}

/// All regulation and breathing off: what is looked at is the heart.
inline CirculationParameters unregulated_parameters() {
  CirculationParameters p = shipped_parameters();
  p.filling_bed_gain = 0.0;
  for (double& gain : p.filling_gain) gain = 0.0;
  p.venoarteriolar_gain = p.breath_swing = 0.0;
  // flow as pressure: a resistance that stays
  p.brain.passive = 0.0;
  p.brain.fall_sensitivity = p.brain.rise_sensitivity = 1.0;
  p.bed_gain = 0.0;
  for (double& gain : p.unstressed_gain) gain = 0.0;
  p.left_contractility_gain = p.right_contractility_gain = 0.0;
  p.rr_sympathetic = p.rr_parasympathetic = 1e-30;
  return p;
}

inline CirculationModel<double> reference_model() {
  const CirculationParameters p = shipped_parameters();
  return make_circulation(p, reference_subject(p));
}

/// Straight body at an inversion angle: 0 supine, +90 head straight down.
inline CirculationInput<double> tilted(const CirculationModel<double>& model, double degrees) {
  return straight_body(model.landmark, std::sin(degrees * kDegree));
}

template <Face face = Face::kAveraged>
CirculationOutputs<double> outputs(const CirculationModel<double>& model,
                                   const CirculationState<double>& state,
                                   const CirculationInput<double>& input) {
  CirculationOutputs<double> out;
  read_outputs<face, double>(model, state, input, out);
  return out;
}

inline CirculationOutputs<double> at_rest(const CirculationModel<double>& model, double degrees) {
  const CirculationInput<double> input = tilted(model, degrees);
  return outputs(model, resting_state(model, input), input);
}

/// Runs for `duration` with the angle as a function of time [deg].
template <Face face = Face::kAveraged, class Angle>
void run(const CirculationModel<double>& model, CirculationState<double>& state, double duration,
         double dt, Angle angle) {
  const long steps = std::lround(duration / dt);
  for (long n = 1; n <= steps; ++n)
    step<face, double>(model, state, tilted(model, angle(static_cast<double>(n) * dt)), dt);
}

/// Outputs of a posture held for `duration`, every 20 ms averaged: breaths and beats go out.
template <Face face>
CirculationOutputs<double> mean_over(const CirculationModel<double>& model,
                                     CirculationState<double>& state, double duration, double dt,
                                     double degrees) {
  const CirculationInput<double> input = tilted(model, degrees);
  const long every = std::lround(0.02 / dt), looks = std::lround(duration / 0.02);
  CirculationOutputs<double> mean{};
  auto* sum = reinterpret_cast<double*>(&mean);
  for (long n = 0; n < looks; ++n) {
    for (long k = 0; k < every; ++k) step<face, double>(model, state, input, dt);
    const CirculationOutputs<double> o = outputs<face>(model, state, input);
    for (int i = 0; i < kCirculationSignals; ++i)
      sum[i] += reinterpret_cast<const double*>(&o)[i] / static_cast<double>(looks);
  }
  return mean;
}

/// Blood, what went into tissue and what was bled [m3]: nothing adds to it or takes from it.
inline double all_blood(const CirculationState<double>& state) {
  double sum = state.lost;
  for (double v : state.volume) sum += v;
  for (double v : state.tissue) sum += v;
  return sum;
}

}  // namespace inversim
