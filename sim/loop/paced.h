// SPDX-License-Identifier: Apache-2.0
// The plant kept to the wall clock, as a real board needs it: each exchange waits for its instant.
// What is late is counted and no verdict: the simulated run is the same as an unpaced one.
//
// A step that is not ready at its instant is an overrun; the schedule moves on by what it was late,
// so that no burst of steps follows.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "inversim/loop/latency.h"
#include "inversim/plant/control_unit.h"

namespace inversim {

struct PaceReport {
  std::uint64_t steps = 0;
  std::uint64_t overruns = 0;  ///< steps that were not ready at their instant
  double slipped = 0.0;        ///< [s] by which the schedule was moved
  LatencyHistogram work;       ///< from an answer until the next step is ready
  LatencyHistogram wake;       ///< from the instant of a step until its exchange begins
  LatencyHistogram answer;     ///< from sensors out to actuators in
  std::string priority;        ///< what the system has permitted, a sentence
};

/// Asks the system for a real-time scheduling class and for memory that stays; a sentence says what
/// it has permitted.
std::string ask_for_real_time();

class PacedController final : public ControllerPort {
 public:
  explicit PacedController(ControllerPort& of) : of_(of) {}

  std::string start(const inversim_config& config) override { return of_.start(config); }
  ExchangeStatus exchange(const inversim_sensors& sensors,
                          inversim_actuators& actuators) noexcept override;
  std::string failure() const override { return of_.failure(); }

  PaceReport& report() { return report_; }
  const PaceReport& report() const { return report_; }

 private:
  using Clock = std::chrono::steady_clock;
  ControllerPort& of_;
  PaceReport report_;
  Clock::time_point origin_;  // of the simulated time zero
  Clock::time_point answered_;
  bool begun_ = false;
};

}  // namespace inversim
