// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/link_options.h"

#include <chrono>

#include <fmt/format.h>

namespace inversim {

ControllerOptions LinkRequest::options() const {
  ControllerOptions o;
  o.start = start;
  o.paced = paced;
  const auto wanted = std::chrono::duration<double>(debugger ? 0.0 : patience);
  o.link.patience = std::chrono::duration_cast<std::chrono::milliseconds>(wanted);
  return o;
}

void add_link_options(CLI::App& command, LinkRequest& request) {
  command.add_option("--start", request.start,
                     "command that starts the controller of a link for each run; '{}' in it is the "
                     "address");
  command
      .add_option("--patience", request.patience,
                  "seconds of wall time for a controller at a link to come, and to answer")
      ->check(CLI::Range(0.01, 1e6))
      ->capture_default_str();
  command.add_flag("--paced", request.paced,
                   "keep the steps to the wall clock, as a real board needs it");
  command.add_flag("--debugger", request.debugger,
                   "wait for ever, as for a controller that stands at a breakpoint");
}

void print_pace(const PaceReport& pace) {
  const auto line = [](const char* name, const LatencyHistogram& h) {
    fmt::print("    {:<34} min {:.1f}, median {:.1f}, p99 {:.1f}, p99.9 {:.1f}, max {:.1f} us\n",
               name, 1e6 * h.least(), 1e6 * h.quantile(0.5), 1e6 * h.quantile(0.99),
               1e6 * h.quantile(0.999), 1e6 * h.most());
  };
  fmt::print("  paced: {} steps, {} not ready in time, {:.3f} s behind at the end; {}\n",
             pace.steps, pace.overruns, pace.slipped, pace.priority);
  line("a step, from answer to sensors", pace.work);
  line("woken after its instant by", pace.wake);
  line("the controller's answer", pace.answer);
}

}  // namespace inversim
