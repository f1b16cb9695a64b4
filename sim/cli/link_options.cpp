// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/link_options.h"

#include <chrono>

namespace inversim {

ControllerOptions LinkRequest::options() const {
  ControllerOptions o;
  o.start = start;
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
  command.add_flag("--debugger", request.debugger,
                   "wait for ever, as for a controller that stands at a breakpoint");
}

}  // namespace inversim
