// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/control_link.h"

#include <cmath>

#include "inversim/plant/draws.h"

namespace inversim {
namespace {

constexpr std::uint32_t kNeverHeard = ~0u;  // [ms]
// streams of the draws, beyond those of the sensors' noise
constexpr std::uint64_t kStreams = 1000;
enum Draw : std::uint64_t { kLost, kDamaged, kRepeated, kOvertaken, kDraws };

template <class Message>
void set_out(const LinkFault& f, LinkWay way, LinkQueue<Message>& q, const Message& message,
             std::uint64_t seed, std::uint64_t step) {
  ++q.tally.sent;
  const auto happens = [&](Draw draw, double share) {
    const std::uint64_t stream = kStreams + kDraws * static_cast<std::uint64_t>(way) + draw;
    return share > 0.0 && uniform(seed, stream, step) < share;
  };
  if (f.is_cut != 0 || happens(kLost, f.lost) || q.count == kMostUnderWay) {
    ++q.tally.lost;
    return;
  }
  // a wrong check sum is found, and what came with it is nothing
  if (happens(kDamaged, f.damaged)) {
    ++q.tally.damaged;
    return;
  }
  // the copy has the number of the first, and goes
  if (happens(kRepeated, f.repeated)) ++q.tally.repeated;
  const int late = f.delay + (happens(kOvertaken, f.overtaken) ? kOvertakenBy : 0);
  q.number[q.count] = step + 1;
  q.arrives[q.count] = step + static_cast<std::uint64_t>(late);
  q.message[q.count] = message;
  ++q.count;
}

/// The newest of what has come by a step, or null.
template <class Message>
const Message* newest_come(LinkQueue<Message>& q, std::uint64_t step, Message& into) {
  const Message* found = nullptr;
  std::int32_t left = 0;
  for (std::int32_t i = 0; i < q.count; ++i) {
    if (q.arrives[i] > step) {
      q.number[left] = q.number[i];
      q.arrives[left] = q.arrives[i];
      q.message[left++] = q.message[i];
      continue;
    }
    if (q.number[i] < q.newest) {
      ++q.tally.overtaken;
      continue;
    }
    if (found != nullptr) ++q.tally.overtaken;
    q.newest = q.number[i];
    into = q.message[i];
    found = &into;
  }
  q.count = left;
  return found;
}

bool is_sound(const LinkFault& f) {
  return f.is_cut == 0 && f.delay == 0 && f.lost == 0.0 && f.damaged == 0.0 && f.repeated == 0.0 &&
         f.overtaken == 0.0;
}

}  // namespace

bool is_plain(const ControlLink& link) noexcept {
  return is_sound(link.fault[0]) && is_sound(link.fault[1]) && link.sensors.count == 0 &&
         link.commands.count == 0 && link.is_frozen == 0 && link.is_off == 0 &&
         link.is_starting == 0;
}

void send(ControlLink& link, const inversim_sensors& message, std::uint64_t seed,
          std::uint64_t step) noexcept {
  set_out(link.fault[static_cast<int>(LinkWay::kSensors)], LinkWay::kSensors, link.sensors, message,
          seed, step);
}

void send(ControlLink& link, const inversim_actuators& message, std::uint64_t seed,
          std::uint64_t step) noexcept {
  set_out(link.fault[static_cast<int>(LinkWay::kCommands)], LinkWay::kCommands, link.commands,
          message, seed, step);
}

void receive_sensors(ControlLink& link, std::int64_t time_ns, std::uint64_t step,
                     double step_time) noexcept {
  inversim_sensors news;
  const bool any = newest_come(link.sensors, step, news) != nullptr;
  if (any) {
    link.seen = news;
    link.seen_number = link.sensors.newest;
  }
  inversim_sensors& s = link.seen;
  s.time_ns = time_ns;
  s.step = step;
  if (!any) s.fresh = 0;
  if (link.seen_number == 0) {
    s.size = sizeof s;
    s.abi = INVERSIM_CONTROLLER_ABI;
    s.link_age_ms = s.pendant_age_ms = kNeverHeard;
    return;
  }
  const std::uint64_t age = step + 1 - link.seen_number;  // [steps]
  const auto age_ms =
      static_cast<std::uint32_t>(std::floor(1e3 * step_time * static_cast<double>(age) + 1e-6));
  // the pendant's message has waited as long
  s.pendant_age_ms += any ? age_ms : age_ms - s.link_age_ms;
  s.link_age_ms = age_ms;
}

void forget(ControlLink& link) noexcept {
  link.seen = {};
  link.seen_number = 0;
}

bool receive_commands(ControlLink& link, std::uint64_t step, inversim_actuators& message) noexcept {
  return newest_come(link.commands, step, message) != nullptr;
}

}  // namespace inversim
