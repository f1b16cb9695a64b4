// SPDX-License-Identifier: Apache-2.0
// States of the controller that a run must come to, or must not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/signals.h"

namespace inversim {

struct StateVerdict {
  std::string text;
  double measured = 0.0;  ///< [s] when it was entered, from the start of its time; < 0: never
  bool holds = false;
  double time = 0.0;  ///< [s] of the run: when it was entered, or looked for the last time
  std::optional<double> latest;  ///< [s] until when it must be entered, from the same start
};

class StateWatch {
 public:
  /// Of an expectation with never_states or reaches_states. Throws std::invalid_argument with a
  /// sentence for people.
  StateWatch(const Node& node, bool has_controller);

  void state(double time, int step, std::uint32_t code);
  void notice(const Event& event);
  StateVerdict judge() const;
  std::string text() const;  ///< what is expected, in words

 private:
  std::vector<std::uint32_t> states_;
  std::vector<std::string> names_;
  bool must_come_ = false;
  std::string after_;                // kind of the event with which its time begins, or empty
  int step_ = 0;                     // protocol's step to which it is limited; 0: none
  double from_ = 0.0, until_ = 0.0;  // [s]
  double start_ = 0.0;               // [s] of its time; < 0: not yet
  bool looked_ = false;
  double last_look_ = 0.0;  // [s] of the run
  double entered_ = -1.0;   // [s] from the start of its time
};

}  // namespace inversim
