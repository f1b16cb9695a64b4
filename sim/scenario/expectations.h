// SPDX-License-Identifier: Apache-2.0
// What a scenario expects of its run, and whether it came.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/state_watch.h"
#include "inversim/scenario/watch.h"

namespace inversim {

/// One expectation judged.
struct Verdict {
  std::string text;       ///< "max of bed_angle in 59.5 .. 60.5 deg"
  double measured = 0.0;  ///< in the unit of the expectation
  std::string unit;
  bool holds = false;
  double time = 0.0;                      ///< [s] of the run, at which it was measured
  std::optional<double> least, greatest;  ///< what it may be, in the unit of the expectation
  std::string signal, label;              ///< what it is measured of; the label may be empty
};

/// The measured value in its unit: "-78 deg". What is rounding alone beside the bounds is 0.
std::string measured_text(const Verdict& verdict);

class Expectations {
 public:
  /// Throws std::invalid_argument with a sentence for people if a signal, label or controller is
  /// not there, or an expectation does not say what it is of.
  Expectations(const Node& scenario, const SignalTable& table);

  /// A sample: simulated time [s], number of the protocol's step, full row.
  void sample(double time, int step, std::span<const double> row);

  /// State code of the controller at a step's time.
  void state(double time, int step, std::uint32_t code);

  /// Something happened.
  void notice(const Event& event);

  std::vector<Verdict> judge() const;
  /// What is expected, in words, with the time in which it is looked for.
  std::vector<std::string> texts() const;

 private:
  struct Watched {
    const Node* node = nullptr;
    std::string label;
    const Unit* unit = nullptr;  // of its bounds
    Watch watch;
  };
  static std::string text(const Watched& watched);
  std::vector<Watched> watched_;
  std::vector<StateWatch> states_;
  std::vector<std::pair<bool, std::size_t>> order_;  // of the file: whether of states, place
};

}  // namespace inversim
