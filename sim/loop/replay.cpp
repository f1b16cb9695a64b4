// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/replay.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace inversim {
namespace {

/// Bit for bit; these structs have no padding.
template <class Struct>
bool same_bits(const Struct& a, const Struct& b) {
  return std::ranges::equal(std::as_bytes(std::span(&a, 1)), std::as_bytes(std::span(&b, 1)));
}

ReplayDifference difference_at(std::size_t exchange, const inversim_sensors& sensors,
                               FieldDifference field) {
  return {exchange, sensors.step, 1e-9 * static_cast<double>(sensors.time_ns), std::move(field)};
}

}  // namespace

std::string sentence(const ReplayDifference& d) {
  return fmt::format("step {}, {:.4f} s: {} was {} and is {}", d.step, d.time, d.field.field,
                     d.field.expected, d.field.found);
}

std::string ReplayedController::start(const inversim_config& config) {
  return same_bits(config, log_.config)
             ? ""
             : "the recording was made with another table, or another step";
}

ExchangeStatus ReplayedController::exchange(const inversim_sensors& sensors,
                                            inversim_actuators& actuators) noexcept {
  if (next_ == log_.exchanges.size()) return ExchangeStatus::kDied;
  const Exchange& recorded = log_.exchanges[next_];
  if (differs_at_ > next_ && !same_bits(sensors, recorded.sensors)) {
    differs_at_ = next_;
    differing_ = sensors;
  }
  ++next_;
  if (!recorded.answer) return ExchangeStatus::kDied;
  actuators = *recorded.answer;
  return ExchangeStatus::kAnswered;
}

std::string ReplayedController::failure() const {
  return next_ < log_.exchanges.size() || !log_.exchanges.back().answer
             ? "the recorded controller died here"
             : "the recording ends";
}

std::optional<ReplayDifference> ReplayedController::difference() const {
  if (differs_at_ >= log_.exchanges.size()) return std::nullopt;
  const inversim_sensors& expected = log_.exchanges[differs_at_].sensors;
  auto field = first_difference(expected, differing_);
  if (!field) return std::nullopt;
  return difference_at(differs_at_, differing_, std::move(*field));
}

ControllerReplay replay_controller(const ExchangeLog& log, ControllerPort& controller,
                                   const AnswerParts& parts) {
  ControllerReplay replay;
  for (const Exchange& e : log.exchanges) {
    if (e.starts) {
      replay.failure = controller.start(log.config);
      if (!replay.failure.empty()) return replay;
    }
    inversim_actuators answer{};
    answer.size = sizeof answer;
    answer.abi = INVERSIM_CONTROLLER_ABI;
    const bool answered = controller.exchange(e.sensors, answer) == ExchangeStatus::kAnswered;
    if (!answered && !e.answer) return replay;  // as it did
    if (!answered) {
      replay.failure = fmt::format("at {:.4f} s {}", 1e-9 * static_cast<double>(e.sensors.time_ns),
                                   controller.failure());
      return replay;
    }
    auto field = e.answer ? first_difference(*e.answer, answer, parts)
                          : FieldDifference{"the controller", "dead", "alive"};
    if (field) {
      replay.difference = difference_at(replay.exchanges, e.sensors, std::move(*field));
      return replay;
    }
    ++replay.exchanges;
  }
  return replay;
}

}  // namespace inversim
