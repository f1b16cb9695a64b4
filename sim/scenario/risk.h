// SPDX-License-Identifier: Apache-2.0
// Flags that a session raises: signals against the thresholds of a risk file, each with its source.
// Modelling flags, not medical advice.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "inversim/circulation/outputs.h"
#include "inversim/language/document.h"
#include "inversim/plant/signals.h"

namespace inversim {

enum class RiskLevel { kNone, kAmber, kRed };

/// A flag that was raised.
struct RaisedFlag {
  std::string name;
  RiskLevel level;
  double time;       ///< [s] at which it counted
  double value;      ///< then, in the unit
  double threshold;  ///< in the unit
  std::string unit, what, source;
};

/// One sentence for people: what, value, threshold, source.
std::string sentence(const RaisedFlag& flag);

class RiskWatch {
 public:
  /// Thresholds of the scenario's risk file, for the conditions of its subject. Flags of signals
  /// that the plant does not have are left out. Throws std::invalid_argument where a unit does not
  /// measure what its signal does.
  /// `rest`: the person lying at rest.
  RiskWatch(const Node& scenario, const SignalTable& table, const CirculationOutputs<double>& rest);

  /// A sample of a session: simulated time [s] and full row. Flags that it raises go to `raise`,
  /// each level of a flag once in a session.
  void sample(double time, std::span<const double> row,
              const std::function<void(const RaisedFlag&)>& raise);

  /// Contraindications of the risk file that apply to the subject's conditions, in words.
  const std::vector<std::string>& contraindications() const { return contraindications_; }

 private:
  struct Threshold {
    RiskLevel level;
    double si;            // threshold
    double shown;         // in the unit
    double hold;          // [s]
    double since = -1.0;  // [s] beyond it since then
    bool raised = false;
  };
  struct Flag {
    std::string name, what, unit, source, from;
    std::size_t place;
    std::size_t angle;  // place of the bed's angle
    double side;        // -1 head up, +1 head down, 0 any
    bool above;
    double per_unit;  // [SI] of one unit
    std::vector<Threshold> thresholds;
    bool started = false;
    double rest = 0.0;  // of the signal, lying at rest
    double start = 0.0, lowest = 0.0, greatest = 0.0;
  };
  std::vector<Flag> flags_;
  std::vector<std::string> contraindications_;
};

}  // namespace inversim
