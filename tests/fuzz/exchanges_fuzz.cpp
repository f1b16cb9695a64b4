// SPDX-License-Identifier: Apache-2.0
// Logs of exchanges: one is read, or refused in a sentence; what is read can be replayed.
#include <cstdint>
#include <cstdlib>
#include <span>
#include <stdexcept>

#include "frame_mutator.h"
#include "inversim/loop/replay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace inversim;
  try {
    const ExchangeLog log = read_exchanges(std::span<const std::uint8_t>(data, size), "log");
    if (log.exchanges.empty()) std::abort();
    ReplayedController replayed(log);
    inversim_actuators a{};
    for (const Exchange& e : log.exchanges) replayed.exchange(e.sensors, a);
    if (replayed.difference()) std::abort();
  } catch (const std::invalid_argument& e) {
    if (*e.what() == '\0') std::abort();
  }
  return 0;
}
