// SPDX-License-Identifier: Apache-2.0
// The shipped circulation file, read once per test, and small helpers around it.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "inversim/circulation/parameters_file.h"
#include "inversim/circulation/rest.h"
#include "inversim/language/parse.h"

namespace inversim {

inline constexpr double kMmHg = 133.322387415;  // [Pa]
inline constexpr double kMl = 1e-6;             // [m3]
inline constexpr double kLitrePerMinute = 1e-3 / 60.0;
inline constexpr double kDegree = 3.14159265358979323846 / 180.0;

inline CirculationParameters shipped_parameters() {
  const Reading reading =
      read_file(INVERSIM_SOURCE_DIR "/models/circulation/heldt_2004.yaml", FileKind::kCirculation);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return circulation_parameters(reading.document->root);
}

inline CirculationModel<double> reference_model() {
  const CirculationParameters p = shipped_parameters();
  return make_circulation(p, reference_subject(p));
}

/// Straight body at an inversion angle: 0 supine, +90 head straight down.
inline CirculationInput<double> tilted(const CirculationModel<double>& model, double degrees) {
  return straight_body(model.landmark, std::sin(degrees * kDegree));
}

inline CirculationOutputs<double> outputs(const CirculationModel<double>& model,
                                          const CirculationState<double>& state,
                                          const CirculationInput<double>& input) {
  CirculationOutputs<double> out;
  read_outputs<Face::kAveraged, double>(model, state, input, out);
  return out;
}

inline CirculationOutputs<double> at_rest(const CirculationModel<double>& model, double degrees) {
  const CirculationInput<double> input = tilted(model, degrees);
  return outputs(model, resting_state(model, input), input);
}

/// Runs for `duration` with the angle as a function of time [deg].
template <class Angle>
void run(const CirculationModel<double>& model, CirculationState<double>& state, double duration,
         double dt, Angle angle) {
  const long steps = std::lround(duration / dt);
  for (long n = 1; n <= steps; ++n)
    step<Face::kAveraged, double>(model, state, tilted(model, angle(static_cast<double>(n) * dt)),
                                  dt);
}

}  // namespace inversim
