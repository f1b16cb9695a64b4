// SPDX-License-Identifier: Apache-2.0
// The way between a plant's sensors and drives and a controller that sits elsewhere, in simulated
// time: messages that are lost, late, repeated, overtaken or damaged, a cut cable, and a controller
// that freezes or loses its power.
//
// Each step one message of sensors sets out, and one of commands if the controller ran. A message
// carries its number: what is older than one that has come is thrown away, as is a second copy, and
// as is one whose check sum is wrong. A controller without news runs on with what came last and is
// told how old it is. Draws depend on seed, direction and number of the message alone.
// All that changes is in ControlLink, plain data. Allocates nothing, reads no clock.
#pragma once

#include <cstdint>

#include "inversim/plant/controller.h"

namespace inversim {

enum class LinkWay : int {
  kSensors,  ///< to the controller
  kCommands  ///< from it
};
inline constexpr int kLinkWays = 2;
inline constexpr int kMostUnderWay = 256;   ///< messages of one direction
inline constexpr int kMostLinkDelay = 240;  ///< [steps]
inline constexpr int kOvertakenBy = 2;      ///< [steps] that an overtaken message is late by

/// What may be wrong with one direction. Shares: of the messages, 0 to 1.
struct LinkFault {
  double lost = 0.0, damaged = 0.0, repeated = 0.0, overtaken = 0.0;
  std::int32_t delay = 0;  ///< [steps] 0 .. kMostLinkDelay
  std::int32_t is_cut = 0;
};

/// What became of the messages of one direction.
struct LinkTally {
  std::uint64_t sent = 0, lost = 0, damaged = 0, repeated = 0, overtaken = 0;
};

/// Messages on their way in one direction, in no order.
template <class Message>
struct LinkQueue {
  std::uint64_t number[kMostUnderWay] = {};   // step in which it set out, plus one
  std::uint64_t arrives[kMostUnderWay] = {};  // step; of the first `count`
  Message message[kMostUnderWay] = {};
  std::uint64_t newest = 0;  ///< number of the newest that has come
  std::int32_t count = 0;
  std::int32_t reserved = 0;
  LinkTally tally;
};

struct ControlLink {
  LinkFault fault[kLinkWays];
  LinkQueue<inversim_sensors> sensors;
  LinkQueue<inversim_actuators> commands;
  inversim_sensors seen{};        ///< what the controller has of the sensors
  std::uint64_t seen_number = 0;  ///< of the message that it came with
  std::int32_t is_frozen = 0;     ///< the controller does not run, and keeps what it knows
  std::int32_t is_off = 0;        ///< it has no power, and forgets
  std::int32_t is_starting = 0;   ///< its power has just come back
  std::int32_t reserved = 0;
};

/// Whether messages go straight through: nothing is wrong, and none is late.
bool is_plain(const ControlLink& link) noexcept;

/// A message sets out in a step.
void send(ControlLink& link, const inversim_sensors& message, std::uint64_t seed,
          std::uint64_t step) noexcept;
void send(ControlLink& link, const inversim_actuators& message, std::uint64_t seed,
          std::uint64_t step) noexcept;

/// What has come to the controller by a step goes into `seen`: the news, or what was known with
/// nothing fresh in it; time, step and ages are the controller's own. Before the first message the
/// ages are the greatest that there are, and all else is zero.
void receive_sensors(ControlLink& link, std::int64_t time_ns, std::uint64_t step,
                     double step_time) noexcept;
/// The controller forgets what it has seen.
void forget(ControlLink& link) noexcept;
/// The newest command that has come by a step; false if none has.
bool receive_commands(ControlLink& link, std::uint64_t step, inversim_actuators& message) noexcept;

}  // namespace inversim
