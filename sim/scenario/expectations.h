// SPDX-License-Identifier: Apache-2.0
// What a scenario expects of its run, and whether it came.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/signals.h"

namespace inversim {

/// One expectation judged.
struct Verdict {
  std::string text;       ///< "max of bed_angle in 59.5 .. 60.5 deg"
  double measured = 0.0;  ///< in the unit of the expectation
  std::string unit;
  bool holds = false;
};

class Expectations {
 public:
  /// Throws std::invalid_argument with a sentence for people if a signal or label is not there.
  Expectations(const Node& scenario, const SignalTable& table);

  /// A sample: simulated time [s], number of the protocol's step, full row.
  void sample(double time, int step, std::span<const double> row);

  std::vector<Verdict> judge() const;

 private:
  struct Watched {
    const Node* node = nullptr;
    std::size_t place = 0;
    std::string label;
    double step_start = -1.0;
    // over the time it asks for
    std::size_t count = 0;
    double least = 0.0, greatest = 0.0, first = 0.0, last = 0.0;
    double first_time = 0.0, last_time = 0.0, integral = 0.0;
  };
  std::vector<Watched> watched_;
};

}  // namespace inversim
