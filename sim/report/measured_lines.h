// SPDX-License-Identifier: Apache-2.0
// A measurement laid over a recording: what the two differ by, channel by channel.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inversim/recording/reader.h"
#include "inversim/scenario/measured.h"

namespace inversim {

/// One channel, sample by sample where the measurement lies over the run; in a unit for people
/// (shown_unit). Between its samples the run is taken as straight.
struct MeasuredLine {
  std::string channel, signal, label, long_name;
  std::string unit;
  double factor = 1.0;                     ///< of `unit`, from SI
  std::vector<double> time;                ///< [s] of the run
  std::vector<double> measured, residual;  ///< in `unit`; residual: measured less simulated
  double rms = 0.0, bias = 0.0;            ///< of the residual
  double largest = 0.0;                    ///< residual of the greatest size
  double largest_at = 0.0;                 ///< [s] of the run
};

/// Every channel. `offset` [s]: of the run's clock at the measurement's time 0. Throws
/// std::invalid_argument with a sentence for people where a channel was not recorded, is not a
/// number in this run, or nothing overlaps.
std::vector<MeasuredLine> lay_over(const Recording& recording, const Measured& measured,
                                   double offset);

}  // namespace inversim
