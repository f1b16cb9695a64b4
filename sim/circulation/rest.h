// SPDX-License-Identifier: Apache-2.0
// States in which a circulation rests.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "inversim/circulation/read_outputs.h"

namespace inversim {

/// Finds the person supine and at rest, brain and eye left alone, and writes the resting values
/// that these are measured from into the model. `intraocular`: the person's own pressure, or 0 for
/// that of Goldmann's equation [Pa].
void set_rest(double intraocular, CirculationModel<double>& model);

/// The state in which the model rests in a posture, come there from lying `since` [s] ago as far as
/// the tissue's fluid is concerned: volumes, reflexes, spinal fluid and eye at their steady values,
/// blood and tissue together the model's blood volume. Where the heart beats, a minute of beats
/// from there. Allocates nothing, takes some 10 to 100 ms.
CirculationState<double> resting_state(const CirculationModel<double>& model,
                                       const CirculationInput<double>& input,
                                       Face face = Face::kAveraged, double since = 1e9);

/// Resting states that were found before, for many plants with the same circulation. From any
/// thread; a state that is found is the one that was computed, to the last bit.
class RestingStates {
 public:
  CirculationState<double> find(const CirculationModel<double>& model,
                                const CirculationInput<double>& input, Face face = Face::kAveraged,
                                double since = 1e9);

 private:
  static constexpr std::size_t kMost = 1000;
  std::mutex mutex_;
  std::unordered_map<std::string, CirculationState<double>> states_;
};

/// What the averaged face shows of the person lying at rest.
CirculationOutputs<double> lying_at_rest(const CirculationModel<double>& model,
                                         RestingStates* known = nullptr);

}  // namespace inversim
