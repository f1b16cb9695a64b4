// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/paced.h"

#include <sched.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include <fmt/format.h>

namespace inversim {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPriority = 50;  // above threads of ordinary programs, below the kernel's own

std::int64_t nanoseconds(Clock::duration d) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(d).count();
}

void sleep_until(Clock::time_point when) {
  const std::int64_t ns = nanoseconds(when.time_since_epoch());
  const timespec t{ns / 1000000000, ns % 1000000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, nullptr) == EINTR) {}
}

std::string permitted(bool ok, const char* what) {
  return fmt::format("{} {}", what,
                     ok ? "permitted" : fmt::format("not permitted ({})", std::strerror(errno)));
}

}  // namespace

std::string ask_for_real_time() {
  sched_param p{};
  p.sched_priority = kPriority;
  const std::string first = permitted(sched_setscheduler(0, SCHED_FIFO, &p) == 0, "SCHED_FIFO");
  const std::string second = permitted(mlockall(MCL_CURRENT | MCL_FUTURE) == 0, "locked memory");
  return first + ", " + second;
}

ExchangeStatus PacedController::exchange(const inversim_sensors& sensors,
                                         inversim_actuators& actuators) noexcept {
  const std::chrono::nanoseconds simulated(sensors.time_ns);
  const Clock::time_point ready = Clock::now();
  Clock::time_point begins = ready;
  if (!begun_) {
    begun_ = true;
    origin_ = ready - simulated;
  } else {
    report_.work.add(nanoseconds(ready - answered_));
    const Clock::time_point due = origin_ + simulated;
    if (ready > due) {
      ++report_.overruns;
      report_.slipped += 1e-9 * static_cast<double>(nanoseconds(ready - due));
      origin_ += ready - due;
    } else {
      sleep_until(due);
      begins = Clock::now();
      report_.wake.add(nanoseconds(begins - due));
    }
  }
  ++report_.steps;
  const ExchangeStatus status = of_.exchange(sensors, actuators);
  answered_ = Clock::now();
  report_.answer.add(nanoseconds(answered_ - begins));
  return status;
}

}  // namespace inversim
