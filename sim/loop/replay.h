// SPDX-License-Identifier: Apache-2.0
// A log of exchanges, put in place of the controller or of the plant; the first step and field that
// come out differently are named.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "inversim/loop/control_fields.h"
#include "inversim/loop/exchange_log.h"

namespace inversim {

/// Where a replay left what was recorded.
struct ReplayDifference {
  std::size_t exchange = 0;  ///< from 0
  std::uint64_t step = 0;    ///< of the plant
  double time = 0.0;         ///< [s] simulated
  FieldDifference field;
};
/// "step 1203, 1.2030 s: bed_angle_deg was 12.3 and is 12.4"
std::string sentence(const ReplayDifference& difference);

/// A controller's recorded answers, to drive the plant; its sensors are held against the recorded
/// ones. After the last answer it has died.
class ReplayedController final : public ControllerPort {
 public:
  explicit ReplayedController(ExchangeLog log) : log_(std::move(log)) {}

  std::string start(const inversim_config& config) override;
  ExchangeStatus exchange(const inversim_sensors& sensors,
                          inversim_actuators& actuators) noexcept override;
  std::string failure() const override;

  std::size_t exchanges() const { return next_; }
  const ExchangeLog& log() const { return log_; }
  /// Of the sensors.
  std::optional<ReplayDifference> difference() const;

 private:
  ExchangeLog log_;
  std::size_t next_ = 0;
  std::size_t differs_at_ = ~std::size_t{0};
  inversim_sensors differing_{};
};

struct ControllerReplay {
  std::size_t exchanges = 0;
  std::optional<ReplayDifference> difference;  ///< of the actuators; the replay goes no further
  std::string failure;                         ///< why the controller refused or died, or empty
};

/// Gives a controller the recorded sensors, and holds its answers, or parts of them, against the
/// recorded ones.
ControllerReplay replay_controller(const ExchangeLog& log, ControllerPort& controller,
                                   const AnswerParts& parts = {});

}  // namespace inversim
